"""A rising line, with the band in which it would have run in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots.plot import BLUE, INK, MUTED, PALE, Plot, line, text

_LEFT, _TOP, _WIDTH, _HEIGHT = 56, 24, 620, 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What is drawn: a value for each place, and from where to where it might have been.

    Attributes
    ----------
    labels : tuple of str
        Of the places, from left to right.
    values : tuple of int
    band : tuple of (low, high)
    mark : int or None
        The place, counted from 1, that the line is cut at; with its words.
    words : str
    axis : str
        What the values are.
    """

    labels: tuple[str, ...]
    values: tuple[int, ...]
    band: tuple[tuple[int, int], ...]
    mark: int | None
    words: str
    axis: str


def curve(drawn: Curve, *, title: str, table: pd.DataFrame, note: str = "") -> Plot:
    """Draw a line over its band.

    >>> drawn = Curve(labels=("S1",), values=(3,), band=((3, 3),), mark=None, words="", axis="codes")
    >>> curve(drawn, title="T", table=pd.DataFrame()).title
    'T'
    """
    most = max((*drawn.values, *(high for _, high in drawn.band)), default=0) or 1
    step = _WIDTH / max(len(drawn.values) - 1, 1)

    def x(place: int) -> float:
        return _LEFT + step * place

    def y(value: float) -> float:
        return _TOP + _HEIGHT * (1 - value / most)

    shapes = []
    for tick in _ticks(most):
        shapes += [line(_LEFT, y(tick), _LEFT + _WIDTH, y(tick)), text(_LEFT - 8, y(tick) + 4, str(tick), anchor="end")]
    upper = [f"{x(place):.1f},{y(high):.1f}" for place, (_, high) in enumerate(drawn.band)]
    lower = [f"{x(place):.1f},{y(low):.1f}" for place, (low, _) in enumerate(drawn.band)]
    shapes.append(f'<polygon points="{" ".join(upper + lower[::-1])}" fill="{PALE}"/>')
    points = " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in enumerate(drawn.values))
    shapes.append(f'<polyline points="{points}" fill="none" stroke="{BLUE}" stroke-width="2.5"/>')
    shapes += [
        f'<circle cx="{x(place):.1f}" cy="{y(value):.1f}" r="3.5" fill="{BLUE}"/>'
        for place, value in enumerate(drawn.values)
    ]
    foot = _TOP + _HEIGHT
    shapes.append(text(8, 14, drawn.axis, fill=MUTED))
    for place, label in enumerate(drawn.labels):
        at = x(place)
        more = f' transform="rotate(-45 {at:.1f} {foot + 16:.1f})"'
        shapes.append(text(at, foot + 16, label, anchor="end", more=more))
    if drawn.mark is not None:
        shapes += _marked(drawn, x(drawn.mark - 1))
    told = " ".join(f"{label}: {value}." for label, value in zip(drawn.labels, drawn.values, strict=True))
    longest = max(map(len, drawn.labels), default=0)
    return Plot(
        title=title,
        description=f"A rising line over a band. {told} {drawn.words}".strip(),
        body="".join(shapes),
        width=_LEFT + _WIDTH + 24,
        height=foot + 28 + longest * 5.5,
        table=table,
        note=note,
    )


def _marked(drawn: Curve, x: float) -> list[str]:
    right = x > _LEFT + _WIDTH / 2
    cut = f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_TOP + _HEIGHT}" stroke="{INK}" stroke-dasharray="5 4"/>'
    words = text(x + (-8 if right else 8), _TOP + _HEIGHT - 10, drawn.words, anchor="end" if right else "start")
    return [cut, words]


def _ticks(most: int) -> Sequence[int]:
    """About five round numbers from 0 up to ``most``."""
    step = next((size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / size <= 6), most)
    return range(0, most + 1, step)
