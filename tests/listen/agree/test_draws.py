"""Bootstrap intervals: whole turns within each session, a seed, and no interval where there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tlc.listen.agree.draws import Interval, draw, spread
from tlc.listen.agree.ratings import Undefined

SESSIONS = np.array([0, 0, 0, 1, 1, 2])


def test_each_session_keeps_its_number_of_turns_in_every_resample() -> None:
    drawn = draw(SESSIONS, 50, seed=3)
    assert drawn.shape == (50, 6)
    assert (drawn[:, :3].sum(axis=1) == 3).all()
    assert (drawn[:, 3:5].sum(axis=1) == 2).all()
    assert (drawn[:, 5] == 1).all()


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert (draw(SESSIONS, 50, seed=3) == draw(SESSIONS, 50, seed=3)).all()
    assert (draw(SESSIONS, 50, seed=3) != draw(SESSIONS, 50, seed=4)).any()


def test_the_first_draws_of_a_seed_stay_what_they_are() -> None:
    assert draw(np.zeros(4, dtype=np.int64), 3, seed=1).tolist() == [[0, 1, 1, 2], [2, 0, 0, 2], [1, 2, 0, 1]]


def test_every_turn_is_drawn_about_as_often() -> None:
    drawn = draw(np.zeros(10, dtype=np.int64), 4000, seed=1)
    assert drawn.mean(axis=0) == pytest.approx(np.ones(10), abs=0.06)
    assert drawn.var() == pytest.approx(0.9, abs=0.05)  # of a binomial of 10 in 10: 1 - 1/10


def test_no_resamples_give_no_interval() -> None:
    assert draw(SESSIONS, 0, seed=1).shape == (0, 6)
    assert spread(np.array([])) == Undefined("no resamples were asked for")


def test_the_interval_is_from_the_2_5th_to_the_97_5th_percentile() -> None:
    assert spread(np.linspace(0, 1, 201)) == Interval(pytest.approx(0.025), pytest.approx(0.975))


def test_a_figure_that_is_undefined_in_a_few_resamples_has_an_interval_of_the_others() -> None:
    values = np.concatenate([np.linspace(0, 1, 95), np.full(5, math.nan)])
    assert isinstance(spread(values), Interval)


def test_a_figure_that_is_undefined_in_more_has_none_and_says_so() -> None:
    values = np.concatenate([np.linspace(0, 1, 94), np.full(6, math.nan)])
    assert spread(values) == Undefined("in 5 % of the resamples or more, nobody used it")


def test_resamples_that_are_all_alike_claim_no_certainty() -> None:
    assert spread(np.ones(100)) == Undefined("every resample gives the same figure")
    assert spread(np.ones(100), alike="they never differed") == Undefined("they never differed")
