"""Summaries: tables of counts and places, without anybody's words and without small counts of people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tlc.errors import CodebookError
from tlc.lab.summaries import added, evidence, problems, suggestions
from tlc.model import Code, Codebook, Coding, Evidence, Problem, Span, Transcript
from tlc.talk.bring_in import WITHDRAWN, Added
from tlc.talk.importers import Account

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="access", kind="heading", label={"en": "Getting in"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours"}),
        Code(id="access.papers", kind="barrier", label={"en": "Papers"}),
    ),
)


def problem(severity: str, what: str) -> Problem:
    return Problem(severity=severity, what=what, where=("groups.csv", 3), mend="Mend it.")  # type: ignore[arg-type]


def mark(code: str, turn: str, quote: str = "word") -> Coding:
    span = Span(turn=turn, start=0, end=len(quote))
    return Coding(id=f"{code}{turn}", span=span, code=code, coder="rules", quote=quote, made_at="now")


def held(theme: str = "access.hours", **more: Any) -> Evidence:
    fields: dict[str, Any] = {
        "codings": ("a1", "a2"),
        "quotes": 7,
        "sessions": ("FG01", "FG02"),
        "sessions_read": 9,
        "community": tuple(f"P{n}" for n in range(6)),
        "community_read": 30,
        "professionals": ("P90",),
        "professionals_read": 8,
        "serious": ("a1", "a2"),
        "serious_quotes": 1,
    }
    return Evidence(theme=theme, **(fields | more))


# Problems


def test_problems_are_listed_with_errors_first_and_else_in_their_order() -> None:
    found = [problem("warning", "A."), problem("error", "B."), problem("warning", "C."), problem("error", "D.")]
    listing = problems(found, "a note")
    assert [one.what for one in listing] == ["B.", "D.", "A.", "C."]
    assert list(listing.frame["what"]) == ["B.", "D.", "A.", "C."]
    assert list(listing.frame.loc[0]) == ["error", "groups.csv, line 3", "B.", "Mend it."]
    assert (listing.title, listing.note) == ("Problems", "a note")


def test_without_problems_the_list_says_so() -> None:
    listing = problems([])
    assert (listing.title, len(listing), listing.frame.empty) == ("No problems", 0, True)
    assert list(listing.frame.columns) == ["severity", "where", "what", "mend"]


# Files


@pytest.fixture
def brought(a_transcript: Callable[..., Transcript], canary: str) -> Callable[..., Added]:
    def made(*texts: str, aside: dict[str, int] | None = None) -> Added:
        transcript = a_transcript(*((f"P{n}", text) for n, text in enumerate(texts or (f"Yes, {canary}.", "No."))))
        return Added(
            name="FG01.docx", transcript=transcript, account=Account(read=30, kept=20, aside=aside or {"labels": 10})
        )

    return made


def test_a_file_that_came_in_is_listed_with_what_became_of_it(brought: Callable[..., Added]) -> None:
    listing = added([brought(aside={"labels": 7, "times": 3, "headings": 0})])
    assert list(listing.frame.loc[0]) == [
        "FG01.docx",
        "brought in as FG01",
        2,
        3,
        "20 of 30 characters in turns; aside: 7 in labels, 3 in times",
    ]
    assert listing.note == "1 of 1 files are in."


def test_a_file_of_which_nothing_was_set_aside_mentions_nothing(brought: Callable[..., Added]) -> None:
    assert added([brought(aside={"labels": 0})]).frame["note"][0] == "20 of 30 characters in turns"


def test_turns_that_were_left_empty_are_counted(brought: Callable[..., Added]) -> None:
    note = added([brought(WITHDRAWN, "Yes.", WITHDRAWN)]).frame["note"][0]
    assert note.endswith("; 2 turns left empty: withdrawn, or no consent to analysis")


def test_a_file_that_was_there_already_is_in(brought: Callable[..., Added]) -> None:
    again = Added(name="FG01.docx", transcript=brought().transcript, already=True)
    listing = added([again])
    assert list(listing.frame.loc[0, ["outcome", "note"]]) == ["already there", ""]
    assert listing.note == "1 of 1 files are in."


def test_a_file_that_did_not_come_in_says_why(brought: Callable[..., Added]) -> None:
    bad = Added(name="notes.docx", problem=problem("error", "It holds no words."))
    listing = added([bad, brought()])
    assert list(listing.frame["outcome"]) == ["not brought in", "brought in as FG01"]
    assert listing.frame["note"][0] == "groups.csv, line 3: It holds no words. Mend it."
    assert listing.note == "1 of 2 files are in."
    assert len(listing) == 2


def test_a_file_that_did_not_come_in_has_no_counts_and_not_nought() -> None:
    listing = added([Added(name="notes.docx", problem=problem("error", "It holds no words."))])
    assert listing.frame["turns"].isna().all() and listing.frame["words"].isna().all()
    assert "<NA>" not in repr(listing) and "NA" not in listing._repr_html_()


def test_no_files_are_no_rows() -> None:
    listing = added([])
    assert (len(listing), listing.frame.empty, listing.note) == (0, True, "0 of 0 files are in.")


def test_what_came_in_is_listed_without_its_words(brought: Callable[..., Added], canary: str) -> None:
    listing = added([brought()])
    assert canary not in repr(listing) + listing._repr_html_()


# Suggestions


def test_suggestions_are_counted_per_code_in_the_codebooks_order() -> None:
    marks = [
        mark("access.papers", "FG01:0001"),
        mark("access.hours", "FG01:0001"),
        mark("access.hours", "FG01:0002"),
        mark("access.hours", "FG02:0001"),
    ]
    listing = suggestions(marks, BOOK)
    assert listing.frame.to_numpy().tolist() == [["access.hours", "Hours", 3, 2], ["access.papers", "Papers", 1, 1]]
    assert listing.items == tuple(marks)
    assert listing.note.startswith("4 suggestions. They count nowhere")


def test_hits_that_were_set_aside_are_counted_and_told_why() -> None:
    senses = ["negated", "past", "negated", "affirmed"]
    hits = pd.DataFrame({"code": ["access.papers"] * 4, "sense": senses, "aside": [True, True, True, False]})
    listing = suggestions([mark("access.hours", "FG01:0001")], BOOK, hits)
    assert listing.frame.to_numpy().tolist() == [
        ["access.hours", "Hours", 1, 1, 0],
        ["access.papers", "Papers", 0, 0, 3],
    ]
    assert list(listing.frame.columns)[-1] == "set aside"
    assert "3 hits were set aside" in listing.note and "2 negated, 1 past" in listing.note


def test_where_nothing_was_set_aside_there_is_no_column_for_it() -> None:
    hits = pd.DataFrame({"code": ["access.hours"], "sense": ["negated"], "aside": [False]})
    assert "set aside" not in suggestions([mark("access.hours", "FG01:0001")], BOOK, hits).frame


def test_languages_that_were_passed_over_are_told() -> None:
    assert "Turns in pl, und were passed over: no code has terms" in suggestions([], BOOK, passed=["pl", "und"]).note
    assert "passed over" not in suggestions([], BOOK).note


def test_without_suggestions_the_table_is_empty() -> None:
    listing = suggestions([], BOOK)
    assert listing.frame.empty
    assert list(listing.frame.columns) == ["code", "label", "suggestions", "sessions"]


def test_suggestions_are_listed_without_the_words_under_them(canary: str) -> None:
    listing = suggestions([mark("access.hours", "FG01:0001", canary)], BOOK)
    assert canary not in repr(listing) + listing._repr_html_()


# Evidence


def test_evidence_is_laid_out_over_its_denominators() -> None:
    listing = evidence([held()], BOOK, 5)
    assert list(listing.frame.loc[0]) == ["access.hours", "Hours", "2 of 9", "6 of 30", "fewer than 5 of 8", 7, 1]
    assert "people accepted" in listing.note


@pytest.mark.parametrize(
    ("count", "read", "text"),
    [
        (0, 8, "0 of 8"),
        (1, 8, "fewer than 5 of 8"),
        (4, 8, "fewer than 5 of 8"),
        (5, 8, "5 of 8"),
        (5, 5, "5 of 5"),
        (0, 0, "0 of 0"),
        (0, 4, "not shown"),
        (3, 4, "not shown"),
    ],
)
def test_few_people_are_not_counted_out_above_or_below_the_line(count: int, read: int, text: str) -> None:
    professionals = tuple(f"P{n}" for n in range(count))
    listing = evidence([held(professionals=professionals, professionals_read=read)], BOOK, 5)
    assert listing.frame["professionals"][0] == text


@pytest.mark.parametrize(
    ("community", "professionals", "are_shown"),
    [(6, 1, True), (6, 0, True), (6, 6, True), (0, 0, True), (0, 1, False), (3, 0, False), (4, 4, False), (0, 6, True)],
)
def test_passages_are_shown_only_where_they_do_not_stand_for_few_people(
    community: int, professionals: int, are_shown: bool
) -> None:
    who = {name: tuple(f"P{n}" for n in range(count)) for name, count in (("a", community), ("b", professionals))}
    listing = evidence([held(community=who["a"], professionals=who["b"])], BOOK, 5)
    line = listing.frame.loc[0]
    assert (line["sessions"] == "2 of 9") is are_shown
    assert list(line[["passages", "serious"]].isna()) == [not are_shown] * 2
    assert "<NA>" not in repr(listing)


def test_serious_passages_are_counted_and_not_their_codings() -> None:
    line = evidence([held()], BOOK, 5).frame.loc[0]
    assert (line["passages"], line["serious"]) == (7, 1)


def test_passages_of_a_handful_that_nobody_counts_out_are_not_shown_either() -> None:
    listing = evidence([held(community=(), community_read=0, professionals=("P1",), professionals_read=3)], BOOK, 5)
    assert listing.frame["passages"].isna().all()


def test_the_note_beneath_evidence_says_where_it_stays() -> None:
    note = evidence([held()], BOOK, 4).note
    assert "below 4 are not shown" in note
    assert "this table stays in the team; the report is what may leave" in note


def test_what_nobody_found_is_left_out() -> None:
    listing = evidence([held(codings=()), held("access.papers")], BOOK, 5)
    assert list(listing.frame["theme"]) == ["access.papers"]
    assert [one.theme for one in listing] == ["access.papers"]


def test_a_heading_is_laid_out_by_its_label() -> None:
    assert evidence([held("access")], BOOK, 5).frame["label"][0] == "Getting in"


def test_evidence_of_nothing_is_an_empty_table() -> None:
    listing = evidence([], BOOK, 5)
    assert listing.frame.empty
    assert list(listing.frame.columns)[:3] == ["theme", "label", "sessions"]


def test_a_theme_that_is_in_no_codebook_is_an_error() -> None:
    with pytest.raises(CodebookError, match=r"no code 'other\.code'"):
        evidence([held("other.code")], BOOK, 5)


def test_evidence_shows_nobodys_id() -> None:
    listing = evidence([held()], BOOK, 5)
    assert "P90" not in repr(listing) + listing._repr_html_()


def test_files_of_events_and_feedback_have_a_column_of_their_own_where_any_was_read() -> None:
    found = [
        held(events=("DAY1",), events_read=2, feedback_read=0),
        held("access.papers", codings=(), beside=("asha-9",), events_read=2, events=()),
    ]
    frame = evidence(found, BOOK, 5).frame
    assert list(frame["events"]) == ["1 of 2", "0 of 2"]
    assert "feedback" not in frame
