"""Groups of points that stay together however often they are sought."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClusterMixin

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

#: Steps of a run of k-means; the votes hardly change by then.
_STEPS = 25
#: Runs whose clusters are linked with each other: the tightest, since stray clusters of bad runs would be groups.
_LINKED = 30
#: Rounds in which clusters of all runs find their group.
_ROUNDS = 5


class Consensus(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """What many runs of k-means agree on: an estimator of scikit-learn, in the shape that BERTopic asks of one.

    One run of k-means on short texts depends on where it began. Here the clusters of many runs are themselves
    gathered, by the points that they share, into as many groups as were asked for; each point goes to the group
    that most of its clusters went to (the meta-clustering algorithm). Every point gets a group.

    Parameters
    ----------
    clusters : int
        How many groups to look for, at most; no more than there are different points.
    seed : int
        The same points and seed give the same groups, with any number of threads.
    smallest : int
        A group of fewer points is no pattern: its clusters go to the groups nearest to them.
    runs : int
        How many runs of k-means have a vote.

    Attributes
    ----------
    labels_ : int array, shape (n_points,)
        From 0, the largest group first (of equal ones, that with the earlier first point); set by ``fit``.
    votes_ : float array, shape (n_points, n_groups)
        The share of runs that put each point into each group; rows sum to 1.
    agreement_, probabilities_ : float array, shape (n_points,)
        The share of runs that put the point where it is now, 0 to 1. BERTopic knows it under the second name.

    Source: Strehl and Ghosh (2002), Cluster ensembles, JMLR 3, section 3.4, with average linkage in place of
    graph partitioning, and then rounds in which each cluster goes to the group it overlaps with most.

    >>> points = np.array([[0.0, 0], [0, 1], [9, 9], [9, 8]])
    >>> labels = Consensus(clusters=2, seed=1).fit(points).labels_
    >>> bool(labels[0] == labels[1] != labels[2] == labels[3])
    True
    """

    def __init__(self, clusters: int = 8, seed: int = 1, smallest: int = 1, runs: int = 100) -> None:
        self.clusters = clusters
        self.seed = seed
        self.smallest = smallest
        self.runs = runs

    def fit(self, points: Any, y: object = None) -> Consensus:  # noqa: ARG002 - BERTopic passes it
        """Find the groups; ``y`` changes nothing."""
        from sklearn.utils.validation import validate_data
        from threadpoolctl import threadpool_limits

        # In single precision, and always in the same, as `predict` takes them.
        points = validate_data(self, points, dtype=np.float32)
        # One thread: the order in which many of them add numbers up changes the last digits, and then the groups.
        with threadpool_limits(limits=1):
            wanted = _different(points, at_most=self.clusters)
            runs = _Runs.of(points, wanted, seed=self.seed, runs=self.runs)
            groups, votes = _settled(runs, _gathered(runs, wanted), smallest=self.smallest)
        number = _by_size(votes.argmax(axis=1), votes.shape[1])
        self.centres_, self.groups_, self.number_ = runs.centres, groups, number
        self.labels_ = number[votes.argmax(axis=1)]
        self.agreement_ = self.probabilities_ = votes.max(axis=1)
        self.votes_ = votes[:, np.argsort(number)]
        return self

    def predict(self, points: Any) -> Labels:
        """Give other points a group: that of the cluster nearest to them in most runs."""
        from sklearn.utils.validation import check_is_fitted, validate_data
        from threadpoolctl import threadpool_limits

        check_is_fitted(self)
        points = validate_data(self, points, dtype=np.float32, reset=False)
        with threadpool_limits(limits=1):
            nearest = np.stack([_nearest(points, centres) for centres in self.centres_])
        members = nearest + np.arange(len(nearest))[:, None] * self.centres_.shape[1]
        return np.asarray(self.number_[_votes(members, self.groups_, len(members)).argmax(axis=1)])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Runs:
    """The clusters of all runs, the tightest first, numbered through: which point is in which, and their middles."""

    members: Labels
    centres: NDArray[Any]

    @classmethod
    def of(cls, points: NDArray[Any], clusters: int, *, seed: int, runs: int) -> _Runs:
        from sklearn.cluster import KMeans
        from sklearn.exceptions import ConvergenceWarning

        starts = np.random.default_rng(seed).integers(2**31, size=runs)
        members, inertia = np.empty((runs, len(points)), dtype=np.int64), np.empty(runs)
        centres = np.empty((runs, clusters, points.shape[1]), dtype=np.float32)
        with warnings.catch_warnings():
            # Points that are all but equal can leave a cluster empty; the other runs outvote it.
            warnings.simplefilter("ignore", ConvergenceWarning)
            for run, start in enumerate(starts):
                means = KMeans(clusters, init="random", n_init=1, max_iter=_STEPS, random_state=int(start)).fit(points)
                members[run], centres[run], inertia[run] = means.labels_, means.cluster_centers_, means.inertia_
        tight = np.argsort(inertia, kind="stable")
        return cls(members=members[tight] + clusters * np.arange(runs)[:, None], centres=centres[tight])

    @property
    def middles(self) -> NDArray[Any]:
        return self.centres.reshape(-1, self.centres.shape[2])

    @property
    def sizes(self) -> Labels:
        return np.bincount(self.members.ravel(), minlength=len(self.middles))


def _different(points: NDArray[Any], *, at_most: int) -> int:
    """Count the points that differ, and stop where there are enough."""
    seen: set[bytes] = set()
    for point in points:
        # What differs in the last digits only is the same point, and -0.0 is 0.0.
        seen.add((np.round(point, 9) + 0.0).tobytes())
        if len(seen) >= at_most:
            break
    return len(seen)


def _gathered(runs: _Runs, groups: int) -> Labels:
    """Gather clusters that share their points: the group of each cluster.

    The clusters of the tightest runs are linked with each other; then those of all runs go to the groups that they
    share most with, over and over. Linking all would cost the square of their number, and be no better.
    """
    from scipy.sparse import csr_matrix
    from sklearn.cluster import AgglomerativeClustering

    count, points = len(runs.middles), runs.members.shape[1]
    if groups < 2:
        return np.zeros(count, dtype=np.int64)
    column = runs.members.T.ravel()
    starts = np.arange(0, len(column) + 1, len(runs.members))
    member = csr_matrix((np.ones(len(column), dtype=np.float32), column, starts), shape=(points, count))
    first = member[:, : _LINKED * runs.centres.shape[1]]
    distance = 1 - _overlap((first.T @ first).toarray(), runs.sizes[: first.shape[1]], runs.sizes[: first.shape[1]])
    gather = AgglomerativeClustering(n_clusters=groups, metric="precomputed", linkage="average")
    found = np.asarray(gather.fit_predict(distance), dtype=np.int64)
    linked = len(found) // runs.centres.shape[1]
    votes = _votes(runs.members[:linked], found, linked)
    for _ in range(_ROUNDS):
        before = found
        found = _overlap(member.T @ votes, runs.sizes, votes.sum(axis=0)).argmax(axis=1)
        if np.array_equal(before, found):
            break
        votes = _votes(runs.members, found, len(runs.members), at_least=votes.shape[1])
    return found


def _overlap(both: NDArray[Any], size: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Say how much of what either holds is held by both (Jaccard), 0 where neither holds anything."""
    either = size[:, None] + other[None, :] - both
    return np.asarray(np.divide(both, either, out=np.zeros(both.shape, dtype=both.dtype), where=either > 0))


