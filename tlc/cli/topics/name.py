"""``tlc topics name``: what people call a topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.topics._decide import decide, decision_options


@click.command("name")
@click.argument("topic", type=int)
@click.argument("name")
@decision_options
def command(topic: int, name: str, by: str, why: str, fit: dict[str, Any], folder: Path) -> None:
    """Call TOPIC by NAME: a few words of your own, and nobody's who took part."""
    decide(folder, fit, "name", [topic], by=by, why=why, value=name)
