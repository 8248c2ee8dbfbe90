"""The small pieces that a report's facts are made of: quotes, tables, topics, ratings, and rows of its lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tlc.change.disclosure import Shown

Standard = Literal["COREQ", "SRQR", "GRIPP2"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one participant who agreed to be quoted in print.

    Attributes
    ----------
    text, language : str
        The words and their language (BCP 47).
    original, original_language : str or None
        What was said, where ``text`` is its translation.
    by : str
        Who, without identifying anybody: "Community participant, women with young children".
    reference : str
        Such as ``Q12``. The trace file, which stays with the study team, says which turn it is.
    """

    text: str
    language: str
    by: str
    reference: str
    original: str | None = None
    original_language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A small table: a caption, its column names, and rows of texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    """One candidate pattern for people to judge; words only, never a finding.

    Attributes
    ----------
    uncoded : str
        Of its turns in sessions that a person has coded, the share that carries no code.
    turns_in_all, sessions_in_all, speakers_in_all : int
        Of how many the counts are; 0 where that is not known, and then it is not shown.
    name : str
        What people call it; empty as long as nobody gave it a name.
    verdict, judged_by : str
        What a person of the team decided; empty as long as nobody did.
    """

    number: int
    words: tuple[str, ...]
    turns: int
    sessions: int
    speakers: Shown
    uncoded: str  # "62 %", or "not available"
    quotes: tuple[Quote, ...]
    turns_in_all: int = 0
    sessions_in_all: int = 0
    speakers_in_all: int = 0
    name: str = ""
    verdict: str = ""
    judged_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFacts:
    """How sure the team is of a theme, and why.

    Attributes
    ----------
    level : str
        High, Moderate, Low or Very low.
    confirmed : bool
        Whether people judged all four components; otherwise what is missing was proposed by rule.
    by : tuple of str
        Who of the team judged.
    reasons : tuple of (component, concern, reason)
        All four, in words: ("Adequacy", "minor", "Found in 4 of 20 sessions.").
    serious : bool
        Rare but serious: it matters although few said it. It never lifts the level.
    """

    level: str
    confirmed: bool
    by: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]
    serious: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFacts:
    """One kind of owner, and the actions that fall to it.

    Attributes
    ----------
    role : str
        Such as ``icb``; empty where it is not known, or where nobody owns the actions yet.
    name : str
        In words: "Integrated care board".
    actions : tuple of str
        Ids, in the plan's order; none that was dropped.
    """

    role: str
    name: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One theme that a new plan should be held against: those rated Moderate or High."""

    anchor: str
    label: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDone:
    """You said, we will do: one theme, and one action that answers it. Without an action, ``will`` is empty."""

    said: str
    anchor: str
    will: str
    action: str
    owner: str
    by_when: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingItem:
    """One item of a reporting standard.

    Attributes
    ----------
    number : int
        The standard's own.
    item : str
        What it asks for, in our words.
    answer : str
        Made from the study's data; where there is nothing to make it from, that the team must answer it.
    answered : bool
        Whether the data answer it.
    """

    standard: Standard
    number: int
    item: str
    answer: str
    answered: bool
