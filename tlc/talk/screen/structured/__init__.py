"""Finds identifiers that have a form: numbers, addresses, dates and references, as written and as said."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

import regex

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import View
from tlc.talk.screen.structured import (
    _addresses,
    _contact,
    _contexts,
    _dates,
    _houses,
    _named_days,
    _numbers,
    _postcodes,
    _references,
)
from tlc.talk.screen.structured._piece import Found, Piece, piece_of
from tlc.talk.screen.structured._spoken import runs
from tlc.talk.screen.structured._words import MONTHS, NUMBER_WORDS

__all__ = ["find"]

#: The more specific first: of two hits in one place the one that stands earlier here wins.
_ORDER = (
    "cnp iban nhs_number national_insurance driving_licence email date_of_birth card phone home_office postcode "
    "bank_account passport address vehicle case_reference date url handle age postcode_area long_number mixed_script"
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER.split())}
_PIECE = 10_000
_MARGIN = 300
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_NEAR = 150
_ALONE = re.compile(
    rf"{_addresses.STREET_WORD}|\baddress|\badresa|\bnumber\b|\bborn\b|\bnascut|\bbirth|\bold\b|\bani\b|\bstrada\b|numar"
)
_SAID = NUMBER_WORDS | frozenset(MONTHS)
_OTHER_SCRIPT = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Cherokee}\p{Armenian}]")
_MIXED = regex.compile(r"(?=\w*?\p{Latin})\w*?[\p{Cyrillic}\p{Greek}\p{Cherokee}\p{Armenian}]\w*+")
_WORD_OF_ANY = regex.compile(r"\w++")


def find(view: View, *, before: str = "") -> Iterator[Hit]:
    """Find every identifier with a form in one piece of text.

    Parameters
    ----------
    view : View
        Of a turn, a heading, a comment, a file name.
    before : str
        The end of what was said just before: a question tells what its answer is.

    Yields
    ------
    Hit
        In order of start, none overlapping another; places are those of the original text. Where two rules find the
        same words, the more specific kind wins, then the longer.

    Notes
    -----
    Formats are those of their issuers; each check names its source in ``_checks``. A long text is read in pieces of
    10,000 characters that overlap, so that time grows with length and no faster.

    Examples
    --------
    >>> from tlc.talk.screen._view import view_of
    >>> [hit.kind for hit in find(view_of("It is 943 476 5919, and I live at SW nineteen one EZ"))]
    ['nhs_number', 'postcode']
    >>> [hit.kind for hit in find(view_of("the fifth of April, nineteen seventy three"), before="When were you born?")]
    ['date_of_birth']
    """
    for found in _apart(_everything(view.text, before[-200:])):
        start, end = view.back(found.start, found.end)
        yield Hit(kind=found.kind, level=found.level, rule=found.rule, start=start, end=end, value=found.value)


def _everything(text: str, before: str) -> Iterator[Found]:
    if len(text) <= _PIECE:
        yield from _in_piece(piece_of(text, before))
        return
    for first in range(0, len(text), _PIECE):
        left = max(0, first - _MARGIN)
        piece = piece_of(text[left : first + _PIECE + _MARGIN], text[max(0, left - 200) : left] if left else before)
        for found in _in_piece(piece):
            if first <= found.start + left < first + _PIECE:
                yield found._replace(start=found.start + left, end=found.end + left)


def _in_piece(piece: Piece) -> Iterator[Found]:
    for start, end in _numbered(piece):
        part = piece.part(start, end)
        for found in _in_numbered(part):
            yield found._replace(start=found.start + start, end=found.end + start)
    yield from _houses.found_in(piece)
    yield from _named_days.named(piece)
    yield from _contact.written(piece)
    yield from _contact.spoken(piece)
    if not piece.text.isascii() and _OTHER_SCRIPT.search(piece.text):
        yield from _mixed_scripts(piece)


def _numbered(piece: Piece) -> list[tuple[int, int]]:
    """Find the stretches around digits and number words: most talk lies outside, and most rules need one."""
    plain = piece.plain
    if _DIGIT.search(plain) is None and _SAID.isdisjoint(_WORD.findall(plain)):
        return []
    if len(plain) < 2 * _NEAR or _contexts.ADDRESS_ASKED.search(piece.before):
        return [(0, len(plain))]
    stretches: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(plain):
        token = match.group()
        if token not in _SAID and not token[0].isdigit():
            continue
        start, end = match.start() - _NEAR, match.end() + _NEAR
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    places = [_at_spaces(plain, start, end) for start, end in stretches]
    return [place for place in places if _more_than_one(plain[slice(*place)])]


def _more_than_one(stretch: str) -> bool:
    """Tell whether a stretch holds a digit, two number words, or one that may be a house, a year or an age."""
    if _DIGIT.search(stretch) or _ALONE.search(stretch):
        return True
    return sum(word in _SAID for word in _WORD.findall(stretch)) > 1


def _at_spaces(plain: str, start: int, end: int) -> tuple[int, int]:
    """Widen nothing, narrow to whole words: what is cut off is far from any number."""
    first = 0 if start <= _NEAR else plain.find(" ", start, start + _NEAR // 2) + 1 or start
    last = len(plain) if end >= len(plain) else plain.rfind(" ", end - _NEAR // 2, end)
    return first, last if last > 0 else end


def _in_numbered(piece: Piece) -> Iterator[Found]:
    if _DIGIT.search(piece.plain) is not None:
        yield from _numbers.written(piece)
        yield from _postcodes.written(piece)
        yield from _addresses.written(piece)
        yield from _named_days.put_right(piece, _dates.written(piece))
        yield from _references.written(piece)
    yield from _addresses.street_first(piece)
    yield from _postcodes.misheard(piece)
    for run in runs(piece):
        yield from _named_days.put_right(piece, _dates.spoken(piece, run))
        yield from _numbers.spoken(piece, run)
        yield from _postcodes.spoken(piece, run)
        yield from _addresses.spoken(piece, run)
        yield from _references.spoken(piece, run)


def _mixed_scripts(piece: Piece) -> Iterator[Found]:
    """Find words whose letters come from two alphabets; a unit such as "μg" is none."""
    for match in _WORD_OF_ANY.finditer(piece.text):
        if len(match.group()) > 2 and not match.group().startswith("μ") and _MIXED.fullmatch(match.group()):
            yield Found("mixed_script", "warn", "mixed_script", match.start(), match.end(), match.group())


def _apart(found: Iterable[Found]) -> list[Found]:
    """Keep the best of what overlaps, in order of start."""
    kept: list[tuple[int, int]] = []
    best: list[Found] = []
    for one in sorted(found, key=lambda one: (_RANK[one.kind], one.start - one.end, one.start)):
        place = bisect.bisect(kept, (one.start, one.end))
        clear_left = not place or kept[place - 1][1] <= one.start
        if clear_left and (place == len(kept) or kept[place][0] >= one.end):
            kept.insert(place, (one.start, one.end))
            best.append(one)
    return sorted(best, key=lambda one: one.start)
