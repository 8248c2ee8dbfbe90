"""The sheet that people answer in: what is written can be read back, and what is wrong in it is named by its row."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tlc.change.screening import ANSWERS, Screened, Screening, read_sheet, sheet_of
from tlc.errors import StudyError

ROWS = (
    Screened(
        theme="access.hours",
        label="Opening hours",
        rating="High",
        heard="Heard in 9 of 20 sessions.",
        places="paragraph 3: Open on ...\nalso in 5",
        answer="partly",
        evidence="=SUM(1)",
        mitigation="- later",
        by="asha",
        more={"our note": "ask the board"},
    ),
    Screened(
        theme="cost",
        label="Cost",
        rating="Moderate",
        heard="Heard in 4 of 20 sessions.",
        earlier=True,
        answer="not",
        more={"our note": ""},
    ),
)
SCREENING = Screening(plan="Plan.docx", digest="d" * 64, study="A study", synthetic=True, rows=ROWS)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "Plan.xlsx"
    path.write_bytes(sheet_of(SCREENING))
    return path


@pytest.fixture
def edited(sheet: Path) -> Callable[..., Path]:
    """Change cells as a person would in Excel."""

    def edit(**cells: Any) -> Path:
        book = openpyxl.load_workbook(sheet)
        for place, value in cells.items():
            book["screening"][place].value = value
        book.save(sheet)
        return sheet

    return edit


def test_what_is_written_is_read_back_with_columns_that_people_added(sheet: Path) -> None:
    assert read_sheet(sheet) == (ROWS, "d" * 64)


def test_the_same_screening_gives_the_same_bytes() -> None:
    assert sheet_of(SCREENING) == sheet_of(SCREENING)


def test_the_answers_are_a_list_to_choose_from(sheet: Path) -> None:
    (choice,) = openpyxl.load_workbook(sheet)["screening"].data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(ANSWERS)}"'
    assert str(choice.sqref).startswith("E2:E")


def test_nothing_in_the_sheet_runs(sheet: Path) -> None:
    with zipfile.ZipFile(sheet) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_the_sheet_says_how_to_answer_and_for_which_plan(sheet: Path) -> None:
    about = {row[0]: row[1] for row in openpyxl.load_workbook(sheet)["about"].iter_rows(values_only=True)}
    assert (about["plan"], about["study"]) == ("Plan.docx", "A study")
    assert set(ANSWERS) <= set(about)


def test_capitals_and_spaces_in_an_answer_are_no_other_answer(edited: Callable[..., Path]) -> None:
    assert [row.answer for row in read_sheet(edited(E2=" Not  Applicable", E3="ADDRESSED"))[0]] == [
        "not applicable",
        "addressed",
    ]


def test_a_number_that_excel_made_is_read_as_it_was_typed(edited: Callable[..., Path]) -> None:
    assert read_sheet(edited(F2=3.0))[0][0].evidence == "3"


def test_rows_may_be_sorted_and_columns_moved(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    table = book["screening"]
    cells = [list(row) for row in table.iter_rows(values_only=True)]
    for number, row in enumerate([cells[0], cells[2], cells[1]], 1):
        for column, value in enumerate(reversed(row), 1):
            table.cell(number, column).value = value
            table.cell(number, column).data_type = "s"
    book.save(sheet)
    assert {row.theme: row.answer for row in read_sheet(sheet)[0]} == {"cost": "not", "access.hours": "partly"}


def test_an_empty_row_between_is_passed_over(edited: Callable[..., Path]) -> None:
    assert len(read_sheet(edited(A5=" ", J6=None))[0]) == 2


@pytest.mark.parametrize(
    ("cells", "what", "line"),
    [
        ({"E3": "yes"}, "The answer is none of those that there are.", 3),
        ({"J3": "access.hours"}, "Code 'access.hours' stands in two rows.", 3),
        ({"J2": None}, "does not say which code it is about", 2),
        ({"F3": "=1+1"}, "A cell holds a formula.", 3),
        ({"E1": "reply"}, "has no column 'answer'", 1),
        ({"K1": "Evidence"}, "has more than one column 'evidence'", 1),
    ],
)
def test_what_is_wrong_is_named_by_its_row(
    edited: Callable[..., Path], cells: dict[str, Any], what: str, line: int
) -> None:
    path = edited(**cells)
    with pytest.raises(StudyError) as refused:
        read_sheet(path)
    assert what in refused.value.what
    assert refused.value.where == (path, line)
    assert refused.value.hint


def test_what_was_typed_is_in_no_error(edited: Callable[..., Path]) -> None:
    with pytest.raises(StudyError) as refused:
        read_sheet(edited(E3="as Mrs Popescu said"))
    assert "Popescu" not in str(refused.value)


@pytest.mark.parametrize("name", ["screening", "about"])
def test_a_workbook_that_lacks_a_sheet_is_refused(sheet: Path, name: str) -> None:
    book = openpyxl.load_workbook(sheet)
    del book[name]
    book.save(sheet)
    with pytest.raises(StudyError, match=f"no sheet '{name}'"):
        read_sheet(sheet)


def test_a_sheet_that_does_not_say_for_which_plan_it_was_made_is_refused(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book["about"]["B3"].value = None
    book.save(sheet)
    with pytest.raises(StudyError, match="for which plan"):
        read_sheet(sheet)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_a_plain_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(StudyError, match="cannot be read as an Excel workbook"):
        read_sheet(path)


def test_a_folder_of_that_name_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be opened"):
        read_sheet(tmp_path)
