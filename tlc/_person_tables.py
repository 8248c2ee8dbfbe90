"""Tables that several people write: one file a person, so that a shared folder never has to merge two."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from unicodedata import category

from tlc._clock import FORM, utc_now
from tlc._tables import Row, plain, read_table, write_table
from tlc._text import read, without_unseen
from tlc.errors import CodingError, StudyError
from tlc.model import Coder

#: Columns that every such table begins with.
FIRST = ("id", "at", "by")
_PATIENCE = 5.0
_STALE = 60.0


@dataclass(frozen=True, slots=True)
class PersonTables:
    """A folder of tables, ``asha.csv`` and ``ben.csv``, each written by one person and read by all.

    A row is never changed by the person who wrote it: a later row says what holds now. Only what somebody said who
    leaves the study is taken out.

    Parameters
    ----------
    folder : Path
        Made when the first row is written.
    columns : tuple of str
        They begin with ``id``, ``at`` and ``by``; the others are the table's own.

    >>> import tempfile
    >>> log = PersonTables(Path(tempfile.mkdtemp()), ("id", "at", "by", "what"))
    >>> log.append("asha", {"what": "=1+1"})
    'asha-1'
    >>> [(row["by"], row["what"]) for row in log.rows()]
    [('asha', '=1+1')]
    """

    folder: Path
    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.columns[: len(FIRST)] != FIRST:
            raise StudyError("A table of this kind begins with the columns id, at and by.")

    def rows(self) -> tuple[Row, ...]:
        """Read everybody's rows in the order of their times; a folder that is not there holds none.

        Raises
        ------
        StudyError
            A file is damaged, or a row in it is not of the person whose file it is: it says which line.
        """
        return tuple(sorted((row for path in self.files() for row in self._read(path)), key=_order))

    def append(self, by: str, cells: Mapping[str, str], *, at: str = "") -> str:
        """Write a row at the end of a person's file.

        Parameters
        ----------
        by : str
            Who writes: a short name that the team knows, and that becomes the file's.
        cells : mapping of str to str
            The table's own columns; one that is missing stays empty. Line breaks become blanks.
        at : str
            ISO 8601 in UTC, to the second. A clock that was set back moves no row before earlier ones. Empty for now:
            then it comes after everything that others wrote, also within the same second.

        Returns
        -------
        str
            The row's id: ``asha-3``.

        Raises
        ------
        StudyError
            The name cannot be a file's, a file is damaged, or it cannot be written: nothing was.
        """
        (name,) = self.extend(by, (cells,), at=at)
        return name

    def extend(self, by: str, many: Iterable[Mapping[str, str]], *, at: str = "") -> tuple[str, ...]:
        """Write several rows at once, as `append` does: all of them, or none."""
        path = self.folder / f"{checked_person(by)}.csv"
        with alone(path):
            # What another window wrote meanwhile stays.
            mine = self._read(path) if path.is_file() else ()
            first = max((_number(row) for row in mine), default=0) + 1
            moment = self._moment(by, at)
            new = []
            for number, cells in enumerate(many, start=first):
                row = {column: tidy(cells.get(column, "")) for column in self.columns}
                new.append(row | {"id": f"{by}-{number}", "at": moment, "by": by})
            self._write(path, [*(row.cells for row in mine), *new])
        return tuple(row["id"] for row in new)

    def rewrite(self, change: Callable[[Mapping[str, str]], Mapping[str, str] | None]) -> int:
        """Change rows of everybody's, or take them out, since somebody leaves the study.

        Parameters
        ----------
        change : callable
            Given a row's cells, it gives them as they shall be; None takes the row out.

        Returns
        -------
        int
            How many rows are other than they were.
        """
        count = 0
        for path in self.files():
            with alone(path):
                before = [dict(row.cells) for row in self._read(path)]
                after = [change(dict(cells)) for cells in before]
                changed = sum(one != other for one, other in zip(before, after, strict=True))
                if changed:
                    self._write(path, [cells for cells in after if cells is not None])
                count += changed
        return count

    def check(self, understood: Callable[[Row], object] = lambda row: row) -> Iterator[StudyError]:
        """Say what is wrong with the files, one error for each that cannot be read.

        Parameters
        ----------
        understood : callable
            What makes something of a row, or raises the error that says why it cannot.
        """
        for path in self.files():
            try:
                for row in self._read(path):
                    understood(row)
            except StudyError as error:
                yield error

    def files(self) -> tuple[Path, ...]:
        """Everybody's files by their names."""
        return tuple(sorted(path for path in self.folder.glob("*.csv") if not path.name.startswith(".")))

    def _moment(self, by: str, at: str) -> str:
        rows = self.rows()
        moment = max((at or utc_now(), *(row["at"] for row in rows)))
        if not at and any(row["at"] == moment and row["by"] != by for row in rows):
            # Times are kept to the second, and who wrote last must not stand first because of their name.
            moment = (datetime.strptime(moment, FORM).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(FORM)
        return moment

    def _read(self, path: Path) -> tuple[Row, ...]:
        rows, seen = read_table(path, required=self.columns), set()
        for row in rows:
            if row["by"] != path.stem or not re.fullmatch(rf"{re.escape(path.stem)}-[1-9]\d*", row["id"], re.ASCII):
                raise spoilt(row, "The row is not by the person whose file this is.")
            if not _is_time(row["at"]):
                raise spoilt(row, "The column 'at' holds no time.")
            if row["id"] in seen:
                raise spoilt(row, "Two rows have the same id.")
            seen.add(row["id"])
        return tuple(replace(row, cells={name: plain(cell) for name, cell in row.cells.items()}) for row in rows)

    def _write(self, path: Path, rows: Iterable[Mapping[str, str]]) -> None:
        body = [[cells.get(column, "") for column in self.columns] for cells in rows]
        write_table(path, self.columns, body, head=_head(path))


def tidy(text: str) -> str:
    r"""Write on one line what somebody wrote, without what nobody sees: one NUL, and no log could be read again.

    >>> tidy(" No\x00 \u202eID\n\x1b asked ")
    'No ID asked'
    """
    seen = without_unseen(" ".join(text.split()))
    return " ".join("".join(sign for sign in seen if category(sign) not in ("Cc", "Cs")).split())


def checked_person(by: str) -> str:
    """Check who decides: their name becomes a file's.

    Raises
    ------
    StudyError
        The name cannot be a file's, or it is a machine's.

    >>> checked_person("asha")
    'asha'
    """
    try:
        Coder(id=by, name=by)
    except CodingError as error:
        raise StudyError(
            "Who decides is named by a short name that the team knows.",
            hint="Use lower-case letters, digits, - and _, beginning with a letter: asha.",
        ) from error
    if by in ("rules", "model", "agreed"):
        raise StudyError(f"'{by}' decides nothing: people do.", hint="Use your own short name: asha.")
    return by


def spoilt(row: Row, what: str) -> StudyError:
    """Say of a row that it is not as it was written, and what to do."""
    return StudyError(what, where=row.where, hint="Put back what stood there, from an earlier version of the file.")


def _head(path: Path) -> list[str]:
    """The comments above a table: a sample says there that everything in it is invented."""
    lines = read(path).splitlines() if path.is_file() else []
    return list(takewhile(lambda line: line.startswith("#"), lines))


def _is_time(text: str) -> bool:
    try:
        return datetime.strptime(text, FORM).replace(tzinfo=UTC).strftime(FORM) == text
    except ValueError:
        return False


def _number(row: Row) -> int:
    return int(row["id"].rpartition("-")[2])


def _order(row: Row) -> tuple[str, str, int]:
    return (row["at"], row["by"], _number(row))


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep two windows of one person from writing at once: the second waits, and loses nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _shut(path.parent) from error
    lock = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + _PATIENCE
    while not _taken(lock):
        if time.monotonic() > until:
            raise StudyError("The file is being written by another window.", where=path, hint="Try again in a minute.")
        time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        # Whoever was stopped while writing left it behind.
        try:
            if time.time() - lock.stat().st_mtime > _STALE:
                lock.unlink(missing_ok=True)
        except OSError:
            pass
        return False
    except OSError as error:
        raise _shut(lock.parent) from error
    return True


def _shut(folder: Path) -> StudyError:
    return StudyError(
        "What was decided cannot be written.",
        where=folder,
        hint="Is there room on the disk, and may you write there? Nothing was decided.",
    )
