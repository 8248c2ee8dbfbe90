"""Vectors made shorter before they are clustered: the directions in which texts differ most."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

#: A point as near to the middle of all as this is nowhere in particular.
_NOWHERE = 1e-6


class Condense(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """scikit-learn's PCA, each point then brought to length 1: an estimator, in place of UMAP.

    Parameters
    ----------
    dimensions : int
        How many directions are kept, at most.

    Attributes
    ----------
    pca_ : sklearn.decomposition.PCA
        Set by ``fit``.

    >>> vectors = np.array([[1.0, 0, 0], [0.9, 0.1, 0], [0, 0, 1], [0, 0.1, 0.9]])
    >>> points = Condense(dimensions=1).fit_transform(vectors)
    >>> bool(points[0] == points[1] != points[2])
    True
    """

    def __init__(self, dimensions: int = 50) -> None:
        self.dimensions = dimensions

    def fit(self, vectors: Any, y: object = None) -> Condense:  # noqa: ARG002 - BERTopic passes it
        """Find the directions; ``y`` changes nothing."""
        from sklearn.decomposition import PCA
        from sklearn.utils.validation import validate_data
        from threadpoolctl import threadpool_limits

        vectors = validate_data(self, vectors, dtype=[np.float64, np.float32])
        # One thread: see `Consensus`. Vectors that are all the same have no share of variance to tell.
        with threadpool_limits(limits=1), np.errstate(invalid="ignore", divide="ignore"):
            pca = PCA(min(self.dimensions, *vectors.shape), svd_solver="covariance_eigh")
            # One vector alone, such as what is left without the longest session, has no variance to divide.
            self.pca_ = pca.fit(vectors if len(vectors) > 1 else np.repeat(vectors, 2, axis=0))
        return self

    def transform(self, vectors: Any) -> NDArray[np.float64]:
        """Give each vector its point, of length 1; one that stands in the middle of all stays there, at 0."""
        from sklearn.utils.validation import check_is_fitted, validate_data
        from threadpoolctl import threadpool_limits

        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=[np.float64, np.float32], reset=False)
        with threadpool_limits(limits=1):
            # Less the mean first: of large and equal numbers, rounding would leave something.
            points = np.asarray((vectors - self.pca_.mean_) @ self.pca_.components_.T, dtype=np.float64)
        length = np.linalg.norm(points, axis=1, keepdims=True)
        return np.where(length > _NOWHERE, points / np.maximum(length, _NOWHERE), 0.0)
