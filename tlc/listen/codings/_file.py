"""A coder's SQLite file: opened, made, and told apart from what is damaged, foreign, newer or a copy.

The rollback journal is used because the write-ahead one is unfit for network drives, which is where trusts and councils
keep things. Whatever stops a program, SQLite takes the half step back when the file is opened next.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tlc.errors import CodingError
from tlc.listen.codings import _schema
from tlc.listen.codings._event import Event, event_of, first_digest, next_digest, row_of
from tlc.listen.codings._harm import TAKE_OUT, UNUSABLE, damaged, unusable
from tlc.model import Coder

#: How long one program waits for another that writes to the same file.
WAIT_SECONDS = 10.0


class Tip(NamedTuple):
    """Where the log ends: it tells whether somebody has written since."""

    number: int
    digest: str


def coder_files(folder: Path) -> tuple[Path, ...]:
    """List the coders' files; what macOS leaves beside them (``._asha.sqlite``) is none."""
    return tuple(path for path in sorted(folder.glob("*.sqlite")) if not path.name.startswith("."))


def connected(path: Path, *, wait: float | None = None) -> sqlite3.Connection:
    """Connect to a file that is there; nothing is set that stays in it, for it may be another program's."""
    # Made by hand: a network path such as //server/share needs two more strokes than pathlib's as_uri() gives it.
    name = path.absolute().as_posix()
    address = f"file://{'' if name.startswith('/') else '/'}{quote(name)}?mode=rw"
    file = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS if wait is None else wait, isolation_level=None)
    try:
        # Bytes that are no text must come to the digests, which name the event, and not to an error that holds them.
        file.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        # FULL, and the folder is synced as well once the journal is gone: else a power cut could bring the journal
        # back, and the journal would take back a step that was acknowledged.
        file.execute("PRAGMA synchronous = EXTRA")
        file.execute("PRAGMA fullfsync = ON")
        # No words in temporary files outside the study.
        file.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        file.close()
        raise
    return file


@contextmanager
def reading(path: Path, *, wait: float | None = None) -> Iterator[sqlite3.Connection]:
    """Open a file as it stands at one moment; wait for a writer as long as is said, in seconds.

    Raises
    ------
    CodingError
        It cannot be read, or is not a coder's file.
    """
    try:
        with closing(connected(path, wait=wait)) as file:
            file.execute("BEGIN")
            _check_format(file, path)
            yield file
    except UNUSABLE as error:
        raise unusable(path, error) from error


@contextmanager
def writing(path: Path, coder: Coder) -> Iterator[sqlite3.Connection]:
    """Open a coder's file for one step, and make it if need be: all that is done there, or nothing of it.

    Raises
    ------
    CodingError
        It cannot be written, somebody else has it locked, or it is not this coder's.
    """
    try:
        if not path.exists():
            _make(path, coder)
        with closing(connected(path)) as file:
            file.execute("BEGIN IMMEDIATE")
            _check_format(file, path)
            known_coder(file, path, coder)
            _leave_wal(file)
            bring_up_to_date(file, path)
            yield file
            file.execute("COMMIT")
    except UNUSABLE as error:
        raise unusable(path, error) from error


def whose(file: sqlite3.Connection, path: Path) -> Coder:
    """Whose file it is, whatever its name.

    Raises
    ------
    CodingError
        It does not say.
    """
    row = file.execute("SELECT id, name, kind FROM coder").fetchone()
    if row is None:
        raise CodingError("The file does not say whose codings it holds.", where=path, hint=TAKE_OUT)
    try:
        return Coder(id=row[0], name=row[1], kind=row[2])
    except (CodingError, TypeError):
        raise damaged(path, "The file does not say whose codings it holds.") from None


def coder_of(file: sqlite3.Connection, path: Path) -> Coder:
    """Whose file it is, by what it holds and by its name.

    Raises
    ------
    CodingError
        It does not say, or it is a copy under another name.
    """
    coder = whose(file, path)
    if path.stem.casefold() != coder.id:
        raise CodingError(
            f"The file holds the codings of '{coder.id}', and is named otherwise.",
            where=path,
            hint="It looks like a copy, perhaps by a sync tool: keep the one with the newest codings, "
            f"as {coder.id}.sqlite, and take the other out of the folder.",
        )
    return coder


def known_coder(file: sqlite3.Connection, path: Path, coder: Coder) -> Coder:
    """Whose file it is, given who wants to write to it.

    Raises
    ------
    CodingError
        It is the file of a person, and a machine wants to write to it, or the other way round.
    """
    there = coder_of(file, path)
    if there.kind != coder.kind:
        raise CodingError(
            f"'{coder.id}' is the name of another kind of coder: person, rules, model or agreed.",
            where=path,
            hint="Choose another name.",
        )
    return there


