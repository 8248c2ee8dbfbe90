"""What the report says of agreement: the figures where there are any, why not where there are none, and no verdict."""

from __future__ import annotations

from typing import Any

import pytest

from tlc.change.report.agreed import Agreed


def agreed(**more: Any) -> Agreed:
    facts: dict[str, Any] = {"coders": 2, "sessions": 4, "turns": 121, "percent": 0.992, "marked": 0.82, "alpha": 0.814}
    return Agreed(**facts | {"low": 0.725, "high": 0.894, "codings": 136, "seed": 7} | more)


def test_figures_come_with_what_they_are_of_and_how_sure_they_are() -> None:
    said, caution = agreed().told
    assert said.startswith("2 people coded the same 4 sessions (121 turns), each on their own.")
    assert "99 % of answers are the same; of those that say yes, 82 %." in said
    assert "is 0.81 (95 % interval 0.72 to 0.89, seed 7)" in said
    assert "no proof" in caution


@pytest.mark.parametrize("word", ["good", "excellent", "substantial", "almost perfect", "moderate", "poor", "reliable"])
def test_nothing_is_called_good_or_bad(word: str) -> None:
    assert word not in " ".join(agreed().told).casefold()


def test_one_session_is_one() -> None:
    assert "the same session (121" in agreed(sessions=1).told[0]


def test_without_an_interval_none_is_made_up() -> None:
    said = agreed(low=None, high=None).told[0]
    assert "is 0.81." in said
    assert "interval" not in said


def test_where_alpha_is_undefined_it_is_said_why_and_no_number_stands_there() -> None:
    said = agreed(alpha=None, low=None, high=None, why="nobody marked anything").told[0]
    assert said.endswith("Agreement beyond chance cannot be computed: nobody marked anything.")
    assert "0.00" not in said


def test_where_no_answers_can_be_compared_no_share_is_given() -> None:
    said = agreed(percent=None, marked=None).told[0]
    assert "%" not in said.partition("Krippendorff")[0]


def test_where_nobody_marked_anything_the_share_of_marked_is_left_out() -> None:
    assert "say yes" not in agreed(marked=None).told[0]


def test_codings_that_were_not_independent_are_counted() -> None:
    assert "5 of the 136 codings compared were made after seeing suggestions" in agreed(dependent=5).told[0]
    assert "on their own" not in agreed(dependent=5).told[0]
    assert "after seeing" not in agreed().told[0]


def test_where_nothing_can_be_compared_it_says_why_and_no_more() -> None:
    assert agreed(sessions=0, why="Fewer than two people have coded.").told == (
        "How far coders agree cannot be said. Fewer than two people have coded.",
    )


@pytest.mark.parametrize(
    ("sessions", "told"),
    [
        (4, "the same 4 sessions, and 2 of what came in beside them (121 turns)"),
        (0, "the same 2 of what came in beside the sessions (121 turns)"),
    ],
)
def test_what_came_in_beside_the_sessions_is_no_session(sessions: int, told: str) -> None:
    assert told in agreed(sessions=sessions, beside=2).told[0]
