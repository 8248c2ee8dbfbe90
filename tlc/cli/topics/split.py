"""``tlc topics split``: a topic parted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli.topics._decide import decide, decision_options


@click.command("split")
@click.argument("topic", type=int)
@click.argument("turns", nargs=-1)
@click.option("--into", type=click.IntRange(2, 20), default=2, show_default=True, help="How many parts.")
@decision_options
def command(  # noqa: PLR0913 - each is an option
    topic: int, turns: tuple[str, ...], into: int, by: str, why: str, fit: dict[str, Any], folder: Path
) -> None:
    """Part TOPIC where its turns lie apart; or part off TURNS (FG01:0002 FG01:0007) as a topic of their own.

    The first part keeps the number, the others get the next free ones.
    """
    decide(folder, fit, "split", [topic], by=by, why=why, value=" ".join(turns) or str(into))
