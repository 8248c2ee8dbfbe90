"""A grid of counts: the more, the darker, with the number in every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from tlc.lab.plots.plot import INK, LETTER, LINE_HEIGHT, MUTED, Plot, rect, text, wrapped

#: From few to many, and the ink that can be read on each (contrast at least 4.5).
SHADES = (("#eaf2f8", INK), ("#c9dfee", INK), ("#93c0dd", INK), ("#2f6d9c", "#ffffff"), ("#1f4e79", "#ffffff"))
_LEAST, _MOST, _ROW = 34, 56, 26


def heat(
    counts: Mapping[tuple[str, str], int | str],
    *,
    axes: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]],
    title: str,
    table: pd.DataFrame,
    note: str = "",
) -> Plot:
    """Draw a grid.

    Parameters
    ----------
    counts : mapping of (row, column) to number or words
        Numbers above 0 are shaded; words, such as ``?``, stand as they are; a cell without an entry stays empty.
    axes : pair of sequences of (id, label)
        Rows, and columns.

    >>> heat({("a", "x"): 2}, axes=([("a", "A")], [("x", "X")]), title="T", table=pd.DataFrame()).title
    'T'
    """
    rows, columns = axes
    labels = [wrapped(label) for _, label in rows]
    left = 16 + LETTER * max((len(part) for parts in labels for part in parts), default=0)
    longest = max((len(label) for _, label in columns), default=0)
    slanted = longest * LETTER > _MOST - 8
    across = _LEAST if slanted else max(_LEAST, longest * LETTER + 12)
    top = 16 + (longest * LETTER * 0.75 if slanted else LINE_HEIGHT)
    shapes = [_head(left + across * (place + 0.5), top - 6, label, slanted) for place, (_, label) in enumerate(columns)]
    numbers = [count for count in counts.values() if isinstance(count, int)]
    most = max(numbers, default=0) or 1
    for (row, _), parts in zip(rows, labels, strict=True):
        height = max(_ROW, LINE_HEIGHT * len(parts) + 4)
        first = top + height / 2 + 4 - LINE_HEIGHT * (len(parts) - 1) / 2
        shapes += [text(left - 8, first + LINE_HEIGHT * place, part, anchor="end") for place, part in enumerate(parts)]
        for place, (column, _) in enumerate(columns):
            shapes += _cell(counts.get((row, column)), most, (left + across * place, top), (across, height))
        top += height
    end = left + across * len(columns) + (longest * LETTER * 0.7 if slanted else 10)
    return Plot(
        title=title,
        description="A grid of counts; the larger a count, the darker its cell. The table beneath holds them all.",
        body="".join(shapes),
        width=end + 10,
        height=top + 10,
        table=table,
        note=note,
    )


def _head(x: float, y: float, label: str, slanted: bool) -> str:
    if slanted:
        return text(x, y, label, more=f' transform="rotate(-45 {x:.1f} {y:.1f})"')
    return text(x, y, label, anchor="middle")


def _cell(count: int | str | None, most: int, place: tuple[float, float], size: tuple[float, float]) -> tuple[str, str]:
    border = ' stroke="#c8c8c8" stroke-width="0.5"'
    x, y = place[0] + size[0] / 2, place[1] + size[1] / 2 + 4
    if not isinstance(count, int) or count == 0:
        words = "" if count is None else str(count)
        return rect(*place, *size, fill="#ffffff", more=border), text(x, y, words, anchor="middle", fill=MUTED)
    fill, ink = SHADES[min(len(SHADES) - 1, (count - 1) * len(SHADES) // most)]
    return rect(*place, *size, fill=fill, more=border), text(x, y, str(count), anchor="middle", fill=ink)
