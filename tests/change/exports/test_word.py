"""The action framework in Word: what stands in it, and what may not."""

from __future__ import annotations

import dataclasses
import io
import itertools
from typing import Any

import docx
import pytest

from tlc.change.exports.word import word
from tlc.change.report.facts import ReportFacts


@pytest.fixture(scope="module")
def paper(facts: ReportFacts) -> Any:
    return docx.Document(io.BytesIO(word(facts)))


def texts(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs]


def table(document: Any, first_column: str) -> list[list[str]]:
    found = [one for one in document.tables if one.rows[0].cells[0].text == first_column]
    return [[cell.text for cell in row.cells] for row in found[0].rows]


def test_the_headings_are_in_order_and_none_skips_a_level(paper: Any) -> None:
    heads = [one for one in paper.paragraphs if one.style.name.startswith(("Title", "Heading"))]
    assert [one.text for one in heads if one.style.name == "Heading 1"] == [
        *("Summary", "The action framework", "In people's words", "How sure, and why"),
        *("What this cannot tell you", "Where this comes from"),
    ]
    levels = [0 if one.style.name == "Title" else int(one.style.name[-1]) for one in heads]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_each_page_says_that_it_is_a_draft_and_that_nobody_said_it(paper: Any) -> None:
    marks = [one.text for one in paper.sections[0].header.paragraphs]
    assert marks == [
        "DRAFT. The findings have not been taken back to the people who took part.",
        "Synthetic sample: the people, places and words are invented.",
    ]


def test_a_final_report_of_real_people_has_no_marks(bare: ReportFacts) -> None:
    document = docx.Document(io.BytesIO(word(bare)))
    assert [one.text for one in document.sections[0].header.paragraphs] == [""]


def test_a_row_of_the_framework_holds_all_that_an_action_needs(paper: Any) -> None:
    head, first, *_ = table(paper, "Barrier")
    row = dict(zip(head, first, strict=True))
    assert row == {
        "Barrier": "Interpreter not there",
        "Evidence and how sure": "Interpreter not there: found in 14 of 20 sessions; High",
        "Action": "1. One interpreting service for all",
        "Principle": "1. Commit to action on inclusion health\n"
        "4. Deliver integrated and accessible services for inclusion health",
        "Owner": "ICB, director of primary care",
        "Partners": "practices",
        "When": "short term, by March\N{NO-BREAK SPACE}2027",
        "Cost": "inequalities fund",
        "Measure": "Appointments with an interpreter.\nNow: not known.\nTarget: 90 %.\nFrom: booking system.",
        "Status": "agreed",
    }


def test_what_nobody_decided_says_so_and_is_listed(paper: Any) -> None:
    rows = table(paper, "Barrier")
    assert [row[4] for row in rows[1:]] == ["ICB, director of primary care", "not decided", "The board"]
    assert "Action 2 lacks: owner, by when, measure." in texts(paper)


def test_dropped_actions_are_not_in_the_framework(paper: Any) -> None:
    assert not any("Leaflets" in cell for row in table(paper, "Barrier") for cell in row)


def test_a_rating_that_nobody_confirmed_says_so_with_its_four_reasons(paper: Any) -> None:
    rows = {row[0]: row[1:] for row in table(paper, "Theme")[1:]}
    assert rows["Appointments only at eight"][1] == "Moderate (proposed, not confirmed)"
    assert rows["Asked for papers"][1] == "not rated"
    why = next(one for one in paper.tables if one.rows[0].cells[-1].text == "Why")
    assert [len(row.cells[2].text.split("\n")) for row in why.rows[1:]] == [4, 4]


def test_a_quote_stands_with_its_original_in_its_own_language(paper: Any) -> None:
    said = texts(paper)
    place = said.index("“I signed. I did not know what.”")
    assert said[place + 1] == "“Am semnat. N-am știut ce.”"
    assert said[place + 2] == "Community participant, women with young children (Q1)"
    language = paper.paragraphs[place + 1].runs[0]._r.rPr.xpath("w:lang/@w:val")
    assert language == ["ro"]


def test_one_quote_stands_behind_an_action_and_comes_once(facts: ReportFacts) -> None:
    twice = dataclasses.replace(facts.actions[0], id="9")
    document = docx.Document(io.BytesIO(word(dataclasses.replace(facts, actions=(*facts.actions, twice)))))
    assert sum("I signed" in text for text in texts(document)) == 1


def test_an_empty_study_gives_a_paper_that_says_so(bare: ReportFacts) -> None:
    said = texts(docx.Document(io.BytesIO(word(bare))))
    assert "No action has been decided on yet." in said
    assert "In people's words" not in said


def test_hostile_words_come_out_as_text(hostile: ReportFacts) -> None:
    document = docx.Document(io.BytesIO(word(hostile)))
    assert "\u202e" not in "".join(texts(document))
    assert [len(one.rows[0].cells) for one in document.tables] == [2, 3, 10, 3]


def test_the_same_facts_give_the_same_bytes(facts: ReportFacts) -> None:
    assert word(facts) == word(facts)
