"""The action tracker: every cell is text, lists to choose from, and plain about being a copy."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from tlc.change.exports._said import why_sure
from tlc.change.exports._sheets import Book
from tlc.change.exports.tracker import tracker
from tlc.change.report.facts import ReportFacts
from tlc.model import ACTION_STATUSES


@pytest.fixture(scope="module")
def book(facts: ReportFacts) -> Any:
    return openpyxl.load_workbook(io.BytesIO(tracker(facts)))


def rows(book: Any, sheet: str) -> list[dict[str, str]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, ["" if cell is None else cell for cell in row], strict=True)) for row in body]


def test_the_sheets_are_those_that_somebody_needs(book: Any) -> None:
    assert book.sheetnames == ["read me", "actions", "themes", "feedback"]
    assert book.properties.title == "Action tracker: Getting healthcare in Northwick"


def test_every_action_has_its_row_also_what_was_dropped(book: Any) -> None:
    found = rows(book, "actions")
    assert [row["no."] for row in found] == ["1", "2", "3", "4"]
    assert [row["status"] for row in found] == ["agreed", "proposed", "dropped", "proposed"]
    first, second = found[:2]
    assert first["because"] == "Interpreter not there: found in 14 of 20 sessions; High"
    assert second["because"].split("\n")[1] == "A heading: not found yet"
    assert second["still lacks"] == "owner, by when, measure"


def test_dates_are_text_as_they_were_written(book: Any) -> None:
    sheet = book["actions"]
    column = [cell.value for cell in sheet[1]].index("by when")
    cell = sheet[2][column]
    assert (cell.value, cell.data_type, cell.number_format) == ("2027-03", "s", "@")


def test_status_and_horizon_are_chosen_from_a_list(book: Any) -> None:
    lists = {one.formula1.strip('"'): str(one.sqref) for one in book["actions"].data_validations.dataValidation}
    assert lists[",".join(ACTION_STATUSES)].startswith("N2:N")
    assert lists["short,medium,long"].startswith("G2:G")
    assert [cell.value for cell in book["actions"][1]][13] == "status"


def test_the_workbook_says_that_it_is_a_copy_and_a_draft(book: Any) -> None:
    told = {row["what"]: row["in words"] for row in rows(book, "read me")}
    assert "does not come back" in told["a copy"]
    assert "draft" in " ".join(row["in words"] for row in rows(book, "read me")).lower()
    assert "DRAFT" in book["actions"].oddHeader.center.text


def test_the_head_stays_in_sight_and_comes_again_on_paper(book: Any) -> None:
    sheet = book["actions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_themes_say_how_sure_and_why(book: Any) -> None:
    found = {row["theme"]: row for row in rows(book, "themes")}
    assert found["Interpreter not there"]["how sure"] == "High"
    assert len(found["Interpreter not there"]["why"].split("\n")) == 4
    assert found["Asked for papers"]["how sure"] == "not rated"
    assert found["Treatment not understood"]["how sure"] == "Low; rare but serious"


def test_no_count_of_people_is_there_that_may_not_be_shown(book: Any) -> None:
    widespread = rows(book, "themes")[0]["how widespread"]
    assert "fewer than 5 of 9 professionals" in widespread


def test_nothing_in_any_cell_is_a_formula(hostile: ReportFacts) -> None:
    made = openpyxl.load_workbook(io.BytesIO(tracker(hostile)))
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_an_empty_study_gives_an_empty_tracker(bare: ReportFacts) -> None:
    made = openpyxl.load_workbook(io.BytesIO(tracker(bare)))
    assert made.sheetnames == ["read me", "actions", "themes"]
    assert made["actions"].max_row == 1


def test_the_same_facts_give_the_same_bytes(facts: ReportFacts) -> None:
    assert tracker(facts) == tracker(facts)


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    book = Book("Long")
    book.sheet("one", ["text"], [["w" * 40_000]])
    cell = openpyxl.load_workbook(io.BytesIO(book.saved()))["one"]["A2"].value
    assert len(cell) == 32_767
    assert cell.endswith("[cut here]")


def test_a_reason_without_concern_reads_as_a_sentence(facts: ReportFacts) -> None:
    theme = next(one for principle in facts.principles for one in principle.themes if one.rating)
    assert theme.rating
    rated = replace(theme, rating=replace(theme.rating, reasons=(("Adequacy", "none", "Many said it"),)))
    assert why_sure(rated) == ("Adequacy: no concern. Many said it.",)
