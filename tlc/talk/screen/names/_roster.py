"""The roster: the real names of a study, which are looked for in every form in which a transcriber may write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from tlc._lazy import require
from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.names._endings import inflected, stems
from tlc.talk.screen.names._tokens import token_of
from tlc.talk.screen.names._words import Sort, sort_of

_PART = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*")
# Parts of surnames that stand in every text.
_PARTICLES_LISTED = "de da do di du del della la le van von der den el al bin ben ibn abu and si of the y zu"
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_ALIKE = 80.0
_VERY_ALIKE = 85.0
_SHORTEST = 3
# "Righty" is no Wright: words that people make, and no dictionary has.
_DERIVING = ("y", "ish", "ing", "ed", "er", "s", "ness", "less", "like")


@dataclass(frozen=True, slots=True)
class Match:
    """A word that is, or is nearly, a name of the roster.

    ``plain`` says how much small letters tell: 0, it can only be the name; 1, it is a word as well;
    2, a very common one; 3, only a capital inside a sentence tells anything.
    """

    rule: str
    value: str
    plain: int


class Roster:
    """The real names of a study, ready for looking. They are never shown.

    Parameters
    ----------
    names : iterable of str
        Full names or parts of them, as they are written. Single letters are left out.

    >>> roster = Roster(["Ștefania Dobre"])
    >>> roster
    Roster(2 words)
    >>> [roster.match(word).rule for word in ("stefaniei", "dobre", "stefnia")]
    ['roster.inflected', 'roster.exact', 'roster.fuzzy']
    """

    def __init__(self, names: Iterable[str]) -> None:
        full = [[folded(part) for part in _PART.findall(view_of(name).text)] for name in names]
        found = {word for words in full for word in words if len(word) > 1 and word not in _PARTICLES}
        self._words = tuple(sorted(found))
        self._pairs = frozenset(frozenset(pair) for words in full for pair in pairwise(words))
        self._exact = frozenset(self._words)
        self._inflected = {form: word for word in reversed(self._words) for form in inflected(word)}
        self._alike = tuple(word for word in self._words if len(word) > _SHORTEST)
        self._cache: dict[tuple[str, bool], Match | None] = {}
        self._nobody: dict[bool, set[str]] = {True: set(), False: set()}

    def __repr__(self) -> str:
        return f"Roster({len(self._words)} words)"

    def __len__(self) -> int:
        return len(self._words)

    def match(self, word: str, romanian: bool = True) -> Match | None:
        """Look a folded word up, without its possessive; the answer is kept, as talk repeats itself.

        ``romanian`` says whether the words of Romanian count: where nobody speaks it, "dobre" is only the name.
        """
        asked = word, romanian
        if asked not in self._cache:
            self._cache[asked] = self._match(word, romanian)
        return self._cache[asked]

    def named(self, surfaces: Set[str], romanian: bool = True) -> set[str]:
        """Give those of many words, as they are written, that are or may be names of the roster."""
        nobody = self._nobody[romanian]
        unknown = surfaces - nobody
        found = set()
        for surface in unknown:
            token = token_of(surface, 0)
            if token and self.match(token.word, romanian):
                found.add(surface)
        nobody |= unknown - found
        return found

    def has_pair(self, one: Match, other: Match) -> bool:
        """Whether two words stand beside each other in one name of the roster, in either order."""
        return frozenset((one.value, other.value)) in self._pairs

    def _match(self, word: str, romanian: bool) -> Match | None:
        if word in self._exact:
            return Match("roster.exact", word, _plainness(word, romanian))
        sort = sort_of(word, romanian)
        base = self._inflected.get(word)
        if base is not None:
            is_word = sort & (Sort.WORD | Sort.KNOWN)
            return Match("roster.inflected", base, max(1, _plainness(base, romanian)) if is_word else 0)
        if len(word) < _SHORTEST or sort & (Sort.KNOWN | Sort.ORDINARY):
            return None
        plain = _plainness_of_near(word, romanian)
        return Match("roster.fuzzy", word, plain) if self._is_near(word, _ALIKE if plain < 3 else _VERY_ALIKE) else None

    def _is_near(self, word: str, alike: float) -> bool:
        nearest, ratio = _comparing()
        tries = {word, *stems(word)}
        return any(nearest(form, self._alike, scorer=ratio, score_cutoff=alike) for form in tries)


@cache
def _comparing() -> tuple[Callable[..., object], Callable[..., float]]:
    """Rapidfuzz compares in C, and leaves out at once what is too long or too short to be near."""
    purpose, install = "finding misspelt names", "pip install tlc-toolkit"
    process = require("rapidfuzz.process", purpose=purpose, install=install)
    return process.extractOne, require("rapidfuzz.fuzz", purpose=purpose, install=install).ratio


def _plainness_of_near(word: str, romanian: bool) -> int:
    """How much a word tells that is only like a name: a name of its own sooner than a word from a dictionary."""
    sort = sort_of(word, romanian)
    if sort & Sort.WORD:
        return 2 if sort & Sort.FORENAME and sort & Sort.PROPER else 3
    if any(word.endswith(ending) and sort_of(word.removesuffix(ending), romanian) & Sort.WORD for ending in _DERIVING):
        return 3
    return 0 if len(word) > _SHORTEST else 2


def _plainness(word: str, romanian: bool) -> int:
    sort = sort_of(word, romanian)
    if sort & Sort.ORDINARY or len(word) < _SHORTEST:
        return 2
    return 1 if sort & (Sort.WORD | Sort.KNOWN) and not sort & Sort.PROPER else 0
