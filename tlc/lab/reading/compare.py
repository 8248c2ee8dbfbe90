"""A comparison as it shows itself: shares of people over who took part, with small counts hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pandas as pd

from tlc.lab.plots import Block, Plot, dots, heat
from tlc.lab.reading._cases import Line, lines
from tlc.lab.reading._wide import as_wide_html, as_wide_text
from tlc.lab.team import protection
from tlc.listen.compare import Compared, Comparison
from tlc.model import VOICES, Codebook

_COLUMNS = {
    "theme": "str",
    "label": "str",
    "voices": "str",
    "value": "str",
    "people": "Int64",
    "people_read": "Int64",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "sessions": "Int64",
    "sessions_read": "Int64",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class ComparisonTable:
    """Themes by cases: who said it, of those who took part.

    Attributes
    ----------
    result : Comparison
        With the ids of people: for the team.
    codebook : Codebook
    min_cell : int
        Counts of people below it are not shown, nor others that would give them away within this one table.
    """

    result: Comparison
    codebook: Codebook
    min_cell: int

    def __iter__(self) -> Iterator[Compared]:
        return iter(self.result.held)

    def __len__(self) -> int:
        return len(self.result.held)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a theme, kind of voices and case; people, their sessions and shares are missing where not shown."""
        rows = [
            (
                line.held.theme,
                self.codebook[line.held.theme].name,
                line.held.voices,
                line.held.value,
                *line.counts,
                *line.figures,
                *line.sessions,
            )
            for line in self._lines
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def title(self) -> str:
        """What is compared."""
        return f"What was said, by {self.result.by.replace('_', ' ')}"

    @property
    def note(self) -> str:
        """How to read the table."""
        unknown = sum(self.result.unknown[code.id] for code in self.codebook.applied if code.id in self.result.unknown)
        lost = f" Passages by speakers whom nobody knows, in none of these counts: {unknown}." if unknown else ""
        return (
            f"People who said it, of those who took part in the {len(self.result.read)} sessions that people have "
            f"coded, and their sessions likewise; community and professionals apart.{lost}{self._other_cases}\n"
            f"{protection(self.min_cell, beside='their sessions')}\n"
            "Shares have 95 % intervals (Wilson). Nobody was drawn by lot: an interval says how little a few people "
            "can tell, and not what holds for others. That somebody did not say a thing does not mean that they do not "
            "know it."
        )

    @property
    def _other_cases(self) -> str:
        if self.result.by != "group":
            return ""
        return " Groups are small, so hardly any count can be shown: compare by a trait too, such as by='age_band'."

    @property
    def _lines(self) -> list[Line[Compared]]:
        # Parts of one total: who said a theme, over all cases, stands in the table of evidence.
        return [
            line
            for _, group in groupby(self.result.held, key=lambda one: (one.theme, one.voices))
            for line in lines(list(group), lambda one: (one.people_read, one.sessions_read), self.min_cell)
        ]

    @property
    def _found(self) -> list[tuple[str, str, dict[str, Line[Compared]]]]:
        """Themes that were found, with their lines by case."""
        table = []
        for (theme, voices), group in groupby(self._lines, key=lambda line: (line.held.theme, line.held.voices)):
            by_case = {line.held.value: line for line in group}
            if any(line.held.sessions for line in by_case.values()):
                table.append((theme, voices, by_case))
        return table

    def plot(self, *, voices: str = "", most: int = 8) -> Plot:
        """Draw shares with their intervals, for the themes that were said in most sessions.

        Parameters
        ----------
        voices : str
            ``community`` or ``professional``; by default the first of them that is there.
        most : int
            How many themes at most.
        """
        voices = voices or next((of for _, of, _ in self._found), VOICES[0])
        found = [
            (theme, by_case)
            for theme, of, by_case in self._found
            # That nobody said it, in one case of many, is no picture.
            if of == voices and any(line.is_number and line.held.people for line in by_case.values())
        ]
        # Stable: of themes with equally many sessions, the codebook's order holds.
        found.sort(key=lambda one: -sum(len(line.held.sessions) for line in one[1].values()))
        blocks = [
            Block(label=self._label(theme), dots=tuple(line.dot for line in by_case.values()))
            for theme, by_case in found[:most]
        ]
        if not blocks:
            return self._nothing_shown(voices)
        caveats = self.note.partition("\n")[2]
        return dots(
            blocks,
            title=f"{self.title}: {voices} voices",
            table=self._table(voices, sep="; "),
            note=f"The {len(blocks)} most widespread of {len(found)} themes with figures that may be shown. {caveats}",
        )

    def _nothing_shown(self, voices: str) -> Plot:
        """Where no count of people may be shown, draw where nobody said it."""
        found = [(theme, cases) for theme, of, cases in self._found if of == voices and self.codebook[theme].applies]
        there = {value for _, cases in found for value in cases}
        return heat(
            {(theme, value): 0 if line.is_number else "?" for theme, cases in found for value, line in cases.items()},
            axes=(
                [(theme, self.codebook[theme].name) for theme, _ in found],
                [(value, value) for value in self.result.values if value in there],
            ),
            title=f"{self.title}: {voices} voices",
            table=self._table(voices, sep="; "),
            note=f"No count of people may be shown here. Cells: ? is not shown, 0 is nobody.\n{self.note}",
        )

    def _label(self, theme: str) -> str:
        code = self.codebook[theme]
        return code.name if code.applies else f"{code.name} (all of it)"

    def _table(self, voices: str, *, sep: str) -> pd.DataFrame:
        """The themes that were found, by the cases in which there are such voices."""
        there = {held.value for held in self.result.held if held.voices == voices}
        values = [value for value in self.result.values if value in there]
        rows = [
            (self._label(theme), *(by_case[value].words(sep) for value in values))
            for theme, of, by_case in self._found
            if of == voices
        ]
        return pd.DataFrame(rows, columns=[f"{voices} voices", *values])

    @property
    def _voices(self) -> list[str]:
        return [voices for voices in VOICES if any(of == voices for _, of, _ in self._found)]

    def __repr__(self) -> str:
        tables = [as_wide_text("", self._table(voices, sep="; ")) for voices in self._voices] or ["(none)"]
        return "\n\n".join((f"{self.title}\nCells: people; sessions.", *tables, self.note))

    def _repr_html_(self) -> str:
        tables = []
        for voices in self._voices:
            table = self._table(voices, sep="\n")
            heads = [("", [str(name) for name in table.columns])]
            tables.append(as_wide_html(f"{self.title}: {voices} voices", heads, table.to_numpy().tolist()))
        below = "".join(f"<p>{escape(part)}</p>" for part in self.note.split("\n"))
        return "".join(tables or [as_wide_html(self.title, [("", ["theme"])], [])]) + below
