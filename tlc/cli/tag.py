"""``tlc tag``: the codebook's rules suggest codings."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("tag")
@click.option(
    "--table", type=click.Path(path_type=Path), help="Write the suggestions here too, to go through in Excel."
)
@study_option
@json_option
def command(table: Path | None, folder: Path, as_json: bool) -> None:
    """Let the codebook's rules suggest codings. They count nowhere until a person accepts them.

    To accept some: write a table, take out the rows you reject, and take the rest in with tlc import-codings.
    """
    import tlc

    found = tlc.open(folder).tag(table=table)
    show(found.title, found.frame, found.note, as_json=as_json)
