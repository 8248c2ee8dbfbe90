"""Surveys and cards: each comment is a turn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tlc.talk.importers._account import characters
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._survey import talk_of_survey
from tlc.talk.importers._table import Row, talk_of_rows
from tlc.talk.importers.csv import read


def rows_of(*rows: Sequence[str]) -> list[Row]:
    return [Row(number=number, cells=tuple(row)) for number, row in enumerate(rows, start=1)]


def talk(*rows: Sequence[str]) -> Talk:
    made = talk_of_survey(rows_of(*rows))
    assert made is not None, "it is a survey"
    kept = sum(characters(turn.text) for turn in made.turns)
    assert sum(characters(cell) for row in rows for cell in row) == kept + sum(made.aside.counts.values())
    return made


def said(made: Talk) -> list[tuple[str | None, str, int]]:
    return [(turn.label, turn.text, turn.number) for turn in made.turns]


@pytest.mark.parametrize("name", ["Comment", "Comments", "Feedback", "Your feedback:", "Response", "Comentariu"])
def test_a_column_of_comments_holds_turns_however_short(name: str) -> None:
    assert said(talk(("Date", name), ("2 May", "Good."), ("3 May", ""), ("4 May", "Bad."))) == [
        (None, "Good.", 2),
        (None, "Bad.", 4),
    ]


@pytest.mark.parametrize(
    "name",
    ["What could we do better?", "Why?", "Anything else", "Please tell us more", "Ce putem face mai bine?"],
)
def test_a_question_that_people_answered_in_their_own_words_holds_turns(name: str) -> None:
    made = talk((name,), ("Open on Saturdays, please.",), ("The room was too cold.",))
    assert [turn.text for turn in made.turns] == ["Open on Saturdays, please.", "The room was too cold."]
    assert made.aside.counts["headings"] == characters(name)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("How old are you?", ("34", "51")),
        ("Would you come again?", ("Yes", "No")),
        ("Response ID", ("a b c d", "e f g h")),
    ],
)
def test_a_question_with_short_answers_holds_no_turns(name: str, cells: tuple[str, str]) -> None:
    assert talk_of_survey(rows_of(("Date", name), ("2 May", cells[0]), ("3 May", cells[1]))) is None


def test_who_wrote_is_told_by_a_column_of_participants() -> None:
    made = talk(("Participant ID", "Age", "Comment"), ("P01", "34", "Good."), ("", "51", "Bad."))
    assert said(made) == [("P01", "Good.", 2), (None, "Bad.", 3)]
    assert made.aside.counts["labels"] == 3
    assert made.aside.counts["other columns"] == 4


@pytest.mark.parametrize(("cells", "label"), [(("P01", "P02"), "P01"), (("17", "18"), None)])
def test_a_column_of_ids_holds_people_only_where_they_look_like_people(cells: Sequence[str], label: str | None) -> None:
    made = talk(("ID", "Comment"), (cells[0], "Good."), (cells[1], "Bad."))
    assert made.turns[0].label == label


def test_each_filled_cell_of_a_card_is_a_turn_of_its_own() -> None:
    made = talk(
        ("Card", "What went well?", "What went badly?", "Idea"),
        ("1", "The food was very good.", "", "Come again in June with more chairs."),
        ("2", "We could talk at last.", "It was far too short.", ""),
    )
    assert [(turn.text, turn.number) for turn in made.turns] == [
        ("The food was very good.", 2),
        ("Come again in June with more chairs.", 2),
        ("We could talk at last.", 3),
        ("It was far too short.", 3),
    ]


def test_an_address_is_no_talk_and_goes_to_the_gate() -> None:
    made = talk(("Address", "Comment"), ("12 Long Street, Luton, LU1 1AA, England", "Good."), ("", "Bad."))
    assert [turn.text for turn in made.turns] == ["Good.", "Bad."]
    assert [one.text for one in made.aside.texts if one.kind == "other columns"] == [
        "12 Long Street, Luton, LU1 1AA, England"
    ]


def test_a_title_may_stand_above_the_headings() -> None:
    made = talk(("A survey", "", ""), ("Date", "Place", "Comment"), ("2 May", "Luton", "Good."))
    assert said(made) == [(None, "Good.", 3)]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Interviewer", "What did you think of it all?"),
            ("P01", "I liked it very much."),
            ("Interviewer", "Why so?"),
        ],
        [("P01", "What was that about?"), ("P02", "It was about the new rooms.")],
        [("P01", "Comment"), ("P02", "It was about the new rooms.")],
        [("Comment", "b")],
        [],
    ],
)
def test_talk_without_headings_is_no_survey(rows: Sequence[Sequence[str]]) -> None:
    assert talk_of_survey(rows_of(*rows)) is None


def test_a_transcript_with_a_column_of_comments_stays_a_transcript() -> None:
    made = talk_of_rows(rows_of(("Speaker", "Text", "Comment"), ("P01", "Yes, we did.", "loud")))
    assert made is not None
    assert [turn.text for turn in made.turns] == ["Yes, we did."]


def test_a_survey_comes_in_as_csv() -> None:
    raw = read(b"Respondent;Score;Comentariu\nP01;4;Bine, da.\nP02;5;\n", name="FG01.csv")
    assert [(turn.label, turn.text) for turn in raw.turns] == [("P01", "Bine, da.")]
    assert raw.account.aside == {"headings": 25, "labels": 6, "other columns": 2}


CARDS = (
    ("date", "route", "service", "text", "group"),
    ("2026-05-02", "PALS", "The walk-in surgery beside the big market", "They wanted papers.", "Roma"),
    ("2026-05-09", "PALS", "The dentist above the shop in town", "No dentist.", ""),
)


def test_feedback_with_its_date_route_and_service_comes_in_as_its_words_alone() -> None:
    made = talk(*CARDS)
    assert said(made) == [(None, "They wanted papers.", 2), (None, "No dentist.", 3)]
    assert made.aside.warnings == []
    assert {one.kind for one in made.aside.texts} == {"headings", "other columns"}


@pytest.mark.parametrize("name", ["Service", "Route", "Site", "Event", "Place", "Group", "Serviciu"])
def test_where_feedback_came_in_is_never_its_words_however_long(name: str) -> None:
    made = talk(
        (name, "Feedback"), ("The big walk-in surgery beside the market", "Good."), ("A bus by the sea", "Bad.")
    )
    assert [turn.text for turn in made.turns] == ["Good.", "Bad."]


def test_health_days_come_in_as_their_feedback_and_never_their_numbers() -> None:
    made = talk(
        ("Date", "Site", "Attendance", "Services", "Vaccinations", "Referrals", "Feedback"),
        ("2026-05-02", "Hostel A", "22", "GP; dentist", "4", "2", "People were kind."),
        ("2026-08-02", "Hostel B", "12", "GP", "0", "1", ""),
    )
    assert said(made) == [(None, "People were kind.", 2)]


def test_a_file_that_mixes_routes_comes_in_with_a_warning_that_quotes_nothing_of_it() -> None:
    rows = [list(row) for row in CARDS]
    rows[2][1] = "VCSE forum"
    (warning,) = talk(*rows).aside.warnings
    assert "by 2 routes" in warning
    assert "VCSE" not in warning
    assert "PALS" not in warning


def test_one_route_however_it_is_written_is_one() -> None:
    rows = [list(row) for row in CARDS]
    rows[2][1] = "pals"
    assert talk(*rows).aside.warnings == []


def test_a_warning_reaches_whoever_brings_the_file_in() -> None:
    raw = read(b"route,text\nPALS,They wanted papers.\nVCSE,No dentist.\n", name="CARDS.csv")
    assert len(raw.warnings) == 1
    assert [turn.text for turn in raw.turns] == ["They wanted papers.", "No dentist."]


def test_text_without_a_word_of_how_it_came_in_is_not_taken_for_cards() -> None:
    # Who speaks could stand in a column whose heading nobody knows.
    assert (
        talk_of_survey(rows_of(("Whoever", "Mood", "Text"), ("Ana", "calm", "Good."), ("Ion", "sad", "Bad."))) is None
    )
