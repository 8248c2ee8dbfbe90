"""``tlc actions change``: cells of an action of the plan."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli.actions._decide import cells, decision_options


@click.command("change")
@click.argument("action")
@click.argument("columns", nargs=-1, required=True, metavar="COLUMN=TEXT...")
@decision_options(reason=True)
def command(action: str, columns: tuple[str, ...], by: str, why: str, folder: Path) -> None:
    """Write into columns of an ACTION of the plan, by its id in actions.csv.

    tlc actions change 3 status=agreed by_when=2027-06 --by asha --why "workshop in May"
    """
    import tlc

    click.echo(tlc.open(folder).plan.change(action, by=by, reason=why, **cells(columns)).note)
