"""Codings on a transcript that was corrected: each is put where its words stand now, or set aside with the reason.

Nothing is guessed: words that stand in two places which are equally good are set aside, for a person to place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tlc.listen._align import TELLING, Gap, Sides, Token, Words, telling
from tlc.model import Coding, Placing, Span, Turn
from tlc.model.placing import Why

#: So many characters before and after a quote tell between several places.
CONTEXT = 32
# How much of the context must be there, and by how much the best place must be better than the next.
_ALIKE, _CLEARLY = 0.7, 0.1
_ONE_SIDE = 0.8
# How many words around a quote are looked at, and which share of them must still be there.
_AROUND, _HELD = 5, 0.5
# A quote of which less than this is left says something else.
_SAME_WORDS = 0.5


def anchor(
    codings: Iterable[Coding], old: Sequence[Turn], new: Sequence[Turn], *, standing: Iterable[Coding] = ()
) -> tuple[Placing, ...]:
    """Find where codings stand in a corrected version of their transcript.

    Turns are matched by equal text, then by the order in which they and their words follow each other. A quote is
    looked for in its place, then elsewhere among the turns that were changed around it, where the words before and
    after it decide between several places. A quote that was itself corrected is found by what stands around it.

    Parameters
    ----------
    codings : iterable of Coding
        On the old version, of any coders.
    old, new : sequence of Turn
        Every turn of the transcript, before and after the correction.
    standing : iterable of Coding
        Codings that stand in the new version already.

    Returns
    -------
    tuple of Placing
        One a coding, in the same order. But for ``words changed``, the words at ``after`` are the coding's quote.

    >>> old = (Turn(id="FG01:0001", speaker="P01", text="The bus was late.", language="en"),)
    >>> new = (Turn(id="FG01:0001", speaker="P01", text="Well, the bus was late.", language="en"),)
    >>> mark = Coding(id="a1", span=Span(turn="FG01:0001", start=4, end=7), code="bus", coder="asha", quote="bus",
    ...               made_at="2026-06-01T10:00:00Z")
    >>> anchor([mark], old, new)[0].after
    Span(turn='FG01:0001', start=10, end=13)
    """
    both = _Versions(Sides(tuple(old), tuple(new)))
    taken = {(mark.coder, mark.code, mark.span) for mark in standing}
    placings = [both.placing(mark) for mark in codings]
    # Who kept their words comes before who got others.
    for index, one in sorted(enumerate(placings), key=lambda pair: (pair[1].how == "words changed", pair[0])):
        if one.after is None:
            continue
        key = (one.coder, one.code, one.after)
        if key in taken:
            placings[index] = replace(one, after=None, how="set aside", why="doubled")
        taken.add(key)
    return tuple(placings)


@dataclass(frozen=True)
class _Place:
    """Some words of the new version, by the number of their turn."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class _Versions:
    sides: Sides

    def placing(self, mark: Coding) -> Placing:
        here = Placing(coding=mark.id, coder=mark.coder, code=mark.code, before=mark.span, after=None, how="set aside")
        number = self._numbers.get(mark.span.turn)
        if number is None or self.sides.old[number].text[mark.span.start : mark.span.end] != mark.quote:
            return replace(here, why="strange")
        found = self._found(number, mark)
        if not isinstance(found, _Place):
            return replace(here, why=found)
        turn = self.sides.new[found.turn]
        after = Span(turn=turn.id, start=found.start, end=found.end)
        if turn.text[found.start : found.end] != mark.quote:
            return replace(here, after=after, how="words changed")
        return replace(here, after=after, how="same place" if after == mark.span else "moved")

    def _found(self, number: int, mark: Coding) -> _Place | Why:
        start, end = mark.span.start, mark.span.end
        if number in self.sides.same:
            return _Place(self.sides.same[number], start, end)
        words = self._words[number]
        edges = _Edges(words, number, start, end)
        if (place := edges.exact) is not None:
            return place
        found = self._again(words.gap, number, mark)
        if found not in ("gone", ""):
            return found
        return edges.corrected(mark.quote)

    def _again(self, gap: Gap, number: int, mark: Coding) -> _Place | Why:
        """Look for the quote among the turns that were changed around it, then among all that were changed."""
        taken = set(self.sides.same.values())
        near = [n for n in range(gap.new_first, gap.new_last) if n not in taken]
        if not telling(mark.quote):
            # A few words that somebody else says are not these words.
            near = [n for n in near if self.sides.new[n].speaker == self.sides.old[number].speaker]
        if places := list(self._places(near, mark.quote)):
            return self._best(places, number, mark)
        far = list(self._places([n for n in range(len(self.sides.new)) if n not in taken], mark.quote))
        # Far away, only what nobody says twice is the same thing.
        if len(far) == 1 and telling(mark.quote) and self._said_once(mark.quote):
            return far[0]
        return "gone"

    def _places(self, turns: Iterable[int], quote: str) -> Iterator[_Place]:
        for number in turns:
            text = self.sides.new[number].text
            start = text.find(quote)
            while start >= 0:
                yield _Place(number, start, start + len(quote))
                start = text.find(quote, start + 1)

    def _best(self, places: Sequence[_Place], number: int, mark: Coding) -> _Place | Why:
        if len(places) == 1 and telling(mark.quote) and self._said_once(mark.quote):
            return places[0]
        wanted = _context(self._old_text, self._old_starts[number], mark.span.start, mark.span.end)
        scored = sorted(
            ((_alike(wanted, self._context_of(place)), rank) for rank, place in enumerate(places)), reverse=True
        )
        likeness, best = scored[0]
        if likeness < _ALIKE:
            return "gone"
        if len(scored) > 1 and likeness - scored[1][0] < _CLEARLY:
            return "two places"
        return places[best]

    def _said_once(self, quote: str) -> bool:
        return self._old_text.count(quote) == 1

    def _context_of(self, place: _Place) -> tuple[str, str]:
        return _context(self._new_text, self._new_starts[place.turn], place.start, place.end)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {turn.id: number for number, turn in enumerate(self.sides.old)}

    @cached_property
    def _words(self) -> dict[int, Words]:
        gaps = (Words(self.sides, gap) for gap in self.sides.gaps)
        return {number: words for words in gaps for number in range(words.gap.first, words.gap.last)}

    @cached_property
    def _old_text(self) -> str:
        return "\n".join(turn.text for turn in self.sides.old)

    @cached_property
    def _new_text(self) -> str:
        return "\n".join(turn.text for turn in self.sides.new)

    @cached_property
    def _old_starts(self) -> list[int]:
        return _starts(self.sides.old)

    @cached_property
    def _new_starts(self) -> list[int]:
        return _starts(self.sides.new)


