"""Set tlc up in a folder of its own beside this file, then run what was asked for.

python3 run.py demo [FOLDER]     the sample study, from transcripts to report
python3 run.py notebook          JupyterLab in notebooks/
python3 run.py test [ARGS]       every check; ARGS go to pytest
python3 run.py lock [ARGS]       work out the locks anew; ARGS go to uv, such as --upgrade

On Windows type `py` for `python3`. The first run needs the internet; later runs do not.
"""

# Only the standard library, and only grammar that Python 3.6 can read: it must get as far as the next lines.
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this line is for the Pythons that are too old
    sys.exit(f"tlc needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}.")

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
UNFINISHED = "unfinished"
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy", "tlc"))
NO_VENV = (
    "Python's venv part is missing here, so tlc cannot make a folder of its own for its libraries.\n"
    "On Debian and Ubuntu, install it with: sudo apt install python3-venv"
)
LOCK_WORDS = (
    "pip compile pyproject.toml --extra topics --extra keys --group build --excludes requirements-excludes.txt "
    "--universal --python-version 3.11 --generate-hashes --annotation-style line --quiet "
    # A lock tells nothing of the machine that made it.
    "--no-header --no-emit-index-url --no-emit-find-links"
)
LOCK_HEADER = """\
# The exact version of every library, for Linux, macOS and Windows and Python 3.11 and newer.
# Do not edit. Change pyproject.toml, then run: python3 run.py lock
"""


def python_in(venv: Path, *, windows: bool = os.name == "nt") -> Path:
    """Where the Python of an environment lies."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def stamp(root: Path, kind: str) -> str:
    """Name everything that a set-up of this kind ("run" or "dev") depends on, as one digest."""
    # The folder is part of it: an environment that was moved still points at the old place.
    facts = [kind, sys.platform, f"{sys.version_info[0]}.{sys.version_info[1]}", str(root)]
    digest = hashlib.sha256("\n".join(facts).encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update(hashlib.sha256((root / name).read_bytes()).digest())
    return digest.hexdigest()


def install_commands(python: Path, kind: str) -> dict[str, list[str]]:
    """Give the commands that install a newer pip, the locked libraries and tlc, by name."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-deps"]
    # The pip that comes with Python can take three times as long over the lock.
    newer = re.search("^pip==[0-9.]+", (ROOT / LOCKS[kind]).read_text(encoding="utf-8"), re.MULTILINE)
    first = {"pip": [*pip, newer[0]]} if newer else {}
    return {**first, "libraries": [*pip, "-r", LOCKS[kind]], "tlc": [*pip, "--no-build-isolation", "-e", "."]}


def lock_command(uv: str, kind: str, args: Sequence[str] = ()) -> list[str]:
    """Give the command that works out one lock."""
    # The development lock holds all of the other one, in the same versions.
    more = ["--extra", "dev", "--constraints", LOCKS["run"]] if kind == "dev" else []
    return [uv, *LOCK_WORDS.split(), *more, "-o", LOCKS[kind], *args]


def say(text: str) -> None:
    """Print at once, so that our lines and those of other programs keep their order."""
    print(text, flush=True)


def quietly(command: Sequence[str], what: str) -> None:
    """Run a command and show what it said only if it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    if done.returncode:
        say(done.stdout + done.stderr)
        sys.exit(f"Could not {what}. The lines above say why. No internet? Then try again when it is back.")


def works(python: Path) -> bool:
    """Whether an environment starts, has pip, and is of the Python that runs now."""
    probe = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([str(python), "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make_venv(venv: Path, note: Path) -> None:
    """Make an environment anew, and drop what an earlier one left."""
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(NO_VENV)
    venv.mkdir(exist_ok=True)
    # The note goes in first and stays: should we be stopped, the next run knows that this is half done.
    note.write_text(UNFINISHED, encoding="utf-8")
    for old in venv.iterdir():
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        elif old != note:
            old.unlink()
    # From inside an environment, sys.executable may be the very one that was just dropped.
    quietly([getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(venv)], "make .venv")


def set_up(kind: str) -> Path:
    """Make .venv hold what the lock says, unless it does already; return its Python."""
    python, note = python_in(VENV), VENV / "tlc-setup.txt"
    before = note.read_text(encoding="utf-8") if note.exists() else ""
    if python.exists() and before in {stamp(ROOT, kind), stamp(ROOT, "dev")}:
        return python
    started = time.monotonic()
    say("Setting up in .venv (once, a minute or two, about 1 GB) ...")
    if before == UNFINISHED or not works(python):
        make_venv(VENV, note)
    note.write_text(UNFINISHED, encoding="utf-8")
    try:
        for what, command in install_commands(python, kind).items():
            say(f"  installing {what} ...")
            quietly(command, f"install {what}")
    except SystemExit:
        # pip gave up by itself and left things as they were, so nothing is half done.
        note.write_text(before, encoding="utf-8")
        raise
    note.write_text(stamp(ROOT, kind), encoding="utf-8")
    say(f"Ready after {time.monotonic() - started:.0f} seconds.")
    return python


def demo(args: Sequence[str]) -> int:
    """Run the sample study."""
    return subprocess.call([str(set_up("run")), "-m", "tlc", "demo", *args])


def test(args: Sequence[str]) -> int:
    """Run every check, pytest last; 0 only if all are well."""
    python = str(set_up("dev"))
    failed = []
    for check in CHECKS:
        if subprocess.call([python, "-m", *check], cwd=ROOT):
            failed.append(" ".join(check))
            say(f"FAILED: {failed[-1]}. The other steps still run.")
    # All the tests on all the cores, a file's tests on one; a few that somebody names, in this process.
    code = subprocess.call([python, "-m", "pytest", *(args or ("-n", "auto", "--dist", "loadfile"))], cwd=ROOT)
    if failed and sys.stdout.isatty():  # a build log ends with pytest's own summary
        say("FAILED before pytest: " + ", ".join(failed))
    return code or len(failed)


def notebook(args: Sequence[str]) -> int:
    """Start JupyterLab with its news, update and extension look-ups off: nothing is sent anywhere."""
    python = set_up("run")
    settings = VENV / "etc" / "jupyter" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}')
    flags = [f"--ServerApp.root_dir={ROOT / 'notebooks'}", "--LabApp.extension_manager=readonly"]
    return subprocess.call([str(python), "-m", "jupyterlab", *flags, *args])


def lock(args: Sequence[str]) -> int:
    """Work out both locks, with a uv that is fetched for this and dropped again."""
    with tempfile.TemporaryDirectory() as folder:
        python = python_in(Path(folder))
        make_venv(Path(folder), Path(folder) / "note.txt")
        quietly([str(python), "-m", "pip", "install", "uv"], "fetch uv")
        for kind, name in LOCKS.items():
            quietly(lock_command(str(python.with_stem("uv")), kind, args), f"work out {name}")
            path = ROOT / name
            path.write_text(LOCK_HEADER + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
            say(f"Wrote {name}.")
    return 0


def main(args: Sequence[str]) -> int:
    """Do the job that the first word names; return the exit code."""
    jobs = {"demo": demo, "notebook": notebook, "test": test, "lock": lock}
    if not args or args[0] not in jobs:
        say((__doc__ or "").strip())
        return 0 if args and args[0] in ("-h", "--help") else 2
    try:
        return jobs[args[0]](args[1:])
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
