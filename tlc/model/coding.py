"""Codings: who found what in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from tlc.errors import CodingError
from tlc.model.text import Span

CoderKind = Literal["person", "rules", "model", "agreed"]
Status = Literal["suggested", "accepted", "rejected"]

CODER_KINDS: tuple[CoderKind, ...] = get_args(CoderKind)
STATUSES: tuple[Status, ...] = get_args(Status)
_CODER_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")


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
        if self.kind not in CODER_KINDS:
            raise CodingError(f"Coder '{self.id}' is of an unknown kind.", hint=f"Use: {', '.join(CODER_KINDS)}.")

    @property
    def is_machine(self) -> bool:
        """What rules and models mark is only ever a suggestion."""
        return self.kind in ("rules", "model")


#: The coder under whose name the codebook's rules suggest.
RULES = Coder(id="rules", name="Codebook rules", kind="rules")


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
    status : str
        ``suggested`` by a machine, ``accepted`` or ``rejected`` by a person.
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
    status: Status = "accepted"
    serious: bool = False

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise CodingError("A coding's quote is not as long as its span.", where=self.span.turn)
        if self.status not in STATUSES:
            raise CodingError(
                "A coding has an unknown status.", where=self.span.turn, hint=f"Use: {', '.join(STATUSES)}."
            )
