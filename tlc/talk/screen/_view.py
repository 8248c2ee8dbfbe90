"""A text as detectors see it: one form for every trick of Unicode, with the way back to where each letter stood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_QUOTES = dict.fromkeys("\u2018\u2019\u201b\u02bc\uff07\u0060\u00b4", "'")
_ONE_FOR_ONE_LETTERS = frozenset({*_DASHES, *_QUOTES, "\n", "\t"})
_ONE_FOR_ONE = str.maketrans({**_DASHES, **_QUOTES, "\n": " ", "\t": " "})
# Unseen, and not of the category that Unicode calls format.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800") | {chr(c) for c in range(0xFE00, 0xFE10)}
# What takes more than one character's own translation: unseen, foreign digits, other spaces, marks on their own.
_HARD = regex.compile(r"[\p{Cf}\p{M}\u115f\u1160\u3164\u2800[\p{Cc}--[\n\t]][\p{Nd}--[0-9]][\p{Z}--[ ]]]", regex.V1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Plain letters as far as they go, or a letter and the marks above it.
_CLUSTER = regex.compile(r"[ -~]+(?!\p{M})|.\p{M}*", regex.DOTALL)
_MARKS = regex.compile(r"\P{ccc=0}+")


@dataclass(frozen=True, slots=True)
class View:
    """A text for matching: compatibility forms resolved, unseen characters gone, all dashes and quotes alike.

    Case and accents stay. Digits of other scripts become 0-9.

    Attributes
    ----------
    original : str
        The text as it stands in the file.
    text : str
        The text for matching.
    places : sequence of int
        For each character of ``text`` where it stands in ``original``, and one more: the end.

    >>> view = view_of("call 0\u200b7７00 900\u00a0123")
    >>> view.text
    'call 07700 900 123'
    >>> view.back(5, 18)
    (5, 19)
    """

    original: str
    text: str
    places: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of ``original`` that a span of ``text`` was made from; both half-open, in code points."""
        # What several letters were made of counts whole.
        return self.places[start], self.places[bisect_right(self.places, self.places[end - 1], end)]


def view_of(text: str) -> View:
    """Make the view of a text."""
    if text.isascii() and not _CONTROLS.search(text):
        # Replacing a sign that is not there costs nothing, and translating a text does.
        return View(text, text.replace("\n", " ").replace("\t", " ").replace("`", "'"), range(len(text) + 1))
    if unicodedata.is_normalized("NFKC", text) and not _HARD.search(text):
        # Nearly every turn: each character is shown as one character.
        return View(text, text.translate(_ONE_FOR_ONE), range(len(text) + 1))
    seen: list[str] = []
    places: list[int] = []
    start = 0
    # A letter and the marks above it are composed together, and count as one place: where the letter stands.
    for letters in _CLUSTER.findall(text):
        if letters.isascii() and letters.isprintable():
            seen.append(letters.translate(_ONE_FOR_ONE))
            places += range(start, start + len(letters))
        else:
            shown = _form(letters)
            seen.append(shown)
            places += [start] * len(shown)
        start += len(letters)
    return View(text, "".join(seen), (*places, len(text)))


def _form(letters: str) -> str:
    # First of all: the compatibility form of an acute accent on its own is a space with an accent.
    plain = unicodedata.normalize("NFKC", letters.translate(_ONE_FOR_ONE))
    return "".join(_shown(letter) for letter in plain)


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in _ONE_FOR_ONE_LETTERS:
        return letter.translate(_ONE_FOR_ONE)
    if letter in _UNSEEN or kind in ("Cf", "Cc"):
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    return " " if kind.startswith("Z") else letter


def folded(text: str) -> str:
    """Bring words into the form in which names are compared: small letters, no accents.

    >>> folded("Ștefan-Łukasz O’Neill")
    "stefan-lukasz o'neill"
    """
    if text.isascii():
        return text.translate(_ONE_FOR_ONE).lower()
    apart = unicodedata.normalize("NFKD", text.translate(_ONE_FOR_ONE).casefold())
    return _MARKS.sub("", apart).translate(_LETTERS)


# Letters that are not a plain one with a mark, so that no decomposition finds the plain one.
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})
