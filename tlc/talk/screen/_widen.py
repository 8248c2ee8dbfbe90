"""Widening what is replaced, so that no remainder of a number stays beside its brackets."""

from __future__ import annotations

import regex

from tlc.talk.screen._view import folded
from tlc.talk.screen.structured._words import NUMBER_WORDS, REPEATS

_DIGITS_BEFORE = regex.compile(r"(?<![\p{L}])\d[\d .,/\-]*+$|\d[ .,/\-]?$")
_DIGITS_AFTER = regex.compile(r"[ .,/\-]?\d(?:[ .,/\-]?\d)*+")
_WORD_BEFORE = regex.compile(r"([\p{L}\p{M}]++)[ ,\-]{1,2}$")
_WORD_AFTER = regex.compile(r"[ ,\-]{1,2}([\p{L}\p{M}]++)")
_SAID = NUMBER_WORDS | frozenset(REPEATS)
_MOST = 60


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span over what is glued to it, and where it holds numbers over the numbers beside it.

    To replace a little too much does no harm; to leave three digits of a number does.

    >>> widened("it was 12 07700 900123 45, yes", 10, 22)
    (7, 25)
    >>> widened("oh seven seven three two, no", 0, 14)
    (0, 24)
    >>> widened("I told Ana two times", 7, 10)
    (7, 10)
    """
    start, end = _glued(text, start, end)
    inside = text[start:end]
    if any(letter.isdigit() for letter in inside):
        before = _DIGITS_BEFORE.search(text[max(0, start - _MOST) : start])
        after = _DIGITS_AFTER.match(text[end : end + _MOST])
        start -= len(before[0]) if before else 0
        end += len(after[0]) if after else 0
    if any(folded(word) in _SAID for word in regex.findall(r"[\p{L}\p{M}]++", inside)):
        while (word := _WORD_BEFORE.search(text[max(0, start - _MOST) : start])) and folded(word[1]) in _SAID:
            start -= len(word[0])
        while (word := _WORD_AFTER.match(text[end : end + _MOST])) and folded(word[1]) in _SAID:
            end += len(word[0])
    return _glued(text, start, end)


def _glued(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
