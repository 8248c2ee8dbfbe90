"""The log of decisions about topics: a table for each person that opens in Excel, and that only grows."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tlc._tables import Row, read_table, write_table
from tlc.errors import StudyError
from tlc.listen.topics.decisions.decision import WHATS, Decision, checked_name, is_verdict

#: In the study's folder ``topics``.
FOLDER = "decisions"
COLUMNS = ("id", "at", "by", "what", "topics", "value", "why", "words", "count", "turns")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TURN = re.compile(r"[^\s:|;,]+:\d+")
_PARTS = " | "
_PATIENCE = 5.0
_STALE = 60.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everybody's decisions about the topics of a study, in the order of their times.

    One file for each person, ``topics/decisions/asha.csv``, which nobody else writes: a shared folder never has to
    merge two. Nothing is ever taken out of it but the turns of somebody who leaves the study.

    Parameters
    ----------
    folder : Path
        The folder of the files; made when the first decision is written.
    all : tuple of Decision

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "decisions"
    >>> new = Decision(id="", at="2026-06-01T10:00:00Z", by="asha", what="name", topics=(4,), value="No ID")
    >>> Decisions.read(folder).add(new).all[-1].id
    'asha-1'
    """

    folder: Path
    all: tuple[Decision, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Decisions:
        """Read everybody's decisions; a folder that is not there holds none.

        Raises
        ------
        StudyError
            A file is damaged, or was changed into something that is no decision: it says which line.
        """
        found = [one for path in _files(folder) for one in _read(path)]
        return cls(folder, _in_order(found))

    def add(self, new: Decision) -> Decisions:
        """Write a decision at the end of its person's file, and read everybody's again.

        Parameters
        ----------
        new : Decision
            It gets its id here. A clock that was set back does not move it before what was decided already.

        Raises
        ------
        StudyError
            A file is damaged or cannot be written: nothing was decided.
        """
        path = self.folder / f"{checked_name(new.by)}.csv"
        with _alone(path):
            # What another window wrote meanwhile stays.
            mine = _read(path) if path.is_file() else ()
            number = max((one.number for one in mine), default=0) + 1
            at = max((new.at, *(one.at for one in (*self.all, *mine))))
            signed = replace(new, id=f"{new.by}-{number}", at=at)
            _write(path, (*mine, signed))
        return Decisions.read(self.folder)

    def __getitem__(self, name: str) -> Decision:
        for one in self.all:
            if one.id == name:
                return one
        raise StudyError("There is no decision of this id.", hint="See them all with: tlc topics log")


def without_turns(folder: Path, turns: Collection[str]) -> int:
    """Take turns out of everybody's decisions, since who said them left the study.

    Words that stood for a topic with such a turn go with them. That it was decided stays, with who and why.

    Returns
    -------
    int
        In how many decisions they stood.

    Raises
    ------
    StudyError
        A file is damaged or cannot be written.
    """
    count = 0
    for path in _files(folder):
        with _alone(path):
            before = _read(path)
            after = tuple(_cleared(one, frozenset(turns)) for one in before)
            count += sum(one != other for one, other in zip(before, after, strict=True))
            if after != before:
                _write(path, after)
    return count


def count_with(folder: Path, turns: Collection[str]) -> int:
    """Count the decisions that name any of these turns."""
    theirs = frozenset(turns)
    return sum(_cleared(one, theirs) != one for path in _files(folder) for one in _read(path))


def check_decisions(folder: Path) -> Iterator[StudyError]:
    """Say what is wrong with the files, one error for each that cannot be read."""
    for path in _files(folder):
        try:
            _read(path)
        except StudyError as error:
            yield error


def _in_order(found: list[Decision]) -> tuple[Decision, ...]:
    """By their times. These are kept to the second: what was taken back within it stands before the taking back."""
    ids = {one.id for one in found}
    waiting: dict[str, list[Decision]] = {}
    ordered: dict[str, Decision] = {}
    for one in sorted(found, key=lambda one: (one.at, one.by, one.number)):
        if one.what == "undo" and one.value in ids and one.value not in ordered:
            waiting.setdefault(one.value, []).append(one)
            continue
        ready = [one]
        for each in ready:
            ordered[each.id] = each
            ready += waiting.pop(each.id, [])
    # Undoings that take each other back, which only a hand in the file can have made, come last.
    return (*ordered.values(), *(one for many in waiting.values() for one in many))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.csv") if not path.name.startswith("."))


def _cleared(one: Decision, turns: frozenset[str]) -> Decision:
    if not any(part & turns for part in one.turns):
        return one
    return replace(one, turns=tuple(part - turns for part in one.turns), words="")


def _write(path: Path, decisions: Iterable[Decision]) -> None:
    rows = [
        (
            one.id,
            one.at,
            one.by,
            one.what,
            ";".join(map(str, one.topics)),
            one.value,
            one.why,
            one.words,
            ";".join(str(len(part)) for part in one.turns),
            _PARTS.join(" ".join(sorted(part)) for part in one.turns),
        )
        for one in decisions
    ]
    write_table(path, COLUMNS, rows)


def _read(path: Path) -> tuple[Decision, ...]:
    found: list[Decision] = []
    for row in read_table(path, required=COLUMNS):
        found.append(_decision(row, path.stem))
        if found[-1].id in (one.id for one in found[:-1]):
            raise _bad(row, "Two decisions have the same id.")
    return tuple(found)


def _decision(row: Row, person: str) -> Decision:
    known = {what: what for what in WHATS}
    if row["what"] not in known:
        raise _bad(row, "The column 'what' holds no decision.")
    if row["by"] != person or not re.fullmatch(rf"{re.escape(person)}-[1-9]\d*", row["id"]):
        raise _bad(row, "The decision is not by the person whose file this is.")
    if not _AT.fullmatch(row["at"]):
        raise _bad(row, "The column 'at' holds no time.")
    parts = [frozenset(part.split()) for part in row["turns"].split("|")] if row["count"] else []
    if not all(_TURN.fullmatch(turn) for part in parts for turn in part):
        raise _bad(row, "The column 'turns' holds something that is no turn.")
    if [str(len(part)) for part in parts] != list(row.many("count")):
        # A spreadsheet cuts a cell off after 32,767 letters.
        raise _bad(row, "The column 'turns' does not hold as many turns as the column 'count' says.")
    numbers = row.many("topics")
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise _bad(row, "The column 'topics' holds something that is no number.")
    value = _plain(row["value"])
    if row["what"] == "verdict" and not is_verdict(value):
        raise _bad(row, "The verdict is none that there is.")
    return Decision(
        id=row["id"],
        at=row["at"],
        by=row["by"],
        what=known[row["what"]],
        topics=tuple(map(int, numbers)),
        value=value,
        why=_plain(row["why"]),
        turns=tuple(parts),
        words=_plain(row["words"]),
    )


def _plain(cell: str) -> str:
    # The apostrophe that keeps a spreadsheet from running a cell is not part of what was written.
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _bad(row: Row, what: str) -> StudyError:
    return StudyError(
        what,
        where=row.where,
        hint="Put back what stood there, from an earlier version of the file.",
    )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep two windows of one person from writing at once: the second waits, and loses nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _shut(path.parent) from error
    lock = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + _PATIENCE
    while not _taken(lock):
        if time.monotonic() > until:
            raise StudyError(
                "The decisions are being written by another window.", where=path, hint="Try again in a minute."
            )
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
        "The decisions cannot be written.",
        where=folder,
        hint="Is there room on the disk, and may you write there? Nothing was decided.",
    )
