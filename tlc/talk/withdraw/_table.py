"""One cell of participants.csv is changed; every other byte of the file stays as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tlc._files import write_whole
from tlc._text import decode, normalise
from tlc.errors import StudyError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What ends a line for `tlc._text.normalise`, and so for whoever reads the table.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell and where it stands in the text: from ``start`` up to, not including, ``end``."""

    value: str
    start: int
    end: int


def mark_withdrawn(path: Path, person: str) -> bool:
    """Write ``yes`` under ``withdrawn`` in a participant's row; a missing column is added at the end.

    Returns
    -------
    bool
        Whether the file was changed; not where it said so already.

    Raises
    ------
    StudyError
        The person is not in the table, or the file cannot be read or written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StudyError("The file cannot be opened.", where=path, hint="Is it there, and may you read it?") from error
    decode(data, where=path, kind=StudyError)
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8"))
    new = _marked(data[len(bom) :].decode(encoding), person, path)
    if new is None:
        return False
    write_whole(path, bom + new.encode(encoding))
    return True


def _marked(text: str, person: str, path: Path) -> str | None:
    delimiter = _delimiter(text)
    rows = list(_rows(text, delimiter))
    head = [cell.value.casefold().replace(" ", "_") for cell in rows[0]] if rows else []
    row = next((row for row in rows[1:] if _named(row, head) == person), None)
    if row is None:
        raise StudyError(
            f"{person} is not in participants.csv.", where=path, hint="Use an id as it stands under 'participant'."
        )
    if "withdrawn" in head:
        return _with_cell(text, row, head.index("withdrawn"), delimiter)
    # From the back, so that the places in front stay true.
    text = _with_cell(text, row, len(head), delimiter) or text
    end = rows[0][-1].end
    return f"{text[:end]}{delimiter}withdrawn{text[end:]}"


def _named(row: list[_Cell], head: list[str]) -> str | None:
    column = head.index("participant") if "participant" in head else len(row)
    return row[column].value if column < len(row) else None


def _with_cell(text: str, row: list[_Cell], column: int, delimiter: str) -> str | None:
    if column < len(row):
        cell = row[column]
        if cell.value.casefold() in ("yes", "y", "true", "1", "da"):
            return None
        return f"{text[: cell.start]}yes{text[cell.end :]}"
    end = row[-1].end
    return f"{text[:end]}{delimiter * (column - len(row) + 1)}yes{text[end:]}"


def _delimiter(text: str) -> str:
    # As tlc._tables finds it: by the first line that is neither empty nor a comment.
    lines = (line for line in _LINE_END.split(text) if line.strip() and not line.lstrip('" \t').startswith("#"))
    return max(",;\t", key=next(lines, "").count)


def _rows(text: str, delimiter: str) -> Iterator[list[_Cell]]:
    """Cut a table into rows of cells that know their places; comments and empty rows are passed over."""
    place = 0
    while place < len(text):
        line_end = _LINE_END.search(text, place)
        stop = line_end.start() if line_end else len(text)
        if text[place:stop].lstrip().lstrip("\ufeff").startswith("#"):
            place = line_end.end() if line_end else stop
            continue
        row, place = _row(text, place, delimiter)
        if any(cell.value for cell in row) and not row[0].value.startswith("#"):
            yield row


def _row(text: str, place: int, delimiter: str) -> tuple[list[_Cell], int]:
    row: list[_Cell] = []
    while True:
        start = place
        if text[place : place + 1] == '"':
            place = _after_quotes(text, place)
        line_end = _LINE_END.search(text, place)
        stop = line_end.start() if line_end else len(text)
        comma = text.find(delimiter, place, stop)
        end = stop if comma < 0 else comma
        raw = text[start:end]
        value = raw[1:-1].replace('""', '"') if raw[:1] == '"' else raw
        row.append(_Cell(normalise(value).strip(), start, end))
        if comma < 0:
            return row, line_end.end() if line_end else stop
        place = comma + 1


def _after_quotes(text: str, place: int) -> int:
    """Where a quoted cell ends; two quotation marks in it stand for one."""
    place += 1
    while (place := text.find('"', place)) >= 0:
        if text[place + 1 : place + 2] != '"':
            return place + 1
        place += 2
    return len(text)
