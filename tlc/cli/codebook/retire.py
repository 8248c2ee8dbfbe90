"""``tlc codebook retire``: a code out of use."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, show_change


@click.command("retire")
@click.argument("code")
@change_options
@study_option
def command(code: str, by: str, why: str, report: Path | None, folder: Path) -> None:
    """Let nobody code with CODE any more, and nothing suggest it. What was coded with it stays."""
    import tlc

    show_change(tlc.open(folder).codes.retire(code, by=by, what=why), report)
