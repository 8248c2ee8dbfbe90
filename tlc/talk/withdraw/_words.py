"""Which words were one person's, and whether a text holds some of them."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tlc.model import Turn
from tlc.talk.bring_in import PLACEHOLDERS
from tlc.talk.withdraw._fold import joined, words_in
from tlc.talk.withdraw._forms import forms

#: So many words in a row, said by nobody else, are taken for theirs.
RUN = 6
#: A whole turn of fewer words ("Yes, exactly.") stands in too many files to say whose it is.
FEWEST = 3
# What begins with a letter sorts behind this, what begins with a digit before it.
_AFTER_DIGITS = ":"


@dataclass(frozen=True, repr=False)
class Words:
    """What one person said and nobody else did. Never shown, never written: it has no words in its own name.

    Parameters
    ----------
    runs : frozenset of tuple of str
        Runs of six words, and whole turns of three to five.
    whole : tuple of str
        Whole turns and originals, as they stand.

    >>> from tlc.model import Turn
    >>> said = [Turn(id="FG01:0001", speaker="P01", text="We sleep in the van behind the mill.", language="en")]
    >>> words = words_of("P01", said)
    >>> words.count_in("and then: 'we sleep in the van behind the mill'"), words.count_in("the mill")
    (3, 0)
    """

    runs: frozenset[tuple[str, ...]]
    whole: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __repr__(self) -> str:
        return f"Words({len(self.whole)} turns)"

    def count_in(self, text: str) -> int:
        """How many runs of theirs a text holds, in any of the ways in which its words can be cut.

        Marks and line breaks between the words do not matter, nor hyphens at the end of a line, capitals, accents and
        what is not seen; nor numbers, where each word has its times or its line number beside it.
        """
        whole = joined(text)
        return max(self._count(words_in(one)) for one in dict.fromkeys((text, whole)))

    def _count(self, words: list[str]) -> int:
        # Six words with a number before each of them stand in eleven places or more.
        spoken = [word for word in words if word > _AFTER_DIGITS]
        found = self._count_runs(words)
        return found if len(words) - len(spoken) < RUN - 1 else max(found, self._count_runs(spoken))

    def _count_runs(self, words: list[str]) -> int:
        # Most words in a file begin no run of theirs: the rest is looked at for those that do.
        firsts, pairs = self._firsts, self._beginnings
        likely = [place for place, word in enumerate(words) if word in firsts]
        begins = [place for place in likely if tuple(words[place : place + 2]) in pairs]
        return sum(tuple(words[place : place + length]) in self.runs for place in begins for length in self._lengths)

    def are_in(self, text: str) -> bool:
        """Whether a text holds a run of theirs, as it stands or in another form."""
        return any(map(self.count_in, forms(text)))

    def count_bytes(self, data: bytes) -> int:
        """How many of their whole turns some bytes hold, in the ways in which programs write text.

        For what is no text: the pages of a database hold words between other bytes.
        """
        return sum(any(form in data for form in written) for written in self._forms)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(run[0] for run in self.runs)

    @cached_property
    def _beginnings(self) -> frozenset[tuple[str, ...]]:
        return frozenset(run[:2] for run in self.runs)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(run) for run in self.runs}))

    @cached_property
    def _forms(self) -> tuple[tuple[bytes, ...], ...]:
        return tuple(tuple(dict.fromkeys(_forms(text))) for text in self.whole)


def words_of(person: str, turns: Iterable[Turn]) -> Words:
    """Gather the words of one person; what others said too is not theirs alone and is left out."""
    theirs: set[tuple[str, ...]] = set()
    others: set[tuple[str, ...]] = set()
    whole: list[str] = []
    for turn in turns:
        for text in filter(None, (turn.text, turn.original)):
            words = words_in(text)
            if turn.speaker != person:
                for length in range(FEWEST, RUN + 1):
                    others.update(_runs(words, length))
            elif text not in PLACEHOLDERS and len(words) >= FEWEST:
                theirs.update(_runs(words, min(RUN, len(words))))
                whole.append(text)
    own = frozenset(theirs - others)
    # A turn counts as a whole where at least one run in it is theirs alone.
    kept = [text for text in whole if any(run in own for run in _runs(words_in(text), min(RUN, len(words_in(text)))))]
    return Words(runs=own, whole=tuple(dict.fromkeys(kept)))


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _forms(text: str) -> Iterator[bytes]:
    for form in (text, " ".join(text.split())):
        for escaped in (form, json.dumps(form)[1:-1], html.escape(form), html.escape(form, quote=False)):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                yield escaped.encode(encoding)
