"""Where the phrases of a codebook stand in texts: one pass over many of them, with an Aho-Corasick automaton."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from tlc.listen.rules._compile import Compiled
from tlc.listen.rules._view import LETTERS, ends, view, without_accents, word_end

#: Where a phrase stands: from, to, of which term, which part of it, and whether only without its accents.
#: Beware: a plain tuple, for these are made and sorted by the ten thousand.
Place = tuple[int, int, int, int, bool]

#: The term of a place that is none but a cue: minus one for the first kind of cues, minus two for the second.
FIRST_CUE = -1
# Longer runs of text than this are searched in pieces, so that what is found in one fits into little memory.
_AT_ONCE = 200_000
_RUNS = re.compile("  +")
_MARKED = r"[\w\p{M}]"


class Piece:
    """Some texts that are searched together, and the way back to each.

    Attributes
    ----------
    numbers : list of int
        Which texts these are.
    text : str
        Their views, with runs of spaces made one, and a NUL after each.
    starts : list of int
        Where each begins, and where the last one ends.
    """

    def __init__(self, numbers: list[int], texts: list[str]) -> None:
        self.numbers = numbers
        self._cuts: dict[int, tuple[list[int], list[int]]] = {}
        whole = view("\0".join([*texts, ""]))
        if whole.count("\0") != len(texts):
            whole = "\0".join([*(view(text).replace("\0", "\1") for text in texts), ""])
        if "  " in whole:
            views = whole.split("\0")
            for at, seen in enumerate(views):
                if "  " in seen:
                    views[at] = self._close_up(at, seen)
            whole = "\0".join(views)
            self.starts = list(accumulate((len(seen) + 1 for seen in views[:-1]), initial=0))
        else:
            self.starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        self.text = whole

    def _close_up(self, at: int, seen: str) -> str:
        cuts, lost, taken = [], [], 0
        for found in _RUNS.finditer(seen):
            cuts.append(found.start() + 1 - taken)
            taken += len(found[0]) - 1
            lost.append(taken)
        self._cuts[at] = cuts, lost
        return _RUNS.sub(" ", seen)

    def span(self, at: int, start: int, end: int) -> tuple[int, int]:
        """Where in its own text something stands that was found in this one."""
        first, last = start - self.starts[at], end - self.starts[at]
        if at not in self._cuts:
            return first, last
        return self._back(at, first), self._back(at, last - 1) + 1

    def _back(self, at: int, place: int) -> int:
        cuts, lost = self._cuts[at]
        passed = bisect_right(cuts, place)
        return place + lost[passed - 1] if passed else place

    def parted(self, places: list[Place]) -> Iterator[tuple[int, list[Place]]]:
        """Give the places in each text in turn, sorted; texts without any are passed over."""
        places.sort()
        starts, first = self.starts, 0
        while first < len(places):
            at = bisect_right(starts, places[first][0]) - 1
            after, stop = first, starts[at + 1]
            while after < len(places) and places[after][0] < stop:
                after += 1
            yield at, places[first:after]
            first = after


def pieces(texts: Sequence[str], numbers: Iterable[int]) -> Iterator[Piece]:
    """Gather texts into pieces of a bearable length."""
    gathered: list[int] = []
    length = 0
    for number in numbers:
        gathered.append(number)
        length += len(texts[number])
        if length > _AT_ONCE:
            yield Piece(gathered, [texts[each] for each in gathered])
            gathered, length = [], 0
    if gathered:
        yield Piece(gathered, [texts[each] for each in gathered])


class Automaton:
    """What a piece is searched with.

    Parameters
    ----------
    terms : Compiled
    cues : iterable of (str, int)
        Words to be found beside the terms, and their kind.
    folded : bool
        For texts without accents: the terms lose theirs.
    """

    def __init__(self, terms: Compiled, cues: Iterable[tuple[str, int]], *, folded: bool) -> None:
        plain: dict[str, dict[tuple[int, int], bool]] = {}
        longer: dict[str, list[tuple[int, int, bool, Callable[[str, int], int]]]] = {}
        for lead in terms.leads:
            text, tail = (without_accents(part) if folded else part for part in (lead.text, lead.tail))
            lost = (text, tail) != (lead.text, lead.tail)
            if lead.begins or tail:
                longer.setdefault(text, []).append((lead.term, lead.part, lost, _follower(lead.begins, tail)))
            else:
                # Two forms may look alike without their accents; one that has none is no guess.
                alike = plain.setdefault(text, {})
                alike[lead.term, lead.part] = alike.get((lead.term, lead.part), True) and lost
        for word, kind in cues:
            plain.setdefault(without_accents(word) if folded else word, {})[FIRST_CUE - kind, 0] = False
        words = sorted(plain.keys() | longer.keys())
        self._plain = [tuple((*of, lost) for of, lost in plain.get(word, {}).items()) for word in words]
        self._longer = {number: longer[word] for number, word in enumerate(words) if word in longer}
        # Whether a phrase begins and ends as a word does; "n't" alone ends one that it does not begin.
        self._heads = [LETTERS[word[0]] == 1 and word != "n't" for word in words]
        self._feet = [LETTERS[word[-1]] == 1 for word in words]
        self._find = _finder(words)

    def places(self, text: str) -> list[Place]:
        """Find all phrases in a piece's text."""
        letters, plain, longer, heads, feet = LETTERS, self._plain, self._longer, self._heads, self._feet
        found: list[Place] = []
        for number, start, end in self._find(text):
            if letters[text[start - 1]] == 1 and heads[number]:
                continue
            if number in longer:
                for term, part, lost, follow in longer[number]:
                    reached = follow(text, end)
                    if reached > 0:
                        found.append((start, reached, term, part, lost))
            kind = letters[text[end]]
            if kind and ((kind == 1 and feet[number]) or (kind == 2 and not ends(text, end))):
                continue
            for term, part, lost in plain[number]:
                found.append((start, end, term, part, lost))
        return found


def _finder(words: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    from ahocorasick_rs import AhoCorasick, Implementation

    if not words:
        return lambda _: []
    # Of all its ways to search the quickest, and at this size a small one.
    find = AhoCorasick(words, implementation=Implementation.DFA).find_matches_as_indexes
    return lambda text: find(text, overlapping=True)


def _follower(begins: bool, tail: str) -> Callable[[str, int], int]:
    """Make what looks whether a phrase goes on as it must, and says where it ends, or -1."""
    if not tail:
        return word_end
    import regex

    pattern = regex.compile((rf"{_MARKED}*" if begins else "") + tail)

    def follow(text: str, end: int) -> int:
        found = pattern.match(text, end)
        return found.end() if found and ends(text, found.end()) else -1

    return follow
