"""Words of a text with what their place tells: whether a sentence starts there, and how the piece is cased."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from tlc.talk.screen._view import View, folded
from tlc.talk.screen.names._endings import bare, is_contraction
from tlc.talk.screen.names._romanian import PLAIN, has_romanian

Casing = Literal["mixed", "small", "capital"]

# Placeholders of a study: "[name 1]", "[GP surgery 2]", "[P07]". Anything else in brackets is read.
_PLACEHOLDER = regex.compile(r"\[(?:[A-Z]{1,3}\d{1,4}|(?:[A-Z]{2,4} )?[a-z][a-z' -]{0,60} \d{1,4})\]")
# The same for plain letters, several times as fast.
_ANY_PLAIN = re.compile(r"\b[A-Za-z]++(?:'[A-Za-z]++)*+\b", re.ASCII)
_CAPITAL_PLAIN = re.compile(r"\b[A-Z][A-Za-z]*+(?:'[A-Za-z]++)*+\b", re.ASCII)
_LETTERS = r"\p{L}[\p{L}\p{M}]*+(?:'\p{L}++)*+"
_ANY = regex.compile(rf"(?<!\w){_LETTERS}(?!\w)")
_CAPITAL = regex.compile(rf"(?<!\w)(?=\p{{Lu}}){_LETTERS}(?!\w)")
_ENDS = frozenset('.?!:;\u2026"()[]{}<>|*#\u201c\u201d\u201e\u00ab\u00bb\u2022')
_LOOSE = frozenset(" '")
# An initial has a capital: "am citit-o." ends a sentence.
_TITLE = regex.compile(r"(?<!\w)(?:(?i:dr|mr|mrs|ms|miss|st|prof|rev|fr|sr|dl|dna|d-na|dl-ul|sf|jr)|\p{Lu})\.$")
_ENOUGH = 20
_WORD = re.compile(r"[^\W\d_]+")
_UPPER = regex.compile(r"\p{Lu}")


class Token(NamedTuple):
    """A word: where it stands in the text for matching, and its folded form without a possessive ending."""

    start: int
    end: int
    word: str
    capital: bool
    shouted: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A text ready for looking: placeholders covered, and how it is cased."""

    text: str
    plain: str  # letter for letter the same without Romanian marks, for patterns
    small: str  # letter for letter ``plain`` in small letters
    words: frozenset[str]  # of ``small``: what is not among them need not be looked for
    original: str
    places: View
    before: str
    casing: Casing
    romanian: bool  # whether there is Romanian in it, and so its words count

    def starts_sentence(self, at: int) -> bool:
        """Whether a sentence starts at this place, or may start."""
        place = at
        while place and self.text[place - 1] in _LOOSE:
            place -= 1
            if self.original[self.places.places[place]] in "\n\r":
                return True
        if not place:
            earlier = self.before.rstrip(" '")
            return not earlier or earlier[-1] in _ENDS or earlier[-1] in "\n\r-"
        last = self.text[place - 1]
        if last == ".":
            return not _TITLE.search(self.text[max(0, place - 8) : place])
        return last in _ENDS or (last == "-" and (place < 2 or self.text[place - 2] in " -"))


def piece_of(view: View, before: str) -> Piece:
    """Make a view ready: cover its placeholders with signs that are no letters, and see how it is cased."""
    text = view.text
    if "[" in text:
        text = _PLACEHOLDER.sub(lambda found: "_" * len(found[0]), text)
    plain = text if text.isascii() else text.translate(PLAIN)
    # The one capital that becomes two signs in small letters.
    small = plain.replace("İ", "I").lower()
    found = _WORD.findall(small)
    words = frozenset(found)
    around = "" if len(text) >= _ENOUGH else before
    return Piece(
        text=text,
        plain=plain,
        small=small,
        words=words,
        original=view.original,
        places=view,
        before=before,
        casing=_casing(text, around, sum(map(len, found))),
        romanian=has_romanian(text, words) or bool(around and has_romanian(around, _small_words(around))),
    )


def tokens(piece: Piece, *, every: bool, among: Set[str] | None = None) -> Iterator[Token]:
    """Give the words with a capital, or every word; ``among`` some, as they are written."""
    for found in pattern_for(piece.text, every=every).finditer(piece.text):
        surface = found[0]
        if among is None or surface in among:
            token = token_of(surface, found.start())
            if token is not None:
                yield token


def surfaces(piece: Piece) -> set[str]:
    """Give every different word of a piece, as it is written."""
    return {*pattern_for(piece.text, every=True).findall(piece.text)}


def pattern_for(text: str, *, every: bool) -> re.Pattern[str] | regex.Pattern[str]:
    """Give what finds the words of a text, or those with a capital."""
    if text.isascii():
        return _ANY_PLAIN if every else _CAPITAL_PLAIN
    return _ANY if every else _CAPITAL


def token_of(surface: str, start: int) -> Token | None:
    """Make a token of letters as they stand; nothing for a contraction or a single letter."""
    shape = _shape(surface)
    return Token(start, start + len(surface), *shape) if shape else None


@lru_cache(maxsize=100_000)
def _shape(surface: str) -> tuple[str, bool, bool, bool] | None:
    """Fold a word once: talk says the same few thousand words again and again."""
    whole = folded(surface)
    if len(whole) < 2 or is_contraction(whole):
        return None
    word = bare(whole)
    return word, surface[0].isupper(), surface[: len(word)].isupper(), word != whole


def _small_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.translate(PLAIN).lower()))


def _casing(text: str, around: str, letters: int) -> Casing:
    letters += sum(map(len, _WORD.findall(around)))
    upper = len(_UPPER.findall(around + text))
    if letters > 1 and upper > 0.6 * letters:
        return "capital"
    if not upper:
        return "small"
    # A speech recogniser may give "I" its capital, and nothing else.
    others = any(found[0].split("'")[0] != "I" for found in pattern_for(text, every=False).finditer(text))
    return "mixed" if others else "small"
