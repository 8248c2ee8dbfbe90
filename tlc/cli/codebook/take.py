"""``tlc codebook take``: what was changed in a workbook, taken back."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, show_change


@click.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@change_options
@study_option
def command(file: Path, by: str, why: str, report: Path | None, folder: Path) -> None:
    """Take what was changed in FILE, a workbook that 'excel' wrote, as one new version: all of it, or nothing."""
    import tlc

    show_change(tlc.open(folder).codes.from_excel(file, by=by, what=why), report)
