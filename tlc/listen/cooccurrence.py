"""Co-occurrence: which codes stand together on the same words, or in the same turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import Any, Literal, NamedTuple, get_args

import pandas as pd

from tlc.counting import on_voices
from tlc.errors import AnalysisError
from tlc.listen._heard import chosen
from tlc.model import Codebook, Participant

Unit = Literal["passage", "turn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes that somebody put on the same words.

    Attributes
    ----------
    first, second : str
        The codes, in the codebook's order.
    together : int
        Passages, or turns, that hold both.
    either : int
        Passages, or turns, that hold at least one of them.
    sessions : tuple of str
        Where they stand together.
    people : tuple of str
        Known participants in whose words they stand together. Ids are for the team, not for showing.

    >>> Pair(first="a", second="b", together=2, either=8, sessions=("FG01",), people=()).jaccard
    0.25
    """

    first: str
    second: str
    together: int
    either: int
    sessions: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def jaccard(self) -> float:
        """Of the passages that hold either code, the share that hold both.

        Source: Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11.
        """
        return self.together / self.either


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooccurrence:
    """The pairs of codes that stand together.

    Attributes
    ----------
    unit : str
        ``passage`` or ``turn``.
    codes : tuple of str
        Every code that was looked at and found, in the codebook's order.
    counts : tuple of int
        In how many units each of them stands.
    pairs : tuple of Pair
        Those that stand together most often first.
    """

    unit: Unit
    codes: tuple[str, ...]
    counts: tuple[int, ...]
    pairs: tuple[Pair, ...]


def cooccurrence(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    *,
    people: Iterable[Participant],
    codebook: Codebook,
    codes: Iterable[str] | None = None,
    unit: Unit = "passage",
) -> Cooccurrence:
    """Find the pairs of codes that one coder put on overlapping words, or on words of one turn.

    Two coders who gave the same words two names did not see two things in them: they disagree. So a pair counts only
    where one and the same coder saw both, or where one of them is what coders agreed on. A passage reaches as far as
    overlapping words that hold either code.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS, and the CODINGS that count: accepted, of people.
    codes : iterable of str, optional
        Codes, or headings for the codes under them; all if it is not given.
    unit : str
        ``passage`` for overlapping words, or ``turn``.

    Raises
    ------
    AnalysisError
        There is no such unit, or nobody has coded anything yet.
    CodebookError
        A code is not in the codebook.
    """
    if unit not in get_args(Unit):
        raise AnalysisError("Codes cannot stand together in that.", hint=f"Use one of: {', '.join(get_args(Unit))}.")
    order = {code.id: place for place, code in enumerate(chosen(codebook, codes))}
    if frames[1].empty:
        raise AnalysisError("Nobody has coded anything yet.", hint="Code a session first: study.code().")
    marks = on_voices(frames[1], frames[0], people)
    rows = marks.loc[marks["code"].isin(order), _COLUMNS].itertuples(index=False, name=None)
    counts = dict.fromkeys(order, 0)
    pairs: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for turn, of_turn in groupby(sorted(map(_mark, rows)), key=lambda mark: mark.turn):
        by_code: dict[str, list[_Mark]] = defaultdict(list)
        for mark in of_turn:
            by_code[mark.code].append(mark)
        alone = {code: len(_units(found, unit)) for code, found in by_code.items()}
        for code, count in alone.items():
            counts[code] += count
        for one, other in combinations(sorted(by_code, key=order.__getitem__), 2):
            units = _units(by_code[one] + by_code[other], unit)
            # Where both stand in a turn, what holds either is not the sum of what holds each.
            pairs[one, other].fewer += alone[one] + alone[other] - len(units)
            pairs[one, other].add(sum(_holds_both(held, unit) for held in units), turn, by_code[one][0].speaker)
    found = [
        Pair(
            first=one,
            second=other,
            together=tally.together,
            either=counts[one] + counts[other] - tally.fewer,
            sessions=tuple(sorted(tally.sessions)),
            people=tuple(sorted(tally.people)),
        )
        for (one, other), tally in pairs.items()
        if tally.together
    ]
    found.sort(key=lambda pair: (-pair.together, -pair.jaccard, order[pair.first], order[pair.second]))
    used = tuple(code for code in order if counts[code])
    return Cooccurrence(unit=unit, codes=used, counts=tuple(counts[code] for code in used), pairs=tuple(found))


class _Mark(NamedTuple):
    turn: str
    start: int
    end: int
    code: str
    coder: str
    kind: str
    speaker: str


_COLUMNS = list(_Mark._fields)


def _mark(row: tuple[Any, ...]) -> _Mark:
    *fields, speaker = row
    # A missing value cannot be sorted.
    return _Mark._make((*fields, speaker if isinstance(speaker, str) else ""))


@dataclass(slots=True)
class _Tally:
    """What is counted of a pair of codes, turn by turn."""

    together: int = 0
    fewer: int = 0
    sessions: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def add(self, together: int, turn: str, speaker: str) -> None:
        if together:
            self.together += together
            self.sessions.add(turn.partition(":")[0])
            self.people |= {speaker} - {""}


def _units(marks: Sequence[_Mark], unit: Unit) -> list[list[_Mark]]:
    """Part the codings of one turn into its passages; or leave them together, where the turn is the unit."""
    if unit == "turn":
        return [list(marks)]
    joined: list[list[_Mark]] = []
    reach = -1
    for mark in sorted(marks):
        if mark.start < reach:
            joined[-1].append(mark)
        else:
            joined.append([mark])
        reach = max(reach, mark.end)
    return joined


def _holds_both(marks: Sequence[_Mark], unit: Unit) -> bool:
    """Whether one coder put two codes on the same words of it; what coders agreed on is everybody's."""
    return any(
        one.code != other.code
        and (one.coder == other.coder or "agreed" in (one.kind, other.kind))
        and (unit == "turn" or (one.start < other.end and other.start < one.end))
        for one, other in combinations(marks, 2)
    )
