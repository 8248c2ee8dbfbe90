"""Rounds in which people of the study took part beyond talking: findings taken back, actions made together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from tlc.errors import StudyError

InvolvementKind = Literal["member_check", "co_development", "co_analysis", "feedback", "decision"]

INVOLVEMENT_KINDS: tuple[InvolvementKind, ...] = get_args(InvolvementKind)
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """One round: when, of what kind, with whom, and what came of it.

    Attributes
    ----------
    date : str
        A month, ``2026-09``, or a day.
    kind : str
        One of ``INVOLVEMENT_KINDS``: the findings were taken back to participants (``member_check``), actions were
        made together (``co_development``), people of the community worked on the analysis (``co_analysis``),
        participants were told what became of it (``feedback``), or something was decided (``decision``).
    with_whom : str
        In words that name nobody: "eight women of two groups".
    language : str
        The language or languages of the round.
    themes : tuple of str
        Ids of the themes that it was about; empty for all.
    what_changed : str
        What is other than before because of it; empty where nothing is, or nobody wrote it down.
    decided : str
        What was decided.
    note : str
        Anything else, for the team.

    >>> Involvement(date="2026-09", kind="member_check", with_whom="two groups").kind
    'member_check'
    """

    date: str
    kind: InvolvementKind
    with_whom: str = ""
    language: str = ""
    themes: tuple[str, ...] = ()
    what_changed: str = field(default="", repr=False)
    decided: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.kind not in INVOLVEMENT_KINDS:
            raise StudyError(
                "A round of involvement is of an unknown kind.", hint=f"Use one of: {', '.join(INVOLVEMENT_KINDS)}."
            )
        if not _DATE.fullmatch(self.date):
            raise StudyError(
                "A round of involvement has no date.", hint="Write a month, 2026-09, or a day, 2026-09-14."
            )
