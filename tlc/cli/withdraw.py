"""``tlc withdraw``: somebody leaves the study, and their words leave its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tlc.cli._show import study_option

if TYPE_CHECKING:
    from tlc.study._leaving import Leaving
    from tlc.talk.withdraw import Place

_WHY = {
    "words": "holds words of theirs",
    "name": "words of theirs are in its name",
    "session": "session file that they speak in",
    "turns": "names turns of theirs, and may quote them",
    "closed": "cannot be looked into",
    "history": "version control, which keeps earlier states",
}
_BEYOND = """tlc cannot reach what lies outside this folder, or below it:
  backups, the history of sync and cloud drives, e-mails and their attachments, printed or published reports,
  copies on other people's machines, and blocks of the disk that were freed and not yet written over."""

# What a search for runs of words passes over: so that nobody takes "verified" for more than it is.
_UNSEEN = """Searched for were six words in a row that nobody else said, and whole turns of three to five words.
What such a search cannot see:
  fewer than six words out of a longer turn, words that others said too, and sentences that were cut or changed;
  turns of one or two words; what was retold in other words or another language; words that lost letters;
  what is in pictures, recordings, encrypted files, and forms of file that tlc does not know.
Copies of these kinds are found only by people who look."""


@click.command("withdraw")
@click.argument("person", required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--yes", is_flag=True, help="Do not ask: begin, and delete the files that are listed.")
@study_option
def command(person: str | None, dry_run: bool, yes: bool, folder: Path) -> int:
    """Take the words of PERSON (such as P07) out of the study.

    Without PERSON, finish what an earlier run began.
    """
    import tlc
    from tlc.study._leaving import withdraw

    study = tlc.open(folder)
    plan = withdraw(study, person, dry_run=True)
    _show_plan(plan, study.path)
    if dry_run:
        click.echo("\nNothing was changed.")
        return 0
    if not yes:
        click.confirm(f"\nThis cannot be undone. Take the words of {plan.person} out now?", abort=True)
    done = withdraw(study, plan.person, confirm=yes or _agrees)
    _show_done(done, study.path)
    return int(not done.verified)


def _agrees(places: tuple[Place, ...]) -> bool:
    return click.confirm(f"Delete the {len(places)} files that are listed above?")


def _show_plan(plan: Leaving, folder: Path) -> None:
    if plan.again:
        click.echo(f"{plan.person} has left the study already. What came back since is taken out once more:")
        click.echo(
            f"  {plan.codings} codings or summaries lose their words and count nowhere; that they were made stays."
        )
    else:
        click.echo(f"{plan.person} leaves the study:")
        click.echo(f"  {len(plan.turns)} turns become [withdrawn]; ids and numbers stay.")
        click.echo(f"  {plan.codings} codings on them lose their words and count nowhere; that they were made stays.")
    _list("Deleted, since they were made from these words (fit topics again):", _paths(plan.runs, folder))
    _list("Deleted, if you say yes:", _places(plan.deleted, folder))
    _list("Not touched, and for you to look at:", _places(plan.left, folder))
    _list("Turns of others to read again, since they may answer or name them:", plan.review)
    _list("Memos and summaries to read again, for the same reason (coder/turn or row/code):", plan.notes)


def _show_done(done: Leaving, folder: Path) -> None:
    kind = "codings or summaries" if done.again else "codings"
    click.echo(f"\n{done.person} has left: {len(done.turns)} turns and {done.codings} {kind} hold no words any more,")
    click.echo(f"{len(done.deleted)} files and {len(done.runs)} topic runs or caches were deleted.")
    if done.verified:
        click.echo("Verified: every file of the folder was searched for their words, and none was found.")
        click.echo(_UNSEEN)
    else:
        click.echo("Not verified: something of theirs may still be in the folder, or nobody knows what to look for.")
        _list("Look at these yourself:", _places(done.left, folder))
    click.echo(f"Written down in withdrawals.csv, with {len(done.review)} turns of others to read again,")
    click.echo(f"and {len(done.notes)} memos or summaries.")
    click.echo(_BEYOND)


def _places(places: tuple[Place, ...], folder: Path) -> tuple[str, ...]:
    shown = []
    for place in places:
        count = f" ({place.count} runs of words)" if place.count else ""
        shown.append(f"{place.shown or place.path.relative_to(folder).as_posix()}: {_WHY[place.why]}{count}")
    return tuple(shown)


def _paths(paths: tuple[Path, ...], folder: Path) -> tuple[str, ...]:
    return tuple(path.relative_to(folder).as_posix() for path in paths)


def _list(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        click.echo(f"\n{title}")
        for line in lines:
            click.echo(f"  {line}")
