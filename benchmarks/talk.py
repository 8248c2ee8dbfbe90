"""What importing and checking a million words costs: against reading the same files, and against presidio's patterns.

Each case runs in a Python of its own, so that its peak of memory is its own. The words are those of the transcripts in
../shared/data/talk where they are, and of the sample study otherwise, repeated until there are enough.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TALK = ROOT.parent / "shared" / "data" / "talk"
WORDS_A_FILE = 20_000
CASES = ("read", "import", "check", "presidio")


def said() -> Iterator[str]:
    """What people say in the transcripts that are here, turn by turn."""
    if (TALK / "qmsum_committee").is_dir():
        for path in sorted((TALK / "qmsum_committee").glob("*.json")):
            for turn in json.loads(path.read_text(encoding="utf-8"))["meeting_transcripts"]:
                yield " ".join(turn["content"].split())
        return
    from tlc.talk.session_file import files_in, read_session

    for path in files_in([ROOT / "transcripts_sample" / "sessions"]):
        yield from (" ".join(turn.text.split()) for turn in read_session(path).raw.turns)


def lay_out(folder: Path, words: int) -> None:
    """Write text files of people talking, with so many words in all."""
    turns = cycle([turn for turn in said() if turn])
    for number in range(max(1, words // WORDS_A_FILE)):
        left, lines = min(words, WORDS_A_FILE), []
        for place, turn in enumerate(turns):
            lines.append(f"P{place % 8 + 1:02d}: {turn}")
            left -= len(turn.split())
            if left <= 0:
                break
        (folder / f"FG{number + 1:03d}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run_case(case: str, folder: Path) -> None:
    """Do one case on the files of a folder, and print its seconds of CPU and its peak of memory as JSON."""
    files = sorted(folder.iterdir())
    start = time.process_time()
    if case == "read":
        for path in files:
            path.read_text(encoding="utf-8")
    else:
        _import(case, files)
    used = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": used, "megabytes": peak}))


def _import(case: str, files: list[Path]) -> None:
    from tlc.talk.screen.find import Rules, screen
    from tlc.talk.screen.seal import Seal
    from tlc.talk.session_file import read_session

    if case == "presidio":
        from tlc.talk.screen._view import view_of
        from tlc.talk.screen.presidio import finder

        find = finder()
    for path in files:
        session = read_session(path)
        if case == "check":
            screen(session, Rules(), Seal(bytes(32)))
        elif case == "presidio":
            for turn in session.raw.turns:
                list(find(view_of(turn.text)))


def measured(case: str, folder: Path) -> dict[str, float]:
    """Run one case in a Python of its own."""
    command = [sys.executable, __file__, "--case", case, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        run_case(given.case, given.folder)
        return
    sizes = [given.words // 10, given.words]
    print(f"{'words':>10}  {'what':<10}{'CPU s':>9}{'words/s':>12}{'MB peak':>9}{'x reading':>11}")
    seconds: dict[tuple[int, str], float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(Path(folder), size)
            # Presidio is slow: a tenth of the words tells its speed.
            cases = [case for case in CASES if case != "presidio" or (size == sizes[0] and _has_presidio())]
            for case in cases:
                found = measured(case, Path(folder))
                seconds[size, case] = found["seconds"]
                print(_row(size, case, found, seconds), flush=True)
    for case in ("import", "check"):
        times = seconds[sizes[1], case] / seconds[sizes[0], case]
        print(f"{case}: ten times the words take {times:.1f} times as long")
    if (sizes[0], "presidio") in seconds:
        ratio = seconds[sizes[0], "presidio"] / seconds[sizes[0], "check"]
        print(f"presidio's patterns take {ratio:.1f} times as long as the whole check")


def _row(size: int, case: str, found: dict[str, float], seconds: dict[tuple[int, str], float]) -> str:
    reading = found["seconds"] / max(seconds[size, "read"], 1e-9)
    own = f"{size:>10}  {case:<10}{found['seconds']:>9.2f}{size / max(found['seconds'], 1e-9):>12,.0f}"
    return f"{own}{found['megabytes']:>9.0f}{reading:>11.0f}"


def _has_presidio() -> bool:
    from importlib.util import find_spec

    return find_spec("presidio_analyzer") is not None


if __name__ == "__main__":
    main()
