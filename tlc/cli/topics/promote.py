"""``tlc topics promote``: a draft code made of a topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.codebook._options import by_language
from tlc.cli.topics._decide import decision_options


@click.command("promote")
@click.argument("topic", type=int)
@click.argument("code")
@click.option("--label", "labels", multiple=True, required=True, help='In English, or by language: "ro=Fără acte".')
@click.option("--definition", default="", help="When the code is used.")
@click.option("--term", "terms", multiple=True, help="What suggests it; by default what sets the topic apart.")
@decision_options
def command(topic: int, code: str, fit: dict[str, Any], folder: Path, **given: Any) -> None:
    """Make of TOPIC a draft code with the id CODE (access.no_id), in a new version of the codebook.

    Its terms are words that at least three people said, its examples ids of turns of people who may be quoted. That
    the topic is a new barrier is written down with it.
    """
    import tlc

    labels = {language: many[0] for language, many in by_language(given.pop("labels")).items()}
    terms = given.pop("terms") or None
    done = tlc.open(folder).promote(topic=topic, code=code, label=labels, terms=terms, **given, **fit)
    for line in done.changed.lines:
        click.echo(line)
    click.echo(done.note)
