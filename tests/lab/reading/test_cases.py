"""Cases as they may be shown: what hides a small count hides everything that would give it away."""

from __future__ import annotations

import math

import pytest

from tlc.lab.reading._cases import Line, lines
from tlc.listen.topics.spread import Carried


def carried(people: int, in_all: int, value: str = "a") -> Carried:
    ids = tuple(f"P{number:02}" for number in range(in_all))
    return Carried(
        topic=1,
        voices="community",
        value=value,
        people=ids[:people],
        people_in_all=ids,
        sessions=("S1",) if people else (),
        sessions_in_all=("S1", "S2"),
    )


def shown(*held: Carried, min_cell: int = 5) -> list[Line[Carried]]:
    return lines(held, lambda one: (one.people_in_all, one.sessions_in_all), min_cell)


def test_what_may_be_shown_is_told_in_full() -> None:
    (line,) = shown(carried(6, 12))
    assert (line.counts, line.sessions) == ((6, 12), (1, 2))
    assert line.words("; ") == "6 of 12; 1 of 2"
    assert line.words("\n") == "6 of 12 (25%\u201375%)\n1 of 2 sessions"
    assert line.dot.words == "6 of 12 people"


def test_a_small_count_hides_its_sessions_and_its_share_too() -> None:
    (line,) = shown(carried(2, 12))
    assert (line.counts, line.sessions) == ((None, 12), (None, 2))
    assert all(math.isnan(figure) for figure in line.figures)
    assert (line.words("; "), line.words("\n"), line.dot.words) == ("not shown", "not shown", "people not shown")


def test_few_who_took_part_hide_everything() -> None:
    (line,) = shown(carried(0, 3))
    assert (line.counts, line.sessions) == ((None, None), (None, None))


def test_a_case_is_hidden_where_it_would_tell_another() -> None:
    found = shown(carried(9, 20, "a"), carried(8, 20, "b"), carried(1, 20, "c"))
    assert [line.is_number for line in found] == [True, False, False]


@pytest.mark.parametrize("min_cell", [1, 5])
def test_nobody_is_a_number_that_may_be_shown(min_cell: int) -> None:
    (line,) = shown(carried(0, 12), min_cell=min_cell)
    assert (line.counts, line.sessions) == ((0, 12), (0, 2))
