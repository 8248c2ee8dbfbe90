"""Dates, dates of birth and great ages: in digits, with months, and as they are said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

_DAY_FIRST = regex.compile(r"(?<![\w.,/-])(\d{1,2})(\s?[/.\-]\s?)(\d{1,2})\2((?:19|20)?\d{2})(?![\w/]|[.,]\d)")
_YEAR_FIRST = regex.compile(r"(?<![\w/-])((?:19|20)\d{2})([/.-])(\d{1,2})\2(\d{1,2})(?![\w/-])")
_MONTH_WORD = regex.compile(
    r"(?<!\w)(\d{1,2})([/.\- ])(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\2'?((?:19|20)?\d{2})(?!\w)"
)
_AGE = regex.compile(r"(?<![\w.,£$€/-])(9[1-9]|1[01]\d)(?:[ -](?:years?|yrs?)[ -]old|[ -]year[ -]old| ?y/?o)(?!\w)")
_AGE_AFTER = regex.compile(
    r"(?<!\w)(?:aged?|age of|age is|turned|turning|varsta de|implinit|(?:he|she|granny|gran|mother|father)"
    r"(?:'s| is| was))(?: now| only| about)?,? (9[1-9]|1[01]\d)(?![\w%]|[.,:/-]\d|"
    r" (?:pounds|percent|kilo|kg|weeks|days|on))"
)
_AGE_RO = regex.compile(r"(?<!\w)(?:are|avea|am|aveam|implinit|varsta de) (9[1-9]|1[01]\d)(?: de)? ani(?!\w)")
_AGE_SAID = regex.compile(r"[ -](?:(?:years?|yrs?)[ -]old)(?!\w)")
_ANI = regex.compile(r" (?:de )?ani(?!\w)")
_AGED = regex.compile(r"(?<!\w)(?:aged|age of|age is|turned|turning|varsta de|are|avea|implinit) $")
_QUANTITY = regex.compile(
    r"[ -](?:weeks?|months?|days?|hours?|minutes?|percent|per ?cent|%|pounds?|kilos?|people|of (?:us|them)|saptamani|"
    r"luni|zile|ore|minute|spital|years? (?:ago|later)|ani)(?!\w)"
)
_IN_BEFORE = regex.compile(
    r"(?<!\w)(?:in|'|anul|year|pe|din|is|was|back in|um|uh|er|birth|birthday|dob|nasterii)[ ,:'-]*$"
)
_NOT_DATE = regex.compile(r"(?:version|v|section|bus|ratio|page|chapter|score|model|£|\$) ?$")
# After "March 2021, the 14th": nothing of which it is the fourteenth.
_DAY_ENDS = regex.compile(r"\W*$|[.,;:?!]| (?:and|when|at|in|i|we|he|she|they|it|that|um|uh|so|is|was)(?!\w)")
_NEAR_BIRTH = 70


class _Date(NamedTuple):
    """A date as said: the number of groups that it takes, and its parts; 0 where a part was not said."""

    day: int
    month: int
    year: str
    last: int
    sure: bool


def written(piece: Piece) -> Iterator[Found]:
    """Find dates in digits, and ages over ninety."""
    plain = piece.plain
    for match in _DAY_FIRST.finditer(plain):
        first, second = int(match[1]), int(match[3])
        if _can_be(first, second) or _can_be(second, first):
            if "." in match[2] and len(match[4]) == 2 and _NOT_DATE.search(plain[: match.start()][-12:]):
                continue
            yield _dated(piece, match.start(), match.end(), f"{match[4]}-{match[3]}-{match[1]}", "date.digits")
    for match in _YEAR_FIRST.finditer(plain):
        if _can_be(int(match[4]), int(match[3])):
            yield _dated(piece, match.start(), match.end(), match.group(), "date.digits")
    for match in _MONTH_WORD.finditer(plain):
        yield _dated(piece, match.start(), match.end(), match.group(), "date.month")
    for pattern in (_AGE, _AGE_AFTER, _AGE_RO):
        for match in pattern.finditer(plain):
            yield Found("age", "warn", "age", match.start(1), match.end(1), match[1])


def _can_be(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _dated(piece: Piece, start: int, end: int, value: str, rule: str) -> Found:
    if _is_birth(piece, start, end):
        return Found("date_of_birth", "block", f"{rule}.birth", start, end, value)
    return Found("date", "warn", rule, start, end, value)


def _is_birth(piece: Piece, start: int, end: int) -> bool:
    around = piece.plain[max(0, start - _NEAR_BIRTH) : start]
    if contexts.BIRTH.search(around) or contexts.BIRTH.search(piece.plain[end : end + 25]):
        return True
    return start < 150 and contexts.BIRTH_ASKED.search(piece.before) is not None


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find dates with a month in words, and dates and ages that are said."""
    place = 0
    while place < len(run):
        found = _date_at(piece, run, place)
        if found is None:
            place += 1
            continue
        date, hit = found
        yield hit
        place = date.last
    yield from _ages(piece, run)


