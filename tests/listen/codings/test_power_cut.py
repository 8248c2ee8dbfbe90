"""The power goes: of what was not synced yet, any part may be on the disk, in any order, and torn.

SQLite is given files that only write down what is done to them. From that log the disk is made as it may be after a cut
at any moment: what was synced is there, and of the rest some pieces. Killed programs do not show this, for what they
wrote stays in the system's memory.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import Add, Change, Journal, Kept, Remove, read_coder
from tlc.model import Coder, Coding, Span

apsw = pytest.importorskip("apsw", reason="without apsw no test can stand between SQLite and the disk")
CUTS = 300
SECTOR = 512
ASHA = Coder(id="asha", name="Asha")
Log = list[tuple[Any, ...]]


class Memory:
    """A file in memory that writes down what is done to it."""

    def __init__(self, name: str, log: Log, data: bytearray) -> None:
        self.name, self.log, self.data = name, log, data

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self.data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.log.append(("write", self.name, offset, bytes(data)))
        _write(self.data, offset, data)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.log.append(("truncate", self.name, size))
        del self.data[size:]

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self.log.append(("sync", self.name))

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.data)

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0  # the worst of disks: nothing is whole, nothing in order

    def xFileControl(self, _op: int, _pointer: int) -> bool:  # noqa: N802
        return False

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xLock(self, _level: int) -> None:  # noqa: N802
        """Nobody else is there."""

    xUnlock = xLock  # noqa: N815

    def xClose(self) -> None:  # noqa: N802
        """The files stay."""


class Disk(apsw.VFS):  # type: ignore[misc]
    """A folder of such files, under the names that they would have."""

    def __init__(self, path: Path) -> None:
        super().__init__("cut", "")
        self.log: Log = []
        self.files = {str(path): bytearray(path.read_bytes())}

    def xOpen(self, name: Any, flags: list[int]) -> Memory:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        if path is None:
            return Memory("", [], bytearray())
        if path not in self.files:
            self.files[path] = bytearray()
            self.log.append(("create", path))
        return Memory(path, self.log, self.files[path])

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: N802
        self.log.append(("delete", name, sync_folder))
        del self.files[name]

    def xAccess(self, name: str, _flags: int) -> bool:  # noqa: N802
        return name in self.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


class Connection:
    """What the store uses of a connection, on such a disk."""

    def __init__(self, address: str, synchronous: str) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        self.inner, self.synchronous = apsw.Connection(address, flags=flags, vfs="cut"), synchronous

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self.inner.execute(sql.replace("EXTRA", self.synchronous), values)

    def close(self) -> None:
        self.inner.close()


@dataclass
class OnDisk:
    """A file as the disk holds it, and what was done to it since it was synced."""

    data: bytearray = field(default_factory=bytearray)
    since: Log = field(default_factory=list)

    def sync(self) -> None:
        self.data = bytearray(self.after(None))
        self.since = []

    def after(self, draw: random.Random | None, share: float = 1) -> bytes:
        """The bytes after a cut: each sector that was written since, and each shortening, is there or is not."""
        data = bytearray(self.data)
        for kind, _, place, *more in self.since:
            if kind == "truncate":
                if draw is None or draw.random() < share:
                    del data[place:]
                continue
            for start in range(0, len(more[0]), SECTOR):
                if draw is None or draw.random() < share:
                    _write(data, place + start, more[0][start : start + SECTOR])
        return bytes(data)


def _write(data: bytearray, offset: int, new: bytes) -> None:
    data.extend(b"\0" * (offset + len(new) - len(data)))
    data[offset : offset + len(new)] = new


def after_cut(first: dict[str, bytes], log: Log, draw: random.Random) -> dict[str, bytes]:
    """What a disk may hold when the power goes after the last line of a log."""
    names = {name: OnDisk(bytearray(data)) for name, data in first.items()}
    # Which file a name stands for is known for sure only when the folder was synced.
    sure = dict(names)
    for line in log:
        kind, name = line[0], line[1]
        if kind == "create":
            names[name] = OnDisk()
        elif kind == "delete":
            del names[name]
            sure = dict(names) if line[2] else sure
        elif kind == "sync":
            names[name].sync()
            # SQLite syncs the folder too when it syncs a journal, which is new each time.
            sure = dict(names) if name.endswith("-journal") else sure
        elif kind in ("write", "truncate"):
            names[name].since.append(line)
    share = draw.choice([0, 0.1, 0.5, 0.9, 1])
    held = {}
    for name in sorted({*names, *sure}):
        file = draw.choice([names.get(name), sure.get(name)])
        if file is not None:
            held[name] = file.after(draw, share)
    return held


def marks(number: int, many: int = 3) -> tuple[Coding, ...]:
    """The codings of one step."""
    span = Span(turn="FG01:0001", start=number, end=number + 300)
    return tuple(
        Coding(id=f"{number}.{part}", span=span, code=f"a.b{part}", coder="asha", quote="x" * 300, made_at="now")
        for part in range(many)
    )


def work(journal: Journal) -> Iterator[Kept]:
    """Steps of many kinds; what the file must hold after each."""
    steps: list[tuple[Change, ...]] = [tuple(map(Add, marks(number))) for number in range(1, 5)]
    steps.append(tuple(map(Add, marks(5, 60))))
    steps += [tuple(Remove(one.id) for one in marks(2)), tuple(map(Add, marks(6)))]
    for step in steps:
        journal.do(*step)
        yield journal.kept
    for use in (journal.undo, journal.undo, journal.redo, journal.undo, journal.undo):
        use()
        yield journal.kept


@pytest.fixture
def path(folder: Path) -> Path:
    Journal(folder, ASHA).do(*map(Add, marks(0)))
    return folder / "asha.sqlite"


def worked(path: Path, patch: pytest.MonkeyPatch, synchronous: str) -> tuple[dict[str, bytes], Log, list[Kept]]:
    """Work on such a disk: what was on it before, all that was done to it, and what was acknowledged when."""
    disk = Disk(path)
    before = {name: bytes(data) for name, data in disk.files.items()}
    acknowledged = [read_coder(path)]
    with patch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda address, **_: Connection(address, synchronous))
        journal = Journal(path.parent, ASHA)
        for kept in work(journal):
            disk.log.append(("acknowledged", "", len(acknowledged)))
            acknowledged.append(kept)
    disk.unregister()
    return before, disk.log, acknowledged


def cuts(
    path: Path, patch: pytest.MonkeyPatch, count: int, synchronous: str = "EXTRA"
) -> Iterator[tuple[Path, Kept, Kept]]:
    """Disks after cuts: the coder's file, what was acknowledged last, and what the step in the making would give."""
    before, log, acknowledged = worked(path, patch, synchronous)
    draw = random.Random(22)  # noqa: S311
    for number in range(count):
        moment = draw.randrange(len(log) + 1)
        told = max((line[2] for line in log[:moment] if line[0] == "acknowledged"), default=0)
        folder = path.parent.parent / f"cut{number}"
        folder.mkdir()
        for name, data in after_cut(before, log[:moment], draw).items():
            (folder / Path(name).name).write_bytes(data)
        yield folder / "asha.sqlite", acknowledged[told], acknowledged[min(told + 1, len(acknowledged) - 1)]


