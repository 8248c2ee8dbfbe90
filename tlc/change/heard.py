"""Whether a row of yes and no, beside what stands elsewhere of a theme, gives a hidden number of people away."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from tlc.change.disclosure import Shown

_MOST_WAYS = 20_000
_Ends = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a reader knows of one theme before its row is shown.

    Attributes
    ----------
    sessions : int
        In how many sessions it was found.
    community, professionals : Shown
        How many people said it.
    open, covered : tuple of int
        How many community participants each group has whose cell would be shown, and whose would not.
    certain : tuple of int
        The same for groups of which it is known that it was heard there: they are quoted.
    alone : int
        How many sessions beside the table are of one professional alone.
    others : tuple of int
        How many community participants each other session beside the table had.
    unknown : int
        Passages of nobody known.
    quoted_alone, quoted_others : int
        In how many sessions of one professional alone, and in how many others beside the table, it surely was found:
        somebody of them is quoted.
    """

    sessions: int
    community: Shown
    professionals: Shown
    open: tuple[int, ...]
    covered: tuple[int, ...] = ()
    certain: tuple[int, ...] = ()
    alone: int = 0
    others: tuple[int, ...] = ()
    unknown: int = 0
    quoted_alone: int = 0
    quoted_others: int = 0


def may_show(row: Row, heard: Sequence[int], min_cell: int) -> bool:
    """Whether a row may be shown in which these of the open groups have a yes, given by their sizes.

    All ways are tried in which the sessions can be shared out among the groups, professionals alone, and others. In
    each session somebody said it, but for passages of nobody known, and of no group more than its people. A row may
    not be shown if a hidden number is the same in all ways that look like it; nor if how many of a group said it is,
    but where as many did not. Nor may it be shown if being left out would tell such a number, where other rows are.

    >>> few, nine = Shown("fewer than 5"), Shown("9", 9)
    >>> may_show(Row(sessions=4, community=nine, professionals=few, open=(6,) * 5, alone=9), [6, 6, 6], 5)
    False
    >>> may_show(Row(sessions=4, community=nine, professionals=few, open=(6,) * 3, covered=(6, 6), alone=9), [6], 5)
    True
    """
    looks = _looks(row, min_cell)
    found = Counter(heard)
    return tuple(found[size] for size, _ in _kinds(row.open)) in looks


@dataclass(frozen=True, slots=True)
class _Way:
    """One way: in how many groups of each size it was heard, first the open ones, and what follows from that."""

    open: tuple[int, ...]
    covered: tuple[int, ...]
    professionals: _Ends
    community: _Ends
    everywhere: tuple[int, int]  # how many community sessions, and how many people they have

    def said(self, size: int, unknown: int) -> _Ends:
        """How many of one group of this size said it, where it was heard."""
        sessions, people = self.everywhere
        fewest = self.community[0] - (people - size)
        most = self.community[1] - max(sessions - 1 - unknown, 0)
        return max(0 if unknown else 1, fewest), min(size, most)


@cache
def _looks(row: Row, min_cell: int) -> frozenset[tuple[int, ...]]:
    """Every look of the row that may be shown: in how many open groups of each size there is a yes."""
    sizes = [number + 1 for _, number in (*_kinds(row.open), *_kinds(row.covered))]
    if math.prod(sizes) * (len(row.others) + 1) > _MOST_WAYS:
        return frozenset()
    by_look: dict[tuple[int, ...], list[_Way]] = {}
    for way in _ways(row, min_cell):
        by_look.setdefault(way.open, []).append(way)
    telling = {look for look, ways in by_look.items() if _tells(row, ways, min_cell, look)}
    left_out = [way for look in sorted(telling) for way in by_look[look]]
    rest = sorted(by_look.keys() - telling, key=lambda look: (len(by_look[look]), look))
    # What is left out must not tell either: as many looks are left out as it takes, the same ones each time.
    while left_out and rest and _tells(row, left_out, min_cell, None):
        left_out += by_look[rest.pop(0)]
    return frozenset(rest)


def _ways(row: Row, min_cell: int) -> Iterator[_Way]:
    others = sorted(row.others, reverse=True)
    professionals = _ends(row.professionals, row.community, min_cell)
    community = _ends(row.community, row.professionals, min_cell)
    kinds = (*_kinds(row.open), *_kinds(row.covered))
    parted = len(_kinds(row.open))
    for heard in product(*(range(number + 1) for _, number in kinds)):
        people = sum(row.certain) + sum(size * number for (size, _), number in zip(kinds, heard, strict=True))
        for elsewhere in range(row.quoted_others, len(others) + 1):
            sessions = len(row.certain) + sum(heard) + elsewhere
            alone = row.sessions - sessions
            everybody = people + sum(others[:elsewhere])
            said = _both(community, (max(sessions - row.unknown, 0), everybody))
            also = _both(professionals, (max(alone - row.unknown, row.quoted_alone), alone))
            if row.quoted_alone <= alone <= row.alone and said is not None and also is not None:
                yield _Way(heard[:parted], heard[parted:], also, said, (sessions, everybody))


def _tells(row: Row, ways: Sequence[_Way], min_cell: int, look: tuple[int, ...] | None) -> bool:
    """Whether something is the same in all of these ways; without a look, of no group is it known if it was heard."""
    if not row.professionals.is_number and _same([way.professionals for way in ways]):
        return True
    if not row.community.is_number and _same([way.community for way in ways]):
        return True
    for size in set(row.certain):
        ends = [way.said(size, row.unknown) for way in ways]
        if _same(ends) and not _tellable(ends[0][0], size, min_cell):
            return True
    for place, (size, number) in enumerate(_kinds(row.open)):
        if look is not None:
            ends = [way.said(size, row.unknown) for way in ways if way.open[place]]
        else:
            ends = [one for way in ways for one in _perhaps(way, size, way.open[place], number, row.unknown)]
        if ends and _same(ends) and not _tellable(ends[0][0], size, min_cell):
            return True
    for place, (size, number) in enumerate(_kinds(row.covered)):
        ends = [one for way in ways for one in _perhaps(way, size, way.covered[place], number, row.unknown)]
        if _same(ends) and not _tellable(ends[0][0], size, min_cell):
            return True
    return False


def _perhaps(way: _Way, size: int, heard: int, number: int, unknown: int) -> Iterator[_Ends]:
    """How many of one of so many groups said it, of which this many heard it."""
    if heard < number:
        yield 0, 0
    if heard:
        yield way.said(size, unknown)


def _tellable(said: int, size: int, min_cell: int) -> bool:
    return said == 0 or min_cell <= said <= size - min_cell


def _kinds(sizes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Each size with how many groups have it."""
    return tuple(sorted(Counter(sizes).items()))


def _ends(shown: Shown, other: Shown, min_cell: int) -> _Ends:
    if shown.value is not None:
        return shown.value, shown.value
    # ``voices`` hides a zero where the other count is hidden too.
    return 0 if other.value is None else 1, max(min_cell - 1, 0)


def _both(one: _Ends, other: _Ends) -> _Ends | None:
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None


def _same(ends: Sequence[_Ends]) -> bool:
    return min(low for low, _ in ends) == max(high for _, high in ends)
