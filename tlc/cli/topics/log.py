"""``tlc topics log``: everything that people decided about topics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options


@click.command("log")
@fit_options
@study_option
@json_option
def command(fit: dict[str, Any], folder: Path, as_json: bool) -> None:
    """List what was decided, by whom and why, and which topic it is about in this fit.

    The decisions lie in the study's folder topics/decisions: one table for each person, which Excel opens.
    """
    import tlc

    show_result(tlc.open(folder).topic_desk(**fit).log(), as_json=as_json)
