"""Times as they stand in transcripts, read as seconds from the start of the recording."""

from __future__ import annotations

import re

from tlc.talk.importers._account import Aside, characters

LONG = r"\d{1,3}:[0-5]?\d:[0-5]\d(?:[.,]\d{1,6}|-\d)?"
_SHORT = r"\d{1,3}:[0-5]\d(?:[.,]\d{1,6})?"
ANY = rf"(?:{LONG}|{_SHORT})"
_TO = rf"(?:\s*(?:-->|[-–])\s*{ANY})?"

_TIME = re.compile(rf"\s*{ANY}\s*")
MARKED = rf"\[\s*(?P<square>{ANY}){_TO}\s*\]|\#(?P<hash>{LONG})\#|\((?P<round>{LONG}){_TO}\)"
# At the head of a line a bare time needs three parts: "8:30 we left" is talk.
HEAD = re.compile(rf"\s*(?:{MARKED}|(?P<bare>{LONG})(?![\w:]))\s*")
ALONE = re.compile(rf"\s*(?:{MARKED}|(?P<bare>{ANY}){_TO})\s*")
# Amid the words only a three-part time in brackets is a stamp: "(8:30)" may be talk.
_INSIDE = re.compile(rf" ?(?:\[ ?(?P<square>{LONG}){_TO} ?\]|\#(?P<hash>{LONG})\#|\((?P<round>{LONG}){_TO}\)) ?")
_LAST = re.compile(rf"{_INSIDE.pattern}\s*$")


def seconds(time: str) -> float | None:
    """Read a time such as ``00:01:23.4``, ``1:23`` or f4's ``00:01:23-4``; None where it is not one.

    >>> seconds("00:01:23-4"), seconds("21:05"), seconds("soon")
    (83.4, 1265.0, None)
    """
    if not _TIME.fullmatch(time):
        return None
    total = 0.0
    for part in time.strip().replace(",", ".").replace("-", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def stamp(found: re.Match[str]) -> float | None:
    """Read the time that ``HEAD`` or ``ALONE`` found.

    >>> stamp(HEAD.match("[00:00:12] words"))
    12.0
    """
    return seconds(next(time for time in found.groupdict().values() if time))


def last_stamp(text: str) -> float | None:
    """Read the stamp that ends a text, as f4 writes them; None where there is none.

    >>> last_stamp("We went home. #00:00:12-5#")
    12.5
    """
    found = _LAST.search(text)
    return stamp(found) if found else None


def without_stamps(text: str, aside: Aside) -> str:
    """Take machine stamps out of words, and count them under ``times``.

    >>> aside = Aside()
    >>> without_stamps("We went [00:00:12] home.", aside), aside.counts["times"]
    ('We went home.', 10)
    """
    kept = _INSIDE.sub(" ", text).strip()
    aside.count("times", characters(text) - characters(kept))
    return kept
