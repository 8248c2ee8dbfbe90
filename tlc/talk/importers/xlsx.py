"""Excel workbooks: a turn in each row, under headings such as Speaker, Romanian, English, Time."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections import Counter

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula

from tlc._text import normalise
from tlc.talk.importers import _office
from tlc.talk.importers._account import balanced, characters, no_words
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows
from tlc.talk.importers._word import all_text

_Cells = list[tuple[object, str]]

# One cell in a far corner makes openpyxl fill everything before it.
MAX_CELLS = 2_000_000

_WHAT = "an Excel workbook"
_ASIDE = {"xl/comments": "comments", "xl/drawings/": "text boxes"}
_FAULTS = (
    InvalidFileException,
    zipfile.BadZipFile,
    SyntaxError,  # what XML parsers raise
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)


def read(data: bytes, *, name: str) -> RawTranscript:
    """Read a transcript from a workbook; the first sheet whose columns can be told apart is taken.

    A cell with a formula gives what Excel last showed in it, or its own text where Excel showed nothing or a fault:
    "- I said no" is talk, and Excel takes it for a formula.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is no workbook, is unsafe to unpack, its columns cannot be told apart, or it holds no words.
    """
    archive = _office.opened(data, name=name, what=_WHAT)
    aside: Counter[str] = Counter()
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            # openpyxl is given nothing that this does not let pass.
            part = _office.part(archive, member, name=name, what=_WHAT)
            if kind := next((kind for start, kind in _ASIDE.items() if member.startswith(start)), ""):
                aside[kind] += characters(all_text(part))
    sheets = _sheets(data, name=name)
    sizes = [sum(characters(cell) for row in rows for cell in row.cells) for rows in sheets]
    if not sum(sizes):
        raise no_words(name)
    for rows, size in zip(sheets, sizes, strict=True):
        if size and (talk := talk_of_rows(rows)):
            read_in = sum(sizes) + sum(aside.values())
            aside += talk.aside + Counter({"other sheets": sum(sizes) - size})
            return balanced(talk.turns, read=read_in, aside=aside, unit="row", name=name)
    raise columns_unknown(name)


def _sheets(data: bytes, *, name: str) -> list[list[Row]]:
    try:
        with warnings.catch_warnings():
            # openpyxl warns of looks that it does not know; only words matter here.
            warnings.simplefilter("ignore")
            written = _cells(data, shown=False)
            has_formulas = any(kind == "f" for rows in written for row in rows for _, kind in row)
            shown = _cells(data, shown=True) if has_formulas else written
            return [
                [_row(number, *pair) for number, pair in enumerate(zip(*sheet, strict=True), start=1)]
                for sheet in zip(written, shown, strict=True)
            ]
    except _FAULTS:
        # Without its cause: openpyxl quotes the cell that it stumbles over.
        raise _office.cannot_open(name, what=_WHAT) from None


def _cells(data: bytes, *, shown: bool) -> list[list[_Cells]]:
    """Read the cells of all sheets, each with its kind; of a formula what it showed, or what was written."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=shown)
    sheets: list[list[_Cells]] = []
    total = 0
    for sheet in book.worksheets:
        # The size that a file declares for a sheet may be anything.
        sheet.reset_dimensions()
        rows: list[_Cells] = []
        for row in sheet.iter_rows():
            total += len(row) + 1
            if total > MAX_CELLS:
                raise ValueError("too many cells")
            rows.append([(cell.value, str(cell.data_type)) for cell in row])
        sheets.append(rows)
    return sheets


def _row(number: int, written: _Cells, shown: _Cells) -> Row:
    values = (
        value if kind != "f" or result is None or result_kind == "e" else result
        for (value, kind), (result, result_kind) in zip(written, shown, strict=True)
    )
    return Row(number=number, cells=tuple(normalise(_text(value)) for value in values))


def _text(value: object) -> str:
    if isinstance(value, str):
        # Excel writes a line end as _x000D_.
        return unescape(value)
    if isinstance(value, ArrayFormula):
        return value.text or ""
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(value.total_seconds(), 60)
        return f"{minutes // 60:.0f}:{minutes % 60:02.0f}:{seconds:06.3f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
