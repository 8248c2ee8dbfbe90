"""Looking through a folder for somebody's words, file by file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from tlc.talk.withdraw._forms import forms
from tlc.talk.withdraw._views import CannotLookError, views
from tlc.talk.withdraw._words import Words

Why = Literal["words", "name", "session", "turns", "closed", "history"]

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
        ``words``: it holds words of theirs. ``name``: words of theirs are in its name, or in that of a folder.
        ``session``: a session file that they speak in, whatever its format.
        ``turns``: it names turns of theirs, and quotes of a few words cannot be told from others'. ``closed``: it
        cannot be looked into. ``history``: version control, which keeps earlier states.
    shown : str
        What to print in place of the path, where words of theirs are in it; empty where none are.

    >>> Place(path=Path("reports/page.html"), count=2, why="words").count
    2
    """

    path: Path
    count: int
    why: Why
    shown: str = ""


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
    # An id in small letters is the same id; most files name no session at all.
    ids = frozenset(turn.casefold() for turn in turns)
    looking = _Looking(words, ids, frozenset(turn.rpartition(":")[0] for turn in ids), frozenset(sources))
    found = []
    for path in _files(folder):
        if path.name in HISTORY:
            found.append(Place(path=path, count=0, why="history"))
        elif path.resolve() not in passed:
            place = _look(path, looking)
            if place is not None:
                shown = _shown(path.relative_to(folder).parts, words)
                found.append(replace(place, shown=shown) if shown else place)
    return tuple(found)


class _Looking(NamedTuple):
    words: Words
    turns: frozenset[str]
    sessions: frozenset[str]
    sources: frozenset[str]


def _look(path: Path, looking: _Looking) -> Place | None:
    inside = None if path.is_dir() and not path.is_symlink() else _look_inside(path, looking)
    if inside is None or inside.why in ("turns", "closed"):
        # Before what a file may hold comes what its name does.
        count = max(map(looking.words.count_in, forms(path.name)))
        return Place(path=path, count=count, why="name") if count else inside
    return inside


def _look_inside(path: Path, looking: _Looking) -> Place | None:
    count, named = 0, False
    if path.is_symlink() or not path.is_file():
        # A link's words lie elsewhere; a pipe has no end.
        return Place(path=path, count=0, why="closed")
    try:
        if looking.sources and hashlib.sha256(path.read_bytes()).hexdigest() in looking.sources:
            return Place(path=path, count=0, why="session")
        for text, data in views(path):
            count = max(count, looking.words.count_in(text) if text else looking.words.count_bytes(data))
            named = named or _names(text, looking)
    except (CannotLookError, OSError):
        if not count:
            return Place(path=path, count=0, why="closed")
    if count:
        return Place(path=path, count=count, why="words")
    return Place(path=path, count=0, why="turns") if named else None


def _names(text: str, looking: _Looking) -> bool:
    small = text.casefold()
    return any(one in small for one in looking.sessions) and any(turn in small for turn in looking.turns)


def _shown(parts: tuple[str, ...], words: Words) -> str:
    """A path in which each name made of words of theirs is left out; empty where there is none."""
    held = [words.are_in(part) for part in parts]
    if not any(held):
        return ""
    kinds = ("" if words.are_in(Path(part).suffix) else Path(part).suffix for part in parts)
    shown = (f"[words of theirs]{kind}" if one else part for part, kind, one in zip(parts, kinds, held, strict=True))
    return "/".join(shown)


def _files(folder: Path) -> Iterator[Path]:
    """Every file and folder below a folder, and those of version control as one; links are not followed."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in [name for name in folders if name in HISTORY or (Path(here) / name).is_symlink()]:
            folders.remove(name)
            yield Path(here) / name
        yield from (Path(here) / name for name in (*folders, *sorted(names)))
