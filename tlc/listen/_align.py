"""Two versions of one transcript, side by side: which turn is which, and inside what was changed, which word is which.

The longest common subsequence is found twice, from the front and from the back; only pairs that both find are taken.
Where "Yes." became "Yes. Yes.", the two disagree, and nobody guesses which of them is the old one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tlc.model import Turn

_TOKEN = re.compile(r"\w+|[^\w\s]")
#: Turns of fewer words ("Yes, exactly.") are said again and again, and tell nothing about where one is.
TELLING = 4


class Gap(NamedTuple):
    """Turns that were changed: from ``first`` up to ``last`` of the old, and from ``new_first`` of the new."""

    first: int
    last: int
    new_first: int
    new_last: int


class Token(NamedTuple):
    """A word or a mark in a turn; where a turn begins stands one without letters, which tells who speaks."""

    key: Hashable
    turn: int
    start: int
    end: int


def telling(text: str) -> bool:
    """Whether a text is long enough to be known again anywhere.

    >>> telling("Yes, exactly."), telling("They sent us away twice.")
    (False, True)
    """
    return len(text.split()) >= TELLING


def paired(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Pair the items of a longest common subsequence, as far as there is only one way to.

    >>> paired("abcd", "xbcyd")
    {1: 1, 2: 2, 3: 4}
    >>> paired(["yes"], ["yes", "yes"])
    {}

    Source: bit-parallel LCS of Hyyrö (2004), as in rapidfuzz.
    """
    names: dict[Hashable, int] = {}
    left = [names.setdefault(one, len(names)) for one in old]
    right = [names.setdefault(one, len(names)) for one in new]
    ahead = dict(_common(left, right))
    back = {len(old) - 1 - a: len(new) - 1 - b for a, b in _common(left[::-1], right[::-1])}
    return {a: b for a, b in ahead.items() if back.get(a) == b}


def _common(left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import Indel

    for block in Indel.opcodes(left, right):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


@dataclass(frozen=True)
class Sides:
    """Two versions of a transcript, with their turns paired.

    Parameters
    ----------
    old, new : tuple of Turn
    """

    old: tuple[Turn, ...]
    new: tuple[Turn, ...]

    @cached_property
    def same(self) -> dict[int, int]:
        """Turns that say the same to the letter: place in the old version, place in the new."""
        return self._in_order | self._elsewhere()

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What lies between the turns that stayed as they were, in their order."""
        return tuple(_gaps(self._in_order, len(self.old), len(self.new)))

    @cached_property
    def _in_order(self) -> dict[int, int]:
        found: dict[int, int] = {}
        # What is said once comes first: a "Yes." in the wrong place would keep what is around it apart.
        for key, is_clear in ((_who_and_what, True), (_what, True), (_who_and_what, False), (_what, False)):
            for gap in list(_gaps(found, len(self.old), len(self.new))):
                found |= self._pairs(gap, key, is_clear)
        return found

    def _pairs(self, gap: Gap, key: Callable[[Turn], Hashable], is_clear: bool) -> dict[int, int]:
        left = [n for n in range(gap.first, gap.last) if not is_clear or telling(self.old[n].text)]
        right = [n for n in range(gap.new_first, gap.new_last) if not is_clear or telling(self.new[n].text)]
        pairs = paired([key(self.old[n]) for n in left], [key(self.new[n]) for n in right])
        return {left[a]: right[b] for a, b in pairs.items()}

    def _elsewhere(self) -> dict[int, int]:
        """Turns that stand in another order now: said once on both sides, and long enough to be known again."""
        taken = set(self._in_order.values())
        left = {n: turn.text for n, turn in enumerate(self.old) if n not in self._in_order and telling(turn.text)}
        right = {turn.text: n for n, turn in enumerate(self.new) if n not in taken}
        counts, new_counts = Counter(left.values()), Counter(turn.text for turn in self.new)
        return {n: right[text] for n, text in left.items() if counts[text] == new_counts[text] == 1 and text in right}


@dataclass(frozen=True)
class Words:
    """The words of a gap, paired one by one.

    Parameters
    ----------
    sides : Sides
    gap : Gap
    """

    sides: Sides
    gap: Gap

    @cached_property
    def old(self) -> list[Token]:
        """The tokens of the old turns, and one that ends them."""
        return _tokens(self.sides.old, self.gap.first, self.gap.last)

    @cached_property
    def new(self) -> list[Token]:
        """The tokens of the new turns, and one that ends them."""
        return _tokens(self.sides.new, self.gap.new_first, self.gap.new_last)

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Which token is which."""
        return paired([token.key for token in self.old], [token.key for token in self.new])


def _tokens(turns: Sequence[Turn], first: int, last: int) -> list[Token]:
    found = []
    for number in range(first, last):
        turn = turns[number]
        found.append(Token(("speaker", turn.speaker), number, 0, 0))
        found += [Token(one[0].casefold(), number, one.start(), one.end()) for one in _TOKEN.finditer(turn.text)]
    return [*found, Token(("end",), last, 0, 0)]


def _gaps(pairs: dict[int, int], old: int, new: int) -> Iterator[Gap]:
    first = new_first = 0
    for last, new_last in [*sorted(pairs.items()), (old, new)]:
        if last > first or new_last > new_first:
            yield Gap(first, last, new_first, new_last)
        first, new_first = last + 1, new_last + 1


def _who_and_what(turn: Turn) -> Hashable:
    return turn.speaker, turn.text


def _what(turn: Turn) -> Hashable:
    return turn.text
