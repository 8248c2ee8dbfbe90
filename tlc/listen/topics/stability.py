"""Stability: whether the same topics come back from other seeds, from part of the documents, and without a session.

Published measures of it disagree with each other (Arfaoui et al. 2025, arXiv 2511.18843: r = -.69 between two of
them over 27 settings), so three are given. All compare groups of documents, not lists of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.topics.engine import cluster
from tlc.listen.topics.refits import KINDS, STEADY, USUAL, Effort, Kind, Measure, Refit, measured, plan

__all__ = ["LOOSE", "STEADY", "Effort", "Measure", "Stability", "in_words", "shortened", "stability"]

#: Below this Jaccard index a topic is not to be trusted.
LOOSE = 0.6
#: So many directions hold all that a condensed part of the vectors is made of.
_DIRECTIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """How far the topics of a run can be relied on to come back.

    Attributes
    ----------
    measures : mapping of str to Measure
        By kind: ``seeds``, ``bootstrap``, ``sessions``.
    documents, of : int
        How many documents the fits were made on, and how many there are.
    effort : Effort
    seed : int
    """

    measures: Mapping[Kind, Measure]
    documents: int
    of: int
    effort: Effort
    seed: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "measures", MappingProxyType(dict(self.measures)))

    @property
    def whole(self) -> dict[str, float]:
        """The adjusted Rand index of each kind that has one."""
        return {kind: one.ari for kind, one in self.measures.items() if one.ari is not None}

    def of_label(self, label: int) -> dict[str, float]:
        """How much of one topic comes back, by kind: Jaccard index, 0 to 1. Kinds without one are left out.

        Parameters
        ----------
        label : int
            From 0: the topic's number less one.
        """
        found = {kind: one.topics[label] for kind, one in self.measures.items() if label < len(one.topics)}
        return {kind: share for kind, share in found.items() if share == share}

    @property
    def frame(self) -> pd.DataFrame:
        """A row a kind: fits, ari, lowest, highest, shown, nmi, jaccard, and why where they are undefined."""
        columns = ("kind", "fits", "ari", "lowest", "highest", "shown", "nmi", "jaccard", "why")
        rows = [[getattr(one, column) for column in columns] for one in self.measures.values()]
        table = pd.DataFrame(rows, columns=list(columns))
        return table.astype(dict.fromkeys(columns[2:8], "float64"))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it comes to, a sentence a kind, and one on what was sampled."""
        said = [one.sentence for one in self.measures.values()]
        if self.documents < self.of:
            said.append(
                f"Of {self.of:,} documents {self.documents:,}, drawn by chance, were fitted again: "
                "with all of them stability would be higher, if anything."
            )
        return tuple(said)


def in_words(share: float) -> str:
    """Say how steady a topic is that shares so much with the group likest to it.

    Source: Hennig (2007), Cluster-wise assessment of cluster stability, CSDA 52, and the manual of his ``fpc``: from
    0.75 a cluster is valid and stable, from 0.6 it is a pattern whose edges are doubtful, below not to be trusted.

    >>> [in_words(share) for share in (0.8, 0.7, 0.3, float("nan"))]
    ['steady', 'loose', 'unsteady', 'not known']
    """
    if share != share:
        return "not known"
    return "steady" if share >= STEADY else "loose" if share >= LOOSE else "unsteady"


def stability(
    vectors: NDArray[Any],
    labels: NDArray[Any],
    *,
    topics: int,
    seed: int,
    sessions: Sequence[object] = (),
    effort: Effort = USUAL,
) -> Stability:
    """Fit again and again, each time with one thing changed, and compare.

    Parameters
    ----------
    vectors : float array, shape (n, D)
    labels : int array, shape (n,)
        The topics that are shown, from 0; documents below 0 have none, and count for no topic.
    topics : int
        How many were asked for.
    sessions : sequence, of length n
        The session of each document. Without it leaving sessions out is undefined, and says so.

    Raises
    ------
    AnalysisError
        Vectors, labels and sessions are not of the same documents.

    Source: the adjusted Rand index is Hubert and Arabie's (1985), Comparing partitions; pairs of parts of the data,
    Ben-Hur, Elisseeff and Guyon (2002), A stability based method for discovering structure in clustered data;
    Jaccard by cluster, Hennig (2007), Cluster-wise assessment of cluster stability.

    >>> vectors = np.repeat(np.eye(3), 20, axis=0)
    >>> stability(vectors, np.repeat([0, 1, 2], 20), topics=3, seed=1).whole
    {'seeds': 1.0, 'bootstrap': 1.0}
    """
    labels = np.asarray(labels)
    if len(labels) != len(vectors) or len(sessions) not in (0, len(vectors)):
        raise AnalysisError("Vectors, topics and sessions are not of the same documents.", hint="Fit the topics again.")
    rows = np.arange(len(vectors))
    if len(rows) > effort.most:
        rows = np.sort(np.random.default_rng(seed).choice(len(rows), effort.most, replace=False))
    held = [sessions[int(row)] for row in rows] if len(sessions) else []
    points = shortened(np.asarray(vectors)[rows])
    measures: dict[Kind, Measure] = {}
    for kind in KINDS:
        drawn = plan(kind, count=len(rows), sessions=held, seed=seed, effort=effort)
        fits = [
            Refit(rows=part, labels=cluster(points[part], topics=topics, seed=again, runs=effort.runs).labels)
            for part, again in (drawn if len(np.unique(labels)) > 1 else [])
        ]
        measures[kind] = measured(kind, labels[rows], fits, sessions=len(set(held)))
    return Stability(measures=measures, documents=len(rows), of=len(vectors), effort=effort, seed=seed)


def shortened(vectors: NDArray[Any]) -> NDArray[np.float64]:
    """Turn vectors so that a hundred numbers hold all that matters: each fit condenses its part of them again."""
    centred = np.asarray(vectors - vectors.mean(axis=0), dtype=np.float64)
    if centred.shape[1] <= _DIRECTIONS:
        return centred
    directions = np.linalg.eigh(centred.T @ centred)[1][:, -_DIRECTIONS:]
    return np.asarray(centred @ directions)
