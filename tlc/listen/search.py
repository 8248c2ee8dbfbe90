"""Search: where some words stand in everything that was said, with the words around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd
import regex

from tlc.errors import AnalysisError

Side = Literal["text", "original"]
Where = Literal["both", "text", "original"]

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\n\t\u00a0\u202f", " "),
    # Letters that are not a plain one with a mark, so that no decomposition finds the plain one.
    **{"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h"},
}
# Stands for a mark on its own, which has a place in the text and none in a query.
_MARK = "\u0300"
# More than a turn takes, and less than somebody waits for.
_SECONDS = 5.0
_LETTERS_A_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place where the words stand.

    Attributes
    ----------
    turn, transcript : str
    speaker : str or None
        None where it is not known who spoke.
    language : str
        Of the words that were found.
    where : str
        ``text`` or, for the words before they were translated, ``original``.
    start, end : int
        Code points of that side, half-open.
    before, match, after : str
        The words themselves, which ``repr`` leaves out.
    """

    turn: str
    transcript: str
    speaker: str | None
    language: str
    where: Side
    start: int
    end: int
    before: str = field(repr=False)
    match: str = field(repr=False)
    after: str = field(repr=False)


def search(
    turns: pd.DataFrame, text: str, *, words: int = 8, regex: bool = False, where: Where = "both"
) -> tuple[Found, ...]:
    """Find some words in turns, in whatever language, wherever they stand in a word.

    Capitals, accents, and the shapes of quotation marks and dashes are not told apart: ``sa`` finds ``să`` and
    ``Șa``, and ``ş`` with a cedilla finds ``ș`` with a comma.

    Parameters
    ----------
    turns : DataFrame
        TURNS of ``tlc.frames``.
    text : str
        What to look for. A space stands for any white space.
    words : int
        How many words of each side are given with it.
    regex : bool
        ``text`` is a pattern of Python's ``regex``; it is held against words without accents.
    where : str
        ``both``, ``text``, or ``original``: what was said before it was translated.

    Returns
    -------
    tuple of Found
        In the order of the turns; of one turn, ``text`` first.

    Raises
    ------
    AnalysisError
        There is nothing to look for, ``words`` is below 0, or the pattern cannot be read, or takes too long.

    >>> turns = pd.DataFrame({"turn": ["FG01:0001"], "transcript": ["FG01"], "speaker": ["P01"], "language": ["ro"],
    ...     "text": ["Nu știu românește."], "original": [None], "original_language": [None]})
    >>> [(found.start, found.end, found.match) for found in search(turns, "stiu ROMANESTE")]
    [(3, 17, 'știu românește')]
    """
    if where not in get_args(Where):
        raise AnalysisError("tlc does not know where to look.", hint=f"Use one of: {', '.join(get_args(Where))}.")
    if words < 0:
        raise AnalysisError(
            "There cannot be fewer than 0 words on each side.", hint="Use 0 for none, or 8 as by default."
        )
    pattern = _pattern(text, is_regex=regex)
    columns = ["turn", "transcript", "speaker", "language", "text", "original_language", "original"]
    found: list[Found] = []
    for turn, transcript, speaker, *sides in turns[columns].itertuples(index=False, name=None):
        for side, language, said in zip(get_args(Side), sides[::2], sides[1::2], strict=True):
            if where in ("both", side) and isinstance(said, str):
                who = speaker if isinstance(speaker, str) else None
                spoken = language if isinstance(language, str) else "und"
                found += [
                    Found(
                        turn=turn,
                        transcript=transcript,
                        speaker=who,
                        language=spoken,
                        where=side,
                        start=start,
                        end=end,
                        before=_before(said, start, words),
                        match=said[start:end],
                        after=_after(said, end, words),
                    )
                    for start, end in _places(pattern, plain(said))
                ]
    return tuple(found)


def plain(text: str) -> str:
    """Show a text without capitals and accents, letter for letter: places in it are places in the text.

    >>> plain("Aşa e – „Ştiu”")
    'asa e - "stiu"'
    """
    return text.lower() if text.isascii() and text.isprintable() else text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """A table for ``str.translate`` that is filled as letters are met."""

    def __missing__(self, letter: int) -> str:
        self[letter] = _plain_letter(chr(letter))
        return self[letter]


_PLAIN = _Plain()


def _plain_letter(letter: str) -> str:
    if letter in _ALIKE:
        return _ALIKE[letter]
    if unicodedata.combining(letter):
        return _MARK
    apart = unicodedata.normalize("NFKD", letter)
    # What is more than a letter with its marks, such as a syllable of Hangul, has no plain form of one letter.
    base = apart[0] if apart and all(map(unicodedata.combining, apart[1:])) else letter
    small = base.casefold()
    small = small if len(small) == 1 else base
    return _ALIKE.get(small, small)


def _pattern(text: str, *, is_regex: bool) -> regex.Pattern[str]:
    composed = unicodedata.normalize("NFC", text)
    if is_regex:
        try:
            return regex.compile(_plain_pattern(composed), regex.IGNORECASE)
        except regex.error as error:
            raise AnalysisError(
                "The pattern cannot be read.", hint="Look for a bracket that is not closed, or search without --regex."
            ) from error
    pieces = [plain(word).replace(_MARK, "") for word in composed.split()]
    if not any(pieces):
        raise AnalysisError("There is nothing to search for.", hint="Give a word, or a part of one.")
    spelt = (f"{_MARK}*".join(map(regex.escape, piece)) + f"{_MARK}*" for piece in pieces if piece)
    return regex.compile(r"\s+".join(spelt))


def _plain_pattern(pattern: str) -> str:
    # After a backslash a capital has a meaning of its own: \S is not \s.
    parts = regex.split(r"(\\[pPN]\{[^}]*\}|\\.)", pattern, flags=regex.DOTALL)
    return "".join(part if part.startswith("\\") else _without_accents(part) for part in parts)


def _without_accents(part: str) -> str:
    return "".join(letter if letter.isascii() else plain(letter) for letter in part)


def _places(pattern: regex.Pattern[str], view: str) -> Iterator[tuple[int, int]]:
    try:
        for match in pattern.finditer(view, timeout=_SECONDS):
            # A pattern such as x* matches nothing everywhere.
            if match.end() > match.start():
                yield match.span()
    except TimeoutError as error:
        raise AnalysisError(
            "The pattern takes too long.", hint="Make it simpler: no repetition inside a repetition."
        ) from error


def _before(text: str, start: int, words: int) -> str:
    head = text[max(0, start - _LETTERS_A_WORD * (words + 1)) : start]
    # What is left when the last words are split off is a beginning of the text as it stands.
    parts = head.rsplit(None, words)
    return _one_line(head[len(parts[0]) if len(parts) > words else 0 :].lstrip())


def _after(text: str, end: int, words: int) -> str:
    tail = text[end : end + _LETTERS_A_WORD * (words + 1)]
    parts = tail.split(None, words)
    return _one_line(tail[: len(tail) - len(parts[-1]) if len(parts) > words else None].rstrip())


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
