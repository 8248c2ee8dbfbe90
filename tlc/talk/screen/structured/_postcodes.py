"""Postcodes and their first halves, as written and as said."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured import _misheard
from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._addresses import STREET
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g "
    "gl gu ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol "
    "ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd "
    "wf wn wr ws wv yo ze gy bx"
)
AREAS = frozenset(_AREAS.split())
_AREA = "(?:" + "|".join(sorted(AREAS, key=lambda area: (-len(area), area))) + ")"
_OUTWARD = rf"(?:{_AREA}(?:\d[a-z]|\d{{1,2}})|gir ?0)"
_INWARD = r"\d[abdefghjlnpqrstuwxyz]{2}"
_POSTCODE = regex.compile(rf"(?<!\w){_OUTWARD}(?:[ .,\-]{{0,3}}+){_INWARD}(?!\w)")
# "bd3 9 jx": in small letters the second half could be a number and a word.
_POSTCODE_APART = regex.compile(rf"(?<!\w){_OUTWARD}[ .,\-]{{1,3}}+\d ([abdefghjlnpqrstuwxyz]{{2}})(?!\w)")
_POSTCODE_OH = regex.compile(rf"(?<!\w){_OUTWARD} o[abdefghjlnpqrstuwxyz]{{2}}(?!\w)")
_LETTER_AND_DIGIT = regex.compile(r"[a-z]\d|gir 0")
_WHOLE = regex.compile(rf"{_OUTWARD}{_INWARD}")
_HALF = regex.compile(rf"(?<![\w£$€.-]){_AREA}\d(?:\d|[a-z])?+(?![\w.-]*\w)")
# Bands, forms, bones and gates are numbered in the same way.
_OTHER_THING = regex.compile(
    r"(?<!\w)(?:band|group|form|zone|level|vitamin|grade|gate|ward|unit|room|tier|category|class|type|section|appendix|"
    r"table|terminal|row|seat|locker|bay|motorway|disc|vertebra|visa|benzi?|grupa|formularul) $"
)
_WORD_LIKE = regex.compile(r"(?:so|me|la|he|da|de|pe|in|no|co|al|ca|le|se|sa|st|ne|ha|im)\d")


def written(piece: Piece) -> Iterator[Found]:
    """Find postcodes and first halves of postcodes that stand as such."""
    plain = piece.plain
    if _LETTER_AND_DIGIT.search(plain) is None:
        return
    for pattern in (_POSTCODE, _POSTCODE_OH):
        for match in pattern.finditer(plain):
            start, end = match.span()
            value = regex.sub(r"\W", "", match.group())
            as_written = piece.text[start:end]
            doubtful = not as_written.isupper() and _WORD_LIKE.match(value) and " " in match.group()[:-4]
            if not doubtful:
                yield Found("postcode", "block", "postcode", start, end, value)
    for match in _POSTCODE_APART.finditer(plain):
        if match[1] not in words.SHORT_WORDS or piece.text[match.start() : match.end()].isupper():
            yield Found("postcode", "block", "postcode", *match.span(), regex.sub(r"\W", "", match.group()))
    for match in _HALF.finditer(plain):
        start, end = match.span()
        if _OTHER_THING.search(plain[max(0, start - 16) : start]):
            continue
        if piece.text[start:end].isupper() and piece.near(contexts.POSTCODE, start, end, reach=40, after=20):
            yield Found("postcode_area", "warn", "postcode.first_half", start, end, match.group())


def misheard(piece: Piece) -> Iterator[Found]:
    """Find postcodes whose letters are typed as they sound: "em fourteen five are ex"."""
    yield from _misheard.postcodes(piece, _WHOLE)


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find postcodes that are said: "SW nineteen one EZ"."""
    found_until = 0
    for place, group in enumerate(run):
        if group.start >= found_until and group.sort == "letters" and _starts_area(run, place):
            found = _postcode(piece, run, place) or _part_of_postcode(piece, run, place)
            if found is not None:
                found_until = found.end
                yield found


def _starts_area(run: list[Group], place: int) -> bool:
    text = run[place].text
    return text[0] != "o" or text in ("ol", "ox", "o")


def _postcode(piece: Piece, run: list[Group], place: int) -> Found | None:
    text = ""
    words_said = False
    for group in run[place : place + 9]:
        if group.sort in ("month", "ordinal"):
            break
        text += group.text
        words_said = words_said or group.sort != "letters"
        if words_said and _WHOLE.fullmatch(text):
            start = run[place].start
            letters = piece.text[start : run[place].end]
            if letters.isupper() or piece.near(contexts.POSTCODE, start, group.end):
                return Found("postcode", "block", "postcode.spoken", start, group.end, text)
    return None


def _part_of_postcode(piece: Piece, run: list[Group], place: int) -> Found | None:
    """Find what can only be a piece of a postcode: an area in capitals, and numbers and letters after it."""
    area = run[place].text
    first = place + 1
    if len(area) == 1 and first < len(run) and run[first].sort == "letters" and area + run[first].text in AREAS:
        area += run[first].text
        first += 1
    if area not in AREAS or not piece.text[run[place].start : run[place].end].isupper():
        return None
    last = first
    while last < len(run) and last < first + 4 and run[last].sort in ("digit", "number", "letters"):
        last += 1
    numbers = [group for group in run[first:last] if group.sort in ("digit", "number")]
    if not numbers or run[first].sort == "letters" or len(run[first].text) > 2:
        return None
    start, end = run[place].start, run[last - 1].end
    near = piece.near(contexts.POSTCODE, start, end) or piece.near(STREET, start, end, after=0)
    if near or (len(numbers) > 1 and len(area) == 2 and last - first > 2):
        text = area + "".join(group.text for group in run[first:last])
        return Found("postcode_area", "warn", "postcode.part_spoken", start, end, text)
    return None
