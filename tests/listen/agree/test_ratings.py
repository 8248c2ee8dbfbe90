"""Ratings: what was said of units, and figures that cannot be computed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.agree.ratings import NO_PAIRS, NO_VARIATION, Shares, Undefined, pooled, rated, tabulated


def test_what_is_undefined_is_no_number() -> None:
    assert math.isnan(float(Undefined("nobody used it")))
    assert Undefined("nobody used it") != 0
    assert Undefined("nobody used it") != 1


def test_categories_are_what_was_said_in_order() -> None:
    ratings = rated([[3, 1, None], [3, 2, 2]])
    assert ratings.categories == (1, 2, 3)
    assert ratings.values.tolist() == [[2, 0, -1], [2, 1, 1]]


def test_categories_may_hold_what_nobody_said() -> None:
    assert rated([[0, 0], [0, 0]], categories=(0, 1)).counts.tolist() == [[2, 0], [2, 0]]


def test_a_unit_that_one_coder_saw_is_no_pair() -> None:
    assert rated([[1, None, 2], [1, 1, None]]).paired.tolist() == [True, False, False]


def test_totals_leave_out_what_one_coder_alone_saw() -> None:
    assert rated([[1, None, 2], [1, 1, 2], [1, None, 1]]).totals.tolist() == [4, 2]


def test_what_one_coder_alone_said_is_no_variation() -> None:
    assert not rated([[1, 2], [1, None]]).varies
    assert rated([[1, 2], [1, 1]]).varies


def test_a_table_of_two_coders_is_as_many_units_as_it_counts() -> None:
    ratings = tabulated([[40, 9], [6, 45]])
    assert ratings.weights.sum() == 100
    assert ratings.totals.tolist() == [95, 105]


def test_some_units_can_be_taken() -> None:
    taken = tabulated([[1, 2], [3, 4]]).within(np.array([True, False, False, True]))
    assert taken.values.tolist() == [[0, 1], [0, 1]]
    assert taken.weights.tolist() == [1, 4]


@pytest.mark.parametrize("rows", [[[1, 2]], [], [[1, 2], [1]]])
def test_ratings_need_two_coders_and_as_many_units_of_each(rows: list[list[int]]) -> None:
    with pytest.raises(AnalysisError, match="two coders or more"):
        rated(rows)


def test_a_value_outside_the_categories_is_refused() -> None:
    with pytest.raises(AnalysisError, match="not among the categories"):
        rated([[0, 7], [0, 1]], categories=(0, 1))


def test_a_table_that_is_not_square_is_refused() -> None:
    with pytest.raises(AnalysisError, match="as many rows as columns"):
        tabulated([[1, 2, 3], [4, 5, 6]])


# A coefficient in its two parts


def part(observed: float, expected: float) -> Shares:
    return Shares(observed=np.asarray(observed), expected=np.asarray(expected))


def test_a_coefficient_is_one_less_observed_over_expected() -> None:
    assert part(0.1, 0.4).figure == pytest.approx(0.75)


def test_without_pairs_there_is_no_coefficient() -> None:
    assert part(math.nan, 0.0).figure == Undefined(NO_PAIRS)


def test_without_variation_there_is_no_coefficient() -> None:
    assert part(0.0, 0.0).figure == Undefined(NO_VARIATION)
    assert np.isnan(part(0.0, 0.0).values)


def test_codes_are_pooled_by_their_disagreement_and_not_by_their_coefficients() -> None:
    common, rare = part(0.1, 0.5), part(0.01, 0.01)
    assert common.figure == pytest.approx(0.8)
    assert rare.figure == pytest.approx(0.0)
    assert pooled([common, rare]).figure == pytest.approx(1 - 0.11 / 0.51)


def test_a_code_without_a_coefficient_is_not_pooled() -> None:
    alone = pooled([part(0.1, 0.5)])
    among = pooled([part(0.1, 0.5), part(0.0, 0.0), part(math.nan, 0.0)])
    assert among.observed == alone.observed
    assert among.figure == alone.figure


def test_no_codes_pool_to_nothing() -> None:
    assert pooled([]).figure == Undefined(NO_PAIRS)
    assert pooled([part(0.0, 0.0)]).figure == Undefined(NO_VARIATION)


def test_resamples_are_pooled_one_by_one() -> None:
    first = Shares(observed=np.array([0.1, 0.0]), expected=np.array([0.5, 0.0]))
    second = Shares(observed=np.array([0.1, 0.2]), expected=np.array([0.5, 0.4]))
    assert pooled([first, second]).values.tolist() == pytest.approx([0.8, 0.5])
