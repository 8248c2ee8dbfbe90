"""How alike topics are: the likeness of their middles, and the order in which the most alike would be joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.topics.spread import REST

Array = NDArray[np.float64]
# Sums differ in their last digits from one processor to another; what is alike to so many digits is equally alike.
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """How alike topics are, two by two.

    Attributes
    ----------
    topics : tuple of int
        Their numbers, in order.
    matrix : float array, shape (n_topics, n_topics)
        The cosine between the middles of two topics: 1 is the same direction, 0 and below nothing in common.
    """

    topics: tuple[int, ...]
    matrix: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two topics, or two bundles of topics, that lie nearest to each other.

    Attributes
    ----------
    left, right : tuple of int
        The topics of each.
    distance : float
        1 less the mean likeness of a topic of one and a topic of the other: 0 is the same, 2 is opposite.

    >>> Join(left=(1,), right=(2, 3), distance=0.4).topics
    (1, 2, 3)
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    distance: float

    @property
    def topics(self) -> tuple[int, ...]:
        """All topics in it, in the order in which they are drawn."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """Topics joined, the nearest first, until all of them are one.

    Attributes
    ----------
    topics : tuple of int
        In the order in which they are drawn: what was joined stands side by side.
    joins : tuple of Join
        One fewer than there are topics, the nearest first.
    """

    topics: tuple[int, ...]
    joins: tuple[Join, ...]


def likeness(points: Array, numbers: NDArray[np.int64]) -> Likeness:
    """Compare the middles of topics.

    Parameters
    ----------
    points : float array, shape (n_documents, n_dimensions)
        Where each document lies; 0 where it holds nothing.
    numbers : int array, shape (n_documents,)
        The topic of each; 0 is the rest, which is no topic.

    Raises
    ------
    AnalysisError
        There is no topic.

    >>> alike = likeness(np.array([[1.0, 0.0], [1.0, 0.0], [0.6, 0.8]]), np.array([1, 1, 2]))
    >>> alike.topics, alike.matrix.tolist()
    ((1, 2), [[1.0, 0.6], [0.6, 1.0]])
    """
    topics = tuple(int(number) for number in np.unique(numbers) if number != REST)
    if not topics:
        raise AnalysisError("There is no topic to compare.", hint="Fit topics first: study.topics().")
    middles = np.stack([np.asarray(points, dtype=np.float64)[numbers == topic].mean(axis=0) for topic in topics])
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    # A topic of nothing but empty documents has no direction, and is like no other.
    directions = np.divide(middles, lengths, out=np.zeros_like(middles), where=lengths > 0)
    matrix = np.round(np.clip(directions @ directions.T, -1, 1), _DIGITS)
    np.fill_diagonal(matrix, 1.0)
    return Likeness(topics=topics, matrix=matrix)


def hierarchy(alike: Likeness) -> Hierarchy:
    """Join topics, the nearest first, by the mean likeness of their members (average linkage).

    Raises
    ------
    AnalysisError
        There are fewer than two topics.

    Source: Sokal and Michener (1958), A statistical method for evaluating systematic relationships.

    >>> matrix = np.array([[1.0, 0.1, 0.8], [0.1, 1.0, 0.3], [0.8, 0.3, 1.0]])
    >>> [join.topics for join in hierarchy(Likeness(topics=(1, 2, 3), matrix=matrix)).joins]
    [(1, 3), (1, 3, 2)]
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    if len(alike.topics) < 2:
        raise AnalysisError(
            "One topic alone has nothing to be joined to.", hint="Ask for more: study.topics(topics=10)."
        )
    apart = 1 - (alike.matrix + alike.matrix.T) / 2
    np.fill_diagonal(apart, 0)
    bundles: list[tuple[int, ...]] = [(topic,) for topic in alike.topics]
    joins = []
    for one, other, distance, _ in linkage(squareform(apart, checks=False), method="average"):
        # The bundle with the smallest number stands first, so that the largest topics are drawn on top.
        left, right = sorted((bundles[int(one)], bundles[int(other)]), key=min)
        joins.append(Join(left=left, right=right, distance=round(float(distance), _DIGITS)))
        bundles.append(left + right)
    return Hierarchy(topics=bundles[-1], joins=tuple(joins))
