"""Looking through a folder for somebody's words, file by file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tlc.talk.withdraw._views import CannotLookError, views
from tlc.talk.withdraw._words import Words

Why = Literal["words", "session", "turns", "closed", "history"]

#: Folders of version control: they hold earlier states in their own packing, and deleting in them breaks them.
HISTORY = frozenset({".git", ".hg", ".svn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file in which something of theirs lies, or may lie.

    Attributes
    ----------
    path : Path
    count : int
        How many runs of their words it holds.
    why : str
        ``words``: it holds words of theirs. ``session``: a session file that they speak in, whatever its format.
        ``turns``: it names turns of theirs, and quotes of a few words cannot be told from others'. ``closed``: it
        cannot be looked into. ``history``: version control, which keeps earlier states.

    >>> Place(path=Path("reports/page.html"), count=2, why="words").count
    2
    """

    path: Path
    count: int
    why: Why


def scan(
    folder: Path,
    words: Words,
    *,
    turns: Collection[str] = (),
    sources: Collection[str] = (),
    skip: Collection[Path] = (),
) -> tuple[Place, ...]:
    """Look through every file of a folder, hidden ones too.

    Parameters
    ----------
    turns : collection of str
        Ids of their turns.
    sources : collection of str
        SHA-256 of the session files that they speak in.
    skip : collection of Path
        Files that are not looked into.

    Returns
    -------
    tuple of Place
        In alphabetical order; never a word of theirs.
    """
    passed = {path.resolve() for path in skip}
    found = []
    for path in _files(folder):
        if path.name in HISTORY:
            found.append(Place(path=path, count=0, why="history"))
        elif path.resolve() not in passed:
            place = _look(path, words, turns, sources)
            if place is not None:
                found.append(place)
    return tuple(found)


def _look(path: Path, words: Words, turns: Collection[str], sources: Collection[str]) -> Place | None:
    count, named = 0, False
    if path.is_symlink() or not path.is_file():
        # A link's words lie elsewhere; a pipe has no end.
        return Place(path=path, count=0, why="closed")
    try:
        if sources and hashlib.sha256(path.read_bytes()).hexdigest() in sources:
            return Place(path=path, count=0, why="session")
        for text, data in views(path):
            count = max(count, words.count_in(text) if text else words.count_bytes(data))
            named = named or any(turn in text for turn in turns)
    except (CannotLookError, OSError):
        if not count:
            return Place(path=path, count=0, why="closed")
    if count:
        return Place(path=path, count=count, why="words")
    return Place(path=path, count=0, why="turns") if named else None


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, and the folders of version control as one; links are not followed."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in [name for name in folders if name in HISTORY or (Path(here) / name).is_symlink()]:
            folders.remove(name)
            yield Path(here) / name
        yield from (Path(here) / name for name in sorted(names))
