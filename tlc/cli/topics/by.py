"""``tlc topics by``: who carries each topic, case by case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options, fitted


@click.command("by")
@click.argument("trait")
@fit_options
@study_option
@json_option
def command(trait: str, fit: dict[str, Any], folder: Path, as_json: bool) -> None:
    """Set side by side how many people carry each topic, of those who took part.

    TRAIT is group, role, language, month, another column of groups.csv, or a trait in participants.csv such as
    age_band. People are counted, never turns; numbers below min_cell are not shown.
    """
    show_result(fitted(folder, fit).by(trait), as_json=as_json)
