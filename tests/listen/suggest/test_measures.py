"""How good suggestions are: against scikit-learn on random decisions, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score, precision_score, recall_score

from tlc.listen.agree.ratings import Undefined
from tlc.listen.suggest import measures

NAN = float("nan")


def decisions(seed: int, *, texts: int = 60, codes: int = 5) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    labels = (random.random((texts, codes)) < 0.3).astype(float)
    labels[0] = 1.0
    scores = np.round(np.clip(0.4 * labels + 0.6 * random.random((texts, codes)), 0, 1), 1)
    return scores, labels


@given(st.integers(0, 10_000))
def test_f1_is_that_of_scikit_learn(seed: int) -> None:
    scores, labels = decisions(seed)
    decided = scores >= 0.5
    assert measures.micro_f1(decided, labels) == pytest.approx(f1_score(labels, decided, average="micro"))
    assert measures.macro_f1(decided, labels) == pytest.approx(f1_score(labels, decided, average="macro"))


@given(st.integers(0, 10_000))
def test_precision_and_recall_of_a_code_are_those_of_scikit_learn(seed: int) -> None:
    scores, labels = decisions(seed)
    decided = scores >= 0.4
    right, wrong, missed = measures.tally(decided, labels).of(1)
    assert measures.precision(right, wrong) == pytest.approx(precision_score(labels[:, 1], decided[:, 1]))
    assert measures.recall(right, missed) == pytest.approx(recall_score(labels[:, 1], decided[:, 1]))


@given(st.integers(0, 10_000))
def test_average_precision_is_that_of_scikit_learn_where_scores_are_equal_too(seed: int) -> None:
    scores, labels = decisions(seed)
    found = measures.mean_average_precision(scores, labels)
    assert found == pytest.approx(average_precision_score(labels, scores, average="macro"))


def test_what_nobody_judged_is_left_out() -> None:
    labels = np.array([[1.0, NAN], [0.0, NAN], [NAN, 1.0]])
    decided = np.array([[True, True], [True, True], [True, False]])
    assert measures.tally(decided, labels).all == (1, 1, 1)


def test_a_label_of_a_half_counts_as_yes() -> None:
    assert measures.tally(np.array([[True, True]]), np.array([[0.5, 0.49]])).all == (1, 1, 0)


def test_a_figure_that_is_undefined_says_why() -> None:
    empty = np.zeros((0, 1))
    undefined = [
        measures.precision(0, 0),
        measures.recall(0, 0),
        measures.f1(0, 0, 0),
        measures.micro_f1(empty > 0, empty),
        measures.macro_f1(empty > 0, empty),
        measures.recall_at(empty, empty, 3),
        measures.mean_average_precision(empty, empty),
        measures.calibration_error(empty, empty),
        measures.calibration_error(np.array([0.05]), np.array([0.0]), above=0.1),
    ]
    assert all(isinstance(figure, Undefined) and figure.reason for figure in undefined)


def test_a_code_that_is_there_but_never_suggested_has_an_f1_of_zero() -> None:
    assert measures.f1(0, 0, 3) == 0.0


def test_macro_f1_leaves_out_a_code_that_is_nowhere() -> None:
    labels = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert measures.macro_f1(labels > 0, labels) == 1.0


def test_recall_at_three_is_the_mean_over_texts_that_have_a_code() -> None:
    scores = np.array([[0.9, 0.8, 0.7, 0.6], [0.9, 0.8, 0.7, 0.6], [0.1, 0.2, 0.3, 0.4]])
    labels = np.array([[1.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    assert measures.recall_at(scores, labels, 3) == pytest.approx((0.5 + 1.0) / 2)


def test_a_code_that_nobody_judged_takes_no_place_among_the_likeliest() -> None:
    assert measures.recall_at(np.array([[0.9, 0.5]]), np.array([[NAN, 1.0]]), 1) == 1.0


def test_average_precision_by_hand() -> None:
    scores, labels = np.array([0.9, 0.8, 0.7, 0.6]), np.array([1.0, 0.0, 1.0, 1.0])
    assert measures.average_precision(scores, labels) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_the_calibration_error_by_hand() -> None:
    scores = np.array([0.1, 0.1, 0.1, 0.1, 0.9, 0.9])
    labels = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    assert measures.calibration_error(scores, labels, bins=10) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)


def test_the_calibration_error_may_look_at_likely_decisions_alone() -> None:
    scores, labels = np.array([0.01] * 98 + [0.8, 0.8]), np.array([0.0] * 98 + [1.0, 0.0])
    assert measures.calibration_error(scores, labels) == pytest.approx((98 * 0.01 + 2 * 0.3) / 100)
    assert measures.calibration_error(scores, labels, above=0.1) == pytest.approx(0.3)


def test_chances_are_compared_with_labels_between_yes_and_no_as_they_stand() -> None:
    assert measures.calibration_error(np.array([0.5]), np.array([0.5])) == 0.0


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_bins_hold_every_decision_once(seed: int, bins: int) -> None:
    scores, labels = decisions(seed)
    found = measures.reliability(scores, labels, bins=bins)
    assert sum(one.n for one in found) == labels.size
    assert all(one.low - 1e-9 <= one.chance <= one.high + 1e-9 for one in found)
