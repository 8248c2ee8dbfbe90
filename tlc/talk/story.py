"""Stories that are to be told outside: what in them could point at one person, alone or together.

A name or a number points at somebody alone. A nationality, a year, a date, an age and a named charity do so together:
each of them may stand in a story, and few people fit all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tlc.talk.screen.find import Rules

#: What a story may give away, and what people call it; the first are identifiers by themselves.
DIRECT = {"identifier": "identifier", "name": "name"}
INDIRECT = {
    "nationality": "nationality or country",
    "date": "exact date",
    "year": "year",
    "organisation": "named organisation",
    "place": "named town or area",
    "age": "age",
    "family": "family",
    "status": "legal or immigration status",
    "role": "rare role",
}
#: From two kinds of indirect identifiers on, a named person looks at them together.
TOGETHER = 2

_CAPITAL = r"[^\W\d_a-zà-öø-ÿăâîșț][\w'’-]*"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ian|iun|iul|noi"
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\w*(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\w*\s+\d{{1,2}}\b(?:,?\s+\d{{4}}\b)?"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?!\d)")
_AGE = re.compile(
    r"\b(?:aged?|now)\s+\d{1,3}\b|\b\d{1,3}(?:\s+|-)years?(?:\s+|-)old\b|\bage of \d{1,3}\b", re.IGNORECASE
)
_ORGANISATION = re.compile(
    rf"\b(?:{_CAPITAL}[ \t]+(?:(?:and|of|for|the|&)[ \t]+){{0,2}}){{1,6}}"
    r"(?:Network|Charity|Council|Trust|Services?|Project|Cent(?:re|er)|Association|Society|Foundation|Hospice|Hospital|"
    r"Infirmary|Clinic|Surgery|Practice|School|College|University|Church|Mosque|Temple|Health|CIC|Team|Partnership|"
    r"Federation|Union|Mission|Shelter|Hostel|House|Prison|Alliance|Forum|Community|Outreach)\b"
)
_COMMON = re.compile(
    r"\b(?:National Health Service|Home Office|(?:The|A|An|Our|Your|Their|This|That|Social|Local|Primary|Mental|Public)"
    r"\s+\w+)\Z"
)
_TOWN = re.compile(rf"\b(?:in|to|from|near|at|around)\s+(?P<name>{_CAPITAL}(?:\s+{_CAPITAL})?)")
_FAMILY = re.compile(
    r"\b(?:siblings?|(?:half[- ]|step)?(?:brothers?|sisters?)|twins?|cousins?|(?:grand)?(?:sons?|daughters?|children)|"
    r"nephews?|nieces?|(?:both |his |her |their )parents|orphan\w*|widow\w*|husband|wife|fianc\w+|pregnant)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:leave to remain|asylum|refugee status|visas?|no recourse|settled status|deport\w+|detention|undocumented|"
    r"immigration status|any status|prison|probation|convict\w+|arrest\w+|offences?|trafficked|modern slavery)\b",
    re.IGNORECASE,
)
_PEOPLES = """
afghan albanian algerian american angolan arab argentinian armenian australian austrian bangladeshi belarusian belgian
bolivian bosnian brazilian bulgarian cambodian cameroonian canadian chilean chinese colombian congolese croatian cuban
cypriot czech danish dominican dutch ecuadorian egyptian eritrean estonian ethiopian filipino finnish french gambian
georgian german ghanaian greek guinean guyanese haitian hungarian indian indonesian iranian iraqi irish israeli
italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kurdish kuwaiti latvian lebanese liberian
libyan lithuanian malawian malaysian malian maltese mauritian mexican moldovan mongolian moroccan mozambican namibian
nepalese nepali nigerian norwegian pakistani palestinian peruvian polish portuguese romanian russian rwandan saudi
senegalese serbian singaporean slovak slovakian slovenian somali spanish sudanese swedish swiss syrian taiwanese tamil
tanzanian thai trinidadian tunisian turkish ugandan ukrainian uzbek venezuelan vietnamese yemeni zambian zimbabwean
"""
_COUNTRIES = """
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia
bosnia brazil bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia
denmark ecuador egypt eritrea estonia ethiopia fiji finland france gambia georgia germany ghana greece grenada guinea
guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan
kenya kosovo kurdistan kuwait latvia lebanon liberia libya lithuania malawi malaysia mali malta mauritius mexico
moldova mongolia morocco mozambique myanmar namibia nepal nicaragua niger nigeria norway pakistan palestine panama
paraguay peru philippines poland portugal romania russia rwanda senegal serbia singapore slovakia slovenia somalia
spain sudan sweden switzerland syria taiwan tanzania thailand togo trinidad tunisia turkey uganda ukraine uruguay
uzbekistan venezuela vietnam yemen zambia zimbabwe
"""
_NATIONAL = frozenset((_PEOPLES + " " + _COUNTRIES).split())
_WORD = re.compile(_CAPITAL)
# What stands after "in" or "to" with a capital and is no place that tells anything.
_NO_TOWN_WORDS = """
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday england scotland wales britain uk nhs gp gps icb english british the a an i his her
their our christmas easter ramadan europe africa asia
"""
_NO_TOWN = frozenset(_NO_TOWN_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A place in a story that could help to tell who somebody is; it holds no words.

    Attributes
    ----------
    kind : str
        One of ``DIRECT`` or ``INDIRECT``.
    line : int
        From 1.
    start, end : int
        Code points in the whole text, half-open.

    >>> Risk(kind="year", line=1, start=0, end=4).words
    'year'
    """

    kind: str
    line: int
    start: int
    end: int

    @property
    def is_direct(self) -> bool:
        """Whether it points at somebody by itself."""
        return self.kind in DIRECT

    @property
    def words(self) -> str:
        """The kind, as people call it."""
        return DIRECT.get(self.kind) or INDIRECT[self.kind]