def _settled(runs: _Runs, groups: Labels, *, smallest: int) -> tuple[Labels, Floats]:
    """Give the clusters of groups that are too small to the groups nearest to them, until none is too small.

    The groups come back with the votes for them, in the order of all their votes: where a point's votes are even the
    earlier group has it, in `predict` too.
    """
    while True:
        votes = _votes(runs.members, groups, len(runs.members))
        count = votes.shape[1]
        order = np.lexsort((np.arange(count), -votes.sum(axis=0)))
        groups, votes = np.argsort(order)[groups], votes[:, order]
        won = np.bincount(votes.argmax(axis=1), minlength=count)
        kept = np.flatnonzero(won >= max(1, min(smallest, won.max())))
        if len(kept) == count:
            return groups, votes
        weight = runs.sizes
        # Beware: a cluster can be empty, and all of a group.
        middles = np.stack(
            [np.average(runs.middles[groups == one], axis=0, weights=weight[groups == one] + 1e-9) for one in kept]
        )
        stays = np.isin(groups, kept)
        groups = np.where(stays, np.searchsorted(kept, groups), _nearest(runs.middles, middles))


def _nearest(points: NDArray[Any], middles: NDArray[Any]) -> Labels:
    distance = (middles**2).sum(axis=1)[None, :] - 2 * points @ middles.T
    return np.asarray(distance.argmin(axis=1), dtype=np.int64)


def _votes(members: Labels, groups: Labels, runs: int, *, at_least: int = 0) -> Floats:
    """Count for each point how many of its clusters went to each group, as a share of the runs."""
    count = max(int(groups.max()) + 1, at_least)
    rows = np.arange(members.shape[1]) * count
    votes = np.zeros(members.shape[1] * count)
    for run in members:
        votes[rows + groups[run]] += 1
    return votes.reshape(-1, count) / runs


def _by_size(labels: Labels, count: int) -> Labels:
    """Number groups from 0, the largest first; of equal ones, that with the earlier first point."""
    first = np.full(count, len(labels))
    np.minimum.at(first, labels, np.arange(len(labels)))
    return np.argsort(np.lexsort((first, -np.bincount(labels, minlength=count))))
