"""Codings that meet with harm: killed programs, damaged files, copies of sync tools, files of other programs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import _file, add_codings, read_codings, remove_coding, replace_suggestions
from tlc.model import RULES, Coder, Coding

Mark = Callable[..., Coding]
Explained = Callable[..., None]
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a program outright")

# What every program below begins with: some codings to write, and a way to die without a word.
BEGIN = """
import os, signal, sys
from pathlib import Path
from tlc.listen import codings
from tlc.listen.codings import _schema
from tlc.model import RULES, Coder, Coding, Span
folder, asha = Path(sys.argv[1]), Coder(id="asha", name="Asha")
def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)
def mark(n, coder="asha", words="x" * 400):
    span = Span(turn=f"FG01:{n:04d}", start=0, end=len(words))
    return Coding(id=f"{coder}-{n}", span=span, code="access.hours", coder=coder, quote=words, made_at="now")
"""
ONE_BY_ONE = """
for n in range(1, 100_000):
    codings.add_codings(folder, asha, [mark(n)])
    print(n, flush=True)
"""
IN_THE_MIDDLE_OF_MANY = """
codings.add_codings(folder, asha, [mark(1), mark(2)])
digest, rows = _schema.next_digest, []
def counted(*given):
    rows.append(given)
    return die() if len(rows) == 7_000 else digest(*given)
_schema.next_digest = counted
codings.add_codings(folder, asha, [mark(n) for n in range(3, 9_000)])
"""
AT_THE_VERY_FIRST = """
def some(tables):
    yield from tables[:2]
    die()
_schema.TABLES = some(_schema.TABLES)
codings.add_codings(folder, asha, [mark(1)])
"""
WHILE_REPLACING = """
codings.replace_suggestions(folder, RULES, [mark(1, "rules")])
Path.replace = die
codings.replace_suggestions(folder, RULES, [mark(2, "rules"), mark(3, "rules")])
"""
WHILE_WRITING_NEW_ONES = """
codings.replace_suggestions(folder, RULES, [mark(1, "rules")])
_schema.next_digest = die
codings.replace_suggestions(folder, RULES, [mark(2, "rules"), mark(3, "rules")])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "codings"


@pytest.fixture
def file(folder: Path, asha: Coder, mark: Mark) -> Path:
    """A coder's file with one coding in it."""
    add_codings(folder, asha, [mark()])
    return folder / "asha.sqlite"


