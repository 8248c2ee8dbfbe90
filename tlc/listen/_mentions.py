"""Notes of coders that may still tell of somebody who leaves: where they are, and none of their words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from tlc.listen.codings import Kept, read_coder


def notes_to_review(
    paths: Iterable[Path],
    *,
    person: str,
    turns: Collection[str],
    groups: Collection[str],
    names: Callable[[str], bool],
) -> tuple[str, ...]:
    """Memos, reasons, summaries and proposed codes (also those used on their words) that a person must read again.

    Parameters
    ----------
    paths : iterable of Path
        The coders' files.
    person : str
        Who leaves: summaries of which they are the row are emptied in any case, and not listed.
    turns : collection of str
        Ids of their turns: what was noted on these goes in any case.
    groups : collection of str
        The sessions that they spoke in: every summary of such a row is listed.
    names : callable
        Whether a text names the person.

    Returns
    -------
    tuple of str
        Coder, turn or row, and code: ``asha/FG01:0003/access.hours``. No words, and no blanks.

    Raises
    ------
    CodingError
        A coder's file cannot be read.
    """
    found = [
        "/".join((kept.coder.id, "_".join(place.split()), code))
        for kept in map(read_coder, paths)
        for place, code in _places(kept, person, turns, groups, names)
    ]
    return tuple(dict.fromkeys(found))


def _places(
    kept: Kept, person: str, turns: Collection[str], groups: Collection[str], names: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    for mark in (*kept.codings, *kept.adrift):
        if mark.span.turn not in turns and (names(mark.memo) or names(mark.because)):
            yield mark.span.turn, mark.code
    for one in kept.summaries:
        is_theirs = (one.rows, one.row) == ("participant", person)
        if not is_theirs and (names(one.text) or (one.rows == "group" and one.row in groups)):
            yield one.row, one.code
    for proposal in kept.proposals:
        # It was perhaps named in their words, of which a search finds six in a row.
        is_of_theirs = any(mark.code == proposal.id and mark.span.turn in turns for mark in kept.codings)
        if is_of_theirs or names(proposal.label) or names(proposal.definition):
            yield "proposed", proposal.id
