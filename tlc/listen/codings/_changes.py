"""What a coder may do in one step, what became of it, and what their file holds then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tlc.model import Coder, Coding, Proposal, Span, Summary

Shown = Literal["suggestions", "others"]
#: Why somebody was shown a turn: a term of the codebook stands there, or it was drawn at random; empty: neither.
Drawn = Literal["", "rules", "random"]


@dataclass(frozen=True, slots=True)
class Add:
    """Put a code on words. Where the coder had rejected the same, the coding is altered."""

    coding: Coding


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a coding off."""

    coding: str


@dataclass(frozen=True, slots=True)
class Alter:
    """Give a coding another memo, status or flag; its words and its code stay."""

    coding: Coding


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose a code that the codebook lacks."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Summarise:
    """Write a summary into a cell of the framework matrix; an empty text takes it back."""

    summary: Summary


@dataclass(frozen=True, slots=True)
class Show:
    """Keep that the coder asked to see suggestions, or what others coded. It cannot be undone."""

    transcript: str
    what: Shown


@dataclass(frozen=True, slots=True)
class Finish:
    """Call a transcript finished, or not."""

    transcript: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Read:
    """Keep that the coder has read a turn, and coded there all that they wanted to."""

    turn: str
    drawn: Drawn = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Keep that the turns of a corrected transcript are to be read again. It cannot be undone."""

    transcript: str


@dataclass(frozen=True, slots=True)
class Move:
    """Say where a coding's words stand in a corrected transcript. It cannot be undone.

    Where another coding has the same words and code by then, the coding is set aside instead.
    """

    coding: str
    span: Span
    quote: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Keep a coding whose words could not be found again, and count it nowhere until it is moved."""

    coding: str


Change = Add | Remove | Alter | Propose | Summarise | Show | Finish | Read | Unread | Move | SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a step.

    Attributes
    ----------
    number : int
        Of the last event in the file now.
    kind : str
        Of the step: the kind of its events; ``propose`` where a code was proposed; ``recode`` where codings were taken
        off and others put on; ``undo``, ``redo``; ``nothing``.
    put : tuple of Coding
        Codings that stand now and did not before, or not like this.
    gone : tuple of str
        Ids of codings that stand no longer.
    again : bool
        The step was done before, and nothing was done now; ``put`` and ``gone`` tell how its codings stand.
    outside : bool
        Another program had written to the file since it was read: show everything anew.
    """

    number: int
    kind: str
    put: tuple[Coding, ...] = field(default=(), repr=False)
    gone: tuple[str, ...] = ()
    again: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a coder's file holds as it stands now.

    Attributes
    ----------
    codings : tuple of Coding
        Accepted and rejected ones of a person, suggested ones of a machine.
    proposals, summaries : tuple
        Codes that the coder proposed, and the newest summary of each cell; taken back ones are left out.
    adrift : tuple of Coding
        Set aside: their words could not be found again after a correction.
    shown : frozenset
        Transcript and ``suggestions`` or ``others``: what the coder asked to see.
    finished : frozenset of str
        Transcripts that the coder called finished.
    read : mapping of str to str
        Turns that the coder has read to the end, and how each was drawn: ``rules``, ``random`` or empty.
    number : int
        Of the last event; it grows with every event.

    >>> Kept(coder=Coder(id="asha", name="Asha")).number
    0
    """

    coder: Coder
    codings: tuple[Coding, ...] = field(default=(), repr=False)
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)
    summaries: tuple[Summary, ...] = field(default=(), repr=False)
    adrift: tuple[Coding, ...] = field(default=(), repr=False)
    shown: frozenset[tuple[str, str]] = frozenset()
    finished: frozenset[str] = frozenset()
    read: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
