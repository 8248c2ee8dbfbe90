"""The sheet that people answer in: a row a theme, with a list to choose from; and reading it back."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.change.exports._sheets import Book
from tlc.change.screening.rows import ANSWERS, Screened, Screening
from tlc.errors import StudyError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET, ABOUT = "screening", "about"
_AGAIN = "yes: the plan has changed"
#: Column by column: the field of Screened, and how wide it is in letters.
_COLUMNS = {
    "theme": ("label", 30),
    "rating": ("rating", 16),
    "what was heard": ("heard", 44),
    "places in the plan": ("places", 44),
    "answer": ("answer", 16),
    "evidence": ("evidence", 40),
    "mitigation": ("mitigation", 40),
    "answered by": ("by", 14),
    "look again": ("earlier", 16),
    "code": ("theme", 24),
}
_FILLED_IN = ("answer", "evidence", "mitigation", "answered by", "look again")
_PLAN, _DIGEST = "plan", "digest of the plan"
_HELP = (
    ("answer", "Does the plan answer to the theme? Choose one from the list in each row."),
    ("addressed", "The plan does. Write under evidence where and how: a page, a section, a sum of money."),
    ("partly", "The plan does in part. Write the evidence, and under mitigation what is done about the rest."),
    ("not", "The plan does not. Write under mitigation what is done instead, or why nothing is."),
    ("not applicable", "The theme has nothing to do with this plan."),
    (
        "places in the plan",
        "Paragraphs that hold a term of the theme's code. A hint where to look: no place does not mean that the "
        "theme is left out, and a place does not mean that it is addressed.",
    ),
    ("look again", "Filled in where the plan changed after the answer. Look again, then empty the cell."),
    ("answered by", "Your name in the study, such as asha; tlc screen --by fills in what is empty."),
    ("then", "Save, close the file, and give the same command again: it reads the answers and writes the result."),
    ("no names", "Write nobody's name and nothing that could point at somebody: the result leaves the study team."),
)
_FAULTS = (
    zipfile.BadZipFile,
    SyntaxError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
)
_START_AGAIN = "Put it back, or move the file away and screen again: a new sheet is made."
_MOST_BYTES, _MOST_ROWS, _MOST_COLUMNS = 64_000_000, 5_000, 100


def sheet_of(screening: Screening) -> bytes:
    """Write the sheet: the same screening gives the same bytes, and no cell runs."""
    rows = (*screening.rows, *screening.left)
    more = tuple(dict.fromkeys(name for row in rows for name in row.more))
    marks = ["SYNTHETIC: people and words are invented."] if screening.synthetic else []
    book = Book(f"{screening.plan} held against what people said", marks=marks)
    book.sheet(
        SHEET,
        (*_COLUMNS, *more),
        [(*(_cell(row, name) for name in _COLUMNS), *(row.more.get(name, "") for name in more)) for row in rows],
        widths=[width for _, width in _COLUMNS.values()],
        choices={"answer": ANSWERS},
    )
    about = ((_PLAN, screening.plan), (_DIGEST, screening.digest), ("study", screening.study), *_HELP)
    book.sheet(ABOUT, ("what", "how"), about, widths=(24, 100))
    return book.saved()


def read_sheet(path: Path) -> tuple[tuple[Screened, ...], str]:
    """Read a sheet back.

    Returns
    -------
    rows : tuple of Screened
        In the order of the sheet.
    digest : str
        Of the plan that the sheet was made for.

    Raises
    ------
    StudyError
        It cannot be opened, lacks a sheet, a column or a code, has a code twice, holds a formula, or an answer that
        there is not.
    """
    book = _opened(path)
    missing = [name for name in (SHEET, ABOUT) if name not in book.sheetnames]
    if missing:
        raise StudyError(f"The workbook has no sheet '{missing[0]}'.", where=path, hint=_START_AGAIN)
    about = {row[0]: row[1] for row in _texts(book[ABOUT], path) if len(row) > 1}
    if not about.get(_DIGEST):
        raise StudyError(f"The sheet '{ABOUT}' does not say for which plan it was made.", where=path, hint=_START_AGAIN)
    head, *body = _texts(book[SHEET], path) or [[]]
    head = [name.strip().casefold() for name in head]
    for name in ("code", *_FILLED_IN):
        if head.count(name) != 1:
            fault = "has no" if name not in head else "has more than one"
            raise StudyError(f"The sheet '{SHEET}' {fault} column '{name}'.", where=(path, 1), hint=_START_AGAIN)
    rows: dict[str, Screened] = {}
    for number, texts in enumerate(body, 2):
        if any(texts):
            row = _row(dict(zip(head, texts, strict=True)), (path, number))
            if row.theme in rows:
                raise StudyError(
                    f"Code '{row.theme}' stands in two rows.", where=(path, number), hint="Take one of them out."
                )
            rows[row.theme] = row
    return tuple(rows.values()), about[_DIGEST]


def _cell(row: Screened, name: str) -> str:
    if name == "look again":
        return _AGAIN if row.earlier else ""
    return str(getattr(row, _COLUMNS[name][0]))


def _row(cells: dict[str, str], where: tuple[Path, int]) -> Screened:
    if not cells["code"]:
        raise StudyError("The row does not say which code it is about.", where=where, hint=_START_AGAIN)
    answer = " ".join(cells["answer"].casefold().split())
    if answer not in ("", *ANSWERS):
        raise StudyError(
            "The answer is none of those that there are.", where=where, hint=f"Use one of: {', '.join(ANSWERS)}."
        )
    return Screened(
        theme=cells["code"],
        label=cells.get("theme", ""),
        rating=cells.get("rating", ""),
        heard=cells.get("what was heard", ""),
        places=cells.get("places in the plan", ""),
        answer=answer,
        evidence=cells["evidence"],
        mitigation=cells["mitigation"],
        by=cells["answered by"],
        earlier=bool(cells["look again"]),
        more={name: text for name, text in cells.items() if name and name not in _COLUMNS},
    )


def _texts(sheet: Worksheet, path: Path) -> list[list[str]]:
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        raise StudyError("The sheet is too big.", where=path, hint="Delete what stands far below or beside the table.")
    rows = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if any(cell.data_type == "f" for cell in row):
            raise StudyError("A cell holds a formula.", where=(path, number), hint="Write text in its place.")
        rows.append([_text(cell.value) for cell in row])
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    # Excel makes a number of what looks like one.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _opened(path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise StudyError(
                    "The workbook is too big to unpack.", where=path, hint="Is it the sheet of a screening?"
                )
        return load_workbook(path, keep_links=False)
    except OSError as error:
        raise StudyError("The file cannot be opened.", where=path, hint="Close it in Excel.") from error
    except _FAULTS as error:
        raise StudyError(
            "The file cannot be read as an Excel workbook.", where=path, hint="Save it again in Excel, as .xlsx."
        ) from error
