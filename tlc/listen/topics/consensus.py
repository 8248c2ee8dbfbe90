"""Groups of points that stay together however often they are sought."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(kw_only=True)
class Consensus:
    """What many runs of k-means agree on, in the shape that BERTopic asks of a clusterer.

    One run of k-means on short texts depends on where it began. Here the clusters of many runs are themselves
    gathered, by the points that they share, into as many groups as were asked for; each point goes to the group
    that most of its clusters went to (the meta-clustering algorithm). Every point gets a group.

    Attributes
    ----------
    clusters : int
        How many groups to look for, at most; no more than there are different points.
    smallest : int
        A group of fewer points is no pattern: its points go to the group with their next most votes.
    labels_ : int array, shape (n_points,)
        From 0, with no gap; set by ``fit``.
    agreement_ : float array, shape (n_points,)
        The share of runs that put the point where it is now, 0 to 1; set by ``fit``.

    Source: Strehl and Ghosh (2002), Cluster ensembles, JMLR 3, section 3.4, with average linkage in place of
    graph partitioning.

    >>> points = np.array([[0.0, 0], [0, 1], [9, 9], [9, 8]])
    >>> labels = Consensus(clusters=2, seed=1).fit(points).labels_
    >>> bool(labels[0] == labels[1] != labels[2] == labels[3])
    True
    """

    clusters: int
    seed: int
    smallest: int = 1
    runs: int = 60
    labels_: NDArray[np.int64] = field(init=False, repr=False)
    agreement_: NDArray[np.float64] = field(init=False, repr=False)

    def fit(self, points: NDArray[Any], y: object = None) -> Consensus:  # noqa: ARG002 - BERTopic passes it
        """Find the groups; ``y`` changes nothing."""
        wanted = min(self.clusters, len(np.unique(points, axis=0)))
        member = _members(points, wanted, seed=self.seed, runs=self.runs)
        votes = (member @ _gathered(member, wanted)) / self.runs
        size = np.bincount(votes.argmax(axis=1), minlength=votes.shape[1])
        votes = votes[:, size >= min(self.smallest, size.max())]
        self.labels_ = _numbered(votes.argmax(axis=1))
        self.agreement_ = votes.max(axis=1)
        return self


def _numbered(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number groups from 0 in the order in which they first come up: gaps close, and no run names them otherwise."""
    _, first, place = np.unique(groups, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[place]


def _members(points: NDArray[Any], clusters: int, *, seed: int, runs: int) -> Any:
    """Say which point was in which cluster of which run: a sparse 0/1 matrix."""
    from scipy.sparse import csr_matrix
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    seeds = np.random.default_rng(seed).integers(2**31, size=runs)
    labels = np.empty((runs, len(points)), dtype=np.int64)
    with warnings.catch_warnings():
        # Points that are all but equal can leave a cluster empty; the other runs outvote it.
        warnings.simplefilter("ignore", ConvergenceWarning)
        for run, start in enumerate(seeds):
            found = KMeans(clusters, n_init=1, max_iter=100, random_state=int(start)).fit_predict(points)
            labels[run] = found + run * clusters
    column = labels.T.ravel()
    row = np.repeat(np.arange(len(points)), runs)
    return csr_matrix((np.ones(len(column)), (row, column)), shape=(len(points), runs * clusters))


def _gathered(member: Any, groups: int) -> NDArray[np.float64]:
    """Gather clusters that share their points: a 0/1 matrix of clusters by groups."""
    from sklearn.cluster import AgglomerativeClustering

    shared = (member.T @ member).toarray()
    size = shared.diagonal()
    either = size[:, None] + size[None, :] - shared
    distance = 1 - np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    if groups < 2:
        return np.ones((len(size), 1))
    gather = AgglomerativeClustering(n_clusters=groups, metric="precomputed", linkage="average")
    return np.asarray(np.eye(groups)[gather.fit_predict(distance)])
