"""Which codes stand on which topic, and which topics of two runs they link, as both show themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tlc.change.disclosure import people
from tlc.lab.plots import Plot, heat
from tlc.lab.reading._wide import as_wide_html
from tlc.lab.show import as_html, as_text
from tlc.lab.team import protection
from tlc.lab.topics.spread import paragraphs
from tlc.listen.topics.links import CodesOn, Link, Standing

_COLUMNS = {
    "topic": "int64",
    "label": "str",
    "code": "str",
    "name": "str",
    "people": "Int64",
    "sessions": "Int64",
    "share": "float64",
    "by": "str",
}
_NAMED, _DRAWN = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class CodesTable:
    """The codes that stand on each topic.

    Attributes
    ----------
    result : CodesOn
        With the ids of people: for the team.
    labels : mapping of topic to str
        Of the topics that are shown.
    codes : mapping of code to str
        What codes are called.
    min_cell : int
        Counts of people below it are not shown, nor what is counted with them.
    """

    result: CodesOn
    labels: Mapping[int, str]
    codes: Mapping[str, str]
    min_cell: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row a topic and code; ``share`` is of the topic's documents. What may not be shown is missing."""
        rows = []
        for one in self._standings:
            counts = self._may_show(one)
            figures = (len(one.people), len(one.sessions), one.share) if counts else (None, None, float("nan"))
            by = "people" if one.by_people else "rules"
            rows.append((one.topic, self.labels[one.topic], one.code, self._name(one.code), *figures, by))
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def title(self) -> str:
        """What it shows."""
        return "Codes on topics"

    @property
    def note(self) -> str:
        """How to read it."""
        return (
            "In brackets how many people said what the code stands on there, and on how much of the topic it stands. "
            "In sessions that people have read, what they accepted counts; elsewhere what the codebook's rules "
            "suggest. A topic with no code, or with many, is not one code's.\n"
            f"{protection(self.min_cell, beside='its sessions and shares')}"
        )

    def plot(self) -> Plot:
        """Draw a grid: of a hundred documents of a topic, how many hold a code."""
        standings = self._standings
        order = sorted({one.code for one in standings}, key=lambda code: (-self._held(code), code))[:_DRAWN]
        cells: dict[tuple[str, str], int | str] = {
            (str(one.topic), one.code): round(100 * one.share) if self._may_show(one) else "?"
            for one in standings
            if one.code in order
        }
        rows = [(str(topic), label) for topic, label in self.labels.items() if any(str(topic) == at for at, _ in cells)]
        return heat(
            cells,
            axes=(rows, [(code, self._name(code)) for code in order]),
            title=f"{self.title}: of a hundred documents of a topic, how many hold a code",
            table=self.frame,
            note=f"The {len(order)} commonest codes. ? is said by too few people to be shown.\n{self.note}",
        )

    @property
    def _standings(self) -> list[Standing]:
        return [one for one in self.result.standings if one.topic in self.labels]

    def _held(self, code: str) -> int:
        return sum(one.documents for one in self._standings if one.code == code)

    def _may_show(self, one: Standing) -> bool:
        return people(len(one.people), self.min_cell).is_number

    def _name(self, code: str) -> str:
        return self.codes.get(code, code)

    @property
    def _shown(self) -> pd.DataFrame:
        rows = [(label, self._told(topic)) for topic, label in self.labels.items()]
        return pd.DataFrame(rows, columns=["topic", "codes"])

    def _told(self, topic: int) -> str:
        """The commonest codes on a topic with their figures, and those that too few people said by name alone."""
        found = [one for one in self._standings if one.topic == topic]
        counted = [one for one in found if self._may_show(one)][:_NAMED]
        few = [one for one in found if not self._may_show(one)][:_NAMED]
        told = [f"{self._name(one.code)} ({self._figures(one)})" for one in counted]
        if few:
            names = ", ".join(self._name(one.code) for one in few)
            told.append(f"{people(1, self.min_cell).text} people each: {names}")
        more = len(found) - len(counted) - len(few)
        return "; ".join(told) + (f"; and {more} more" if more else "") if told else "no code"

    def _figures(self, one: Standing) -> str:
        who = f"{len(one.people)} people" if one.people else "nobody known"
        return f"{who}, {one.share:.0%}{'' if one.by_people else ', by rules'}"

    def __repr__(self) -> str:
        return "\n".join((self.title, *(f"{topic}: {codes}" for topic, codes in self._shown.to_numpy()), self.note))

    def _repr_html_(self) -> str:
        shown = self._shown
        return as_wide_html(self.title, [("", list(shown.columns))], shown.to_numpy().tolist()) + paragraphs(self.note)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class LinksTable:
    """Topics of two runs on which the same codes stand: those of two languages, say.

    Attributes
    ----------
    result : tuple of Link
        The most alike first.
    labels : pair of mappings of topic to str
        Of the first run, and of the second.
    codes : mapping of code to str
    """

    result: tuple[Link, ...]
    labels: tuple[Mapping[int, str], Mapping[int, str]]
    codes: Mapping[str, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row a pair of topics, the most alike first."""
        one, other = self.labels
        rows = [
            (link.first, one[link.first], link.second, other[link.second], link.likeness, " ".join(link.codes))
            for link in self.result
            if link.first in one and link.second in other
        ]
        return pd.DataFrame(rows, columns=["topic", "label", "beside", "label_beside", "likeness", "codes"])

    @property
    def title(self) -> str:
        """What it shows."""
        return "Topics of two runs that the same codes link"

    @property
    def note(self) -> str:
        """How to read it."""
        return (
            "For each topic of the first run the one of the second with which it shares most, by the codes that stand "
            "on both more often than is usual in their run. 1 is the same codes in the same measure. Codes link them, "
            "not words: read both before you call them the same. All pairs: .frame"
        )

    @property
    def _shown(self) -> pd.DataFrame:
        best = self.frame.drop_duplicates("topic")
        codes = ["; ".join(self.codes.get(code, code) for code in said.split()) for said in best["codes"]]
        near = [f"{value:.2f}" for value in best["likeness"]]
        columns = {"topic": best["label"], "beside": best["label_beside"], "likeness": near, "codes": codes}
        return pd.DataFrame(columns).astype("str")

    def __repr__(self) -> str:
        return as_text(self.title, self._shown, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._shown, self.note)
