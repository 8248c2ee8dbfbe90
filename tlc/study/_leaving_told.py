"""What is told of a withdrawal, before it and after it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tlc.talk.withdraw import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What became of somebody's words, or would become of them: ids, files and counts.

    Attributes
    ----------
    person : str
    turns : tuple of str
        Their turns.
    codings : int
        Codings on their turns, of all coders and of the rules.
    runs : tuple of Path
        Topic runs and caches made from their words: deleted, and stale wherever they were copied to.
    deleted, left : tuple of Place
        Files that were deleted (in a dry run: that somebody would be asked about), and files that hold something of
        theirs, or may, and are still there.
    review : tuple of str
        Turns of others that may still tell of them.
    notes : tuple of str
        Memos and summaries that may still tell of them: ``asha/FG01:0003/access.hours``.
    again : bool
        They had left before: what is taken out, came back since.
    verified : bool
        The folder was searched for their words afterwards, and none was found.
    is_dry_run : bool
        Nothing was changed.

    >>> Leaving(person="P07", turns=("FG01:0002",), verified=True).person
    'P07'
    """

    person: str
    turns: tuple[str, ...] = ()
    codings: int = 0
    runs: tuple[Path, ...] = ()
    deleted: tuple[Place, ...] = ()
    left: tuple[Place, ...] = ()
    review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    again: bool = False
    verified: bool = False
    is_dry_run: bool = False
