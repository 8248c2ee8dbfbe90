"""``tlc compare``: who said what, case by case; and the same before and after."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("compare")
@click.option("--by", default="group", show_default=True, help="group, role, language, community, age_band ...")
@click.option("--code", "codes", multiple=True, help="A code or a heading; may be repeated.")
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    help="The folder of an earlier study with the same codebook: compare the two, theme by theme.",
)
@study_option
@json_option
def command(by: str, codes: tuple[str, ...], before: Path | None, folder: Path, as_json: bool) -> None:
    """Set side by side how many people of each case said what, of those who took part.

    With --before, set an earlier wave of talks beside this one instead.
    """
    import tlc

    study = tlc.open(folder)
    if before is None:
        show_result(study.compare(by=by, codes=codes or None), as_json=as_json)
    else:
        show_result(study.compare(by=by, codes=codes or None, before=before), as_json=as_json)
