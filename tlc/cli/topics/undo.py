"""``tlc topics undo``: a decision taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.topics._decide import decide, decision_options


@click.command("undo")
@click.argument("decision")
@decision_options
def command(decision: str, by: str, why: str, fit: dict[str, Any], folder: Path) -> None:
    """Take DECISION back, by its id in the log (asha-3). An undo can be undone too."""
    decide(folder, fit, "undo", [], by=by, why=why, value=decision)
