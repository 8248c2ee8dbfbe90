"""Groups that stay together however often they are sought."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tlc.listen.topics.consensus import Consensus


def blobs(*sizes: int, spread: float = 0.3) -> NDArray[np.float64]:
    """Scatter points around corners far from each other, as many around each as asked for."""
    draw = np.random.default_rng(7)
    corners = 10 * np.eye(len(sizes))
    around = [corner + spread * draw.normal(size=(n, len(sizes))) for corner, n in zip(corners, sizes, strict=True)]
    return np.concatenate(around)


def groups(labels: NDArray[np.int64]) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


@pytest.fixture
def noisy() -> NDArray[np.float64]:
    """Points in which one run of k-means finds other groups than the next."""
    return np.random.default_rng(1).normal(size=(150, 8))


def test_points_that_belong_together_are_found_together() -> None:
    labels = Consensus(clusters=3, seed=1).fit(blobs(5, 9, 4)).labels_
    assert groups(labels) == {frozenset(range(5)), frozenset(range(5, 14)), frozenset(range(14, 18))}


def test_every_point_has_a_group_and_the_numbers_have_no_gap(noisy: NDArray[np.float64]) -> None:
    labels = Consensus(clusters=12, seed=1).fit(noisy).labels_
    assert len(labels) == len(noisy)
    assert sorted(set(labels.tolist())) == list(range(labels.max() + 1))
    assert labels.max() < 12


def test_the_same_seed_gives_the_same_groups(noisy: NDArray[np.float64]) -> None:
    first, again, other = (Consensus(clusters=9, seed=seed).fit(noisy) for seed in (1, 1, 2))
    assert first.labels_.tolist() == again.labels_.tolist()
    assert first.agreement_.tolist() == again.agreement_.tolist()
    assert first.agreement_.tolist() != other.agreement_.tolist()


def test_many_runs_agree_with_each_other_more_than_single_ones(noisy: NDArray[np.float64]) -> None:
    from sklearn.metrics import adjusted_rand_score

    def likeness(runs: int) -> float:
        found = [Consensus(clusters=6, seed=seed, runs=runs).fit(noisy).labels_ for seed in range(6)]
        return float(np.mean([adjusted_rand_score(a, b) for a in found for b in found if a is not b]))

    assert likeness(60) > likeness(1) + 0.1


def test_agreement_is_whole_where_every_run_says_the_same_and_less_where_not(noisy: NDArray[np.float64]) -> None:
    assert Consensus(clusters=3, seed=1).fit(blobs(9, 9, 9)).agreement_.mean() > 0.9
    unsure = Consensus(clusters=9, seed=1).fit(noisy).agreement_
    assert 0 < unsure.min() < unsure.mean() < 0.9
    assert unsure.max() <= 1


def test_a_group_that_is_too_small_joins_another() -> None:
    points = blobs(10, 10, 2)
    assert len(groups(Consensus(clusters=3, seed=1).fit(points).labels_)) == 3
    larger = groups(Consensus(clusters=3, seed=1, smallest=5).fit(points).labels_)
    assert sorted(map(len, larger)) == [10, 12]


def test_no_group_is_left_smaller_than_wished(noisy: NDArray[np.float64]) -> None:
    labels = Consensus(clusters=30, seed=1, smallest=5).fit(noisy).labels_
    # A group may lose points to nobody: those of groups that went only join it.
    assert np.bincount(labels).min() >= 5


def test_the_largest_group_is_kept_even_if_all_are_too_small() -> None:
    assert set(Consensus(clusters=3, seed=1, smallest=50).fit(blobs(3, 4, 5)).labels_.tolist()) == {0}


@pytest.mark.parametrize(
    ("points", "clusters", "expected"),
    [
        (np.zeros((6, 2)), 3, 1),
        (np.repeat([[0.0, 1], [1, 0]], 4, axis=0), 5, 2),
        (np.array([[1.0, 2]]), 4, 1),
        (blobs(4, 4), 1, 1),
    ],
)
def test_there_are_never_more_groups_than_different_points(points: Any, clusters: int, expected: int) -> None:
    assert len(groups(Consensus(clusters=clusters, seed=1).fit(points).labels_)) == expected


def test_points_that_are_all_but_equal_give_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    points = np.repeat(blobs(3, 3), 4, axis=0) + 1e-12 * np.arange(24)[:, None]
    Consensus(clusters=20, seed=1).fit(points)
    assert not recwarn.list


def test_points_are_not_changed(noisy: NDArray[np.float64]) -> None:
    before = noisy.copy()
    Consensus(clusters=5, seed=1).fit(noisy, y=None)
    assert (noisy == before).all()
