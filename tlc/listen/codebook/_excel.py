"""The codebook in Excel and back: a row a code, a column a field. Nothing in the workbook runs."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tlc._files import write_whole
from tlc._workbooks import without_controls, without_times
from tlc.errors import CodebookError
from tlc.listen.codebook._sheet import CHOICES, ONLY_TOLD, WAS, Row, cells_of, columns_of
from tlc.model import Codebook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

CODES, HOW_TO = "codes", "how to"
_EMPTY = Codebook(id="empty", name="", version="", codes=())
_HELP = (
    (
        "",
        "A row is a code, a column a field. Change what you like in the sheet 'codes', save, and take it back:",
    ),
    ("", "tlc codebook take THIS-FILE --by YOU"),
    ("", "tlc then lists every change in words, and writes them as one new version."),
    ("id", "Letters, digits and _; a dot after the heading's: access.hours. A new id in a row renames that code."),
    ("a new code", "A new row; leave the column 'id so far' empty there."),
    ("a row deleted", "Changes nothing: to take a code out of use, write retired into its column 'status'."),
    ("examples, terms, actions", "A line for each within the cell: Alt+Enter begins a new line."),
    ("terms", 'waiting list (any inflection), "was told" (as it stands), interpret* (any ending): see docs/terms.md.'),
    ("principles", "A line for each: its number, a colon, and why the code belongs to it. 4: care must be near."),
    ("told only", f"The columns {', '.join(one.replace('_', ' ') for one in ONLY_TOLD)} are not taken back."),
)
_VERSION = "made from version"
_MOST_LETTERS = 32_767  # of a cell; Excel takes no more
_MOST_BYTES, _MOST_ROWS, _MOST_COLUMNS = 64_000_000, 20_000, 300
_WIDTHS = {"definition": 50, "include": 40, "exclude": 40, "examples": 40, "principles": 40, "brief": 30, "kind": 12}


def to_excel(book: Codebook, path: Path) -> Path:
    """Write a codebook as an Excel workbook: the sheet ``codes``, and ``how to``.

    Every cell is text, so that a term such as "=1+1" stays what it is. The same codebook gives the same bytes.

    Raises
    ------
    CodebookError
        The name does not end in ``.xlsx``, or a cell would hold more than Excel takes.
    StudyError
        The file cannot be written.
    """
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    if path.suffix.casefold() != ".xlsx":
        raise CodebookError("It is saved as an Excel workbook.", where=path, hint="Name it codebook.xlsx, say.")
    workbook = openpyxl.Workbook()
    _styles(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = CODES
    columns = columns_of(book)
    for number, code in enumerate(book, 2):
        for column, text in enumerate(cells_of(code, columns), 1):
            if len(text) > _MOST_LETTERS:
                raise CodebookError(f"A field of '{code.id}' is longer than a cell of Excel.", hint="Shorten it.")
            _put(sheet, number, column, text, "words")
    for column, name in enumerate(columns, 1):
        cell = _put(sheet, 1, column, name.replace("_", " "), "head")
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 30 if name[:5] in ("label", "terms") else 18)
        if name in CHOICES:
            choice = DataValidation(type="list", formula1=f'"{",".join(CHOICES[name])}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{len(book.codes) + 200}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    _write_help(workbook.create_sheet(HOW_TO), book)
    raw = io.BytesIO()
    workbook.save(raw)
    return write_whole(path, without_times(raw.getvalue()))


def read_rows(path: Path) -> tuple[str, tuple[Row, ...]]:
    """Read a workbook that `to_excel` wrote, as somebody changed it.

    Returns
    -------
    tuple of (version, rows)
        Of which version it was made (empty if that was taken out), and what stands in the rows that are not empty.

    Raises
    ------
    CodebookError
        It is no workbook, has no sheet ``codes`` with a column ``id``, names a column twice, or holds a formula or
        cells that were made one.
    """
    workbook = opened(path)
    if CODES not in workbook.sheetnames:
        raise CodebookError(
            f"The workbook has no sheet '{CODES}'.", where=path, hint="Write one with: tlc codebook excel"
        )
    sheet = workbook[CODES]
    if sheet.merged_cells.ranges:
        # All of them but the first are empty by now, and would empty what the codebook says.
        cells = sorted(map(str, sheet.merged_cells.ranges))[0]
        raise CodebookError(f"Cells {cells} were made one.", where=path, hint="Part them, and fill in each row.")
    grid = list(texts_of(sheet, path))
    columns = [_name(text) for text in grid[0]] if grid else []
    if "id" not in columns:
        raise CodebookError("The first row names no column 'id'.", where=path, hint="Keep the first row as it was.")
    twice = [name for name, times in Counter(columns).items() if name and times > 1]
    if twice:
        raise CodebookError(f"The first row names '{twice[0]}' twice.", where=path, hint="Delete one of the columns.")
    known = {name.partition(" ")[0] for name in columns_of(_EMPTY)}
    strange = [name for name in columns if name and name != WAS and name.partition(" ")[0] not in known]
    if strange:
        raise CodebookError(
            f"The first row names a column '{strange[0]}' that tlc does not know.",
            where=path,
            hint="Give it the name back that it had, or delete the column.",
        )
    rows = tuple(
        Row(number, {name: text for name, text in zip(columns, texts, strict=True) if name})
        for number, texts in enumerate(grid[1:], 2)
        if any(text.strip() for text in texts)
    )
    version = ""
    if HOW_TO in workbook.sheetnames:
        told = {str(row[0].value): str(row[1].value) for row in workbook[HOW_TO].iter_rows(max_row=100, max_col=2)}
        version = told.get(_VERSION, "")
    return version, rows


def opened(path: Path) -> Workbook:
    """Open a workbook; one that would fill the memory is refused.

    Raises
    ------
    CodebookError
        It is none, or cannot be opened.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                raise CodebookError("The workbook is too big to unpack.", where=path, hint="Is it a codebook?")
        return load_workbook(path, keep_links=False)
    except FileNotFoundError as error:
        raise CodebookError("There is no such file.", where=path, hint="Look at its name.") from error
    except OSError as error:
        raise CodebookError("The file cannot be opened.", where=path, hint="Close it in Excel.") from error
    except (
        zipfile.BadZipFile,
        SyntaxError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
    ) as error:
        raise CodebookError(
            "The file cannot be read as an Excel workbook.", where=path, hint="Save it again in Excel, as .xlsx."
        ) from error


