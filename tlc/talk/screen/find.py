"""Looking through a file: every finder on every piece of it, and one finding for each place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import regex

from tlc.errors import TranscriptError
from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import View, view_of
from tlc.talk.screen.finding import TURN, Finding, Place, Screening, pieces_of
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile

if TYPE_CHECKING:
    from tlc.talk.screen.names import Roster

#: Counts up whenever the rules find other things than before: a file checked by older rules is checked again.
RULES = "3"


#: A file with more findings is no transcript.
MOST_FINDINGS = 5_000
_REACH = 120
# The end of a turn, and the beginning of one, that could be a half of something: digits, number words, single letters.
_TAIL = regex.compile(r"(?:(?:\d|[\p{L}\p{M}]{1,9}\b|[+@])[ ,.\-]{0,2}){1,14}$")
_HEAD = regex.compile(r"(?:(?:\d++|[\p{L}\p{M}]{1,9}+|@)[ ,.\-]{0,2}+){1,14}")
# The same word is the same thing, whichever rule of names found it.
_FAMILY = {"staff_name": "name", "unknown_word": "name", "mixed_script": "name"}


class Finder(Protocol):
    """Looks through one piece of text; hits in order of start, none over another."""

    def __call__(self, view: View, *, before: str = "") -> Iterable[Hit]:
        """Find identifiers in a view; ``before`` is what was said just before it."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What looks through a file.

    Parameters
    ----------
    roster : Roster, optional
        The study's real names.
    known : collection of str
        Folded words that a person looked at and that tell nobody who somebody is.
    more : mapping of name to Finder
        Finders that a person asked for by name, such as presidio.

    >>> list(Rules().hits("They lost it twice."))
    []
    """

    roster: Roster | None = None
    known: Collection[str] = ()
    more: tuple[tuple[str, Finder], ...] = field(default=())

    @property
    def version(self) -> str:
        """The version of the rules, with what was added to them."""
        return "+".join([RULES, *(name for name, _ in self.more)])

    def hits(self, text: str, before: str = "") -> Iterator[Hit]:
        """Find what could tell who somebody is, in order, none over another: the graver and then the longer stays."""
        from tlc.talk.screen import names, structured

        view = view_of(text)
        found = [
            *structured.find(view, before=before),
            *names.find(view, roster=self.roster, before=before, known=self.known),
        ]
        for _, finder in self.more:
            found += finder(view, before=before)
        return iter(sorted(_apart(found), key=lambda hit: hit.start))


def screen(file: SessionFile, rules: Rules, seal: Seal) -> Screening:
    """Look through every piece of a file: what was said, labels, comments, properties, the file's name."""
    raw = file.raw
    findings: list[Finding] = []
    for part, index, number, text, before in pieces_of(raw, file.name):
        for hit in rules.hits(text, before):
            findings.append(_finding(hit, Place(part=part, index=index, start=hit.start, end=hit.end), number, seal))
        if len(findings) > MOST_FINDINGS:
            raise TranscriptError(
                f"More than {MOST_FINDINGS} things in this file could tell who somebody is.",
                where=(file.name, number) if number else file.name,
                hint="No transcript holds so many. Is it a list of addresses or numbers?",
            )
    known = {finding.place for finding in findings if finding.level == "block"}
    findings += [one for one in _over_turns(file, rules, seal) if not any(_touch(one.place, place) for place in known)]
    return Screening(
        name=file.name,
        digest=file.digest,
        unit=raw.unit,
        words=sum(len(turn.text.split()) for turn in raw.turns),
        findings=tuple(findings),
        rules=rules.version,
        warnings=raw.warnings,
    )


def _finding(hit: Hit, place: Place, number: int, seal: Seal) -> Finding:
    return Finding(
        kind=hit.kind,
        level=hit.level,
        rule=hit.rule,
        place=place,
        number=number,
        seal=seal.of(_FAMILY.get(hit.kind, hit.kind), hit.value),
    )


def _touch(one: Place, other: Place) -> bool:
    return (one.part, one.index) == (other.part, other.index) and one.start < other.end and other.start < one.end


def _over_turns(file: SessionFile, rules: Rules, seal: Seal) -> Iterator[Finding]:
    """Find what is said over two turns: the first half of a number in one, the rest in the next."""
    for index, (first, second) in enumerate(pairwise(file.raw.turns)):
        tail, head = _TAIL.search(first.text[-_REACH:]), _HEAD.match(second.text[:_REACH])
        if not tail or not head:
            continue
        start = len(first.text[-_REACH:]) - len(tail[0])
        offset = max(0, len(first.text) - _REACH) + start
        joined = f"{tail[0].rstrip(' ,.')} {head[0]}"
        middle = len(tail[0].rstrip(" ,."))
        for hit in rules.hits(joined, first.text[:offset]):
            if hit.start < middle < hit.end and hit.level == "block":
                here = Place(part=TURN, index=index, start=offset + hit.start, end=offset + middle)
                there = Place(part=TURN, index=index + 1, start=0, end=min(hit.end - middle - 1, len(second.text)))
                yield _finding(hit, here, first.number, seal)
                yield _finding(hit, there, second.number, seal)


def _apart(found: Sequence[Hit]) -> Iterator[Hit]:
    taken: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.level != "block", hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            taken.append(hit)
            yield hit
