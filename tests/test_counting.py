"""What counts, by hand on a small study: whose codings, and on whose words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlc.counting import accepted, beside_sessions, by_people, in_sessions, on_voices, took_part
from tlc.frames import codings_frame
from tlc.model import RULES, Group, Participant


@pytest.fixture
def small(loaded: Callable[[Path], Any]) -> Any:
    return loaded(Path(__file__).parent / "listen" / "small.py").Small()


def test_words_of_voices_and_of_unknown_speakers_count_and_no_others(small: Any) -> None:
    marks = [
        small.mark(turn, words, "access.hours")
        for turn, words in (
            ("FG01:0001", "closed"),  # the facilitator
            ("FG01:0002", "closed"),
            ("FG01:0004", "closed"),  # somebody not known
            ("FG01:0005", "Closed"),  # withdrew
            ("FG02:0003", "Closed"),  # may not be analysed
            ("IN01:0002", "closed"),
            ("IN01:0003", "Closed"),  # in no table
        )
    ]
    assert list(on_voices(small.codings(*marks), small.turns, small.people)["turn"]) == [
        "FG01:0002",
        "FG01:0004",
        "IN01:0002",
    ]


def test_what_was_heard_comes_in_the_order_of_the_turns(small: Any) -> None:
    marks = [small.mark("IN01:0002", "closed", "access.hours"), small.mark("FG01:0002", "closed", "access.hours")]
    assert list(on_voices(small.codings(*marks), small.turns, small.people)["group"]) == ["FG01", "IN01"]


def test_nothing_heard_has_its_columns_too(small: Any) -> None:
    empty = on_voices(small.codings(), small.turns, small.people)
    assert {"coding", "group", "speaker", "role"} <= set(empty.columns)
    assert len(empty) == 0


def test_only_what_people_accepted_is_theirs(small: Any) -> None:
    marks = [
        small.mark("FG01:0002", "closed", "access.hours"),
        small.mark("FG01:0002", "closed", "access.hours", "ben", status="rejected"),
        small.mark("FG01:0002", "closed", "access.hours", "rules"),
        small.mark("FG01:0002", "closed", "access.hours", "together"),
    ]
    codings = codings_frame(marks, (*small.coders, RULES))
    assert list(by_people(codings)["coder"]) == list(accepted(codings)["coder"]) == ["asha", "together"]


def test_what_people_agreed_on_stands_in_the_place_of_what_it_decides(small: Any) -> None:
    hours, after = (small.mark("FG01:0002", words, "access.hours") for words in ("closed", "after my shift"))
    papers = small.mark("FG01:0002", "closed", "access.papers", "ben")
    agreed = small.mark("FG01:0002", "closed", "access.hours", "together", decided=hours.id)
    refused = small.mark("FG01:0002", "closed", "access.papers", "together", decided=papers.id, status="rejected")
    codings = small.codings(hours, after, papers, agreed, refused)
    assert list(accepted(codings)["coding"]) == [after.id, agreed.id]
    assert list(by_people(codings)["coding"]) == [hours.id, after.id, papers.id, agreed.id]


def test_a_decision_on_a_suggestion_takes_nothing_from_anybody_else(small: Any) -> None:
    hours = small.mark("FG01:0002", "closed", "access.hours")
    refused = small.mark("FG01:0002", "closed", "access.hours", "ben", decided=hours.id, status="rejected")
    assert list(accepted(small.codings(hours, refused))["coding"]) == [hours.id]


CARDS = (Group(id="FG01", kind="focus_group"), Group(id="FG02", kind="feedback"), Group(id="IN01", kind="event"))


def test_turns_of_events_and_feedback_are_of_no_session(small: Any) -> None:
    assert set(in_sessions(small.turns, CARDS)["transcript"]) == set(small.turns["transcript"]) - {"FG02", "IN01"}
    assert len(in_sessions(small.turns, ())) == len(small.turns)


def test_groups_beside_the_sessions_are_named_with_their_kind() -> None:
    assert beside_sessions(CARDS) == {"FG02": "feedback", "IN01": "event"}


def test_who_only_filled_in_a_form_did_not_take_part_and_neither_did_researchers() -> None:
    people = [
        Participant(id="P1", role="community", group="FG01"),
        Participant(id="P2", role="professional", group="FG02"),
        Participant(id="P3", role="professional"),
        Participant(id="R1", role="facilitator", group="FG01"),
    ]
    assert [person.id for person in took_part(people, CARDS)] == ["P1", "P3"]
