"""Vectors made shorter before they are clustered: the directions in which texts differ most."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

#: Rows that are taken at a time, so that a large study needs no copy of all its vectors.
_ROWS = 8192
#: A point as near to the middle of all as this is nowhere in particular.
_NOWHERE = 1e-6


class Condense(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Principal components, each point then brought to length 1: an estimator of scikit-learn, in place of UMAP.

    Parameters
    ----------
    dimensions : int
        How many directions are kept, at most.

    Attributes
    ----------
    mean_ : float array, shape (n_features,)
    components_ : float array, shape (n_kept, n_features)
        The directions, those in which the vectors differ most first; set by ``fit``.

    >>> vectors = np.array([[1.0, 0, 0], [0.9, 0.1, 0], [0, 0, 1], [0, 0.1, 0.9]])
    >>> points = Condense(dimensions=1).fit_transform(vectors)
    >>> bool(points[0] == points[1] != points[2])
    True
    """

    def __init__(self, dimensions: int = 50) -> None:
        self.dimensions = dimensions

    def fit(self, vectors: Any, y: object = None) -> Condense:  # noqa: ARG002 - BERTopic passes it
        """Find the directions; ``y`` changes nothing."""
        from sklearn.utils.validation import validate_data
        from threadpoolctl import threadpool_limits

        vectors = validate_data(self, vectors, dtype=[np.float64, np.float32])
        count, width = vectors.shape
        # One thread: see `Consensus`.
        with threadpool_limits(limits=1):
            self.mean_ = vectors.mean(axis=0, dtype=np.float64)
            spread = np.zeros((width, width))
            for start in range(0, count, _ROWS):
                part = vectors[start : start + _ROWS] - self.mean_
                spread += part.T @ part
            kept = min(self.dimensions, count, width)
            directions = np.linalg.eigh(spread)[1][:, ::-1][:, :kept].T
        # The sign of a direction means nothing; the largest entry is made positive, so that it is always the same.
        largest = directions[np.arange(kept), np.abs(directions).argmax(axis=1)]
        self.components_ = directions * np.where(largest < 0, -1.0, 1.0)[:, None]
        return self

    def transform(self, vectors: Any) -> NDArray[np.float64]:
        """Give each vector its point, of length 1; one that stands in the middle of all stays there, at 0."""
        from sklearn.utils.validation import check_is_fitted, validate_data
        from threadpoolctl import threadpool_limits

        check_is_fitted(self)
        vectors = validate_data(self, vectors, dtype=[np.float64, np.float32], reset=False)
        points = np.empty((len(vectors), len(self.components_)))
        with threadpool_limits(limits=1):
            for start in range(0, len(vectors), _ROWS):
                points[start : start + _ROWS] = (vectors[start : start + _ROWS] - self.mean_) @ self.components_.T
        length = np.linalg.norm(points, axis=1, keepdims=True)
        return np.where(length > _NOWHERE, points / np.maximum(length, _NOWHERE), 0.0)
