"""``tlc search``: words in their context."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tlc.cli._show import json_option, study_option

if TYPE_CHECKING:
    from tlc.listen.search import Found

_ROOM = 44


@click.command("search")
@click.argument("text")
@click.option("--context", default=8, show_default=True, help="Words on each side.")
@click.option("--regex", is_flag=True, help="TEXT is a pattern.")
@click.option(
    "--where", type=click.Choice(["both", "text", "original"]), default="both", show_default=True, help="Which side."
)
@study_option
@json_option
def command(
    text: str, *, context: int, regex: bool, where: Literal["both", "text", "original"], folder: Path, as_json: bool
) -> None:
    """Find TEXT in everything that was said, whatever its capitals and accents, and print it with the words around it.

    It prints people's words: a terminal does not keep them, but a file or a log would.
    """
    import tlc

    found = tlc.open(folder).search(text, context=context, regex=regex, where=where)
    if as_json:
        click.echo(found.words.to_json(orient="records", force_ascii=False, indent=2))
        return
    for one in found:
        click.echo(_line(one))
    click.echo(f"{found.title}.")


def _line(one: Found) -> str:
    side = f"{one.language}, original" if one.where == "original" else one.language
    place = f"{one.turn:<10} {one.speaker or '?':<5} {side:<12}"
    match = click.style(f"«{one.match}»".replace("\n", " "), bold=True)
    return f"{place} {one.before[-_ROOM:]:>{_ROOM}}{match}{one.after[:_ROOM]}".rstrip()
