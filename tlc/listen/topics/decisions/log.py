"""The log of decisions about topics: a table for each person that opens in Excel, and that only grows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tlc._person_tables import PersonTables, checked_person, spoilt
from tlc._tables import Row
from tlc.errors import StudyError
from tlc.listen.topics.decisions.decision import WHATS, Decision, is_verdict

#: In the study's folder ``topics``.
FOLDER = "decisions"
COLUMNS = ("id", "at", "by", "what", "topics", "value", "why", "words", "count", "turns")
_TURN = re.compile(r"[^\s:|;,]+:\d+")
_PARTS = " | "


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everybody's decisions about the topics of a study, in the order of their times.

    One file for each person, ``topics/decisions/asha.csv``, which nobody else writes: a shared folder never has to
    merge two. Nothing is ever taken out of it but the turns of somebody who leaves the study.

    Parameters
    ----------
    folder : Path
        The folder of the files; made when the first decision is written.
    all : tuple of Decision

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "decisions"
    >>> new = Decision(id="", at="2026-06-01T10:00:00Z", by="asha", what="name", topics=(4,), value="No ID")
    >>> Decisions.read(folder).add(new).all[-1].id
    'asha-1'
    """

    folder: Path
    all: tuple[Decision, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Decisions:
        """Read everybody's decisions; a folder that is not there holds none.

        Raises
        ------
        StudyError
            A file is damaged, or was changed into something that is no decision: it says which line.
        """
        return cls(folder, _in_order([_decision(row) for row in _tables(folder).rows()]))

    def add(self, new: Decision) -> Decisions:
        """Write a decision at the end of its person's file, and read everybody's again.

        Parameters
        ----------
        new : Decision
            It gets its id here. A clock that was set back does not move it before what was decided already.

        Raises
        ------
        StudyError
            A file is damaged or cannot be written: nothing was decided.
        """
        checked_person(new.by)
        at = max((new.at, *(one.at for one in Decisions.read(self.folder).all)))
        _tables(self.folder).append(new.by, _cells(new), at=at)
        return Decisions.read(self.folder)

    def __getitem__(self, name: str) -> Decision:
        for one in self.all:
            if one.id == name:
                return one
        raise StudyError("There is no decision of this id.", hint="See them all with: tlc topics log")


def without_turns(folder: Path, turns: Collection[str]) -> int:
    """Take turns out of everybody's decisions, since who said them left the study.

    Words that stood for a topic with such a turn go with them. That it was decided stays, with who and why.

    Returns
    -------
    int
        In how many decisions they stood.

    Raises
    ------
    StudyError
        A file is damaged or cannot be written.
    """
    theirs = frozenset(turns)
    return _tables(folder).rewrite(lambda cells: _cleared(cells, theirs))


def count_with(folder: Path, turns: Collection[str]) -> int:
    """Count the decisions that name any of these turns."""
    theirs = frozenset(turns)
    return sum(any(part & theirs for part in one.turns) for one in Decisions.read(folder).all)


def check_decisions(folder: Path) -> Iterator[StudyError]:
    """Say what is wrong with the files, one error for each that cannot be read."""
    yield from _tables(folder).check(_decision)


def _in_order(found: list[Decision]) -> tuple[Decision, ...]:
    """By their times. These are kept to the second: what was taken back within it stands before the taking back."""
    ids = {one.id for one in found}
    waiting: dict[str, list[Decision]] = {}
    ordered: dict[str, Decision] = {}
    for one in sorted(found, key=lambda one: (one.at, one.by, one.number)):
        if one.what == "undo" and one.value in ids and one.value not in ordered:
            waiting.setdefault(one.value, []).append(one)
            continue
        ready = [one]
        for each in ready:
            ordered[each.id] = each
            ready += waiting.pop(each.id, [])
    # Undoings that take each other back, which only a hand in the file can have made, come last.
    return (*ordered.values(), *(one for many in waiting.values() for one in many))


def _tables(folder: Path) -> PersonTables:
    return PersonTables(folder, COLUMNS)


def _cleared(cells: Mapping[str, str], turns: frozenset[str]) -> Mapping[str, str]:
    parts = [frozenset(part.split()) for part in cells["turns"].split("|")]
    if not any(part & turns for part in parts):
        return cells
    return {**cells, **_turn_cells([part - turns for part in parts]), "words": ""}


def _cells(one: Decision) -> Mapping[str, str]:
    return {
        "what": one.what,
        "topics": ";".join(map(str, one.topics)),
        "value": one.value,
        "why": one.why,
        "words": one.words,
        **_turn_cells(one.turns),
    }


def _turn_cells(parts: Iterable[frozenset[str]]) -> Mapping[str, str]:
    kept = list(parts)
    return {
        "count": ";".join(str(len(part)) for part in kept),
        "turns": _PARTS.join(" ".join(sorted(part)) for part in kept),
    }


def _decision(row: Row) -> Decision:
    known = {what: what for what in WHATS}
    if row["what"] not in known:
        raise spoilt(row, "The column 'what' holds no decision.")
    parts = [frozenset(part.split()) for part in row["turns"].split("|")] if row["count"] else []
    if not all(_TURN.fullmatch(turn) for part in parts for turn in part):
        raise spoilt(row, "The column 'turns' holds something that is no turn.")
    if [str(len(part)) for part in parts] != list(row.many("count")):
        # A spreadsheet cuts a cell off after 32,767 letters.
        raise spoilt(row, "The column 'turns' does not hold as many turns as the column 'count' says.")
    numbers = row.many("topics")
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise spoilt(row, "The column 'topics' holds something that is no number.")
    value = row["value"]
    if row["what"] == "verdict" and not is_verdict(value):
        raise spoilt(row, "The verdict is none that there is.")
    return Decision(
        id=row["id"],
        at=row["at"],
        by=row["by"],
        what=known[row["what"]],
        topics=tuple(map(int, numbers)),
        value=value,
        why=row["why"],
        turns=tuple(parts),
        words=row["words"],
    )
