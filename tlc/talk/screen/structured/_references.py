"""Numbers that offices give to people: national insurance, IBAN, licences, plates, passports, Home Office, cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._checks import is_iban, is_iban_length, is_national_insurance
from tlc.talk.screen.structured._piece import Found, Piece, letters_and_digits_of
from tlc.talk.screen.structured._spoken import Group

_NI = regex.compile(r"(?<!\w)[a-z]{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[a-d](?!\w)")
# Grouped in any way, and every sign on its own: only where national insurance is spoken of.
_NI_LOOSE = regex.compile(r"(?<!\w)[a-z][ .-]?[a-z][ .,-]{0,2}(?:\d[ .,-]{0,2}){6}[a-d](?!\w)")
_NI_OPEN = regex.compile(r"(?<!\w)[a-z]{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}(?!\w)")
_IBAN = regex.compile(r"(?<!\w)[a-z]{2} ?\d{2}(?:[ .-]?[a-z0-9]{1,4}){3,8}(?!\w)")
_LICENCE = regex.compile(
    r"(?<!\w)[a-z][a-z9]{4}[ -]?\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[ -]?[a-z][a-z9][ -]?[a-z0-9]"
    r"[a-z]{2}(?:[ -]?\d{2})?(?!\w)"
)
_PLATE_NOW = regex.compile(r"(?<!\w)[a-hj-pr-y][a-hj-pr-y](?:0[1-9]|[1-7]\d)[ -]?[a-hj-pr-z]{3}(?!\w)")
_PLATE_OLD = regex.compile(
    r"(?<!\w)(?:[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|[a-z]{1,3} ?\d{3,4}|"
    r"[a-z]{1,2}[ -]?\d{2,3}[ -]?[a-z]{3})(?!\w)"
)
_RO_PLATE = regex.compile(
    r"(?<!\w)(?:b[ -]?\d{2,3}|(?:ab|ar|ag|bc|bh|bn|bt|br|bv|bz|cl|cs|cj|ct|cv|db|dj|gl|gr|gj|hr|hd|il|is|if|mm|mh|ms|"
    r"nt|ot|ph|sj|sm|sb|sv|tr|tm|tl|vl|vs|vn)[ -]?\d{2})[ -]?[a-z]{3}(?!\w)"
)
# With spaces anywhere and in small letters: only where a registration is spoken of.
_PLATE_LOOSE = regex.compile(
    r"(?<!\w)(?:[a-hj-pr-y]{2} ?(?:0[1-9]|[1-7]\d) ?[a-hj-pr-z]{3}|[a-hj-npr-y] ?\d{1,3} ?[a-hj-pr-y]{3}|"
    r"[a-hj-pr-y]{3} ?\d{1,3} ?[a-hj-npr-y])(?!\w)"
)
_PLATE_WORD = regex.compile(r"(?<!\w)[a-z]++")
_PLATE_BARE = regex.compile(r"(?<!\w)(?:[a-z]{3} \d{3}[a-hj-npr-y]|[a-hj-npr-y]\d{3} [a-z]{3})(?!\w)")
_NO_PLATES = "and the for but may mar was had has are say got one two six ten out day men who way off now new old all"
_FIRST = "in on at to so we me my no he it is as am be do go if of or up us by an"
_NOT_PLATES = frozenset(f"{_NO_PLATES} {_FIRST}".split())
_SHARE_CODE = regex.compile(r"(?<!\w)(?=[a-z\s-]{0,10}\d)[a-z0-9]{3}[ -]?[a-z0-9]{3}[ -]?[a-z0-9]{3}(?!\w)")
_NO_CODES = "was the and for but not our her his had has you one two get got now new old its are can"
_NOT_CODES = frozenset(_NO_CODES.split())
_SERIES = regex.compile(
    r"(?<!\w)(?:seria |(?:c\.? ?i\.?|buletin(?:ul)?|carte(?:a)? de identitate)[ ,:]{1,2}"
    r"(?:(?:meu|mea|e|este)[ ,:]{1,2})*+)"
    r"[a-z]{2}[ ,]*(?:numar(?:ul)?|nr\.?)?[ ,]*\d{6}(?!\w)"
)
_SAID_BETWEEN = regex.compile(
    r"[ ,:.?|]*(?:(?:it|is|was|it's|that's|its|this|este|e|um|uh|er|erm|the|number|no|so|yes|yeah|da)[ ,:.|]*)*"
)
_BRP = regex.compile(r"(?<!\w)[a-z]{2}[ -]?[x\d][ -]?\d{2}(?:[ -]?\d){4}(?!\w)")
_HOME_OFFICE = regex.compile(r"(?<!\w)[a-z][ -]?\d{7}(?:[/-]\d{1,3})?(?!\w)")
_GWF = regex.compile(r"(?<!\w)gwf[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}(?!\w)")
_PASSPORT = regex.compile(r"(?<!\w)(?:\d{3}[ -]?\d{3}[ -]?\d{3}|[a-z]{1,2}[ -]?\d{6,8}|\d{8})(?!\w)")
_NOMIS = regex.compile(r"(?<!\w)[a-z]\d{4}[a-z]{2}(?!\w)")
_MIXED_LONG = regex.compile(r"(?<!\w)(?=[a-z/-]*+\d)[a-z]{1,4}+[/-]?(?:\d{2,6}+(?:[/-]\d{2,8}+){1,3}+|\d{5,12}+)(?!\w)")
_TOKEN = regex.compile(
    r"[ ,:]*+(?:(?:it's|its|it|is|was|were|said|says|this|that|este|e|um|uh|er|has|had|a|the|number|no|from|then|"
    r"called|on|my|de la [a-z]++|card|letter|wristband|label|form|screen|meu|mea|lui|ei)(?!\w)[ ,:]*+){0,5}+("
    r"(?:[a-z]{0,5}[ /-]?\d[\d/ -]{2,18}\d[a-z]{0,3}(?:[/-]\w{1,10})*+|(?=(?:[a-z]*+\d){3})[a-z\d]{6,14}|"
    r"[a-z]{1,5}[/-]?\d{3,}[a-z]{0,3}(?:[/-]\w{1,10})*+|\d{2,}[/-]\w{2,}(?:[/-]\w+)*+)(?!\w)"
    r"(?: of (?:the )?\d{1,2}(?:(?:st|nd|rd|th)|(?:[/.]\d{1,4}){1,2}+)(?!\w))?+)"
)


def written(piece: Piece) -> Iterator[Found]:
    """Find references with letters and digits that stand as such."""
    yield from _by_shape(piece.plain, piece)
    yield from _by_context(piece)


def _by_shape(plain: str, piece: Piece) -> Iterator[Found]:
    for match in _NI.finditer(plain):
        value = letters_and_digits_of(match.group())
        if is_national_insurance(value):
            yield Found("national_insurance", "block", "national_insurance", *match.span(), value)
    if piece.holds(contexts.NATIONAL_INSURANCE):
        for match in chain(_NI_OPEN.finditer(plain), _NI_LOOSE.finditer(plain)):
            start, end = match.span()
            value = letters_and_digits_of(match.group())
            if is_national_insurance(value) and piece.near(contexts.NATIONAL_INSURANCE, start, end):
                yield Found("national_insurance", "block", "national_insurance.context", start, end, value)
    for match in _IBAN.finditer(plain):
        iban = _longest_iban(match.group())
        if iban:
            yield Found("iban", "block", "iban.check", match.start(), match.start() + iban, match.group()[:iban])
        elif is_iban_length(letters_and_digits_of(match.group())) and piece.near(contexts.BANK, *match.span()):
            yield Found("iban", "warn", "iban.context", *match.span(), match.group())
    for match in _LICENCE.finditer(plain):
        value = letters_and_digits_of(match.group())
        yield Found("driving_licence", "block", "driving_licence", *match.span(), value)
    yield from _plates(plain, piece)
    yield from _offices(plain, piece)


def _longest_iban(text: str) -> int:
    """Give how much of a text is an IBAN: words after it may look like a part of it."""
    ends = [place for place in range(15, len(text) + 1) if place == len(text) or not text[place].isalnum()]
    return next((end for end in reversed(ends) if is_iban(letters_and_digits_of(text[:end]))), 0)


def _plates(plain: str, piece: Piece) -> Iterator[Found]:
    for pattern in (_PLATE_NOW, _RO_PLATE, _PLATE_OLD):
        for match in pattern.finditer(plain):
            start, end = match.span()
            shown = piece.text[start:end]
            near = piece.near(contexts.VEHICLE, start, end, reach=50) or (
                pattern is _PLATE_NOW and piece.near(contexts.PARKED, start, end, reach=50)
            )
            sure = shown.isupper() or pattern is _PLATE_NOW or not _is_speech(shown)
            if near and sure and _is_plate(match.group()):
                yield Found("vehicle", "warn", "vehicle.context", start, end, letters_and_digits_of(match.group()))
            elif shown.isupper() and pattern is not _PLATE_OLD:
                yield Found("vehicle", "warn", "vehicle", start, end, letters_and_digits_of(match.group()))
    for match in _PLATE_BARE.finditer(plain):
        if piece.text[match.start() : match.end()].isupper():
            yield Found("vehicle", "warn", "vehicle.old", *match.span(), letters_and_digits_of(match.group()))
    for match in _PLATE_LOOSE.finditer(plain) if piece.holds(contexts.PLATE) else ():
        if piece.near(contexts.PLATE, *match.span(), reach=35, after=15) and _is_plate(match.group()):
            yield Found("vehicle", "warn", "vehicle.loose", *match.span(), letters_and_digits_of(match.group()))


def _is_plate(plate: str) -> bool:
    return _NOT_PLATES.isdisjoint(_PLATE_WORD.findall(plate))


def _is_speech(shown: str) -> bool:
    """Tell whether a plate in small letters is rather words and a number: "or 10 men"."""
    return " " in shown.replace("-", " ")


def _offices(plain: str, piece: Piece) -> Iterator[Found]:
    for match in _GWF.finditer(plain):
        near = piece.near(contexts.HOME_OFFICE, *match.span())
        value = letters_and_digits_of(match.group())
        yield Found("home_office", "block" if near else "warn", "home_office.gwf", *match.span(), value)
    for pattern, rule in ((_BRP, "home_office.brp"), (_HOME_OFFICE, "home_office.letter")):
        for match in pattern.finditer(plain):
            start, end = match.span()
            near = piece.near(contexts.HOME_OFFICE, start, end)
            value = letters_and_digits_of(match.group())
            if near:
                yield Found("home_office", "block", rule, start, end, value)
            elif piece.text[start:end].isupper() and match.group().isalnum():
                yield Found("home_office", "warn", rule, start, end, value)
    for match in _SHARE_CODE.finditer(plain, overlapped=True) if piece.holds(contexts.SHARE_CODE) else ():
        if match.group()[:3] not in _NOT_CODES and piece.near(contexts.SHARE_CODE, *match.span(), reach=30):
            value = letters_and_digits_of(match.group())
            yield Found("home_office", "block", "home_office.share_code", *match.span(), value)
    for match in _SERIES.finditer(plain):
        yield Found("case_reference", "warn", "case_reference.identity_card", *match.span(), match.group())
    for match in _PASSPORT.finditer(plain) if piece.holds(contexts.PASSPORT) else ():
        if piece.near(contexts.PASSPORT, *match.span()):
            yield Found("passport", "warn", "passport", *match.span(), letters_and_digits_of(match.group()))
    for match in _NOMIS.finditer(plain):
        if piece.text[match.start() : match.end()].isupper():
            yield Found("case_reference", "warn", "case_reference.prison", *match.span(), match.group())
    for match in _MIXED_LONG.finditer(plain):
        if piece.text[match.start() : match.end()].isupper():
            yield Found("case_reference", "warn", "case_reference.shape", *match.span(), match.group())


def _by_context(piece: Piece) -> Iterator[Found]:
    """Find what follows "case number" and the like; also when that was the question just before."""
    for context in contexts.REFERENCE.finditer(piece.plain):
        match = _TOKEN.match(piece.plain, context.end())
        if match:
            yield from _reference(match)
    last = None
    for context in contexts.REFERENCE.finditer(piece.before):
        last = context
    if last is not None and len(piece.before) - last.end() < 40:
        match = _TOKEN.match(piece.plain)
        if match:
            yield from _reference(match)


def _reference(match: regex.Match[str]) -> Iterator[Found]:
    value = letters_and_digits_of(match[1])
    digits = sum(letter.isdigit() for letter in value)
    if digits >= 5 or (digits >= 3 and digits < len(value)) or (digits == 4 and not "1900" <= value <= "2035"):
        yield Found("case_reference", "warn", "case_reference", *match.span(1), value)


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find references that are said letter by letter: "Q Q one two three four five six C"."""
    if not any(group.sort == "letters" for group in run):
        yield from _digits_said(piece, run)
        return
    if not any(group.sort in ("digit", "number") for group in run):
        return
    for place in range(len(run)):
        if run[place].sort not in ("letters", "digit", "number", "written"):
            continue
        found = _longest(piece, run, place)
        if found is not None:
            yield found


