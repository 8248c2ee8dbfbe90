"""One decision of a person about topics, and which of many still stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tlc._person_tables import checked_person, tidy
from tlc.errors import StudyError

What = Literal["name", "merge", "split", "hide", "show", "lock", "unlock", "artefact", "verdict", "promote", "undo"]

WHATS: tuple[What, ...] = get_args(What)
#: What changes a topic for everybody who looks at it needs a reason; a name can speak for itself.
NEEDS_WHY: tuple[What, ...] = ("merge", "split", "hide", "artefact", "verdict")
#: What a topic is found to be; ``part of`` is followed by a code's id.
VERDICTS = ("new barrier", "part of", "not a barrier", "undecided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody did to a topic, with the turns that the topic had then: by them it is found again.

    Attributes
    ----------
    id : str
        Who, and the number of the decision in their file: ``asha-3``.
    at : str
        ISO 8601 in UTC, to the second.
    by : str
        Who decided: a short name that the team knows.
    what : str
        One of ``WHATS``.
    topics : tuple of int
        The numbers that people saw at the time.
    value : str
        The name that was given, the verdict, the code that was made, or the id of the decision that is undone; of
        ``unlock`` the decision that had locked it, of ``lock`` the name that it keeps.
    why : str
    turns : tuple of frozenset of str
        The turns of each topic in ``topics``; of a split, of each part, the one first that keeps the number.
    words : str
        The topic's words at the time, for people who read the log.

    >>> Decision(id="asha-1", at="2026-06-01T10:00:00Z", by="asha", what="name", topics=(4,), value="No ID").what
    'name'
    """

    id: str
    at: str
    by: str
    what: What
    topics: tuple[int, ...] = ()
    # What people wrote is in no message and in no repr.
    value: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    turns: tuple[frozenset[str], ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)

    @property
    def number(self) -> int:
        """Its number among the decisions of the same person."""
        return int(self.id.rpartition("-")[2])


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Leave out what was undone, and the undoing; of a lock that was taken off, both.

    Parameters
    ----------
    decisions : sequence of Decision
        In the order of their times. An undoing can be undone itself.

    >>> named = Decision(id="asha-1", at="", by="asha", what="name", topics=(4,), value="No ID")
    >>> undone = Decision(id="asha-2", at="", by="asha", what="undo", value="asha-1")
    >>> standing([named, undone])
    ()
    >>> back = Decision(id="ben-1", at="", by="ben", what="undo", value="asha-2")
    >>> [one.id for one in standing([named, undone, back])]
    ['asha-1']
    """
    left = without(decisions, "undo")
    return tuple(one for one in without(left, "unlock") if one.what not in ("undo", "unlock"))


def without(decisions: Iterable[Decision], takes: What) -> list[Decision]:
    """Leave out what later decisions of a kind take back: of ``undo`` or ``unlock``, the decision that each names."""
    gone: set[str] = set()
    kept: list[Decision] = []
    # From the last: whether an undoing counts is known once what came after it is.
    for one in reversed(list(decisions)):
        if one.id in gone:
            continue
        if one.what == takes:
            gone.add(one.value)
        kept.append(one)
    return kept[::-1]


def checked(what: str, value: str, why: str, by: str) -> tuple[What, str, str]:
    """Check what somebody is about to decide, and tidy up what they wrote.

    Raises
    ------
    StudyError
        There is no such decision, a reason or a name is missing, or it is by nobody or by a machine.
    """
    if what not in WHATS:
        raise StudyError("There is no such decision about a topic.", hint=f"Use one of: {', '.join(WHATS)}.")
    known: What = what
    checked_person(by)
    value, why = tidy(value), tidy(why)
    if what in NEEDS_WHY and not why and value != "undecided":
        raise StudyError("A decision of this kind needs a reason.", hint='Say why: why="..." or --why "..."')
    if what == "name" and not value:
        raise StudyError("The topic's new name is empty.", hint="Say in a few words what it is about.")
    if what == "verdict" and not is_verdict(value):
        raise StudyError(
            "There is no such verdict.", hint="Use: new barrier, part of CODE, not a barrier, or undecided."
        )
    return known, value, why


def is_verdict(value: str) -> bool:
    """Whether it is one of ``VERDICTS``, with a code where one is needed.

    >>> is_verdict("part of access.hours"), is_verdict("part of")
    (True, False)
    """
    if value.startswith("part of "):
        return len(value.split()) == 3
    return value in VERDICTS and value != "part of"
