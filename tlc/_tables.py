"""Tables that people edit: CSV files as Excel, LibreOffice and text editors leave them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tlc._files import write_whole
from tlc._text import normalise, read
from tlc.errors import StudyError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, knowing its line so that a message can name it.

    >>> Row(Path("groups.csv"), 3, {"id": "FG01"})["id"]
    'FG01'
    """

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def where(self) -> tuple[Path, int]:
        """The place to name in a message."""
        return (self.path, self.line)

    def yes(self, column: str) -> bool:
        """Read a yes-or-no cell; an empty one is a no.

        Raises
        ------
        StudyError
            The cell holds something else.
        """
        value = self[column].casefold()
        if value in ("yes", "y", "true", "1", "da"):
            return True
        if value in ("", "no", "n", "false", "0", "nu"):
            return False
        raise StudyError(f"Column '{column}' is neither yes nor no.", where=self.where, hint="Write yes or no.")

    def many(self, column: str) -> tuple[str, ...]:
        """Read a cell that holds several values, parted by semicolons."""
        return tuple(part.strip() for part in self[column].split(";") if part.strip())


def read_table(path: Path, *, required: Sequence[str] = ()) -> tuple[Row, ...]:
    """Read a CSV table.

    Commas, semicolons and tabs are all understood (Excel writes the one of its country). Rows that begin with
    ``#`` are comments, empty rows are passed over, column names are read without regard to case.

    Raises
    ------
    StudyError
        The file is missing, is not UTF-8, lacks a required column or has one twice, has a row longer than its
        header, or has quotation marks that do not pair up.
    """
    if not path.is_file():
        raise StudyError(f"The study has no {path.name}.", where=path, hint="'tlc new' makes one to copy from.")
    rows = list(_numbered(_text_of(path), path))
    if not rows:
        raise StudyError(
            "The table is empty.", where=path, hint=f"Its first row names the columns: {', '.join(required)}."
        )
    (head_line, head), *body = rows
    columns = [name.strip().casefold().replace(" ", "_") for name in head]
    for column in required:
        if column not in columns:
            raise StudyError(
                f"The table has no column '{column}'.",
                where=(path, head_line),
                hint="Add it to the first row.",
            )
    twice = [name for place, name in enumerate(columns) if name and name in columns[:place]]
    if twice:
        raise StudyError(
            f"The table has two columns '{twice[0]}'.", where=(path, head_line), hint="Take one out, or rename it."
        )
    return tuple(_row(path, line, columns, cells) for line, cells in body)


def write_table(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], *, head: Sequence[str] = ()
) -> Path:
    """Write a CSV table that Excel opens with its accents right and runs nothing from.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it. ``head`` are comments above the
    names of the columns.
    """
    out = io.StringIO()
    out.writelines(f"{line}\r\n" for line in head)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe("" if cell is None else str(cell)) for cell in row])
    return write_whole(path, b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def safe(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; numbers stay.

    >>> safe("=SUM(A1)"), safe("-5"), safe("- ten more")
    ("'=SUM(A1)", '-5', "'- ten more")
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not cell.lstrip("+-").replace(".", "", 1).isdigit() else cell


def plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a cell: it is not part of what was written.

    >>> plain("'=SUM(A1)"), plain("'tis so")
    ('=SUM(A1)', "'tis so")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _row(path: Path, line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    # Every row gets every column, however short it is: whoever looks at one row's columns sees them all.
    named = list(zip_longest(columns, map(str.strip, cells), fillvalue=""))
    if any(cell and not name for name, cell in named):
        raise StudyError(
            "The row has more cells than the table has named columns.",
            where=(path, line),
            hint='Put quotation marks around a text that holds a comma: "one, two".',
        )
    return Row(path, line, {name: cell for name, cell in named if name})


def _text_of(path: Path) -> str:
    # A tab may part the columns, so it must outlive normalising.
    return "\t".join(normalise(part) for part in read(path).split("\t"))


def _numbered(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    content = [line for line in text.split("\n") if line.strip() and not line.lstrip('" ').startswith("#")]
    delimiter = max(",;\t", key=content[0].count) if content else ","
    begins = True

    def lines() -> Iterator[str]:
        # A quotation mark in a comment must not swallow the rows below it.
        nonlocal begins
        for line in text.split("\n"):
            is_comment = begins and line.lstrip().startswith("#")
            begins = False
            yield "\n" if is_comment else f"{line}\n"

    line = 1
    # Strict: a quotation mark that is never closed would swallow the rest of the table, and nobody would notice.
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                yield line, cells
            line, begins = reader.line_num + 1, True
    except csv.Error as error:
        raise StudyError(
            "From here on, the quotation marks do not pair up.",
            where=(path, line),
            hint='Close the one that is open; inside a quoted text, write "" for one quotation mark.',
        ) from error