def killed(program: str, folder: Path) -> None:
    """Run a program that kills itself."""
    run = subprocess.run([sys.executable, "-c", BEGIN + program, str(folder)], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


def ids(folder: Path) -> list[str]:
    return [one.id for one in read_codings(folder)[1]]


def made(n: int, coder: str = "asha") -> str:
    return f"{coder}-{n}"


# Killed programs


@needs_kill
@pytest.mark.parametrize("acknowledged", [1, 7, 23])
def test_nothing_acknowledged_is_lost_when_a_program_is_killed(folder: Path, acknowledged: int) -> None:
    program = [sys.executable, "-c", BEGIN + ONE_BY_ONE, str(folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(acknowledged):
            process.stdout.readline()
        process.kill()
        told = acknowledged + len(process.stdout.read().split("\n")) - 1
    found = ids(folder)
    assert found[:told] == [made(n) for n in range(1, told + 1)]
    # The last one may have been written and not told yet; nothing else is there.
    assert len(found) in (told, told + 1)


@needs_kill
def test_a_batch_that_was_cut_short_is_taken_back_whole(folder: Path) -> None:
    killed(IN_THE_MIDDLE_OF_MANY, folder)
    # The test is worth something only if half of the batch had reached the disk.
    assert (folder / "asha.sqlite-journal").stat().st_size > 0
    assert (folder / "asha.sqlite").stat().st_size > 1_000_000
    assert ids(folder) == [made(1), made(2)]
    assert [path.name for path in folder.iterdir()] == ["asha.sqlite"]


@needs_kill
def test_coding_goes_on_after_a_batch_was_cut_short(folder: Path, asha: Coder, mark: Mark) -> None:
    killed(IN_THE_MIDDLE_OF_MANY, folder)
    add_codings(folder, asha, [mark()])
    assert ids(folder) == [made(1), made(2), mark().id]


@needs_kill
def test_a_program_killed_while_it_made_the_file_leaves_none(folder: Path, asha: Coder, mark: Mark) -> None:
    killed(AT_THE_VERY_FIRST, folder)
    assert read_codings(folder) == ((), ())
    add_codings(folder, asha, [mark()])
    assert ids(folder) == [mark().id]


@needs_kill
@pytest.mark.parametrize("program", [WHILE_REPLACING, WHILE_WRITING_NEW_ONES])
def test_suggestions_cut_short_leave_the_old_ones_and_can_be_made_again(folder: Path, mark: Mark, program: str) -> None:
    killed(program, folder)
    assert ids(folder) == [made(1, "rules")]
    new = mark(coder="rules", status="suggested")
    assert replace_suggestions(folder, RULES, [new]) == 1
    assert ids(folder) == [new.id]
    assert [path.name for path in folder.iterdir()] == ["rules.sqlite"]


# Making the file


def test_two_notebooks_that_begin_at_once_share_one_file(
    folder: Path, asha: Coder, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def beaten(made: Path, path: Path) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(_file.os, "link", link)
            add_codings(folder, asha, [mark("shift")])
        link(made, path)

    monkeypatch.setattr(_file.os, "link", beaten)
    add_codings(folder, asha, [mark()])
    assert ids(folder) == [mark("shift").id, mark().id]


def test_a_drive_without_links_holds_codings_too(
    folder: Path, asha: Coder, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(made: Path, path: Path) -> None:
        raise PermissionError(f"{made.name} to {path.name}")

    monkeypatch.setattr(_file.os, "link", refuse)
    add_codings(folder, asha, [mark()])
    assert ids(folder) == [mark().id]
    assert [path.name for path in folder.iterdir()] == ["asha.sqlite"]


def test_a_folder_that_cannot_be_made_is_explained(
    tmp_path: Path, asha: Coder, mark: Mark, explained: Explained
) -> None:
    (tmp_path / "codings").write_text("in the way", encoding="utf-8")
    with pytest.raises(CodingError) as caught:
        add_codings(tmp_path / "codings", asha, [mark()])
    explained(caught.value, what="cannot be read or written", where="asha.sqlite", hint="Nothing was changed")


def test_a_file_that_another_program_writes_to_is_explained(
    file: Path, asha: Coder, mark: Mark, explained: Explained, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_file, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CodingError) as caught:
            add_codings(file.parent, asha, [mark("shift")])
    explained(caught.value, what="cannot be read or written", where="asha.sqlite", hint="open elsewhere")
    assert ids(file.parent) == [mark().id]


# Damaged files


def damages() -> dict[str, Callable[[bytes], bytes]]:
    return {
        "nothing left": lambda data: data[:0],
        "cut in half": lambda data: data[: len(data) // 2],
        "the head overwritten": lambda data: b"\0" * 100 + data[100:],
        "noise in every page": lambda data: data[:16] + bytes(byte ^ 0x5A for byte in data[16:]),
        "a page in place of another": lambda data: data[:4096] + data[:4096] + data[8192:],
        "not SQLite at all": lambda data: b"turn,code,quote\r\n" + data,
    }


@pytest.mark.parametrize("damage", damages().values(), ids=damages().keys())
@pytest.mark.parametrize("use", ["read", "add", "remove"])
def test_a_damaged_file_is_named_and_left_alone(
    file: Path, asha: Coder, mark: Mark, explained: Explained, damage: Callable[[bytes], bytes], use: str
) -> None:
    harmed = damage(file.read_bytes())
    file.write_bytes(harmed)
    uses: dict[str, Callable[[], object]] = {
        "read": lambda: read_codings(file.parent),
        "add": lambda: add_codings(file.parent, asha, [mark("shift")]),
        "remove": lambda: remove_coding(file.parent, asha, mark().id, at="now"),
    }
    with pytest.raises(CodingError) as caught:
        uses[use]()
    assert caught.value.hint
    explained(caught.value, what="", where="asha.sqlite", hint=caught.value.hint)
    assert file.read_bytes() == harmed


def test_one_damaged_file_is_told_apart_from_the_others(file: Path, mark: Mark) -> None:
    add_codings(file.parent, Coder(id="ben", name="Ben"), [mark(coder="ben")])
    (file.parent / "ben.sqlite").write_bytes(b"noise")
    with pytest.raises(CodingError) as caught:
        read_codings(file.parent)
    assert caught.value.place == "ben.sqlite"


# Files of others


@pytest.mark.parametrize("name", ["asha.sqlite", "bookmarks.sqlite"])
@pytest.mark.parametrize("version", [0, 1, 2, 3, 77])
@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_a_file_of_another_program_is_refused_and_left_alone(
    folder: Path, asha: Coder, mark: Mark, name: str, version: int, journal: str
) -> None:
    folder.mkdir()
    path = folder / name
    with closing(sqlite3.connect(path)) as other:
        other.executescript(f"PRAGMA journal_mode = {journal}; PRAGMA user_version = {version}; CREATE TABLE moz (a)")
    before = path.read_bytes()
    with pytest.raises(CodingError) as caught:
        read_codings(folder)
    assert caught.value.place == name
    if name == "asha.sqlite":
        with pytest.raises(CodingError):
            add_codings(folder, asha, [mark()])
    assert path.read_bytes() == before


@pytest.mark.parametrize(("version", "hint"), [(0, "whole copy"), (4, "newer tlc")])
def test_a_file_of_another_version_says_what_to_do(file: Path, explained: Explained, version: int, hint: str) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(CodingError) as caught:
        read_codings(file.parent)
    explained(caught.value, what="not one that this version of tlc can read", where="asha.sqlite", hint=hint)


def test_a_file_of_nobody_is_refused(file: Path, explained: Explained) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("DELETE FROM coder")
    with pytest.raises(CodingError) as caught:
        read_codings(file.parent)
    explained(caught.value, what="does not say whose", where="asha.sqlite", hint="whole copy")


@pytest.mark.parametrize("name", ["asha (1).sqlite", "asha-LAPTOP7.sqlite", "asha - Copy.sqlite", "ben.sqlite"])
def test_a_copy_by_a_sync_tool_does_not_count_twice(file: Path, explained: Explained, name: str) -> None:
    (file.parent / name).write_bytes(file.read_bytes())
    with pytest.raises(CodingError) as caught:
        read_codings(file.parent)
    explained(caught.value, what="holds the codings of 'asha'", where=name, hint="asha.sqlite")


def test_a_coder_cannot_write_to_the_renamed_file_of_another(file: Path, mark: Mark) -> None:
    file.rename(file.parent / "ben.sqlite")
    with pytest.raises(CodingError, match="holds the codings of 'asha'"):
        add_codings(file.parent, Coder(id="ben", name="Ben"), [mark(coder="ben")])


def test_capital_letters_in_a_file_name_are_no_other_coder(file: Path, mark: Mark) -> None:
    file.rename(file.parent / "Asha.sqlite")
    assert ids(file.parent) == [mark().id]


@pytest.mark.parametrize(
    "name", ["._asha.sqlite", "asha.sqlite-journal.tmp", "~$asha.sqlite.lnk", "Thumbs.db", "x.csv"]
)
def test_what_systems_leave_beside_the_files_is_passed_over(file: Path, mark: Mark, name: str) -> None:
    (file.parent / name).write_bytes(b"\0\5\x16\7 not a database")
    assert ids(file.parent) == [mark().id]
