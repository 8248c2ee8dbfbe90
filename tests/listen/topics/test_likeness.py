"""How alike topics are: by their middles, whatever their size, and joined by the mean of their members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage

from tlc.errors import AnalysisError
from tlc.listen.topics.likeness import Likeness, hierarchy, likeness

POINTS = np.array([[1, 0, 0], [1, 0, 0], [0.8, 0.6, 0], [0, 0, 1], [0, 0, -1]], dtype=float)


def test_topics_are_as_alike_as_the_directions_of_their_middles() -> None:
    alike = likeness(POINTS, np.array([1, 1, 2, 3, 0]))
    assert alike.topics == (1, 2, 3)
    assert alike.matrix.tolist() == [[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]]


def test_the_rest_is_no_topic_and_numbers_may_have_gaps() -> None:
    assert likeness(POINTS, np.array([7, 7, 2, 0, 0])).topics == (2, 7)


def test_a_topic_of_nothing_but_empty_documents_is_like_no_other() -> None:
    alike = likeness(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([1, 2]))
    assert alike.matrix.tolist() == [[1, 0], [0, 1]]


def test_no_topic_cannot_be_compared() -> None:
    with pytest.raises(AnalysisError, match="no topic"):
        likeness(POINTS, np.zeros(5, dtype=int))


def test_the_nearest_are_joined_first_and_the_mean_distance_counts() -> None:
    matrix = np.array([[1, 0.9, 0.1, 0.2], [0.9, 1, 0.3, 0.4], [0.1, 0.3, 1, 0.8], [0.2, 0.4, 0.8, 1]])
    joins = hierarchy(Likeness(topics=(1, 2, 5, 6), matrix=matrix)).joins
    assert [(join.left, join.right) for join in joins] == [((1,), (2,)), ((5,), (6,)), ((1, 2), (5, 6))]
    assert [join.distance for join in joins] == pytest.approx([0.1, 0.2, 1 - (0.1 + 0.2 + 0.3 + 0.4) / 4])


def test_what_was_joined_is_drawn_side_by_side() -> None:
    matrix = np.array([[1, 0.1, 0.9], [0.1, 1, 0.2], [0.9, 0.2, 1]])
    assert hierarchy(Likeness(topics=(1, 2, 3), matrix=matrix)).topics == (1, 3, 2)


def test_one_topic_has_nothing_to_be_joined_to() -> None:
    with pytest.raises(AnalysisError, match="One topic alone"):
        hierarchy(Likeness(topics=(4,), matrix=np.ones((1, 1))))


@given(st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_joins_are_those_of_scipy_and_hold_every_topic_once(many: int, seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(many, 4))
    alike = likeness(points, np.arange(1, many + 1))
    found = hierarchy(alike)
    assert sorted(found.topics) == list(range(1, many + 1))
    assert found.joins[-1].topics == found.topics
    apart = 1 - alike.matrix
    pairs = linkage(apart[np.triu_indices(many, 1)], method="average")
    assert [join.distance for join in found.joins] == pytest.approx(pairs[:, 2].tolist(), abs=1e-5)
