"""``tlc saturation``: after which session hardly any new code came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tlc.cli._show import json_option, study_option

if TYPE_CHECKING:
    import pandas as pd

    from tlc.lab.reading import SaturationTable


@click.command("saturation")
@click.option("--base", default=4, show_default=True, help="Sessions of the base.")
@click.option("--run", default=2, show_default=True, help="Sessions of a run.")
@click.option("--threshold", default=0.05, show_default=True, help="New codes over those of the base; 0.05 for 5 %.")
@click.option("--session", "order", multiple=True, help="Only these sessions, in this order; repeat it for each.")
@click.option(
    "--codes",
    type=click.Choice(["emerging and deductive", "emerging", "deductive"]),
    default="emerging and deductive",
    show_default=True,
)
@click.option("--seed", default=1, show_default=True, help="Of the other orders that are tried.")
@study_option
@json_option
def command(
    *,
    codes: Literal["emerging and deductive", "emerging", "deductive"],
    order: tuple[str, ...],
    folder: Path,
    as_json: bool,
    **choice: Any,
) -> None:
    """Find after which session further ones brought hardly any new code (Guest, Namey and Chen 2020)."""
    import tlc

    result = tlc.open(folder).saturation(codes=codes, order=order or None, **choice)
    if as_json:
        click.echo(json.dumps(_told(result, codes), ensure_ascii=False, indent=2))
    else:
        click.echo(repr(result))


def _told(table: SaturationTable, codes: str) -> dict[str, Any]:
    """The outcome, every choice that was made, and the tables: None where a figure is missing."""
    from dataclasses import asdict

    one = table.result
    names = ("reached", "base", "run", "threshold")
    told: dict[str, Any] = {"title": table.title} | {name: getattr(one, name) for name in names}
    told |= {"codes": codes, "deductive": table.counted[0], "emerging": table.counted[1]}
    told |= {"left_out": table.left_out, "other_orders": asdict(one.shuffled), "seed": one.shuffled.seed}
    return told | {"runs": _rows(table.runs), "choices": _rows(table.choices), "rows": _rows(table.frame)}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    cells = frame.astype(object)
    return [
        {str(name): cell for name, cell in row.items()} for row in cells.where(cells.notna(), None).to_dict("records")
    ]
