"""``tlc topics turns``: what stands in a topic."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options, fitted

if TYPE_CHECKING:
    from tlc.lab.topics.turns import TurnsTable


@click.command("turns")
@click.argument("topic", type=int)
@click.option("--words", is_flag=True, help="Show what was said too, here on the screen.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="With --words, of how many turns.")
@fit_options
@study_option
@json_option
def command(topic: int, fit: dict[str, Any], folder: Path, as_json: bool, **more: Any) -> None:
    """List the turns of TOPIC, the most typical first; people and sessions take their turns.

    Read them before you make anything of a topic. Words are shown only with --words.
    """
    found = fitted(folder, fit).turns(topic)
    if not more["words"]:
        show_result(found, as_json=as_json)
    elif as_json:
        click.echo(found.words.to_json(orient="records", force_ascii=False, indent=2))
    else:
        _read_out(found, more["most"])


def _read_out(found: TurnsTable, most: int) -> None:
    """Print turns one below the other; what was said in another language stands under its translation."""
    click.echo(found.title)
    # What is missing is an empty text, whatever pandas makes of it.
    words = found.words.head(most).fillna("")
    for turn, speaker, _, text, language, original in words.itertuples(index=False):
        click.echo(f"\n{turn}, {speaker or 'nobody knows who'}")
        for line in filter(None, (text, f"{language}: {original}" if original else "")):
            click.echo(textwrap.fill(line, 100, initial_indent="  ", subsequent_indent="  "))
    if len(found) > most:
        click.echo(f"\n{len(found) - most} more with: --most {len(found)}")
