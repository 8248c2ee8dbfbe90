"""A program that writes is killed without a word, again and again: what it acknowledged is there, nothing is half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

KILLS = 200
# One program makes a writer by forking, lets it work for a moment, kills it, and looks: 200 times on one file.
PROGRAM = """
import json, os, random, signal, sys, time
from itertools import count
from pathlib import Path
from tlc.listen.codings import Add, Journal, Remove, read_coder
from tlc.model import Coder, Coding, Span

top, kills, draw = Path(sys.argv[1]), int(sys.argv[2]), random.Random(7)
asha, GROUP = Coder(id="asha", name="Asha"), 3


def marks(round_, n):
    for part in range(GROUP):
        span = Span(turn=f"FG01:{round_ + 1:04d}", start=n * 10 + part, end=n * 10 + part + 5)
        yield Coding(id=f"{round_}.{n}.{part}", span=span, code="a.b", coder="asha", quote="words", made_at="now")


def work(folder, round_, say):
    journal = Journal(folder, asha)
    os.write(say, b"ready\\n")
    for n in count():
        done = journal.do(*map(Add, marks(round_, n)), token=f"{round_}:{n}")
        told(say, done)
        kind = n % 4
        if kind == 1:
            told(say, journal.undo())
            told(say, journal.redo())
        elif kind == 2:
            told(say, journal.undo())
        elif kind == 3:
            told(say, journal.do(*(Remove(one.id) for one in marks(round_, n))))


def told(say, done):
    line = {"number": done.number, "put": [one.id for one in done.put], "gone": done.gone}
    os.write(say, (json.dumps(line) + "\\n").encode())


expected, known, acknowledged, unheard, left, took, kept_then = set(), 0, 0, 0, 0, 0.01, 0
for round_ in range(kills):
    if round_ % 20 == 0:
        # A new file, before it takes long to read.
        folder, expected, known, kept_then = top / str(round_), set(), 0, kept_then + len(expected)
        path = folder / "asha.sqlite"
    hear, say = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(hear)
        try:
            work(folder, round_, say)
        finally:
            os._exit(1)
    os.close(say)
    with os.fdopen(hear) as heard:
        assert heard.readline() == "ready\\n"
        begun, lines = time.perf_counter(), [heard.readline() for _ in range(draw.randrange(5))]
        # How long a step takes depends on the disk: the moment falls into the next step wherever it can.
        took = (time.perf_counter() - begun) / len(lines) if lines else took
        time.sleep(draw.uniform(0, took))
        os.kill(writer, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(writer, 0)[1]), "the writer stopped of itself"
        for line in [*lines, *heard]:
            step = json.loads(line)
            acknowledged, known = acknowledged + 1, step["number"]
            expected = (expected | set(step["put"])) - set(step["gone"])
    if not path.exists():
        assert not expected
        continue
    left += Path(f"{path}-journal").exists()
    kept = read_coder(path)
    found = {one.id for one in kept.codings}
    difference = found ^ expected
    # One step may have been written and not been told any more; then it is whole.
    assert kept.number >= known, (round_, kept.number, known)
    groups = {name.rpartition(".")[0] for name in difference}
    assert len(groups) <= 1 and len(difference) in (0, GROUP), (round_, difference)
    unheard += kept.number > known
    expected, known = found, kept.number
print(json.dumps({"acknowledged": acknowledged, "unheard": unheard, "left": left, "kept": kept_then + len(expected)}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork, nor kill a program outright")
def test_of_200_killed_writers_none_loses_an_acknowledged_step_or_leaves_half_of_one(tmp_path: Path) -> None:
    # What a killed program has written is in the system's memory, whatever the disk: one in memory is as good a test.
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        program = [sys.executable, "-c", PROGRAM, folder, str(KILLS)]
        run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    # The test is worth something only if writers were killed at work, and now and then within a step.
    assert told["acknowledged"] > KILLS
    assert told["left"] + told["unheard"] > KILLS / 20
    assert told["kept"] > KILLS
