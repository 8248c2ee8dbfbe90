"""Names that other words announce: "Doctor ...", "my name is ...", "am vorbit cu ..."."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import regex

from tlc.talk.screen.names._capitals import is_namely, value_of
from tlc.talk.screen.names._marks import TRIGGER, Mark
from tlc.talk.screen.names._tokens import Piece, Token, token_of
from tlc.talk.screen.names._words import Sort, sort_of

_STAFF = (
    "dr|doctor|nurse|sister|matron|midwife|professor|prof|surgeon|consultant|social worker|health visitor|carer|"
    "key ?worker|support worker|case ?worker|therapist|counsellor|physio|dentist|pharmacist|officer|sergeant|"
    "constable|inspector|judge|receptionist|"
    "doctorul|doctorului|doctorita|doctoritei|doamna doctor|domnul doctor|domnu doctor|d-na dr|dl dr|asistenta|"
    "asistentei|asistentul|sora|sorei|moasa|moasei|medicul|medicului|profesorul|profesoara|asistenta sociala|"
    "asistentul social|preotul|parintele|mediatoarea|mediatorul"
)
_TITLES = (
    "mr|mrs|ms|miss|mister|missus|sir|dame|lady|lord|rev|reverend|father|uncle|auntie|aunty|aunt|imam|rabbi|pastor|"
    "mayor|councillor|"
    "domnul|domnului|domnu|doamna|doamnei|domnisoara|domnisoarei|dl|d-l|dl-ul|d-na|dna|nea|nenea|tanti|matusa|unchiul|"
    "vecinul|vecina|nasul|nasa"
)
_NAMED = (
    "my name is|my name's|name is|name's|names is|they call me|everyone calls me|i am called|i'm called|"
    "he is called|she is called|he's called|she's called|they're called|was called|is called|named|nicknamed|"
    "numele meu e|numele meu este|numele e|numele lui e|numele ei e|ma numesc|ma cheama|il cheama|o cheama|ii cheama|"
    "se numeste|se cheama|pe nume|pe numele"
)
_SPOKEN = (
    "i'm|i am|this is|it's|it is|called|calling|speaking to|speaking with|spoke to|spoke with|speak to|speak with|"
    "calls me|call me|calls him|calls her|call him|call her|"
    "imi zice|imi zic|imi spune|imi spun|ii zice|ii zic|"
    "talk to|talked to|talking to|told|tell|asked|ask|said to|met|saw|with|hi|hello|thanks|thank you|bye|dear|"
    "sunt|eu sunt|am vorbit cu|vorbesc cu|vorbit cu|i-am spus lui|i-am zis lui|am zis lui|lui|cu|la doctorul"
)
_FILLERS = r"(?:[ ,]+(?:um+|uh+|er+|erm|ah|like|just|well|aaa|a|deci|adica|actually|also)\b)*[ ,]{1,3}"
_NEXT = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:'\p{L}++)*+(?!\w)")
_NO_NAMES_LISTED = (
    "i and the a who who's what which practitioner manager consultant specialist ok okay yes no not um uh er how "
    "can so but if when you we they he she it is was has had si sau ca nu da iar dar google chair speaker "
    "president minister madam assistant st mum dad mama tata"
)
_NO_NAMES = frozenset(_NO_NAMES_LISTED.split()) | {title for titles in (_STAFF, _TITLES) for title in titles.split("|")}
_MOST = 3
_LOOK_BACK = 60
_DOCTORS = frozenset({"dr", "prof"})


_ABBREVIATED = "dr|mr|mrs|ms|prof|rev|dl|dna|d-na"
# Read backwards from a word that could be a name, which is quick: few words could be one.
_ANNOUNCED = regex.compile(
    rf"(?r)(?<![\w'])(?:(?P<staff>{_STAFF})|(?P<title>{_TITLES})|(?:(?P<abbreviated>{_ABBREVIATED})\.)|(?P<said>{_NAMED})|"
    rf"(?P<spoken>{_SPOKEN})){_FILLERS}",
    regex.I,
)
# One of these words is in every announcement: where none is, no word need be looked up.
_HEADS = frozenset(
    re.findall(r"[^\W\d_]+", said)[0]
    for listed in (_STAFF, _TITLES, _ABBREVIATED, _NAMED, _SPOKEN)
    for either in listed.split("|")
    for said in (either.replace(" ?", " "), either.replace(" ?", ""))
)
# Which rule, of which kind, and whether what follows is a name even when it is a word as well ("Doctor Cook").
_RULES = {
    "staff": ("name.title", "staff_name", True),
    "title": ("name.title", "name", True),
    "abbreviated": ("name.title", "name", True),
    "said": ("name.said", "name", True),
    "spoken": ("name.spoken_to", "name", False),
}


def trigger_marks(piece: Piece, words: Iterable[Token], known: Collection[str]) -> Iterator[Mark]:
    """Mark the words that follow a title or an introduction, when they can be a name."""
    if _HEADS.isdisjoint(piece.words):
        return
    for token in words:
        if not _may_be(piece, token, strong=True):
            continue
        found = _ANNOUNCED.match(piece.plain, max(0, token.start - _LOOK_BACK), token.start)
        if found:
            group = str(found.lastgroup)
            rule = _RULES["staff" if found["abbreviated"] and found["abbreviated"].lower() in _DOCTORS else group]
            yield from _named(piece, token.start, known, rule)


def _named(piece: Piece, at: int, known: Collection[str], rule: tuple[str, str, bool]) -> Iterator[Mark]:
    name, kind, strong = rule
    for _ in range(_MOST):
        found = _NEXT.match(piece.text, at)
        token = token_of(found[0], found.start()) if found else None
        if token is None or token.word in known or not _may_be(piece, token, strong=strong):
            return
        yield Mark(
            start=token.start,
            end=token.end,
            rank=TRIGGER,
            rule=name,
            kind=kind,
            value=value_of(token.word, piece.romanian),
            closed=token.possessive,
        )
        if token.possessive or piece.text[token.end : token.end + 1] not in (" ", "-"):
            return
        at = token.end + 1
        strong = True  # after a forename any word with a capital is a surname


def _may_be(piece: Piece, token: Token, *, strong: bool) -> bool:
    if token.word in _NO_NAMES:
        return False
    sort = sort_of(token.word, piece.romanian)
    if not token.capital or piece.casing == "capital":
        # Small letters: only what is a name sooner than a word, and after a title what no dictionary has.
        if piece.casing == "mixed":
            return False
        return is_namely(token.word, piece.romanian) or (strong and not sort)
    if sort & Sort.KNOWN:
        return strong and bool(sort & Sort.SURNAME | sort & Sort.FORENAME) and not token.shouted
    if strong:
        # In capitals a word may only be said loudly; "Mr SMITH" is not.
        return not token.shouted or not sort & Sort.WORD or bool(sort & (Sort.FORENAME | Sort.SURNAME))
    return is_namely(token.word, piece.romanian) or (not token.shouted and (not sort or bool(sort & Sort.FORENAME)))
