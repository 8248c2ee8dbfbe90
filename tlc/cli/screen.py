"""``tlc screen``: a proposed plan, held against what people said."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("screen")
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--by", default="", help="Who answers, such as asha: for rows of the sheet that do not say so.")
@click.option("--language", default="en", show_default=True, help="Of the plan, such as en or ro.")
@study_option
@json_option
def command(plan: Path, by: str, language: str, folder: Path, as_json: bool) -> None:
    """Hold a proposed plan (.docx, .odt, .txt, .md) against every theme that is rated moderate or high.

    The first time, it makes a sheet to answer in: screened-plans/PLAN.xlsx in the study. Give the same command again,
    and it reads the answers and writes the result, screened-plans/PLAN.docx, marked incomplete while a theme has no
    answer.
    """
    import tlc

    show_result(tlc.open(folder).screen(plan, by=by, language=language), as_json=as_json)
