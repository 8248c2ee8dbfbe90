"""Files that go when somebody leaves: what was made from their words, and what an earlier run left half-written."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tlc.errors import StudyError
from tlc.listen.topics.decisions.log import FOLDER as DECISIONS
from tlc.study._leaving_plan import PLAN, TABLES
from tlc.talk import withdraw as leaving
from tlc.talk.earlier import FOLDER
from tlc.talk.settings import FILE
from tlc.talk.withdraw import Place

# Files of these kinds that name a turn mostly quote it too.
_QUOTING = frozenset({".csv", ".tsv", ".xlsx", ".ods", ".json", ".ipynb", ".html", ".sqlite"})
_TABLES = (FILE, "participants.csv", "groups.csv", "speakers.csv", *TABLES, leaving.RECORD, leaving.MARKER)
_CACHES = ("cache", ".cache")
_TRACE = "-trace.csv"


def stale(folder: Path, turns: Iterable[str]) -> Iterator[Path]:
    """Topic runs that were fitted on their turns, or do not say on which; and caches, which anything may be in."""
    names = [turn.casefold() for turn in turns]
    topics = folder / "topics"
    for run in sorted(path for path in topics.iterdir() if path.is_dir()) if topics.is_dir() else ():
        if run == decisions(folder):
            # People's own work: their turns go from it, and it stays.
            continue
        try:
            text = (run / "assignments.csv").read_bytes().decode("utf-8", errors="replace").casefold()
        except OSError:
            yield run
            continue
        if any(name in text for name in names):
            yield run
    yield from (folder / name for name in _CACHES if (folder / name).is_dir())


def decisions(folder: Path) -> Path:
    """Where people's decisions about topics are kept."""
    return folder / "topics" / DECISIONS


def is_offered(folder: Path, place: Place, *, codebook: str) -> bool:
    """Whether the file is one to delete: a note that names a turn is not, a table that does may quote it."""
    quotes = place.path.suffix.casefold() in _QUOTING or place.path.with_name(f"{place.path.stem}{_TRACE}").is_file()
    likely = place.why in ("words", "name", "session") or (place.why == "turns" and quotes)
    # A folder may hold what others need; whoever keeps it gives it another name.
    is_folder = place.path.is_dir() and not place.path.is_symlink()
    return likely and not is_folder and not is_kept(folder, place.path, codebook=codebook)


def is_kept(folder: Path, path: Path, *, codebook: str) -> bool:
    """Whether the study needs the file: it is never deleted, and what it holds is for a person to mend."""
    if path in [folder / name for name in (*_TABLES, codebook)]:
        return True
    kept = {("transcripts", ".txt"), ("codings", ".sqlite"), ("screening", ".jsonl")}
    is_ours = path.parent.parent == folder and (path.parent.name, path.suffix) in kept
    is_ours = is_ours or (path.parent == folder / "transcripts" / FOLDER and path.suffix in (".txt", ".toml"))
    is_ours = is_ours or (path.parent == decisions(folder) and path.suffix == ".csv")
    is_ours = is_ours or (path.parent.parent == folder / PLAN and path.suffix == ".csv")
    return is_ours and not path.name.startswith(".")


def deleted_runs(folder: Path, turns: Iterable[str]) -> tuple[Path, ...]:
    runs = tuple(stale(folder, turns))
    for run in runs:
        # What says that a run is stale goes last.
        for path in sorted(run.rglob("*"), key=lambda path: (path.name == "assignments.csv", -len(path.parts), path)):
            unlink(path)
        unlink(run)
    return runs


def with_reports(places: tuple[Place, ...]) -> Iterator[Place]:
    """What was made beside a trace that names their turns quotes them, however short the quotes are."""
    listed = {place.path for place in places}
    for place in places:
        yield place
        if not place.path.name.endswith(_TRACE):
            continue
        stem = place.path.name.removesuffix(_TRACE)
        for path in sorted(place.path.parent.glob(f"{glob.escape(stem)}.*")):
            if path not in listed and path.stem == stem and path.is_file():
                yield Place(path=path, count=0, why="turns")


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
    for path in (*decisions(folder).glob(".*.part"), *(folder / PLAN).glob("*/.*.part")):
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
