"""A synthesis as it shows itself: themes by studies, and the files it can be saved as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from tlc._files import write_whole
from tlc._tables import write_table
from tlc.change.synthesis import Project, Synthesis, Theme
from tlc.change.synthesis.page import COLUMNS, cell, notes_of, render, rows_of, words_of
from tlc.lab.reading._wide import as_wide_html, as_wide_text

_TYPES = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(("found_in", "studies", *COLUMNS[9:]), "Int64")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SynthesisTable:
    """Several studies side by side.

    Attributes
    ----------
    result : Synthesis
        With the ids of people: for the team.
    projects : tuple of Project
        What is known of projects beside their codings.
    """

    result: Synthesis
    projects: tuple[Project, ...] = ()

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.result.themes)

    def __len__(self) -> int:
        return len(self.result.themes)

    @property
    def title(self) -> str:
        """What is set side by side."""
        return f"{len(self.result.parts)} studies side by side"

    @property
    def frame(self) -> pd.DataFrame:
        """One row a theme and study; a count that may not be shown is missing."""
        return pd.DataFrame(list(rows_of(self.result)), columns=list(COLUMNS)).astype(_TYPES)

    @property
    def note(self) -> str:
        """How to read the table, and what is not in it."""
        return "\n".join(notes_of(self.result))

    def save(self, folder: str | Path) -> tuple[Path, Path]:
        """Write ``synthesis.html`` and ``synthesis.csv``.

        Raises
        ------
        StudyError
            They cannot be written there.
        """
        out = Path(folder)
        page = write_whole(out / "synthesis.html", render(self.result, self.projects))
        return page, write_table(out / "synthesis.csv", COLUMNS, rows_of(self.result))

    def _table(self, *, sep: str) -> pd.DataFrame:
        rows = [
            (theme.label, theme.kind, *(self._words(theme, place, sep) for place in range(len(self.result.parts))))
            for theme in self.result.themes
            if theme.found
        ]
        return pd.DataFrame(rows, columns=["theme", "found", *(part.name for part in self.result.parts)])

    def _words(self, theme: Theme, place: int, sep: str) -> str:
        part = self.result.parts[place]
        if sep:
            return sep.join(words_of(self.result, theme, part))
        shown = cell(self.result, theme, part)
        return "not looked for" if shown is None else shown.words[0]

    def __repr__(self) -> str:
        none = sum(not theme.found for theme in self.result.themes)
        left = f"\nThemes that were looked for and found in none: {none}." if none else ""
        table = as_wide_text(f"{self.title}\nCells: sessions with the theme, of those read.", self._table(sep=""))
        return f"{table}{left}\n\n{self.note}"

    def _repr_html_(self) -> str:
        table = self._table(sep="\n")
        heads = [("", [str(name) for name in table.columns])]
        below = "".join(f"<p>{escape(part)}</p>" for part in self.note.split("\n"))
        return as_wide_html(self.title, heads, table.to_numpy().tolist()) + below
