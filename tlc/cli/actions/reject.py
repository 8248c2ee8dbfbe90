"""``tlc actions reject``: an action of the library that is not for this study."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli.actions._decide import decision_options


@click.command("reject")
@click.argument("library")
@decision_options(reason=True)
def command(library: str, by: str, why: str, folder: Path) -> None:
    """Say that an action of the LIBRARY, such as A12, is not for this study: it is not proposed again."""
    import tlc

    click.echo(tlc.open(folder).plan.reject(library, by=by, reason=why).note)
