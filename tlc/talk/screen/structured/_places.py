"""Where somebody lives: postcodes, their first halves, and a house number with its street, as written and as said."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec en ex fk fy g gl "
    "gu ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox "
    "pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf "
    "wn wr ws wv yo ze gy bx"
)
AREAS = frozenset(_AREAS.split())
_AREA = "(?:" + "|".join(sorted(AREAS, key=lambda area: (-len(area), area))) + ")"
_OUTWARD = rf"(?:{_AREA}(?:\d[a-z]|\d{{1,2}})|gir ?0)"
_INWARD = r"\d[abdefghjlnpqrstuwxyz]{2}"
_POSTCODE = regex.compile(rf"(?<!\w){_OUTWARD}(?:[ .,\-]{{0,3}}+){_INWARD}(?!\w)")
_POSTCODE_OH = regex.compile(rf"(?<!\w){_OUTWARD} o[abdefghjlnpqrstuwxyz]{{2}}(?!\w)")
_WHOLE = regex.compile(rf"{_OUTWARD}{_INWARD}")
_HALF = regex.compile(rf"(?<![\w£$€.-]){_AREA}\d(?:\d|[a-z])?+(?![\w.-]*\w)")
_WORD_LIKE = regex.compile(r"(?:so|me|la|he|da|de|pe|in|no|co|al|ca|le|se|sa|st|ne|ha|im)\d")

_STREET = (
    "street road avenue lane close drive way court crescent place square terrace gardens grove hill row mews walk rise "
    "steps parade house towers tower mansions estate buildings wharf quay green villas passage yard view boulevard "
    "croft end park cottages cottage broadway circus vale heights bank fields st rd ave dr cres ct ln sq blvd"
)
_TYPE = "(?:" + "|".join(_STREET.split()) + ")"
_SURE = "street road avenue lane crescent mews rd ave terrace blvd boulevard"
_SURE_TYPES = frozenset(_SURE.split())
_NAMED = rf"[a-z][a-z'-]++(?:,? [a-z][a-z'-]++){{0,3}}?,? {_TYPE}(?!\w)"
_STREET_AFTER = regex.compile(rf",? (?:(?:um|uh|er|erm|the|[a-f]),? )*+({_NAMED})")
_NUMBER_BEFORE = regex.compile(rf"(?<![\w£$€.,/:-])(\d{{1,4}}[a-z]?),? ({_NAMED})")
_RO_STREET = regex.compile(
    r"(?<!\w)(?:strada|str\.?|bulevardul|bd\.?|bdul|calea|aleea|soseaua|sos\.?|intrarea|piata|splaiul) "
    r"(?!in |la |pe |de )"
    r"(?:[\w.'-]++,? ){1,4}?(?:(?:numarul|numaru|nr\.?|la numarul|la nr\.?|bloc(?:ul)?|bl\.?) ?)?(\d{1,4}[a-z]?)(?!\w)"
)
_RO_STREET_SAID = regex.compile(
    r"(?<!\w)(?:strada|bulevardul|calea|aleea|soseaua|intrarea|piata) (?:[\w.'-]++,? ){1,4}?"
    r"(?:la )?(?:numarul|numaru|nr\.?) [a-z]{2,}"
)
STREET_WORD = rf"(?<!\w){_TYPE}(?!\w)"
_STREET_WORD = regex.compile(STREET_WORD)
_NO_STREETS = (
    "of the a an and in on at to from for minutes minute people hours hour days years year weeks month months times "
    "pounds percent or is was were are that this more other different off by with all my our your their his her it we "
    "they i you he she who into near around down up across main busy miles mile metres yards doors houses roads thing "
    "way place day one man woman person big little long hell kind sort side lot bit last "
    "first next only no same"
)
_NOT_STREETS = frozenset(_NO_STREETS.split())


def written(piece: Piece) -> Iterator[Found]:
    """Find postcodes, first halves of postcodes and addresses that stand as such."""
    plain = piece.plain
    for pattern in (_POSTCODE, _POSTCODE_OH):
        for match in pattern.finditer(plain):
            start, end = match.span()
            value = regex.sub(r"\W", "", match.group())
            as_written = piece.text[start:end]
            doubtful = not as_written.isupper() and _WORD_LIKE.match(value) and " " in match.group()[:-4]
            if not doubtful:
                yield Found("postcode", "block", "postcode", start, end, value)
    for match in _HALF.finditer(plain):
        start, end = match.span()
        if piece.text[start:end].isupper() and piece.near(contexts.POSTCODE, start, end, reach=40, after=20):
            yield Found("postcode_area", "warn", "postcode.first_half", start, end, match.group())
    for match in _NUMBER_BEFORE.finditer(plain, overlapped=True):
        yield from _address(piece, match.start(1), match.span(2))
    for match in _RO_STREET.finditer(plain):
        yield Found("address", "warn", "address.ro", match.start(), match.end(), match.group())


def _address(piece: Piece, number: int, street: tuple[int, int]) -> Iterator[Found]:
    start, end = street
    names = piece.plain[start:end].replace(",", "").split()
    if any(word in _NOT_STREETS for word in names[:-1]):
        return
    as_written = piece.text[start:end].replace(",", "").split()
    capitals = all(word[0].isupper() for word in as_written[:-1])
    near = piece.near(contexts.ADDRESS, number, end)
    if capitals or (near and names[-1] in _SURE_TYPES and len(names) < 4):
        yield Found(
            "address", "warn", "address", number, end, " ".join(piece.plain[number:end].replace(",", "").split())
        )


def streets_said(piece: Piece) -> Iterator[Found]:
    """Find Romanian streets with a number in words: "strada Florilor numărul doisprezece"."""
    for match in _RO_STREET_SAID.finditer(piece.plain):
        yield Found("address", "warn", "address.ro_spoken", match.start(), match.end(), match.group())


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find postcodes and house numbers that are said: "SW nineteen one EZ", "twenty eight Great Road"."""
    found_until = 0
    for place, group in enumerate(run):
        if group.start >= found_until and group.sort == "letters" and _starts_area(run, place):
            found = _postcode(piece, run, place) or _part_of_postcode(piece, run, place)
            if found is not None:
                found_until = found.end
                yield found
    last = run[-1]
    if last.sort in ("digit", "number", "ordinal"):
        match = _STREET_AFTER.match(piece.plain, last.end)
        if match:
            first = len(run) - 1
            while first and run[first].joined and run[first - 1].sort == "digit" and last.sort == "digit":
                first -= 1
            yield from _address(piece, run[first].start, match.span(1))


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
    near = piece.near(contexts.POSTCODE, start, end) or piece.near(_STREET_WORD, start, end, after=0)
    if near or (len(numbers) > 1 and len(area) == 2 and last - first > 2):
        text = area + "".join(group.text for group in run[first:last])
        return Found("postcode_area", "warn", "postcode.part_spoken", start, end, text)
    return None
