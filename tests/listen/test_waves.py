"""Before and after: what was said in two waves, and whether there is enough of it to be compared."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import AnalysisError, CodebookError
from tlc.listen.waves import LEVEL, can_be_told, holm, p_value, waves
from tlc.model import Code, Codebook, Evidence

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="access", kind="heading", label={"en": "Getting in"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours"}, parent="access", aliases=("ACC04",)),
        Code(id="access.papers", kind="barrier", label={"en": "Papers"}, parent="access"),
        Code(id="cost", kind="barrier", label={"en": "Cost"}),
    ),
)


def held(theme: str, found: int, read: int) -> Evidence:
    return Evidence(
        theme=theme,
        codings=("c",) * bool(found),
        quotes=found,
        sessions=tuple(f"FG{number}" for number in range(found)),
        sessions_read=read,
        community=(),
        community_read=30,
        professionals=(),
        professionals_read=9,
    )


def wave_of(read: int = 10, **found: int) -> dict[str, Evidence]:
    names = {name.replace("_", "."): count for name, count in found.items()}
    return {code.id: held(code.id, names.get(code.id, 0), read) for code in BOOK}


# The tests


def test_p_is_that_of_the_lady_tasting_tea_in_fisher_1935_and_agresti_2007_section_2_6() -> None:
    # Three of four cups told right: 17/70 in one direction, 34/70 in both.
    assert p_value((3, 4), (1, 4)) == pytest.approx(34 / 70)
    assert round(p_value((3, 4), (1, 4)), 3) == 0.486


def test_p_of_criminal_twins_in_fisher_1970_section_21_02_is_no_less_than_that_of_one_direction() -> None:
    # 2 of 17 dizygotic and 10 of 13 monozygotic twins: 619/1330665 in one direction.
    one_way = 619 / 1330665
    other_way = p_value((2, 17), (10, 13)) - one_way
    assert other_way == pytest.approx(0.0000716, abs=5e-7)


def test_adjusted_p_are_those_of_four_hypotheses_worked_by_hand() -> None:
    # 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04, which may not be smaller than the one before it.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


def test_without_any_p_there_is_nothing_to_adjust() -> None:
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusted_p_keep_their_order_and_are_never_smaller(values: list[float]) -> None:
    adjusted = holm(values)
    assert all(value <= more <= 1 for value, more in zip(values, adjusted, strict=True))
    pairs = sorted(zip(values, adjusted, strict=True))
    assert [more for _, more in pairs] == sorted(adjusted)


@given(st.data(), st.integers(1, 12), st.integers(1, 12))
def test_what_is_too_little_to_compare_could_never_have_shown_anything(data: Any, first: int, second: int) -> None:
    both = data.draw(st.integers(0, first + second))
    splits = [(here, both - here) for here in range(both + 1) if here <= first and both - here <= second]
    least = min(p_value((here, first), (there, second)) for here, there in splits)
    here, there = data.draw(st.sampled_from(splits))
    assert can_be_told((here, first), (there, second)) == (least < LEVEL)


@pytest.mark.parametrize(("first", "second"), [((3, 3), (0, 3)), ((10, 10), (10, 10)), ((0, 20), (0, 20))])
def test_three_sessions_against_three_are_too_few_and_so_is_what_everybody_says(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    assert not can_be_told(first, second)


# The waves


def test_sessions_with_a_theme_are_tested_over_the_sessions_that_were_read() -> None:
    (hours,) = waves(wave_of(access_hours=9), wave_of(8, access_hours=1), BOOK)
    assert hours.p == pytest.approx(p_value((9, 10), (1, 8)))
    assert hours.adjusted == hours.p


def test_every_theme_that_was_found_in_either_wave_is_there_and_no_other() -> None:
    found = waves(wave_of(access_hours=4), wave_of(cost=4), BOOK)
    assert [wave.theme for wave in found] == ["access.hours", "cost"]


def test_more_themes_make_the_same_difference_less_sure() -> None:
    one = waves(wave_of(access_hours=9), wave_of(access_hours=1), BOOK)
    two = waves(wave_of(access_hours=9, cost=5), wave_of(access_hours=1, cost=5), BOOK)
    assert two[0].p == one[0].p
    assert two[0].adjusted == pytest.approx(2 * one[0].p)


def test_themes_that_are_too_few_to_compare_cost_the_others_nothing() -> None:
    alone = waves(wave_of(access_hours=9), wave_of(access_hours=1), BOOK)
    hours, cost = waves(wave_of(access_hours=9, cost=1), wave_of(access_hours=1), BOOK)
    assert not cost.is_tested
    assert math.isnan(cost.adjusted)
    assert hours.adjusted == alone[0].adjusted


def test_headings_come_only_where_they_are_asked_for_with_the_codes_under_them() -> None:
    both = (wave_of(access=9, access_hours=9), wave_of(access=2, access_hours=2))
    assert [wave.theme for wave in waves(*both, BOOK)] == ["access.hours"]
    assert [wave.theme for wave in waves(*both, BOOK, codes=["access"])] == ["access", "access.hours"]


def test_a_code_may_be_named_by_an_older_name() -> None:
    (hours,) = waves(wave_of(access_hours=2, cost=2), wave_of(), BOOK, codes="ACC04")
    assert hours.theme == "access.hours"


def test_a_code_that_is_not_in_the_codebook_is_refused() -> None:
    with pytest.raises(CodebookError, match=r"no code 'access\.roads'"):
        waves(wave_of(cost=1), wave_of(cost=1), BOOK, codes=["access.roads"])


@pytest.mark.parametrize(("read", "name"), [((0, 5), "earlier"), ((5, 0), "later")])
def test_a_wave_in_which_nobody_coded_anything_is_refused(read: tuple[int, int], name: str) -> None:
    with pytest.raises(AnalysisError, match=f"coded anything in the {name} study"):
        waves(wave_of(read[0]), wave_of(read[1]), BOOK)


def test_a_wave_in_which_nothing_was_found_is_a_finding() -> None:
    (hours,) = waves(wave_of(access_hours=9), wave_of(), BOOK)
    assert (len(hours.after.sessions), hours.after.sessions_read) == (0, 10)
    assert hours.p < LEVEL
