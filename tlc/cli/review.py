"""``tlc review``: what the gate found, each in its place, decided by one named person, by key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tlc.cli._gate import Options, gate_options
from tlc.cli._show import study_option

if TYPE_CHECKING:
    from tlc.talk.screen.review import Item, Review

_KEYS = {
    "replace": "r replace it by [{bracket}]   t replace it by other words",
    "keep": "k keep it here   e keep it everywhere in the study",
    "out": "o it stays out of the study   a so does all else beside the talk of this file",
}


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@gate_options
@study_option
def command(files: tuple[Path, ...], folder: Path, by: str | None, options: Options) -> int:
    """Go through what was found in FILES, and decide on each by one key. Every decision is kept at once."""
    import tlc

    if not by:
        raise click.UsageError("Say who decides: --by asha")
    review = tlc.open(folder).review(files, by=by, **options)
    skipped: set[str] = set()
    while item := next((one for one in review.open if one.id not in skipped), None):
        _show(item, left=len(review.open))
        if not _decide(review, item, skipped):
            break
    _close(review)
    return int(bool(review.open or review.refused))


def _show(item: Item, *, left: int) -> None:
    must = "It must go." if item.level == "block" else ""
    times = f", {item.times} times" if item.times > 1 else ""
    click.echo(f"\n{item.name} - perhaps: {item.kind}{times}. {must} ({left} to decide)")
    for context in item.contexts:
        click.echo(f"  {context.where}: {context.before}", nl=False)
        click.secho(f">>{context.match}<<", bold=True, nl=False)
        click.echo(context.after)
    shown = [_KEYS[choice].format(bracket=item.bracket) for choice in item.choices]
    click.echo("  " + "   ".join([*shown, "s skip   u undo   q stop"]))


def _decide(review: Review, item: Item, skipped: set[str]) -> bool:
    """Take one key; whether to go on."""
    from tlc.errors import StudyError

    key = _key()
    allowed = {"replace": "rt", "keep": "ke", "out": "oa"}
    try:
        if key in ("q", "\x03", "\x1b", ""):
            return False
        if key == "s":
            skipped.add(item.id)
        elif key == "u":
            skipped.clear()
            click.echo("  Taken back." if review.undo() else "  There is nothing to take back.")
        elif key in "ke" and item.level == "block":
            click.echo(f"  A {item.kind} may not stay in a transcript. Replace it; if it is none, no harm is done.")
        elif not any(key in allowed[choice] for choice in item.choices):
            click.echo("  That key does nothing here.")
        elif key in "rt":
            words = click.prompt("  In brackets (what it is, not which one)") if key == "t" else ""
            click.echo(f"  -> [{review.decide(item.id, 'replace', label=words).label}]")
        elif key in "ke":
            review.decide(item.id, "keep", reason=_reason(), everywhere=key == "e")
        elif key == "a":
            review.leave_out(item.id)
        else:
            review.decide(item.id, "out")
    except StudyError as error:
        click.echo(f"  {error}")
    return True


def _key() -> str:
    """Take one key; where nobody sits at a keyboard, one letter of what is piped in."""
    if sys.stdin.isatty():
        return click.getchar().casefold()
    while (letter := sys.stdin.read(1)) == "\n":
        pass
    return letter.casefold()


def _reason() -> str:
    from tlc.talk.screen.review import REASONS

    for number, reason in enumerate(REASONS, start=1):
        click.echo(f"    {number} {reason}")
    said = str(click.prompt("  Why may it stay? A number, or a few words without names")).strip()
    return REASONS[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(REASONS) else said


def _close(review: Review) -> None:
    click.echo("")
    for problem in review.refused:
        click.echo(f"REFUSED  {problem}", err=True)
    for found in review.screenings:
        click.echo(f"{found.verdict:8} {found.name}")
    if review.open:
        click.echo(f"{len(review.open)} wait for a decision. What you decided is kept.")
    else:
        click.echo("Everything is decided. Bring the files in with: tlc add FILES")
