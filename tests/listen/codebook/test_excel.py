"""The codebook in Excel and back: nothing is lost, nothing runs, and what two people changed is not overwritten."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tlc._files import shipped
from tlc.errors import CodebookError
from tlc.listen.codebook import FOLDER, CodebookFile, read_codebook, read_excel, to_excel
from tlc.listen.codebook._edit import Edit
from tlc.listen.codebook._sheet import Row, cells_of, code_of_row, columns_of
from tlc.model import Code, Codebook, PrincipleLink

BOOK = """schema = "tlc-codebook/2"
version = "1.0.0"
languages = ["en", "ro"]

[[code]]
id = "access"
kind = "heading"
label = { en = "Getting in" }

[[code]]
id = "access.hours"
parent = "access"
kind = "barrier"
label = { en = "Hours", ro = "Program" }
definition = "=1+1"
examples = ["Shut.", "Closed."]
terms.en = ["closed", '"after my shift"']
terms.ro = ["închis"]
principles = [ { id = 4, reason = "near: at hand" } ]
actions = ["A01", "A02"]
aliases = ["ACC04"]

[[code]]
id = "access.papers"
parent = "access"
kind = "barrier"
label = { en = "Papers" }
exclude = "They are closed (access.hours)."
"""
BY: dict[str, Any] = {"by": "asha", "at": "2026-06-01T10:00:00Z"}
Changed = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> CodebookFile:
    path = tmp_path / "codebook.toml"
    path.write_text(BOOK, encoding="utf-8")
    return CodebookFile.open(path)


@pytest.fixture
def changed(file: CodebookFile, tmp_path: Path) -> Changed:
    """Write the workbook, and put texts into cells: by row and by the name of the column."""

    def change(cells: dict[tuple[int, str], object]) -> Path:
        path = to_excel(file.book, tmp_path / "codebook.xlsx")
        workbook = load_workbook(path)
        sheet = workbook["codes"]
        columns = {str(cell.value): cell.column for cell in sheet[1]}
        for (row, column), value in cells.items():
            sheet.cell(row, columns[column]).value = value  # type: ignore[assignment]
        workbook.save(path)
        return path

    return change


def take(file: CodebookFile, path: Path) -> Edit:
    return read_excel(path, file.book, versions=file.path.parent / FOLDER)


def test_a_workbook_says_what_the_codebook_says_and_nothing_in_it_runs(file: CodebookFile, tmp_path: Path) -> None:
    workbook = load_workbook(to_excel(file.book, tmp_path / "c.xlsx"))
    assert workbook.sheetnames == ["codes", "how to"]
    rows = list(workbook["codes"].iter_rows(values_only=True))
    hours = dict(zip(rows[0], rows[2], strict=True))
    assert (hours["id"], hours["label ro"], hours["definition"]) == ("access.hours", "Program", "=1+1")
    assert hours["terms en"] == 'closed\n"after my shift"'
    assert (hours["principles"], hours["actions"]) == ("4: near: at hand", "A01\nA02")
    assert {cell.data_type for row in workbook["codes"].iter_rows() for cell in row} <= {"s", "n"}
    assert "1.0.0" in {row[1] for row in workbook["how to"].iter_rows(values_only=True)}


def test_the_same_codebook_gives_the_same_bytes(file: CodebookFile, tmp_path: Path) -> None:
    one, two = (to_excel(file.book, tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert one == two


@pytest.mark.parametrize("name", ["barriers.toml", "levesque.toml"])
def test_a_workbook_that_nobody_changed_changes_nothing(tmp_path: Path, name: str) -> None:
    book = read_codebook(shipped("codebooks") / name)
    path = to_excel(book, tmp_path / "c.xlsx")
    with pytest.raises(CodebookError, match="Nothing is changed"):
        read_excel(path, book, versions=tmp_path)


TEXTS = st.text(alphabet='abcș "=-\n:', max_size=12)


@settings(max_examples=60)
@given(
    st.builds(
        Code,
        id=st.just("hours"),
        kind=st.sampled_from(["barrier", "enabler"]),
        label=st.just({"en": "Hours", "ro": "Program"}),
        definition=TEXTS.map(str.strip),
        terms=st.dictionaries(
            st.sampled_from(["en", "ro"]), st.lists(st.sampled_from(["=a", "b c", '"d"']), min_size=1, unique=True)
        ).map(lambda terms: {one: tuple(many) for one, many in terms.items()}),
        principles=st.lists(
            st.builds(PrincipleLink, principle=st.integers(1, 5), reason=st.sampled_from(["", "why", "4: x"])),
            max_size=2,
        ).map(tuple),
        status=st.sampled_from(["draft", "retired"]),
    )
)
def test_a_code_in_a_row_is_read_back_as_it_was(code: Code) -> None:
    columns = columns_of(Codebook(id="b", name="B", version="1", codes=(code,)))
    row = Row(2, dict(zip(columns, cells_of(code, columns), strict=True)))
    assert code_of_row(row, code) == code


def test_what_was_changed_comes_back_as_one_version(file: CodebookFile, changed: Changed) -> None:
    path = changed(
        {
            (3, "terms en"): "closed\nlocked ~3 door\n",
            (3, "label ro"): None,
            (4, "status"): "retired",
            (5, "id"): "access.phone",
            (5, "parent"): "access",
            (5, "kind"): "barrier",
            (5, "label en"): "Phone",
        }
    )
    written = file.write(take(file, path), **BY)
    assert written.after.version == "1.1.0"
    assert written.what == ("Taken from a workbook. Changed 'access.hours', 'access.papers'. Added 'access.phone'.")
    after = read_codebook(file.path)
    assert after["access.hours"].terms == {"en": ("closed", "locked ~3 door"), "ro": ("închis",)}
    assert "ro" not in after["access.hours"].label
    assert after["access.papers"].status == "retired"
    assert (after["access.phone"].added_by, after["access.hours"].aliases) == ("asha", ("ACC04",))


def test_a_new_id_in_a_row_renames_the_code(file: CodebookFile, changed: Changed) -> None:
    written = file.write(take(file, changed({(2, "id"): "reach"})), **BY)
    assert written.after["access.hours"].id == "reach.hours"
    assert written.after.version == "2.0.0"


def test_a_code_may_come_under_a_heading_that_comes_with_it(file: CodebookFile, changed: Changed) -> None:
    head = {(6, "id"): "desk", (6, "kind"): "heading", (6, "label en"): "At the desk"}
    path = changed(
        {(5, "id"): "desk.manner", (5, "kind"): "barrier", (5, "label en"): "Manner", (5, "parent"): "desk"} | head
    )
    after = file.write(take(file, path), **BY).after
    assert after["desk.manner"].parent == "desk"


def test_what_somebody_else_changed_meanwhile_stays(file: CodebookFile, changed: Changed) -> None:
    path = changed({(3, "definition"): "Closed when people are free."})
    file.change("access.hours", terms={"ro": ("închis", "târziu")}, **BY)
    file.rename("access.hours", "access.opening", **BY)
    after = file.write(take(file, path), **BY).after
    assert after["access.opening"].definition == "Closed when people are free."
    assert after["access.opening"].terms["ro"] == ("închis", "târziu")


@pytest.mark.parametrize(
    ("column", "cell", "fields"),
    [
        ("definition", "Theirs.", {"definition": "Ours."}),
        ("terms ro", "târziu", {"terms": {"ro": ("lacăt",)}}),
        ("label ro", "Orar", {"label": {"ro": "Ore"}}),
    ],
)
def test_what_two_people_changed_is_for_them_to_settle(
    file: CodebookFile, changed: Changed, column: str, cell: str, fields: dict[str, Any]
) -> None:
    path = changed({(3, column): cell})
    file.change("access.hours", **fields, **BY)
    with pytest.raises(CodebookError, match="and in the codebook too") as caught:
        take(file, path)
    assert caught.value.place == "codebook.xlsx, line 3"
    assert cell not in str(caught.value)


def test_two_people_who_changed_the_same_to_the_same_agree(file: CodebookFile, changed: Changed) -> None:
    path = changed({(3, "definition"): "Shut.", (4, "notes"): "n"})
    file.change("access.hours", definition="Shut.", **BY)
    assert file.write(take(file, path), **BY).what == "Taken from a workbook. Changed 'access.papers'."


@pytest.mark.parametrize(
    ("cells", "what", "line"),
    [
        ({(3, "kind"): "obstacle"}, "unknown kind", 3),
        ({(3, "id"): "Access Hours"}, "not of the form", 3),
        ({(3, "id"): None}, "has no id", 3),
        ({(3, "id"): "access.papers"}, "already", 3),
        ({(3, "label en"): None}, "no English label", 3),
        ({(3, "principles"): "near"}, "begin with its number", 3),
        ({(4, "parent"): "nowhere"}, "parent", 4),
        ({(3, "definition"): "=SUM(A1)"}, "formula", 3),
        ({(4, "id so far"): "access.hours"}, "stands in row 3|already", 4),
        ({(4, "id so far"): "access.lifts"}, "no code 'access.lifts'", 4),
        ({(5, "id"): "access.phone", (5, "label en"): "Phone"}, "has no kind", 5),
        ({(5, "id"): "access.hours", (5, "kind"): "barrier", (5, "label en"): "x"}, "already", 5),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_nothing_is(
    file: CodebookFile, changed: Changed, cells: dict[tuple[int, str], object], what: str, line: int
) -> None:
    path = changed(cells | {(2, "notes"): "n"})
    with pytest.raises(CodebookError, match=what) as caught:
        take(file, path)
    assert caught.value.place == f"codebook.xlsx, line {line}"
    assert file.path.read_text(encoding="utf-8") == BOOK


def test_cells_made_one_and_columns_named_twice_empty_nothing(file: CodebookFile, tmp_path: Path) -> None:
    path = to_excel(file.book, tmp_path / "b.xlsx")
    workbook = load_workbook(path)
    workbook["codes"].merge_cells("F3:F4")
    workbook.save(path)
    with pytest.raises(CodebookError, match="Cells F3:F4 were made one"):
        take(file, path)
    workbook["codes"].unmerge_cells("F3:F4")
    workbook["codes"].cell(1, workbook["codes"].max_column + 1).value = "Definition"
    workbook.save(path)
    with pytest.raises(CodebookError, match="names 'definition' twice"):
        take(file, path)


def test_a_column_under_another_name_is_not_passed_over(file: CodebookFile, tmp_path: Path) -> None:
    path = to_excel(file.book, tmp_path / "b.xlsx")
    workbook = load_workbook(path)
    head = next(cell for cell in workbook["codes"][1] if cell.value == "definition")
    head.value = "Meaning"
    workbook.save(path)
    with pytest.raises(CodebookError, match="a column 'meaning' that tlc does not know"):
        take(file, path)
    assert file.path.read_text(encoding="utf-8") == BOOK


def test_a_workbook_of_a_version_that_is_not_kept_is_refused(file: CodebookFile, changed: Changed) -> None:
    path = changed({(3, "definition"): "Shut."})
    file.path.write_text(BOOK.replace("1.0.0", "1.4.0"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"No version '1.0.0'"):
        take(CodebookFile.open(file.path), path)


def test_a_workbook_without_its_second_sheet_is_refused(file: CodebookFile, changed: Changed) -> None:
    path = changed({})
    workbook = load_workbook(path)
    del workbook["how to"]
    workbook.save(path)
    with pytest.raises(CodebookError, match="of which version"):
        take(file, path)


def test_what_is_no_workbook_of_a_codebook_is_explained(file: CodebookFile, changed: Changed, tmp_path: Path) -> None:
    words = tmp_path / "words.xlsx"
    words.write_text("no workbook", encoding="utf-8")
    hollow = tmp_path / "hollow.xlsx"
    with zipfile.ZipFile(hollow, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
    other = changed({})
    workbook = load_workbook(other)
    workbook["codes"].title = "other"
    workbook.save(other)
    for path, what in ((words, "read as an Excel"), (hollow, "read as an Excel"), (other, "no sheet 'codes'")):
        with pytest.raises(CodebookError, match=what):
            take(file, path)
    with pytest.raises(CodebookError, match="no such file"):
        take(file, tmp_path / "none.xlsx")


def test_a_workbook_that_would_fill_the_memory_is_refused(file: CodebookFile, changed: Changed) -> None:
    path = changed({})
    workbook = load_workbook(path)
    workbook["codes"].cell(900_000, 3).value = "x"
    workbook.save(path)
    with pytest.raises(CodebookError, match="too big"):
        take(file, path)


def test_a_workbook_has_a_name_that_excel_knows(file: CodebookFile, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="Excel workbook"):
        to_excel(file.book, tmp_path / "codebook.csv")
