"""``tlc codebook diff``: two versions of a codebook, compared in words."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("diff")
@click.argument("before", required=False)
@click.argument("after", required=False)
@study_option
@json_option
def command(before: str | None, after: str | None, folder: Path, as_json: bool) -> None:
    """Compare BEFORE with AFTER in words: versions that are kept, such as 1.0.0, or files.

    Without AFTER it is the codebook as it is; without BEFORE, the last version that is kept.
    """
    import tlc

    found = tlc.open(folder).codes.diff(before, after)
    if as_json:
        show(found.title, found.frame, found.note, as_json=True)
        return
    for line in found:
        click.echo(line)
    if not len(found):
        click.echo("Nothing is different.")
