"""Suggestions as they show themselves: counts and reasons, and nobody's words."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.suggestion_quality import QualityTable
from tlc.lab.suggestions import QueueTable, SuggestionsTable, doubtful
from tlc.listen.agree import Undefined
from tlc.listen.suggest.doubt import Doubt, TooFew
from tlc.listen.suggest.queue import AT_RANDOM, Next
from tlc.listen.suggest.sampled import Sampled
from tlc.model import Code, Codebook, Coding, Span

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="access.hours", kind="barrier", label={"en": "Hours <b>&"}),
        Code(id="access.papers", kind="barrier", label={"en": "Papers"}),
        Code(id="access.lifts", kind="barrier", label={"en": "Lifts"}),
    ),
)


def mark(turn: str, code: str) -> Coding:
    span = Span(turn=turn, start=0, end=6)
    return Coding(id=f"model-{turn}-{code}", span=span, code=code, coder="model", quote="Closed", made_at="now")


def unmeasured() -> QualityTable:
    nothing = Sampled(turns=0, of=9, seed=1, codes=())
    return QualityTable(
        measured=Undefined("too few"), people=Undefined("nobody"), by_code={}, sampled=nothing, codebook=BOOK
    )


def table(*marks: Coding, **more: Any) -> SuggestionsTable:
    fields: dict[str, Any] = {"learnt_from": {"asha": 12, "ben": 1}, "_quality": unmeasured, "_doubts": tuple}
    return SuggestionsTable(items=marks, codebook=BOOK, **(fields | more))


@pytest.fixture
def some() -> SuggestionsTable:
    marks = (
        mark("FG01:0001", "access.papers"),
        mark("FG01:0002", "access.papers"),
        mark("FG02:0001", "access.papers"),
        mark("FG01:0001", "access.hours"),
    )
    return table(*marks)


def test_suggestions_are_counted_by_code_in_the_order_of_the_codebook(some: SuggestionsTable) -> None:
    assert some.frame.to_numpy().tolist() == [
        ["access.hours", "Hours <b>&", 1, 1],
        ["access.papers", "Papers", 3, 2],
    ]
    assert len(some) == 4


def test_it_is_said_what_they_were_learnt_from_and_that_they_do_not_count(some: SuggestionsTable) -> None:
    assert "4 suggestions, at most three a turn. They count nowhere until a person accepts them." in some.note
    assert "Learnt from 13 accepted codings: asha (12) and ben (1)." in some.note
    assert "How good they are cannot be told yet: too few." in some.note
    assert "study.next" in some.note


def test_without_anything_to_learn_from_nothing_is_measured() -> None:
    def never() -> QualityTable:
        raise AssertionError("measured")

    one = table(mark("FG01:0001", "access.hours"), learnt_from={}, _quality=never)
    assert one.title.endswith("rules, ranked")
    assert "1 suggestion, " in one.note


def test_no_words_are_shown(some: SuggestionsTable) -> None:
    assert "Closed" not in repr(some) + some._repr_html_()


def test_in_a_notebook_names_are_escaped(some: SuggestionsTable) -> None:
    page = BeautifulSoup(some._repr_html_(), "html.parser")
    assert page.find("b") is None
    assert "Hours <b>&" in page.get_text()
    assert len(page.find_all("p")) == 3


# The queue


def queue(*items: Next, left: int = 30) -> QueueTable:
    return QueueTable(coder="asha", items=items, left=left)


TERM = Next(turn="FG01:0002", session="FG01", why="the term 'a*' stands here", drawn="rules", code="access.hours")
RANDOM = Next(turn="FG11:0012", session="FG11", why=AT_RANDOM, drawn="random")


def test_the_queue_says_which_turns_why_and_how_many_are_left() -> None:
    lines = repr(queue(TERM, RANDOM)).split("\n")
    assert lines[0] == "Next for asha: 2 of 30 turns not read yet"
    assert lines[1] == "FG01:0002  the term 'a*' stands here"
    assert lines[2] == f"FG11:0012  {AT_RANDOM}"
    assert 'study.code(coder="asha")' in lines[3]


def test_the_frame_of_the_queue_is_what_it_goes_by() -> None:
    assert queue(TERM, RANDOM).frame.to_numpy().tolist() == [
        ["FG01:0002", "FG01", "rules", "access.hours", "the term 'a*' stands here"],
        ["FG11:0012", "FG11", "random", "", AT_RANDOM],
    ]


def test_in_a_notebook_a_random_turn_has_a_dash_for_its_code() -> None:
    cells = [one.get_text() for one in BeautifulSoup(queue(RANDOM)._repr_html_(), "html.parser").find_all("td")]
    assert cells == ["FG11:0012", "-", AT_RANDOM]


def test_one_turn_is_one_turn_and_none_is_the_end() -> None:
    assert queue(RANDOM, left=1).title.endswith("1 of 1 turn not read yet")
    assert repr(queue(left=0)).split("\n")[1:] == ["(none)", "Every turn has been read."]


# For a second look


def test_doubts_are_listed_with_what_is_usual() -> None:
    one = Doubt(coding="asha-1", turn="FG01:0002", code="access.hours", coder="asha", chance=0.02, usual=0.4)
    listing = doubtful([one], [TooFew(code="access.lifts", turns=3, sessions=2)])
    assert listing.frame.to_numpy().tolist() == [["FG01:0002", "access.hours", "asha", "asha-1", 0.02, 0.4]]
    assert "Either may be right" in listing.note
    assert "wrong" not in listing.note
    assert listing.note.endswith("Too few to say, turns in sessions: access.lifts (3 in 2).")


def test_where_too_little_was_coded_only_this_is_said() -> None:
    assert doubtful([], [], known=False).note == "Too little was coded to say anything."
