"""Numbers that are all digits: NHS, CNP, card, sort code and account, phone, and anything else that is long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._checks import is_card, is_cnp, is_nhs_number
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

_CHAIN = regex.compile(r"(?<![\w.,/])\d++(?:(?:\) ?| ?\(|[ .\-/]| - |  |, |\)-)\d++)*+")
_DIGITS = re.compile(r"\d+")
_MOST_GROUPS = 16
_DATE_SHAPE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}|\d{4}([/.-])\d{1,2}\2\d{1,2}")
_UK_PHONE = re.compile(r"0(?:7[0-9]{8,9}|[1235][0-9]{8,9}|8[0-9]{8,9}|800[0-9]{6,7})")
_UK_AFTER_44 = re.compile(r"44(?:0?[1-35789][0-9]{8,9})")
_RO_AFTER_40 = re.compile(r"40(?:0?[237][0-9]{8})")


_AMOUNT = re.compile(r" ?(?:%|[.,]\d|(?:de )?(?:lei|euros?|pounds|quid|dollars|people|mii|milioane|percent|million)\b)")


class Part(NamedTuple):
    """Some digits, and where they stand."""

    text: str
    start: int
    end: int
    single: bool


def written(piece: Piece) -> Iterator[Found]:
    """Find long numbers that stand in digits."""
    for match in _CHAIN.finditer(piece.plain):
        chain = match.group()
        if len(chain) < 6 or (_DATE_SHAPE.fullmatch(chain)):
            continue
        parts = [
            Part(digits.group(), match.start() + digits.start(), match.start() + digits.end(), False)
            for digits in _DIGITS.finditer(chain)
        ]
        if piece.plain[match.end() : match.end() + 1].isalpha():
            parts.pop()
        yield from _in_parts(piece, parts)


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find long numbers that are said: "oh seven seven double oh", "zero șapte sute"."""
    parts: list[Part] = []
    for group in run:
        if parts and (not group.joined or group.sort in ("month", "letters", "ordinal")):
            yield from _said(piece, parts)
            parts = []
        if group.sort in ("digit", "number", "written"):
            parts.append(Part(group.text, group.start, group.end, group.sort == "digit"))
        elif group.text == "o" and group.sort == "letters":
            parts.append(Part("0", group.start, group.end, True))
    if parts:
        yield from _said(piece, parts)


def _said(piece: Piece, parts: list[Part]) -> Iterator[Found]:
    if sum(len(part.text) for part in parts) < 6 or all(part.text.isdecimal() and not part.single for part in parts):
        spoken_words = any(piece.plain[part.start].isalpha() for part in parts)
        if not spoken_words or sum(len(part.text) for part in parts) < 6:
            return
    if any(piece.plain[part.start].isalpha() for part in parts):
        yield from _in_parts(piece, parts)


def _in_parts(piece: Piece, parts: list[Part]) -> Iterator[Found]:
    """Try the longest stretch of parts from each part on; what is found is not looked at again."""
    place = 0
    while place < len(parts):
        for last in range(min(len(parts), place + _MOST_GROUPS), place, -1):
            found = _kind_of(piece, parts[place:last], len(parts))
            if found is not None:
                yield found
                place = last
                break
        else:
            place += 1


def _kind_of(piece: Piece, parts: list[Part], of: int) -> Found | None:
    digits = "".join(part.text for part in parts)
    if not 6 <= len(digits) <= 26:
        return _long(piece, parts, digits) if len(digits) > 26 and len(parts) == 1 else None
    start, end = parts[0].start, parts[-1].end
    plus = _plus_before(piece, start)
    if plus:
        start = plus - 1
    around = piece.around(start, end)
    return (
        _sort_code(parts, digits, around)
        or _checked(parts, digits, around)
        or _phone(parts, digits, around, plus=bool(plus), start=start)
        or (_long(piece, parts, digits) if len(parts) in (1, of) else None)
    )


def _plus_before(piece: Piece, start: int) -> int:
    """Give the place after a "+" or the word "plus" before a number; 0 when there is none."""
    left = piece.plain[max(0, start - 6) : start]
    match = re.search(r"(?:\+ ?\(?|(?<!\w)plus )$", left)
    return start - len(left) + match.start() + 1 if match else 0


