"""Codings on disk: one SQLite file a coder, an append-only log of what that coder did.

Teams share folders, and two people never write one file; so there is nothing to merge and nothing to lose. The log
is the audit trail: what was removed stays in it. The rollback journal is used because the write-ahead one is unfit
for network drives, which is where trusts and councils keep things.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tlc.errors import CodingError, DriftError
from tlc.model import Coder, Coding, Span, Turn

_FORMAT = 1
_SCHEMA = """
CREATE TABLE coder (
    id TEXT PRIMARY KEY, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'rules', 'model', 'agreed'))
) STRICT;
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('add', 'remove')),
    at TEXT NOT NULL,
    coding TEXT NOT NULL,
    turn TEXT, first INTEGER, last INTEGER, code TEXT, quote TEXT, memo TEXT, because TEXT,
    status TEXT CHECK (status IN ('suggested', 'accepted', 'rejected')),
    serious INTEGER CHECK (serious IN (0, 1)),
    CHECK (kind = 'remove' OR (first >= 0 AND last > first AND length(quote) = last - first))
) STRICT;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event WHEN NEW.number IN (SELECT number FROM event)
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""
_TAKE_OUT = "If it holds codings of this study, get a whole copy of it back; if not, take it out of the folder."
# Constant, so the statements below are made of nothing that anybody typed.
_COLUMNS = "coding, turn, first, last, code, quote, memo, because, status, serious"


def coding_id(coder: str, span: Span, code: str) -> str:
    """Name a coding by what it marks, so that the same mark always has the same id.

    >>> coding_id("asha", Span(turn="FG01:0001", start=0, end=4), "access.hours")
    'asha-d281efe8648a'
    """
    key = f"{coder}|{span.turn}|{span.start}|{span.end}|{code}"
    return f"{coder}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def add_codings(folder: Path, coder: Coder, codings: Iterable[Coding]) -> int:
    """Write codings to their coder's file: all of them or, if anything is wrong, none.

    Returns
    -------
    int
        How many were written.

    Raises
    ------
    CodingError
        A coding belongs to another coder, or its id is there already, or the file cannot be written, or it is not
        this coder's.
    """
    marks = list(codings)
    for mark in marks:
        if mark.coder != coder.id:
            raise CodingError(
                f"A coding of '{mark.coder}' would go to the file of '{coder.id}'.",
                where=mark.span.turn,
                hint="Each coder has a file of their own.",
            )
    with _opened(folder / f"{coder.id}.sqlite", coder) as file:
        present = {mark.id for mark in _read(file, coder)}
        for mark in marks:
            if mark.id in present:
                raise CodingError(
                    "The same words are coded twice with the same code.", where=mark.span.turn, hint="Keep one of them."
                )
            present.add(mark.id)
        file.executemany(
            f"INSERT INTO event (kind, at, {_COLUMNS}) VALUES ('add', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            map(_row, marks),
        )
    return len(marks)


def remove_coding(folder: Path, coder: Coder, coding: str, *, at: str) -> None:
    """Take a coding back; the log keeps that it was there.

    Raises
    ------
    CodingError
        The coder has no such coding.
    """
    path = folder / f"{coder.id}.sqlite"
    missing = CodingError(
        f"'{coder.id}' has no such coding.", where=coding, hint="Read the codings again: it may be gone already."
    )
    if not path.is_file():
        raise missing
    with _opened(path, coder) as file:
        if not any(mark.id == coding for mark in _read(file, coder)):
            raise missing
        file.execute("INSERT INTO event (kind, at, coding) VALUES ('remove', ?, ?)", (at, coding))


def replace_suggestions(folder: Path, coder: Coder, codings: Iterable[Coding]) -> int:
    """Put a machine's new suggestions in place of its old ones. People's decisions are in people's own files.

    Raises
    ------
    CodingError
        The coder, or whoever's codings the file holds, is a person: a person's file is only ever added to. Or the
        file cannot be written; then the old suggestions are still there.
    """
    path = folder / f"{coder.id}.sqlite"
    if not coder.is_machine:
        raise CodingError(
            f"'{coder.id}' is a person, whose codings are never replaced.",
            where=path,
            hint="Add to them, or take back.",
        )
    if path.is_file():
        # Looking in also clears up after a writer that was stopped half-way: its journal must not meet the new file.
        with _opened(path, coder):
            pass
    new = folder / f"{coder.id}.new"
    try:
        # What an earlier attempt left when it was stopped.
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        count = add_codings(new, coder, codings)
        (new / path.name).replace(path)
    except OSError as error:
        raise _unusable(path) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


def read_codings(folder: Path) -> tuple[tuple[Coder, ...], tuple[Coding, ...]]:
    """Read every coder's file in a folder, in the order of their ids.

    Returns
    -------
    coders : tuple of Coder
    codings : tuple of Coding
        As they stand now: what was removed is not among them.

    Raises
    ------
    CodingError
        A file is not one of tlc's, is damaged, or is a copy under another name: its codings would count twice.
    """
    coders: list[Coder] = []
    codings: list[Coding] = []
    for path in sorted(folder.glob("*.sqlite")):
        # macOS puts files such as ._asha.sqlite on shared drives.
        if not path.name.startswith("."):
            with _opened(path, None) as file:
                coders.append(_coder(file, path))
                codings += _read(file, coders[-1])
    return tuple(coders), tuple(codings)


