"""Agreement beyond chance, against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.agree.chance import (
    brennan_prediger,
    cohen,
    conger,
    fleiss,
    gwet,
    percent,
    positive,
    quadratic,
    scott,
)
from tlc.listen.agree.ratings import NO_PAIRS, NO_VARIATION, Undefined, rated, tabulated

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, p. 7, example D: four coders, twelve units.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
COHEN_P37 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
COHEN_P45 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
BALANCED, SKEWED = [[40, 9], [6, 45]], [[80, 10], [5, 5]]
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
LIKERT = [[20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12]]


def near(value: float) -> object:
    return pytest.approx(value, abs=5e-5)


# Cohen's kappa


def test_kappa_of_cohen_1960_page_37_is_below_chance() -> None:
    assert percent(tabulated(COHEN_P37)) == near(0.29)
    assert cohen(tabulated(COHEN_P37)) == near(-0.0923)


def test_kappa_of_cohen_1960_page_45_is_492() -> None:
    assert percent(tabulated(COHEN_P45)) == near(0.70)
    assert cohen(tabulated(COHEN_P45)) == pytest.approx(0.492, abs=0.0005)


def test_kappa_of_feinstein_and_cicchetti_1990_falls_with_prevalence_and_agreement_does_not() -> None:
    assert percent(tabulated(BALANCED)) == percent(tabulated(SKEWED)) == near(0.85)
    assert cohen(tabulated(BALANCED)) == near(0.6995)
    assert cohen(tabulated(SKEWED)) == near(0.3182)


def test_kappa_of_the_irrcac_tables() -> None:
    assert cohen(tabulated(ABSTRACTORS)) == near(0.7964094)
    assert cohen(tabulated([[80, 7], [8, 5]])) == near(0.3144)
    assert cohen(tabulated(LIKERT)) == near(0.5744)


def test_kappa_of_gwets_hand_example_is_6154() -> None:
    assert cohen(tabulated([[8, 1], [0, 1]])) == near(0.6154)


@pytest.mark.parametrize(
    ("first", "second", "both", "kappa"), [(100, 100, 80, 0.7778), (200, 50, 50, 0.3478), (100, 100, 0, -0.1111)]
)
def test_kappa_of_a_thousand_characters_is_cohens_where_other_tools_multiply_chances(
    first: int, second: int, both: int, kappa: float
) -> None:
    table = [[1000 - first - second + both, second - both], [first - both, both]]
    assert cohen(tabulated(table)) == near(kappa)


def test_nvivo_help_percent_agreement_of_a_thousand_characters_is_85() -> None:
    table = tabulated([[800, 0], [150, 50]])
    assert percent(table) == near(0.85)
    agree, by_chance = 850, 200 * 50 / 1000 + 800 * 950 / 1000
    assert cohen(table) == near((agree - by_chance) / (1000 - by_chance))


def test_atlas_ti_manual_ten_segments_agree_by_60_percent_with_kappa_0909() -> None:
    ratings = rated([[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]])
    assert percent(ratings) == near(0.6)
    assert cohen(ratings) == near(0.0909)


def test_kappa_takes_only_units_that_both_saw() -> None:
    assert cohen(rated([[1, 0, 1, None], [1, 0, 0, 0]])) == cohen(rated([[1, 0, 1], [1, 0, 0]]))


def test_kappa_is_for_two_coders() -> None:
    with pytest.raises(AnalysisError, match="for two coders"):
        cohen(rated([[1, 0], [1, 0], [1, 1]]))


# Scott, Fleiss, Conger


def test_scotts_pi_of_gwets_hand_example_is_6078() -> None:
    assert scott(tabulated([[8, 1], [0, 1]])).figure == near(0.6078)


def test_scotts_pi_of_the_irrcac_abstractors_is_79624() -> None:
    assert scott(tabulated(ABSTRACTORS)).figure == near(0.7962397)


def test_scotts_pi_is_for_two_coders() -> None:
    with pytest.raises(AnalysisError, match="for two coders"):
        scott(rated([[1, 0], [1, 0], [1, 1]]))


def test_fleiss_kappa_of_krippendorffs_four_coders_is_76117_in_gwet_2014() -> None:
    assert fleiss(rated(FOUR)).figure == near(0.76117)


def test_congers_kappa_of_krippendorffs_four_coders_is_76207_in_gwet_2014() -> None:
    assert conger(rated(FOUR)).figure == near(0.76207)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40))
def test_congers_kappa_of_two_coders_is_cohens(pairs: list[tuple[int, int]]) -> None:
    ratings = rated(list(zip(*pairs, strict=True)), categories=(0, 1, 2))
    ours, sklearns = conger(ratings).figure, cohen(ratings)
    if isinstance(sklearns, Undefined):
        assert ours == sklearns
    else:
        assert ours == pytest.approx(sklearns, abs=1e-9)


# Gwet, Brennan and Prediger


@pytest.mark.parametrize(
    ("table", "ac1"),
    [
        (COHEN_P37, -0.04797),
        (COHEN_P45, 0.57597),
        ([[80, 7], [8, 5]], 0.808),
        (BALANCED, 0.70075),
        (SKEWED, 0.808),
        (ABSTRACTORS, 0.84933),
        ([[8, 1], [0, 1]], 0.86577),
        (LIKERT, 0.58046),
    ],
)
def test_ac1_of_published_tables_as_in_gwet_2008_and_irrcac(table: list[list[int]], ac1: float) -> None:
    assert gwet(tabulated(table)).figure == near(ac1)


def test_ac1_of_krippendorffs_four_coders_is_77544_in_gwet_2014() -> None:
    assert gwet(rated(FOUR)).figure == near(0.77544)


def test_ac2_quadratic_of_the_irrcac_likert_table_is_84028() -> None:
    assert gwet(tabulated(LIKERT), quadratic(4)).figure == near(0.84028)


def test_ac2_of_two_categories_is_ac1() -> None:
    assert gwet(tabulated(SKEWED), quadratic(2)).figure == gwet(tabulated(SKEWED)).figure


def test_brennan_and_prediger_of_krippendorffs_four_coders_is_77273_in_gwet_2014() -> None:
    assert brennan_prediger(rated(FOUR)).figure == near(0.77273)


def test_percent_agreement_of_krippendorffs_four_coders_is_81818() -> None:
    assert percent(rated(FOUR)) == near(0.81818)


def test_brennan_and_prediger_of_a_yes_or_no_is_twice_the_agreement_less_one() -> None:
    assert brennan_prediger(tabulated(SKEWED)).figure == near(2 * 0.85 - 1)


# Agreement on presence


def test_positive_agreement_of_feinstein_and_cicchetti_1990() -> None:
    assert positive(tabulated(SKEWED)) == near(2 * 5 / 25)
    assert positive(tabulated(BALANCED)) == near(2 * 45 / 105)


def test_positive_agreement_of_three_coders_goes_by_pairs() -> None:
    # Unit 1: 3 of 3 said yes, 6 of 6 ordered pairs; unit 2: 1 of 3, 0 of 2.
    assert positive(rated([[1, 1, 0], [1, 0, 0], [1, 0, 0]])) == near(6 / 8)


def test_positive_agreement_of_several_codes_takes_their_times_together() -> None:
    assert positive(tabulated(SKEWED), tabulated(BALANCED)) == near((10 + 90) / (25 + 105))


def test_positive_agreement_on_what_nobody_used_is_undefined() -> None:
    assert positive(rated([[0, 0], [0, 0]], categories=(0, 1))) == Undefined("nobody used it")


# What cannot be computed


@pytest.mark.parametrize("coefficient", [scott, fleiss, conger, gwet, brennan_prediger])
def test_without_variation_no_coefficient_is_zero_or_one(coefficient: object) -> None:
    ratings = rated([[1, 1, 1], [1, 1, 1]], categories=(0, 1))
    assert coefficient(ratings).figure == Undefined(NO_VARIATION)  # type: ignore[operator]
    assert cohen(ratings) == Undefined(NO_VARIATION)


@pytest.mark.parametrize("coefficient", [fleiss, conger, gwet, brennan_prediger])
def test_without_a_unit_that_two_coders_saw_there_is_nothing(coefficient: object) -> None:
    ratings = rated([[1, None], [None, 0]])
    assert coefficient(ratings).figure == Undefined(NO_PAIRS)  # type: ignore[operator]
    assert cohen(ratings) == percent(ratings) == Undefined(NO_PAIRS)


@given(
    st.integers(2, 4).flatmap(
        lambda coders: st.lists(
            st.lists(st.sampled_from([0, 1, None]), min_size=coders, max_size=coders), min_size=1, max_size=12
        )
    )
)
def test_units_that_are_alike_may_stand_together(units: list[list[int | None]]) -> None:
    rows = list(zip(*units, strict=True))
    twice = rated([row + row for row in rows], categories=(0, 1))
    once = rated(rows, categories=(0, 1))
    heavy = type(once)(values=once.values, categories=once.categories, weights=once.weights * 2)
    for coefficient in (fleiss, conger, gwet, brennan_prediger):
        first, second = float(coefficient(twice).figure), float(coefficient(heavy).figure)
        assert first == pytest.approx(second, nan_ok=True)
