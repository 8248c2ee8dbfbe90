"""Choosing quotes: from those who agreed to it, spread over people and sessions, without saying who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from tlc.change.report.facts import Quote
from tlc.change.report.speakers import Described, described, languages_told
from tlc.model import Group, Participant, Turn

_GOOD_LENGTH = 180
_LONGEST_TURN = 700

Use = Literal["publish", "training"]
_Passage = tuple[str, int, int]


@dataclass(slots=True)
class Quoter:
    """Gives every quoted passage its number, and keeps the trace from numbers to turns.

    Parameters
    ----------
    turns : mapping of id to Turn
    people : mapping of id to Participant
        All of the study: who is described beside a quote is counted over all of them.
    groups : mapping of id to Group
    min_cell : int
        Speakers are described in words that at least so many participants share; see ``speakers``.
    use : "publish" or "training"
        What the quotes are for. Only people who agreed to that are quoted.
    """

    turns: Mapping[str, Turn]
    people: Mapping[str, Participant]
    groups: Mapping[str, Group]
    min_cell: int
    use: Use = "publish"
    trace: dict[str, str] = field(default_factory=dict)
    _numbers: dict[_Passage, str] = field(default_factory=dict)
    _described: dict[str, Described] = field(init=False)
    _languages: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._described = described(self.people.values(), self.groups, self.min_cell)
        spoken = {(turn.speaker, turn.original_language) for turn in self.turns.values() if turn.original_language}
        people = self.people.values()
        self._languages = languages_told(self._described, people, self.groups, spoken, self.min_cell)

    def choose(self, marks: pd.DataFrame, most: int = 3) -> tuple[tuple[Quote, ...], int]:
        """Choose quotes among coded passages.

        Returns
        -------
        quotes : tuple of Quote
            At most ``most``, from as many sessions and people as possible.
        withheld : int
            Passages that may not be quoted, because their speaker did not agree to it or is not known.
        """
        found = _with_coders(marks)
        allowed = [passage for passage in found if self.may_quote(passage[0])]
        ranked = sorted(allowed, key=lambda p: (-found[p], abs(p[2] - p[1] - _GOOD_LENGTH), p))
        best = list(dict.fromkeys(self._printed(passage) for passage in ranked))
        return tuple(self._quote(*passage) for passage in self._spread(best, most)), len(found) - len(allowed)

    def examples(self, turns: Iterable[str], most: int = 2) -> tuple[Quote, ...]:
        """Quote whole turns, the first ones that may be quoted and are not too long."""
        fitting = [
            (name, 0, len(self.turns[name].text))
            for name in turns
            if self.may_quote(name) and 0 < len(self.turns[name].text) <= _LONGEST_TURN
        ]
        return tuple(self._quote(*passage) for passage in self._spread(fitting, most))

    def may_quote(self, turn: str) -> bool:
        """Whether a turn's words may be quoted for the use that the quoter is made for."""
        speaker = self.turns[turn].speaker
        person = self.people.get(speaker) if speaker is not None else None
        return person is not None and (person.may_train if self.use == "training" else person.may_quote)

    def _spread(self, best: list[_Passage], most: int) -> list[_Passage]:
        chosen: list[_Passage] = []
        while best and len(chosen) < most:
            # A passage from a new session by a new person first; min() keeps the order of what is equally new.
            sessions = {self.turns[turn].transcript for turn, _, _ in chosen}
            speakers = {self.turns[turn].speaker for turn, _, _ in chosen}
            pick = min(
                best,
                key=lambda p: (self.turns[p[0]].transcript in sessions) + (self.turns[p[0]].speaker in speakers),
            )
            best = [passage for passage in best if passage != pick]
            chosen.append(pick)
        return chosen

    def _printed(self, passage: _Passage) -> _Passage:
        turn = self.turns[passage[0]]
        if turn.original is not None and len(turn.text) <= _LONGEST_TURN:
            # The original cannot be cut where its translation is, so both stand whole.
            return (turn.id, 0, len(turn.text))
        return passage

    def _quote(self, name: str, start: int, end: int) -> Quote:
        turn = self.turns[name]
        whole = (start, end) == (0, len(turn.text))
        text = turn.shown(start, end).strip()
        if start > 0:
            text = f"[...] {text}"
        if end < len(turn.text):
            text = f"{text} [...]"
        by = self._described[turn.speaker or ""].by
        beside = whole and (by, turn.original_language) in self._languages
        return Quote(
            text=text,
            language=turn.language,
            by=by,
            reference=self._number(name, start, end),
            original=turn.shown_original() if beside else None,
            original_language=turn.original_language if beside else None,
        )

    def _number(self, turn: str, start: int, end: int) -> str:
        key = (turn, start, end)
        if key not in self._numbers:
            self._numbers[key] = f"Q{len(self._numbers) + 1}"
            self.trace[self._numbers[key]] = turn
        return self._numbers[key]


def _with_coders(marks: pd.DataFrame) -> dict[_Passage, int]:
    """Join overlapping marks as ``evidence.passages`` does, and count the coders of each, in one pass."""
    found: dict[_Passage, int] = {}
    last: _Passage | None = None
    coders: set[str] = set()
    rows = sorted(zip(marks["turn"], marks["start"], marks["end"], marks["coder"], strict=True))
    for turn, start, end, coder in ((turn, int(start), int(end), coder) for turn, start, end, coder in rows):
        if last is not None and last[0] == turn and start < last[2]:
            del found[last]
            last = (turn, last[1], max(last[2], end))
            coders.add(coder)
        else:
            last, coders = (turn, start, end), {coder}
        found[last] = len(coders)
    return found
