"""``tlc topics merge``: one topic of several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.topics._decide import decide, decision_options


@click.command("merge")
@click.argument("several", metavar="TOPICS...", nargs=-1, type=int, required=True)
@decision_options
def command(several: tuple[int, ...], by: str, why: str, fit: dict[str, Any], folder: Path) -> None:
    """Make one topic of TOPICS; it has the smallest of their numbers."""
    decide(folder, fit, "merge", several, by=by, why=why)
