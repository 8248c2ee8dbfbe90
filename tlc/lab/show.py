"""How results show themselves in a notebook and in a terminal: a title, a table, and what to do next.

Nothing here shows anybody's words, because what a notebook shows is saved with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar

import pandas as pd

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Listing(Generic[Item]):
    """A result that can be looked at, gone through, and taken as a table.

    Attributes
    ----------
    title : str
    items : tuple
        The nouns themselves.
    frame : DataFrame
        What the table shows; a copy is yours to change.
    note : str
        What it means, or what to do next.

    >>> listing = Listing(title="One", items=(1,), frame=pd.DataFrame({"a": [1]}))
    >>> len(listing), list(listing)
    (1, [1])
    """

    title: str
    items: tuple[Item, ...]
    frame: pd.DataFrame
    note: str = ""

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return as_text(self.title, self.frame, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self.frame, self.note)


def as_text(title: str, frame: pd.DataFrame, note: str = "") -> str:
    """Lay a result out for a terminal."""
    body = "(none)" if frame.empty else frame.map(_cell).to_string(index=False, max_colwidth=60)
    return "\n".join(part for part in (title, body, note) if part)


def as_html(title: str, frame: pd.DataFrame, note: str = "") -> str:
    """Lay a result out for a notebook: an accessible table with a caption, everything escaped."""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    below = f"<p>{escape(note)}</p>" if note else ""
    caption = f"<caption style='text-align:left;font-weight:bold'>{escape(title)}</caption>"
    empty = "" if rows else "<p>None.</p>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{empty}{below}"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "-" if pd.isna(value) else f"{value:.2f}"
    return "-" if value is None or value is pd.NA else str(value)
