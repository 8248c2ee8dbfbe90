"""``tlc cooccurrence``: which codes stand together."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("cooccurrence")
@click.option(
    "--unit",
    type=click.Choice(["passage", "turn"]),
    default="passage",
    show_default=True,
    help="On overlapping words, or in the same turn.",
)
@click.option("--code", "codes", multiple=True, help="A code, or a heading for the codes under it; may be repeated.")
@study_option
@json_option
def command(unit: Literal["passage", "turn"], codes: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Find which codes one coder put on the same words, or in the same turn."""
    import tlc

    show_result(tlc.open(folder).cooccurrence(unit=unit, codes=codes or None), as_json=as_json)
