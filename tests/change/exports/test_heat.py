"""The health equity assessment: four stages, the second from the study, incomplete without a date of review."""

from __future__ import annotations

import copy
import dataclasses
import io
import tomllib
from typing import Any

import docx
import pytest

from tlc.change.exports._answers import blank
from tlc.change.exports.heat import heat
from tlc.change.report.facts import Breakdown, ReportFacts


@pytest.fixture
def empty() -> Any:
    return tomllib.loads(blank("heat.toml"))


@pytest.fixture
def full(empty: Any) -> Any:
    answers = copy.deepcopy(empty)
    for section, fields in answers.items():
        answers[section] = {name: f"{section} {name}" for name in fields}
    answers["review"]["date"] = "2027-06"
    return answers


def opened(facts: ReportFacts, answers: Any) -> Any:
    return docx.Document(io.BytesIO(heat(facts, answers)[0]))


def table(document: Any, first: str) -> list[list[str]]:
    found = next(one for one in document.tables if one.rows[0].cells[0].text == first)
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_four_stages_stand_in_their_order(facts: ReportFacts, full: Any) -> None:
    heads = [one.text for one in opened(facts, full).paragraphs if one.style.name == "Heading 1"]
    assert heads == ["1. Prepare", "2. Assess", "3. Refine and apply", "4. Review"]


def test_the_second_stage_holds_barriers_with_how_sure(facts: ReportFacts, empty: Any) -> None:
    rows = table(opened(facts, empty), "What stands in the way")
    assert rows[1][0] == "Interpreter not there"
    assert rows[1][3] == "High"
    assert "Somebody took the time" not in [row[0] for row in rows]


def test_groups_and_gaps_are_there_as_far_as_they_may_be_shown(facts: ReportFacts, empty: Any) -> None:
    rows = (("Asked for papers", "yes"), ("A theme of few", "no"))
    groups = Breakdown(caption="Themes by group", columns=("Theme", "Mothers"), rows=rows)
    sessions = Breakdown(caption="Sessions", columns=("Session", "Who"), rows=(("FG01", "mothers"),))
    document = opened(dataclasses.replace(facts, by_group=groups, who=(*facts.who, sessions)), empty)
    assert table(document, "Age") == [["Age", "People"], ["18 to 25", "not shown"]]
    assert table(document, "Theme") == [["Theme", "Mothers"], ["Asked for papers", "yes"]]
    assert "FG01" not in [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    assert "In 4 of 20 sessions it is not known who spoke." in [one.text for one in document.paragraphs]


def test_without_a_date_of_review_every_page_says_that_it_is_incomplete(facts: ReportFacts, full: Any) -> None:
    for date in ("", "next summer"):
        full["review"]["date"] = date
        assert opened(facts, full).sections[0].header.paragraphs[0].text.startswith("INCOMPLETE")
        assert any(gap.startswith("Review: ") for gap in heat(facts, full)[1])


def test_a_filled_in_form_has_no_gaps_and_no_mark(facts: ReportFacts, full: Any) -> None:
    document = opened(facts, full)
    assert heat(facts, full)[1] == ()
    assert "INCOMPLETE" not in "".join(one.text for one in document.sections[0].header.paragraphs)
    assert ["Date of review", "June\N{NO-BREAK SPACE}2027"] in [
        row for one in document.tables for row in [[cell.text for cell in line.cells] for line in one.rows]
    ]


def test_the_plan_and_its_measures_are_there_without_what_was_dropped(facts: ReportFacts, empty: Any) -> None:
    document = opened(facts, empty)
    assert [row[0][:2] for row in table(document, "What will be done")[1:]] == ["1.", "2.", "4."]
    assert table(document, "Action")[1][1].startswith("Appointments with an interpreter.")


def test_hostile_words_come_out_as_text(hostile: ReportFacts, full: Any) -> None:
    document = opened(hostile, full)
    assert "\u202e" not in "".join(one.text for one in document.paragraphs)
    assert len(document.tables) == 8


def test_an_empty_study_gives_a_form_to_fill_in(bare: ReportFacts, empty: Any) -> None:
    document = opened(bare, empty)
    assert "No theme has been found yet." in [one.text for one in document.paragraphs]
    assert len(heat(bare, empty)[1]) == 8
