"""A row of yes and no: it must not tell what the counts beside it hide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from tlc.change.disclosure import Shown, voices
from tlc.change.heard import Row, may_show

FEW = Shown("fewer than 5")


def number(value: int) -> Shown:
    return Shown(str(value), value)


def shows(*heard: int, of: tuple[int, ...], **more: Any) -> bool:
    fields: dict[str, Any] = {"professionals": number(0), "open": of} | more
    row = Row(**fields)
    return may_show(row, heard, 5)


def test_the_last_session_left_over_is_one_professional() -> None:
    assert not shows(6, 6, 6, of=(6,) * 5, sessions=4, community=number(9), professionals=FEW, alone=9)


def test_with_cells_covered_it_may_be_one_or_two() -> None:
    row: dict[str, Any] = {"sessions": 4, "community": number(9), "professionals": FEW, "alone": 9}
    assert shows(6, of=(6,) * 3, covered=(6, 6), **row)


def test_covered_cells_that_must_have_been_heard_in_cover_nothing() -> None:
    # Nine people do not fit into the one group of six that is shown, so the theme was heard in a covered one too.
    row: dict[str, Any] = {"sessions": 3, "community": number(9), "professionals": FEW, "alone": 9}
    assert not shows(6, of=(6,) * 3, covered=(6, 6), **row)


def test_as_many_people_as_groups_are_one_in_each() -> None:
    assert not shows(*(6,) * 5, of=(6,) * 8, sessions=5, community=number(5))
    assert shows(*(6,) * 5, of=(6,) * 8, sessions=5, community=number(6))


def test_as_many_people_as_the_groups_have_are_all_of_them() -> None:
    assert not shows(6, 6, of=(6,) * 8, sessions=2, community=number(12))
    assert shows(6, 6, of=(6,) * 8, sessions=2, community=number(11))


def test_who_said_it_in_one_group_alone_is_told_only_where_as_many_did_not() -> None:
    assert not shows(6, of=(6, 6), sessions=1, community=number(5))
    assert shows(10, of=(10, 10), sessions=1, community=number(5))


def test_a_hidden_number_is_told_by_as_many_groups_as_there_can_be_people() -> None:
    assert not shows(*(6,) * 4, of=(6,) * 8, sessions=4, community=FEW)
    assert shows(*(6,) * 3, of=(6,) * 8, sessions=3, community=FEW)


def test_where_a_row_left_out_would_tell_none_is_shown() -> None:
    # Heard in two groups by five people: in the one of two and in one of three it was all of them. Were the row shown
    # only for the two of three, a row left out would say that all of the two said it.
    assert not shows(3, 3, of=(2, 3, 3), sessions=2, community=number(5))


@pytest.mark.parametrize("quoted", ["quoted_alone", "quoted_others"])
def test_where_somebody_is_quoted_it_was_surely_heard(quoted: str) -> None:
    row = Row(sessions=2, community=FEW, professionals=FEW, open=(6,), covered=(6,) * 3, alone=9, others=(4,))
    assert may_show(row, [], 5)
    # With one session known to be beside the table, too little is left to be shared out.
    assert not may_show(replace(row, **{quoted: 1}), [], 5)
    assert may_show(replace(row, sessions=5, **{quoted: 1}), [], 5)


def test_passages_of_nobody_known_leave_more_open() -> None:
    assert shows(*(6,) * 5, of=(6,) * 8, sessions=5, community=number(5), unknown=1)


def test_counts_that_cannot_be_are_not_relied_on() -> None:
    assert not shows(6, 6, of=(6,) * 8, sessions=9, community=number(9))


def test_too_many_ways_to_try_show_nothing() -> None:
    assert not shows(1, of=tuple(range(1, 17)), sessions=1, community=number(1))


# By brute force: every small study, and a reader who knows the rule

World = tuple[tuple[int, ...], int, bool]
Totals = tuple[int, Shown, Shown, bool]
Cells = tuple[str, ...]
SIZES = (2, 3, 3)
ALONE = 3


def worlds() -> Iterator[World]:
    """How many people of each group said it, how many professionals, and whether somebody of the last is quoted."""
    for said in product(*(range(size + 1) for size in SIZES)):
        for alone, quoted in product(range(ALONE + 1), (False, True)):
            if said[2] or not quoted:
                yield said, alone, quoted


def totals(world: World, min_cell: int) -> Totals:
    said, alone, quoted = world
    (community, professionals), _ = voices((sum(said), alone), 99, min_cell)
    return sum(map(bool, said)) + alone, community, professionals, quoted


def row(world: World, min_cell: int, covered: tuple[int, ...]) -> Cells:
    sessions, community, professionals, quoted = totals(world, min_cell)
    certain = (2,) if quoted else ()
    hide = () if professionals.is_number else tuple(place for place in covered if place not in certain)
    open_ = [place for place in range(3) if place not in (*hide, *certain)]
    before = Row(
        sessions=sessions,
        community=community,
        professionals=professionals,
        open=tuple(SIZES[place] for place in open_),
        covered=tuple(SIZES[place] for place in hide),
        certain=tuple(SIZES[place] for place in certain),
        alone=ALONE,
    )
    heard = [SIZES[place] for place in open_ if world[0][place]]
    hide = hide if may_show(before, heard, min_cell) else (0, 1, 2)
    return tuple("?" if place in hide else "yes" if said else "no" for place, said in enumerate(world[0]))


@pytest.mark.parametrize("covered", [(0,), (1, 2), (0, 1), (0, 1, 2)])
@pytest.mark.parametrize("min_cell", [2, 3, 4])
def test_the_row_tells_no_hidden_number_that_the_counts_had_not_told(min_cell: int, covered: tuple[int, ...]) -> None:
    by_totals: dict[Totals, list[World]] = {}
    by_both: dict[tuple[Totals, Cells], list[World]] = {}
    for world in worlds():
        by_totals.setdefault(totals(world, min_cell), []).append(world)
        by_both.setdefault((totals(world, min_cell), row(world, min_cell, covered)), []).append(world)
    assert any("no" in cells for _, cells in by_both)
    for (counts, cells), same in by_both.items():
        before = by_totals[counts]
        _, community, professionals, _ = counts
        assert community.is_number or _open([sum(one[0]) for one in same], [sum(one[0]) for one in before])
        assert professionals.is_number or _open([one[1] for one in same], [one[1] for one in before])
        for place in range(len(SIZES)):
            now = [one[0][place] for one in same]
            told = max(now) == 0 or min_cell <= min(now) <= SIZES[place] - min_cell
            assert told or _open(now, [one[0][place] for one in before]), (counts, cells, same)


def _open(now: list[int], before: list[int]) -> bool:
    return len(set(now)) > 1 or len(set(before)) == 1
