"""Decisions done again on a fit, the one that people saw or a later one: what cannot be done again is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tlc.listen.topics.decisions.decision import Decision, standing
from tlc.listen.topics.decisions.mark import Mark, joined, marked
from tlc.listen.topics.decisions.match import Same, find_again, is_same
from tlc.listen.topics.decisions.parted import Floats, Ints, Parted, gathered, merged, split


class Fit(Protocol):
    """What is needed of a fit: who is in which topic, and where each document is."""

    @property
    def documents(self) -> Any:
        """Documents, with their turns in ``frame["turns"]``."""

    @property
    def labels(self) -> Ints:
        """The topic of each document from 0, or -1 for none."""

    @property
    def votes(self) -> Floats:
        """The share of runs for each topic."""

    @property
    def points(self) -> Floats:
        """Where each document is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of one decision.

    Attributes
    ----------
    decision : Decision
    topics : tuple of int
        The topics that it holds for now; none where it could not be done again.
    share : float
        Of the turns that its topics had and that are still documents, the share that stand in these, 0 to 1.
    why : str
        Why it could not be done again; empty where it was.
    """

    decision: Decision
    topics: tuple[int, ...] = ()
    share: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replayed:
    """A fit with everybody's decisions done on it.

    Attributes
    ----------
    parted : Parted
    marks : mapping of int to Mark
        Of the topics that people made something of, by number.
    found : tuple of Found
        For each decision that stands, what became of it.
    turns : tuple of frozenset of str
        The turns of each document.
    """

    parted: Parted
    marks: Mapping[int, Mark]
    found: tuple[Found, ...]
    turns: tuple[frozenset[str], ...] = field(repr=False)

    @property
    def labels(self) -> Ints:
        """The number of each document's topic, 0 for none."""
        return self.parted.topic

    @property
    def matched(self) -> tuple[Found, ...]:
        """The decisions that could be done again."""
        return tuple(one for one in self.found if not one.why)

    @property
    def unmatched(self) -> tuple[Found, ...]:
        """The others: they stay in the log, and are tried again with each fit."""
        return tuple(one for one in self.found if one.why)

    @property
    def topics(self) -> Mapping[int, frozenset[str]]:
        """The turns of each topic that has any, by number."""
        return _topics(self.parted, self.turns)


def replay(fitted: Fit, decisions: Iterable[Decision]) -> Replayed:
    """Do decisions again on a fit.

    On the fit that they were made on, they come out as they were. On another one each topic is found again by the
    turns that it shares with the old one; what cannot be found stays in the log, and `Replayed.unmatched` says why.

    Parameters
    ----------
    fitted : Fitted
    decisions : iterable of Decision
        In the order of their times; what was undone is left out here.
    """
    turns = tuple(frozenset(many) for many in fitted.documents.frame["turns"])
    labels = np.asarray(fitted.labels, dtype=np.int64)
    numbers = tuple(range(1, fitted.votes.shape[1] + 1))
    votes = np.asarray(fitted.votes, dtype=np.float64)
    work = _Work(Parted(topic=labels + 1, numbers=numbers, votes=votes), turns, fitted.points)
    for one in standing(list(decisions)):
        work.take(one)
    work.settle()
    return Replayed(parted=work.parted, marks=work.marks, found=tuple(work.found), turns=turns)


_PARTING = ("merge", "split", "lock")


