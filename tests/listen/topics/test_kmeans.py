"""Many runs of k-means at once are as good as one after the other, and the same each time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tlc.listen.topics import kmeans
from tlc.listen.topics.kmeans import Runs, many


@pytest.fixture
def noisy() -> NDArray[np.float64]:
    """Points without groups, so that every run ends elsewhere."""
    return np.random.default_rng(1).normal(size=(200, 6))


def spread(points: NDArray[Any], labels: NDArray[Any]) -> float:
    """How far points are from the middles of their clusters, all in all."""
    parts = [points[labels == one] for one in set(labels.tolist())]
    return float(sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts))


def test_groups_far_apart_are_found_in_nearly_every_run() -> None:
    draw = np.random.default_rng(2)
    points = np.concatenate([corner + 0.1 * draw.normal(size=(9, 4)) for corner in 10 * np.eye(4)[:3]])
    runs = many(points, 3, seed=1, runs=40)
    whole = [len({tuple(run[start : start + 9]) for start in (0, 9, 18)}) == 3 for run in runs.labels]
    assert np.mean(whole) > 0.9


def test_runs_are_as_tight_as_those_of_scikit_learn(noisy: NDArray[np.float64]) -> None:
    from sklearn.cluster import KMeans

    theirs = [spread(noisy, KMeans(8, n_init=1, random_state=seed).fit_predict(noisy)) for seed in range(20)]
    ours = [spread(noisy, labels) for labels in many(noisy, 8, seed=1, runs=20).labels]
    assert np.mean(ours) < 1.03 * np.mean(theirs)


def test_every_run_starts_elsewhere(noisy: NDArray[np.float64]) -> None:
    assert len({run.tobytes() for run in many(noisy, 8, seed=1, runs=10).labels}) == 10


def test_the_same_seed_gives_the_same_runs_and_another_gives_others(noisy: NDArray[np.float64]) -> None:
    first, again, other = (many(noisy, 8, seed=seed, runs=5) for seed in (1, 1, 2))
    assert first.labels.tobytes() == again.labels.tobytes()
    assert first.centres.tobytes() == again.centres.tobytes()
    assert first.labels.tobytes() != other.labels.tobytes()


@pytest.mark.parametrize("most_steps", [1, 3, 50])
def test_each_point_is_in_the_cluster_with_the_nearest_centre(noisy: NDArray[np.float64], most_steps: int) -> None:
    runs = many(noisy + 5, 8, seed=1, runs=4, most_steps=most_steps)
    for labels, centres in zip(runs.labels, runs.centres, strict=True):
        distance = ((noisy[:, None] + 5 - centres[None]) ** 2).sum(axis=2)
        assert (distance[np.arange(len(noisy)), labels] <= distance.min(axis=1) + 1e-4).all()


def test_centres_of_a_run_that_came_to_rest_are_the_means_of_its_points(noisy: NDArray[np.float64]) -> None:
    runs = many(noisy, 5, seed=1, runs=3, most_steps=500)
    for labels, centres in zip(runs.labels, runs.centres, strict=True):
        means = np.stack([noisy[labels == one].mean(axis=0) for one in range(5)])
        assert np.allclose(means, centres, atol=1e-4)


def test_runs_in_parts_are_as_many_and_as_good(noisy: NDArray[np.float64], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = many(noisy, 8, seed=1, runs=10)
    monkeypatch.setattr(kmeans, "_AT_ONCE", 3 * 200 * 8)
    parts = many(noisy, 8, seed=1, runs=10)
    assert parts.labels.shape == whole.labels.shape
    assert len({run.tobytes() for run in parts.labels}) == 10
    assert np.mean([spread(noisy, run) for run in parts.labels]) < 1.03 * np.mean(
        [spread(noisy, run) for run in whole.labels]
    )


def test_points_are_not_changed(noisy: NDArray[np.float64]) -> None:
    before = noisy.copy()
    many(noisy, 5, seed=1, runs=2)
    assert (noisy == before).all()


def test_points_that_are_drawn_as_starts_differ_while_there_are_others() -> None:
    points = np.repeat(np.eye(4), 10, axis=0)
    for labels in many(points, 4, seed=1, runs=20).labels:
        assert len(set(labels.tolist())) == 4


def check(runs: Runs, points: NDArray[Any], clusters: int) -> None:
    assert runs.labels.min() >= 0
    assert runs.labels.max() < clusters
    assert runs.labels.shape[1] == len(points)
    assert np.isfinite(runs.centres).all()


@pytest.mark.parametrize("clusters", [1, 2, 7])
def test_points_that_are_all_equal_share_a_cluster(clusters: int) -> None:
    runs = many(np.full((6, 3), 0.1), clusters, seed=1, runs=4)
    check(runs, np.zeros((6, 3)), clusters)
    assert all(len(set(labels.tolist())) == 1 for labels in runs.labels)


@settings(max_examples=30, deadline=None)
@given(
    points=st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=12),
    clusters=st.integers(1, 6),
)
def test_any_points_get_clusters(points: list[tuple[float, float]], clusters: int) -> None:
    array = np.array(points)
    check(many(array, clusters, seed=3, runs=3), array, clusters)
