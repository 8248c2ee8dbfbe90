"""Consensus of many runs of k-means: steady, and nothing left over."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tlc.listen.cluster import Consensus


@pytest.fixture
def three_heaps() -> NDArray[np.float64]:
    """Thirty points in three heaps, ten each."""
    noise = np.random.default_rng(0).normal(0, 0.3, size=(30, 2))
    return np.repeat([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]], 10, axis=0) + noise


def same_groups(one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    return bool(((one[:, None] == one) == (other[:, None] == other)).all())


def test_heaps_that_stand_apart_are_found(three_heaps: NDArray[np.float64]) -> None:
    found = Consensus(clusters=3, seed=1).fit(three_heaps)
    assert same_groups(found.labels_, np.repeat([0, 1, 2], 10))
    assert found.agreement_.min() > 0.9


def test_every_point_has_a_group_numbered_without_gaps(three_heaps: NDArray[np.float64]) -> None:
    labels = Consensus(clusters=7, seed=1).fit(three_heaps).labels_
    assert len(labels) == 30
    assert set(labels) == set(range(labels.max() + 1))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_seed_gives_the_same_groups(three_heaps: NDArray[np.float64], seed: int) -> None:
    first, again = (Consensus(clusters=4, seed=seed).fit(three_heaps) for _ in range(2))
    assert (first.labels_ == again.labels_).all()
    assert (first.agreement_ == again.agreement_).all()


def test_agreement_is_a_share(three_heaps: NDArray[np.float64]) -> None:
    agreement = Consensus(clusters=5, seed=1).fit(three_heaps).agreement_
    assert ((agreement > 0) & (agreement <= 1)).all()


def test_a_group_too_small_goes_to_its_neighbours(three_heaps: NDArray[np.float64]) -> None:
    lonely = np.vstack([three_heaps, [[30.0, 30.0]]])
    assert (np.bincount(Consensus(clusters=4, seed=1).fit(lonely).labels_) == 1).any()
    assert np.bincount(Consensus(clusters=4, seed=1, smallest=3).fit(lonely).labels_).min() >= 3


def test_there_are_no_more_groups_than_different_points() -> None:
    points = np.array([[0.0, 0.0]] * 5 + [[1.0, 1.0]] * 5)
    assert len(set(Consensus(clusters=8, seed=1).fit(points).labels_)) == 2


def test_points_that_are_all_alike_are_one_group() -> None:
    found = Consensus(clusters=3, seed=1).fit(np.zeros((6, 2)))
    assert list(found.labels_) == [0] * 6
    assert list(found.agreement_) == [1.0] * 6
