"""What a study holds for one theme, over its denominators, as it may be shown: sessions, and people by voices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tlc.change.disclosure import Shown, people, voices
from tlc.model import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Counts as they may be shown, each with what it is a count of.

    Attributes
    ----------
    sessions : tuple of Shown
        In how many sessions, of how many that people have read.
    community, professionals : tuple of Shown
        Who said it, and who took part.
    """

    sessions: tuple[Shown, Shown]
    community: tuple[Shown, Shown]
    professionals: tuple[Shown, Shown]

    @property
    def words(self) -> tuple[str, str, str]:
        """Sessions, community and professionals: ``3 of 9``, ``fewer than 5 of 30``, or that it is not shown."""
        pairs = (self.sessions, self.community, self.professionals)
        some, community, professionals = (f"{a.text} of {of.text}" if of.is_number else "not shown" for a, of in pairs)
        return some, community, professionals

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The six counts in that order, each before what it is a count of; None where it may not be shown."""
        return tuple(shown.value for pair in (self.sessions, self.community, self.professionals) for shown in pair)


def over(held: Evidence, min_cell: int, interviews: Collection[str]) -> Over:
    """Protect one study's counts of one theme.

    A count of sessions stands in each study's report. In a study of interviews alone it is a count of people, and is
    protected as one.

    Parameters
    ----------
    held : Evidence
    min_cell : int
        Counts of people below it are not shown.
    interviews : collection of str
        All sessions, where the study holds nothing but interviews; otherwise none.

    >>> held = Evidence(theme="t", codings=(), quotes=0, sessions=("IN01", "IN02"), sessions_read=9,
    ...     community=("P1", "P2"), community_read=30, professionals=(), professionals_read=9)
    >>> over(held, 5, {"IN01", "IN02"}).words
    ('fewer than 5 of 9', 'fewer than 5 of 30', 'fewer than 5 of 9')
    """
    count, read = len(held.sessions), held.sessions_read
    alone = set(held.sessions) <= set(interviews)
    (community, professionals), _ = voices((len(held.community), len(held.professionals)), held.quotes, min_cell)
    return Over(
        sessions=(people(count, min_cell if alone else 1), Shown(str(read), read)),
        community=(community, people(held.community_read, min_cell)),
        professionals=(professionals, people(held.professionals_read, min_cell)),
    )
