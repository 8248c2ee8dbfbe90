"""A tree of things joined two by two: the further to the right, the less alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots.plot import BLUE, LETTER, LINE_HEIGHT, MUTED, Plot, line, text, wrapped

_ROOM, _ROW = 300, 26
_TICKS = (0, 0.25, 0.5, 0.75, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """Where two branches meet.

    Attributes
    ----------
    left, right : tuple of str
        The leaves of each.
    distance : float
        How far they are apart.

    >>> Fork(left=("a",), right=("b",), distance=0.5).distance
    0.5
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    distance: float


def tree(
    leaves: Sequence[tuple[str, str]], forks: Sequence[Fork], *, title: str, table: pd.DataFrame, note: str = ""
) -> Plot:
    """Draw a tree.

    Parameters
    ----------
    leaves : sequence of (id, label)
        From the top down; what is joined stands side by side.
    forks : sequence of Fork
        The nearest first; the branches of each are leaves, or what earlier forks joined.

    >>> fork = Fork(left=("a",), right=("b",), distance=0.5)
    >>> tree([("a", "A"), ("b", "B")], [fork], title="T", table=pd.DataFrame()).title
    'T'
    """
    labels = [wrapped(label, 44) for _, label in leaves]
    left = 16 + LETTER * max((len(part) for parts in labels for part in parts), default=0)
    most = max((fork.distance for fork in forks), default=0) or 1
    shapes: list[str] = []
    at: dict[tuple[str, ...], tuple[float, float]] = {}
    top = 6.0
    for (name, _), parts in zip(leaves, labels, strict=True):
        height = max(_ROW, LINE_HEIGHT * len(parts) + 8)
        first = top + height / 2 + 4 - LINE_HEIGHT * (len(parts) - 1) / 2
        shapes += [text(left - 8, first + LINE_HEIGHT * place, part, anchor="end") for place, part in enumerate(parts)]
        at[(name,)] = (left, top + height / 2)
        top += height
    for fork in forks:
        x = left + _ROOM * fork.distance / most
        ends = [at[fork.left], at[fork.right]]
        shapes += [line(start, y, x, y, stroke=BLUE, width=2) for start, y in ends]
        shapes.append(line(x, ends[0][1], x, ends[1][1], stroke=BLUE, width=2))
        at[fork.left + fork.right] = (x, (ends[0][1] + ends[1][1]) / 2)
    shapes += [
        text(left + _ROOM * tick, top + 16, f"{most * tick:.2f}", anchor="middle", fill=MUTED) for tick in _TICKS
    ]
    told = " ".join(f"{' '.join(one.left)} with {' '.join(one.right)} at {one.distance:.2f}." for one in forks)
    return Plot(
        title=title,
        description=f"A tree. The further to the right two branches meet, the less alike they are. {told}".strip(),
        body="".join(shapes),
        width=left + _ROOM + 40,
        height=top + 26,
        table=table,
        note=note,
    )
