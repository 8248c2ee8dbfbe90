"""Dots with their intervals: shares of people, case by case, theme by theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots.plot import BLUE, INK, LETTER, LINE_HEIGHT, MUTED, Plot, line, text, wrapped

_ROW, _ROOM = 22, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A share with its interval, from 0 to 1; NaN for what may not be shown, with the words that say so.

    >>> Dot(label="18-29", share=0.5, low=0.2, high=0.8, words="5 of 10").words
    '5 of 10'
    """

    label: str
    share: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A theme and its cases.

    >>> Block(label="Hours", dots=()).label
    'Hours'
    """

    label: str
    dots: tuple[Dot, ...]


#: What dots are where nothing else is said.
SHARES = "A dot is a share of people, the line through it its 95 % interval."


def dots(
    blocks: Sequence[Block],
    *,
    title: str,
    table: pd.DataFrame,
    note: str = "",
    drawn: str = SHARES,
    ticks: str = "{:.0%}",
) -> Plot:
    """Draw a dot and its interval for every case that may be shown, and words for the others.

    Parameters
    ----------
    drawn : str
        What a dot and its line are, for those who do not see them.
    ticks : str
        How places on the scale from 0 to 1 are written.

    >>> dots([], title="Nothing", table=pd.DataFrame()).title
    'Nothing'
    """
    every = [dot for block in blocks for dot in block.dots]
    left = 28 + LETTER * max((len(dot.label) for dot in every), default=0)
    right = left + _ROOM + 24
    width = max(right + LETTER * max((len(dot.words) for dot in every), default=0) + 10, 420)
    shapes, top = [], 0.0
    for block in blocks:
        top += 8
        for part in wrapped(block.label, 70):
            top += LINE_HEIGHT
            shapes.append(text(8, top - 4, part, more=' font-weight="bold"'))
        shapes += [line(left + _ROOM * tick, top, left + _ROOM * tick, top + _ROW * len(block.dots)) for tick in _TICKS]
        for dot in block.dots:
            shapes += _drawn(dot, left, top + _ROW / 2)
            top += _ROW
    shapes += [text(left + _ROOM * tick, top + 16, ticks.format(tick), anchor="middle", fill=MUTED) for tick in _TICKS]
    told = " ".join(
        f"{block.label}: {'; '.join(f'{dot.label}, {dot.words}' for dot in block.dots)}." for block in blocks
    )
    return Plot(
        title=title,
        description=f"{drawn} {told}".strip(),
        body="".join(shapes),
        width=width,
        height=top + 26,
        table=table,
        note=note,
    )


_TICKS = (0, 0.25, 0.5, 0.75, 1)


def _drawn(dot: Dot, left: float, middle: float) -> list[str]:
    shapes = [text(left - 10, middle + 4, dot.label, anchor="end")]
    if math.isnan(dot.share):
        return [*shapes, text(left + 8, middle + 4, dot.words, fill=MUTED)]
    at, low, high = (left + _ROOM * share for share in (dot.share, dot.low, dot.high))
    shapes.append(line(low, middle, high, middle, stroke=BLUE, width=3))
    shapes.append(f'<circle cx="{at:.1f}" cy="{middle:.1f}" r="5.5" fill="{BLUE}" stroke="#ffffff"/>')
    return [*shapes, text(left + _ROOM + 14, middle + 4, dot.words, fill=INK)]
