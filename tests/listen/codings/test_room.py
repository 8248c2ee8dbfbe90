"""No room on the disk, no right to write: the step is refused, nothing is half done, and the next one works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import Add, Journal, add_codings, read_coder, read_codings, read_folder
from tlc.model import Coder, Coding

Mark = Callable[..., Coding]
# What every program below begins with: a journal, marks of some weight, and a step that tells how it went.
BEGIN = """
import os, sys
from dataclasses import replace
from pathlib import Path
from tlc.errors import CodingError
from tlc.listen.codings import Add, Journal, add_codings, read_coder, read_folder
from tlc.model import Coder, Coding, Span
folder, asha = Path(sys.argv[1]), Coder(id="asha", name="Asha")
def mark(n, weight=400):
    span = Span(turn=f"FG01:{n:04d}", start=0, end=weight)
    return Coding(id=f"asha-{n}", span=span, code="a.b", coder="asha", quote="x" * weight, made_at="now")
def step(journal, *marks):
    try:
        journal.do(*map(Add, marks))
    except CodingError as error:
        print("refused", error)
        return False
    return True
def standing():
    return [one.id for one in read_coder(folder / "asha.sqlite").codings]
"""
LIMITED = """
import resource
journal = Journal(folder, asha)
assert step(journal, mark(1))
size = (folder / "asha.sqlite").stat().st_size
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for room in range(size, size + 40_000, 4096):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    assert not step(journal, *[mark(n, 2000) for n in range(2, 50)])
    assert [one.id for one in journal.kept.codings] == ["asha-1"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert standing() == ["asha-1"], standing()
    assert os.listdir(folder) == ["asha.sqlite"]
assert step(journal, *[mark(n, 2000) for n in range(2, 50)])
assert standing() == [f"asha-{n}" for n in range(1, 50)]
print("well")
"""
FILLED = """
journal = Journal(folder, asha)
done, number, refused = [], 0, 0
while refused < 3:
    number += 1
    if step(journal, mark(number), mark(number + 10_000)):
        done += [f"asha-{number}", f"asha-{number + 10_000}"]
    else:
        refused += 1
        assert standing() == done == [one.id for one in journal.kept.codings]
assert done
(folder / "ballast").unlink()
assert step(journal, mark(20_000))
assert standing() == [*done, "asha-20000"]
assert Journal(folder, asha).kept == journal.kept
print("well")
"""
NO_ROOM_AT_ALL = """
with open(folder / "more", "wb", buffering=0) as more:
    try:
        while True:
            more.write(b"x" * 512)
    except OSError:
        pass
journal = Journal(folder, asha)
assert not step(journal, mark(1))
assert sorted(os.listdir(folder)) == ["ballast", "more"], os.listdir(folder)
(folder / "more").unlink()
assert step(journal, mark(1))
print("well")
"""
PROTECTED = """
journal = Journal(folder, asha)
assert step(journal, mark(1))
before = (folder / "asha.sqlite").read_bytes()
os.system(f"mount -o remount,ro '{folder}'")
assert not step(journal, mark(2))
assert not step(Journal(folder, Coder(id="ben", name="Ben")), replace(mark(1), coder="ben"))
assert not (folder / "ben.sqlite").exists()
assert standing() == ["asha-1"]
assert len(read_folder(folder)[0]) == 1
try:
    add_codings(folder, asha, [mark(2)])
    raise SystemExit("written to a protected folder")
except CodingError as error:
    print("refused", error)
assert (folder / "asha.sqlite").read_bytes() == before
os.system(f"mount -o remount,rw '{folder}'")
assert step(journal, mark(2))
print("well")
"""


def run(program: str, folder: Path, *before: str) -> str:
    """Run a program, perhaps with a disk of its own; what it printed."""
    command = [*before, sys.executable, "-c", BEGIN + program, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("well\n")
    return done.stdout


@pytest.fixture
def own_disk(folder: Path) -> list[str]:
    """How to run a program for which the folder is a small disk of its own, that ends with the program."""
    folder.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("this system has no namespaces for mounts")
    made = f"mount -t tmpfs -o size=256k tmpfs '{folder}' && head -c 65536 /dev/zero > '{folder}/ballast'"
    tried = subprocess.run(["unshare", "-rm", "sh", "-c", made], capture_output=True, check=False)  # noqa: S607
    if tried.returncode:
        pytest.skip("this system lets nobody mount a small disk")
    return ["unshare", "-rm", "sh", "-c", f'{made} && exec "$0" "$@"']


def test_a_step_that_meets_a_limit_anywhere_is_refused_whole(folder: Path) -> None:
    pytest.importorskip("resource", reason="this system has no limits on the size of files")
    told = run(LIMITED, folder)
    assert "cannot be read or written" in told
    assert "xxx" not in told


def test_on_a_full_disk_no_step_is_half_done_and_the_next_works_once_there_is_room(
    folder: Path, own_disk: list[str]
) -> None:
    assert "the disk is full" in run(FILLED, folder, *own_disk)


def test_a_disk_without_room_for_a_new_file_is_left_without_one(folder: Path, own_disk: list[str]) -> None:
    assert "the disk is full" in run(NO_ROOM_AT_ALL, folder, *own_disk)


def test_a_protected_disk_is_read_and_not_written_to(folder: Path, own_disk: list[str]) -> None:
    assert run(PROTECTED, folder, *own_disk).count("is protected") == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is protected from this user")
def test_a_protected_folder_is_read_and_not_written_to(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    before = (folder / "asha.sqlite").read_bytes()
    folder.chmod(0o500)
    try:
        assert read_codings(folder)[1] == (mark(),)
        with pytest.raises(CodingError, match="cannot be read or written"):
            Journal(folder, asha).do(Add(mark("shift")))
    finally:
        folder.chmod(0o700)
    assert (folder / "asha.sqlite").read_bytes() == before


def test_a_drive_that_fails_while_it_acknowledges_leaves_the_journal_in_doubt_and_asking(
    folder: Path, asha: Coder, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step is on the disk, and the program was told that it failed: sent again, it is not done twice."""
    from tlc.listen.codings import journal as module

    journal = Journal(folder, asha)
    journal.do(Add(mark()))
    name = "asha:7"
    with monkeypatch.context() as patch:
        writing = module.writing

        class Failing:
            def __init__(self, *given: object) -> None:
                self.inner = writing(*given)  # type: ignore[arg-type]

            def __enter__(self) -> object:
                return self.inner.__enter__()

            def __exit__(self, *given: object) -> None:
                self.inner.__exit__(*given)  # type: ignore[arg-type]
                raise CodingError("The drive failed.")

        patch.setattr(module, "writing", Failing)
        with pytest.raises(CodingError, match="drive failed"):
            journal.do(Add(mark("shift")), token=name)
    assert journal.kept.codings == (mark(),)
    again = journal.do(Add(mark("shift")), token=name)
    assert (again.again, again.outside, again.put) == (True, True, (mark("shift"),))
    assert journal.kept == read_coder(folder / "asha.sqlite")
    assert len(journal.kept.codings) == 2


def test_one_protected_file_hides_no_other(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    (folder / "ben.sqlite").mkdir()
    kept, problems = read_folder(folder)
    assert ([one.coder for one in kept], [one.place for one in problems]) == ([asha], ["ben.sqlite"])
    with pytest.raises(CodingError, match="cannot be read or written"):
        Journal(folder, Coder(id="ben", name="Ben"))
