"""What people decided about the action plan and its library: one table a person, in the study's ``plan/library``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from tlc._person_tables import PersonTables, spoilt
from tlc._tables import Row
from tlc.errors import StudyError

#: In the study.
FOLDER = Path("plan") / "library"
COLUMNS = ("id", "at", "by", "what", "library", "action", "column", "before", "after", "why")
What = Literal["take", "change", "reject"]
WHATS: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that a person decided: to take an action of the library, to reject it, to change one of the plan.

    Attributes
    ----------
    library : str
        The action of the library; empty where one of the study's own was changed.
    action : str
        Its id in the plan; empty where it was rejected.
    column, before, after : str
        What was changed, and what it said.

    >>> Choice(id="asha-1", at="2026-11-22T10:00:00Z", by="asha", what="reject", library="A12", why="x").action
    ''
    """

    id: str
    at: str
    by: str
    what: What
    library: str = ""
    action: str = ""
    column: str = ""
    # What somebody wrote may tell of somebody: it is in no repr.
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    why: str = field(default="", repr=False)


class Choices:
    """Everybody's choices, in the order of their times.

    Parameters
    ----------
    study : Path
        The study's folder.
    """

    def __init__(self, study: Path) -> None:
        self._tables = PersonTables(study / FOLDER, COLUMNS)

    def read(self) -> tuple[Choice, ...]:
        """Read them all.

        Raises
        ------
        StudyError
            A file is damaged, or a row is no choice: it says which line.
        """
        return tuple(map(_choice, self._tables.rows()))

    def add(self, by: str, told: Mapping[str, str]) -> str:
        """Write a choice of one person; its id.

        Raises
        ------
        StudyError
            The name cannot be a file's, or the file cannot be read or written.
        """
        return self._tables.append(by, told)

    def check(self) -> Iterator[StudyError]:
        """Say what is wrong with the files, one error for each that cannot be read."""
        return self._tables.check(_choice)


def rejected(choices: Iterable[Choice]) -> dict[str, Choice]:
    """Name the library's actions that stand rejected, with who said so and why: taking one later undoes it."""
    last = {one.library: one for one in choices if one.what != "change"}
    return {name: one for name, one in last.items() if one.what == "reject"}


def _choice(row: Row) -> Choice:
    whats: dict[str, What] = {what: what for what in WHATS}
    if row["what"] not in whats:
        raise spoilt(row, "The column 'what' holds no decision.")
    given = {name: row[name] for name in COLUMNS if name != "what"}
    return Choice(what=whats[row["what"]], **given)