def _digits_said(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find digits that are said after "case number" and the like."""
    start, end = run[0].start, run[-1].end
    if any(group.sort in ("month", "ordinal") for group in run) or not piece.near(contexts.REFERENCE, start, end):
        return
    digits = "".join(group.text for group in run)
    said = f"{piece.before} | {piece.plain[:start]}"[-90:]
    told = any(_SAID_BETWEEN.fullmatch(said, context.end()) for context in contexts.REFERENCE.finditer(said))
    if told and len(digits) >= 5:
        yield Found("case_reference", "warn", "case_reference.spoken", start, end, digits)


def _longest(piece: Piece, run: list[Group], place: int) -> Found | None:
    text = ""
    best: Found | None = None
    letters = words_said = False
    for group in run[place : place + 34]:
        if group.sort in ("month", "ordinal"):
            break
        text += group.text
        letters = letters or group.sort == "letters"
        words_said = words_said or group.sort in ("digit", "number")
        if letters and words_said and 6 <= len(text) <= 34:
            kind = _kind_of(piece, text, run[place].start, group.end)
            if kind is not None:
                best = kind
    return best


def _kind_of(piece: Piece, text: str, start: int, end: int) -> Found | None:
    if _NI.fullmatch(text) and is_national_insurance(text):
        return Found("national_insurance", "block", "national_insurance.spoken", start, end, text)
    if _IBAN.fullmatch(text) and is_iban(text):
        return Found("iban", "block", "iban.spoken", start, end, text)
    if _LICENCE.fullmatch(text):
        return Found("driving_licence", "block", "driving_licence.spoken", start, end, text)
    if len(text) == 9 and piece.near(contexts.SHARE_CODE, start, end):
        return Found("home_office", "block", "home_office.share_code", start, end, text)
    near = piece.near(contexts.HOME_OFFICE, start, end)
    if _GWF.fullmatch(text) or (near and (_BRP.fullmatch(text) or _HOME_OFFICE.fullmatch(text))):
        return Found("home_office", "block" if near else "warn", "home_office.spoken", start, end, text)
    if piece.near(contexts.PASSPORT, start, end) and _PASSPORT.fullmatch(text):
        return Found("passport", "warn", "passport.spoken", start, end, text)
    near = piece.near(contexts.VEHICLE, start, end)
    if _PLATE_NOW.fullmatch(text) or _RO_PLATE.fullmatch(text) or (near and _PLATE_OLD.fullmatch(text)):
        if near or piece.text[start : start + 1].isupper():
            return Found("vehicle", "warn", "vehicle.spoken", start, end, text)
        return None
    looks = piece.near(contexts.REFERENCE, start, end) or _HOME_OFFICE.fullmatch(text) or _NOMIS.fullmatch(text)
    if looks and sum(letter.isdigit() for letter in text) >= 3 and piece.text[start : start + 1].isupper():
        return Found("case_reference", "warn", "case_reference.spoken", start, end, text)
    return None
