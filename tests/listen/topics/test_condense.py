"""Vectors made shorter: what scikit-learn's PCA gives, brought to length 1."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.preprocessing import normalize
from sklearn.utils.estimator_checks import check_estimator

from tlc.listen.topics.condense import Condense


@pytest.fixture
def vectors() -> NDArray[np.float64]:
    """Sixty vectors that spread along some directions more than along others."""
    return np.random.default_rng(3).normal(size=(60, 12)) * np.arange(12, 0, -1)


def test_points_are_those_of_scikit_learns_pca_of_length_one(vectors: NDArray[np.float64]) -> None:
    ours = Condense(dimensions=5).fit_transform(vectors)
    theirs = normalize(PCA(5, svd_solver="full").fit_transform(vectors))
    assert np.abs(ours) == pytest.approx(np.abs(theirs), abs=1e-9)


def test_the_sign_of_a_direction_is_always_the_same(vectors: NDArray[np.float64]) -> None:
    once, again = (Condense(dimensions=4).fit(np.array(some)) for some in (vectors, vectors[::-1]))
    assert once.pca_.components_ == pytest.approx(again.pca_.components_)


@pytest.mark.parametrize(("shape", "kept"), [((60, 12), 12), ((6, 12), 6), ((200, 80), 50)])
def test_there_are_no_more_directions_than_there_can_be(shape: tuple[int, int], kept: int) -> None:
    assert Condense().fit_transform(np.random.default_rng(1).normal(size=shape)).shape == (shape[0], kept)


@pytest.mark.parametrize("value", [0.0, 0.3, 1e6])
def test_vectors_that_are_all_the_same_stand_at_nought(value: float) -> None:
    assert (Condense().fit_transform(np.full((30, 4), value)) == 0).all()


def test_one_vector_alone_stands_at_nought() -> None:
    assert (Condense().fit_transform(np.array([[0.6, 0.8]])) == 0).all()


def test_single_precision_is_enough(vectors: NDArray[np.float64]) -> None:
    double = Condense(dimensions=5).fit_transform(vectors)
    assert Condense(dimensions=5).fit_transform(vectors.astype(np.float32)) == pytest.approx(double, abs=1e-4)


def test_other_vectors_are_placed_among_the_first(vectors: NDArray[np.float64]) -> None:
    condense = Condense(dimensions=5).fit(vectors)
    assert condense.transform(vectors[:3]) == pytest.approx(condense.transform(vectors)[:3])


def test_vectors_are_not_changed(vectors: NDArray[np.float64]) -> None:
    before = vectors.copy()
    Condense().fit_transform(vectors, y=None)
    assert (vectors == before).all()


@pytest.mark.filterwarnings("ignore:Skipping check")
def test_it_is_an_estimator_as_scikit_learn_wants_them() -> None:
    results: list[Any] = check_estimator(Condense(dimensions=2), on_fail=None)
    assert {one["check_name"] for one in results if one["status"] not in ("passed", "skipped")} == set()
