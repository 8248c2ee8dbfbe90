"""``tlc codebook merge``: one code in the place of several."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, show_change


@click.command("merge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help="The code that stays.")
@change_options
@study_option
def command(codes: tuple[str, ...], into: str, by: str, why: str, report: Path | None, folder: Path) -> None:
    """Let one code take the place of CODES: it has their terms, and answers to their ids."""
    import tlc

    show_change(tlc.open(folder).codes.merge(codes, into, by=by, what=why), report)