def test_after_300_power_cuts_every_acknowledged_step_is_there_and_none_is_half(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = 0
    for number, (file, told, making) in enumerate(cuts(path, monkeypatch, CUTS)):
        half += file.with_name("asha.sqlite-journal").exists()
        found = read_coder(file)
        assert as_sets(found) in (as_sets(told), as_sets(making))
        if number % 10 == 0:
            Journal(file.parent, ASHA).do(*map(Add, marks(99)))
            assert as_sets(read_coder(file)) == {*as_sets(found), *marks(99)}, "work goes on"
            assert [one.name for one in file.parent.iterdir()] == ["asha.sqlite"]
    assert half > CUTS / 10, "the test is worth something only if cuts fell into steps"


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL", "FULL"])
def test_the_cuts_show_what_lesser_care_would_lose(
    path: Path, monkeypatch: pytest.MonkeyPatch, synchronous: str
) -> None:
    lost = 0
    for file, told, making in cuts(path, monkeypatch, 60, synchronous):
        try:
            lost += as_sets(read_coder(file)) not in (as_sets(told), as_sets(making))
        except CodingError:
            lost += 1
    assert lost > 0


def as_sets(kept: Kept) -> set[Coding]:
    return set(kept.codings)


def test_a_disk_that_synced_everything_holds_everything(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, log, acknowledged = worked(path, monkeypatch, "EXTRA")
    for seed in range(5):
        held = after_cut(before, log, random.Random(seed))  # noqa: S311
        assert [Path(name).name for name in held] == ["asha.sqlite"]
        path.write_bytes(held[str(path)])
        assert replace(read_coder(path), codings=()) == replace(acknowledged[-1], codings=())
