"""Rows of a screening: every theme once, an answer or none, and answers that a changed plan puts in question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.screening import ANSWERS, Screened, Screening, screen
from tlc.errors import AnalysisError


def row(theme: str, answer: str = "", **more: Any) -> Screened:
    return Screened(
        theme=theme, label=theme.title(), rating="High", heard="Heard in 9 of 20 sessions.", answer=answer, **more
    )


def fresh(*themes: str, digest: str = "a") -> Screening:
    rows = tuple(row(theme) for theme in themes)
    return Screening(plan="Plan.docx", digest=digest, study="S", synthetic=False, rows=rows)


def test_every_theme_stands_once_and_without_an_answer_it_is_not_screened() -> None:
    result = screen(fresh("cost", "hours"), (), "")
    assert [(one.theme, one.state) for one in result.rows] == [("cost", "not screened"), ("hours", "not screened")]
    assert not result.is_complete


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_screening_is_complete_only_when_every_theme_has_an_answer(answer: str) -> None:
    half = screen(fresh("cost", "hours"), [row("cost", answer)], "a")
    whole = screen(fresh("cost", "hours"), [row("cost", answer), row("hours", answer)], "a")
    assert (half.is_complete, whole.is_complete) == (False, True)
    assert [one.theme for one in half.open] == ["hours"]


def test_answers_go_to_their_theme_and_what_was_heard_is_told_anew() -> None:
    old = replace(
        row("cost", "partly", evidence="p. 3", by="asha"), heard="Heard in 8 of 20 sessions.", rating="Moderate"
    )
    (cost,) = screen(fresh("cost"), [old], "a").rows
    assert (cost.answer, cost.evidence, cost.by) == ("partly", "p. 3", "asha")
    assert (cost.heard, cost.rating) == ("Heard in 9 of 20 sessions.", "High")


def test_a_changed_plan_puts_every_answer_in_question_until_somebody_looks_again() -> None:
    changed = screen(fresh("cost", digest="b"), [row("cost", "addressed")], "a")
    assert changed.changed
    assert changed.rows[0].state == "addressed (by an earlier version of the plan)"
    assert not changed.is_complete
    still = screen(fresh("cost", digest="b"), changed.rows, "b")
    assert (still.changed, still.is_complete) == (False, False)
    again = screen(fresh("cost", digest="b"), [replace(changed.rows[0], earlier=False)], "b")
    assert again.is_complete


def test_a_changed_plan_leaves_a_theme_without_an_answer_as_it_was() -> None:
    assert screen(fresh("cost", digest="b"), [row("cost")], "a").rows[0].state == "not screened"


def test_answers_to_themes_that_are_no_longer_rated_so_are_kept_and_count_nowhere() -> None:
    result = screen(fresh("cost"), [row("cost", "addressed"), row("hours", "not"), row("travel")], "a")
    assert [one.theme for one in result.left] == ["hours"]
    assert result.is_complete
    assert sum(result.counts.values()) == 1


def test_without_a_theme_that_anybody_is_sure_of_there_is_nothing_to_screen() -> None:
    with pytest.raises(AnalysisError, match="No theme is rated moderate or high") as refused:
        screen(fresh(), (), "")
    assert "tlc rate" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        ("addressed", ("evidence",)),
        ("partly", ("evidence", "mitigation")),
        ("not", ("mitigation",)),
        ("not applicable", ()),
        ("", ()),
    ],
)
def test_an_answer_says_what_it_still_needs(answer: str, lacks: tuple[str, ...]) -> None:
    assert row("cost", answer).lacks == lacks
    assert row("cost", answer, evidence="p. 3", mitigation="later").lacks == ()


answers = st.sampled_from(("", *ANSWERS))


@given(
    st.dictionaries(st.sampled_from("abcdef"), answers), st.sets(st.sampled_from("abcdef"), min_size=1), st.booleans()
)
def test_no_theme_is_lost_or_counted_twice_and_no_answer_is_lost(
    given: dict[str, str], themes: set[str], same: bool
) -> None:
    ordered = sorted(themes)
    result = screen(fresh(*ordered), [row(theme, answer) for theme, answer in given.items()], "a" if same else "z")
    assert [one.theme for one in result.rows] == ordered
    assert sum(result.counts.values()) == len(ordered)
    kept = {one.theme: one.answer for one in (*result.rows, *result.left) if one.answer}
    assert kept == {theme: answer for theme, answer in given.items() if answer}
    assert result.is_complete == all(given.get(theme) and same for theme in ordered)


def test_what_people_wrote_is_in_no_log() -> None:
    assert "ward" not in repr(row("cost", "not", evidence="the ward", mitigation="the ward"))
