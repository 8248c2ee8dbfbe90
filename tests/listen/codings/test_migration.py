"""Files of earlier formats: read as they are, brought up to date by the first writer, or left as they were."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import (
    Add,
    Journal,
    Read,
    _schema,
    add_codings,
    history,
    read_coder,
    read_codings,
    remove_coding,
    replace_suggestions,
    tip_of,
)
from tlc.listen.leave import BLANK, blank_codings, count_codings
from tlc.model import RULES, Coder, Coding

Mark = Callable[..., Coding]
# As the first tlc made it.
FIRST = """
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
PRAGMA user_version = 1;
"""
GONE = "2026-07-01T00:00:00Z"


def old_file(folder: Path, coder: Coder, *done: Coding | str) -> Path:
    """A file as the first tlc left it: codings that were added, and ids of codings that were taken back."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{coder.id}.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(FIRST)
        file.execute("INSERT INTO coder VALUES (?, ?, ?)", (coder.id, coder.name, coder.kind))
        file.execute("BEGIN")
        for one in done:
            if isinstance(one, str):
                name, _, because = one.partition(" ")
                values = ("remove", GONE, name, *[None] * 6, because or None, None, None)
            else:
                place = (one.span.turn, one.span.start, one.span.end, one.code, one.quote)
                values = ("add", one.made_at, one.id, *place, one.memo, one.because, one.status, int(one.serious))
            marks = ", ".join("?" * len(values))
            columns = "kind, at, coding, turn, first, last, code, quote, memo, because, status, serious"
            file.execute(f"INSERT INTO event ({columns}) VALUES ({marks})", values)  # noqa: S608
        file.execute("COMMIT")
    return path


@pytest.fixture
def old(folder: Path, asha: Coder, mark: Mark) -> Path:
    """Two codings that stand, and one that was taken back."""
    full = mark("shift", memo="a memo", serious=True, because="why", status="rejected")
    return old_file(folder, asha, mark("my"), mark(), full, mark("my").id)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def standing(mark: Mark) -> tuple[Coding, ...]:
    return (mark(), mark("shift", memo="a memo", serious=True, because="why", status="rejected"))


def test_a_first_file_is_read_without_a_byte_being_changed(old: Path, asha: Coder, mark: Mark) -> None:
    before = old.read_bytes()
    assert read_codings(old.parent) == ((asha,), standing(mark))
    assert read_coder(old).number == 4
    assert [event.kind for event in history(old, mark("my").id)] == ["add", "remove"]
    assert Journal(old.parent, asha).kept.codings == standing(mark)
    assert count_codings(old, {"FG01:0002"}) == 3
    assert (old.read_bytes(), version(old)) == (before, 1)


@pytest.mark.parametrize("how", ["journal", "add", "remove"])
def test_the_first_writer_brings_it_up_to_date(old: Path, asha: Coder, mark: Mark, how: str) -> None:
    if how == "journal":
        assert Journal(old.parent, asha).do(Add(mark("It"))).number == 5
    elif how == "add":
        add_codings(old.parent, asha, [mark("It")])
    else:
        remove_coding(old.parent, asha, mark().id, at="now")
    expected = standing(mark)[1:] if how == "remove" else (*standing(mark), mark("It"))
    assert (version(old), read_coder(old).codings) == (_schema.FORMAT, expected)
    assert [path.name for path in old.parent.iterdir()] == ["asha.sqlite"], "no copy is left beside it"
    with closing(sqlite3.connect(old)) as file:
        assert _schema.is_whole(file)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_was_done_in_the_first_format_can_be_undone(old: Path, asha: Coder, mark: Mark) -> None:
    journal = Journal(old.parent, asha)
    assert journal.undo_of == "remove"
    for _ in range(3):
        journal.undo()
    assert set(journal.kept.codings) == {mark("my")}
    assert (version(old), read_coder(old).codings) == (_schema.FORMAT, (mark("my"),))


def test_a_first_file_without_events_becomes_one_of_this_format(folder: Path, asha: Coder, mark: Mark) -> None:
    path = old_file(folder, asha)
    assert Journal(folder, asha).kept.codings == ()
    add_codings(folder, asha, [mark()])
    assert (version(path), read_coder(path).codings) == (_schema.FORMAT, (mark(),))


def test_old_suggestions_are_replaced(folder: Path, mark: Mark) -> None:
    path = old_file(folder, RULES, mark(coder="rules", status="suggested"))
    new = mark("shift", coder="rules", status="suggested")
    replace_suggestions(folder, RULES, [new])
    assert (version(path), read_codings(folder)) == (_schema.FORMAT, ((RULES,), (new,)))


def test_somebody_who_left_in_the_first_format_stays_gone(folder: Path, asha: Coder, mark: Mark) -> None:
    blank, before = (replace(mark(words), quote=BLANK * len(words)) for words in ("closed", "my"))
    path = old_file(folder, asha, blank, before, mark("It"), before.id, f"{blank.id} withdrawn")
    assert read_coder(path).codings == (mark("It"),)
    journal = Journal(folder, asha)
    assert (journal.undo_of, journal.undo() is not None, journal.undo()) == ("add", True, None)
    assert journal.kept.codings == ()
    journal.redo()
    assert journal.kept.codings == read_coder(path).codings == (mark("It"),)
    assert blank_codings(path, {"FG01:0009"}, at=GONE) == 0


