"""``tlc saturation``: after which session hardly any new code came."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("saturation")
@click.option("--base", default=4, show_default=True, type=click.IntRange(1), help="Sessions of the base.")
@click.option("--run", default=2, show_default=True, type=click.IntRange(1), help="Sessions of a run.")
@click.option("--threshold", default=0.05, show_default=True, help="New codes over those of the base; 0.05 for 5 %.")
@click.option("--session", "order", multiple=True, help="Only these sessions, in this order; repeat it for each.")
@click.option(
    "--codes",
    type=click.Choice(["emerging and deductive", "emerging", "deductive"]),
    default="emerging and deductive",
    show_default=True,
)
@click.option("--seed", default=1, show_default=True, help="Of the other orders that are tried.")
@study_option
@json_option
def command(
    *,
    codes: Literal["emerging and deductive", "emerging", "deductive"],
    order: tuple[str, ...],
    folder: Path,
    as_json: bool,
    **choice: Any,
) -> None:
    """Find after which session further ones brought hardly any new code (Guest, Namey and Chen 2020)."""
    import tlc

    result = tlc.open(folder).saturation(codes=codes, order=order or None, **choice)
    show_result(result, as_json=as_json)