def tip(file: sqlite3.Connection) -> Tip:
    """Where the log of an open file ends; a file of the first format does not say."""
    if _schema.version_of(file) == _schema.OLD:
        return Tip(-1, "")
    row = file.execute("SELECT last, digest FROM log").fetchone()
    return Tip(0, "") if row is None else Tip(*row)


def tip_of(path: Path) -> Tip:
    """Where the log of a coder's file ends.

    It is asked of SQLite: whoever opens such a file by other means, and closes it, takes away the locks that this
    program holds on it.

    Raises
    ------
    CodingError
        It cannot be read, or is not a coder's file.
    """
    with reading(path) as file:
        return tip(file)


def events(file: sqlite3.Connection, path: Path) -> tuple[Event, ...]:
    """Read every event, and make sure that each is as it was written and none is missing.

    Raises
    ------
    CodingError
        The file is damaged; the message names the first event that is not as it was.
    """
    if _schema.version_of(file) == _schema.OLD:
        return _old_events(file, path)
    found, number = [], 0
    digest = first_digest(whose(file, path))
    for *row, written in file.execute(_schema.SELECT):
        number += 1
        digest = next_digest(digest, row)
        if row[0] != number or digest != written:
            raise damaged(path, f"Event {number} is not as it was written.")
        found.append(event_of(row))
    if tip(file) != (number, digest):
        raise damaged(path, f"What came after event {number} is missing, or the digest of the whole is not as it was.")
    # The words are whole; but where the file would write next must be so too, or a later step would destroy them.
    if file.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise damaged(path, "The file is damaged beside its events.")
    return tuple(found)


def _old_events(file: sqlite3.Connection, path: Path) -> tuple[Event, ...]:
    # The first format had no digests: what can be noticed is what is no coding, and bytes that are no text.
    found: list[Event] = []
    try:
        for number, event in enumerate(_schema.old_events(file), start=1):
            "".join(one for one in row_of(event) if one is not None and not isinstance(one, int)).encode("utf-8")
            if event.kind == "add":
                event.as_coding("anybody")
            if event.number != number:
                raise ValueError("an event is missing")
            found.append(event)
    except (CodingError, TypeError, ValueError):
        # Without its cause, which may hold words.
        raise damaged(path, f"Event {len(found) + 1} is not as it was written.") from None
    return tuple(found)


def sync_folder(folder: Path) -> None:
    """Make sure that a file's coming or going is on the disk. Windows knows no such thing."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_format(file: sqlite3.Connection, path: Path) -> None:
    version = _schema.version_of(file)
    if version not in (_schema.FORMAT, _schema.SECOND, _schema.OLD):
        hint = "If a newer tlc made it, update yours." if version > _schema.FORMAT else TAKE_OUT
        raise CodingError("The file is not one that this version of tlc can read.", where=path, hint=hint)
    tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= {"coder", "event"}:
        raise CodingError("The file is not one that this version of tlc can read.", where=path, hint=TAKE_OUT)
    if version != _schema.OLD and not _schema.is_whole(file):
        raise damaged(path, "The tables of the file are not as tlc makes them.")


def _leave_wal(file: sqlite3.Connection) -> None:
    # Another program may have asked for the write-ahead log, and the wish stays in the file.
    if file.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        file.execute("ROLLBACK")
        file.execute("PRAGMA journal_mode = DELETE")
        file.execute("BEGIN IMMEDIATE")


def bring_up_to_date(file: sqlite3.Connection, path: Path) -> None:
    """Turn a file of an earlier format into one of this, in the transaction that is open, and read it to be sure.

    Raises
    ------
    CodingError
        It would not hold the same; it is left as it is.
    """
    if _schema.version_of(file) == _schema.FORMAT:
        return
    coder, before = whose(file, path), events(file, path)
    _schema.migrate(file, coder)
    if events(file, path) != before or whose(file, path) != coder or not _schema.is_whole(file):
        raise damaged(path, "The file of an older tlc cannot be brought up to date.")


def _make(path: Path, coder: Coder) -> None:
    """Make a coder's file, whole or not at all: whoever reads meanwhile, or after a crash, never meets half of one."""
    is_new = not path.parent.is_dir()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{coder.id}.") as workshop:
        made = Path(workshop) / "new"
        made.touch()
        with closing(connected(made)) as file:
            file.execute("PRAGMA journal_mode = DELETE")
            file.execute("BEGIN")
            _schema.create(file, coder)
            file.execute("COMMIT")
        try:
            os.link(made, path)
        except FileExistsError:
            pass  # another notebook of the same coder was quicker: its file is as good
        except OSError:
            # Some shared drives know no links. Two notebooks in this very moment are then a risk, a small one.
            made.replace(path)
    sync_folder(path.parent)
    if is_new:
        sync_folder(path.parent.parent)