class _Work:
    """Decisions at work. Those about topics of one fit wait for each other: no two of their topics become the same."""

    def __init__(self, parted: Parted, turns: tuple[frozenset[str], ...], points: NDArray[Any]) -> None:
        self.parted, self.turns, self.points = parted, turns, points
        self.marks: dict[int, Mark] = {}
        self.found: list[Found] = []
        self._waiting: list[Decision] = []
        # Topics that earlier decisions were about: they may not be taken for others.
        self._before: list[frozenset[str]] = []

    def take(self, one: Decision) -> None:
        """Let a decision wait, and do what waits where this one is about other topics, or makes others."""
        theirs = {subject for other in self._waiting for subject in _subjects(other)}
        if any(new != old and new & old for new in _subjects(one) for old in theirs):
            self.settle()
        self._waiting.append(one)
        if one.what in _PARTING:
            self.settle()

    def settle(self) -> None:
        """Find the topics of what waits, and do it."""
        subjects = list(dict.fromkeys(subject for one in self._waiting for subject in _subjects(one)))
        others = [old for old in self._before if not any(old & new for new in subjects)]
        again = find_again([*subjects, *others], _topics(self.parted, self.turns)) if subjects else ()
        where = dict(zip(subjects, again, strict=False))
        for one in self._waiting:
            self.found.append(self._done(one, [where[subject] for subject in _subjects(one)]))
            made = [frozenset().union(*one.turns)] if one.what == "merge" else list(one.turns)
            self._before = [old for old in self._before if not any(old & new for new in made)] + made
        self._waiting = []

    def _done(self, one: Decision, where: Sequence[Same | str]) -> Found:
        if one.what == "merge":
            return self._merge(one, where)
        if one.what == "split":
            return self._split(one, where[0])
        if one.what == "lock":
            return self._lock(one, where[0])
        if not where:
            return Found(decision=one, why="It names no topic.")
        if isinstance(where[0], str):
            return Found(decision=one, why=where[0])
        number = where[0].number
        self.marks[number] = marked(self.marks.get(number, Mark()), one)
        return Found(decision=one, topics=(number,), share=where[0].share)

    def _merge(self, one: Decision, where: Sequence[Same | str]) -> Found:
        same = [spot for spot in where if isinstance(spot, Same)]
        why = next((spot for spot in where if isinstance(spot, str)), "")
        numbers = sorted({spot.number for spot in same})
        if any(self._mark(number).locked for number in numbers):
            return Found(decision=one, why="One of them is locked.")
        if len(numbers) < 2:
            whole = frozenset().union(*one.turns)
            now = _topics(self.parted, self.turns)
            already = [number for number in numbers if is_same(whole & _all(now), now[number])]
            # The new fit has made one topic of them by itself.
            return Found(decision=one, topics=tuple(already), share=1.0) if already else Found(decision=one, why=why)
        self.parted = merged(self.parted, numbers)
        kept, *gone = (self.marks.pop(number, Mark()) for number in numbers)
        self.marks[numbers[0]] = joined(kept, gone)
        return Found(decision=one, topics=(numbers[0],), share=min(spot.share for spot in same))

    def _split(self, one: Decision, where: Same | str) -> Found:
        now = _topics(self.parted, self.turns)
        apart = [spot.number for spot in find_again(one.turns, now) if isinstance(spot, Same)]
        if len(apart) == len(one.turns):
            # The new fit has parted them by itself.
            return Found(decision=one, topics=tuple(apart), share=1.0)
        if isinstance(where, str):
            return Found(decision=one, why=where)
        if self._mark(where.number).locked:
            return Found(decision=one, why="It is locked.")
        parts = self._parts(one.turns, self.parted.topic == where.number)
        if parts is None:
            return Found(decision=one, why="Only one of its parts is there now.")
        self.parted, names = split(self.parted, where.number, parts)
        return Found(decision=one, topics=names, share=where.share)

    def _parts(self, wanted: Sequence[frozenset[str]], inside: NDArray[np.bool_]) -> Ints | None:
        """Say which part each document goes to: its own, or of a new one that whose middle is nearest."""
        shared = np.array([[len(turns & part) for part in wanted] for turns in self.turns])
        known = inside & (shared.max(axis=1) > 0)
        parts = shared.argmax(axis=1)
        if len(np.unique(parts[known])) < len(wanted):
            return None
        middles = np.stack([self.points[known & (parts == part)].mean(axis=0) for part in range(len(wanted))])
        new = inside & ~known
        distance = ((self.points[new][:, None] - middles[None]) ** 2).sum(axis=2)
        parts[new] = distance.argmin(axis=1)
        return np.asarray(parts, dtype=np.int64)

    def _lock(self, one: Decision, where: Same | str) -> Found:
        locked = [number for number, mark in self.marks.items() if mark.locked]
        here = np.array([any(turns & part for part in one.turns) for turns in self.turns], dtype=bool)
        here &= ~np.isin(self.parted.topic, locked)
        if not here.any():
            why = where if isinstance(where, str) else "Its turns are in another topic that is locked."
            return Found(decision=one, why=why)
        there = where.number if isinstance(where, Same) and where.number not in locked else None
        self.parted, number = gathered(self.parted, there, here)
        mark = self._mark(number)
        more = int(((self.parted.topic == number) & ~here).sum())
        self.marks[number] = replace(mark, locked=True, lock=one.id, name=one.value or mark.name, joined=more)
        return Found(decision=one, topics=(number,), share=1.0)

    def _mark(self, number: int) -> Mark:
        return self.marks.get(number, Mark())


def _subjects(one: Decision) -> tuple[frozenset[str], ...]:
    return (frozenset().union(*one.turns),) if one.what == "split" else one.turns


def _topics(parted: Parted, turns: Sequence[frozenset[str]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for number, many in zip(parted.topic.tolist(), turns, strict=True):
        if number:
            found.setdefault(number, set()).update(many)
    return {number: frozenset(many) for number, many in sorted(found.items())}


def _all(topics: Mapping[int, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*topics.values())
