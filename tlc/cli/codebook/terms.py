"""``tlc codebook terms``: terms proposed from what people coded."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("terms")
@click.option("--most", default=5, show_default=True, help="For each code at most.")
@click.option("--keys", type=click.Path(path_type=Path), help="The key file: no real name of it is then proposed.")
@study_option
@json_option
def command(most: int, keys: Path | None, folder: Path, as_json: bool) -> None:
    """Propose terms: words that stand in a code's passages more than elsewhere, and that no term has yet.

    Only what at least three people said in two sessions. Nothing is changed: a person takes them in, or does not.
    """
    import tlc

    found = tlc.open(folder).codes.propose_terms(most=most, keys=keys)
    show(found.title, found.frame, found.note, as_json=as_json)
