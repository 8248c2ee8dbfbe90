"""``tlc next``: which turns a coder should look at next, and why."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("next")
@click.option("--coder", required=True, help="Who codes: the short name that the team knows, such as asha.")
@click.option("--most", default=20, show_default=True, type=click.IntRange(min=1), help="How many turns to list.")
@click.option("--seed", default=1, show_default=True, help="Of the random turns; keep to one.")
@study_option
@json_option
def command(*, coder: str, most: int, seed: int, folder: Path, as_json: bool) -> None:
    """Say which turns a coder should look at next, and why each of them.

    Seven of ten have a term of a code that was looked at least; three are drawn at random.
    """
    import tlc

    show_result(tlc.open(folder).next(coder, most=most, seed=seed), as_json=as_json)
