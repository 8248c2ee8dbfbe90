"""Two waves as they show themselves: no small count of people, and no test that would tell one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.change.over import over
from tlc.lab.reading import WavesTable
from tlc.listen.waves import Wave
from tlc.model import Evidence

Make = Callable[..., WavesTable]


def held(people: int = 0, sessions: tuple[str, ...] = (), professionals: int = 0) -> Evidence:
    return Evidence(
        theme="access.hours",
        codings=("c",) * len(sessions),
        quotes=len(sessions),
        sessions=sessions,
        sessions_read=10,
        community=tuple(f"P{number}" for number in range(people)),
        community_read=30,
        professionals=tuple(f"Q{number}" for number in range(professionals)),
        professionals_read=4,
    )


@pytest.fixture
def table_of(small: Any) -> Make:
    def make(before: Evidence, after: Evidence, **more: Any) -> WavesTable:
        wave = Wave(theme="access.hours", before=before, after=after, p=0.0123, adjusted=0.0246)
        given = {"result": (wave,), "codebook": small.codebook, "min_cells": (5, 5), "actions": {}}
        given |= {"interviews": (frozenset(), frozenset()), "talks": ("9 interviews", "1 focus group")}
        return WavesTable(**{**given, **more})

    return make


MANY = ("FG01", "FG02", "FG03", "IN01")


def test_counts_that_may_be_shown_are_there_with_what_they_are_counts_of(table_of: Make) -> None:
    (row,) = table_of(held(12, MANY), held(7, MANY[:2])).frame.to_dict("records")
    assert (row["sessions_before"], row["sessions_read_before"], row["sessions_after"]) == (4, 10, 2)
    assert (row["community_before"], row["community_read_before"], row["community_after"]) == (12, 30, 7)
    assert (row["p"], row["p_adjusted"], row["compared"]) == (0.0123, 0.0246, "p 0.012 (0.025)")


@pytest.mark.parametrize("people", [1, 4])
def test_few_people_are_in_no_cell(table_of: Make, people: int) -> None:
    table = table_of(held(people, MANY), held(people, MANY))
    assert table.frame[["community_before", "community_after"]].isna().all(axis=None)
    assert repr(table).count("fewer than 5 of 30") == 2


def test_a_kind_of_voices_with_few_people_is_not_shown_at_all(table_of: Make) -> None:
    table = table_of(held(9, MANY, 2), held(9, MANY, 2))
    assert table.frame[["professionals_read_before", "professionals_read_after"]].isna().all(axis=None)
    assert repr(table).count("not shown") >= 2
    assert "of 4" not in repr(table)


def test_the_stricter_of_two_studies_holds_for_its_own_wave(table_of: Make) -> None:
    (row,) = table_of(held(7, MANY), held(7, MANY), min_cells=(8, 5)).frame.to_dict("records")
    assert row["community_before"] is None
    assert row["community_after"] == 7


def test_sessions_that_are_all_interviews_are_counted_as_people_and_so_is_their_test(table_of: Make) -> None:
    alone = table_of(held(9, MANY), held(2, ("IN01", "IN02")), interviews=(frozenset(), frozenset({"IN01", "IN02"})))
    (row,) = alone.frame.to_dict("records")
    assert row["sessions_after"] is None
    assert str(row["p"]) == str(row["p_adjusted"]) == "nan"
    assert row["compared"] == "not shown"
    assert "0.012" not in repr(alone) + alone._repr_html_()


def test_sessions_with_a_group_among_them_count_nobody(table_of: Make) -> None:
    mixed = table_of(held(2, ("FG01", "IN01")), held(2, MANY), interviews=(frozenset({"IN01"}), frozenset({"IN01"})))
    assert "2 of 10" in repr(mixed)


def test_nothing_found_is_nothing_and_not_few() -> None:
    assert over(held(), 5, ()).words == ("0 of 10", "0 of 30", "not shown")
    assert over(held(), 5, ()).numbers == (0, 10, 0, 30, 0, None)


def test_what_was_done_meanwhile_stands_beside_its_theme(table_of: Make) -> None:
    table = table_of(held(9, MANY), held(9, MANY), actions={"access.hours": "3 done; 8 under way"})
    assert "3 done; 8 under way" in repr(table)
    assert list(table.frame["actions"]) == ["3 done; 8 under way"]


def test_a_theme_that_was_not_tested_says_that_there_is_too_little(table_of: Make) -> None:
    table = table_of(held(9, MANY), held(9, MANY))
    untested = replace(table, result=(replace(table.result[0], p=float("nan"), adjusted=float("nan")),))
    assert list(untested.frame["compared"]) == ["too few to compare"]
    assert "0 of 1 themes tested" in untested.note


def test_the_note_says_how_many_were_tested_and_claims_nothing_about_others(table_of: Make) -> None:
    note = table_of(held(9, MANY), held(9, MANY)).note
    for words in ("1 of 1 themes tested", "Fisher's exact test", "Holm", "No claim about a population"):
        assert words in note
    assert "do not tell" not in note


def test_the_note_names_codes_that_were_edited_under_the_same_version(table_of: Make) -> None:
    assert "access.hours." in table_of(held(9, MANY), held(9, MANY), edited=("access.hours",)).note.split("\n")[-1]


def test_a_very_small_p_is_not_rounded_to_nothing(table_of: Make) -> None:
    table = table_of(held(9, MANY), held(9, MANY))
    small = replace(table, result=(replace(table.result[0], p=0.00001, adjusted=0.0002),))
    assert list(small.frame["compared"]) == ["p below 0.001 (below 0.001)"]


def test_a_notebook_shows_a_table_with_heads(table_of: Make) -> None:
    page = BeautifulSoup(table_of(held(9, MANY), held(9, MANY))._repr_html_(), "html.parser")
    heads = [head.get_text() for head in page.select("th[scope=col]")]
    assert heads[:4] == ["theme", "sessions before", "sessions after", "compared"]
    assert page.select_one("th[scope=row]").get_text() == "Opening hours do not fit"  # type: ignore[union-attr]


def test_without_a_theme_there_is_a_table_that_says_so(table_of: Make) -> None:
    empty = replace(table_of(held(), held()), result=())
    assert "(none)" in repr(empty)
    assert len(empty) == 0
    assert list(empty) == []
    assert empty.frame.empty
