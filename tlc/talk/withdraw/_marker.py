"""What was begun and is not finished, and what was done: ids and counts, never a word."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tlc._files import write_whole
from tlc._tables import read_table, write_table
from tlc._text import read
from tlc.errors import StudyError
from tlc.model import Problem

MARKER = "withdrawal-unfinished.toml"
RECORD = "withdrawals.csv"
COLUMNS = (
    "date",
    "participant",
    "turns_removed",
    "codings_blanked",
    "files_deleted",
    "files_left",
    "verified",
    "review",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A withdrawal that was begun: everything that the next run needs to finish it.

    Attributes
    ----------
    person, date : str
        Who leaves, and the day on which it was begun.
    turns : tuple of str
        Ids of their turns.
    earlier : tuple of str
        Ids of their turns in earlier versions of transcripts that were corrected.
    codings : int
        How many codings there were on them.
    review : tuple of str
        Ids of others' turns to read again.
    notes : tuple of str
        Memos and summaries to read again: ``asha/FG01:0003/access.hours``.
    again : bool
        They had left before, and words of theirs had come back.
    known : bool
        They spoke, and the transcripts hold the words of all their turns: the folder can be searched for them.
    delete : tuple of str
        SHA-256 of the paths of files that somebody agreed to delete.
    left : int
        Files that still held something of theirs, or could not be looked into, when the folder was verified.
    verified : bool or None
        Whether the folder was searched and nothing of theirs was found; None before it was searched.
    """

    person: str
    date: str
    turns: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    codings: int = 0
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    again: bool = False
    known: bool = True
    delete: tuple[str, ...] = ()
    left: int = 0
    verified: bool | None = None

    def save(self, folder: Path) -> None:
        """Write the marker; from then on the study makes no report until the withdrawal is finished."""
        import tomli_w

        values = {name: value for name, value in asdict(self).items() if value is not None}
        note = (
            f"# {self.person} is leaving this study. Leave this file where it is, and run: tlc withdraw {self.person}\n"
        )
        write_whole(folder / MARKER, note + tomli_w.dumps(values))

    def record(self, folder: Path) -> None:
        """Add a line to ``withdrawals.csv``, unless an earlier run did so just before it was stopped."""
        rows = [[row[name] for name in COLUMNS] for row in records(folder)]
        new = [self.date, self.person, len(self.turns), self.codings, len(self.delete), self.left]
        new += ["yes" if self.verified else "no", " ".join((*self.review, *self.notes))]
        line = [str(cell) for cell in new]
        if line not in rows:
            write_table(folder / RECORD, COLUMNS, [*rows, line])


def begun(folder: Path) -> Begun | None:
    """Read what was begun and not finished; None where nothing was.

    Raises
    ------
    StudyError
        The marker cannot be read.
    """
    path = folder / MARKER
    if not path.is_file():
        return None
    try:
        values: dict[str, Any] = tomllib.loads(read(path))
        names = {field.name for field in fields(Begun)}
        known = {name: _tuple(value) for name, value in values.items() if name in names}
        return Begun(**known)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise StudyError(
            "The note about an unfinished withdrawal cannot be read.",
            where=path,
            hint="Delete this one file, and run tlc withdraw again with the participant's id.",
        ) from error


def records(folder: Path) -> tuple[Mapping[str, str], ...]:
    """Read the lines of ``withdrawals.csv``; none where nobody left."""
    path = folder / RECORD
    return tuple(row.cells for row in read_table(path, required=COLUMNS)) if path.is_file() else ()


def check_leaving(folder: Path) -> tuple[Problem, ...]:
    """A withdrawal that was begun and not finished is an error: no report may be made from half of it."""
    unfinished = begun(folder)
    if unfinished is None:
        return ()
    return (
        Problem(
            severity="error",
            what=f"{unfinished.person} is leaving the study, and this is not finished.",
            where=MARKER,
            mend=f"Finish it with: tlc withdraw {unfinished.person}",
        ),
    )


def finished(folder: Path) -> None:
    """Take the marker away: the withdrawal is done."""
    try:
        (folder / MARKER).unlink(missing_ok=True)
    except OSError as error:
        raise StudyError(
            "The file cannot be deleted.", where=folder / MARKER, hint="Close it, and run the same command again."
        ) from error


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
