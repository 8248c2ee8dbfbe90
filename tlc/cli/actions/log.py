"""``tlc actions log``: everything that people decided about actions."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("log")
@study_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """List what was taken, rejected and changed, by whom and why.

    The decisions lie in the study's folder plan/library: one table for each person, which Excel opens.
    """
    import tlc

    show_result(tlc.open(folder).plan.log(), as_json=as_json)
