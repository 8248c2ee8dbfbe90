"""Wide tables: more columns than a screen has room for, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

_COLUMNS = 118
_WIDEST = 40
_HEAD = "text-align:left;vertical-align:bottom;min-width:9em"
# The case stays in sight while the columns move under it; both colours are the notebook's own.
_FIRST = "text-align:left;vertical-align:top;position:sticky;left:0;background:var(--jp-layout-color0, #ffffff)"


def as_wide_text(title: str, frame: pd.DataFrame, note: str = "") -> str:
    """Lay a wide table out for a terminal: columns that find no room go on below, beside the first column again."""
    blocks = [_text(frame.iloc[:, [0, *columns]]) for columns in _blocks(frame)]
    body = "(none)" if frame.empty else "\n\n".join(blocks)
    return "\n".join(part for part in (title, body, note) if part)


def _text(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, max_colwidth=_WIDEST)


def _blocks(frame: pd.DataFrame) -> list[list[int]]:
    """Which columns stand beside the first one, block by block."""
    widths = [
        min(max([len(str(name)), *(len(str(value)) for value in frame.iloc[:, place])]), _WIDEST) + 1
        for place, name in enumerate(frame.columns)
    ]
    blocks: list[list[int]] = [[]]
    for place in range(1, len(widths)):
        if blocks[-1] and widths[0] + sum(widths[column] for column in [*blocks[-1], place]) > _COLUMNS:
            blocks.append([])
        blocks[-1].append(place)
    return blocks


def as_wide_html(
    title: str, heads: Sequence[tuple[str, Sequence[str]]], rows: Sequence[Sequence[str]], note: str = ""
) -> str:
    r"""Lay a wide table out for a notebook: a caption, heads in groups, and the first column as heads of the rows.

    Parameters
    ----------
    heads : sequence of (group, columns)
        The first stands for the rows' heads. Where no group has a name, there is one row of heads.
    rows : sequence of rows of str
        Lines within a cell are parted by ``\n``. Everything is escaped here.
    """
    top = ""
    if any(group for group, _ in heads):
        top = f"<tr>{''.join(_group(group, len(names)) for group, names in heads)}</tr>"
    names = "".join(f'<th scope="col" style="{_HEAD}">{escape(name)}</th>' for _, names in heads for name in names)
    lines = "".join(
        f'<tr><th scope="row" style="{_FIRST}">{_lines(first)}</th>'
        + "".join(
            f'<td style="text-align:left;vertical-align:top;min-width:9em">{_lines(cell)}</td>' for cell in others
        )
        + "</tr>"
        for first, *others in rows
    )
    caption = f'<caption style="text-align:left;font-weight:bold">{escape(title)}</caption>'
    table = f"<table>{caption}<thead>{top}<tr>{names}</tr></thead><tbody>{lines}</tbody></table>"
    # What scrolls must be reached by the keyboard, and so must have a name.
    region = f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{escape(title)}">{table}</div>'
    empty = "" if rows else "<p>None.</p>"
    below = "".join(f"<p>{escape(part)}</p>" for part in note.split("\n") if part)
    return f"{region}{empty}{below}"


def _group(name: str, columns: int) -> str:
    # A head must say something; where there is nothing to say, it is a cell.
    if not name:
        return f'<td colspan="{columns}"></td>'
    return f'<th scope="colgroup" colspan="{columns}" style="{_HEAD}">{escape(name)}</th>'


def _lines(cell: str) -> str:
    return "<br>".join(escape(part) for part in cell.split("\n"))
