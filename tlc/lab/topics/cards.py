"""What the codebook may miss, a card each: in a sentence, in figures, and in the words of people who may be quoted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from tlc.change.disclosure import people
from tlc.change.report.facts import Quote
from tlc.change.report.quotes import Quoter
from tlc.lab._agreement_text import count
from tlc.lab.plots import Bar, Plot, bars
from tlc.lab.topics._card_html import card_html, cards_html
from tlc.lab.topics._card_text import card_text
from tlc.lab.topics._face import Face
from tlc.lab.topics.desk import Material
from tlc.lab.topics.overview import NOT_KNOWN
from tlc.listen.emerging.reach import share
from tlc.model import Candidate, Topic

_COLUMNS = {
    "rank": "int64",
    "topic": "int64",
    "label": "str",
    "gap": "float64",
    "nearest": "str",
    "likeness": "float64",
    "people": "Int64",
    "sessions": "Int64",
    "sessions_in_all": "Int64",
    "groups": "Int64",
    "groups_in_all": "Int64",
    "uncoded": "float64",
    "agreement": "float64",
    "verdict": "str",
    "by": "str",
    "why": "str",
    "quotes": "str",
}
_MOST_QUOTES = 5


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Emerging:
    """Candidates: topics that may be barriers which the codebook misses, the one to look at first in front.

    A notebook keeps what it shows. So cards show figures and ids of turns; `quotes` gives the same cards with the
    words of people who agreed to be quoted.

    Attributes
    ----------
    items : tuple of Candidate
    topics : mapping of int to Topic
    material : Material
    least : tuple of int
        From how many people, in how many sessions, a topic is a candidate.
    with_words : bool
        Whether quotes are shown.
    most : int
        How many cards are shown; all candidates are in ``items`` and in ``frame``.
    """

    items: tuple[Candidate, ...]
    topics: Mapping[int, Topic]
    material: Material
    least: tuple[int, int] = (3, 2)
    with_words: bool = False
    most: int = 10

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> Candidate:
        return self.items[place]

    def quotes(self, most: int = 10) -> Emerging:
        """Give so many cards with quotes. They are then in the notebook's output: it stays with the study team."""
        return replace(self, with_words=True, most=most)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a candidate, with the parts of its gap; nobody's words. What may not be shown is missing."""
        names = sorted({name for one in self.items for name in one.parts})
        rows = []
        for one in self.items:
            shown = self._may_count(one)
            counts = (one.speakers or None, one.sessions, one.groups) if shown else (None, None, None)
            rows.append(
                (
                    one.rank,
                    one.topic,
                    self._label(one),
                    one.gap,
                    one.nearest,
                    one.likeness,
                    counts[0],
                    counts[1],
                    one.sessions_in_all,
                    counts[2],
                    one.groups_in_all,
                    one.uncoded,
                    one.agreement,
                    one.verdict,
                    one.by,
                    one.why,
                    " ".join(one.quotes),
                    *(one.parts.get(name, math.nan) for name in names),
                )
            )
        table = pd.DataFrame(rows, columns=[*_COLUMNS, *names]).astype(_COLUMNS)
        return table.astype(dict.fromkeys(names, "float64"))

    @property
    def title(self) -> str:
        """How many there are, and how many of them are shown."""
        many = count(len(self.items), "candidate")
        shown = f"the first {self.most} of {many}" if len(self.items) > self.most else many
        return f"What the codebook may miss: {shown}"

    @property
    def note(self) -> str:
        """What they are, and what they are not."""
        many, sessions = self.least
        if not self.items:
            return f"No topic is carried by {many} people in {sessions} sessions, or all that are were taken out."
        return (
            f"Candidates for people to judge, never findings: topics that at least {many} people in {sessions} "
            "sessions carry, those first that the codebook covers least. The gap, from 0 to 100, says where to look "
            "first; it measures no importance. Read the turns, then say what each is: "
            f'.decide(4, "new barrier", by="...", why="..."), or tlc topics verdict.{self._rest}'
        )

    @property
    def _rest(self) -> str:
        return f" All of them: .frame, or .quotes(most={len(self.items)})" if len(self.items) > self.most else ""

    def plot(self) -> Plot:
        """Draw the gaps of all of them."""
        rows = [Bar(label=f"{one.topic} {self._label(one)}", value=round(one.gap)) for one in self.items]
        return bars(rows, title="Where to look first: the gap of each candidate", table=self.frame, note=self.note)

    def __repr__(self) -> str:
        cards = [card_text(self._face(one)) for one in self.items[: self.most]]
        return "\n\n".join((f"{self.title}\n{self.note}", *cards))

    def _repr_html_(self) -> str:
        return cards_html(self.title, self.note, [card_html(self._face(one)) for one in self.items[: self.most]])

    def _label(self, one: Candidate) -> str:
        return self.topics[one.topic].label if one.topic in self.topics else ""

    def _may_count(self, one: Candidate) -> bool:
        return people(one.speakers, self.material.min_cell).is_number

    def _face(self, one: Candidate) -> Face:
        quotes, too_long = self._quoted(one) if self.with_words else ((), 0)
        return Face(
            candidate=one,
            label=self._label(one) or "(no word of its own)",
            sentence=one.sentence if one.sentence and self._may_count(one) else self._sentence(one),
            reach=self._reach(one),
            nearest=self.material.code_name(one.nearest) if one.nearest else "",
            quotes=quotes,
            too_long=too_long,
            with_words=self.with_words,
        )

    def _sentence(self, one: Candidate) -> str:
        """Say it without a count that may not be shown."""
        who = f"{people(one.speakers, self.material.min_cell).text} people" if one.speakers else "people not known"
        missed = "nobody has read it yet" if math.isnan(one.uncoded) else f"{share(one.uncoded)} of it is uncoded"
        near = f"nearest code: {one.nearest}" if one.nearest else "no code is near"
        return f"Said by {who}; {missed}; {near}."

    def _reach(self, one: Candidate) -> str:
        who = people(one.speakers, self.material.min_cell)
        told = f"{who.text} people" if one.speakers else f"people {NOT_KNOWN}"
        if not who.is_number:
            return told
        sessions = f"{one.sessions} of {one.sessions_in_all} sessions"
        return f"{told}, {sessions}, {one.groups} of {one.groups_in_all} groups"

    def _quoted(self, one: Candidate) -> tuple[tuple[tuple[Quote, str], ...], int]:
        """The quotes with the turns they stand in, and how many are too long to be shown."""
        turns = self.material.turns_named(one.quotes)
        known = {person.id: person for person in self.material.people}
        groups = {group.id: group for group in self.material.groups}
        quoter = Quoter(turns, known, groups, self.material.min_cell)
        quotes = quoter.examples(turns, most=_MOST_QUOTES)
        may = [turn for turn in turns.values() if turn.speaker in known and known[turn.speaker].may_quote]
        return tuple((quote, quoter.trace[quote.reference]) for quote in quotes), len(may[:_MOST_QUOTES]) - len(quotes)
