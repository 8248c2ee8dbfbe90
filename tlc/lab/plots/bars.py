"""Horizontal bars: one number for each of several things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots.plot import BLUE, LETTER, LINE_HEIGHT, Plot, rect, text, wrapped

_WIDTH, _ROW = 640, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar.

    >>> Bar(label="FG01", value=5).value
    5
    """

    label: str
    value: int


def bars(rows: Sequence[Bar], *, title: str, table: pd.DataFrame, note: str = "") -> Plot:
    """Draw bars from the top down, each with its number beside it.

    >>> bars([Bar(label="FG01", value=5)], title="Places", table=pd.DataFrame()).height
    34
    """
    labels = [wrapped(row.label) for row in rows]
    left = 16 + LETTER * max((len(line) for lines in labels for line in lines), default=0)
    most = max((row.value for row in rows), default=0) or 1
    room = _WIDTH - left - 60
    shapes, top = [], 5.0
    for row, lines in zip(rows, labels, strict=True):
        height = max(_ROW, LINE_HEIGHT * len(lines) + 6)
        shapes += [
            text(left - 8, top + LINE_HEIGHT * (place + 1) - 2, line, anchor="end") for place, line in enumerate(lines)
        ]
        length = room * row.value / most
        shapes += [rect(left, top + 3, length, 16, fill=BLUE), text(left + length + 6, top + 16, str(row.value))]
        top += height
    told = " ".join(f"{row.label}: {row.value}." for row in rows)
    return Plot(
        title=title,
        description=f"Horizontal bars. {told}",
        body="".join(shapes),
        width=_WIDTH,
        height=round(top + 5),
        table=table,
        note=note,
    )
