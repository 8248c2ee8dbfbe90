"""A codebook begun from a sheet of types, categories and codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tlc.errors import CodebookError
from tlc.listen.codebook import book_as_toml, read_codebook, read_framework
from tlc.model import Code

HEAD = ("Type", "Category", "Code", "Description", "Examples")
ROWS = (
    ("Community feedback framework",),
    (),
    HEAD,
    ("Questions", "Vaccine", "Side effects", "Asks what it does.", "Does it hurt?"),
    (None, None, "2nd dose", None, None),
    ("Beliefs", "Vaccine", "Side effects", "Says what it does.", None),
    (None, "Ușa", "Frică de uși", None, None),
    (None, None, "Frică de uși", None, None),
    (None, None, "страх", None, None),
)


def sheet(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    workbook = Workbook()
    workbook.worksheets[0].title = "read me"
    page = workbook.create_sheet("framework")
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value  # type: ignore[assignment]
    workbook.save(path)
    return path


def test_types_and_categories_become_headings_and_empty_cells_mean_the_one_above(tmp_path: Path) -> None:
    book = read_framework(sheet(tmp_path / "Our framework.xlsx", ROWS))
    assert book.id == "our_framework"
    assert [(code.id, code.kind) for code in book] == [
        ("questions", "heading"),
        ("questions.vaccine", "heading"),
        ("questions.vaccine.side_effects", "barrier"),
        ("questions.vaccine.c_2nd_dose", "barrier"),
        ("beliefs", "heading"),
        ("beliefs.vaccine", "heading"),
        ("beliefs.vaccine.side_effects", "barrier"),
        ("beliefs.usa", "heading"),
        ("beliefs.usa.frica_de_usi", "barrier"),
        ("beliefs.usa.code", "barrier"),
    ]
    code = book["questions.vaccine.side_effects"]
    assert (code.name, code.definition, code.examples) == ("Side effects", "Asks what it does.", ("Does it hurt?",))


def test_one_type_alone_is_no_heading(tmp_path: Path) -> None:
    rows = (HEAD[:3], ("Barriers", "Access", "Hours"), ("Barriers", "Access", "Papers"))
    assert [code.id for code in read_framework(sheet(tmp_path / "f.xlsx", rows))] == [
        "access",
        "access.hours",
        "access.papers",
    ]


def test_two_codes_whose_names_come_out_alike_are_told_apart(tmp_path: Path) -> None:
    rows = (HEAD[1:3], ("Access", "Hours"), ("Access", "Hours!"))
    assert [code.id for code in read_framework(sheet(tmp_path / "f.xlsx", rows))][1:] == [
        "access.hours",
        "access.hours_2",
    ]


def test_what_was_read_can_be_written_and_read_as_a_codebook(tmp_path: Path) -> None:
    book = read_framework(sheet(tmp_path / "f.xlsx", ROWS))
    path = tmp_path / "codebook.toml"
    path.write_text(book_as_toml(book), encoding="utf-8")
    again = read_codebook(path)
    assert (again.codes, again.name, again.version, again.id) == (book.codes, book.name, book.version, book.id)
    assert isinstance(again.codes[0], Code)


@pytest.mark.parametrize("rows", [[], [("Type", "Code")], [HEAD], [HEAD, ("a", "b", None)]])
def test_a_sheet_without_codes_is_explained(tmp_path: Path, rows: Sequence[Sequence[object]]) -> None:
    with pytest.raises(CodebookError, match="No sheet has codes") as caught:
        read_framework(sheet(tmp_path / "f.xlsx", rows))
    assert caught.value.place == "f.xlsx"


def test_a_formula_is_no_code(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="C2 holds a formula"):
        read_framework(sheet(tmp_path / "f.xlsx", [HEAD, ("a", "b", "=1+1")]))
