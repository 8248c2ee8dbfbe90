"""What people wrote of ratings, actions and involvement, when somebody leaves: what goes, and what is read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tlc._tables import Row, read_table
from tlc.change.rating import FOLDER, count_with, without_turns
from tlc.errors import CodebookError, StudyError

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings

__all__ = ["PLAN", "TABLES", "count_with", "plan_notes", "without_turns"]

#: The folder of everybody's own tables: one folder a subject, one file a person. Never deleted as stale.
PLAN = FOLDER.partition("/")[0]
#: Tables that the team writes by hand.
TABLES = ("actions.csv", "involvement.csv", "events.csv", "indicators.csv", "audit.csv", "roadmap.csv")
_SIGNED = ("id", "at", "by")


def plan_notes(study: Holdings, turns: Collection[str], names: Callable[[str], bool]) -> tuple[str, ...]:
    """What people wrote that may tell of somebody's words: by name, by a turn's id, or of a theme that holds them.

    A reason may quote what was said in few words, which no search can tell from others'; so every reason that was
    given for a theme with a coding on a turn of theirs is to be read again. What points at such a turn goes in any
    case and is not listed.

    Parameters
    ----------
    study : Holdings
    turns : collection of str
        Ids of their turns, by the numbers that they have and had.
    names : callable
        Whether a text names the person.

    Returns
    -------
    tuple of str
        ``asha/asha-3/reason`` for a cell of a person's table, ``involvement/line-4/decided`` for one of a table of
        the team's: no words, no blanks.

    Raises
    ------
    StudyError
        A table of somebody's cannot be read: nothing is begun before it can.
    """
    theirs = [turn.casefold() for turn in turns]

    def tells(text: str) -> bool:
        return names(text) or any(turn in text.casefold() for turn in theirs)

    themes, found = _themes(study, turns), []
    for path in sorted((study.path / PLAN).glob("*/*.csv")):
        for row in () if path.name.startswith(".") else read_table(path, required=_SIGNED):
            if row["turn"] not in turns:
                is_of_theirs = bool(row["reason"]) and row["theme"] in themes
                cells = [name for name in _telling(row, tells) if not (is_of_theirs and name == "reason")]
                found += [f"{path.stem}/{row['id']}/{name}" for name in (*(["reason"] * is_of_theirs), *cells)]
    for name in TABLES:
        try:
            rows = read_table(study.path / name)
        except StudyError:
            # There is none, or it is for a person to mend; nobody has to wait for that to leave.
            continue
        found += [f"{Path(name).stem}/line-{row.line}/{cell}" for row in rows for cell in _telling(row, tells)]
    return tuple(found)


def _telling(row: Row, tells: Callable[[str], bool]) -> Iterator[str]:
    for name, cell in row.cells.items():
        if name not in (*_SIGNED, "turn", "digest") and tells(cell):
            yield "_".join(name.split())


def _themes(study: Holdings, turns: Collection[str]) -> frozenset[str]:
    """Every name of the themes that their turns are coded with, and of the headings over these."""
    codes = {mark.code for kept in study.kept for mark in kept.codings if mark.span.turn in turns}
    try:
        book = study.codebook
    except CodebookError:
        # It is for a person to mend, and nobody has to wait for that to leave.
        return frozenset(codes)
    found = {code.id: code for name in codes if name in book for code in (book[name], *book.above(name))}
    return frozenset({*codes, *(name for code in found.values() for name in (code.id, *code.aliases))})
