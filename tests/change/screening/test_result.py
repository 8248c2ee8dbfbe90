"""The result of a screening: whole or marked on every page, and everything that anybody answered in it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from tlc.change.screening import Screened, Screening
from tlc.change.screening.result import result_of

HOURS = Screened(
    theme="hours",
    label="Opening hours",
    rating="High",
    heard="Heard in 9 of 20 sessions.",
    answer="partly",
    evidence="page 3",
    by="asha",
)
COST = Screened(
    theme="cost", label="Cost", rating="Moderate", heard="Heard in 4 of 20 sessions.", answer="not applicable"
)
WHOLE = Screening(plan="Plan.docx", digest="d" * 64, study="A study", synthetic=False, rows=(HOURS, COST))


def opened(screening: Screening) -> Document:
    return docx.Document(io.BytesIO(result_of(screening)))


def top(document: Document) -> str:
    return "\n".join(paragraph.text for section in document.sections for paragraph in section.header.paragraphs)


def text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_whole_result_bears_no_mark() -> None:
    assert "INCOMPLETE" not in top(opened(WHOLE))
    assert "Not screened: 0 of 2" in text(opened(WHOLE))


@pytest.mark.parametrize("change", [{"answer": ""}, {"earlier": True}])
def test_a_result_is_marked_incomplete_while_a_theme_has_no_answer_that_holds(change: dict[str, object]) -> None:
    document = opened(replace(WHOLE, rows=(replace(HOURS, **change), COST)))  # type: ignore[arg-type]
    assert "INCOMPLETE: 1 of 2 themes not screened." in top(document)
    assert "Opening hours (" in text(document)
    alone = opened(replace(WHOLE, rows=(replace(HOURS, **change),)))  # type: ignore[arg-type]
    assert "INCOMPLETE: 1 of 1 theme not screened." in top(alone)


def test_invented_people_are_said_to_be_invented() -> None:
    assert "SYNTHETIC" in top(opened(replace(WHOLE, synthetic=True)))


def test_every_theme_stands_in_the_table_once_with_its_answer() -> None:
    (table,) = opened(WHOLE).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == ["Theme", "Opening hours", "Cost"]
    assert rows[1] == ["Opening hours", "High", "Heard in 9 of 20 sessions.", "partly", "page 3", "(nothing written)"]
    assert rows[2][4:] == ["", ""]


def test_who_answered_is_named_and_a_formula_is_text() -> None:
    document = opened(replace(WHOLE, rows=(replace(HOURS, evidence="=SUM(1) <b>\x00"), COST)))
    assert "Answers are by people: asha." in text(document)
    assert document.tables[0].rows[1].cells[4].text == "=SUM(1) <b>"


def test_answers_that_nobody_signed_are_not_given_to_anybody() -> None:
    assert "who are not named" in text(opened(replace(WHOLE, rows=(COST,))))


def test_the_same_screening_gives_the_same_bytes() -> None:
    assert result_of(WHOLE) == result_of(WHOLE)
