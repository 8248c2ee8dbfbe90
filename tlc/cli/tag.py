"""``tlc tag``: the codebook's rules suggest codings."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("tag")
@study_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Let the codebook's rules suggest codings. They count nowhere until a person accepts them."""
    import tlc

    found = tlc.open(folder).tag()
    show(found.title, found.frame, found.note, as_json=as_json)
