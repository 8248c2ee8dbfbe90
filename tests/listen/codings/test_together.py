"""Several programs at once: each coder's file for itself, and two that work for one coder."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import Add, Journal, _file, history, read_coder, read_folder
from tlc.model import Coder, Coding

Mark = Callable[..., Coding]
Explained = Callable[..., None]
STEPS = 25
# Begins when the test says so, so that all write at the same time; each step has two codings.
WRITER = """
import json, sys
from pathlib import Path
from tlc.listen.codings import Add, Journal
from tlc.model import Coder, Coding, Span
folder, coder, name, steps = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
journal = Journal(folder, Coder(id=coder, name=coder.title()))
def mark(number, part):
    span = Span(turn=f"FG01:{number:04d}", start=part, end=part + 5)
    code = f"{name}.x"
    return Coding(id=f"{name}-{number}-{part}", span=span, code=code, coder=coder, quote="words", made_at="now")
print("ready", flush=True)
sys.stdin.readline()
told = []
for number in range(1, steps + 1):
    done = journal.do(Add(mark(number, 0)), Add(mark(number, 9)), token=f"{name}:{number}")
    told.append([done.number, done.outside])
    if number % 5 == 0 and coder == name:
        journal.undo()
        journal.redo()
print(json.dumps(told))
"""


def start(folder: Path, coder: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), coder, name, str(STEPS)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def begin(writers: list[subprocess.Popen[str]]) -> None:
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n", writer.stderr and writer.stderr.read()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


def told_by(writer: subprocess.Popen[str]) -> list[tuple[int, bool]]:
    out, error = writer.communicate(timeout=300)
    assert writer.returncode == 0, error
    return [(number, outside) for number, outside in json.loads(out)]


def test_four_programs_write_four_files_while_one_reads(folder: Path) -> None:
    names = ["asha", "ben", "carla", "dana"]
    writers = [start(folder, name, name) for name in names]
    begin(writers)
    seen: dict[str, int] = {}
    while any(writer.poll() is None for writer in writers):
        kept, problems = read_folder(folder)
        assert problems == ()
        for one in kept:
            assert len(one.codings) % 2 == 0, "no half step is ever seen"
            assert one.number >= seen.get(one.coder.id, 0), "nothing that was there is gone"
            seen[one.coder.id] = one.number
        time.sleep(0.02)
    for writer in writers:
        assert len(told_by(writer)) == STEPS
    kept, problems = read_folder(folder)
    assert ([one.coder.id for one in kept], problems) == (names, ())
    assert {len(one.codings) for one in kept} == {2 * STEPS}


def test_two_programs_for_one_coder_wait_for_each_other_and_lose_nothing(folder: Path) -> None:
    writers = [start(folder, "asha", name) for name in ("one", "two")]
    begin(writers)
    told = [told_by(writer) for writer in writers]
    kept = read_coder(folder / "asha.sqlite")
    expected = {
        f"{name}-{number}-{part}" for name in ("one", "two") for number in range(1, STEPS + 1) for part in (0, 9)
    }
    assert {one.id for one in kept.codings} == expected
    assert len(kept.codings) == len(expected), "nothing is there twice"
    numbers = sorted(number for steps in told for number, _ in steps)
    assert numbers == list(range(2, 4 * STEPS + 1, 2)), "each step had its own numbers"
    assert any(outside for steps in told for _, outside in steps), "the test is worth something only if they met"


def test_the_same_step_from_two_programs_is_done_once(folder: Path) -> None:
    """Two tabs send what waited, under the same names."""
    writers = [start(folder, "asha", "same") for _ in range(2)]
    begin(writers)
    for writer in writers:
        told_by(writer)
    kept = read_coder(folder / "asha.sqlite")
    assert (len(kept.codings), kept.number) == (2 * STEPS, 2 * STEPS)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_who_waits_too_long_is_refused_and_may_try_again(
    journal: Journal, folder: Path, mark: Mark, explained: Explained, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    journal.do(Add(mark()))
    monkeypatch.setattr(_file, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(folder / "asha.sqlite", isolation_level=None)) as other:
        other.execute(lock)
        for use in (lambda: journal.do(Add(mark("shift"))), journal.undo):
            with pytest.raises(CodingError) as caught:
                use()
            explained(caught.value, what="has the file locked", where="asha.sqlite", hint="try again")
        assert journal.kept.codings == (mark(),)
    assert journal.do(Add(mark("shift"))).put == (mark("shift"),)
    assert [event.kind for event in history(folder / "asha.sqlite", mark().id)] == ["add"]


def test_who_waits_a_little_gets_their_turn(journal: Journal, folder: Path, mark: Mark) -> None:
    journal.do(Add(mark()))
    program = (
        "import sqlite3, sys, time\nfile = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "file.execute('BEGIN IMMEDIATE')\nprint('locked', flush=True)\ntime.sleep(0.4)\nfile.execute('ROLLBACK')\n"
    )
    command = [sys.executable, "-c", program, str(folder / "asha.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert journal.do(Add(mark("shift"))).put == (mark("shift"),)


def test_a_file_that_another_program_turned_to_the_write_ahead_log_is_turned_back(
    journal: Journal, folder: Path, mark: Mark
) -> None:
    journal.do(Add(mark()))
    with closing(sqlite3.connect(folder / "asha.sqlite")) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    journal.do(Add(mark("shift")))
    with closing(sqlite3.connect(folder / "asha.sqlite")) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert read_coder(folder / "asha.sqlite").codings == (mark(), mark("shift"))
    assert [one.name for one in folder.iterdir()] == ["asha.sqlite"]


def test_two_who_begin_at_once_share_one_file(folder: Path, asha: Coder, mark: Mark) -> None:
    one, two = Journal(folder, asha), Journal(folder, asha)
    one.do(Add(mark()))
    done = two.do(Add(mark("shift")))
    assert done.outside
    assert set(two.kept.codings) == {mark(), mark("shift")}
