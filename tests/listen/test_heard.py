"""What was heard: whose words count, which passage they lie in, and which case they belong to."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.evidence import passages as evidence_passages
from tlc.errors import AnalysisError, CodebookError
from tlc.listen._heard import NOT_GIVEN, UNKNOWN, by_case, chosen, order_of, passages, took_part, values_of

SPANS = st.lists(
    st.tuples(st.sampled_from(["FG01:0001", "FG01:0002"]), st.integers(0, 30), st.integers(1, 12)),
    min_size=1,
    max_size=25,
)


def values(small: Any, by: str) -> dict[str, str]:
    """The case of each known speaker."""
    rows = small.turns.dropna(subset=["speaker"])
    found = values_of(rows, by, people=small.people, groups=small.groups)
    return dict(zip(rows["speaker"], found, strict=True))


def marks_of(spans: list[tuple[str, int, int]]) -> pd.DataFrame:
    rows = [(turn, start, start + length) for turn, start, length in spans]
    return pd.DataFrame(rows, columns=["turn", "start", "end"])


@given(SPANS)
def test_passages_are_those_of_the_evidence(spans: list[tuple[str, int, int]]) -> None:
    marks = marks_of(spans)
    joined = (
        marks.assign(passage=passages(marks)).groupby("passage").agg({"turn": "first", "start": "min", "end": "max"})
    )
    assert sorted(joined.itertuples(index=False, name=None)) == evidence_passages(marks)


@given(SPANS)
def test_the_order_of_codings_does_not_matter_for_passages(spans: list[tuple[str, int, int]]) -> None:
    marks = marks_of(spans)
    assert list(passages(marks[::-1]).reindex(marks.index)) == list(passages(marks))


def test_what_stands_apart_is_not_joined() -> None:
    marks = pd.DataFrame({"turn": ["A:0001"] * 2, "start": [0, 2], "end": [5, 7], "code": ["one", "two"]})
    assert passages(marks).nunique() == 1
    assert passages(marks, apart=["code"]).nunique() == 2


# Who took part


def test_members_of_a_group_take_part_also_when_they_say_nothing_or_withdrew(small: Any) -> None:
    present = took_part(small.turns, small.people)
    assert set(present.loc[present["transcript"] == "FG01", "speaker"]) == {"P1", "P2", "P3", "P7"}
    assert set(present.loc[present["transcript"] == "FG02", "speaker"]) == {"P4", "P5", "P8"}


def test_researchers_do_not_take_part(small: Any) -> None:
    assert "R1" not in set(took_part(small.turns, small.people)["speaker"])


def test_whoever_spoke_in_another_groups_session_took_part_in_it_once(small: Any) -> None:
    turns = small.turns.copy()
    turns.loc[turns["turn"] == "FG02:0001", "speaker"] = "P1"
    turns.loc[turns["turn"] == "FG02:0002", "speaker"] = "P1"
    present = took_part(turns, small.people)
    assert sorted(present.loc[present["speaker"] == "P1", "transcript"]) == ["FG01", "FG02"]


# Cases


@pytest.mark.parametrize(
    ("by", "of_p1", "of_p6"),
    [
        ("group", "FG01", "IN01"),
        ("participant", "P1", "P6"),
        ("community", "Roma", NOT_GIVEN),
        ("kind", "focus_group", "interview"),
        ("month", "2026-06", NOT_GIVEN),
        ("role", "community", "professional"),
        ("language", "ro", "en"),
        ("age_band", "18-29", NOT_GIVEN),
    ],
)
def test_cases_are_told_apart_by_groups_and_by_people(small: Any, by: str, of_p1: str, of_p6: str) -> None:
    found = values(small, by)
    assert (found["P1"], found["P6"]) == (of_p1, of_p6)


@pytest.mark.parametrize("by", ["participant", "age_band", "role", "language"])
def test_of_an_unknown_speaker_nothing_is_known(small: Any, by: str) -> None:
    rows = small.turns[small.turns["turn"] == "FG01:0004"]
    assert list(values_of(rows, by, people=small.people, groups=small.groups)) == [UNKNOWN]


def test_the_group_of_an_unknown_speaker_is_known(small: Any) -> None:
    rows = small.turns[small.turns["turn"] == "FG01:0004"]
    assert list(values_of(rows, "community", people=small.people, groups=small.groups)) == ["Roma"]


def test_a_name_that_nothing_has_is_told_with_those_that_there_are(small: Any) -> None:
    with pytest.raises(AnalysisError, match="'shoe'") as caught:
        values(small, "shoe")
    assert "age_band" in str(caught.value.hint)


def test_groups_and_people_stand_in_the_order_of_their_tables(small: Any) -> None:
    tables = {"people": small.people, "groups": small.groups}
    assert order_of("group", ["IN01", "FG02", "FG01"], **tables) == ("FG01", "FG02", "IN01")
    assert order_of("participant", ["P6", UNKNOWN, "P7"], **tables) == ("P7", "P6", UNKNOWN)
    assert order_of("role", ["professional", "community"], **tables) == ("community", "professional")


def test_what_is_not_known_stands_last(small: Any) -> None:
    tables = {"people": small.people, "groups": small.groups}
    assert order_of("age_band", [NOT_GIVEN, UNKNOWN, "60", "18"], **tables) == ("18", "60", NOT_GIVEN, UNKNOWN)


# Codes


def test_all_codes_but_the_headings_are_chosen_where_none_is_named(small: Any) -> None:
    assert [code.id for code in chosen(small.codebook, None)] == ["access.hours", "access.papers", "language.letters"]


@pytest.mark.parametrize("names", [["access"], ["entry"], "access", ["access.papers", "ACC04"]])
def test_a_heading_and_older_names_stand_for_codes(small: Any, names: list[str]) -> None:
    assert [code.id for code in chosen(small.codebook, names)] == ["access.hours", "access.papers"]


def test_a_code_that_is_not_there_is_an_error(small: Any) -> None:
    with pytest.raises(CodebookError, match=r"access\.nothing"):
        chosen(small.codebook, ["access.nothing"])


def test_people_and_sessions_are_gathered_case_by_case_without_those_whom_nobody_knows() -> None:
    rows = [("community", "a", "P1", "FG01"), ("community", "a", "P1", "FG02"), ("community", "a", None, "FG03")]
    rows += [("professional", "a", "P2", "FG01"), ("community", "b", None, "FG04")]
    cases = by_case(pd.DataFrame(rows, columns=["role", "value", "speaker", "transcript"]))
    assert cases == {
        ("community", "a"): ({"P1"}, {"FG01", "FG02"}),
        ("professional", "a"): ({"P2"}, {"FG01"}),
    }
