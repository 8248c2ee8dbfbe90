"""Days told by their name, and dates that somebody puts right: "Boxing Day 1961", "seventy, no, seventy one"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Found, Piece

_BELOW_HUNDRED = "|".join(sorted({*words.DIGITS, *words.TEENS, *words.TENS}))
_TWO = rf"(?:{_BELOW_HUNDRED})(?!\w)(?:[ -](?:si )?(?:{_BELOW_HUNDRED})(?!\w))?"
_YEAR = (
    rf"(?:(?:19|20)\d\d|'?[2-9]\d|(?:nineteen|twenty),?(?: (?:um|uh|er|hundred and))?[ -]{_TWO}|"
    rf"two thousand(?: and)?(?: {_TWO})?|o mie noua sute {_TWO}|doua mii(?: {_TWO})?|{_TWO})(?!\w)"
)
_DAY = (
    r"(?:christmas (?:eve|day)|boxing day|new year'?s?'? (?:eve|day)|(?:st\.? |saint )?valentine'?s(?: day)?|"
    r"(?:st\.?|saint) (?:andrew|david|george|patrick|nicholas|stephen|john)'?s (?:day|eve)|april fool'?s(?: day)?|"
    r"may day|midsummer'?s? (?:day|eve)|burns night|hogmanay|hallowe'?en|bonfire night|guy fawkes(?: night| day)?|"
    r"armistice day|remembrance day|leap day|(?:ajunul|ziua de|a doua zi de) craciun(?:ului)?|revelion(?:ul)?|"
    r"(?:ziua de )?anul nou|sfantul (?:nicolae|andrei|gheorghe|ion|dumitru)|boboteaza|easter (?:sunday|monday)|"
    r"good friday)"
)
_NAMED = regex.compile(
    rf"(?<!\w)(?:on )?({_DAY})((?:,? {{1,2}}(?:in |of |din |in anul |the year ))?,? ?{_YEAR})?(?!\w)"
)
_WHOLE_YEAR = regex.compile(r"(?:19|20)\d\d|(?:nineteen|twenty)[ ,-]+\w|(?<!\w)(?:thousand|mie|mii)(?!\w)")
_BORN_LEFT = regex.compile(rf"(?:{contexts.BIRTH.pattern})[^.?!]{{0,25}}$")
_WORDS = re.compile(r"[a-z]+")
_TOLD_BY = (
    "day eve night hogmanay halloween hallowe valentine valentines fawkes fool easter friday craciun craciunului "
    "revelion revelionul nou sfantul boboteaza"
)
_TELLING = frozenset(_TOLD_BY.split())

_ONE = "|".join(sorted({*words.ORDINALS, *words.MONTHS}))
_PART = rf"(?:(?:the )?(?:\d{{1,4}}(?:st|nd|rd|th)?|{_ONE}|{_BELOW_HUNDRED})(?!\w))"
_PARTS = rf"{_PART}(?:(?:[ ,-]{{1,2}}|[/.])(?:of |the |and )*+{_PART}){{0,4}}+"
_RIGHT = r"(?:no|nope|sorry|wait|hang on|hold on|pardon|scuze|pardon me|i mean|nu|adica|actually|rather|er|um|uh|erm)"
_RIGHTS = rf"\W{{1,5}}{_RIGHT}(?:\W{{1,5}}(?:{_RIGHT}|it's|it was|it is|was|is|not|the|of))*+\W{{1,5}}"
_PUT_RIGHT_AFTER = regex.compile(rf"{_RIGHTS}({_PARTS})")
_PUT_RIGHT_BEFORE = regex.compile(rf"(?<!\w){_PARTS}(?: of(?: the)?)?{_RIGHTS}$")


def named(piece: Piece) -> Iterator[Found]:
    """Find days with a name: with their year, or where birth is spoken of.

    >>> from tlc.talk.screen.structured._piece import piece_of
    >>> [(found.kind, found.value) for found in named(piece_of("We arrived on New Year's Eve 2009"))]
    [('date', "new year's eve 2009")]
    """
    if _TELLING.isdisjoint(_WORDS.findall(piece.plain)):
        return
    for match in _NAMED.finditer(piece.plain):
        start, end = match.start(1), match.end()
        year = match[2] or ""
        birth = _BORN_LEFT.search(piece.plain[max(0, start - 60) : start]) is not None or (
            start < 40 and contexts.BIRTH_ASKED.search(piece.before) is not None
        )
        if birth:
            yield Found("date_of_birth", "block", "date_of_birth.named", start, end, match[1] + year)
        elif _WHOLE_YEAR.search(year):
            yield Found("date", "warn", "date.named", start, end, match[1] + year)


def put_right(piece: Piece, dates: Iterable[Found]) -> Iterator[Found]:
    """Widen dates of birth by what was said first and put right, or put right after: half of it would tell the rest."""
    for found in dates:
        if found.kind != "date_of_birth":
            yield found
            continue
        start, end = found.start, found.end
        after = _PUT_RIGHT_AFTER.match(piece.plain, end)
        before = _PUT_RIGHT_BEFORE.search(piece.plain[max(0, start - 80) : start])
        if before is not None:
            start -= len(before.group())
        yield found._replace(start=start, end=after.end() if after else end)
