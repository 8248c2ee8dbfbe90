"""What the rules say before anybody judged, and what it is measured from."""

from __future__ import annotations

import numpy as np
import pytest

from tlc.listen.suggest._clues import CLUES, OF_HITS, believed, clues, usual
from tlc.listen.suggest._recipe import Recipe

FOUND = np.array([[1.0, 0.0, 0.0], [4.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0]])
LENGTHS = np.array([5.0, 50.0, 5.0, 5.0])
TERMS = np.array([True, True, False])


def logits(found: np.ndarray = FOUND, lengths: np.ndarray = LENGTHS) -> np.ndarray:
    return clues(found, lengths, usual(FOUND, LENGTHS, TERMS)) @ believed(Recipe())


def test_each_clue_is_a_knob_of_the_recipe() -> None:
    assert believed(Recipe(hit=9.0))[CLUES.index("hit")] == 9.0
    assert clues(FOUND, LENGTHS, usual(FOUND, LENGTHS, TERMS)).shape == (4, 3, len(CLUES))


def test_a_code_whose_term_stands_there_is_likelier_than_any_whose_does_not() -> None:
    found = logits()
    assert found[FOUND > 0].min() > found[FOUND == 0].max()


def test_the_fourth_term_adds_as_much_as_the_second() -> None:
    one, two, four = (logits(np.array([[n, 0.0, 0.0]]), LENGTHS[:1])[0, 0] for n in (1.0, 2.0, 4.0))
    assert four - two == pytest.approx(two - one)
    assert two > one


def test_codes_compete_within_a_text() -> None:
    alone, beside = logits(np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]), LENGTHS[[0, 0]])
    assert beside[0] < alone[0]
    assert beside[2] < alone[2]


def test_more_may_be_said_in_a_longer_text() -> None:
    short, long = logits(np.zeros((2, 3)), np.array([5.0, 50.0]))
    assert (long > short).all()


def test_a_code_whose_terms_stand_often_is_likelier_where_none_does() -> None:
    assert logits()[2, 0] > logits()[2, 1]


def test_a_code_without_terms_is_neither_often_nor_seldom() -> None:
    assert usual(FOUND, LENGTHS, TERMS).rates[2] == 0
    assert usual(np.zeros((10_000, 3)), np.ones(10_000), TERMS).rates.tolist() == [-2, -2, 0]


def test_clues_of_hits_are_nothing_where_no_term_stands() -> None:
    said = clues(FOUND, LENGTHS, usual(FOUND, LENGTHS, TERMS))
    assert not said[FOUND == 0][:, list(OF_HITS)].any()
    assert said[FOUND > 0][:, CLUES.index("hit")].all()


def test_no_texts_are_no_failure() -> None:
    nothing = usual(np.zeros((0, 3)), np.zeros(0), TERMS)
    assert clues(np.zeros((0, 3)), np.zeros(0), nothing).shape == (0, 3, len(CLUES))
    assert np.isfinite(nothing.rates).all()
