"""``actions.csv`` changed in place: one row or one cell, and every other row and comment byte for byte as it was."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tlc._files import write_whole
from tlc._person_tables import tidy
from tlc._tables import Row, safe
from tlc._text import normalise
from tlc.errors import ActionError, StudyError

#: Every column that a plan may have, in the order in which an empty one gets them.
COLUMNS = (
    *("action", "what", "because", "principles", "owner", "partners", "horizon", "by_when"),
    *("measure", "baseline", "target", "data", "status", "library", "decided_at", "decided_by"),
    *("owner_role", "cost", "because_of", "nice", "ics", "crosswalk", "note"),
)
_BOM = b"\xef\xbb\xbf"
# A line with its end, wherever tables end lines.
_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|$)")
_END = re.compile("(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\\Z")
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the table: from which line to which (half-open, from 0), and its cells as they stand."""

    first: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    r"""A plan as the bytes of its file, and what they would be with a row or a cell changed.

    Parameters
    ----------
    path : Path
    data : bytes
        As they stand; empty where there is no such file yet.

    >>> sheet = Sheet(Path("actions.csv"), b"# ours\naction,what\n1,Open later\n")
    >>> sheet.with_row({"action": "2", "what": "Ask, and listen", "library": "A23"}).data
    b'# ours\naction,what,library\n1,Open later\n2,"Ask, and listen",A23\n'
    """

    path: Path
    data: bytes = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> Sheet:
        """Read the file as it stands; one that is not there has no bytes.

        Raises
        ------
        StudyError
            It cannot be opened.
        """
        try:
            return cls(path, path.read_bytes() if path.exists() else b"")
        except OSError as error:
            raise StudyError(
                "The plan cannot be opened.", where=path, hint="May you read it? Close it in other programs."
            ) from error

    def row(self, action: str) -> Row:
        """Find the row of an action.

        Raises
        ------
        ActionError
            There is none of this id.
        """
        record = self._record(action)
        columns = self._columns
        cells = [normalise(cell).strip() for cell in record.cells] + [""] * len(columns)
        return Row(self.path, record.first + 1, {name: cells[place] for place, name in enumerate(columns) if name})

    def with_row(self, cells: Mapping[str, str]) -> Sheet:
        """Give it a row at its end; columns that it lacks are added to its first row.

        Parameters
        ----------
        cells : mapping of column to str
            Only columns of ``COLUMNS``; those that are missing stay empty.
        """
        sheet = self._with_columns(cells)
        lines = sheet._lines
        if lines and not _END.search(lines[-1]):
            lines = [*lines[:-1], lines[-1] + sheet._line_end]
        row = [safe(tidy(cells.get(name, ""))) for name in sheet._columns]
        return sheet._of([*lines, sheet._written(row, sheet._line_end)])

    def with_cells(self, action: str, cells: Mapping[str, str]) -> Sheet:
        """Write other cells into the row of an action; the rest of the row says what it said.

        Raises
        ------
        ActionError
            There is no action of this id.
        """
        self._record(action)
        sheet = self._with_columns(cells)
        record, columns = sheet._record(action), sheet._columns
        row = [*record.cells, *[""] * (len(columns) - len(record.cells))]
        for name, text in cells.items():
            row[columns.index(name)] = safe(tidy(text))
        lines = sheet._lines
        last = _END.search(lines[record.end - 1])
        written = sheet._written(row, last[0] if last else "")
        return sheet._of([*lines[: record.first], written, *lines[record.end :]])

    def write(self, before: Sheet) -> None:
        """Write it where ``before`` still stands.

        Raises
        ------
        StudyError
            The file is open in a spreadsheet, is read-only, was changed meanwhile, or cannot be written. It is as
            it was.
        """
        if open_by := [name for name in (f".~lock.{self.path.name}#", f"~${self.path.name}") if self._beside(name)]:
            raise StudyError(
                "The plan is open in a spreadsheet, which would write over what is changed here.",
                where=self.path,
                hint=f"Close it there, and run this again. If it is open nowhere, delete the file {open_by[0]}.",
            )
        if self.path.exists() and not self.path.stat().st_mode & 0o222:
            raise StudyError(
                "The plan is read-only.", where=self.path, hint="Allow writing to it, or ask whoever keeps it."
            )
        if Sheet.read(self.path).data != before.data:
            raise StudyError(
                "The plan was changed by somebody else meanwhile.", where=self.path, hint="Nothing was lost: try again."
            )
        write_whole(self.path, self.data)

    def _beside(self, name: str) -> bool:
        return self.path.with_name(name).exists()

    def _with_columns(self, cells: Mapping[str, str]) -> Sheet:
        if not self._has_head:
            if self.data.removeprefix(_BOM).strip():
                # Comments alone, as somebody left them.
                head = self._line_end if not _END.search(self._lines[-1]) else ""
                return Sheet(self.path, self.data + (head + ",".join(COLUMNS) + self._line_end).encode("utf-8"))
            return Sheet(self.path, _BOM + (",".join(COLUMNS) + "\r\n").encode("utf-8"))
        columns, lines = self._columns, self._lines
        more = [name for name in COLUMNS if cells.get(name) and name not in columns]
        if not more:
            return self
        last = self._records[0].end - 1
        end = _END.search(lines[last])
        body = lines[last][: end.start()] if end else lines[last]
        lines[last] = body + "".join(self._delimiter + name for name in more) + (end[0] if end else "")
        return self._of(lines)

    def _of(self, lines: Sequence[str]) -> Sheet:
        mark = _BOM if self.data.startswith(_BOM) else b""
        return Sheet(self.path, mark + "".join(lines).encode("utf-8"))

    def _written(self, cells: Sequence[str], end: str) -> str:
        out = io.StringIO()
        # Python quotes a cell for the table's own end of line alone; a cell with another would become two rows.
        broken = any(_BREAK.search(cell) for cell in cells)
        quoting: Literal[0, 1] = csv.QUOTE_ALL if broken else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=self._delimiter, lineterminator=end, quoting=quoting).writerow(cells)
        return out.getvalue()

    def _record(self, action: str) -> _Record:
        if self._has_head and "action" in self._columns:
            place = self._columns.index("action")
            for record in self._records[1:]:
                if len(record.cells) > place and normalise(record.cells[place]).strip() == action:
                    return record
        raise ActionError("There is no action of this id in the plan.", hint="See them all with: tlc actions list")

    @property
    def _has_head(self) -> bool:
        return bool(self._records)

    @property
    def _columns(self) -> list[str]:
        return [normalise(name).strip().casefold().replace(" ", "_") for name in self._records[0].cells]

    @property
    def _lines(self) -> list[str]:
        try:
            if b"\0" in self.data:  # UTF-16 without its mark is read elsewhere, and half a file in each is not.
                raise UnicodeDecodeError("utf-8", self.data, 0, 1, "empty bytes")
            text = self.data.removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            raise StudyError(
                "The plan is not in UTF-8.", where=self.path, hint='Save it as "CSV UTF-8", and run this again.'
            ) from error
        return [line for line in _LINE.findall(text) if line]

    @property
    def _line_end(self) -> str:
        ends = [end[0] for line in self._lines if (end := _END.search(line))]
        return ends[0] if ends else "\r\n"

    @property
    def _delimiter(self) -> str:
        content = [line for line in self._lines if line.strip() and not line.lstrip('" ').startswith("#")]
        return max(",;\t", key=content[0].count) if content else ","

    @property
    def _records(self) -> list[_Record]:
        return list(_records(self._lines, self._delimiter, self.path))


def _records(lines: Sequence[str], delimiter: str, path: Path) -> Iterator[_Record]:
    """Take a table apart as ``read_table`` does, which passes over comments and empty rows."""
    begins = True

    def fed() -> Iterator[str]:
        nonlocal begins
        for line in lines:
            is_comment = begins and line.lstrip().startswith("#")
            begins = False
            yield "\n" if is_comment else line

    first = 0
    reader = csv.reader(fed(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                yield _Record(first, reader.line_num, tuple(cells))
            first, begins = reader.line_num, True
    except csv.Error as error:
        raise StudyError(
            "From here on, the quotation marks do not pair up.",
            where=(path, first + 1),
            hint='Close the one that is open; inside a quoted text, write "" for one quotation mark.',
        ) from error