def risks(text: str, rules: Rules | None = None) -> tuple[Risk, ...]:
    """Find what in a story could point at one person, in the order of the text.

    The rules of the gate find identifiers; beside them stand indirect ones, which it lets pass in talk that stays with
    the team. It finds what has a usual form, and misses what happened to somebody: that tells more than all of these.

    Parameters
    ----------
    text : str
    rules : Rules, optional
        Those of a study, with its roster and its words that tell nobody; by default those of no study.

    >>> found = risks("The patient is a Kenyan national who came in 2002 and was seen on 15 July 2022.")
    >>> [risk.words for risk in found]
    ['nationality or country', 'year', 'exact date']
    """
    held = rules or Rules()
    known = {str(word).casefold() for word in held.known}
    spans = {span for span in _indirect(text) if span[0] != "place" or text[span[1] : span[2]].casefold() not in known}
    # "Peer Network" is no name where it is a part of an organisation's, nor "Marie" of a hospice's.
    taken = {place for kind, start, end in spans if kind != "family" for place in range(start, end)}
    for hit in held.hits(text):
        kind = _kind_of(hit.kind)
        if kind and taken.isdisjoint(range(hit.start, hit.end)):
            spans.add((kind, hit.start, hit.end))
    ordered = sorted(spans, key=lambda span: (span[1], span[2], span[0]))
    return tuple(
        Risk(kind=kind, line=text.count("\n", 0, start) + 1, start=start, end=end) for kind, start, end in ordered
    )


def told(found: Iterable[Risk]) -> tuple[str, ...]:
    """Say in sentences what a story gives away: by kinds and lines, and with nobody's words.

    >>> told(risks("She came from Jamaica in 2002."))[0]
    'Together, these could point at one person: nationality or country (line 1), year (line 1).'
    """
    found = tuple(found)
    lines: dict[str, list[int]] = {}
    for risk in found:
        lines.setdefault(risk.kind, []).append(risk.line)
    sentences = [f"Points at somebody by itself: {_listed({kind: lines[kind] for kind in DIRECT if kind in lines})}."]
    sentences = sentences if any(kind in lines for kind in DIRECT) else []
    indirect = {kind: lines[kind] for kind in INDIRECT if kind in lines}
    if len(indirect) >= TOGETHER:
        sentences.append(f"Together, these could point at one person: {_listed(indirect)}.")
    elif indirect:
        sentences.append(f"To be looked at: {_listed(indirect)}.")
    return tuple(sentences)


def _listed(lines: dict[str, list[int]]) -> str:
    words = DIRECT | INDIRECT
    told = []
    for kind, places in lines.items():
        numbers = list(dict.fromkeys(places))
        more = f" and {len(numbers) - 4} more" if len(numbers) > 4 else ""
        name = "line" if len(numbers) == 1 else "lines"
        told.append(f"{words[kind]} ({name} {', '.join(map(str, numbers[:4]))}{more})")
    return ", ".join(told)


def _indirect(text: str) -> Iterator[tuple[str, int, int]]:
    days = [found.span() for found in _DAY.finditer(text)]
    yield from (("date", start, end) for start, end in days)
    for found in _YEAR.finditer(text):
        # The year of an exact date is part of it.
        if not any(start <= found.start() < end for start, end in days):
            yield "year", *found.span()
    organisations = [found.span() for found in _ORGANISATION.finditer(text) if not _COMMON.search(found[0])]
    yield from (("organisation", start, end) for start, end in organisations)
    for kind, pattern in (("age", _AGE), ("family", _FAMILY), ("status", _STATUS)):
        yield from ((kind, *found.span()) for found in pattern.finditer(text))
    for found in _WORD.finditer(text):
        if _singular(found[0]) in _NATIONAL:
            yield "nationality", *found.span()
    for found in _TOWN.finditer(text):
        start, end = found.span("name")
        first = re.split(r"\W", found["name"].casefold())[0]
        inside = any(one <= start < other for one, other in organisations)
        if first not in _NO_TOWN and _singular(first) not in _NATIONAL and not inside:
            yield "place", start, end


def _singular(word: str) -> str:
    folded = re.split(r"['’-]", word.casefold())[0]
    return folded if folded in _NATIONAL else folded.removesuffix("s")


def _kind_of(kind: str) -> str:
    if kind in ("name", "staff_name"):
        return "name"
    if kind == "place_name":
        return "organisation"
    if kind in ("rare_role", "age"):
        return "role" if kind == "rare_role" else "age"
    if kind in ("date", "unknown_word", "mixed_script"):
        return ""
    return "identifier"
