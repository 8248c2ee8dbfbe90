"""What is read from files: read once, and read again when somebody else has changed one of them.

A notebook stays open for days, and meanwhile a transcript is corrected, or somebody leaves the study, in another
window. What that window took out must not come back from the memory of this one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings

T = TypeVar("T")
#: For each file its path, when it was last written, and how long it is.
Stamp = frozenset[tuple[str, int, int]]
TRANSCRIPTS = "transcripts/*.txt"
#: What is written down of corrections.
CORRECTIONS = "transcripts/earlier/*.toml"


def stamp_of(folder: Path, *names: str) -> Stamp:
    """Say how files stand now; ``*.txt`` are all of that ending in a folder. What is not there has no stamp.

    >>> stamp_of(Path("nowhere"), "people.csv", TRANSCRIPTS)
    frozenset()
    """
    found: set[tuple[str, int, int]] = set()
    for name in names:
        try:
            place, every, ending = name.partition("/*")
            if every:
                with os.scandir(folder / place) as files:
                    there = [(one.name, one.stat()) for one in files if one.name.endswith(ending)]
                found |= {(f"{place}/{one}", about.st_mtime_ns, about.st_size) for one, about in there}
            else:
                about = (folder / name).stat()
                found.add((name, about.st_mtime_ns, about.st_size))
        except OSError:
            continue
    return frozenset(found)


def read_from(*names: str | Callable[[Any], str]) -> Callable[[Callable[[Any], T]], ReadFrom[T]]:
    """Make a property that is kept while its files stay as they are.

    Parameters
    ----------
    names : str or callable
        Of files in the study's folder; ``*.txt`` are all of that ending.
    """
    return lambda read: ReadFrom(names, read)


class ReadFrom(Generic[T]):
    """What `read_from` makes."""

    def __init__(self, names: tuple[str | Callable[[Any], str], ...], read: Callable[[Any], T]) -> None:
        self._names, self._read, self.__doc__ = names, read, read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = held(name)

    def __get__(self, study: Holdings | None, owner: type | None = None) -> T:
        if study is None:
            return self  # type: ignore[return-value]  # asked of the class, as help() does
        # Before it is read: what is written meanwhile is then noticed the next time.
        stamp = stamp_of(study.path, *(name if isinstance(name, str) else name(study) for name in self._names))
        before: tuple[Stamp, T] | None = study.__dict__.get(self._key)
        if before is None or before[0] != stamp:
            before = study.__dict__[self._key] = (stamp, self._read(study))
        return before[1]


def held(name: str) -> str:
    """Name the place where a property's value is kept."""
    return f"_held_{name}"