def check_quotes(codings: Iterable[Coding], turns: Mapping[str, Turn]) -> None:
    """Make sure that the words under every coding are still those that were coded.

    Raises
    ------
    DriftError
        Some are not; the message names the transcript and the count.
    """
    drifted: dict[str, int] = {}
    for mark in codings:
        turn = turns.get(mark.span.turn)
        if turn is None or turn.text[mark.span.start : mark.span.end] != mark.quote:
            transcript = mark.span.turn.partition(":")[0]
            drifted[transcript] = drifted.get(transcript, 0) + 1
    if drifted:
        transcript, count = next(iter(drifted.items()))
        others = f" (and in {len(drifted) - 1} more transcripts)" if len(drifted) > 1 else ""
        raise DriftError(
            f"{count} codings no longer fit the words of {transcript}{others}.",
            where=transcript,
            hint="Was the transcript brought in again after it was coded? Put the earlier one back, or code it again.",
        )


def _row(mark: Coding) -> tuple[str | int, ...]:
    place = (mark.id, mark.span.turn, mark.span.start, mark.span.end, mark.code)
    return (mark.made_at, *place, mark.quote, mark.memo, mark.because, mark.status, int(mark.serious))


def _read(file: sqlite3.Connection, coder: Coder) -> list[Coding]:
    found: dict[str, Coding] = {}
    for kind, at, *row in file.execute(f"SELECT kind, at, {_COLUMNS} FROM event ORDER BY number"):  # noqa: S608
        name, turn, first, last, code, quote, memo, because, status, serious = row
        if kind == "remove":
            found.pop(name, None)
            continue
        found[name] = Coding(
            id=name,
            span=Span(turn=turn, start=first, end=last),
            code=code,
            coder=coder.id,
            quote=quote,
            made_at=at,
            memo=memo,
            because=because,
            status=status,
            serious=bool(serious),
        )
    return list(found.values())


def _coder(file: sqlite3.Connection, path: Path) -> Coder:
    row = file.execute("SELECT id, name, kind FROM coder").fetchone()
    if row is None:
        raise CodingError("The file does not say whose codings it holds.", where=path, hint=_TAKE_OUT)
    coder = Coder(id=row[0], name=row[1], kind=row[2])
    if path.stem.casefold() != coder.id:
        raise CodingError(
            f"The file holds the codings of '{coder.id}', and is named otherwise.",
            where=path,
            hint="It looks like a copy, perhaps by a sync tool: keep the one with the newest codings, "
            f"as {coder.id}.sqlite, and take the other out of the folder.",
        )
    return coder


@contextmanager
def _opened(path: Path, coder: Coder | None) -> Iterator[sqlite3.Connection]:
    """Open a coder's file in one transaction; with a coder it may be made, without it is only read."""
    try:
        if coder is not None and not path.exists():
            _make(path, coder)
        with closing(_connected(path)) as file:
            file.execute("BEGIN IMMEDIATE" if coder is not None else "BEGIN")
            version = file.execute("PRAGMA user_version").fetchone()[0]
            if version != _FORMAT:
                hint = "If a newer tlc made it, update yours." if version > _FORMAT else _TAKE_OUT
                raise CodingError("The file is not one that this version of tlc can read.", where=path, hint=hint)
            if coder is not None and _coder(file, path).kind != coder.kind:
                raise CodingError(
                    f"'{coder.id}' is the name of another kind of coder: person, rules, model or agreed.",
                    where=path,
                    hint="Choose another name.",
                )
            yield file
            file.execute("COMMIT")
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path) from error


def _make(path: Path, coder: Coder) -> None:
    """Make a coder's file, whole or not at all: whoever reads meanwhile, or after a crash, never meets half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{coder.id}.") as workshop:
        made = Path(workshop) / "new"
        with closing(_connected(made)) as file:
            file.execute("PRAGMA journal_mode = DELETE")
            file.execute("BEGIN")
            for statement in _statements():
                file.execute(statement)
            file.execute("INSERT INTO coder VALUES (?, ?, ?)", (coder.id, coder.name, coder.kind))
            file.execute("COMMIT")
        try:
            os.link(made, path)
        except FileExistsError:
            pass  # another notebook of the same coder was quicker: its file is as good
        except OSError:
            # Some shared drives know no links. Two notebooks in this very moment are then a risk, a small one.
            made.replace(path)


def _connected(path: Path) -> sqlite3.Connection:
    # Sets nothing that stays in the file: it may be another program's.
    file = sqlite3.connect(path, timeout=30, isolation_level=None)
    file.execute("PRAGMA synchronous = FULL")
    return file


def _unusable(path: Path) -> CodingError:
    return CodingError(
        "The codings cannot be read or written.",
        where=path,
        hint="Is the file open elsewhere, half copied by a sync tool, or the disk full? Nothing was changed.",
    )


def _statements() -> tuple[str, ...]:
    # A trigger's body holds a semicolon, so the script is parted where a statement begins.
    parts = [part for part in _SCHEMA.split("\nCREATE ") if part.strip()]
    creates = tuple(f"CREATE {part.strip().removeprefix('CREATE ')}" for part in parts)
    return (*creates, f"PRAGMA user_version = {_FORMAT}")
