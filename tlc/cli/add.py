"""``tlc add``: bring session files in."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._gate import encoding_option
from tlc.cli._show import json_option, show, study_option


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--group", help="The group, where the file's name does not begin with it (one file only).")
@encoding_option
@study_option
@json_option
def command(files: tuple[Path, ...], group: str | None, encoding: str | None, folder: Path, as_json: bool) -> int:
    """Bring FILES in that passed 'tlc check FILES': session files, or folders of them.

    A file comes in whole or not at all, with brackets in place of what was to be replaced.
    """
    import tlc

    if group and len(files) > 1:
        raise click.UsageError("--group goes with one file.")
    outcomes = tlc.open(folder).add(files, group=group, encoding=encoding)
    if as_json:
        show(outcomes.title, outcomes.frame, outcomes.note, as_json=True)
    else:
        for outcome, row in zip(outcomes, outcomes.frame.itertuples(), strict=True):
            if outcome.problem is not None:
                click.echo(f"! {_line(outcome.name, str(outcome.problem))}", err=True)
            elif outcome.already:
                click.echo(f"  {outcome.name}: already there, nothing to do.")
            else:
                click.echo(f"  {outcome.name}: {row.outcome}, {row.turns} turns, {row.words} words. {row.note}.")
                for warning in outcome.warnings:
                    click.echo(f"    Note: {warning}")
        click.echo(outcomes.note)
    return int(any(outcome.problem is not None for outcome in outcomes))


def _line(name: str, problem: str) -> str:
    return problem if problem.startswith(name) else f"{name}: {problem}"
