"""``tlc suggest``: suggestions learnt from what people coded, and how good they are."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, show, study_option


@click.command("suggest")
@click.option("--quality", is_flag=True, help="Say how good the suggestions are, code by code, instead of how many.")
@click.option("--doubts", is_flag=True, help="List the codings that the model finds least likely, for a second look.")
@click.option("--seed", default=1, show_default=True, help="Recorded; the same seed gives the same suggestions.")
@study_option
@json_option
def command(*, quality: bool, doubts: bool, seed: int, folder: Path, as_json: bool) -> None:
    """Suggest codings, learnt from what people accepted and rejected.

    They count nowhere until a person accepts them on the coding page, where they are off until a coder asks.
    """
    import tlc

    if quality and doubts:
        raise click.UsageError("Ask for --quality or for --doubts, one at a time.")
    found = tlc.open(folder).suggest(seed=seed)
    if quality:
        show_result(found.quality(), as_json=as_json)
    elif doubts:
        listing = found.doubts()
        show(listing.title, listing.frame, listing.note, as_json=as_json)
    else:
        show_result(found, as_json=as_json)
