"""Where coders differ, passage by passage, in reading order."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tlc.errors import AnalysisError
from tlc.listen.agree import Disagreement, disagreements

Make = Callable[..., pd.DataFrame]
TURN = "FG01:0001"


@pytest.fixture
def frame(turns: Make) -> pd.DataFrame:
    return turns(
        ("FG01", "community", "I went at eight and it was shut, so I went home again."),
        ("FG01", "community", "Nobody tells you."),
        ("FG02", "community", "I waited."),
    )


def kinds(found: tuple[Disagreement, ...]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], str]]:
    return [(one.turn, one.code, one.marked_by, one.not_by, one.kind) for one in found]


def test_what_overlaps_is_agreed_on_however_well_it_fits(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("ben", TURN, 19, 40, "a.a"))
    assert disagreements(frame, marks, ("asha", "ben")) == ()


def test_what_one_coder_marked_alone_is_told_with_who_did_not(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("ben", "FG01:0002", 0, 6, "a.a"))
    assert kinds(disagreements(frame, marks, ("asha", "ben"))) == [
        (TURN, "a.a", ("asha-1",), ("ben",), "only one"),
        ("FG01:0002", "a.a", ("ben-2",), ("asha",), "only one"),
    ]


def test_two_codes_on_the_same_words_are_told_from_both_sides(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("ben", TURN, 5, 20, "a.a"), ("asha", TURN, 0, 20, "b.b"))
    assert kinds(disagreements(frame, marks, ("asha", "ben"))) == [
        (TURN, "b.b", ("asha-2",), ("ben",), "same words, other code"),
        (TURN, "a.a", ("ben-1",), ("asha",), "same words, other code"),
    ]


def test_what_the_other_put_there_instead_is_told_with_the_place(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", TURN, 0, 20, "b.b"),
        ("ben", TURN, 5, 20, "a.a"),
        ("ben", TURN, 18, 30, "c.c"),
        ("ben", TURN, 20, 22, "d.d"),
    )
    one = next(one for one in disagreements(frame, marks, ("asha", "ben")) if one.code == "b.b")
    assert (one.start, one.end, one.by) == (0, 20, ("asha",))
    assert one.instead == (("ben", "a.a"), ("ben", "c.c"))


def test_a_code_that_both_put_there_is_not_instead_of_another(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("asha", TURN, 0, 20, "b.b"), ("ben", TURN, 0, 20, "a.a"))
    (one,) = disagreements(frame, marks, ("asha", "ben"))
    assert (one.code, one.kind, one.instead) == ("b.b", "only one", ())


def test_two_codes_side_by_side_are_not_on_the_same_words(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("ben", TURN, 20, 40, "b.b"))
    assert [one.kind for one in disagreements(frame, marks, ("asha", "ben"))] == ["only one", "only one"]


def test_the_same_code_on_other_words_of_the_turn_is_one_thing_to_talk_about(
    frame: pd.DataFrame, codings: Make
) -> None:
    marks = codings(("ben", TURN, 30, 40, "a.a"), ("asha", TURN, 0, 20, "a.a"))
    assert kinds(disagreements(frame, marks, ("asha", "ben"))) == [
        (TURN, "a.a", ("asha-2", "ben-1"), (), "other words")
    ]


def test_a_second_passage_that_the_other_did_not_see_is_told(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("ben", TURN, 5, 20, "a.a"), ("asha", TURN, 30, 40, "a.a"))
    assert kinds(disagreements(frame, marks, ("asha", "ben"))) == [(TURN, "a.a", ("asha-3",), ("ben",), "other words")]


def test_a_chain_of_overlaps_is_one_passage(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 30, "a.a"), ("asha", TURN, 2, 5, "a.a"), ("ben", TURN, 25, 40, "a.a"))
    assert disagreements(frame, marks, ("asha", "ben")) == ()


def test_passages_that_only_touch_are_two(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("asha", TURN, 20, 40, "a.a"), ("ben", TURN, 0, 20, "a.a"))
    (one,) = disagreements(frame, marks, ("asha", "ben"))
    assert (one.marked_by, one.start, one.end) == (("asha-2",), 20, 40)


def test_of_three_coders_those_who_did_not_code_the_session_are_not_missing(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", TURN, 0, 20, "a.a"),
        ("ben", TURN, 0, 20, "a.a"),
        ("cara", "FG02:0001", 0, 5, "a.a"),
        ("ben", "FG02:0001", 0, 5, "a.a"),
        ("ben", "FG01:0002", 0, 5, "a.a"),
    )
    assert kinds(disagreements(frame, marks, ("asha", "ben", "cara"))) == [
        ("FG01:0002", "a.a", ("ben-5",), ("asha",), "only one")
    ]


def test_one_of_three_who_did_not_mark_it_is_named(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", TURN, 0, 20, "a.a"), ("ben", TURN, 10, 20, "a.a"), ("cara", TURN, 15, 30, "b.b"))
    assert kinds(disagreements(frame, marks, ("asha", "ben", "cara"))) == [
        (TURN, "a.a", ("asha-1", "ben-2"), ("cara",), "same words, other code"),
        (TURN, "b.b", ("cara-3",), ("asha", "ben"), "same words, other code"),
    ]


def test_a_session_of_one_coder_is_passed_over(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG02:0001", 0, 5, "a.a"), ("ben", TURN, 0, 5, "a.a"))
    assert disagreements(frame, marks, ("asha", "ben")) == ()


def test_a_session_that_was_finished_without_a_coding_is_one_of_both(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG02:0001", 0, 5, "a.a"), ("ben", TURN, 0, 5, "a.a"))
    found = disagreements(frame, marks, ("asha", "ben"), who={"FG02:0001": ("asha", "ben")})
    assert [(one.turn, one.not_by) for one in found] == [("FG02:0001", ("ben",))]


def test_disagreements_come_in_reading_order(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("ben", "FG01:0002", 0, 6, "a.a"),
        ("ben", TURN, 30, 40, "a.a"),
        ("asha", TURN, 0, 6, "z.z"),
        ("asha", TURN, 0, 6, "b.b"),
    )
    found = disagreements(frame, marks, ("asha", "ben"))
    assert [(one.turn, one.code) for one in found] == [
        (TURN, "b.b"),
        (TURN, "z.z"),
        (TURN, "a.a"),
        ("FG01:0002", "a.a"),
    ]


def test_rejected_codings_and_those_of_others_are_no_marks(frame: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", TURN, 0, 6, "a.a"),
        ("ben", TURN, 0, 6, "a.a"),
        ("ben", TURN, 30, 36, "a.a", {"status": "rejected"}),
        ("cara", TURN, 30, 36, "a.a"),
    )
    assert disagreements(frame, marks, ("asha", "ben")) == ()


def test_disagreements_need_two_coders(frame: pd.DataFrame, codings: Make) -> None:
    with pytest.raises(AnalysisError, match="two different coders"):
        disagreements(frame, codings(("asha", TURN, 0, 6, "a.a")), ("asha",))
