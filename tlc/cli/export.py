"""``tlc export``: the report's facts in another form."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option

_MOST_NOTES = 12
_FORMS = {
    "word": "the action framework as a short Word file",
    "tracker": "the plan as an Excel workbook, for those who carry it out",
    "slides": "six slides as text, for a board paper",
    "summary": "one page in Word: who took part, five themes, three actions",
    "community": "a page in plain words for those who took part, in their language",
    "case-study": "the case-study form of a call for evidence: eleven questions",
    "heat": "a health equity assessment in four stages, the second filled in",
    "training": "words of people who agreed that they train staff",
    "themes": "themes, ratings and published quotes for other teams",
}
_LIST = "\b\n" + "\n".join(f"{name:<11} {text}" for name, text in _FORMS.items())


@click.command(
    "export",
    help=f"Write the report's facts in another form: nothing is in it that the report may not say.\n\n{_LIST}",
    short_help="Write the report's facts in another form.",
)
@click.argument("kind", type=click.Choice(list(_FORMS)), metavar="FORM")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the study's reports/.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["board", "public", "community"]),
    default=None,
    help="For whom; each only ever takes away. By default those whom the form is made for.",
)
@click.option("--language", default="", help="Of the community summary: ro, pl ...; by default English.")
@study_option
def command(kind: str, out: Path | None, audience: str | None, language: str, folder: Path) -> None:
    """Write one form, and say what it lacks."""
    import tlc
    from tlc.study._exports import export

    done = export(tlc.open(folder), kind, out, audience=audience or "", language=language)
    click.echo(f"Written: {done.path.resolve()}")
    if done.asked is not None:
        click.echo(f"To fill in, and then run this again: {done.asked.resolve()}")
    if done.notes:
        click.echo("Look at this before it goes anywhere:")
    for note in done.notes[:_MOST_NOTES]:
        click.echo(f"- {note}")
    if len(done.notes) > _MOST_NOTES:
        click.echo(f"- and {len(done.notes) - _MOST_NOTES} more")
