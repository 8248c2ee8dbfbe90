"""Groups that stay together however often they are sought."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.utils.estimator_checks import check_estimator

from tlc.listen.topics import consensus as module
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


def test_groups_are_numbered_by_their_size_and_then_by_their_first_point() -> None:
    labels = Consensus(clusters=4, seed=1).fit(blobs(4, 9, 4, 6)).labels_
    assert labels.tolist() == [2] * 4 + [0] * 9 + [3] * 4 + [1] * 6


def test_votes_are_shares_of_runs_and_the_winner_has_the_point(noisy: NDArray[np.float64]) -> None:
    made = Consensus(clusters=9, seed=1, smallest=5, runs=40).fit(noisy)
    assert made.votes_.sum(axis=1) == pytest.approx(1)
    assert made.votes_ * 40 == pytest.approx(np.round(made.votes_ * 40))
    assert made.agreement_.tolist() == made.votes_[np.arange(len(noisy)), made.labels_].tolist()
    assert made.probabilities_ is made.agreement_


def test_the_points_it_was_fitted_on_are_predicted_where_they_are(noisy: NDArray[np.float64]) -> None:
    made = Consensus(clusters=9, seed=1, smallest=5).fit(noisy)
    assert made.predict(noisy).tolist() == made.labels_.tolist()


def test_a_point_nearby_is_predicted_into_the_same_group() -> None:
    made = Consensus(clusters=3, seed=1).fit(blobs(9, 6, 4))
    assert made.predict(10 * np.eye(3) + 0.1).tolist() == [0, 1, 2]


def test_more_runs_than_are_linked_still_vote(noisy: NDArray[np.float64], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LINKED", 3)
    made = Consensus(clusters=6, seed=1, runs=50).fit(noisy)
    assert made.votes_ * 50 == pytest.approx(np.round(made.votes_ * 50))
    assert len(set(made.agreement_.tolist())) > 10


@pytest.mark.filterwarnings("ignore:Skipping check")
def test_it_is_an_estimator_as_scikit_learn_wants_them() -> None:
    results: list[Any] = check_estimator(Consensus(clusters=3, runs=5), on_fail=None)
    assert {one["check_name"] for one in results if one["status"] not in ("passed", "skipped")} == set()


def test_a_group_that_would_have_points_only_where_votes_are_even_is_none() -> None:
    # Two runs of two clusters. The first point's votes are even; all others' are for the second group.
    members = np.array([[0, 1, 1, 1], [3, 3, 3, 3]])
    runs = module._Runs(members=members, centres=np.array([[[0.0], [5.0]], [[9.0], [4.0]]]))
    groups, votes = module._settled(runs, np.array([0, 1, 0, 1]), smallest=1)
    assert votes.shape == (4, 1)
    assert set(groups) == {0}
