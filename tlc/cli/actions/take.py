"""``tlc actions take``: an action of the library copied into the plan."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli.actions._decide import cells, decision_options


@click.command("take")
@click.argument("library")
@click.argument("columns", nargs=-1, metavar="[COLUMN=TEXT]...")
@decision_options(reason=False)
def command(library: str, columns: tuple[str, ...], by: str, why: str, folder: Path) -> None:
    """Copy an action of the LIBRARY, such as A08, into actions.csv.

    It answers the themes that people raised. Owner, date, baseline and target stay empty unless you give them:
    tlc actions take A08 "owner=ICB, head of access" by_when=2027-06 --by asha
    """
    import tlc

    click.echo(tlc.open(folder).plan.take(library, by=by, reason=why, **cells(columns)).note)
