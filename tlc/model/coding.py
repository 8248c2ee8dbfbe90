"""Codings: who found what in which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from tlc.errors import CodingError
from tlc.model.codebook import Code
from tlc.model.text import Span

CoderKind = Literal["person", "rules", "model", "agreed"]
Status = Literal["suggested", "accepted", "rejected"]

CODER_KINDS: tuple[CoderKind, ...] = get_args(CoderKind)
STATUSES: tuple[Status, ...] = get_args(Status)
_CODER_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# Whatever their ending, Windows takes files of these names for devices.
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Whoever marks text: a person, the rules, a model, or people in agreement.

    >>> Coder(id="asha", name="Asha", kind="person").is_machine
    False
    """

    id: str
    name: str
    kind: CoderKind = "person"

    def __post_init__(self) -> None:
        if not _CODER_ID.fullmatch(self.id):
            raise CodingError(
                "A coder's id is not usable as a file name.",
                hint="Use lower-case letters, digits, - and _, beginning with a letter: asha.",
            )
        if _DEVICES.fullmatch(self.id):
            raise CodingError(
                "A coder's id is not usable as a file name: Windows keeps it for a device.",
                hint="Choose another, or make it longer: con becomes con-k.",
            )
        if self.kind not in CODER_KINDS:
            raise CodingError(f"Coder '{self.id}' is of an unknown kind.", hint=f"Use: {', '.join(CODER_KINDS)}.")

    @property
    def is_machine(self) -> bool:
        """What rules and models mark is only ever a suggestion."""
        return self.kind in ("rules", "model")


#: The coder under whose name the codebook's rules suggest.
RULES = Coder(id="rules", name="Codebook rules", kind="rules")
#: The coder under whose name a model suggests that learned from people's codings.
MODEL = Coder(id="model", name="Learned suggestions", kind="model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One code on one span of words, by one coder.

    Attributes
    ----------
    id : str
        Unique within the study.
    quote : str
        The words under the span when they were coded; compared whenever the codings are read.
    because : str
        For a machine: which rule fired, or which score; empty for a person.
    like : tuple of str
        For a model: ids of the codings of people that it goes by.
    status : str
        ``suggested`` by a machine, ``accepted`` or ``rejected`` by a person.
    decided : str
        Id of the suggestion, or of the other coder's coding, that a person decided on by making this one; empty where
        nobody had suggested anything.
    prompted : bool or None
        Whether people said it because they were asked for it; None where the coder did not say.
    independent : bool
        The coder had not asked to see suggestions, or what others coded, in this session before.
    serious : bool
        A person marked this as serious however rarely it is said: safety, safeguarding, rights.
    made_at : str
        ISO 8601 in UTC, to the second.

    >>> span = Span(turn="FG01:0003", start=0, end=6)
    >>> made_at = "2026-06-01T10:00:00Z"
    >>> mark = Coding(id="a1", span=span, code="access.hours", coder="asha", quote="Closed", made_at=made_at)
    >>> mark.status
    'accepted'
    """

    id: str
    span: Span
    code: str
    coder: str
    quote: str
    made_at: str
    memo: str = ""
    because: str = ""
    like: tuple[str, ...] = ()
    status: Status = "accepted"
    decided: str = ""
    prompted: bool | None = None
    independent: bool = True
    serious: bool = False

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise CodingError("A coding's quote is not as long as its span.", where=self.span.turn)
        if self.status not in STATUSES:
            raise CodingError(
                "A coding has an unknown status.", where=self.span.turn, hint=f"Use: {', '.join(STATUSES)}."
            )


#: Under this heading stand the codes that coders propose, until somebody writes them into the codebook.
PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A code that the codebook lacks, as one coder proposes it.

    Attributes
    ----------
    id : str
        ``proposed.`` and then the coder's id and the label, in plain letters: `proposal_id`.
    label, definition : str
        In the coder's own words; the definition may be empty.
    language : str
        Of label and definition.

    >>> Proposal(id="proposed.asha_lifts", coder="asha", label="Lifts", made_at="2026-06-01T10:00:00Z").code.name
    'Lifts'
    """

    id: str
    coder: str
    label: str
    made_at: str
    definition: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise CodingError("The new code has no name.", hint="Say in a few words what it is about.")

    @property
    def code(self) -> Code:
        """The code as it stands in the list of codes until it is taken into the codebook."""
        label = {"en": self.label, self.language: self.label}
        return Code(
            id=self.id, kind="barrier", label=label, definition=self.definition, parent=PROPOSED, origin="emerging"
        )


def proposal_id(coder: str, label: str, taken: Collection[str] = ()) -> str:
    """Name a proposed code; a number is added where the name is taken.

    >>> proposal_id("ben-2", "Frică de uși")
    'proposed.ben_2_frica_de_usi'
    """
    plain = unicodedata.normalize("NFKD", f"{coder} {label}").encode("ascii", "ignore").decode().lower()
    base = f"{PROPOSED}.{'_'.join(re.findall('[a-z0-9]+', plain))[:60].rstrip('_')}"
    names = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a person wrote into one cell of the framework matrix: what one case says about one code.

    Attributes
    ----------
    rows : str
        What the rows of the matrix were: ``group``, ``participant``, or a trait.
    row : str
        Which of them: ``FG01``.
    text : str
        In the person's own words; empty takes the summary back.
    quotes : tuple of str
        Ids of the codings that it rests on.

    >>> Summary(rows="group", row="FG01", code="access.hours", coder="asha", text="Shifts.", made_at="now").row
    'FG01'
    """

    rows: str
    row: str
    code: str
    coder: str
    text: str
    made_at: str
    quotes: tuple[str, ...] = ()