def test_somebody_leaves_from_a_first_file(old: Path) -> None:
    assert blank_codings(old, {"FG01:0002"}, at=GONE) == 3
    assert (version(old), read_coder(old).codings) == (_schema.FORMAT, ())
    assert not any(words in old.read_bytes() for words in (b"closed", b"shift", b"a memo", b"why"))
    before = old.read_bytes()
    assert blank_codings(old, {"FG01:0002"}, at=GONE) == 0
    assert old.read_bytes() == before


def test_a_first_file_that_would_not_hold_the_same_is_left_as_it_is(
    old: Path, asha: Coder, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(_schema, "row_of", lambda event: _row_of(replace(event, memo="")))
    with pytest.raises(CodingError, match="cannot be brought up to date"):
        add_codings(old.parent, asha, [mark("It")])
    assert old.read_bytes() == before


_row_of = _schema.row_of
HALF_WAY = """
import os, signal, sys
from pathlib import Path
from tlc.listen.codings import Journal, Summarise, _schema
from tlc.model import Coder, Summary
digest, calls = _schema.next_digest, []
def counted(*given):
    calls.append(given)
    return os.kill(os.getpid(), signal.SIGKILL) if len(calls) == 6_000 else digest(*given)
_schema.next_digest = counted
summary = Summary(rows="group", row="FG01", code="a.b", coder="asha", text="t", made_at="now")
Journal(Path(sys.argv[1]), Coder(id="asha", name="Asha")).do(Summarise(summary))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a program outright")
def test_bringing_up_to_date_that_was_cut_short_is_taken_back_whole(folder: Path, asha: Coder, mark: Mark) -> None:
    many = [replace(mark(memo="x" * 300), id=f"asha-{number}", code=f"a.b{number}") for number in range(9_000)]
    path = old_file(folder, asha, *many)
    before = path.read_bytes()
    run = subprocess.run([sys.executable, "-c", HALF_WAY, str(folder)], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    assert path.read_bytes() != before, "the test is worth something only if half of it had reached the disk"
    assert read_coder(path).codings == tuple(many)
    assert (version(path), [one.name for one in folder.iterdir()]) == (1, ["asha.sqlite"])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE event SET number = 7 WHERE number = 4",
        "UPDATE event SET quote = CAST(x'636cff736564' AS TEXT) WHERE number = 2",
        "UPDATE event SET status = NULL WHERE number = 2",
        "UPDATE event SET first = 3, last = 1 WHERE number = 2",
    ],
)
def test_a_harmed_first_file_is_named_and_left_as_it_is(old: Path, asha: Coder, mark: Mark, harm: str) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as file:
        file.execute("DROP TRIGGER event_is_never_changed")
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute(harm)
    before = old.read_bytes()
    with pytest.raises(CodingError) as caught:
        add_codings(old.parent, asha, [mark("It")])
    assert caught.value.place == "asha.sqlite"
    assert caught.value.__cause__ is None
    assert old.read_bytes() == before
    assert os.listdir(old.parent) == ["asha.sqlite"]  # noqa: PTH208


# The second format

STEP = "first"


def second(path: Path) -> Path:
    """Make of a file of this format one of the second, which lacked some kinds of event."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("BEGIN")
        rows = file.execute(_schema.SELECT).fetchall()
        file.execute("DROP TABLE event")
        lacking = ", 'read', 'unread'"
        assert any(lacking in one for one in _schema.TABLES)
        for statement in (*(one.replace(lacking, "") for one in _schema.TABLES if " event" in one), *_schema.TRIGGERS):
            file.execute(statement)
        for row in rows:
            file.execute(_schema.INSERT, row)
        file.execute("PRAGMA user_version = 2")
        file.execute("COMMIT")
    return path


@pytest.fixture
def before_reads(folder: Path, asha: Coder, mark: Mark) -> Path:
    journal = Journal(folder, asha)
    journal.do(Add(mark()), token=STEP)
    journal.do(Add(mark("shift", memo="a memo")))
    return second(journal.path)


def test_a_second_file_is_read_without_a_byte_being_changed(before_reads: Path, asha: Coder, mark: Mark) -> None:
    before = before_reads.read_bytes()
    journal = Journal(before_reads.parent, asha)
    assert journal.kept.codings == read_coder(before_reads).codings == (mark(), mark("shift", memo="a memo"))
    assert tip_of(before_reads).number == 2
    assert (before_reads.read_bytes(), version(before_reads)) == (before, 2)


def test_a_second_file_keeps_its_events_digests_and_names_of_steps(before_reads: Path, asha: Coder, mark: Mark) -> None:
    before = tip_of(before_reads)
    journal = Journal(before_reads.parent, asha)
    assert journal.do(Add(mark()), token=STEP).again
    journal.do(Read("FG01:0002", "random"))
    with closing(sqlite3.connect(before_reads)) as file:
        digests = [digest for (digest,) in file.execute("SELECT digest FROM event ORDER BY number")]
        assert _schema.is_whole(file)
    assert (version(before_reads), digests[1], len(digests)) == (_schema.FORMAT, before.digest, 3)
    assert dict(read_coder(before_reads).read) == {"FG01:0002": "random"}
    journal.undo()
    assert journal.undo() is not None
    assert journal.kept.codings == (mark(),)


def test_a_harmed_second_file_is_left_as_it_is(before_reads: Path, asha: Coder, mark: Mark) -> None:
    with closing(sqlite3.connect(before_reads, isolation_level=None)) as file:
        file.execute("DROP TRIGGER event_is_never_changed")
    before = before_reads.read_bytes()
    with pytest.raises(CodingError, match="not as tlc makes them"):
        add_codings(before_reads.parent, asha, [mark("It")])
    assert before_reads.read_bytes() == before