def _checked(parts: list[Part], digits: str, around: str) -> Found | None:
    start, end = parts[0].start, parts[-1].end
    if len(digits) == 13 and is_cnp(digits):
        return Found("cnp", "block", "cnp.check", start, end, digits)
    if len(digits) == 13 and digits[0] != "0" and contexts.CNP.search(around):
        return Found("cnp", "warn", "cnp.context", start, end, digits)
    if is_card(digits) and (len(digits) >= 15 or contexts.CARD.search(around)):
        return Found("card", "block", "card.luhn", start, end, digits)
    if len(digits) == 10:
        near = contexts.NHS.search(around)
        if is_nhs_number(digits):
            grouped = [len(part.text) for part in parts] == [3, 3, 4]
            if near or (grouped and digits[0] != "0") or digits.startswith("999"):
                return Found("nhs_number", "block", "nhs_number.check", start, end, digits)
            if digits[0] != "0" and not contexts.REFERENCE.search(around):
                return Found("nhs_number", "warn", "nhs_number.bare", start, end, digits)
        elif near and not digits.startswith("0"):
            return Found("nhs_number", "warn", "nhs_number.context", start, end, digits)
    if len(digits) == 16 and (_in_fours(parts) or contexts.HOME_OFFICE.search(around)):
        near = contexts.HOME_OFFICE.search(around)
        return Found("home_office", "block" if near else "warn", "home_office.uan", start, end, digits)
    return None


def _in_fours(parts: list[Part]) -> bool:
    return len(parts) == 4 and all(after.start - before.end == 1 for before, after in pairwise(parts))


def _sort_code(parts: list[Part], digits: str, around: str) -> Found | None:
    lengths = [len(part.text) for part in parts]
    start, end = parts[0].start, parts[-1].end
    if len(digits) == 6 and contexts.SORT_CODE.search(around):
        return Found("bank_account", "block", "bank_account.sort_code", start, end, digits)
    if len(digits) == 8 and not digits.startswith("0") and contexts.ACCOUNT.search(around.partition(" # ")[0]):
        return Found("bank_account", "block", "bank_account.number", start, end, digits)
    if len(digits) == 14 and (lengths == [2, 2, 2, 8] or lengths == [6, 8]) and contexts.BANK.search(around):
        return Found("bank_account", "block", "bank_account.both", start, end, digits)
    return None


def _phone(parts: list[Part], digits: str, around: str, *, plus: bool, start: int) -> Found | None:
    end = parts[-1].end
    whole = digits
    if plus or digits.startswith("00"):
        whole = digits.removeprefix("00") if not plus else digits
        abroad = 9 <= len(whole) <= 15 and whole[:1] != "0"
        if _UK_AFTER_44.fullmatch(whole) or _RO_AFTER_40.fullmatch(whole) or abroad:
            return Found("phone", "block", "phone.abroad", start, end, whole)
        return None
    if _UK_PHONE.fullmatch(digits):
        return Found("phone", "block", "phone.uk_or_ro", start, end, digits)
    if (_UK_AFTER_44.fullmatch(digits) or _RO_AFTER_40.fullmatch(digits)) and contexts.PHONE.search(around):
        return Found("phone", "block", "phone.abroad", start, end, digits)
    if len(digits) == 10 and digits[0] == "7" and len(parts) > 1 and contexts.PHONE.search(around):
        return Found("phone", "block", "phone.no_zero", start, end, digits)
    if 7 <= len(digits) <= 8 and len(parts) == 2 and len(parts[0].text) in (3, 4) and contexts.PHONE.search(around):
        years = all(1900 <= int(part.text) <= 2035 for part in parts)
        return None if years else Found("phone", "warn", "phone.local", start, end, digits)
    return None


def _long(piece: Piece, parts: list[Part], digits: str) -> Found | None:
    if len(digits) < 7 or digits.strip("0") == "" or _is_counting(parts):
        return None
    start, end = parts[0].start, parts[-1].end
    if piece.plain[max(0, start - 2) : start].strip()[-1:] in ("£", "$", "€") or _AMOUNT.match(piece.plain, end):
        return None
    spoken_words = piece.plain[start].isalpha()
    if spoken_words:
        if sum(part.single for part in parts) < 5 and not (digits[0] == "0" and len(parts) > 3):
            return None
    elif len(parts) > 1:
        thousands = all(len(part.text) == 3 for part in parts[1:]) and len(parts[0].text) <= 3
        years = any(len(part.text) == 4 and part.text[:2] in ("19", "20") for part in (parts[0], parts[-1]))
        longest = max(len(part.text) for part in parts)
        small = longest < 8 and len(parts) < 3 and digits[0] != "0"
        if thousands or years or small or longest < 3 or "," in piece.plain[start:end]:
            return None
    elif digits.endswith("00000"):
        return None
    return Found("long_number", "warn", "long_number", start, end, digits)


def _is_counting(parts: list[Part]) -> bool:
    """Tell whether somebody counts: one two three four, or ten nine eight."""
    numbers = [int(part.text[:9]) for part in parts]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(parts) > 2 and (steps == {1} or steps == {-1} or steps <= {5, 10} or steps == {0})
