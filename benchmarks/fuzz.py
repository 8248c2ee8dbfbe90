"""What becomes of broken and hostile files: thousands of them, spoiled by chance, are given to every reader.

Each reader runs in a Python of its own that may take 5 seconds of CPU for a file, and 500 MB above what it began with
(held on Linux; elsewhere only the time is). A file must be read, with an account that balances, or be refused with an
error that holds none of its words. Whatever else happens is a fault: the file is kept in a temporary folder, named at
the end. The files are made of the sample sessions, of small ones made here, and of ../shared/data where it is.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fuzzing.judge import NAMES, FaultError, verdict
from fuzzing.spoil import spoiled
from fuzzing.whole import MAKERS, ROOT, extremes, found, made

SECONDS = 5
MEGABYTES = 500
# Whoever neither uses the processor nor answers is stuck.
SILENT_SECONDS = 120
LARGE = 3  # how many of a reader's files are very large ones: one line, many lines, many speakers
_PAGE = 4096


@dataclass(slots=True)
class Tally:
    """What became of one reader's files."""

    reader: str
    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    faults: dict[int, str] = field(default_factory=dict)

    @property
    def row(self) -> str:
        """A line of the table."""
        files = self.read + self.refused + len(self.faults)
        counts = f"{files:>8}{self.refused:>9}{self.read:>8}"
        return f"{self.reader:<10}{counts}{self.seconds:>15.2f}{self.megabytes:>9.0f}{len(self.faults):>8}"


@cache
def whole_files(ending: str) -> tuple[bytes, ...]:
    """Whole files of a format; those made here count as often as those that were found."""
    own, others = made(ending), found(ending)
    return (*own * max(1, len(others) // len(own)), *others)


@cache
def large_files(ending: str) -> tuple[bytes, ...]:
    """The very large ones."""
    return tuple(extremes(ending))


def file_of(ending: str, number: int, *, seed: int) -> tuple[bytes, str]:
    """Make the file of a number, and its name: the same ones for the same seed."""
    chance = random.Random(f"{seed}/{ending}/{number}")  # noqa: S311 - no secret
    if number < LARGE:
        return large_files(ending)[number], f"FG01.{ending}"
    name = chance.choice((NAMES[0], *NAMES))
    return spoiled(ending, whole_files(ending), chance), f"{name}.{ending}"


def run_reader(ending: str, numbers: range, *, seed: int) -> None:
    """Give a reader its files; what comes of each is printed, after the number of the file that is begun."""
    from tlc import plugins

    read = plugins.load("tlc.importers", ending)
    warnings.simplefilter("ignore")
    verdict(read, made(ending)[0], name=f"FG01.{ending}")
    whole_files(ending)
    if numbers and numbers[0] < LARGE:
        large_files(ending)
    began_with = _hold_memory()
    for number in numbers:
        data, name = file_of(ending, number, seed=seed)
        print(f"begun {number}", flush=True)
        # The signal ends the process also where Python itself cannot: in the middle of a regular expression.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        start = time.process_time()
        try:
            outcome = verdict(read, data, name=name)
        except FaultError as fault:
            outcome = f"fault {fault}"
        used = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(f"ended {used:.3f} {_peak() - began_with:.0f} {outcome}", flush=True)


def _hold_memory() -> float:
    """Limit what this process may take from now on; return what it has, in megabytes."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    import resource

    has = int(statm.read_text().split()[0]) * _PAGE
    resource.setrlimit(resource.RLIMIT_AS, (has + MEGABYTES * 1_000_000,) * 2)
    # From here on the peak is counted anew.
    Path("/proc/self/clear_refs").write_text("5")
    return int(statm.read_text().split()[1]) * _PAGE / 1e6


def _peak() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().split("\n") if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def tried(ending: str, files: int, *, seed: int) -> Tally:
    """Try one reader, with a new process after each one that ended before its time."""
    tally = Tally(ending)
    first = 0
    while first < files:
        first = _one_process(tally, range(first, files), seed=seed)
    return tally


def _one_process(tally: Tally, numbers: range, *, seed: int) -> int:
    """Count what a process says; return the number of the next file."""
    command = [sys.executable, __file__, "--reader", tally.reader, "--first", str(numbers.start)]
    command += ["--files", str(numbers.stop), "--seed", str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - this very file
    begun, answered = numbers.start - 1, True
    for line in _lines(process):
        word, _, rest = line.partition(" ")
        if word == "begun":
            begun, answered = int(rest), False
        elif word == "ended":
            seconds, megabytes, outcome = rest.split(" ", 2)
            answered = True
            tally.seconds = max(tally.seconds, float(seconds))
            tally.megabytes = max(tally.megabytes, float(megabytes))
            tally.read += outcome == "read"
            tally.refused += outcome == "refused"
            if outcome.startswith("fault "):
                tally.faults[begun] = outcome.removeprefix("fault ")
    process.kill()
    code = process.wait()
    if answered and begun < numbers.stop - 1:
        raise SystemExit(f"The process for {tally.reader} ended between two files, with code {code}.")
    if not answered:
        slow = code in (-signal.SIGPROF, -signal.SIGKILL)
        tally.faults[begun] = f"more than {SECONDS} seconds" if slow else f"the process ended with code {code}"
    return begun + 1


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what a process prints until it ends, or has been silent for too long."""
    lines: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        for line in process.stdout or ():
            lines.put(line.rstrip("\n"))
        lines.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=SILENT_SECONDS)
        except queue.Empty:
            return
        if line is None:
            return
        yield line


def kept(tallies: list[Tally], *, seed: int) -> Path:
    """Write the files with which a reader failed to a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="tlc-fuzz-"))
    for tally in tallies:
        for number in tally.faults:
            data, _ = file_of(tally.reader, number, seed=seed)
            (folder / f"{number}.{tally.reader}").write_bytes(data)
    return folder


def main() -> int:
    """Print the table; 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many readers at once")
    parser.add_argument("--only", choices=sorted(MAKERS), action="append", help="a reader; all, if not given")
    parser.add_argument("--reader", help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.reader:
        run_reader(given.reader, range(given.first, given.files), seed=given.seed)
        return 0
    readers = given.only or sorted(MAKERS)
    each = -(-given.files // len(readers))
    print(f"{'reader':<10}{'files':>8}{'refused':>9}{'read':>8}{'worst seconds':>15}{'peak MB':>9}{'faults':>8}")
    tallies = []
    with ThreadPoolExecutor(given.jobs) as pool:
        for tally in pool.map(lambda reader: tried(reader, each, seed=given.seed), readers):
            print(tally.row, flush=True)
            tallies.append(tally)
    if not any(tally.faults for tally in tallies):
        return 0
    print(f"\nThe files are in {kept(tallies, seed=given.seed)}:")
    for tally in tallies:
        for number, what in tally.faults.items():
            print(f"{number}.{tally.reader}: {what}")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
