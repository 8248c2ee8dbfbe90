"""The case-study form: nobody can mistake it for one that may be sent before it may."""

from __future__ import annotations

import copy
import dataclasses
import io
import tomllib
from typing import Any

import docx
import pytest

from tlc.change.exports._answers import blank
from tlc.change.exports.case_study import Found, case_study, texts
from tlc.change.report.facts import ReportFacts
from tlc.errors import StudyError

YES = {"answer": "yes", "on": "2026-11-20", "who": "chair of the centre"}


@pytest.fixture
def empty() -> Any:
    return tomllib.loads(blank("case-study.toml"))


@pytest.fixture
def full(empty: Any) -> Any:
    answers = copy.deepcopy(empty)
    answers["permissions"] = dict.fromkeys(("people", "organisations", "publishing", "logo"), YES)
    answers["form"] = {"screen_name": "Northwick team", "principles": [1, 4]}
    answers["answers"] = {name: f"Our words on {name}." for name in answers["answers"]} | {
        "level": "locality",
        "quotes": ["Q2"],
    }
    return answers


def opened(facts: ReportFacts, answers: Any, found: tuple[Found, ...] = ()) -> Any:
    return docx.Document(io.BytesIO(case_study(facts, answers, found)[0]))


def header(document: Any) -> str:
    return "\n".join(one.text for one in document.sections[0].header.paragraphs)


def said(document: Any) -> str:
    return "\n".join(one.text for one in document.paragraphs)


def test_a_form_with_all_permissions_and_a_principle_may_be_sent(facts: ReportFacts, full: Any) -> None:
    final = dataclasses.replace(facts, draft="", synthetic=False)
    document = opened(final, full)
    assert case_study(final, full)[1] == ()
    assert "NOT FOR SUBMISSION" not in header(document) + said(document)
    assert "to be taken out" not in said(document)


@pytest.mark.parametrize("name", ["people", "organisations", "publishing"])
@pytest.mark.parametrize("answer", ["no", "not asked"])
def test_without_one_of_the_first_three_permissions_no_page_may_be_sent(
    name: str, answer: str, facts: ReportFacts, full: Any
) -> None:
    full["permissions"] |= {name: YES | {"answer": answer}}
    assert header(opened(facts, full)).startswith("NOT FOR SUBMISSION")
    assert case_study(facts, full)[1][0].startswith("NOT FOR SUBMISSION: Permission")


def test_a_logo_may_stay_unasked(facts: ReportFacts, full: Any) -> None:
    full["permissions"] |= {"logo": {"answer": "not asked", "on": "", "who": ""}}
    assert "NOT FOR SUBMISSION" not in header(opened(facts, full))
    assert case_study(facts, full)[1] == ()


def test_at_least_one_principle_is_ticked(facts: ReportFacts, full: Any) -> None:
    full["form"] |= {"principles": []}
    assert "No principle is ticked." in header(opened(facts, full))


def test_a_permission_without_its_day_and_person_is_a_gap_and_no_stop(facts: ReportFacts, full: Any) -> None:
    full["permissions"] |= {"people": {"answer": "yes", "on": "", "who": ""}}
    assert case_study(facts, full)[1] == ("Permission 1: on which day it was given.", "Permission 1: who gave it.")


def test_what_could_tell_who_somebody_is_stops_or_is_listed_by_its_place(facts: ReportFacts, full: Any) -> None:
    found = (
        Found(where="Answer 'done'", what="place name", blocks=False),
        Found(where="Answer 'tips'", what="phone number", blocks=True),
    )
    assert case_study(facts, full, found)[1] == (
        "NOT FOR SUBMISSION: Answer 'tips' holds something that could be a phone number.",
        "Answer 'done' could tell who somebody is: place name.",
    )


def test_a_blank_form_lists_every_answer_that_is_missing(facts: ReportFacts, empty: Any) -> None:
    _, gaps = case_study(facts, empty)
    assert sum(text.startswith("NOT FOR SUBMISSION") for text in gaps) == 4
    missing = [text for text in gaps if text.startswith("Not answered")]
    assert len(missing) == len(empty["answers"]) - 1 + 1  # quotes may be empty, and the screen name is asked for


def test_all_eleven_questions_stand_in_their_order(facts: ReportFacts, full: Any) -> None:
    document = opened(facts, full)
    permissions = [row.cells[0].text[:1] for row in document.tables[0].rows[1:]]
    heads = [one.text.split(".")[0] for one in document.paragraphs if one.style.name == "Heading 2"]
    assert permissions + heads == [str(number) for number in range(1, 12)]


def test_no_heading_skips_a_level(facts: ReportFacts, full: Any) -> None:
    heads = [one.text for one in opened(facts, full).paragraphs if one.style.name == "Heading 1"]
    assert heads == ["Permissions", "The principles that it shows", "The answers"]


def test_what_the_study_knows_stands_beside_what_people_wrote(facts: ReportFacts, full: Any) -> None:
    text = said(opened(facts, full))
    assert "Our words on challenge." in text
    assert "Level: locality" in text
    assert "the invented Roma association." in text
    assert "Interpreter not there. Found in 14 of 20 sessions." in text
    assert "One interpreting service for all. Short term, by March" in text


def test_principles_say_yes_or_no(facts: ReportFacts, full: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in opened(facts, full).tables[1].rows[1:]]
    assert [row[0] for row in rows] == ["yes", "no", "no", "yes", "no"]


def test_the_quotes_are_those_that_were_asked_for_or_the_first(facts: ReportFacts, full: Any) -> None:
    assert "She stayed ten minutes." in said(opened(facts, full))
    assert "I signed." not in said(opened(facts, full))
    full["answers"] |= {"quotes": []}
    assert "I signed." in said(opened(facts, full))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answers": {"level": "quince"}}, "level"),
        ({"form": {"principles": [9]}}, "principle"),
        ({"answers": {"quotes": ["quince"]}}, "quote"),
        ({"answers": {"quotes": ["Q1"] * 6}}, "quote"),
        ({"permissions": {"people": YES | {"answer": "quince"}}}, "permission"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_without_its_words(
    change: Any, message: str, facts: ReportFacts, full: Any
) -> None:
    for section, fields in change.items():
        full[section] |= fields
    with pytest.raises(StudyError, match=message) as refused:
        case_study(facts, full)
    assert "quince" not in str(refused.value)


def test_everything_that_people_wrote_freely_is_looked_through(full: Any) -> None:
    names = [name for name, _ in texts(full)]
    assert {"Answer 'done'", "Answer 'organisations'", "Permission 'people'", "The screen name"} <= set(names)


def test_hostile_answers_and_facts_come_out_as_text(hostile: ReportFacts, full: Any) -> None:
    words = hostile.title
    full["answers"] |= {name: words for name, value in full["answers"].items() if isinstance(value, str)}
    full["answers"] |= {"level": "system"}
    document = opened(hostile, full)
    assert "\u202e" not in said(document)
    assert len(document.tables) == 2


def test_an_empty_study_gives_a_form_with_all_its_questions(bare: ReportFacts, empty: Any) -> None:
    assert said(opened(bare, empty)).count("Not answered yet.") == 6
