"""``tlc codebook check``: what is doubtful in a codebook."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@study_option
@json_option
def command(file: Path | None, folder: Path, as_json: bool) -> int:
    """List what is doubtful in the study's codebook, or in FILE: errors (!) are terms that no rule can be made of."""
    import tlc

    if file is None:
        found = tlc.open(folder).codes.check()
    else:
        from tlc.lab.summaries import problems
        from tlc.study._codes import check_file

        found = problems(check_file(file))
    errors = sum(problem.severity == "error" for problem in found)
    if as_json:
        show(found.title, found.frame, found.note, as_json=True)
    else:
        for problem in found:
            click.echo(f"{'!' if problem.severity == 'error' else '-'} {problem}")
        click.echo(f"{errors} errors, {len(found) - errors} warnings." if len(found) else "No problems found.")
    return int(errors > 0)
