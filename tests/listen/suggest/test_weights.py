"""The search for weights: what scikit-learn finds where it can say the same, and what it cannot say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from tlc.listen.suggest._weights import Evidence, belief, chance, weights

NAN = float("nan")


def made(seed: int = 1, *, texts: int = 120, codes: int = 3) -> tuple[Evidence, np.ndarray]:
    random = np.random.default_rng(seed)
    matrix = random.random((texts, 6)) * (random.random((texts, 6)) < 0.5)
    points = random.normal(size=(texts, 2))
    truth = np.hstack([matrix, points]) @ random.normal(size=(8, codes)) * 2
    return Evidence(csr_array(matrix), points), (random.random(truth.shape) < chance(truth)).astype(float)


@pytest.mark.parametrize("strength", [0.5, 4.0])
def test_weights_are_those_of_scikit_learn_where_rules_say_nothing(strength: float) -> None:
    evidence, labels = made()
    found = weights(evidence, np.zeros(labels.shape), labels, np.full((8, 3), strength), 200)
    both = np.hstack([evidence.matrix.toarray(), evidence.points])
    for code in range(3):
        theirs = LogisticRegression(C=1 / strength, fit_intercept=False, tol=1e-8, max_iter=1000)
        assert found[:, code] == pytest.approx(theirs.fit(both, labels[:, code]).coef_[0], abs=1e-3)


def test_a_few_steps_come_near_the_end() -> None:
    evidence, labels = made()
    before, strengths = np.full(labels.shape, -1.0), np.full((8, 3), 0.5)
    end = chance(before + evidence.sums(weights(evidence, before, labels, strengths, 300)))
    soon = chance(before + evidence.sums(weights(evidence, before, labels, strengths, 15)))
    assert soon == pytest.approx(end, abs=0.01)


def test_a_weight_that_is_held_without_end_stays_at_nothing() -> None:
    evidence, labels = made()
    strengths = np.full((8, 3), 0.5)
    strengths[2, 1] = np.inf
    found = weights(evidence, np.zeros(labels.shape), labels, strengths, 50)
    assert found[2, 1] == 0
    assert found[2, 0] != 0


def test_what_nobody_judged_moves_nothing() -> None:
    evidence, labels = made()
    labels[:, 1] = NAN
    found = weights(evidence, np.zeros(labels.shape), labels, np.full((8, 3), 0.5), 50)
    assert not found[:, 1].any()
    assert found[:, 0].all()


def test_what_the_rules_say_rightly_needs_no_weights() -> None:
    evidence, labels = made()
    sure = np.where(labels == 1, 12.0, -12.0)
    assert np.abs(weights(evidence, sure, labels, np.full((8, 3), 0.5), 50)).max() < 1e-3


def test_a_belief_holds_until_it_is_spoken_against() -> None:
    clues = np.ones((50, 1, 1))
    begin = np.array([2.0])
    assert belief(clues, np.full((50, 1), NAN), begin, 5.0) == pytest.approx(begin)
    few, many = (belief(clues[:n], np.zeros((n, 1)), begin, 5.0)[0] for n in (5, 50))
    assert many < few < begin[0]


def test_a_belief_that_is_held_lightly_is_the_share_that_came_true() -> None:
    labels = np.array([[1.0], [0.0], [0.0], [0.0]])
    found = belief(np.ones((4, 1, 1)), labels, np.array([3.0]), 1e-6)
    assert float(chance(found)[0]) == pytest.approx(0.25, abs=1e-3)
