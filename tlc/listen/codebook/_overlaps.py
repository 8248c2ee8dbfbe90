"""Terms that stand in each other's way: the same under two codes, or one that finds the words of another code's too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tlc.listen.rules._syntax import Phrase, Term

#: Alternatives of one term that are looked at; a term has seldom ten.
_MOST_WAYS = 200
#: A word in small letters, and whether it had a star.
_Word = tuple[str, bool]
#: One way to put a term's alternatives together: at each place some words, of which one is meant.
_Way = tuple[tuple[_Word, ...], ...]
#: Terms by number, and their ways, by the first word of each way and the second.
_Begun = dict[tuple[_Word, str], list[tuple[int, _Way]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A term with the code that it belongs to."""

    code: str
    term: Term

    def __str__(self) -> str:
        return str(self.term)


def twins(terms: Iterable[Placed]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Find terms that stand more than once: each with the codes under which it stands.

    A code is named as often as the term stands under it.
    """
    found: dict[str, list[Placed]] = {}
    for one in terms:
        found.setdefault(str(one).casefold(), []).append(one)
    return tuple((str(many[0]), tuple(one.code for one in many)) for many in found.values() if len(many) > 1)


def shadows(terms: Sequence[Placed]) -> tuple[tuple[Placed, tuple[Placed, ...]], ...]:
    """Find terms that are a part of terms of other codes, so that they find all that those find.

    ``letter`` finds every ``letter from the hospital``. Inflections are not looked up: only what is written counts.

    Returns
    -------
    tuple of (term, the terms of other codes that it is a part of)
        In the order of the terms.
    """
    begun: _Begun = {}
    for number, one in enumerate(terms):
        if one.term.first is not None and one.term.second is None:
            for way in _ways(one.term.first):
                for word in way[0]:
                    begun.setdefault((word, _second(way)), []).append((number, way))
    found: dict[int, dict[int, None]] = {}
    for number, one in enumerate(terms):
        for way in (way for phrase in (one.term.first, one.term.second) if phrase for way in _ways(phrase)):
            for place in range(len(way)):
                for other, short in _begun_at(way, place, begun):
                    if terms[other].code != one.code and _covers(short, way, place):
                        found.setdefault(other, {})[number] = None
    shadowing = {}
    for number in sorted(found):
        one = terms[number]
        longer = tuple(terms[other] for other in found[number])
        shadowing[number] = (
            one,
            tuple(two for two in longer if str(two).casefold() != str(one).casefold() and not _excuses(one.term, two)),
        )
    return tuple(pair for pair in shadowing.values() if pair[1])


def _ways(phrase: Phrase) -> Iterator[_Way]:
    for way in islice(phrase.ways(), _MOST_WAYS):
        yield tuple(tuple((word.text.casefold(), word.begins) for word in words) for words in way)


def _second(way: _Way) -> str:
    """Give the second word of a way, where there is but one: most begin with a word such as "the"."""
    return way[1][0][0] if len(way) > 1 and len(way[1]) == 1 and not way[1][0][1] else ""


def _begun_at(way: _Way, place: int, begun: _Begun) -> Iterator[tuple[int, _Way]]:
    """Give the ways that begin as another goes on from a place in it."""
    seconds = ["", *(text for text, begins in (way[place + 1] if place + 1 < len(way) else ()) if not begins)]
    for text, begins in way[place]:
        firsts = [(text[:length], True) for length in range(1, len(text) + 1)] + ([] if begins else [(text, False)])
        for first in firsts:
            for second in seconds:
                yield from begun.get((first, second), ())


def _covers(short: _Way, long: _Way, place: int) -> bool:
    """Whether each word of one way is found in another, from a place in it on, by the word that stands there."""
    if len(short) > len(long) - place:
        return False
    for ones, twos in zip(short, long[place:], strict=False):
        if ones != twos and not any(_finds(one, two) for one in ones for two in twos):
            return False
    return True


def _finds(one: _Word, two: _Word) -> bool:
    return two[0].startswith(one[0]) if one[1] else one == two


def _excuses(term: Term, other: Placed) -> bool:
    """Whether a term says itself that it does not count where the other stands: kind not (kind of)."""
    if term.unless is None or other.term.first is None:
        return False
    nots = [way for phrase in term.unless.options for way in _ways(phrase)]
    return any(
        _covers(way, longer, place)
        for way in nots
        for longer in _ways(other.term.first)
        for place in range(len(longer))
    )
