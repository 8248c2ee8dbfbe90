"""Where somebody lives: a house number with its street, or with what stands for one, as written and as said."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _celtic
from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Found, Piece
from tlc.talk.screen.structured._spoken import Group

_STREET = (
    "street road avenue lane close drive way court crescent place square terrace gardens grove hill row mews walk rise "
    "steps parade house towers tower mansions estate buildings wharf quay green villas passage yard view boulevard "
    "brae wynd vennel loan reach path croft end park cottages cottage broadway circus vale heights bank fields st rd "
    "ave dr cres ct ln sq blvd"
)
_TYPE = "(?:" + "|".join(_STREET.split()) + ")"
STREET_WORD = rf"(?<!\w){_TYPE}(?!\w)"
STREET = regex.compile(STREET_WORD)
_SURE = "street road avenue lane crescent mews rd ave terrace blvd boulevard"
_SURE_TYPES = frozenset(_SURE.split())
# "Mill Hill Close" is one street, so types may follow each other.
_NAMED = rf"[a-z][a-z'-]++(?:,? [a-z][a-z'-]++){{0,3}}?,? {_TYPE}(?!\w)(?: {_TYPE}(?!\w))*+"
_NUMBER = regex.compile(r"(?<![\w£$€.,/:-])\d{1,4}[a-z]?(?=,? [a-z])")
_STREET_AFTER = regex.compile(rf",? ({_NAMED})")
_STREET_SAID = regex.compile(rf",? {{1,3}}(?:(?:um|uh|er|erm|the|[a-f]),? {{1,3}})*+({_NAMED})")
_THE = regex.compile(
    r",? {1,3}(?:(?:um|uh|er|erm),? {1,3})*+"
    r"(the (?:crescent|close|green|grove|square|avenue|drive|terrace|lane|mews|rise|parade|"
    r"paddocks?|orchards?|croft|glebe|ridings?|links|beeches|limes|oaks|elms|willows|cedars|poplars|hollies|chase|dell|"
    r"spinney|meadows?|row|walk|gardens|quadrant|mount|copse|maltings|glade|laurels|hawthorns|warren|pastures?|"
    r"oval|broadway|headrow|ropery|vale|dene|hollow|drove|quay|wharf|strand|mall|promenade|esplanade|shambles|cloisters|leas|knoll|ridgeway|fairway|causeway|ropewalk)"
    r")(?!\w)"
)
_ALONE = regex.compile(
    r",? {1,3}(?:(?:um|uh|er|erm),? {1,3})*+((?:the )?[a-z][a-z'-]{3,}+(?: [a-z][a-z'-]{2,}+){0,2}?)"
    r"(?=[.,;:?!]|$| (?:in|and|near|by|um|uh|er|off|over|now|still|that's|please|sheffield|leeds|london)(?!\w))"
)
# Names of streets that are one word: "Queensway", "Deansgate".
_ONE_WORD = regex.compile(
    r"[a-z]{3,}(?:way|gate|mead|lawns?|croft|garth|hurst|holme|bank|side|brook|dene|leigh|mount|fields?|wood|lands?|"
    r"acres?|view|cote|ridge|thorpe)"
)
_FILLERS = (
    r"(?:[ ,.:]+(?:is|was|are|now|still|it's|that's|its|um|uh|er|erm|yes|yeah|so|yep|sure|okay|ok|well|just|over|round|"
    r"currently|back|number|no|da|e|este))*"
)
_ADDRESS_IS = regex.compile(rf"(?<!\w)(?:address|adresa(?: mea)?){_FILLERS}[ ,.:]*$")
_LIVES_AT = regex.compile(
    rf"(?<!\w)(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|moved|moving|home|house|flat|(?:we|they)'re|i'm|he's|she's|based)"
    rf"{_FILLERS}[ ,.:]+(?:at|to|on|is)(?!\w){_FILLERS}[ ,.:]*$"
)
# "You're still at", "care of": an address follows.
_STILL_AT = regex.compile(r"(?<!\w)(?:still (?:at|in)|care of|c/o|post (?:goes|comes) to)[ ,.:]+(?:number[ ,]*)?$")
_FIRST_SAID = regex.compile(rf"\W*(?:yes|yeah|yep|sure|so|it's|its|that's|um|uh|er|erm|well|da|e)?{_FILLERS}[ ,.:]*$")
_FIRST_SAID_HERE = regex.compile(
    rf"\W*(?:(?:yes|yeah|yep|sure|so|it's|its|that's|um|uh|er|erm|well|da|e)(?!\w))?{_FILLERS}[ ,.:]*"
)
_TO_COME = regex.compile(
    rf"(?<!\w)(?:address|adresa(?: mea)?){_FILLERS}[ ,.:]+(?:is|are)[ ,.:]+|"
    rf"(?<!\w)(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|moved|you|i'm|he's|she's|we're|they're)"
    rf"{_FILLERS}[ ,.:]+(?:at|to)[ ,.:]+|"
    r"(?<!\w)(?:still at|care of|c/o|down (?:at|as)) "
)
_NUMBER_SAID = regex.compile(r"(?<!\w)number[ ,]*$")
_AT_NUMBER = regex.compile(r"(?<!\w)(?:at|to|in|la) number[ ,]*$")
_NUMBERS = "|".join(sorted(words.NUMBER_WORDS))
# "Whitham Road, number forty".
_STREET_FIRST = regex.compile(
    rf"(?<!\w)((?:[a-z][a-z'-]++ ){{1,3}}?"
    rf"(?:street|road|avenue|lane|drive|crescent|close|terrace|court|way|rd|st|ave)),? (?:at |it's )?(?:number|no\.) "
    rf"(?:\d{{1,4}}[a-z]?|(?:{_NUMBERS})(?!\w)(?:[ -](?:and )?(?:{_NUMBERS})(?!\w)){{0,4}}+)"
)
_FLAT_BEFORE = regex.compile(
    rf"(?<!\w)(?:flat|apartment|apt|room|unit|studio|maisonette)\.? (?:number )?"
    rf"(?:\d{{1,4}}[a-z]?|[a-z]|(?:{_NUMBERS})(?:(?:[ -]|,? (?:slash|stroke) )(?:{_NUMBERS}))?)(?:,? (?:um|uh|er))?,? "
    r"(?:(?:at|in) )?$"
)
_NO_STREETS = (
    "of the a an and in on at to from for minutes minute people hours hour days years year weeks month months times "
    "pounds percent or is was were are that this more other different off by with all my our your their his her it we "
    "they i you he she who into near around down up across main busy miles mile metres yards doors houses roads thing "
    "way place day one man woman person big little long hell kind sort side lot bit last "
    "first next only no same"
)
_NOT_STREETS = frozenset(_NO_STREETS.split())
_NO_NAMES = (
    "bedroom bedrooms bedroomed bed beds kids children floor floors others ladies flats rooms tablets units "
    "milligrams stone foot feet grand quid thousand hundred million half yeah yes right okay then just people's "
    "streets january february march april may june july august september october november december o'clock"
)
_NOT_NAMES = _NOT_STREETS | frozenset(_NO_NAMES.split())

_RO_TYPE = r"(?:strada|str\.?|bulevardul|bd\.?|bdul|calea|aleea|soseaua|sos\.?|intrarea|piata|splaiul)"
_RO_NUMBER = rf"(?:\d{{1,4}}[a-z]?|(?:{_NUMBERS})(?!\w)(?: (?:si )?(?:{_NUMBERS})(?!\w)){{0,4}}+)(?!\w)"
_RO_LABEL = r"(?:la )?(?:numarul|numaru|nr\.?|bloc(?:ul)?|bl\.?)"
_RO_UNIT = (
    rf"(?:bl|bloc(?:ul)?|sc|scara|et|etaj(?:ul)?|ap|apartament(?:ul)?|sector(?:ul)?)\.? ?"
    rf"(?:{_RO_NUMBER}|[a-z]{{1,2}}(?: ?{_RO_NUMBER}|\d{{0,3}}(?!\w)))"
)
_RO_UNITS = rf"(?:,? {_RO_UNIT}){{0,5}}+"
_RO_STREET = regex.compile(
    rf"(?<!\w){_RO_TYPE} (?!in |la |pe |de )(?:[\w.'-]++,? ){{1,4}}?(?:{_RO_LABEL} ?)?\d{{1,4}}[a-z]?(?!\w){_RO_UNITS}"
)
_RO_STREET_SAID = regex.compile(
    rf"(?<!\w)(?:strada|bulevardul|calea|aleea|soseaua|intrarea|piata) (?!in |la |pe |de )(?:[\w.'-]++,? ){{1,4}}?"
    rf"(?:la )?(?:numarul|numaru|nr\.?) (?:{_RO_NUMBER}|[a-z]{{2,}}){_RO_UNITS}"
)
_RO_STREET_BARE = regex.compile(rf"(?<!\w){_RO_TYPE} ((?:[\w.'-]++,? ){{1,3}}?)(?={_RO_NUMBER}){_RO_NUMBER}{_RO_UNITS}")
_RO_BLOCK = regex.compile(rf"(?<!\w)(?=bl|sc){_RO_UNIT}(?:,? {_RO_UNIT}){{1,4}}+")


def written(piece: Piece) -> Iterator[Found]:
    """Find addresses whose house number stands in digits."""
    for match in _NUMBER.finditer(piece.plain):
        yield from _at_number(piece, *match.span(), _STREET_AFTER)
    for match in _RO_STREET.finditer(piece.plain):
        yield Found("address", "warn", "address.ro", *match.span(), match.group())


def street_first(piece: Piece) -> Iterator[Found]:
    """Find streets, and Romanian blocks, whose number comes after: "strada Florilor numărul doisprezece"."""
    for match in _RO_STREET_SAID.finditer(piece.plain):
        yield Found("address", "warn", "address.ro_spoken", *match.span(), match.group())
    for match in _RO_STREET_BARE.finditer(piece.plain):
        names = piece.text[match.start(1) : match.end(1)].split()
        if all(name[0].isupper() for name in names):
            yield Found("address", "warn", "address.ro_spoken", *match.span(), match.group())
    numbered = "number " in piece.plain or " no. " in piece.plain
    for match in _STREET_FIRST.finditer(piece.plain, overlapped=True) if numbered else ():
        named = piece.text[match.start(1) : match.end(1)].split()
        if all(name[0].isupper() for name in named):
            yield Found("address", "warn", "address.street_first", *match.span(), match.group())
    for match in _RO_BLOCK.finditer(piece.plain):
        yield Found("address", "warn", "address.ro_block", *match.span(), match.group())


def spoken(piece: Piece, run: list[Group]) -> Iterator[Found]:
    """Find house numbers that are said, with their street: "twenty eight Great Road", "sixteen A Church Hill"."""
    last = len(run) - 1
    if last and run[last].sort == "letters" and run[last].text in "abcdef":
        last -= 1
    if run[last].sort not in ("digit", "number", "ordinal"):
        return
    first = last
    while first and run[first].joined and run[first - 1].sort == run[last].sort == "digit":
        first -= 1
    yield from _at_number(piece, run[first].start, run[-1].end, _STREET_SAID)


def _at_number(piece: Piece, start: int, end: int, street: regex.Pattern[str]) -> Iterator[Found]:
    """Look what stands after a number: a street, "The Crescent", or a name where an address was to come."""
    match = street.match(piece.plain, end)
    found = match is not None and _is_street(piece, start, match)
    if not found:
        match = _THE.match(piece.plain, end)
        found = match is not None and _is_the(piece, start, match)
    if not found and (until := _celtic.street_after(piece, end, asked=place_asked(piece, start) > 0)):
        value = " ".join(piece.plain[start:until].replace(",", "").split())
        yield Found("address", "warn", "address.celtic", start, until, value)
        return
    if not found:
        match = _ALONE.match(piece.plain, end)
        found = match is not None and _is_name(piece, start, match)
    if match is not None and found:
        flat = _FLAT_BEFORE.search(piece.plain[max(0, start - 50) : start])
        start -= len(flat.group()) if flat else 0
        value = " ".join(piece.plain[start : match.end(1)].replace(",", "").split())
        yield Found("address", "warn", "address", start, match.end(1), value)


def _is_street(piece: Piece, number: int, match: regex.Match[str]) -> bool:
    names = match[1].replace(",", "").split()
    own = len(names) - 1
    while own > 1 and STREET.fullmatch(names[own - 1]):
        own -= 1
    as_written = piece.text[match.start(1) : match.end(1)].replace(",", "").split()
    # A street may be named after Thomas More, and after the first word a capital tells.
    small = (word.lower() for place, word in enumerate(as_written[:own]) if not place or not word[0].isupper())
    if any(word in _NOT_STREETS for word in small):
        return False
    if all(word[0].isupper() for word in as_written[:own]):
        return True
    if len(names) > 3:
        return False
    told = piece.near(contexts.ADDRESS_ASKED, number, match.end())
    return told or (names[-1] in _SURE_TYPES and piece.near(contexts.ADDRESS, number, match.end()))


def _is_the(piece: Piece, number: int, match: regex.Match[str]) -> bool:
    the, name = piece.text[match.start(1) : match.end(1)].split()
    further = piece.text[match.end() : match.end() + 2].strip()
    if the[0].isupper() and name[0].isupper() and not further.isupper():
        return True
    if name[0].isupper() and _NUMBER_SAID.search(piece.plain[max(0, number - 12) : number]):
        return True
    return not piece.plain[match.end() :].startswith(" of") and place_asked(piece, number) > 0


def _is_name(piece: Piece, number: int, match: regex.Match[str]) -> bool:
    as_written = piece.text[match.start(1) : match.end(1)].split()
    if as_written[0].lower() == "the":
        as_written = as_written[1:]
    names = match[1].split()[-len(as_written) :]
    if any(name in _NOT_NAMES or name in words.NUMBER_WORDS or name in words.NOISES for name in names):
        return False
    asked = place_asked(piece, number)
    capitals = all(name[0].isupper() for name in as_written)
    if asked:
        return capitals or asked == 2
    if len(as_written) < len(match[1].split()):
        return capitals and _AT_NUMBER.search(piece.plain[max(0, number - 14) : number]) is not None
    numbered = _NUMBER_SAID.search(piece.plain[max(0, number - 12) : number]) is not None
    return numbered and capitals and len(names) == 1 and _ONE_WORD.fullmatch(names[0]) is not None


def asked_before(piece: Piece) -> bool:
    """Tell whether the question just before was where somebody lives."""
    return contexts.ADDRESS_ASKED.search(piece.before) is not None


def answers(piece: Piece) -> Iterator[int]:
    """Give the places where an address is to come: after "my address is", "we live at", and where one was asked for."""
    if asked_before(piece):
        match = _FIRST_SAID_HERE.match(piece.plain)
        if match is not None:
            yield match.end()
    for match in _TO_COME.finditer(piece.plain):
        yield match.end()


def place_asked(piece: Piece, number: int) -> int:
    """Tell whether an address is to come: 2 after "address", also when that was the question; 1 after "live at"."""
    left = piece.plain[max(0, number - 60) : number]
    if _ADDRESS_IS.search(left):
        return 2
    if number < 40 and contexts.ADDRESS_ASKED.search(piece.before) and _FIRST_SAID.fullmatch(left):
        return 2
    return int(_LIVES_AT.search(left) is not None or _STILL_AT.search(left) is not None)
