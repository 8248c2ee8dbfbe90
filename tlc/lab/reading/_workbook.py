"""The framework matrix as an Excel workbook that runs nothing, and comes out the same each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pandas as pd

from tlc._files import write_whole
from tlc._workbooks import without_controls, without_times
from tlc.errors import StudyError
from tlc.model import Code

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LETTERS = 32_767  # of a cell; Excel takes no more
_CUT = " [cut here: the whole of it is in the study]"
# Excel refuses these, and nobody said them.
_FIRST_ROW = 4
_WORDS, _HEAD = "words", "head"


def write_workbook(
    path: Path,
    heads: Sequence[tuple[str, Sequence[Code]]],
    rows: Sequence[tuple[str, Sequence[tuple[str, bool]]]],
    quotes: pd.DataFrame | None,
) -> Path:
    """Write the sheets ``matrix`` and ``quotes``.

    Everything is written as text, so that words such as "=1+1" stay words.

    Parameters
    ----------
    path : Path
        Ends in ``.xlsx``.
    heads : sequence of (heading, codes)
    rows : sequence of (case, cells)
        Each cell is what stands in it, and whether it has quotes, to which it is then linked.
    quotes : DataFrame or None
        One row a quote, with columns ``row`` and ``code``.

    Raises
    ------
    StudyError
        The name does not end in ``.xlsx``, or the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, NamedStyle
    from openpyxl.worksheet.hyperlink import Hyperlink

    if path.suffix.casefold() != ".xlsx":
        raise StudyError("The matrix is saved as an Excel workbook.", where=path, hint="Name it matrix.xlsx, say.")
    book = Workbook()
    for name, bold in ((_WORDS, False), (_HEAD, True)):
        # Two styles by name: one for each cell would take longer than all the rest.
        wrapped = Alignment(wrap_text=True, vertical="top")
        book.add_named_style(NamedStyle(name=name, font=Font(bold=bold), alignment=wrapped))
    grid = book.worksheets[0]
    grid.title = "matrix"
    at = _write_quotes(book.create_sheet("quotes"), quotes) if quotes is not None else {}
    _write_heads(grid, heads)
    codes = [code for _, of in heads for code in of]
    for number, (case, cells) in enumerate(rows, _FIRST_ROW):
        _put(grid, number, 1, case, bold=True)
        for column, (code, (words, has_quotes)) in enumerate(zip(codes, cells, strict=True), 2):
            cell = _put(grid, number, column, words)
            if has_quotes:
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"quotes!A{at[case, code.id]}")
    grid.freeze_panes = f"B{_FIRST_ROW}"
    _widen(grid, [16, *(32 for _ in codes)])
    raw = io.BytesIO()
    book.save(raw)
    return write_whole(path, without_times(raw.getvalue()))


def _write_heads(grid: Worksheet, heads: Sequence[tuple[str, Sequence[Code]]]) -> None:
    column = 2
    for heading, codes in heads:
        for code in codes:
            # In every column, so that it can be filtered and read aloud.
            for row, words in enumerate((heading, code.name, code.id), 1):
                _put(grid, row, column, words, bold=True)
            column += 1


def _write_quotes(sheet: Worksheet, quotes: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Write one row a quote; give the row in which each cell's quotes begin."""
    at: dict[tuple[str, str], int] = {}
    for column, name in enumerate(quotes.columns, 1):
        _put(sheet, 1, column, str(name), bold=True)
    for number, row in enumerate(quotes.fillna("").to_dict("records"), 2):
        at.setdefault((str(row["row"]), str(row["code"])), number)
        for column, value in enumerate(row.values(), 1):
            _put(sheet, number, column, str(value))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    widths = {"quote": 70, "original": 70, "memo": 40, "label": 30, "coding": 22}
    _widen(sheet, [widths.get(str(name), 14) for name in quotes.columns])
    return at


def _put(sheet: Worksheet, row: int, column: int, words: str, *, bold: bool = False) -> Cell:
    text = without_controls(words)
    if len(text) > _MOST_LETTERS:
        text = text[: _MOST_LETTERS - len(_CUT)] + _CUT
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = text
    # openpyxl takes what begins with = for a formula.
    cell.data_type = "s"
    cell.style = _HEAD if bold else _WORDS
    return cell


def _widen(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
