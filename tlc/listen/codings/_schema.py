"""The tables of a coder's file, and how a file of an earlier format becomes one of this."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain

from tlc.listen.codings._event import COLUMNS, KINDS, Event, Value, first_digest, next_digest, row_of
from tlc.model import CODER_KINDS, STATUSES, Coder, Span

FORMAT = 3
#: Stands for each letter of a quote that was taken out. A span says how long a quote is, and that stays so.
BLANK = "\u2591"
OLD = 1
#: It lacked some kinds of event, and is as this one otherwise.
SECOND = 2
_NOT_IN_SECOND = frozenset({"read", "unread"})
_OLD_COLUMNS = "number, kind, at, coding, turn, first, last, code, quote, memo, because, status, serious"


def _one_of(values: Sequence[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _tables(kinds: Sequence[str]) -> tuple[str, ...]:
    return (
        f"""CREATE TABLE coder (
    id TEXT PRIMARY KEY, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ({_one_of(CODER_KINDS)}))
) STRICT""",
        # What would be cut off at the end without a trace is missed by this: how many events there are.
        """CREATE TABLE log (
    one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT""",
        f"""CREATE TABLE event (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND number),
    kind TEXT NOT NULL CHECK (kind IN ({_one_of(kinds)})),
    at TEXT NOT NULL,
    token TEXT NOT NULL,
    coding TEXT NOT NULL, made_at TEXT NOT NULL,
    turn TEXT, first INTEGER, last INTEGER,
    code TEXT NOT NULL, quote TEXT NOT NULL, memo TEXT NOT NULL, because TEXT NOT NULL, "like" TEXT NOT NULL,
    status TEXT CHECK (status IN ({_one_of(STATUSES)})),
    decided TEXT NOT NULL,
    prompted INTEGER CHECK (prompted IN (0, 1)),
    independent INTEGER NOT NULL CHECK (independent IN (0, 1)),
    serious INTEGER NOT NULL CHECK (serious IN (0, 1)),
    label TEXT NOT NULL, definition TEXT NOT NULL, language TEXT NOT NULL,
    "rows" TEXT NOT NULL, "row" TEXT NOT NULL, text TEXT NOT NULL, quotes TEXT NOT NULL,
    transcript TEXT NOT NULL, what TEXT NOT NULL,
    undoes INTEGER CHECK (undoes < number),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    CHECK (kind NOT IN ('add', 'alter', 'remove', 'move', 'set aside', 'withdraw') OR coding <> ''),
    CHECK (kind NOT IN ('add', 'alter') OR (code <> '' AND status IS NOT NULL AND made_at <> '')),
    CHECK (kind NOT IN ('add', 'alter', 'move') OR
        (turn IS NOT NULL AND first >= 0 AND last > first AND length(quote) = last - first) IS TRUE),
    CHECK (kind <> 'propose' OR (code <> '' AND label <> '')),
    CHECK (kind NOT IN ('undo', 'redo') OR undoes IS NOT NULL)
) STRICT""",
        "CREATE UNIQUE INDEX event_token ON event (token) WHERE token <> ''",
    )


TABLES = _tables(KINDS)
TRIGGERS = (
    "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END",
    """CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event WHEN NEW.number IN (SELECT number FROM event)
    OR (NEW.token <> '' AND NEW.token IN (SELECT token FROM event WHERE token <> ''))
    BEGIN SELECT RAISE(ABORT, 'append only'); END""",
)
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
# Constant, so the statements are made of nothing that anybody typed.
INSERT = f"INSERT INTO event ({_NAMES}, digest) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"  # noqa: S608
SELECT = f"SELECT {_NAMES}, digest FROM event ORDER BY number"  # noqa: S608


def create(file: sqlite3.Connection, coder: Coder) -> None:
    """Make the tables, within the transaction that is open."""
    for statement in chain(TABLES, TRIGGERS):
        file.execute(statement)
    file.execute("INSERT INTO coder VALUES (?, ?, ?)", (coder.id, coder.name, coder.kind))
    file.execute("INSERT INTO log VALUES (1, 0, ?)", (first_digest(coder),))
    file.execute(f"PRAGMA user_version = {FORMAT}")


def version_of(file: sqlite3.Connection) -> int:
    """Of which format a file is."""
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def is_whole(file: sqlite3.Connection) -> bool:
    """Whether tables and triggers are those that were made: a lost trigger would let events be changed."""
    kinds = KINDS if version_of(file) == FORMAT else [kind for kind in KINDS if kind not in _NOT_IN_SECOND]
    found = {sql for (sql,) in file.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")}
    return found == {*_tables(kinds), *TRIGGERS}


def append(file: sqlite3.Connection, rows: Sequence[tuple[Value, ...]], digest: str) -> str:
    """Write rows of COLUMNS after those that are there; the digest of the last."""
    for row in rows:
        digest = next_digest(digest, row)
        file.execute(INSERT, (*row, digest))
    if rows:
        file.execute("UPDATE log SET last = ?, digest = ?", (rows[-1][0], digest))
    return digest


def rewrite(file: sqlite3.Connection, coder: Coder, rows: Sequence[tuple[Value, ...]]) -> None:
    """Write the whole log anew, within the transaction that is open: for words that somebody took back, and only then.

    The log lets nobody change it; this is the one exception, and it ends with the transaction.
    """
    file.execute("DROP TABLE event")
    for statement in (*(one for one in TABLES if " event" in one.partition("(")[0]), *TRIGGERS):
        file.execute(statement)
    append(file, rows, first_digest(coder))


def old_events(file: sqlite3.Connection) -> Iterator[Event]:
    """Read a file of the first format, which knew codings alone, each a step of its own."""
    for row in file.execute(f"SELECT {_OLD_COLUMNS} FROM event ORDER BY number"):  # noqa: S608
        number, kind, at, coding, turn, first, last, code, quote, memo, because, status, serious = row
        if kind == "remove":
            taken = "withdraw" if because == "withdrawn" else "remove"
            yield Event(number=number, step=number, kind=taken, at=at, coding=coding)  # type: ignore[arg-type]
            continue
        yield Event(
            number=number,
            step=number,
            kind="add",
            at=at,
            coding=coding,
            made_at=at,
            span=Span(turn=turn, start=first, end=last),
            code=code,
            quote=quote,
            memo=memo or "",
            because=because or "",
            status=status,
            serious=bool(serious),
        )


def migrate(file: sqlite3.Connection, coder: Coder) -> None:
    """Turn a file of an earlier format into one of this, within the transaction that is open.

    SQLite puts all of it in place in one step, or, if anything stops it, nothing: so that no copy is ever beside the
    file, where words would outlive a withdrawal, and no other program can write to a file that is about to go.
    """
    # No word may be left on a page that is no longer used.
    file.execute("PRAGMA secure_delete = ON")
    if version_of(file) == SECOND:
        rows = [row[:-1] for row in file.execute(SELECT)]
        file.execute(f"PRAGMA user_version = {FORMAT}")
        rewrite(file, coder, rows)
        return
    events = tuple(old_events(file))
    file.execute("DROP TABLE event")
    file.execute("DROP TABLE coder")
    create(file, coder)
    append(file, [row_of(event) for event in events], first_digest(coder))
