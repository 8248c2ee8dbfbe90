"""Excel workbooks in which everything is text: nothing runs, dates stay as written, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from tlc._workbooks import without_times
from tlc.change.exports._plain import one_line, plain

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LETTERS = 32_767  # of a cell; Excel takes no more
_CUT = " [cut here]"
_WORDS, _HEAD = "words", "head"
_MORE_ROWS = 50  # that somebody may add below, with the same choices


class Book:
    """A workbook, sheet after sheet.

    Parameters
    ----------
    title : str
        Its title property.
    marks : sequence of str
        What stands at the top of each printed page.

    >>> book = Book("Actions", marks=["DRAFT"])
    >>> book.sheet("actions", ["what"], [["=SUM(1)"]])
    >>> book.saved()[:2]
    b'PK'
    """

    def __init__(self, title: str, *, marks: Sequence[str] = ()) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._marks = tuple(one_line(mark) for mark in marks)
        properties = self._book.properties
        properties.title, properties.creator = one_line(title)[:255], ""
        wrapped = Alignment(wrap_text=True, vertical="top")
        # Cells are text to Excel too: a date typed over one stays as it was typed.
        words = NamedStyle(name=_WORDS, font=Font(name="Arial", size=10), alignment=wrapped, number_format="@")
        head = NamedStyle(name=_HEAD, font=Font(name="Arial", size=10, bold=True), alignment=wrapped)
        head.fill = PatternFill("solid", fgColor="E8EDEE")
        for style in (words, head):
            self._book.add_named_style(style)

    def sheet(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float] = (),
        choices: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Add a sheet: a head that stays in sight, and rows of text.

        Parameters
        ----------
        name : str
            At most 31 letters.
        columns : sequence of str
        rows : sequence of sequences of str
            As many cells as columns in each.
        widths : sequence of float, optional
            Of columns, in letters.
        choices : mapping of column to texts, optional
            Columns in which one of a few texts stands: they get a list to choose from.
        """
        sheet = self._book.create_sheet(name)
        for column, text in enumerate(columns, 1):
            _put(sheet, 1, column, text, _HEAD)
        for number, row in enumerate(rows, 2):
            for column, (_, text) in enumerate(zip(columns, row, strict=True), 1):
                _put(sheet, number, column, text, _WORDS)
        for name_of_column, texts in (choices or {}).items():
            _choose(sheet, columns.index(name_of_column) + 1, texts, last=len(rows) + 1 + _MORE_ROWS)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for cell, width in zip(sheet[1], widths, strict=False):
            sheet.column_dimensions[cell.column_letter].width = width
        _for_paper(sheet, self._marks)

    def saved(self) -> bytes:
        """The workbook's bytes; the same content gives the same bytes."""
        raw = io.BytesIO()
        self._book.save(raw)
        return without_times(raw.getvalue())


def _put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    words = plain(text)
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = words if len(words) <= _MOST_LETTERS else words[: _MOST_LETTERS - len(_CUT)] + _CUT
    # openpyxl takes what begins with = for a formula.
    cell.data_type = "s"
    cell.style = style


def _choose(sheet: Worksheet, column: int, texts: Sequence[str], *, last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{",".join(texts)}"', allow_blank=True, showErrorMessage=True)
    choice.error = f"Choose one of: {', '.join(texts)}."
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(choice)


def _for_paper(sheet: Worksheet, marks: Sequence[str]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    # In a header of Excel, & begins a command.
    mark = " ".join(marks).replace("&", "&&")[:240] or None
    for place, text in ((sheet.oddHeader, mark), (sheet.oddFooter, "&A - page &P of &N")):
        if place is not None and place.center is not None:
            place.center.text = text
