"""One stretch of a text as rules read it: small letters, no accents, placeholders blanked, and what came before."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from tlc.talk.screen._hit import Level
from tlc.talk.screen.structured import _words

# Letters of other alphabets that look like a Latin one: a trick, and never a reason to miss a number.
_LOOK_ALIKES = dict(zip("аеорсухіјѕԁһαορυνικ", "aeopcyxijsdhaopuvik", strict=True))
_LETTERS_ON_THEIR_OWN = {"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "s", "ð": "d"}
_BLANK = "\ufffc"
# "[GP surgery 2]", "[P07]", "[inaudible]": words, and at most one short number at the end.
# "[at]" and "[dot]" hide an e-mail address, and no name.
_PLACEHOLDER = regex.compile(
    r"\[(?! ?(?i:at|dot|punct|arond) ?\])[^\W\d_]*+(?:[ .'&/-]{1,2}+[^\W\d_]++){0,6}+[ .-]?+(?:\d{1,3}+)?+[?.]?+\]"
)


def _bare(letter: str) -> str:
    low = letter.lower()
    low = _LETTERS_ON_THEIR_OWN.get(low, _LOOK_ALIKES.get(low, low))
    bare = unicodedata.normalize("NFD", low)[0]
    return bare if len(bare) == 1 else letter


# Every entry is one letter for one letter, so that places stay the same.
_PLAIN = {
    code: _bare(chr(code))
    for block in (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00))
    for code in block
    if _bare(chr(code)) != chr(code)
}


class Found(NamedTuple):
    """What a rule found: a hit whose places are still those of the stretch."""

    kind: str
    level: Level
    rule: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text for the rules.

    Attributes
    ----------
    text : str
        As the view shows it, with placeholders blanked.
    plain : str
        The same in small letters without accents, letter for letter.
    before : str
        What was said just before, plain.
    """

    text: str
    plain: str
    before: str
    # Which contexts the piece or what came before holds at all: most hold none, and most rules need one.
    _held: dict[regex.Pattern[str], bool] = field(default_factory=dict, compare=False, repr=False)

    def near(self, context: regex.Pattern[str], start: int, end: int, *, reach: int = 60, after: int = 30) -> bool:
        """Tell whether words of a context stand around a place."""
        return self.holds(context) and context.search(self.around(start, end, reach=reach, after=after)) is not None

    def holds(self, context: regex.Pattern[str]) -> bool:
        """Tell whether words of a context stand anywhere in the piece, or before it."""
        held = self._held.get(context)
        if held is None:
            held = context.search(self.plain) is not None or context.search(self.before) is not None
            self._held[context] = held
        return held

    def part(self, start: int, end: int) -> Piece:
        """Give a stretch as a piece of its own; only the first has something before it."""
        if start == 0 and end >= len(self.plain):
            return self
        return Piece(self.text[start:end], self.plain[start:end], self.before if start == 0 else "")

    def around(self, start: int, end: int, *, reach: int = 60, after: int = 30) -> str:
        """Give the plain text around a place, without the place; near the start also what was said before."""
        left = self.plain[max(0, start - reach) : start]
        if start < reach:
            left = f"{self.before} | {left}"
        return f"{left} # {self.plain[end : end + after]}"


def piece_of(text: str, before: str = "") -> Piece:
    """Make the piece that the rules read.

    >>> piece_of("Născută în [city 1]").plain
    'nascuta in ￼￼￼￼￼￼￼￼'
    """
    if "[" in text:
        text = _PLACEHOLDER.sub(_blanked, text)
    return Piece(text, plain(text), plain(before))


def plain(text: str) -> str:
    """Give a text in small letters without accents, one letter for one letter."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def _blanked(match: regex.Match[str]) -> str:
    said = sum(word in _words.NUMBER_WORDS or word in _words.MONTHS for word in plain(match.group()[1:-1]).split())
    return match.group() if said > 1 else _BLANK * len(match.group())


def digits_of(text: str) -> str:
    """Give the digits of a text, and nothing else."""
    return re.sub(r"\D", "", text)


def letters_and_digits_of(text: str) -> str:
    """Give the letters and digits of a text, and nothing else."""
    return re.sub(r"[\W_]", "", text)
