"""What the coders' files hold, read as it stands now, and compared with the words of the transcripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from tlc.errors import CodingError, DriftError
from tlc.listen.codings._changes import Kept
from tlc.listen.codings._event import Event
from tlc.listen.codings._file import coder_files, coder_of, events, reading
from tlc.listen.codings._state import replay
from tlc.model import Coder, Coding, Problem, Turn

# What stands in a transcript in the place of words that somebody took back.
_WITHDRAWN = "[withdrawn]"


def read_coder(path: Path) -> Kept:
    """Read one coder's file.

    Raises
    ------
    CodingError
        The file is not there or not one of tlc's, is damaged, newer, cut off, or a copy under another name. A single
        bit that changed is noticed, and the event in which it stands is named.
    """
    with reading(path) as file:
        return replay(coder_of(file, path), events(file, path)).kept


def read_folder(folder: Path) -> tuple[tuple[Kept, ...], tuple[Problem, ...]]:
    """Read every coder's file in a folder, in the order of their ids; one bad file hides no other.

    Returns
    -------
    kept : tuple of Kept
        Of the files that can be read.
    problems : tuple of Problem
        An error for each file that cannot.
    """
    kept: list[Kept] = []
    problems: list[Problem] = []
    for path in coder_files(folder):
        try:
            kept.append(read_coder(path))
        except CodingError as error:
            problems.append(Problem.of(error))
    return tuple(kept), tuple(problems)


def read_codings(folder: Path) -> tuple[tuple[Coder, ...], tuple[Coding, ...]]:
    """Read every coder's file in a folder, in the order of their ids.

    Returns
    -------
    coders : tuple of Coder
    codings : tuple of Coding
        As they stand now: what was removed, undone or set aside is not among them.

    Raises
    ------
    CodingError
        A file is not one of tlc's, is damaged, or is a copy under another name: its codings would count twice.
    """
    kept = [read_coder(path) for path in coder_files(folder)]
    return tuple(one.coder for one in kept), tuple(coding for one in kept for coding in one.codings)


def history(path: Path, coding: str) -> tuple[Event, ...]:
    """Read what was ever done to one coding, in order; undo and redo of it are among the events.

    Raises
    ------
    CodingError
        The file cannot be read. A coding that was never there has no history, and is no error.
    """
    with reading(path) as file:
        log = events(file, path)
    steps: set[int] = set()
    found = []
    for event in log:
        if event.coding == coding:
            steps.add(event.step)
        if event.coding == coding or event.undoes in steps:
            found.append(event)
    return tuple(found)


def check_quotes(codings: Iterable[Coding], turns: Mapping[str, Turn]) -> None:
    """Make sure that the words under every coding are still those that were coded.

    Raises
    ------
    DriftError
        Some are not; the message names the transcript and the count.
    """
    for error in misfits(codings, turns):
        raise error


def misfits(
    codings: Iterable[Coding], turns: Mapping[str, Turn], *, corrected: Collection[str] = ()
) -> tuple[DriftError, ...]:
    """Say which codings do not fit the words under them: first those on words of people who left.

    Parameters
    ----------
    codings : iterable of Coding
    turns : mapping
        The turns of the study by their ids.
    corrected : collection of str
        Ids of transcripts of which an earlier version is kept.
    """
    left: Counter[str] = Counter()
    drifted: Counter[str] = Counter()
    for mark in codings:
        turn = turns.get(mark.span.turn)
        if turn is not None and turn.text[mark.span.start : mark.span.end] == mark.quote:
            continue
        if turn is not None and turn.speaker and turn.text == _WITHDRAWN:
            left[turn.speaker] += 1
        else:
            drifted[mark.span.turn.partition(":")[0]] += 1
    errors = [
        DriftError(
            f"{count} codings stand on turns of {person}, who left the study.",
            where="codings",
            hint=f"Take the words out once more: tlc withdraw {person}",
        )
        for person, count in sorted(left.items())
    ]
    if drifted:
        transcript, count = next(iter(drifted.items()))
        others = f" (and in {len(drifted) - 1} more transcripts)" if len(drifted) > 1 else ""
        hint = "Was the transcript brought in again after it was coded? Put the earlier one back, or code it again."
        if transcript in corrected:
            hint = "The transcript was corrected. Let the codings follow: run tlc add --replace FILE again."
        errors.append(
            DriftError(f"{count} codings no longer fit the words of {transcript}{others}.", where=transcript, hint=hint)
        )
    return tuple(errors)
