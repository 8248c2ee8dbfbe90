"""Who carries each topic: people of those who took part, case by case, community and professionals apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen._heard import Cases, by_case, check_known, names_of, order_of, took_part, values_of
from tlc.listen.compare import wilson
from tlc.model import VOICES, Group, Participant

#: The number of what no topic took in.
REST = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Who of one case carries one topic. Ids of people are for the team, not for showing.

    Attributes
    ----------
    topic : int
    voices : str
        ``community`` or ``professional``.
    value : str
        The case: a group's id, a month, or what a trait says.
    people, people_in_all : tuple of str
        Who said something of the topic, and who took part in the sessions that were looked at.
    sessions, sessions_in_all : tuple of str
        In which sessions they said it, and in which somebody of this case took part.

    >>> held = Carried(topic=1, voices="community", value="FG01", people=("P1",), people_in_all=("P1", "P2"),
    ...     sessions=("FG01",), sessions_in_all=("FG01",))
    >>> held.share
    0.5
    """

    topic: int
    voices: str
    value: str
    people: tuple[str, ...]
    people_in_all: tuple[str, ...]
    sessions: tuple[str, ...]
    sessions_in_all: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the people who took part, how many carry the topic; NaN where nobody did."""
        return len(self.people) / len(self.people_in_all) if self.people_in_all else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson 1927)."""
        return wilson(len(self.people), len(self.people_in_all))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Topics by cases.

    Attributes
    ----------
    by : str
        What the cases differ in.
    values : tuple of str
        The cases, in their order.
    held : tuple of Carried
        Topic by topic, community before professionals; cases in which nobody of these voices took part are left out.
    unknown : mapping of topic to int
        Documents by speakers whom nobody knows: they are in no count of people.
    sessions : tuple of str
        The sessions that were looked at: those with a document.
    """

    by: str
    values: tuple[str, ...]
    held: tuple[Carried, ...]
    unknown: Mapping[int, int]
    sessions: tuple[str, ...]


def spread(
    documents: pd.DataFrame,
    numbers: NDArray[np.int64],
    *,
    by: str,
    turns: pd.DataFrame,
    people: Sequence[Participant],
    groups: Sequence[Group],
) -> Spread:
    """Count who carries each topic, of those who took part, for every case.

    Parameters
    ----------
    documents : DataFrame
        What was sorted into topics: ``transcript``, ``group``, ``speaker`` and ``role``.
    numbers : int array, shape (n_documents,)
        The topic of each; 0 is the rest, which is no topic.
    by : str
        As for `values_of`, but for ``participant``.
    turns : DataFrame
        TURNS of the study, for who took part.

    Raises
    ------
    AnalysisError
        Nothing is known under the name ``by``.
    """
    if by == "participant":
        raise AnalysisError("People are not set side by side one by one.", hint="Use a trait, or by='group'.")
    check_known(by, [name for name in names_of(people) if name != "participant"])
    sessions = tuple(sorted(set(documents["transcript"])))
    present = took_part(turns[turns["transcript"].isin(sessions)], people)
    present["value"] = values_of(present, by, people=people, groups=groups)
    said = documents[["transcript", "group", "speaker", "role"]].assign(topic=np.asarray(numbers))
    said = said[said["topic"] != REST]
    is_known = said["speaker"].isin({person.id for person in people if person.counts})
    known = said[is_known].assign(role=said["speaker"].map({person.id: person.role for person in people}))
    known = known.assign(value=values_of(known, by, people=people, groups=groups))
    values = order_of(by, present["value"], people=people, groups=groups)
    took = by_case(present)
    held: list[Carried] = []
    unknown = {}
    for topic in sorted(set(said["topic"])):
        held += _topic(int(topic), by_case(known[known["topic"] == topic]), took, values)
        unknown[int(topic)] = int((~is_known & (said["topic"] == topic)).sum())
    return Spread(by=by, values=values, held=tuple(held), unknown=unknown, sessions=sessions)


def _topic(topic: int, said: Cases, took: Cases, values: Sequence[str]) -> list[Carried]:
    return [
        Carried(
            topic=topic,
            voices=voices,
            value=value,
            people=tuple(sorted(said[voices, value][0])),
            people_in_all=tuple(sorted(took[voices, value][0])),
            sessions=tuple(sorted(said[voices, value][1])),
            sessions_in_all=tuple(sorted(took[voices, value][1])),
        )
        for voices in VOICES
        for value in values
        if (voices, value) in took
    ]
