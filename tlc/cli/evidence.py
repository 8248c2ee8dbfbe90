"""``tlc evidence``: what people coded, theme by theme."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("evidence")
@study_option
@json_option
def command(folder: Path, as_json: bool) -> None:
    """Sum up what people coded, theme by theme, over its denominators."""
    import tlc

    found = tlc.open(folder).evidence()
    show(found.title, found.frame, found.note, as_json=as_json)
