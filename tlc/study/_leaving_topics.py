"""What people wrote of topics, and codes that were made of them, when somebody leaves: where they are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from tlc.errors import CodebookError
from tlc.listen.topics.decisions.log import Decisions
from tlc.study._leaving_files import decisions

if TYPE_CHECKING:
    from tlc.listen.topics.decisions import Decision
    from tlc.study._holdings import Holdings


def topic_notes(study: Holdings, turns: Collection[str], names: Callable[[str], bool]) -> tuple[str, ...]:
    """What people wrote that may tell of somebody's words: of topics that hold them, or by name, or by a turn's id.

    A reason may quote what was said in few words, which no search can tell from others'; so every name and reason that
    was given to a topic with a turn of theirs is to be read again. So are codes that give such a turn as an example.

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
        ``asha/asha-3/name`` for a decision, ``codebook/FG01:0003/access.hours`` for an example: no words, no blanks.

    Raises
    ------
    StudyError
        A log of decisions cannot be read: nothing is begun before it can.
    """
    log = Decisions.read(decisions(study.path))
    theirs = [turn.casefold() for turn in turns]

    def tells(text: str) -> bool:
        return names(text) or any(turn in text.casefold() for turn in theirs)

    def holds(one: Decision) -> bool:
        return any(part & set(turns) for part in one.turns) and bool(one.why or one.what == "name")

    found = [f"{one.by}/{one.id}/{one.what}" for one in log.all if holds(one) or tells(one.value) or tells(one.why)]
    try:
        codes = study.codebook.codes
    except CodebookError:
        # It is for a person to mend, and nobody has to wait for that to leave.
        codes = ()
    found += [f"codebook/{turn}/{code.id}" for code in codes for turn in code.examples if turn in turns]
    return tuple(found)