@dataclass(frozen=True)
class _Edges:
    """The first and the last word of a quote, and where they stand now."""

    words: Words
    turn: int
    start: int
    end: int

    @cached_property
    def inside(self) -> range:
        """Places of the quote's tokens; empty where it holds nothing but spaces."""
        found = [n for n, one in enumerate(self.words.old) if one.turn == self.turn and self._holds(one)]
        return range(found[0], found[-1] + 1) if found else range(0)

    def _holds(self, token: Token) -> bool:
        return token.end > self.start and token.start < self.end

    @property
    def exact(self) -> _Place | None:
        """Where the quote stands to the letter, around any of its words of which it is known where they are."""
        found = self._exact()
        return found.pop() if len(found) == 1 else None

    def _exact(self) -> set[_Place]:
        sides, found = self.words.sides, set()
        quote = sides.old[self.turn].text[self.start : self.end]
        for number in self.inside:
            token = self._paired(number)
            if token is None or not self._is_held(token.turn):
                continue
            start = token.start + self.start - self.words.old[number].start
            if start >= 0 and sides.new[token.turn].text.startswith(quote, start):
                found.add(_Place(token.turn, start, start + len(quote)))
        return found

    def corrected(self, quote: str) -> _Place | Why:
        """Where the quote stands in other words: from its first word, or from behind the word before it."""
        from rapidfuzz.distance import Indel

        if not self.inside:
            return "gone"
        first, last = self._first, self._last
        if first is None or last is None or not self._is_held(first.turn):
            return "gone"
        if first.turn != last.turn:
            return "parted"
        if first.start >= last.end:
            return "gone"
        text = self.words.sides.new[first.turn].text
        is_like = Indel.normalized_similarity(quote, text[first.start : last.end]) >= _SAME_WORDS
        return _Place(first.turn, first.start, last.end) if is_like else "rewritten"

    @property
    def _first(self) -> Token | None:
        own = self._paired(self.inside[0])
        if own is not None:
            return own
        before = self.words.pairs.get(self.inside[0] - 1)
        token = None if before is None else self.words.new[before + 1]
        return token if token is not None and token.end else None

    @property
    def _last(self) -> Token | None:
        own = self._paired(self.inside[-1])
        if own is not None:
            return own
        behind = self.words.pairs.get(self.inside[-1] + 1)
        token = None if behind is None else self.words.new[behind - 1]
        return token if token is not None and token.end else None

    def _is_held(self, turn: int) -> bool:
        """Whether enough of the words in and around the quote are still there; of somebody else, more than a few."""
        last = len(self.words.old)
        around = range(max(0, self.inside[0] - _AROUND), min(last, self.inside[-1] + _AROUND + 1))
        theirs = [n for n in around if self.words.old[n].turn == self.turn and self.words.old[n].end]
        held = sum(n in self.words.pairs for n in theirs)
        sides = self.words.sides
        is_same_voice = sides.old[self.turn].speaker == sides.new[turn].speaker
        return held >= _HELD * len(theirs) and (is_same_voice or held >= TELLING)

    def _paired(self, place: int) -> Token | None:
        number = self.words.pairs.get(place)
        return None if number is None else self.words.new[number]


def _starts(turns: Sequence[Turn]) -> list[int]:
    starts, here = [], 0
    for turn in turns:
        starts.append(here)
        here += len(turn.text) + 1
    return starts


def _context(text: str, turn: int, start: int, end: int) -> tuple[str, str]:
    return text[max(0, turn + start - CONTEXT) : turn + start], text[turn + end : turn + end + CONTEXT]


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    from rapidfuzz.distance import Indel

    sides = [Indel.normalized_similarity(a, b) for a, b in zip(one, other, strict=True)]
    # One side that stayed as it was tells almost as much as two: next to a quote, only one of them may be corrected.
    long_ones = [likeness for likeness, text in zip(sides, one, strict=True) if len(text) == CONTEXT]
    return max(sum(sides) / 2, _ONE_SIDE * max(long_ones, default=0))
