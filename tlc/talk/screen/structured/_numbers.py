"""Numbers that are all digits: NHS, CNP, card, sort code and account, phone, and anything else that is long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._checks import is_card, is_cnp, is_nhs_number
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

# Also with a word between that says only that the listener is with it: "07700, yes, 900 412".
_CHAIN = regex.compile(
    r"(?<![\w.,/])\d++(?:(?:\) ?| ?\(|[ .\-/]| - |  |, |\)-|,? (?:and )?then |"
    r"[,.] (?:yes|yeah|yep|okay|um|uh|er|da),? )\d++)*+"
)
_DIGITS = re.compile(r"\d+")
_MOST_GROUPS = 16
_DATE_SHAPE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}|\d{4}([/.-])\d{1,2}\2\d{1,2}")
# NHS numbers, CNP, cards, UAN; phones; and what the words around a number make of it.
_LENGTHS = frozenset({10, 13, 15, 16, 17, 18, 19})
_LONGEST_FIRST = range(26, 5, -1)
_LENGTHS_AFTER_0 = frozenset(range(10, 18))
_LENGTHS_NEAR = {
    contexts.SORT_CODE: (6,),
    contexts.PHONE: (6, 7, 8),
    contexts.ACCOUNT: (8,),
    contexts.PASSPORT: (9,),
    contexts.BANK: (14,),
    contexts.CARD: (13, 14),
}
_UK_PHONE = re.compile(r"0(?:7[0-9]{8,9}|[1235][0-9]{8,9}|8[0-9]{8,9}|800[0-9]{6,7})")
_UK_AFTER_44 = re.compile(r"44(?:0?[1-35789][0-9]{8,9})")
# Six digits are a number of a town only right after the word.
_TELEPHONE_BEFORE = re.compile(r"(?:tel|telefon|telephone|phone|fax)\.?(?: (?:number|no\.?|is|e|este))*:? $")
_RO_AFTER_40 = re.compile(r"40(?:0?[237][0-9]{8})")


# A number of the Community Health Index begins with the day of birth.
_CHI_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])")
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
        if len(chain) < 6:
            continue
        if _DATE_SHAPE.fullmatch(chain) and not piece.near(contexts.SORT_CODE, *match.span()):
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
        zero = group.text == "o" and group.sort == "letters"
        counts = zero or group.sort in ("digit", "number", "written")
        if parts and not (group.joined and counts):
            yield from _said(piece, _once(parts))
            parts = []
        if counts:
            single = zero or group.sort == "digit"
            parts.append(Part("0" if zero else group.text, group.start, group.end, single))
    if parts:
        yield from _said(piece, _once(parts))


def _once(parts: list[Part]) -> list[Part]:
    """Leave out a beginning that is said twice: "oh seven nine, yeah, oh seven nine four six"."""
    texts = [part.text for part in parts]
    for length in range(min(len(parts) // 2, _MOST_GROUPS), 2, -1):
        twice = texts[:length] == texts[length : 2 * length] and len(set(texts[:length])) > 1
        if twice and texts[0] == "0" and len(parts) > 2 * length:
            return [parts[length]._replace(start=parts[0].start), *parts[length + 1 :]]
    return parts


def _said(piece: Piece, parts: list[Part]) -> Iterator[Found]:
    if sum(len(part.text) for part in parts) >= 6 and any(piece.plain[part.start].isalpha() for part in parts):
        yield from _in_parts(piece, parts)


def _in_parts(piece: Piece, parts: list[Part]) -> Iterator[Found]:
    """Try the longest stretch of parts from each part on; what is left over may still be long."""
    place = left = 0
    digits = "".join(part.text for part in parts)
    ends = [0, *accumulate(len(part.text) for part in parts)]
    part_at = {end: part for part, end in enumerate(ends)}
    lengths = _lengths_by_digit(piece)
    while place < len(parts):
        plus = _plus_before(piece, parts[place].start)
        first = ends[place]
        never_long = not (plus or parts[place].single or digits[first] == "0" or piece.holds(contexts.HOME_OFFICE))
        for length in _LONGEST_FIRST if plus else lengths[digits[first]]:
            last = part_at.get(first + length, 0)
            if not place < last <= place + _MOST_GROUPS or (length > 14 and last - place > 5 and never_long):
                continue
            found = _kind_of(piece, parts[place:last], digits[first : first + length], plus)
            if found is not None:
                yield found
                yield from _left_over(piece, parts[left:place])
                place = left = last
                break
        else:
            place += 1
    yield from _left_over(piece, parts[left:])


def _left_over(piece: Piece, parts: list[Part]) -> Iterator[Found]:
    if parts and parts[0].text == "0" and not parts[0].single:
        return  # 0.0000001
    whole = _long(piece, parts) if parts else None
    if whole is not None:
        yield whole
    elif len(parts) > 1:
        yield from (found for part in parts if (found := _long(piece, [part])) is not None)


def _lengths_by_digit(piece: Piece) -> dict[str, list[int]]:
    """Give, for each first digit, how long a number of some kind can be: most stretches of digits are none."""
    near = {length for context, some in _LENGTHS_NEAR.items() if piece.holds(context) for length in some}
    known = {"0": _LENGTHS_AFTER_0, "4": _LENGTHS | {11, 12}}
    return {digit: sorted(known.get(digit, _LENGTHS) | near, reverse=True) for digit in "0123456789"}


def _kind_of(piece: Piece, parts: list[Part], digits: str, plus: int) -> Found | None:
    start = plus - 1 if plus else parts[0].start
    return (
        _sort_code(piece, parts, digits)
        or (None if plus else _checked(piece, parts, digits))
        or _phone(piece, parts, digits, plus=bool(plus), start=start)
    )


def _plus_before(piece: Piece, start: int) -> int:
    """Give the place after a "+" or the word "plus" before a number; 0 when there is none."""
    left = piece.plain[max(0, start - 6) : start]
    if "+" not in left and not left.endswith("plus "):
        return 0
    match = re.search(r"(?:\+ ?\(?|(?<!\w)plus )$", left)
    return start - len(left) + match.start() + 1 if match else 0


def _checked(piece: Piece, parts: list[Part], digits: str) -> Found | None:
    start, end = parts[0].start, parts[-1].end
    if len(digits) == 13 and is_cnp(digits):
        return Found("cnp", "block", "cnp.check", start, end, digits)
    if len(digits) == 13 and digits[0] != "0" and piece.near(contexts.CNP, start, end):
        return Found("cnp", "warn", "cnp.context", start, end, digits)
    if (
        (len(parts) < 6 or parts[0].single)
        and is_card(digits)
        and (len(digits) >= 15 or piece.near(contexts.CARD, start, end))
    ):
        return Found("card", "block", "card.luhn", start, end, digits)
    if len(digits) == 10:
        near = piece.near(contexts.NHS, start, end)
        if is_nhs_number(digits):
            grouped = [len(part.text) for part in parts] == [3, 3, 4]
            if near or (grouped and digits[0] != "0") or digits.startswith("999"):
                return Found("nhs_number", "block", "nhs_number.check", start, end, digits)
            if digits[0] != "0" and not piece.near(contexts.REFERENCE, start, end):
                return Found("nhs_number", "warn", "nhs_number.bare", start, end, digits)
        elif near and (not digits.startswith("0") or (_CHI_DAY.match(digits) and piece.near(contexts.CHI, start, end))):
            return Found("nhs_number", "warn", "nhs_number.context", start, end, digits)
    if len(digits) == 9 and len(parts[0].text) == 1 and piece.near(contexts.PASSPORT, start, end):
        return Found("passport", "warn", "passport.spoken", start, end, digits)
    if len(digits) == 16 and (_in_fours(parts) or piece.near(contexts.HOME_OFFICE, start, end)):
        near = piece.near(contexts.HOME_OFFICE, start, end)
        return Found("home_office", "block" if near else "warn", "home_office.uan", start, end, digits)
    return None


def _in_fours(parts: list[Part]) -> bool:
    return len(parts) == 4 and all(after.start - before.end == 1 for before, after in pairwise(parts))


def _sort_code(piece: Piece, parts: list[Part], digits: str) -> Found | None:
    if len(digits) not in (6, 8, 14):
        return None
    lengths = [len(part.text) for part in parts]
    start, end = parts[0].start, parts[-1].end
    if len(digits) == 6 and piece.near(contexts.SORT_CODE, start, end):
        return Found("bank_account", "block", "bank_account.sort_code", start, end, digits)
    if len(digits) == 8 and not digits.startswith("0") and piece.near(contexts.ACCOUNT, start, end, after=0):
        return Found("bank_account", "block", "bank_account.number", start, end, digits)
    if len(digits) == 14 and (lengths == [2, 2, 2, 8] or lengths == [6, 8]) and piece.near(contexts.BANK, start, end):
        return Found("bank_account", "block", "bank_account.both", start, end, digits)
    return None


def _phone(piece: Piece, parts: list[Part], digits: str, *, plus: bool, start: int) -> Found | None:
    end = parts[-1].end
    if not plus and len(digits) > 8 and digits[0] not in "047":
        return None
    whole = digits
    if plus or digits.startswith("00"):
        whole = digits.removeprefix("00") if not plus else digits
        abroad = 9 <= len(whole) <= 15 and whole[:1] != "0"
        if _UK_AFTER_44.fullmatch(whole) or _RO_AFTER_40.fullmatch(whole) or abroad:
            return Found("phone", "block", "phone.abroad", start, end, whole)
        return None
    if _UK_PHONE.fullmatch(digits):
        return Found("phone", "block", "phone.uk_or_ro", start, end, digits)
    if (_UK_AFTER_44.fullmatch(digits) or _RO_AFTER_40.fullmatch(digits)) and piece.near(contexts.PHONE, start, end):
        return Found("phone", "block", "phone.abroad", start, end, digits)
    if len(digits) == 10 and digits[0] == "7" and len(parts) > 1 and piece.near(contexts.PHONE, start, end):
        return Found("phone", "block", "phone.no_zero", start, end, digits)
    if len(digits) == 6 and _TELEPHONE_BEFORE.search(piece.plain[max(0, start - 30) : start]):
        return Found("phone", "warn", "phone.local", start, end, digits)
    if (
        7 <= len(digits) <= 8
        and len(parts) == 2
        and len(parts[0].text) in (3, 4)
        and piece.near(contexts.PHONE, start, end)
        and "/" not in piece.plain[start:end]
        and not piece.near(contexts.REFERENCE, start, end, reach=40, after=0)
    ):
        years = all(1900 <= int(part.text) <= 2035 for part in parts)
        return None if years else Found("phone", "warn", "phone.local", start, end, digits)
    return None


def _long(piece: Piece, parts: list[Part]) -> Found | None:
    digits = "".join(part.text for part in parts)
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
