"""Evidence, counted by hand: two coders, overlaps, people who may not be counted, and headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.evidence import evidence, passages
from tlc.frames import CODINGS, table, turns_frame
from tlc.model import Codebook, Coding, Consent, Evidence, Participant

Mark = Callable[..., Coding]
Frame = Callable[..., pd.DataFrame]


@pytest.fixture
def find(
    turns: pd.DataFrame, everybody: tuple[Participant, ...], book: Codebook, frame: Frame
) -> Callable[..., dict[str, Evidence]]:
    """Gather the evidence of some codings in the small study."""

    def gathered(*marks: Coding, **other: Any) -> dict[str, Evidence]:
        return evidence(turns, frame(*marks), other.get("people", everybody), other.get("book", book))

    return gathered


Find = Callable[..., dict[str, Evidence]]


def spans(*rows: tuple[str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["turn", "start", "end"])


def test_the_whole_small_study_counted_by_hand(find: Find, mark: Mark) -> None:
    found = find(
        mark("FG01:0002", "It is closed after", "access.hours"),
        mark("FG01:0002", "closed after my shift", "access.hours", "ben"),  # overlaps the one before: one passage
        mark("FG01:0002", "closed on Sunday", "access.hours", "ben", serious=True),
        mark("FG01:0003", "wanted papers", "access.papers"),
        mark("FG01:0003", "Nobody could explain", "language.letters"),
        mark("FG01:0004", "Always closed", "access.hours"),  # nobody knows who
        mark("FG01:0005", "Closed for me", "access.hours"),  # withdrew
        mark("FG01:0001", "surgery closed", "access.hours"),  # a question, coded by mistake
        mark("FG02:0001", "Closed", "access.hours", "ben"),
        mark("FG02:0001", "wanted papers", "access.papers", "ben"),
        mark("FG02:0002", "Closed", "access.hours"),  # did not agree to analysis
        mark("IN01:0002", "it is closed", "access.hours", "ben"),
        mark("IN02:0001", "closed at noon", "access.hours", "rules", status="suggested"),
        mark("IN02:0001", "closed", "access.hours", "ben", status="rejected"),
    )
    # Read: FG01, FG02 and IN01, in which P1, P2, P3, P4, P6 and, as a professional, P5 took part.
    hours = Evidence(
        theme="access.hours",
        codings=("asha-1", "ben-2", "ben-3", "asha-6", "ben-9", "ben-12"),
        quotes=5,
        sessions=("FG01", "FG02", "IN01"),
        sessions_read=3,
        community=("P1", "P3"),
        community_read=5,
        professionals=("P5",),
        professionals_read=1,
        unknown_speaker=1,
        serious=("ben-3",),
        serious_quotes=1,
    )
    papers = Evidence(
        theme="access.papers",
        codings=("asha-4", "ben-10"),
        quotes=2,
        sessions=("FG01", "FG02"),
        sessions_read=3,
        community=("P2", "P3"),
        community_read=5,
        professionals=(),
        professionals_read=1,
    )
    heading = replace(
        hours,
        theme="access",
        codings=("asha-1", "ben-2", "ben-3", "asha-4", "asha-6", "ben-9", "ben-10", "ben-12"),
        quotes=7,
        community=("P1", "P2", "P3"),
    )
    assert found["access.hours"] == hours
    assert found["access.papers"] == papers
    assert found["access"] == heading


def test_a_passage_that_is_serious_twice_is_one(find: Find, mark: Mark) -> None:
    # Two coders, or one person's codings under two codes that are one by now.
    found = find(
        mark("FG01:0002", "closed after my shift", "access.hours", serious=True),
        mark("FG01:0002", "closed after", "access.hours", serious=True),
        mark("FG01:0002", "after my shift", "access.papers", "ben", serious=True),
    )
    assert (found["access.hours"].quotes, found["access.hours"].serious_quotes) == (1, 1)
    assert (len(found["access"].serious), found["access"].serious_quotes) == (3, 1)
    assert found["language"] == replace(found["language.letters"], theme="language")
    assert not found["helps.time"].found


def test_evidence_stands_in_the_order_of_the_codebook_for_every_code(find: Find, book: Codebook) -> None:
    assert list(find()) == [code.id for code in book]


def test_without_codings_nothing_is_read_and_nothing_found(find: Find) -> None:
    held = find()["access.hours"]
    assert (held.found, held.sessions_read, held.community_read, held.quotes, held.serious) == (False, 0, 0, 0, ())


def test_without_turns_nothing_is_found(book: Codebook) -> None:
    found = evidence(turns_frame([], []), table([], CODINGS), [], book)
    assert not any(held.found for held in found.values())


def test_a_session_in_which_somebody_coded_anything_at_all_is_read(find: Find, mark: Mark) -> None:
    found = find(mark("FG01:0003", "papers", "access.papers"), mark("IN01:0002", "closed", "access.hours"))
    assert found["access.hours"].sessions_read == 2
    assert found["helps.time"].sessions_read == 2


def test_a_session_in_which_only_a_question_was_coded_is_read(find: Find, mark: Mark) -> None:
    held = find(mark("IN01:0001", "What do you see", "access.hours"))["access.hours"]
    assert (held.sessions_read, held.sessions, held.professionals_read, held.found) == (1, (), 1, False)


@pytest.mark.parametrize("status", ["suggested", "rejected"])
@pytest.mark.parametrize("coder", ["asha", "rules", "model"])
def test_what_nobody_accepted_is_no_evidence_and_no_reading(find: Find, mark: Mark, status: str, coder: str) -> None:
    held = find(mark("FG01:0002", "closed", "access.hours", coder, status=status))["access.hours"]
    assert (held.found, held.sessions_read) == (False, 0)


@pytest.mark.parametrize("coder", ["rules", "model"])
def test_a_machine_cannot_accept_its_own_suggestion(find: Find, mark: Mark, coder: str) -> None:
    assert not find(mark("FG01:0002", "closed", "access.hours", coder))["access.hours"].found


def test_what_coders_agreed_on_counts(find: Find, mark: Mark) -> None:
    held = find(mark("FG01:0002", "closed", "access.hours", "together"))["access.hours"]
    assert (held.codings, held.sessions_read) == (("together-1",), 1)


def test_a_session_that_was_finished_is_read_even_if_nothing_was_found_there(
    turns: pd.DataFrame, everybody: tuple[Participant, ...], book: Codebook, frame: Frame, mark: Mark
) -> None:
    marks = frame(mark("FG01:0002", "closed", "access.hours"))
    held = evidence(turns, marks, everybody, book, finished=["IN01", "FG01", "elsewhere"])["access.hours"]
    assert (held.sessions, held.sessions_read) == (("FG01",), 2)
    assert held.professionals_read == 1, "who took part in it is in the denominator too"


def test_two_coders_of_the_same_words_found_one_passage(find: Find, mark: Mark) -> None:
    held = find(
        mark("FG01:0002", "closed after my shift", "access.hours"),
        mark("FG01:0002", "closed after my shift", "access.hours", "ben"),
    )["access.hours"]
    assert (held.quotes, len(held.codings), held.community) == (1, 2, ("P1",))


def test_an_unknown_speaker_is_a_passage_in_a_session_and_no_person(find: Find, mark: Mark) -> None:
    held = find(mark("FG01:0004", "Always", "access.hours"), mark("FG01:0004", "Always closed", "access.hours", "ben"))[
        "access.hours"
    ]
    assert (held.quotes, held.unknown_speaker, held.sessions) == (1, 1, ("FG01",))
    assert (held.community, held.professionals) == ((), ())


@pytest.mark.parametrize("turn", ["FG01:0005", "FG02:0002", "FG01:0001", "FG02:0003"])
def test_withdrawn_people_refusals_questions_and_strangers_are_no_evidence(find: Find, mark: Mark, turn: str) -> None:
    held = find(mark(turn, "osed", "access.hours", serious=True))["access.hours"]
    assert (held.found, held.quotes, held.serious, held.sessions) == (False, 0, (), ())


def test_an_interpreter_and_a_co_researcher_are_no_evidence(
    mark: Mark, everybody: tuple[Participant, ...], transcripts: Any, book: Codebook, frame: Frame
) -> None:
    people = [replace(one, role="interpreter") if one.id == "P1" else one for one in everybody]
    people = [replace(one, role="co_researcher") if one.id == "P3" else one for one in people]
    marks = frame(mark("FG01:0002", "closed", "access.hours"), mark("FG02:0001", "Closed", "access.hours"))
    held = evidence(turns_frame(transcripts, people), marks, people, book)["access.hours"]
    assert (held.found, held.community_read) == (False, 3)


def test_somebody_who_withdraws_later_is_counted_no_more(
    find: Find, mark: Mark, everybody: tuple[Participant, ...]
) -> None:
    later = tuple(replace(one, withdrawn=one.withdrawn or one.id == "P1") for one in everybody)
    marks = (mark("FG01:0002", "closed", "access.hours"), mark("FG01:0003", "papers", "access.papers"))
    held = find(*marks, people=later)["access.hours"]
    assert (held.found, held.community_read) == (False, 3)


def test_the_denominator_does_not_tell_how_many_withdrew(
    find: Find, mark: Mark, everybody: tuple[Participant, ...]
) -> None:
    stayed = tuple(replace(one, withdrawn=False) for one in everybody)
    here = mark("FG01:0003", "papers", "access.papers")
    assert find(here)["access"].community_read == find(here, people=stayed)["access"].community_read == 3


def test_a_person_counts_once_however_often_and_wherever_they_say_it(find: Find, mark: Mark) -> None:
    held = find(
        mark("FG01:0002", "closed after", "access.hours"),
        mark("FG01:0002", "closed on Sunday", "access.hours"),
    )["access.hours"]
    assert (held.community, held.quotes) == (("P1",), 2)


def test_a_heading_counts_a_person_and_a_session_once(find: Find, mark: Mark) -> None:
    held = find(
        mark("FG02:0001", "Closed.", "access.hours"),
        mark("FG02:0001", "wanted papers", "access.papers"),
    )["access"]
    assert (held.community, held.sessions, held.quotes) == (("P3",), ("FG02",), 2)


def test_a_heading_joins_passages_of_its_codes_where_they_overlap(find: Find, mark: Mark) -> None:
    held = find(
        mark("FG02:0001", "Closed. And they", "access.hours"),
        mark("FG02:0001", "they wanted papers", "access.papers"),
    )["access"]
    assert held.quotes == 1


def test_a_heading_holds_codes_that_name_it_by_an_older_name(find: Find, mark: Mark, book: Codebook) -> None:
    renamed = tuple(
        replace(code, aliases=("ACC",))
        if code.id == "access"
        else replace(code, parent="ACC" if code.parent == "access" else code.parent)
        for code in book
    )
    found = find(mark("FG02:0001", "Closed", "access.hours"), book=replace(book, codes=renamed))
    assert found["access"].found


def test_people_with_one_consent_too_few_for_print_still_count(find: Find, mark: Mark) -> None:
    held = find(mark("FG01:0003", "papers", "access.papers"))["access.papers"]
    assert held.community == ("P2",)


def test_a_participant_whose_consent_was_not_asked_does_not_count(
    find: Find, mark: Mark, everybody: tuple[Participant, ...]
) -> None:
    unasked = tuple(replace(one, consent=Consent()) for one in everybody)
    held = find(mark("FG01:0002", "closed", "access.hours"), people=unasked)["access.hours"]
    assert (held.found, held.community_read) == (False, 3)


def test_nobody_is_counted_who_is_not_in_the_denominator(
    find: Find, mark: Mark, everybody: tuple[Participant, ...]
) -> None:
    wanderer = tuple(replace(one, group=None) if one.id == "P3" else one for one in everybody)
    held = find(mark("FG02:0001", "Closed", "access.hours"), people=wanderer)["access.hours"]
    assert (held.community, held.community_read) == (("P3",), 2)


def test_gathering_changes_nothing_that_was_handed_in(
    turns: pd.DataFrame, everybody: tuple[Participant, ...], book: Codebook, frame: Frame, mark: Mark
) -> None:
    marks = frame(mark("FG01:0002", "closed", "access.hours"))
    before = (turns.copy(), marks.copy())
    evidence(turns, marks, everybody, book)
    pd.testing.assert_frame_equal(turns, before[0])
    pd.testing.assert_frame_equal(marks, before[1])


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([], []),
        ([("FG01:0001", 0, 5)], [("FG01:0001", 0, 5)]),
        # one inside the other
        ([("FG01:0001", 0, 9), ("FG01:0001", 2, 4)], [("FG01:0001", 0, 9)]),
        # a chain of three
        ([("FG01:0001", 6, 9), ("FG01:0001", 0, 4), ("FG01:0001", 3, 7)], [("FG01:0001", 0, 9)]),
        # touching only
        ([("FG01:0001", 0, 4), ("FG01:0001", 4, 8)], [("FG01:0001", 0, 4), ("FG01:0001", 4, 8)]),
        # the same places in two turns
        ([("FG01:0002", 0, 4), ("FG01:0001", 0, 4)], [("FG01:0001", 0, 4), ("FG01:0002", 0, 4)]),
    ],
)
def test_overlapping_spans_are_one_passage(
    rows: list[tuple[str, int, int]], joined: list[tuple[str, int, int]]
) -> None:
    assert passages(spans(*rows)) == joined


def test_passages_are_plain_numbers() -> None:
    ((_, start, end),) = passages(spans(("FG01:0001", 1, 2)))
    assert (type(start), type(end)) == (int, int)


def test_evidence_holds_ids_and_never_words(find: Find, mark: Mark) -> None:
    found: Mapping[str, Evidence] = find(mark("FG01:0002", "closed after my shift", "access.hours"))
    assert "shift" not in repr(found)
