"""``tlc actions list``: the plan, and what is missing in it."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("list")
@study_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """List the actions of the plan, and what each still lacks."""
    import tlc

    listing = tlc.open(folder).plan.list()
    show_result(listing, as_json=as_json)
