"""Looking through a file: every finder on every piece of it, and one finding for each place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import View, view_of
from tlc.talk.screen.finding import Finding, Place, Screening, pieces_of
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile

if TYPE_CHECKING:
    from tlc.talk.screen.names import Roster

#: Counts up whenever the rules find other things than before: a file checked by older rules is checked again.
RULES = "2"


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
    findings = []
    for part, index, number, text, before in pieces_of(raw, file.name):
        for hit in rules.hits(text, before):
            place = Place(part=part, index=index, start=hit.start, end=hit.end)
            findings.append(
                Finding(
                    kind=hit.kind,
                    level=hit.level,
                    rule=hit.rule,
                    place=place,
                    number=number,
                    seal=seal.of(_FAMILY.get(hit.kind, hit.kind), hit.value),
                )
            )
    return Screening(
        name=file.name,
        digest=file.digest,
        unit=raw.unit,
        words=sum(len(turn.text.split()) for turn in raw.turns),
        findings=tuple(findings),
        rules=rules.version,
        warnings=raw.warnings,
    )


def _apart(found: Sequence[Hit]) -> Iterator[Hit]:
    taken: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.level != "block", hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            taken.append(hit)
            yield hit
