"""Choosing quotes: from those who agreed to it, spread over people and sessions, without saying who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tlc.change.evidence import passages
from tlc.change.report.facts import Quote
from tlc.model import Group, Participant, Turn

_GOOD_LENGTH = 180
_LONGEST_TURN = 700


@dataclass(slots=True)
class Quoter:
    """Gives every quoted passage its number, and keeps the trace from numbers to turns.

    Parameters
    ----------
    turns : mapping of id to Turn
    people : mapping of id to Participant
    groups : mapping of id to Group
    min_cell : int
        A group is named beside a quote only if at least so many participants of the speaker's role belong to it.
    """

    turns: Mapping[str, Turn]
    people: Mapping[str, Participant]
    groups: Mapping[str, Group]
    min_cell: int
    trace: dict[str, str] = field(default_factory=dict)
    _numbers: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def choose(self, marks: pd.DataFrame, most: int = 3) -> tuple[tuple[Quote, ...], int]:
        """Choose quotes among coded passages.

        Returns
        -------
        quotes : tuple of Quote
            At most ``most``, from as many sessions and people as possible.
        withheld : int
            Passages that may not be quoted, because their speaker did not agree to it or is not known.
        """
        found = passages(marks)
        allowed = [passage for passage in found if self._may_quote(passage[0])]
        coders = Counter(
            passage
            for passage in allowed
            for _ in set(
                marks.loc[
                    (marks["turn"] == passage[0]) & (marks["start"] < passage[2]) & (marks["end"] > passage[1]),
                    "coder",
                ]
            )
        )
        ranked = sorted(allowed, key=lambda p: (-coders[p], abs(p[2] - p[1] - _GOOD_LENGTH), p))
        best = list(dict.fromkeys(self._printed(passage) for passage in ranked))
        return tuple(self._quote(*passage) for passage in self._spread(best, most)), len(found) - len(allowed)

    def examples(self, turns: Iterable[str], most: int = 2) -> tuple[Quote, ...]:
        """Quote whole turns, the first ones that may be quoted and are not too long."""
        fitting = [
            (name, 0, len(self.turns[name].text))
            for name in turns
            if self._may_quote(name) and 0 < len(self.turns[name].text) <= _LONGEST_TURN
        ]
        return tuple(self._quote(*passage) for passage in self._spread(fitting, most))

    def _may_quote(self, turn: str) -> bool:
        speaker = self.turns[turn].speaker
        return speaker is not None and speaker in self.people and self.people[speaker].may_quote

    def _spread(self, best: list[tuple[str, int, int]], most: int) -> list[tuple[str, int, int]]:
        chosen: list[tuple[str, int, int]] = []
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

    def _printed(self, passage: tuple[str, int, int]) -> tuple[str, int, int]:
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
        return Quote(
            text=text,
            language=turn.language,
            by=self._by(turn),
            reference=self._number(name, start, end),
            original=turn.shown_original() if whole else None,
            original_language=turn.original_language if whole else None,
        )

    def _number(self, turn: str, start: int, end: int) -> str:
        key = (turn, start, end)
        if key not in self._numbers:
            self._numbers[key] = f"Q{len(self._numbers) + 1}"
            self.trace[self._numbers[key]] = turn
        return self._numbers[key]

    def _by(self, turn: Turn) -> str:
        person = self.people[turn.speaker or ""]
        voice = "Community participant" if person.role == "community" else "Professional"
        group = self.groups.get(person.group or "")
        # The one professional among six mothers would be known by the mothers' label.
        members = sum((other.group, other.role) == (person.group, person.role) for other in self.people.values())
        return f"{voice}, {group.label}" if group and group.label and members >= self.min_cell else voice
