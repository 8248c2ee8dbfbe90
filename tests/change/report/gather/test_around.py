"""What stands around a theme: proposals close to it, how it came up, and what review changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tlc.change.report.facts import ThemeFacts
from tlc.change.report.gather.around import Around
from tlc.frames import TURNS, codings_frame, table
from tlc.model import Code, Codebook, Coder, Coding, Involvement, Span

Themes = Callable[..., dict[str, ThemeFacts]]
Mark = Callable[..., Coding]
PAPERS = "access.papers"


@pytest.fixture
def with_solution(book: Codebook) -> Codebook:
    solution = Code(id="helps.desk", kind="solution", parent="helps", label={"en": "A desk that stays open"})
    return replace(book, codes=(*book.codes, solution))


# What people propose


def test_a_solution_in_the_same_turn_is_what_people_propose(
    themes: Themes, mark: Mark, with_solution: Codebook
) -> None:
    theme = themes(mark("FG02:0001", "And they wanted papers", "helps.desk"), codebook=with_solution)["access.hours"]
    assert theme.proposed == (("helps-desk", "A desk that stays open", "in 1 of 3 sessions"),)
    assert [quote.text for quote in theme.proposals] == ["[...] And they wanted papers [...]"]


@pytest.mark.parametrize(("turn", "close"), [(2, False), (3, True), (5, True), (7, True), (8, False)])
def test_a_solution_is_close_up_to_two_turns_before_or_after(with_solution: Codebook, turn: int, close: bool) -> None:
    assert bool(around(with_solution, ("FG01", 5, PAPERS), ("FG01", turn, "helps.desk"))[0]) is close


def test_a_solution_in_another_session_is_not_close(with_solution: Codebook) -> None:
    assert around(with_solution, ("FG01", 5, PAPERS), ("FG02", 5, "helps.desk")) == ((), ())


def test_the_solution_that_stands_close_in_most_sessions_comes_first(with_solution: Codebook) -> None:
    other = Code(id="helps.van", kind="solution", parent="helps", label={"en": "A van"})
    book = replace(with_solution, codes=(*with_solution.codes, other))
    marks = [(session, 5, code) for session in ("FG01", "FG02") for code in (PAPERS, "helps.van")]
    rows, codings = around(book, *marks, ("FG01", 6, "helps.desk"), ("FG02", 9, "helps.desk"))
    assert [row[1:] for row in rows] == [
        ("A van", "in 2 of 9 sessions"),
        ("A desk that stays open", "in 1 of 9 sessions"),
    ]
    # The codings of both that stand close, and not that of the fourth turn after it.
    assert codings == ("c1", "c3", "c4")


def around(book: Codebook, *marks: tuple[str, int, str]) -> Any:
    """What is proposed close to papers, of codings given by session, turn and code."""
    codings = [
        Coding(
            id=f"c{number}",
            span=Span(turn=f"{session}:{turn:04d}", start=0, end=5),
            code=code,
            coder="asha",
            quote="Words",
            made_at="2026-06-01T10:00:00Z",
        )
        for number, (session, turn, code) in enumerate(marks)
    ]
    rows = [
        (f"{session}:{turn:04d}", session, session, turn, "P1", "community", "en", "Words.", None, None, None)
        for session in ("FG01", "FG02")
        for turn in range(1, 10)
    ]
    names = {code: tuple(one.id for one in codings if one.code == code) for code in {one.code for one in codings}}
    evidence = {code: SimpleNamespace(codings=held, sessions_read=9) for code, held in names.items()}
    made = SimpleNamespace(
        turns=table(rows, TURNS),
        codings=codings_frame(codings, [Coder(id="asha", name="Asha")]),
        evidence=evidence,
        codebook=book,
        involvement=(),
    )
    return Around(made).proposed(book[PAPERS])  # type: ignore[arg-type]


def test_what_helps_and_what_is_proposed_has_no_proposals_of_its_own(
    themes: Themes, mark: Mark, with_solution: Codebook
) -> None:
    found = themes(mark("FG01:0002", "It is", "helps.desk"), codebook=with_solution)
    assert (found["helps.desk"].proposed, found["helps.time"].proposed) == ((), ())
    assert found["access.hours"].proposed


def test_an_enabler_is_no_proposal(themes: Themes) -> None:
    # The enabler stands in the same turn as the hours.
    assert themes()["access.hours"].proposed == ()


def test_what_the_rules_suggest_is_no_proposal(themes: Themes, mark: Mark, with_solution: Codebook) -> None:
    suggested = mark("FG01:0002", "It is", "helps.desk", "rules", status="suggested")
    assert themes(suggested, codebook=with_solution)["access.hours"].proposed == ()


# How it came up


@pytest.mark.parametrize(
    ("prompted", "told"),
    [
        ({"FG01:0002": True}, "Raised only after a question about it, as far as coders noted (1 of 5 passages)."),
        ({"FG01:0002": False}, "Raised without being asked about, as far as coders noted (1 of 5 passages)."),
        (
            {"FG01:0002": True, "IN01:0002": False},
            "Raised both without being asked about and after a question, as far as coders noted "
            "(1 and 1 passages, of 6).",
        ),
    ],
)
def test_a_theme_says_how_it_came_up_as_far_as_coders_noted(
    themes: Themes, mark: Mark, prompted: dict[str, bool], told: str
) -> None:
    words = {"FG01:0002": "Sunday", "IN01:0002": "People"}
    more = [mark(turn, words[turn], "access.hours", prompted=asked) for turn, asked in prompted.items()]
    assert themes(*more, min_cell=1)["access.hours"].prompted == told


def test_where_two_coders_differ_somebody_heard_a_question(themes: Themes, mark: Mark) -> None:
    both = [mark("FG01:0002", "Sunday", "access.hours", who, prompted=who == "ben") for who in ("asha", "ben")]
    assert "only after a question" in themes(*both)["access.hours"].prompted


def test_where_nobody_noted_it_nothing_is_said_of_it(themes: Themes) -> None:
    assert themes()["access.hours"].prompted == ""


def test_passages_that_may_not_be_counted_are_not_counted_here_either(themes: Themes, mark: Mark) -> None:
    theme = themes(mark("FG01:0002", "Sunday", "access.hours", prompted=True), min_cell=5)["access.hours"]
    assert theme.prompted == "Raised only after a question about it, as far as coders noted."


# What review changed


@pytest.mark.parametrize(
    ("kind", "themes_of_round", "what", "told"),
    [
        (
            "member_check",
            (PAPERS,),
            "Now it says proof of address.",
            "September\xa02026: Now it says proof of address.",
        ),
        ("member_check", (PAPERS,), "", "September\xa02026: reviewed, and nothing changed."),
        ("co_analysis", ("access",), "Split.", "September\xa02026: Split."),
        ("member_check", (), "Something in general.", ""),
        ("member_check", ("language",), "Another.", ""),
        ("decision", (PAPERS,), "A new desk.", ""),
    ],
)
def test_a_theme_says_what_changed_after_review(
    themes: Themes, kind: Any, themes_of_round: tuple[str, ...], what: str, told: str
) -> None:
    one = Involvement(date="2026-09-14", kind=kind, themes=themes_of_round, what_changed=what)
    assert themes(involvement=(one,))[PAPERS].changed == told


def test_rounds_are_told_in_the_order_in_which_they_were_held(themes: Themes) -> None:
    later, earlier = (
        Involvement(date=f"2026-{month}", kind="member_check", themes=(PAPERS,), what_changed=f"In {month}.")
        for month in ("10", "09")
    )
    assert themes(involvement=(later, earlier))[PAPERS].changed == "September\xa02026: In 09. October\xa02026: In 10."
