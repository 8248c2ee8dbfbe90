"""``tlc compare``: who said what, case by case."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("compare")
@click.option("--by", default="group", show_default=True, help="group, role, language, community, age_band ...")
@click.option("--code", "codes", multiple=True, help="A code or a heading; may be repeated.")
@study_option
@json_option
def command(by: str, codes: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Set side by side how many people of each case said what, of those who took part."""
    import tlc

    show_result(tlc.open(folder).compare(by=by, codes=codes or None), as_json=as_json)
