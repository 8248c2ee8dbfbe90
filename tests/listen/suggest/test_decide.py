"""From chances to decisions: one cut for all, and each code's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.suggest.decide import lift, own_cuts, threshold
from tlc.listen.suggest.measures import micro_f1

NAN = float("nan")


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    chances = random.random((80, 3)) ** 2
    return chances, (random.random(chances.shape) < chances).astype(float)


@given(st.integers(0, 10_000))
def test_no_other_cut_gives_a_better_micro_f1(seed: int) -> None:
    chances, labels = drawn(seed)
    best = micro_f1(chances >= threshold(chances, labels), labels)
    assert best == pytest.approx(max(float(micro_f1(chances >= cut, labels)) for cut in chances.ravel()))


def test_the_cut_without_anything_coded_is_one_half() -> None:
    assert threshold(np.array([0.2, NAN]), np.array([0.0, 1.0])) == 0.5


def test_equal_chances_are_never_parted() -> None:
    assert threshold(np.array([0.5, 0.5, 0.5]), np.array([1.0, 0.0, 0.0])) == 0.25


@given(st.integers(0, 10_000))
def test_a_codes_own_cut_gives_the_best_f1_that_its_chances_promise(seed: int) -> None:
    chances = drawn(seed)[0][:, :1]
    promised = {
        cut: 2 * chances[chances >= cut].sum() / ((chances >= cut).sum() + chances.sum()) for cut in chances.ravel()
    }
    cut = float(own_cuts(chances)[0])
    taken = chances >= cut
    assert 2 * chances[taken].sum() / (taken.sum() + chances.sum()) == pytest.approx(max(promised.values()))
    assert cut == pytest.approx(max(promised.values()) / 2)


def test_a_rare_code_is_cut_lower_than_a_common_one() -> None:
    cuts = own_cuts(np.array([[0.9, 0.3], [0.8, 0.02], [0.7, 0.01], [0.1, 0.01]]))
    assert cuts[1] < cuts[0] <= 0.5


def test_without_texts_the_cut_is_one_half() -> None:
    assert own_cuts(np.zeros((0, 2))).tolist() == [0.5, 0.5]


def test_cuts_are_lifted_where_people_are_stricter_than_the_chances() -> None:
    chances, cuts = np.tile([[0.9], [0.5], [0.4]], (40, 1)), np.array([0.4])
    strict = np.tile([[1.0], [0.0], [0.0]], (40, 1))
    assert lift(chances, cuts, strict) > 1
    assert lift(chances, cuts, np.ones_like(strict)) < 1


def test_few_codings_lift_little_and_none_not_at_all() -> None:
    chances, cuts = np.array([[0.9], [0.5]]), np.array([0.4])
    few, many = np.array([[1.0], [0.0]]), np.tile([[1.0], [0.0]], (200, 1))
    assert lift(chances, cuts, np.full((2, 1), NAN)) == 1
    assert 1 < lift(chances, cuts, few) < lift(np.tile(chances, (200, 1)), cuts, many)