def texts_of(sheet: Worksheet, path: Path) -> Iterator[list[str]]:
    """Give the rows of a sheet as texts.

    Raises
    ------
    CodebookError
        A cell holds a formula, or the sheet is too big for a codebook.
    """
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        raise CodebookError("The sheet is too big for a codebook.", where=path, hint="Delete what stands far below.")
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = []
        for cell in row:
            if cell.data_type == "f":
                raise CodebookError(
                    f"Cell {cell.coordinate} holds a formula.", where=(path, number), hint="Write text in its place."
                )
            value = "" if cell.value is None else cell.value
            # Excel makes a number of what looks like one.
            texts.append(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
        yield texts


def _name(head: str) -> str:
    text = " ".join(head.split())
    return text if text == WAS or text.startswith(("label ", "terms ")) else text.replace(" ", "_").casefold()


def _styles(workbook: Workbook) -> None:
    from openpyxl.styles import Alignment, Font, NamedStyle

    for name, bold in (("words", False), ("head", True)):
        wrapped = Alignment(wrap_text=True, vertical="top")
        # As text, or Excel would make a date of "1-2" and a formula of "=no".
        style = NamedStyle(name=name, font=Font(bold=bold), alignment=wrapped, number_format="@")
        workbook.add_named_style(style)


def _write_help(sheet: Worksheet, book: Codebook) -> None:
    lines: Sequence[tuple[str, str]] = (("codebook", book.name), (_VERSION, book.version), *_HELP)
    for number, (name, text) in enumerate(lines, 1):
        _put(sheet, number, 1, name, "head")
        _put(sheet, number, 2, text, "words")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 100


def _put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = without_controls(text) or None
    if cell.value is not None:
        # openpyxl takes what begins with = for a formula.
        cell.data_type = "s"
    cell.style = style
    return cell
