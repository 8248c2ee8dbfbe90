"""Who carries each topic as it shows itself: people of those who took part, with small counts hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from tlc.lab._agreement_text import named
from tlc.lab.plots import Block, Plot, dots, heat
from tlc.lab.reading._cases import Line, lines
from tlc.lab.reading._wide import as_wide_html, as_wide_text
from tlc.lab.team import protection
from tlc.listen.topics.spread import Carried, Spread
from tlc.model import VOICES

_COLUMNS = {
    "topic": "int64",
    "label": "str",
    "voices": "str",
    "value": "str",
    "people": "Int64",
    "people_in_all": "Int64",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "sessions": "Int64",
    "sessions_in_all": "Int64",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SpreadTable:
    """Topics by cases: who carries them, of those who took part.

    Attributes
    ----------
    result : Spread
        With the ids of people: for the team.
    labels : mapping of topic to str
        Of the topics that are shown.
    min_cell : int
        Counts of people below it are not shown, nor others that would give them away within this one table.
    undated : tuple of str
        Sessions that are left out because nobody wrote down their month.
    """

    result: Spread
    labels: Mapping[int, str]
    min_cell: int
    undated: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Carried]:
        return (held for held in self.result.held if held.topic in self.labels)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a topic, kind of voices and case; what may not be shown is missing."""
        rows = []
        for line in self._lines:
            held = line.held
            label = self.labels[held.topic]
            rows.append((held.topic, label, held.voices, held.value, *line.counts, *line.figures, *line.sessions))
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def title(self) -> str:
        """What is set side by side."""
        return f"Who carries each topic, by {self.result.by.replace('_', ' ')}"

    @property
    def note(self) -> str:
        """How to read it."""
        lost = [f"topic {topic}: {many}" for topic, many in self.result.unknown.items() if many]
        unknown = f" Documents by speakers whom nobody knows, in none of these counts: {named(lost)}." if lost else ""
        undated = f" Left out, for nobody wrote down their month: {named(self.undated)}." if self.undated else ""
        small = (
            " Groups are small, so hardly any count can be shown: use a trait too." if self.result.by == "group" else ""
        )
        return (
            "People with at least one document in the topic, of those who took part in the "
            f"{len(self.result.sessions)} sessions that were modelled, and their sessions likewise; community and "
            f"professionals apart.{unknown}{undated}{small}\n"
            f"{protection(self.min_cell, beside='their sessions')}\n"
            "Shares have 95 % intervals (Wilson). Nobody was drawn by lot: an interval says how little a few people "
            "can tell. Who says more is in more topics: compare cases with each other, not topics."
        )

    @property
    def _lines(self) -> list[Line[Carried]]:
        return [
            line
            for _, group in groupby(self, key=lambda one: (one.topic, one.voices))
            for line in lines(list(group), lambda one: (one.people_in_all, one.sessions_in_all), self.min_cell)
        ]

    def _by_topic(self, voices: str) -> dict[int, dict[str, Line[Carried]]]:
        """The topics that somebody of these voices carries, with their lines by case."""
        found: dict[int, dict[str, Line[Carried]]] = {}
        for line in self._lines:
            if line.held.voices == voices:
                found.setdefault(line.held.topic, {})[line.held.value] = line
        return {topic: cases for topic, cases in found.items() if any(one.held.people for one in cases.values())}

    @property
    def _voices(self) -> list[str]:
        return [voices for voices in VOICES if self._by_topic(voices)]

    def plot(self, *, voices: str = "", most: int = 8) -> Plot:
        """Draw shares with their intervals, for the topics that the most people carry.

        Parameters
        ----------
        voices : str
            ``community`` or ``professional``; by default the first of them that is there.
        most : int
            How many topics at most.
        """
        voices = voices or next(iter(self._voices), VOICES[0])
        found = self._by_topic(voices)
        table = self._table(voices, "; ")
        title = f"{self.title}: {voices} voices"
        drawn = {
            topic: cases
            for topic, cases in found.items()
            if any(line.is_number and line.held.people for line in cases.values())
        }
        if not drawn:
            return self._nothing_shown(found, title, table)
        order = sorted(
            drawn, key=lambda topic: (-len({who for one in drawn[topic].values() for who in one.held.people}), topic)
        )
        blocks = [
            Block(label=self.labels[topic], dots=tuple(line.dot for line in drawn[topic].values()))
            for topic in order[:most]
        ]
        note = f"The {len(blocks)} most widespread of {len(drawn)} topics with figures that may be shown.\n"
        return dots(blocks, title=title, table=table, note=note + self.note.partition("\n")[2])

    def _nothing_shown(self, found: Mapping[int, Mapping[str, Line[Carried]]], title: str, table: pd.DataFrame) -> Plot:
        """Where no count of people may be shown, draw where nobody carries it."""
        there = {value for cases in found.values() for value in cases}
        return heat(
            {
                (str(topic), value): 0 if line.is_number else "?"
                for topic, cases in found.items()
                for value, line in cases.items()
            },
            axes=(
                [(str(topic), self.labels[topic]) for topic in found],
                [(value, value) for value in self.result.values if value in there],
            ),
            title=title,
            table=table,
            note=f"No count of people may be shown here. Cells: ? is not shown, 0 is nobody.\n{self.note}",
        )

    def _table(self, voices: str, sep: str) -> pd.DataFrame:
        found = self._by_topic(voices)
        there = {value for cases in found.values() for value in cases}
        values = [value for value in self.result.values if value in there]
        rows = [(self.labels[topic], *(cases[value].words(sep) for value in values)) for topic, cases in found.items()]
        return pd.DataFrame(rows, columns=[f"{voices} voices", *values])

    def __repr__(self) -> str:
        tables = [as_wide_text("", self._table(voices, "; ")) for voices in self._voices] or ["(none)"]
        return "\n\n".join((f"{self.title}\nCells: people; sessions.", *tables, self.note))

    def _repr_html_(self) -> str:
        tables = []
        for voices in self._voices:
            table = self._table(voices, "\n")
            heads = [("", [str(name) for name in table.columns])]
            tables.append(as_wide_html(f"{self.title}: {voices} voices", heads, table.to_numpy().tolist()))
        below = as_wide_html(self.title, [("", ["topic"])], []) if not tables else ""
        return "".join(tables) + below + paragraphs(self.note)


def paragraphs(note: str) -> str:
    """Lay a note out below a table: a paragraph a line, escaped."""
    from html import escape

    return "".join(f"<p>{escape(part)}</p>" for part in note.split("\n") if part)
