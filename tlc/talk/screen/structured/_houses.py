"""Where somebody lives when no street stands after a house number: named houses, rooms and pitches, Welsh streets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _addresses as addresses
from tlc.talk.screen.structured import _celtic as celtic
from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Found, Piece

_HOUSE = (
    "cottage cottages house vicarage rectory manse presbytery lodge farm farmhouse barn mill hall manor villa bungalow "
    "croft forge smithy grange stables gatehouse schoolhouse chapel bothy steading granary dairy bakery orchard "
    "post-office coach-house oast yard"
)
_HOME = (
    "hotel hostel hostels inn barracks house court lodge site park farm centre tower towers heights apartments flats "
    "point mansions wing block halls refuge shelter b&b guesthouse caravans reach quay wharf view gardens buildings "
    "mews place close"
)
_STREETS = (
    "street|road|avenue|lane|close|drive|way|court|crescent|place|square|terrace|gardens|grove|hill|row|mews|walk|"
    "rise|brae|loan|wynd|green|parade|st|rd|ave"
)
_SURE_STREETS = "street road avenue lane crescent terrace"
_WORD = r"[a-z][\w'&-]*+"
_STREET_NAME = rf"(?:{_WORD} ){{1,3}}?(?:{_STREETS})(?!\w)|{celtic.NAME}"
_NAMED = regex.compile(
    rf"(?<!\w)((?:the )?(?:{_WORD} ){{0,2}}?(?:{'|'.join(_HOUSE.split())})),? (?:on |in |at )?({_STREET_NAME})"
)
# After "where do you live": any two names, a house with its street or alone.
_HOUSE_SAID = regex.compile(
    rf"((?:the )?(?:{_WORD} ){{0,2}}?(?:{'|'.join(_HOUSE.split())}))(?!\w)|"
    rf"({_WORD}(?: {_WORD}){{0,2}}), ({_STREET_NAME})"
)
_NUMBERS = "|".join(sorted(words.NUMBER_WORDS))
_COUNT = rf"(?:\d{{1,4}}(?:[/-]\d{{1,3}})?[a-z]?|[a-z]|(?:{_NUMBERS})(?:[ -](?:{_NUMBERS}))?)(?!\w)"
_UNITS = "flat|apartment|apt|room|unit|studio|block|cell|plot|pitch|caravan|chalet|bay|house"
_UNIT = rf"(?:{_UNITS})\.? (?:number )?{_COUNT}"
_PART = regex.compile(
    rf"(?<!\w)({_UNIT})((?:,? (?:on |in )?{_UNIT})*+),? (?:(?:at|in|on|of) )?(?:the )?"
    rf"({_WORD}(?: {_WORD}){{0,3}}?(?: (?:{'|'.join(_HOME.split())})(?!\w))++|{_WORD}(?: {_WORD}){{0,2}}+)"
    rf"(,? (?:{_STREET_NAME}))?"
)
_ENDS_AS_HOME = regex.compile(rf"(?:{'|'.join(_HOME.split())})$")
_OWN_UNIT = regex.compile(r"(?:flat|apartment|apt|studio|plot|pitch|caravan|chalet)(?!\w)")
_WING = regex.compile(
    rf"(?<!\w)(?:cell|room) {_COUNT},? (?:on |in )?[a-z]\d? wing(?!\w)|(?<!\w)[a-z]\d? wing,? cell {_COUNT}"
)
_CORNER = regex.compile(rf"(?<!\w)corner of ({_STREET_NAME}),? (?:and|with|&) ({_WORD}(?: (?:{_STREETS})(?!\w))?)")
_STREET_AND_NUMBER = regex.compile(
    rf"(?<!\w)((?:{_WORD} ){{1,2}}(?:street|road|avenue|lane|crescent|terrace)),? (?!(?:19|20)\d\d)\d{{1,4}}[a-z]?"
    r"(?=[.,;!?]|$)"
)
_RO_HOUSE = regex.compile(
    rf"(?<!\w)(?:(?:sat(?:ul)?|com(?:una)?\.?) (?:{_WORD} ){{0,2}}{_WORD},? )?"
    rf"casa (?:cu )?(?:la )?(?:numarul|numaru|nr\.?) "
    rf"(?:\d{{1,4}}[a-z]?|(?:{_NUMBERS})(?: (?:si )?(?:{_NUMBERS})){{0,4}})(?!\w)"
)
_NO_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december i i'm i've i'll dr mr mrs ms nurse sister doctor yes yeah no okay and but so "
    "then ward the act article schedule table figure page section chapter level"
)
_NOT_NAMED = frozenset(_NO_NAMES.split())
_SMALL_IN_NAMES = frozenset({"the", "of", "and", "y", "yr", "na", "an", "a'"})
_WORDS = re.compile(r"[a-z]+")
# A turn without any of these holds no such home; most turns hold none.
_TELLING = frozenset(_WORDS.findall(f"{_HOUSE} {_UNITS} {_SURE_STREETS} corner wing casa")) | {
    *celtic.FIRST_WORDS.split()
}


def found_in(piece: Piece) -> Iterator[Found]:
    """Find addresses that rules for house numbers do not know.

    >>> from tlc.talk.screen.structured._piece import piece_of
    >>> next(found_in(piece_of("It was Orchard Cottage, Blind Lane, near the mill"))).value
    'orchard cottage, blind lane'
    """
    plain = piece.plain
    asked = addresses.asked_before(piece)
    if not asked and _TELLING.isdisjoint(_WORDS.findall(plain)):
        return
    for match in _NAMED.finditer(plain, overlapped=True):
        if _is_capital(piece, match, 1, 2) or addresses.place_asked(piece, match.start()):
            yield _address("named", match)
    for match in _PART.finditer(plain):
        if _is_part(piece, match):
            yield _address("part", match)
    for match in _WING.finditer(plain):
        yield _address("wing", match)
    for match in _CORNER.finditer(plain):
        if _is_capital(piece, match, 1):
            yield _address("corner", match)
    for match in _STREET_AND_NUMBER.finditer(plain, overlapped=True):
        if _is_capital(piece, match, 1):
            yield _address("street_first", match)
    for match in _RO_HOUSE.finditer(plain):
        yield _address("ro_house", match)
    yield from _where_asked(piece)


def _where_asked(piece: Piece) -> Iterator[Found]:
    """Find a house by its name alone, or any name with its street, where somebody is to say an address."""
    for place in addresses.answers(piece):
        match = _HOUSE_SAID.match(piece.plain, place)
        if match is not None and _is_capital(piece, match, *((2, 3) if match[2] else (1,))):
            names = (match[1] or match[2]).split()
            if _NOT_NAMED.isdisjoint(names[1:]) and (names[0] == "the" or names[0] not in _NOT_NAMED):
                yield _address("asked", match)


def _is_part(piece: Piece, match: regex.Match[str]) -> bool:
    named = match[3].split()
    if not _NOT_NAMED.isdisjoint(named):
        return False
    capital = _is_capital(piece, match, 3)
    home = _ENDS_AS_HOME.search(match[3]) is not None
    if match[4] or (home and len(named) > 1):
        return capital
    if _OWN_UNIT.match(match[1]) or match[2]:
        return capital and len(named) > 1
    return False


def _is_capital(piece: Piece, match: regex.Match[str], *groups: int) -> bool:
    """Tell whether every name in some groups is written with a capital: small words between do not count."""
    for group in groups:
        if match[group] is None:
            return False
        for place, word in enumerate(piece.text[match.start(group) : match.end(group)].replace(",", "").split()):
            if not word[0].isupper() and (place or word != "the") and not (place and word in _SMALL_IN_NAMES):
                return False
    return True


def _address(rule: str, match: regex.Match[str]) -> Found:
    return Found("address", "warn", f"address.{rule}", *match.span(), match.group())
