"""What people say about ratings, written down: who confirmed or changed what, and what speaks against a theme."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from tlc._person_tables import PersonTables, spoilt
from tlc._tables import Row
from tlc.errors import StudyError
from tlc.model import COMPONENTS, CONCERNS
from tlc.model.rating import Component, Concern

What = Literal["judged", "contrary", "not contrary", "searched"]

#: In the study's folder.
FOLDER = "plan/ratings"
COLUMNS = ("id", "at", "by", "what", "theme", "component", "concern", "proposed", "reason", "turn", "digest")
WHATS: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a person said about a theme's rating.

    Attributes
    ----------
    id, at, by : str
        ``asha-3``, when, and who.
    what : str
        One of ``WHATS``: a component was judged; a turn speaks against the theme, or after all does not; somebody
        looked through the material for such turns.
    theme : str
        As the code was called then.
    component, concern, proposed : str
        Of what was judged: what holds, and what the rule proposed at the time. Empty otherwise.
    turn, digest : str
        Of a contrary passage: the turn by the number that it had, and a fingerprint of its words. Empty otherwise.

    >>> Entry(id="asha-1", at="2026-10-01T10:00:00Z", by="asha", what="searched", theme="access.hours").theme
    'access.hours'
    """

    id: str
    at: str
    by: str
    what: What
    theme: str
    component: Component | None = None
    concern: Concern | None = None
    proposed: Concern | None = None
    reason: str = field(default="", repr=False)
    turn: str = ""
    digest: str = ""


def tables(folder: Path) -> PersonTables:
    """Everybody's files: ``plan/ratings/asha.csv`` in a study's folder."""
    return PersonTables(folder / FOLDER, COLUMNS)


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """Read what everybody said, in the order of its times; a study in which nobody did holds nothing.

    Raises
    ------
    StudyError
        A file is damaged: it says which line.
    """
    return tuple(map(_entry, tables(folder).rows()))


def write_entries(folder: Path, by: str, entries: Iterable[Mapping[str, str]], *, at: str = "") -> tuple[str, ...]:
    """Write entries at the end of a person's file: all of them or none; their ids.

    Raises
    ------
    StudyError
        The person has no name that can be a file's, a file is damaged, or it cannot be written.
    """
    return tables(folder).extend(by, entries, at=at)


def check_entries(folder: Path) -> Iterator[StudyError]:
    """Say what is wrong with the files, one error for each that cannot be read."""
    yield from tables(folder).check(_entry)


def without_turns(folder: Path, turns: Collection[str]) -> int:
    """Take out what points at some turns, since who said them left the study; how many rows that were.

    The fingerprint of their words goes with it.

    Raises
    ------
    StudyError
        A file is damaged or cannot be written.
    """
    theirs = frozenset(turns)
    return tables(folder).rewrite(lambda cells: None if cells["turn"] in theirs else cells)


def count_with(folder: Path, turns: Collection[str]) -> int:
    """Count the entries that point at any of these turns."""
    return sum(one.turn in turns for one in read_entries(folder))


def fingerprint(text: str) -> str:
    """A short digest of a turn's words, by which it is seen whether they are the same.

    >>> fingerprint("It is closed.")
    'c01b6222de96'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _entry(row: Row) -> Entry:
    is_judged, is_at_turn = row["what"] == "judged", row["what"] in ("contrary", "not contrary")
    if row["what"] not in WHATS:
        raise spoilt(row, "The column 'what' says nothing that can be said of a rating.")
    if not row["theme"]:
        raise spoilt(row, "The row names no theme.")
    if is_judged and row["component"] not in COMPONENTS:
        raise spoilt(row, "The column 'component' holds none of the four.")
    if is_judged and not {row["concern"], row["proposed"]} <= {*CONCERNS}:
        raise spoilt(row, "The columns 'concern' and 'proposed' hold something that is no concern.")
    if is_judged and row["concern"] != row["proposed"] and not row["reason"]:
        raise spoilt(row, "What was changed has no reason.")
    if is_at_turn and not row["turn"]:
        raise spoilt(row, "The row names no turn.")
    return Entry(
        id=row["id"],
        at=row["at"],
        by=row["by"],
        what=row["what"],
        theme=row["theme"],
        component=cast("Component", row["component"]) if is_judged else None,
        concern=cast("Concern", row["concern"]) if is_judged else None,
        proposed=cast("Concern", row["proposed"]) if is_judged else None,
        reason=row["reason"],
        turn=row["turn"] if is_at_turn else "",
        digest=row["digest"] if is_at_turn else "",
    )