def _date_at(piece: Piece, run: list[Group], place: int) -> tuple[_Date, Found] | None:
    of_birth = piece.holds(contexts.BIRTH) or piece.holds(contexts.BIRTH_ASKED)
    for reading in _READINGS + _READINGS_OF_BIRTH if of_birth else _READINGS:
        date = reading(run, place)
        if date is None:
            continue
        start, end = run[place].start, run[date.last - 1].end
        if start and piece.plain[start - 1].isalpha():
            continue  # "FG04, May 2026": the number belongs to a name
        birth = _is_birth(piece, start, end)
        value = f"{date.year}-{date.month}-{date.day}"
        if date.day and date.month and date.year:
            alone = birth or date.sure or _is_all(piece, run, place, date.last)
            short = len(date.year) == 2 or not date.sure
            if reading is _month_year_day and not _DAY_ENDS.match(piece.plain, end):
                continue
            if not alone or (short and _QUANTITY.match(piece.plain, end)):
                continue
            kind = "date_of_birth" if birth else "date"
            return date, Found(kind, "block" if birth else "warn", f"{kind}.spoken", start, end, value)
        if birth and date.month and (date.day or len(date.year) == 4) and not _QUANTITY.match(piece.plain, end):
            doubtful = run[place].text in words.DOUBTFUL_MONTHS or run[date.last - 1].text in words.DOUBTFUL_MONTHS
            if not doubtful or run[place].sort == "ordinal" or date.year:
                return date, Found("date_of_birth", "block", "date_of_birth.part", start, end, value)
        elif birth and date.year and not date.month and _is_year_of_birth(piece, start, end, date.year):
            asked = piece.near(contexts.BIRTH_FORM, start, end)
            rule = "date_of_birth.year"
            return date, Found("date_of_birth", "block" if asked else "warn", rule, start, end, date.year)
    return None


def _is_all(piece: Piece, run: list[Group], place: int, last: int) -> bool:
    """Tell whether nothing else is said in the piece than three numbers that can be a date."""
    if place or last < len(run):
        return False
    rest = piece.plain[: run[0].start] + " " + piece.plain[run[last - 1].end :]
    if len(rest) > 120:
        return False
    said = regex.findall(r"\w+", rest)
    return all(word in words.NOISES or word in words.LINKS or word in ("yes", "yeah", "da", "its") for word in said)


def _is_year_of_birth(piece: Piece, start: int, end: int, year: str) -> bool:
    left = piece.plain[max(0, start - 14) : start]
    near = contexts.BIRTH.search(piece.plain[max(0, start - 40) : start]) or (start < 40 and piece.before)
    if not near or _QUANTITY.match(piece.plain, end):
        return False
    return len(year) == 4 or (int(year) >= 20 and _IN_BEFORE.search(left) is not None)


def _day(group: Group) -> int:
    if group.sort in ("ordinal", "number", "digit", "written") and len(group.text) <= 2:
        return int(group.text) if 1 <= int(group.text) <= 31 else 0
    return 0


def _days(run: list[Group], place: int, most: int) -> Iterator[tuple[int, int]]:
    """Read one or two groups as a day or month in numbers: "twelve", "oh nine", "two nine"."""
    if place >= len(run) or run[place].sort in ("month", "letters"):
        return
    one = run[place].text
    if len(one) <= 2 and 1 <= int(one) <= most:
        yield int(one), place + 1
    if len(one) == 1 and place + 1 < len(run) and run[place + 1].sort == "digit" and len(run[place + 1].text) == 1:
        two = int(one + run[place + 1].text)
        if 1 <= two <= most:
            yield two, place + 2


def _year(run: list[Group], place: int) -> tuple[str, int] | None:
    """Read a year: 1973, "nineteen" "seventy three", "nineteen oh five", "one nine eight six", "eighty six"."""
    texts = [group.text if group.sort in ("digit", "number", "written") else "" for group in run[place : place + 4]]
    texts += [""] * (4 - len(texts))
    one, two, three, four = texts
    if len(one) == 4 and "1900" <= one <= "2035":
        return one, place + 1
    if one in ("19", "20"):
        if len(two) == 2 and two.isdecimal():
            if two[1] == "0" and two != "10" and len(three) == 1 and three != "0":  # "twenty", a sigh, "three"
                return one + two[0] + three, place + 3
            return one + two, place + 2
        if len(two) == 1 and len(three) == 1:
            return one + two + three, place + 3
    spelled = one + two + three + four
    if len(one) == len(two) == len(three) == 1 and len(four) == 1 and "1900" <= spelled <= "2035":
        return spelled, place + 4
    if len(one) == 2 and one.isdecimal():
        if one[1] == "0" and one >= "30" and len(two) == 1 and two != "0":
            return one[0] + two, place + 2
        return one, place + 1
    if len(one) == len(two) == 1 and one.isdecimal() and two.isdecimal():
        return one + two, place + 2
    return None


