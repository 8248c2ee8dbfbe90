"""A fit made by hand: a few documents in topics that are plain to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pytest

from tlc.listen.topics.decisions import Decision, Replayed, replay
from tlc.listen.topics.decisions.making import made


@dataclass(frozen=True)
class Documents:
    frame: pd.DataFrame


@dataclass(frozen=True)
class Fit:
    documents: Documents
    labels: Any
    votes: Any
    points: Any


def fit_of(*topics: Sequence[int]) -> Fit:
    """Each topic by the numbers of its turns; they stand in ``FG01`` one a document, near to each other."""
    turns = [f"FG01:{turn:04d}" for topic in topics for turn in topic]
    labels = np.array([label for label, topic in enumerate(topics) for _ in topic])
    points = np.array([[label * 10.0, turn / 100] for label, topic in enumerate(topics) for turn in topic])
    votes = np.full((len(turns), len(topics)), 0.2 / max(len(topics) - 1, 1))
    votes[np.arange(len(turns)), labels] = 0.8 if len(topics) > 1 else 1.0
    return Fit(Documents(pd.DataFrame({"turns": [(turn,) for turn in turns]})), labels, votes, points)


class Team:
    """People at work on a fit: each decision is made on what stands after the ones before it."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        self.decisions: list[Decision] = []

    @property
    def now(self) -> Replayed:
        return replay(self.fit, self.decisions)

    def do(self, what: Any, *topics: int, value: str = "", why: str = "it was read", by: str = "asha") -> Decision:
        at = f"2026-06-01T10:{len(self.decisions):02d}:00Z"
        new = Decision(id="", at=at, by=by, what=what, topics=topics, value=value, why=why)
        words = {number: f"word{number}" for number in self.now.topics}
        done = made(self.now, self.decisions, new, part=self.part, words=words)
        number = sum(one.by == by for one in self.decisions) + 1
        self.decisions.append(replace(done, id=f"{by}-{number}"))
        return self.decisions[-1]

    def part(self, places: Sequence[int], into: int) -> list[int]:
        order = np.argsort(np.argsort(self.fit.points[list(places), 1]))
        return [int(place * into // len(places)) for place in order]

    def topics(self, fit: Fit | None = None) -> dict[int, list[int]]:
        """The numbers of the turns of each topic, on this fit or on another."""
        found = replay(fit or self.fit, self.decisions).topics
        return {number: sorted(int(turn[-4:]) for turn in turns) for number, turns in found.items()}


class MakeTeam(Protocol):
    def __call__(self, *topics: Sequence[int]) -> Team: ...


@pytest.fixture
def fitted() -> Callable[..., Fit]:
    return fit_of


@pytest.fixture
def team() -> MakeTeam:
    return lambda *topics: Team(fit_of(*topics))
