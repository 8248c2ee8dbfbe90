"""How long tlc takes to start, as a ratio to Python doing nothing: least CPU time of interleaved runs.

Linux and macOS only: Windows does not tell a child's CPU time this way.
"""

from __future__ import annotations

import resource
import subprocess
import sys

RUNS = 15
CASES = {
    "python -c pass": ["-c", "pass"],
    "import tlc": ["-c", "import tlc"],
    "tlc --help": ["-m", "tlc", "--help"],
    "tlc add --help": ["-m", "tlc", "add", "--help"],
    "import pandas (for scale)": ["-c", "import pandas"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """CPU seconds, user and system, of one Python started with these arguments."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the table above
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main() -> None:
    """Print the table."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(RUNS):
        for name, arguments in CASES.items():
            times[name].append(cpu_seconds(arguments))
    base = min(times["python -c pass"])
    print(f"{'what':<28}{'CPU ms':>8}{'ratio':>8}")
    for name, seconds in times.items():
        print(f"{name:<28}{min(seconds) * 1000:>8.0f}{min(seconds) / base:>8.1f}")


if __name__ == "__main__":
    main()
