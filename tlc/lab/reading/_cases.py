"""Cases of one theme or topic as they may be shown: what hides small counts in comparisons hides them in topics too."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tlc.change.disclosure import Shown, parts
from tlc.lab.plots import Dot


class Counted(Protocol):
    """Who holds something in one case: ids of people and sessions, and a share with its interval."""

    @property
    def value(self) -> str: ...
    @property
    def people(self) -> tuple[str, ...]: ...
    @property
    def sessions(self) -> tuple[str, ...]: ...
    @property
    def share(self) -> float: ...
    @property
    def interval(self) -> tuple[float, float]: ...


Held = TypeVar("Held", bound=Counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[Held]):
    """One case of one theme or topic as it may be shown.

    Attributes
    ----------
    held : Compared or Carried
        With the ids of people: for the team.
    people, in_all : Shown
        Who said it, and who took part.
    sessions_in_all : int
        In how many sessions somebody of the case took part.
    """

    held: Held
    people: Shown
    in_all: Shown
    sessions_in_all: int

    @property
    def is_number(self) -> bool:
        """Whether both counts of people may be shown: one beside a hidden one would say more than both hidden."""
        return self.people.is_number and self.in_all.is_number

    @property
    def figures(self) -> tuple[float, float, float]:
        """The share and its interval; NaN where they may not be shown."""
        return (self.held.share, *self.held.interval) if self.is_number else (math.nan, math.nan, math.nan)

    @property
    def counts(self) -> tuple[int | None, int | None]:
        """Who said it and who took part; None where it may not be shown."""
        return (self.people.value if self.is_number else None), self.in_all.value

    @property
    def sessions(self) -> tuple[int | None, int | None]:
        """In how many sessions, of how many; in an interview a session is one person, so each goes with its people."""
        said = len(self.held.sessions) if self.is_number else None
        return said, (self.sessions_in_all if self.in_all.is_number else None)

    def words(self, sep: str) -> str:
        """The cell of a table: people, then sessions; on two lines there is room for the interval."""
        if not self.is_number:
            return "not shown"
        people, sessions = (f"{said} of {in_all}" for said, in_all in (self.counts, self.sessions))
        if sep != "\n":
            return f"{people}{sep}{sessions}"
        _, low, high = self.figures
        share = "" if math.isnan(low) else f" ({low:.0%}\u2013{high:.0%})"
        return f"{people}{share}\n{sessions} sessions"

    @property
    def dot(self) -> Dot:
        """The share as a picture draws it."""
        share, low, high = self.figures
        words = "{} of {} people".format(*self.counts) if self.is_number else "people not shown"
        return Dot(label=self.held.value, share=share, low=low, high=high, words=words)


def lines(
    cases: Sequence[Held],
    in_all: Callable[[Held], tuple[Sequence[str], Sequence[str]]],
    min_cell: int,
) -> list[Line[Held]]:
    """Protect the cases of one theme and one kind of voices: they are parts of a total that stands elsewhere.

    Parameters
    ----------
    cases : sequence
    in_all : callable
        Gives the people and the sessions that a case is counted over.
    min_cell : int
        Counts of people below it are not shown, nor others that would give them away.
    """
    over = [in_all(case) for case in cases]
    said = parts([len(case.people) for case in cases], min_cell)
    took = parts([len(people) for people, _ in over], min_cell)
    return [
        Line(held=case, people=some, in_all=all_, sessions_in_all=len(sessions))
        for case, some, all_, (_, sessions) in zip(cases, said, took, over, strict=True)
    ]
