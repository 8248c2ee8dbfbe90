"""``tlc codebook rename``: another id for a code."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, show_change


@click.command("rename")
@click.argument("old")
@click.argument("new")
@change_options
@study_option
def command(old: str, new: str, by: str, why: str, report: Path | None, folder: Path) -> None:
    """Give the code OLD the id NEW. It still answers to OLD; the codes under a heading of that name follow."""
    import tlc

    show_change(tlc.open(folder).codes.rename(old, new, by=by, what=why), report)
