"""Evidence from events and feedback stands beside the sessions, and is in none of their counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.evidence import evidence, sessions_of
from tlc.frames import codings_frame, turns_frame
from tlc.model import Codebook, Coder, Coding, Consent, Evidence, Group, Participant, Span, Transcript

Mark = Callable[..., Coding]
Frame = Callable[..., pd.DataFrame]

SESSION = {"FG01": "focus_group", "IN01": "interview"}
BESIDE = {"FG02": "feedback", "IN02": "event"}


@pytest.fixture
def kinds() -> tuple[Group, ...]:
    """FG02 of the small study is a stack of feedback cards here, and IN02 what was written at an event."""
    return tuple(Group(id=name, kind=kind) for name, kind in {**SESSION, **BESIDE}.items())  # type: ignore[arg-type]


@pytest.fixture
def find(
    turns: pd.DataFrame, everybody: tuple[Participant, ...], book: Codebook, frame: Frame, kinds: tuple[Group, ...]
) -> Callable[..., dict[str, Evidence]]:
    def gathered(*marks: Coding, **other: Any) -> dict[str, Evidence]:
        return evidence(turns, frame(*marks), everybody, book, **({"groups": kinds} | other))

    return gathered


Find = Callable[..., dict[str, Evidence]]


def test_what_was_found_beside_the_sessions_counted_by_hand(find: Find, mark: Mark) -> None:
    found = find(
        mark("FG01:0002", "It is closed after", "access.hours"),
        mark("FG02:0001", "Closed", "access.hours"),
        mark("FG02:0001", "Closed. And", "access.hours", "ben"),  # overlaps the one before: one passage
        mark("IN02:0001", "closed at noon", "access.hours", serious=True),
    )
    assert found["access.hours"] == Evidence(
        theme="access.hours",
        codings=("asha-1",),
        quotes=1,
        sessions=("FG01",),
        sessions_read=1,
        community=("P1",),
        community_read=3,
        professionals=(),
        professionals_read=0,
        serious=("asha-4",),
        serious_quotes=1,
        events=("IN02",),
        events_read=1,
        feedback=("FG02",),
        feedback_read=1,
        beside=("asha-2", "ben-3", "asha-4"),
        beside_quotes=2,
    )


def test_a_theme_found_on_cards_alone_is_found_in_no_session_and_said_by_nobody(find: Find, mark: Mark) -> None:
    held = find(mark("FG02:0001", "wanted papers", "access.papers"))["access.papers"]
    assert held.found
    assert (held.codings, held.quotes, held.sessions, held.sessions_read) == ((), 0, (), 0)
    assert (held.community, held.community_read, held.unknown_speaker) == ((), 0, 0)


def test_a_card_of_somebody_whose_words_may_not_be_analysed_counts_nowhere(find: Find, mark: Mark) -> None:
    held = find(mark("FG02:0002", "Closed", "access.hours"))["access.hours"]
    assert (held.found, held.beside, held.beside_quotes, held.feedback) == (False, (), 0, ())


def test_cards_that_were_read_and_held_nothing_are_in_the_denominator_of_cards_alone(find: Find, mark: Mark) -> None:
    held = find(mark("FG01:0003", "papers", "access.papers"), finished=["FG02", "IN02"])["access.hours"]
    assert (held.sessions_read, held.feedback_read, held.events_read) == (1, 1, 1)
    assert (held.feedback, held.events) == ((), ())


def test_without_groups_every_transcript_is_a_session(find: Find, mark: Mark) -> None:
    held = find(mark("FG02:0001", "Closed", "access.hours"), groups=())["access.hours"]
    assert (held.sessions, held.feedback, held.beside) == (("FG02",), (), ())


def test_adding_cards_changes_no_count_of_sessions_people_or_passages(find: Find, mark: Mark) -> None:
    said = [mark("FG01:0002", "closed after", "access.hours"), mark("IN01:0002", "closed", "access.hours")]
    cards = [mark("FG02:0001", "Closed", "access.hours"), mark("IN02:0001", "closed", "access.hours")]
    without, with_cards = find(*said)["access.hours"], find(*said, *cards)["access.hours"]
    nothing = {"events": (), "events_read": 0, "feedback": (), "feedback_read": 0, "beside": (), "beside_quotes": 0}
    assert replace(with_cards, **nothing) == without
    assert with_cards != without


def test_a_heading_holds_the_cards_of_its_codes(find: Find, mark: Mark) -> None:
    found = find(mark("FG02:0001", "Closed", "access.hours"), mark("FG02:0001", "wanted papers", "access.papers"))
    assert (found["access"].feedback, found["access"].beside_quotes) == (("FG02",), 2)
    assert found["language"].beside == ()


def test_somebody_of_a_session_who_fills_in_a_card_is_counted_for_the_session_alone(
    book: Codebook, a_transcript: Callable[..., Transcript]
) -> None:
    people = [Participant(id="P1", role="community", group="FG01", consent=Consent(analyse=True))]
    spoken = (
        a_transcript(("P1", "It was fine."), name="FG01"),
        a_transcript(("P1", "Closed again."), name="CARDS"),
    )
    span = Coding(
        id="asha-1",
        span=Span(turn="CARDS:0001", start=0, end=6),
        code="access.hours",
        coder="asha",
        quote="Closed",
        made_at="",
    )
    turns, marks = turns_frame(spoken, people), codings_frame([span], [Coder(id="asha", name="Asha")])
    groups = [Group(id="FG01", kind="focus_group"), Group(id="CARDS", kind="feedback")]
    held = evidence(turns, marks, people, book, finished=["FG01"], groups=groups)["access.hours"]
    assert (held.community, held.community_read, held.feedback) == ((), 1, ("CARDS",))


def test_sessions_are_named_only_where_their_turns_were_handed_over(
    turns: pd.DataFrame, frame: Frame, mark: Mark
) -> None:
    marks = frame(mark("FG01:0003", "papers", "access.papers"), mark("FG02:0001", "Closed", "access.hours"))
    assert sessions_of(turns, marks, ["IN02", "elsewhere"]) == ["FG01", "FG02", "IN02"]
    assert sessions_of(turns[turns["group"] == "FG01"], marks, ["IN02"]) == ["FG01"]
