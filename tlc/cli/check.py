"""``tlc check``: what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("check")
@study_option
@json_option
def command(folder: Path, as_json: bool) -> int:
    """List what is wrong with the study. Errors (!) stand in the way of the report, warnings do not."""
    import tlc

    problems = tlc.open(folder).check()
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        show(problems.title, problems.frame, problems.note, as_json=True)
    else:
        for problem in problems:
            click.echo(f"{'!' if problem.severity == 'error' else '-'} {problem}")
        click.echo(f"{errors} errors, {len(problems) - errors} warnings." if len(problems) else "No problems found.")
    return int(errors > 0)
