"""What is left of the places of a term with several parts: pairs that stand near, and hits that nothing stands over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from tlc.listen.rules._compile import FIRST, SECOND, UNLESS
from tlc.listen.rules._search import Place
from tlc.listen.rules._view import LETTERS


def settled(places: Iterable[Place], text: str, near: Mapping[int, int]) -> list[Place]:
    """Make hits of the places of terms with several parts, within one text.

    Parameters
    ----------
    places : iterable of Place
        Sorted.
    text : str
        What they are places of.
    near : mapping of int to int
        Of terms in two parts, how many words may stand between.
    """
    of: dict[int, tuple[list[Place], list[Place], list[Place]]] = {}
    for place in places:
        of.setdefault(place[2], ([], [], []))[place[3]].append(place)
    found: list[Place] = []
    for term, parts in of.items():
        hits = _longest(parts[FIRST])
        if term in near:
            hits = _pairs(hits, _longest(parts[SECOND]), text, near[term])
        found += [hit for hit in hits if not any(_meet(hit, other) for other in parts[UNLESS])]
    return found


def _longest(places: list[Place]) -> list[Place]:
    """Leave out what stands inside another place."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or place[1] > kept[-1][1]:
            kept.append(place)
    return kept


def _pairs(first: list[Place], second: list[Place], text: str, most: int) -> list[Place]:
    """Put neighbours of different parts together, where few enough words stand between."""
    found: list[Place] = []
    both = sorted(first + second)
    starts = [place[0] for place in both]
    for one in both:
        # The next that begins after it: those between the two stand in the same words as it does.
        at = bisect_left(starts, one[1])
        for other in both[at : bisect_right(starts, starts[at])] if at < len(both) else ():
            if one[3] != other[3] and _words(text[one[1] : other[0]]) <= most:
                found.append((one[0], other[1], one[2], FIRST, one[4] or other[4]))
    return _longest(found)


def _words(text: str) -> int:
    # What stands between blanks is a word if it holds a letter: "e-mail" is one, a dash is none.
    return sum(any(LETTERS[letter] == 1 for letter in part) for part in text.split())


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
