"""``tlc topics export``: topics as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options, fitted


@click.command("export")
@click.argument("out", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--words", is_flag=True, help="Also which shared words stand in which turn: for the study team.")
@fit_options
@study_option
@json_option
def command(out: Path, words: bool, fit: dict[str, Any], folder: Path, as_json: bool) -> None:
    """Write topics into FOLDER as tables that R's stm and other programs read.

    They hold ids, numbers and words that several people used, and no sentence.
    """
    show_result(fitted(folder, fit).export(out, words=words), as_json=as_json)
