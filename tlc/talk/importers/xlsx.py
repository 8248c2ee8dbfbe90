"""Excel workbooks: a turn in each row, under headings such as Speaker, Romanian, English, Time."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula

from tlc._text import normalise
from tlc.talk.importers import _office
from tlc.talk.importers._account import Aside, balanced, characters, no_words, not_too_many
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows
from tlc.talk.importers._word import all_text

_Cells = list[tuple[object, str]]

# One cell in a far corner makes openpyxl fill everything before it.
MAX_CELLS = 2_000_000

_WHAT = "an Excel workbook"
_ASIDE = {"xl/comments": "comments", "xl/drawings/": "text boxes"}
_WRITTEN = frozenset({"creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category"})
_WRITTEN |= frozenset({"Company", "Manager", "contentStatus", "HyperlinkBase", "lpwstr"})
_CELL = re.compile(r"([A-Z]{1,3})\d{1,8}")
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
    aside = Aside()
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            # openpyxl is given nothing that this does not let pass.
            part = _office.part(archive, member, name=name, what=_WHAT)
            if kind := next((kind for start, kind in _ASIDE.items() if member.startswith(start)), ""):
                aside.add(kind, all_text(part))
            if member.startswith("xl/worksheets/") and not _in_order(part):
                raise _office.cannot_open(name, what=_WHAT) from None
            if member.startswith("xl/worksheets/"):
                # Formatted rows may be a million; only those with something in a cell count.
                not_too_many(sum(any(map(len, row)) for row in part.iter("{*}row")), name=name)
            for text in _beside(part, member):
                aside.mention("properties", text)
    sheets = _sheets(data, name=name)
    sizes = [sum(characters(cell) for row in rows for cell in row.cells) for rows in sheets]
    if not sum(sizes):
        raise no_words(name)
    for rows, size in zip(sheets, sizes, strict=True):
        if size and (talk := talk_of_rows(rows)):
            read_in = sum(sizes) + sum(aside.counts.values())
            aside.take(talk.aside)
            for other in sheets:
                if other is not rows:
                    aside.add("other sheets", "\n".join(cell for row in other for cell in row.cells))
            return balanced(talk.turns, read=read_in, aside=aside, unit="row", name=name)
    raise columns_unknown(name)


def _in_order(sheet: etree._Element) -> bool:
    """Whether each row and cell stands after the one before; openpyxl drops what does not, and says nothing."""
    before = 0
    for row in sheet.iter("{*}row"):
        number = row.get("r")
        place = before + 1 if number is None else int(number) if number.isdecimal() and len(number) < 9 else 0
        if place <= before or not _increase(str(cell.get("r") or "") for cell in row.iter("{*}c")):
            return False
        before = place
    return True


def _increase(cells: Iterable[str]) -> bool:
    before = 0
    for cell in cells:
        found = _CELL.fullmatch(cell)
        column = before + 1 if not cell else column_index_from_string(found[1]) if found else 0
        if column <= before:
            return False
        before = column
    return True


def _beside(part: etree._Element, member: str) -> Iterator[str]:
    """Yield what the gate has to see beside the cells: who wrote the file, names of sheets, links."""
    for node in part.iter(etree.Element):
        kind = str(node.tag).rpartition("}")[2]
        if (member.startswith("docProps/") and kind in _WRITTEN and node.text) or (kind == "author" and node.text):
            yield node.text
        elif kind in ("sheet", "definedName"):
            yield str(node.get("name", ""))
        elif kind == "Relationship" and node.get("TargetMode") == "External":
            yield str(node.get("Target", ""))


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
