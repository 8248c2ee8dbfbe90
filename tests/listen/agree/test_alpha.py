"""Krippendorff's alpha, against published figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.agree.alpha import (
    alpha,
    interval,
    jaccard,
    masi,
    masi_dkpro,
    nominal,
    ordinal,
    ratio,
    set_steps,
)
from tlc.listen.agree.ratings import NO_PAIRS, NO_VARIATION, Ratings, Undefined, rated, tabulated

_ = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, p. 7, example D: four coders, twelve units.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# The example of the article "Krippendorff's alpha" in Wikipedia, and of the library krippendorff: three coders.
THREE = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
# Hayes and Krippendorff (2007), Communication Methods and Measures 1(1), pp. 80-81: five coders, forty reports.
FIVE = [
    [None if one == "." else int(one) for one in said]
    for said in (
        "112.001122.01311211000201001111223222221",
        "1130000.21102311121000302102111122222221",
        "203000222100221123001.30.1012202.2232.21",
        ".13....0.10022...31.103021122..122...12.",
        "2..0001.2....3112..0.0..2.0..20.2.2222.1",
    )
]
# The nine units of the tests of DKPro Statistics, two coders, several labels a unit.
SETS = [
    ("", ""),
    ("A", ""),
    ("A", "A"),
    ("A", "B"),
    ("AB", "A"),
    ("AB", "AC"),
    ("ABC", "ABC"),
    ("C", "AC"),
    ("C", "AC"),
]


def sets() -> Ratings:
    return rated([[frozenset(one) for one, _ in SETS], [frozenset(other) for _, other in SETS]])


@pytest.mark.parametrize(
    ("difference", "value"),
    [(nominal, 0.7434210526), (ordinal, 0.8153875038), (interval, 0.8491071429), (ratio, 0.7974027747)],
)
def test_alpha_of_krippendorff_2011_example_d(difference: object, value: float) -> None:
    assert alpha(rated(FOUR), difference).figure == pytest.approx(value, abs=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("difference", "value"),
    [(nominal, 0.6913580247), (ordinal, 0.80672142), (interval, 0.8108448928), (ratio, 0.8089436708)],
)
def test_alpha_of_the_wikipedia_example(difference: object, value: float) -> None:
    assert alpha(rated(THREE), difference).figure == pytest.approx(value, abs=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("difference", "value"),
    [(nominal, 0.4765095674), (ordinal, 0.7598291892), (interval, 0.7573782772), (ratio, 0.662122966)],
)
def test_alpha_of_hayes_and_krippendorff_2007_page_81(difference: object, value: float) -> None:
    # Reckoned with fractions, the last is 0.66212296617...; it is also given as 0.662122973.
    assert alpha(rated(FIVE), difference).figure == pytest.approx(value, abs=1e-9)  # type: ignore[arg-type]


def test_alpha_of_the_atlas_ti_manual_after_krippendorff_2004_page_224_is_095() -> None:
    ratings = rated([[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]])
    assert alpha(ratings).figure == pytest.approx(0.0952, abs=5e-5)
    assert 1 - float(alpha(ratings).expected) == pytest.approx(0.56, abs=0.005)


@pytest.mark.parametrize(
    ("table", "value"), [([[80, 7], [8, 5]], 0.3177), ([[13, 0, 0], [0, 20, 7], [0, 4, 56]], 0.7973)]
)
def test_alpha_of_the_irrcac_tables(table: list[list[int]], value: float) -> None:
    assert alpha(tabulated(table)).figure == pytest.approx(value, abs=5e-5)


# Sets of codes


@pytest.mark.parametrize(
    ("difference", "observed", "expected", "value"),
    [
        (set_steps, 0.3333, 0.4096, 0.1862),
        (masi_dkpro, 0.2531, 0.3388, 0.2529),
        (masi, 0.5432, 0.7473, 0.2731),
        (jaccard, 0.4630, 0.6765, 0.3156),
    ],
)
def test_alpha_of_sets_as_in_the_tests_of_dkpro(
    difference: object, observed: float, expected: float, value: float
) -> None:
    found = alpha(sets(), difference)  # type: ignore[arg-type]
    assert float(found.observed) == pytest.approx(observed, abs=5e-5)
    assert float(found.expected) == pytest.approx(expected, abs=5e-5)
    assert found.figure == pytest.approx(value, abs=5e-5)


def test_the_two_definitions_of_masi_differ() -> None:
    names = (frozenset("AB"), frozenset("A"))
    totals = np.ones(2)
    assert masi(names, totals)[0, 1] == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_dkpro(names, totals)[0, 1] == pytest.approx(1 / 2 * 1 / 3)


@pytest.mark.parametrize(("difference", "empty"), [(jaccard, 1), (masi, 1), (masi_dkpro, 1 / 3), (set_steps, 1 / 3)])
def test_two_empty_sets_are_the_same_and_an_empty_one_is_unlike_any_other(difference: object, empty: float) -> None:
    apart = difference((frozenset(), frozenset("A")), np.ones(2))  # type: ignore[operator]
    assert apart[0, 0] == 0
    assert apart[0, 1] == pytest.approx(empty)


@given(st.lists(st.frozensets(st.sampled_from("abcd")), min_size=1, max_size=8, unique=True))
def test_differences_of_sets_are_between_nothing_and_one_and_go_both_ways(names: list[frozenset[str]]) -> None:
    for difference in (jaccard, masi, masi_dkpro, set_steps):
        apart = difference(names, np.ones(len(names)))
        assert np.all((apart >= 0) & (apart <= 1))
        assert np.allclose(apart, apart.T)
        assert np.all(np.diag(apart) == 0)


# The edges


def test_one_disagreement_among_values_that_are_all_the_same_is_exactly_nothing() -> None:
    # The author confirms it in issue 11 of the library fast-krippendorff.
    rows = [[3, 3, 3, 3, 3], [3, 3, 3, 3, 3], [3, 3, _, _, 3], [3, 3, 3, 3, 1], [3, _, 3, 3, 3]]
    assert alpha(rated(rows)).figure == 0.0


@given(st.integers(2, 500), st.integers(2, 6))
def test_one_disagreement_is_exactly_nothing_however_much_there_is(units: int, coders: int) -> None:
    rows = [[0] * units for _coder in range(coders)]
    rows[0][0] = 1
    assert alpha(rated(rows)).figure == 0.0


def test_without_variation_alpha_is_undefined() -> None:
    assert alpha(rated([[1, 1, 1], [1, 1, 1]])).figure == Undefined(NO_VARIATION)


def test_without_a_unit_that_two_coders_saw_alpha_is_undefined() -> None:
    assert alpha(rated([[1, _], [_, 2]])).figure == Undefined(NO_PAIRS)


def test_coders_who_always_agree_score_one() -> None:
    assert alpha(rated([[0, 1, 2], [0, 1, 2], [0, 1, _]])).figure == 1.0


def test_many_sets_of_weights_are_computed_at_once() -> None:
    once = rated([[0, 1, 1, 0], [0, 1, 0, 0]])
    heavy = Ratings(values=once.values, categories=once.categories, weights=np.array([[1, 1, 1, 1], [1, 1, 0, 1.0]]))
    assert alpha(heavy).values.tolist() == pytest.approx([float(alpha(once).figure), 1.0])
