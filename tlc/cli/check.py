"""``tlc check``: what could tell who somebody is in files that are to come in; or what is wrong with the study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tlc.cli._gate import Options, gate_options
from tlc.cli._show import json_option, show, study_option

if TYPE_CHECKING:
    from tlc.study import Study
    from tlc.talk.screen.batch import Checked
    from tlc.talk.screen.finding import Finding

_MOST_LINES = 12
_MOST_PLACES = 8


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--story", is_flag=True, help="FILES are stories in plain text that are to be told outside.")
@gate_options
@study_option
@json_option
def command(
    *, files: tuple[Path, ...], story: bool, folder: Path, as_json: bool, by: str | None, options: Options
) -> int:
    """Check FILES for identifiers before they come in: each gets BLOCK, WARN or PASS. Nothing is brought in.

    Without FILES: list what is wrong with the study. Errors (!) stand in the way of the report, warnings do not.
    With --story: what in a story for outside, such as a case study, could point at one person by itself or together.
    """
    import tlc

    study = tlc.open(folder)
    if story:
        return _stories(study, files)
    if not files:
        return _study(study, as_json)
    found = study.check(files, by=by, **options)
    if not len(found):
        click.echo("There are no files to check there.", err=True)
        return 1
    if as_json:
        show(found.title, found.frame, found.note, as_json=True)
    else:
        for one in found:
            _file(one)
        click.echo(found.note)
        if any(one.verdict in ("BLOCK", "WARN") for one in found):
            click.echo("Decide on what was found with: tlc review FILES --by YOU")
    return int(any(one.verdict != "PASS" for one in found))


def _study(study: Study, as_json: bool) -> int:
    problems = study.check()
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if as_json:
        show(problems.title, problems.frame, problems.note, as_json=True)
    else:
        for problem in problems:
            click.echo(f"{'!' if problem.severity == 'error' else '-'} {problem}")
        found = f"{_several(errors, 'error')}, {_several(warnings, 'warning')}."
        click.echo(found if len(problems) else "No problems found.")
    return int(errors > 0)


def _several(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _stories(study: Study, files: Sequence[Path]) -> int:
    found = 0
    for path in files:
        sentences = study.reidentification(path)
        found += len(sentences)
        click.echo(f"{path.name}: {'' if sentences else 'nothing of a usual form was found.'}".rstrip())
        for sentence in sentences:
            click.echo(f"  {sentence}")
    click.echo("What happened to somebody tells more than all of this, and no rule finds it. Read each story.")
    return int(found > 0)


def _file(one: Checked) -> None:
    if one.screening is None:
        click.echo(f"REFUSED  {one.problem}", err=True)
        for reading in one.readings:
            click.echo(f"  --encoding {reading.encoding} would read:")
            for line in reading.lines:
                click.echo(f"    {line}")
        return
    decided = len(one.screening.findings) - len(one.screening.open)
    click.echo(f"{one.verdict:8} {one.name}: {one.screening.words} words" + (f", {decided} decided" if decided else ""))
    for warning in one.screening.warnings:
        click.echo(f"  Note: {warning}")
    lines = _lines(one.screening.open, one.screening.unit)
    for line in lines[:_MOST_LINES]:
        click.echo(f"  {line}")
    if len(lines) > _MOST_LINES:
        click.echo(f"  ... and {len(lines) - _MOST_LINES} more lines; tlc review shows each in its place")


def _lines(findings: Sequence[Finding], unit: str) -> list[str]:
    """Sum findings up by kind, those that must go first; places, never words."""
    groups: dict[tuple[bool, str, str], list[int]] = {}
    for finding in findings:
        inside = "" if finding.comes_in else f" in {finding.place.part}"
        groups.setdefault((finding.level != "block", finding.words, inside), []).append(finding.number)
    lines = []
    for (is_warning, words, inside), numbers in sorted(groups.items(), key=lambda group: group[0]):
        places = list(dict.fromkeys(number for number in numbers if number))
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        at = f" at {unit} {', '.join(map(str, places[:_MOST_PLACES]))}{more}" if places else ""
        lines.append(f"{'to decide' if is_warning else 'MUST GO  '} {len(numbers)} x {words}{inside}{at}")
    return lines
