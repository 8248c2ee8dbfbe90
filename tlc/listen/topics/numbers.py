"""How many topics to look for: what comes back and what stands apart at each number, and a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.listen.topics.engine import SMALLEST, cluster
from tlc.listen.topics.refits import Effort, Refit, between, plan
from tlc.listen.topics.stability import LOOSE, shortened

#: The numbers that are tried.
GRID = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40)
#: Numbers whose groups stand apart nearly as clearly as those of the best are compared by what comes back.
NEARLY = 0.9

_EFFORT = Effort(bootstraps=4, runs=60, most=1500)
#: Below this silhouette there is no substantial structure (Kaufman and Rousseeuw 1990, Finding Groups in Data, ch. 2).
FAINT = 0.25
#: So many documents tell how far groups stand apart.
_SEEN = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What one number of topics gives.

    Attributes
    ----------
    topics : int
        How many were looked for, at most.
    found : float
        How many there were, on average over the fits: groups of fewer than 5 documents join others.
    stability, lowest, highest : float or None
        Adjusted Rand index between fits on parts of the documents, as in `tlc.listen.topics.refits.Measure`.
    silhouette : float or None
        How far groups stand apart, -1 to 1, on average over the fits: of 1 all others are far away, at 0 groups touch.
        For talk 0.1 is much. None where no fit has two groups.
    """

    topics: int
    found: float
    stability: float | None
    lowest: float | None
    highest: float | None
    silhouette: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Numbers of topics side by side, for a researcher to choose from.

    Attributes
    ----------
    numbers : tuple of Number
        The fewest topics first.
    proposal : int or None
        None where nothing speaks for any.
    nearly : tuple of int
        The numbers that are nearly as good, from the fewest to the most, with the proposal.
    documents, of : int
        How many documents were fitted, and how many there are.
    seed : int
    """

    numbers: tuple[Number, ...]
    proposal: int | None
    nearly: tuple[int, ...]
    documents: int
    of: int
    seed: int

    @property
    def frame(self) -> pd.DataFrame:
        """A row a number: topics, found, stability, lowest, highest, silhouette, and whether it is proposed."""
        names = ("topics", "found", "stability", "lowest", "highest", "silhouette")
        rows = [[getattr(one, name) for name in names] for one in self.numbers]
        table = pd.DataFrame(rows, columns=list(names)).astype(
            {"topics": "int64"} | dict.fromkeys(names[1:], "float64")
        )
        return table.assign(proposed=table["topics"] == self.proposal)

    @property
    def sentence(self) -> str:
        """The proposal, and why."""
        if self.proposal is None:
            return "No number is proposed: there are too few documents, or they fall into no two groups."
        best = next(one for one in self.numbers if one.topics == self.proposal)
        others = f" From {self.nearly[0]} to {self.nearly[-1]} topics stand apart about as clearly."
        faint = f" Below {FAINT} nothing stands apart by itself: the number is a choice, and no finding."
        edge = " It is the largest that was tried."
        doubt = " Even these come back poorly: read them as a way in, not as a finding."
        return (
            f"{self.proposal} topics are proposed: their documents stay together best (likeness "
            f"{best.stability:.2f} between fits on parts of them) of all numbers at which topics stand apart about as "
            f"well as at the best (silhouette {best.silhouette:.2f})."
            + (faint if best.silhouette is not None and best.silhouette < FAINT else "")
            + (edge if len(self.numbers) > 1 and best is self.numbers[-1] else "")
            + (others if len(self.nearly) > 1 else "")
            + (doubt if best.stability is not None and best.stability < LOOSE else "")
            + " What they are for decides, not the figures: a search for gaps needs more than a report bears."
        )


def profile(vectors: NDArray[Any], *, seed: int, most: int = 40, effort: Effort = _EFFORT) -> Profile:
    """Try numbers of topics, and propose one.

    Each number is fitted on parts of the documents, drawn by chance. Proposed is the number whose topics come back
    most of all numbers at which they stand apart nearly as clearly as at the best, the smaller of two that are equal.
    By stability alone two or three large groups would often win, which tell nobody anything.

    Parameters
    ----------
    vectors : float array, shape (n, D)
    most : int
        The largest number to try. No more are tried than leave five documents a topic.
    effort : Effort
        How often, and on how many documents at most.

    Source: the silhouette is Rousseeuw's (1987), Silhouettes, J. Comput. Appl. Math. 20; stability over parts as a
    guide to the number of groups, Ben-Hur, Elisseeff and Guyon (2002). Joining the two is ours: see docs/topics.md for
    how near it comes where the number is known.

    >>> vectors = np.repeat(np.eye(4), 25, axis=0) + np.random.default_rng(1).normal(scale=0.1, size=(100, 4))
    >>> profile(vectors, seed=1, most=6).proposal
    4
    """
    rows = np.arange(len(vectors))
    if len(rows) > effort.most:
        rows = np.sort(np.random.default_rng(seed).choice(len(rows), effort.most, replace=False))
    grid = [number for number in GRID if number <= min(most, len(rows) // SMALLEST)]
    points = shortened(np.asarray(vectors)[rows]) if grid else np.empty((0, 0))
    numbers = tuple(_tried(points, number, seed=seed, effort=effort) for number in grid)
    nearly = _nearly(numbers)
    best = max(nearly, key=lambda one: (one.stability or 0, -one.topics), default=None)
    return Profile(
        numbers=numbers,
        proposal=best.topics if best else None,
        nearly=tuple(one.topics for one in nearly),
        documents=len(rows),
        of=len(vectors),
        seed=seed,
    )


def _tried(points: NDArray[np.float64], topics: int, *, seed: int, effort: Effort) -> Number:
    """Fit one number of topics on parts of the documents."""
    from sklearn.metrics import silhouette_score

    fits, apart = [], []
    for part, again in plan("bootstrap", count=len(points), sessions=(), seed=seed, effort=effort):
        found = cluster(points[part], topics=topics, seed=again, runs=effort.runs)
        fits.append(Refit(rows=part, labels=found.labels))
        seen = slice(0, _SEEN)
        if len(np.unique(found.labels[seen])) > 1:
            apart.append(float(silhouette_score(found.points[seen], found.labels[seen])))
    alike = [ari for ari, _ in between(fits)]
    return Number(
        topics=topics,
        found=float(np.mean([len(np.unique(fit.labels)) for fit in fits])),
        stability=float(np.mean(alike)) if alike else None,
        lowest=min(alike, default=None),
        highest=max(alike, default=None),
        silhouette=float(np.mean(apart)) if apart else None,
    )


def _nearly(numbers: Sequence[Number]) -> list[Number]:
    """Leave the numbers at which topics stand apart nearly as clearly as at the best of them."""
    known = [one for one in numbers if one.silhouette is not None and one.stability is not None]
    best = max((one.silhouette or 0 for one in known), default=0)
    return [one for one in known if best > 0 and (one.silhouette or 0) >= NEARLY * best]
