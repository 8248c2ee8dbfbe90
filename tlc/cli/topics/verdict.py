"""``tlc topics verdict``: what a person finds a candidate to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.topics._decide import decide, decision_options


@click.command("verdict")
@click.argument("topic", type=int)
@click.argument("verdict")
@decision_options
def command(topic: int, verdict: str, by: str, why: str, fit: dict[str, Any], folder: Path) -> None:
    """Say what TOPIC is: "new barrier", "part of CODE", "not a barrier" or "undecided".

    Of a new barrier, 'promote' makes a code in the same step.
    """
    decide(folder, fit, "verdict", [topic], by=by, why=why, value=verdict)
