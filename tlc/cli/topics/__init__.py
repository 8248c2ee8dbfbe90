"""``tlc topics``: candidate patterns for people to judge; what is done with them has a file a verb."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option
from tlc.cli._verbs import Verbs

#: Every verb with its one line of help.
VERBS: dict[str, str] = {}


@click.group("topics", cls=Verbs, verbs=VERBS, folder="tlc.cli.topics", invoke_without_command=True)
@click.option(
    "--seed", default=1, show_default=True, help="Recorded with the run; the same seed gives the same topics."
)
@click.option("--topics", "number", type=click.IntRange(2), help="How many; by default as the material suggests.")
@study_option
@json_option
@click.pass_context
def command(context: click.Context, seed: int, number: int | None, folder: Path, as_json: bool) -> None:
    """Fit topics: patterns in the words, those that the codebook covers least first."""
    if context.invoked_subcommand is not None:
        return
    import tlc

    found = tlc.open(folder).topics(seed=seed, topics=number)
    show("Topics", found.frame, found.note, as_json=as_json)
