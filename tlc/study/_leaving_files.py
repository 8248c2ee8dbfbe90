"""Files that go when somebody leaves: what was made from their words, and what an earlier run left half-written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tlc.errors import StudyError
from tlc.talk import withdraw as leaving
from tlc.talk.earlier import FOLDER
from tlc.talk.withdraw import Place

_CACHES = ("cache", ".cache")
_TRACE = "-trace.csv"


def stale(folder: Path, turns: Iterable[str]) -> Iterator[Path]:
    """Topic runs that were fitted on their turns, or do not say on which; and caches, which anything may be in."""
    names = [turn.casefold() for turn in turns]
    topics = folder / "topics"
    for run in sorted(path for path in topics.iterdir() if path.is_dir()) if topics.is_dir() else ():
        try:
            text = (run / "assignments.csv").read_bytes().decode("utf-8", errors="replace").casefold()
        except OSError:
            yield run
            continue
        if any(name in text for name in names):
            yield run
    yield from (folder / name for name in _CACHES if (folder / name).is_dir())


def deleted_runs(folder: Path, turns: Iterable[str]) -> tuple[Path, ...]:
    runs = tuple(stale(folder, turns))
    for run in runs:
        # What says that a run is stale goes last.
        for path in sorted(run.rglob("*"), key=lambda path: (path.name == "assignments.csv", -len(path.parts), path)):
            unlink(path)
        unlink(run)
    return runs


def with_reports(places: tuple[Place, ...]) -> Iterator[Place]:
    """A report of which the trace names their turns quotes them, however short the quotes are."""
    listed = {place.path for place in places}
    for place in places:
        yield place
        report = place.path.with_name(place.path.name.removesuffix(_TRACE) + ".html")
        if place.path.name.endswith(_TRACE) and report not in listed and report.is_file():
            yield Place(path=report, count=0, why="turns")


def named(folder: Path, path: Path) -> str:
    # A file's name may hold a person's; the marker holds none.
    return hashlib.sha256(path.relative_to(folder).as_posix().encode()).hexdigest()


def sweep(folder: Path, transcripts: Iterable[str]) -> None:
    """Take away what an earlier run left of files that it was just writing."""
    for name in (leaving.MARKER, leaving.RECORD, "participants.csv"):
        for path in folder.glob(f".{name}.*.part"):
            unlink(path)
    for name in transcripts:
        for path in (folder / "transcripts").glob(f".{name}.txt.*.part"):
            unlink(path)
    for path in (folder / "transcripts" / FOLDER).glob(".*.part"):
        unlink(path)


def unlink(path: Path, *, shown: str = "") -> None:
    """Delete a file or an empty folder; an error tells what is shown in place of a path that holds somebody's words."""
    try:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StudyError(
            "The file cannot be deleted.",
            where=Path(shown) if shown else path,
            hint="Close it in other programs, make sure that you may write there, and run the same command again.",
        ) from error
