"""Marks of one word are weighed, neighbours become one hit, and of two that overlap the stronger stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen._view import view_of
from tlc.talk.screen.names._marks import (
    GAZETTEER,
    PLACE,
    ROSTER,
    TRIGGER,
    UNKNOWN,
    Mark,
    hit_of,
    joined,
    strongest,
    without_overlaps,
)
from tlc.talk.screen.names._tokens import Piece, piece_of


def mark(start: int, end: int, rank: int = GAZETTEER, **more: object) -> Mark:
    values: dict[str, object] = {"rule": f"rule.{rank}", "value": f"v{start}"} | more
    return Mark(start=start, end=end, rank=rank, **values)  # type: ignore[arg-type]


def piece(text: str) -> Piece:
    return piece_of(view_of(text), "")


def test_the_roster_is_above_what_is_announced_and_that_above_the_rest() -> None:
    assert ROSTER > TRIGGER > PLACE > GAZETTEER > UNKNOWN


def test_of_the_marks_of_a_word_the_strongest_stays() -> None:
    marks = [mark(0, 4, UNKNOWN), mark(0, 4, ROSTER), mark(0, 4, GAZETTEER), mark(5, 9, UNKNOWN)]
    assert [(one.start, one.rank) for one in strongest(marks)] == [(0, ROSTER), (5, UNKNOWN)]


def test_of_equal_marks_the_first_stays() -> None:
    assert [one.value for one in strongest([mark(0, 4, value="one"), mark(0, 4, value="two")])] == ["one"]


def test_marks_come_in_order_of_start() -> None:
    assert [one.start for one in strongest([mark(9, 12), mark(0, 4), mark(5, 8)])] == [0, 5, 9]


@pytest.mark.parametrize("staff_first", [True, False])
def test_the_strongest_keeps_the_kind_that_a_title_gave(staff_first: bool) -> None:
    marks = [mark(0, 4, TRIGGER, kind="staff_name"), mark(0, 4, ROSTER, level="block")]
    (one,) = strongest(marks if staff_first else marks[::-1])
    assert (one.rank, one.kind, one.level) == (ROSTER, "staff_name", "block")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Anca Pop", 1),
        ("Anca-Pop", 1),
        ("Anca\nPop", 1),
        ("Anca  Pop", 1),
        ("Anca, Pop", 2),
        ("Anca. Pop", 2),
        ("Anca and Pop", 2),
        ("Anca   Pop", 2),
        ("Anca/Pop", 2),
    ],
)
def test_words_beside_each_other_are_one_name(text: str, groups: int) -> None:
    marks = [mark(0, 4), mark(text.index("Pop"), len(text))]
    assert len([*joined(marks, piece(text))]) == groups


def test_what_follows_a_possessive_is_another_name() -> None:
    marks = [mark(0, 6, closed=True), mark(7, 10)]
    assert [len(group) for group in joined(marks, piece("Anca's Pop"))] == [1, 1]


def test_no_marks_make_no_groups() -> None:
    assert [*joined([], piece("so"))] == []
    assert without_overlaps([]) == []
    assert strongest([]) == []


def test_a_hit_is_named_by_its_strongest_mark_and_spans_all() -> None:
    group = [mark(0, 4, UNKNOWN, kind="unknown_word", value="a"), mark(5, 8, ROSTER, level="block", value="b")]
    hit = hit_of(group, piece("Anca Pop"))
    assert (hit.start, hit.end, hit.rule, hit.kind, hit.level, hit.value) == (0, 8, "rule.5", "name", "block", "a b")


def test_a_hit_of_warnings_is_a_warning() -> None:
    assert hit_of([mark(0, 4), mark(5, 8)], piece("Anca Pop")).level == "warn"


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        (("name", "staff_name"), "staff_name"),
        (("staff_name", "unknown_word"), "staff_name"),
        (("unknown_word", "name"), "name"),
        (("unknown_word", "unknown_word"), "unknown_word"),
    ],
)
def test_the_kind_that_tells_most_is_the_kind_of_a_hit(kinds: tuple[str, str], kind: str) -> None:
    group = [mark(0, 4, kind=kinds[0]), mark(5, 8, kind=kinds[1])]
    assert hit_of(group, piece("Anca Pop")).kind == kind


def test_a_hit_is_given_in_the_original_text() -> None:
    text = "so \u200bAn\u0303ca \ufb01ne"
    made = piece(text)
    start = made.text.index("A")
    hit = hit_of([mark(start, start + 4)], made)
    assert text[hit.start : hit.end].strip("\u200b") == "An\u0303ca"


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        ([(0, 4, GAZETTEER), (2, 6, PLACE)], [(2, 6)]),
        ([(0, 4, GAZETTEER), (0, 9, GAZETTEER)], [(0, 9)]),
        ([(0, 9, GAZETTEER), (2, 4, ROSTER)], [(2, 4)]),
        ([(5, 9, UNKNOWN), (0, 5, ROSTER)], [(0, 5), (5, 9)]),
        ([(0, 4, PLACE), (3, 8, TRIGGER), (7, 9, PLACE)], [(3, 8)]),
    ],
)
def test_of_two_that_overlap_the_stronger_stays(
    groups: list[tuple[int, int, int]], kept: list[tuple[int, int]]
) -> None:
    found = without_overlaps([[mark(*group)] for group in groups])
    assert [(group[0].start, group[-1].end) for group in found] == kept


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from([ROSTER, TRIGGER, PLACE, GAZETTEER, UNKNOWN]))


@given(spans=st.lists(SPANS, max_size=8))
def test_what_is_kept_never_overlaps_and_what_is_left_out_overlaps_something_as_strong(
    spans: list[tuple[int, int, int]],
) -> None:
    groups = [[mark(start, start + length, rank)] for start, length, rank in spans]
    kept = without_overlaps(groups)
    assert all(one[-1].end <= other[0].start for one, other in pairwise(kept))
    for (left,) in groups:
        over = [one for (one,) in kept if one.start < left.end and left.start < one.end]
        assert any(one.rank >= left.rank for one in over)
