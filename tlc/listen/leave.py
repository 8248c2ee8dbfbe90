"""Codings on words that somebody took back: the log keeps that they were made, and none of the words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from tlc.errors import CodingError

#: Stands for each letter of a quote that was taken out. A span says how long a quote is, and that stays so.
BLANK = "\u2591"
_WAIT_SECONDS = 5
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event' ORDER BY name"


def coder_files(folder: Path) -> tuple[Path, ...]:
    """List the coders' files; what macOS leaves beside them (``._asha.sqlite``) is none."""
    return tuple(path for path in sorted(folder.glob("*.sqlite")) if not path.name.startswith("."))


def count_codings(path: Path, turns: Collection[str]) -> int:
    """How many codings were ever made on some turns: those taken back since are in the log too.

    Raises
    ------
    CodingError
        The file cannot be read, or somebody else has it locked.
    """
    try:
        with closing(_connected(path)) as file:
            # A lock now, rather than half-way through.
            file.execute("BEGIN IMMEDIATE")
            made = [turn for (turn,) in file.execute("SELECT turn FROM event WHERE kind = 'add'")]
            file.execute("ROLLBACK")
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path) from error
    return sum(turn in turns for turn in made)


def blank_codings(
    path: Path, turns: Collection[str], *, at: str, holds: Callable[[str], bool] = lambda _: False
) -> int:
    """Take the words out of the codings on some turns, and take these codings back.

    The events stay, so that the history can still be read: what is left of them is who coded which turn, when, and
    with which code. The file is then rewritten without a trace of the words, and no journal is left beside it. Doing
    it again changes nothing.

    Parameters
    ----------
    path : Path
        One coder's file.
    turns : collection of str
        Ids of the turns.
    at : str
        When the codings are taken back, in ISO 8601.
    holds : callable
        Whether a memo on another turn holds words that must go; such a memo is emptied, its coding stays.

    Returns
    -------
    int
        How many codings were blanked this time.

    Raises
    ------
    CodingError
        The file is not one of tlc's, cannot be written, or is locked; nothing in it was changed.
    """
    try:
        with closing(_connected(path)) as file:
            file.execute("PRAGMA secure_delete = ON")
            # The rewriting below would else put the words into a file of its own, outside the study.
            file.execute("PRAGMA temp_store = MEMORY")
            file.execute("PRAGMA journal_mode = DELETE")
            file.execute("BEGIN EXCLUSIVE")
            # Whatever stops this before COMMIT, closing the file or the next opening takes all of it back.
            count = _blank(file, frozenset(turns), at, holds)
            file.execute("COMMIT")
            # Blanking leaves a free page on purpose: as long as there is one, the rewriting is still to be done.
            if file.execute("PRAGMA freelist_count").fetchone()[0]:
                file.execute("VACUUM")
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path) from error
    _sync(path)
    return count


def _blank(file: sqlite3.Connection, turns: frozenset[str], at: str, holds: Callable[[str], bool]) -> int:
    rows = file.execute("SELECT number, coding, turn, quote, memo, because FROM event WHERE kind = 'add'").fetchall()
    theirs = [row for row in rows if row[2] in turns]
    words = [row for row in theirs if set(row[3]) - {BLANK} or row[4] or row[5]]
    memos = [row for row in rows if row[2] not in turns and row[4] and holds(row[4])]
    gone = _live(file) & {row[1] for row in theirs}
    if not (words or memos or gone):
        return 0
    # The log lets nobody change it; this is the one exception, and it ends with the transaction.
    triggers = file.execute(_TRIGGERS).fetchall()
    for name, _ in triggers:
        file.execute(f'DROP TRIGGER "{name}"')
    for row in words:
        blank = (BLANK * len(row[3]), row[0])
        file.execute("UPDATE event SET quote = ?, memo = '', because = '' WHERE number = ?", blank)
    for row in memos:
        file.execute("UPDATE event SET memo = '' WHERE number = ?", (row[0],))
    for coding in sorted(gone):
        file.execute(
            "INSERT INTO event (kind, at, coding, because) VALUES ('remove', ?, ?, 'withdrawn')",
            (at, coding),
        )
    for _, statement in triggers:
        file.execute(statement)
    file.execute("CREATE TABLE scratch (one)")
    file.execute("DROP TABLE scratch")
    return len(words)


def _live(file: sqlite3.Connection) -> set[str]:
    found: set[str] = set()
    for kind, coding in file.execute("SELECT kind, coding FROM event ORDER BY number"):
        (found.add if kind == "add" else found.discard)(coding)
    return found


def _connected(path: Path) -> sqlite3.Connection:
    # A file that is not there must not be made.
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    file.execute("PRAGMA synchronous = FULL")
    return file


def _sync(path: Path) -> None:
    # The journal is gone for good only when the folder says so on the disk. Windows knows no such thing.
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unusable(path: Path) -> CodingError:
    return CodingError(
        "The codings cannot be read or written.",
        where=path,
        hint="Close the file in other notebooks and programs, and run the same command again.",
    )