def _with_year(run: list[Group], day: int, month: int, last: int) -> _Date:
    year = _year(run, last)
    return _Date(day, month, year[0] if year else "", year[1] if year else last, sure=True)


def _day_month(run: list[Group], place: int) -> _Date | None:
    day = _day(run[place])
    if not day or place + 1 >= len(run) or run[place + 1].sort != "month":
        return None
    return _with_year(run, day, words.MONTHS[run[place + 1].text], place + 2)


def _month_day(run: list[Group], place: int) -> _Date | None:
    month = run[place]
    if month.sort != "month" or month.text in words.DAY_FIRST_MONTHS or place + 1 >= len(run) or month.text == "mai":
        return None
    day = _day(run[place + 1])
    if not day:
        return None
    date = _with_year(run, day, words.MONTHS[month.text], place + 2)
    return None if month.text in words.DOUBTFUL_MONTHS and len(date.year) < 4 else date


def _year_then(run: list[Group], place: int) -> _Date | None:
    if not any(group.sort == "month" for group in run[place + 1 : place + 7]):
        return None
    year = _year(run, place)
    if year is None or year[1] >= len(run) or len(year[0]) != 4:
        return None
    date = _day_month(run[: year[1] + 2], year[1]) or _month_day(run[: year[1] + 2], year[1])
    return date._replace(year=year[0]) if date else None


def _month_year(run: list[Group], place: int) -> _Date | None:
    if run[place].sort != "month" or place + 1 >= len(run):
        return None
    year = _year(run, place + 1)
    return _Date(0, words.MONTHS[run[place].text], year[0], year[1], sure=False) if year else None


def _month_year_day(run: list[Group], place: int) -> _Date | None:
    date = _month_year(run, place)
    if date is None or len(date.year) != 4 or date.last >= len(run) or run[date.last].sort != "ordinal":
        return None
    day = _day(run[date.last])
    return date._replace(day=day, last=date.last + 1, sure=True) if day else None


def _numbers(run: list[Group], place: int) -> _Date | None:
    """Read three numbers as day, month and year, or month, day and year."""
    if run[place].sort in ("month", "letters"):
        return None
    dates: list[_Date] = []
    for first, after in _days(run, place, 31):
        for second, behind in _days(run, after, 31):
            year = _year(run, behind)
            if year is None or not (_can_be(first, second) or _can_be(second, first)):
                continue
            ordinals = run[place].sort == "ordinal" and run[after].sort == "ordinal"
            century = len(year[0]) == 4 and year[0] < "2000" and run[behind].text[:2] == "19"
            if len(year[0]) == 4 or year[0] >= "13" or run[behind].text == "0" or ordinals:
                day, month = (first, second) if second <= 12 else (second, first)
                dates.append(_Date(day, month, year[0], year[1], sure=ordinals or (century and run[place].start >= 0)))
    # The reading that leaves nothing over.
    return max(dates, key=lambda date: (date.last, len(date.year)), default=None)


def _year_only(run: list[Group], place: int) -> _Date | None:
    if run[place].sort not in ("number", "written", "digit") or (place and run[place - 1].sort == "month"):
        return None
    year = _year(run, place)
    if year is None or (len(year[0]) == 2 and run[place].sort == "digit"):
        return None
    return _Date(0, 0, year[0], year[1], sure=False)


_READINGS = (_day_month, _month_day, _year_then, _numbers, _month_year_day)
#: Parts of a date, which say nothing when nobody speaks of birth.
_READINGS_OF_BIRTH = (_month_year, _year_only)


def _ages(piece: Piece, run: list[Group]) -> Iterator[Found]:
    for group in run:
        if group.sort == "number" and 90 < int(group.text) <= 120:
            left = piece.plain[max(0, group.start - 20) : group.start]
            old = _AGE_SAID.match(piece.plain, group.end)
            aged = _AGED.search(left) and not _QUANTITY.match(piece.plain, group.end)
            if old or aged or (_ANI.match(piece.plain, group.end) and _AGED.search(left)):
                yield Found("age", "warn", "age.spoken", group.start, group.end, group.text)
