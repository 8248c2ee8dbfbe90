"""``tlc topics numbers``: how many topics there might be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options, fitted


@click.command("numbers")
@fit_options
@study_option
@json_option
def command(fit: dict[str, Any], folder: Path, as_json: bool) -> None:
    """Try other numbers of topics: how far each comes back, and how well its topics stand apart.

    One of them is proposed. Which to work with is for whoever reads the topics to say: tlc topics --topics 12
    """
    show_result(fitted(folder, fit).numbers(), as_json=as_json)
