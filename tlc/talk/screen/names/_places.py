"""Places that are named ("X Surgery", "strada Y"), and roles that only one person there holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

import regex

from tlc.talk.screen._view import folded
from tlc.talk.screen.names._marks import PLACE, UNKNOWN, Mark
from tlc.talk.screen.names._tokens import Piece
from tlc.talk.screen.names._words import Sort, lines, sort_of

_CAPITAL = r"\p{Lu}[\p{L}\p{M}]*+(?:'\p{L}++)*+"
_TYPES = (
    r"[Ss]urgery|[Hh]ospital|[Ii]nfirmary|[Cc]linic|[Hh]ospice|[Pp]harmacy|[Cc]hemist|[Ss]chool|[Aa]cademy|[Cc]ollege|"
    r"[Uu]niversity|[Nn]ursery|[Cc]hurch|[Mm]osque|[Tt]emple|[Gg]urdwara|[Ss]ynagogue|[Cc]hapel|[Cc]athedral|[Hh]otel|"
    r"[Hh]ostel|[Pp]rison|[Ll]ibrary|[Cc]entre|[Cc]are [Hh]ome|[Nn]ursing [Hh]ome|[Cc]hildren's [Cc]entre|"
    r"(?:[Mm]edical|[Hh]ealth|[Cc]ommunity|[Dd]ay|[Ll]eisure|[Ww]alk-[Ii]n) (?:[Cc]entre|[Pp]ractice)|Practice|House|"
    r"Court|Park|Lodge|Arms|Trust|(?:[Pp]rimary|[Hh]igh|[Ii]nfant|[Jj]unior|[Ss]econdary|[Nn]ursery) [Ss]chool"
)
_ENGLISH = regex.compile(
    rf"(?<!\w)(?P<name>(?:St\.? |Saint )?{_CAPITAL}(?:[ -](?:(?:of|the|upon|on|&) )?{_CAPITAL}){{0,4}}) "
    rf"(?:{_TYPES})(?!\w)"
)
_OF_ROMANIA = (
    r"[ȘŞSșşs]coala|[Ll]iceul|[Cc]olegiul|[Gg]r[ăa]dini[țţt]a|[Ss]pitalul|[Cc]linica|[Pp]oliclinica|[Bb]iserica|"
    r"[Pp]arohia|[Mm][ăa]n[ăa]stirea|[Cc][ăa]minul|[Hh]otelul|[Ff]armacia|[Ss]trada|[Ss]tr\.|[Bb]ulevardul|[Bb]-dul|"
    r"[Aa]leea|[Cc]alea|[Pp]ia[țţt]a|[Ss]oseaua|[ȘŞșş]oseaua|[Cc]omuna|[Ss]atul|[Cc]artierul|[Cc]abinetul|[Mm]oscheea|"
    r"[Uu]niversitatea|[Cc]re[șşs]a"
)
_ROMANIAN = regex.compile(
    rf"(?<!\w)(?:{_OF_ROMANIA})(?: (?i:de|din|nr\.?|\d+|general[ăa]|gimnazial[ăa]|primar[ăa]|jude[țţt]ean|municipal|"
    rf"clinic|medical[ăa]?)){{0,3}} (?P<name>\"?{_CAPITAL}(?:[ -](?:(?:cel|de|din|la) )?{_CAPITAL}){{0,4}})(?!\w)"
)
# One of these words is in every named place; where none is, nothing need be looked for.
_ENGLISH_SORTS_LISTED = (
    "surgery hospital infirmary clinic hospice pharmacy chemist school academy college university nursery church "
    "mosque temple gurdwara synagogue chapel cathedral hotel hostel prison library centre home practice house "
    "court park lodge arms trust"
)
_ROMANIAN_SORTS_LISTED = (
    "scoala liceul colegiul gradinita spitalul clinica policlinica biserica parohia manastirea caminul hotelul "
    "farmacia strada str bulevardul dul aleea calea piata soseaua comuna satul cartierul cabinetul moscheea "
    "universitatea cresa"
)
_ENGLISH_SORTS = frozenset(_ENGLISH_SORTS_LISTED.split())
_ROMANIAN_SORTS = frozenset(_ROMANIAN_SORTS_LISTED.split())
_SORTS = _ENGLISH_SORTS | _ROMANIAN_SORTS
# Words that stand with many a place: "Community Health Centre" names none.
_COMMON_LISTED = (
    "any some each every plastic laser lasik tia fe outpatient inpatient acute rehab walk-in carers pharmacy drug "
    "eye a an the my our your his her their this that at in to from local primary secondary high junior infant "
    "general mental health children children's private public community city town county medical day care sure "
    "start family women's national central royal university new old nhs gp sexual social walk dental law state "
    "special sunday grammar catholic islamic art drop wellbeing information advice job call test vaccination "
    "testing covid judetean municipal clinic de and of la roman pentecostal baptist orthodox methodist i so but "
    "then when near outside inside behind medicul scoala spitalul nationala urgenta urgente"
)
_COMMON = frozenset(_COMMON_LISTED.split())


def place_marks(piece: Piece, known: Collection[str]) -> Iterator[Mark]:
    """Mark named places; a place of which only the sort is said is none."""
    for pattern, rule, sorts in (
        (_ENGLISH, "place.english", _ENGLISH_SORTS),
        (_ROMANIAN, "place.romanian", _ROMANIAN_SORTS),
    ):
        if sorts.isdisjoint(piece.words):
            continue
        for found in pattern.finditer(piece.text):
            start, end = _trimmed(found)
            words = folded(piece.text[start:end]).split()
            own = [word for word in words if word not in _COMMON and word not in _SORTS and word not in known]
            # A town or a people with a small letter after it tells the sort of place: "the Polish church".
            written = piece.text[start:end].split()
            whole = written[-1][0].isupper() and not written[0].isupper()
            if own and (whole or any(not sort_of(word, piece.romanian) & Sort.KNOWN for word in own)):
                yield Mark(
                    start=start, end=end, rank=PLACE, rule=rule, kind="place_name", value=" ".join(words).strip('"')
                )


def role_marks(piece: Piece) -> Iterator[Mark]:
    """Mark the roles of which a place has one."""
    pattern, heads = _roles()
    if heads.isdisjoint(piece.words):
        return
    for found in pattern.finditer(piece.small):
        yield Mark(
            start=found.start(),
            end=found.end(),
            rank=UNKNOWN,
            rule="role.rare",
            kind="rare_role",
            value=folded(found[0]),
        )


def _trimmed(found: regex.Match[str]) -> tuple[int, int]:
    """Leave out the words at the start of a sentence that are no part of the name: "At Oakfield Surgery"."""
    start, end = found.span()
    if found.re is _ENGLISH:
        words = found["name"].split(" ")
        while len(words) > 1 and folded(words[0]) in _COMMON - {"royal", "new", "old", "st"}:
            start += len(words.pop(0)) + 1
    return start, end


@cache
def _roles() -> tuple[re.Pattern[str], frozenset[str]]:
    roles = [role.strip() for line in lines("roles.txt") for role in line.split("|")]
    longest_first = sorted(filter(None, roles), key=len, reverse=True)
    heads = frozenset(role.split()[0] + plural for role in longest_first for plural in ("", "s"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b"), heads
