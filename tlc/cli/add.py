"""``tlc add``: bring session files in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tlc.cli._gate import encoding_option
from tlc.cli._show import json_option, show, study_option

if TYPE_CHECKING:
    from tlc.talk.bring_in import Added


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--group", help="The group, where the file's name does not begin with it (one file only).")
@click.option(
    "--replace",
    is_flag=True,
    help="The files are corrected: each takes the place of its group's transcript, and the codings follow their words.",
)
@encoding_option
@study_option
@json_option
def command(
    files: tuple[Path, ...], group: str | None, replace: bool, encoding: str | None, folder: Path, as_json: bool
) -> int:
    """Bring FILES in that passed 'tlc check FILES': session files, or folders of them.

    A file comes in whole or not at all, with brackets in place of what was to be replaced.

    With --replace a corrected file takes the place of the one that came in before, which is kept in
    transcripts/earlier. Codings whose words cannot be found again are set aside, and listed.
    """
    import tlc

    if group and len(files) > 1:
        raise click.UsageError("--group goes with one file.")
    outcomes = tlc.open(folder).add(files, group=group, encoding=encoding, replace=replace)
    if as_json:
        show(outcomes.title, outcomes.frame, outcomes.note, as_json=True)
    else:
        for outcome, row in zip(outcomes, outcomes.frame.itertuples(), strict=True):
            _show(outcome, f"{row.outcome}, {row.turns} turns, {row.words} words. {row.note}.")
        click.echo(outcomes.note)
        if any(outcome.replacing is not None for outcome in outcomes):
            click.echo("What was made from the earlier words is to be made anew: tlc tag, tlc topics, tlc report.")
    return int(any(outcome.problem is not None for outcome in outcomes))


def _show(outcome: Added, done: str) -> None:
    from tlc.lab.replaced import replaced

    if outcome.problem is not None:
        click.echo(f"! {_line(outcome.name, str(outcome.problem))}", err=True)
        return
    if outcome.already and outcome.replacing is not None:
        click.echo(f"  {outcome.name}: already there; codings that did not follow yet do now.")
    elif outcome.already:
        click.echo(f"  {outcome.name}: already there, nothing to do.")
    else:
        click.echo(f"  {outcome.name}: {done}")
        for warning in outcome.warnings:
            click.echo(f"    Note: {warning}")
    if outcome.replacing is not None:
        listing = replaced(outcome.replacing)
        show(listing.title, listing.frame, listing.note, as_json=False)


def _line(name: str, problem: str) -> str:
    return problem if problem.startswith(name) else f"{name}: {problem}"
