"""Compare: who said what, of those who took part; community and professionals apart."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.evidence import evidence
from tlc.errors import AnalysisError, CodebookError
from tlc.listen.compare import Compared, Comparison, compare, wilson

READ = ("FG01", "FG02", "IN01")


@pytest.fixture
def compared(small: Any) -> Callable[..., Comparison]:
    def run(*marks: Any, by: str = "age_band", only: tuple[str, ...] = READ, **more: Any) -> Comparison:
        return compare(
            small.frames(*marks, only=only),
            by=by,
            people=small.people,
            groups=small.groups,
            codebook=small.codebook,
            **more,
        )

    return run


@pytest.fixture
def marks(small: Any) -> list[Any]:
    return [
        small.mark("FG01:0002", "closed", "access.hours"),
        small.mark("FG01:0002", "closed", "access.hours", "ben"),
        small.mark("FG01:0004", "closed", "access.hours"),
        small.mark("FG01:0006", "Papers", "access.papers"),
        small.mark("FG02:0001", "Closed", "access.hours"),
        small.mark("IN01:0002", "closed", "access.hours"),
    ]


def held(result: Comparison, theme: str, value: str, voices: str = "community") -> Compared:
    (one,) = [one for one in result.held if (one.theme, one.voices, one.value) == (theme, voices, value)]
    return one


# Wilson's interval


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3: the score method without correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_that_were_published(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=0.00005)


@given(st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(pair: tuple[int, int]) -> None:
    count, total = pair
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_those_who_did_not_say_it_have_the_interval_turned_round(pair: tuple[int, int]) -> None:
    count, total = pair
    low, high = wilson(count, total)
    assert wilson(total - count, total) == pytest.approx((1 - high, 1 - low))


def test_none_and_all_are_ends_of_the_scale_to_the_last_digit() -> None:
    assert {wilson(0, total)[0] for total in range(1, 500)} == {0.0}
    assert {wilson(total, total)[1] for total in range(1, 500)} == {1.0}


def test_of_nobody_there_is_no_interval() -> None:
    assert all(math.isnan(end) for end in wilson(0, 0))


# Counts


def test_people_are_counted_once_of_those_who_took_part(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    young = held(compared(*marks), "access.hours", "18-29")
    assert young.people == ("P1",)
    # P3 said something else; P8 may not be analysed, and took part all the same.
    assert young.people_read == ("P1", "P3", "P8")
    assert young.share == pytest.approx(1 / 3)
    assert young.interval == wilson(1, 3)


def test_sessions_are_those_in_which_such_people_took_part(
    compared: Callable[..., Comparison], marks: list[Any]
) -> None:
    young = held(compared(*marks), "access.hours", "18-29")
    assert (young.sessions, young.sessions_read) == (("FG01",), ("FG01", "FG02"))


def test_those_who_withdrew_stay_in_the_denominator(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    assert "P7" in held(compared(*marks), "access.hours", "30-44").people_read


def test_professionals_stand_apart_also_where_they_share_a_value(
    compared: Callable[..., Comparison], marks: list[Any]
) -> None:
    result = compared(*marks, by="language")
    assert held(result, "access.hours", "en", "professional").people == ("P6",)
    assert held(result, "access.hours", "en").people == ()


def test_unknown_speakers_are_in_no_count_and_are_told(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    result = compared(*marks)
    assert result.unknown["access.hours"] == 1
    assert result.unknown["access.papers"] == 0
    assert "speaker not known" not in result.values


def test_a_heading_holds_its_codes_with_each_person_once(
    compared: Callable[..., Comparison], small: Any, marks: list[Any]
) -> None:
    result = compared(*marks, small.mark("FG01:0002", "shift", "access.papers"))
    assert held(result, "access", "18-29").people == ("P1", "P3")


def test_sessions_that_nobody_read_are_in_no_denominator(compared: Callable[..., Comparison], small: Any) -> None:
    result = compared(small.mark("FG01:0002", "closed", "access.hours"), only=("FG01",))
    assert held(result, "access.hours", "18-29").people_read == ("P1", "P3")
    assert result.read == ("FG01",)


def test_groups_are_compared_in_the_order_of_their_table(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    assert compared(*marks, by="group").values == ("FG01", "FG02", "IN01")
    assert compared(*marks, by="kind").values == ("focus_group", "interview")


def test_cases_where_nobody_of_these_voices_took_part_are_left_out(
    compared: Callable[..., Comparison], marks: list[Any]
) -> None:
    cases = {(one.voices, one.value) for one in compared(*marks, by="group").held}
    assert cases == {("community", "FG01"), ("community", "FG02"), ("professional", "IN01")}


@pytest.mark.parametrize("by", ["group", "age_band", "language", "kind", "month"])
def test_over_all_cases_it_is_the_evidence(
    compared: Callable[..., Comparison], small: Any, marks: list[Any], by: str
) -> None:
    result = compared(*marks, by=by)
    found = evidence(small.turns, small.codings(*marks), small.people, small.codebook)
    for theme, one in found.items():
        mine = [line for line in result.held if line.theme == theme and line.voices == "community"]
        assert sorted(name for line in mine for name in line.people) == sorted(one.community)
        assert len({name for line in mine for name in line.people_read}) == one.community_read
        assert result.unknown[theme] == one.unknown_speaker


# Codes


@pytest.mark.parametrize(
    ("codes", "themes"),
    [
        (None, ["access", "access.hours", "access.papers", "language", "language.letters"]),
        (["access"], ["access", "access.hours", "access.papers"]),
        (["ACC04"], ["access.hours"]),
        ("language.letters", ["language.letters"]),
    ],
)
def test_codes_and_headings_can_be_chosen(
    compared: Callable[..., Comparison], marks: list[Any], codes: Any, themes: list[str]
) -> None:
    assert list(dict.fromkeys(one.theme for one in compared(*marks, codes=codes).held)) == themes


def test_a_code_that_is_not_there_is_an_error(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    with pytest.raises(CodebookError):
        compared(*marks, codes=["nothing"])


def test_people_are_not_compared_one_by_one(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    with pytest.raises(AnalysisError, match="one by one"):
        compared(*marks, by="participant")


def test_people_are_not_offered_to_compare_by(compared: Callable[..., Comparison], marks: list[Any]) -> None:
    with pytest.raises(AnalysisError, match="under the name 'shoe'") as caught:
        compared(*marks, by="shoe")
    assert "Use one of: group, community, kind, month, place, role, language, age_band." in str(caught.value)


def test_before_anybody_coded_there_is_nothing_to_compare(small: Any) -> None:
    with pytest.raises(AnalysisError, match="Nobody has coded"):
        compare(
            (small.turns[:0], small.codings()),
            by="group",
            people=small.people,
            groups=small.groups,
            codebook=small.codebook,
        )
