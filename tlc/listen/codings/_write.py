"""Codings written many at once: those of a spreadsheet, and the suggestions of a machine."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from tlc.errors import CodingError
from tlc.listen.codings._changes import Add, Remove
from tlc.listen.codings._event import Event, row_of
from tlc.listen.codings._file import coder_of, events, sync_folder, tip, writing
from tlc.listen.codings._harm import unusable
from tlc.listen.codings._plan import event_of_change
from tlc.listen.codings._schema import append
from tlc.listen.codings._state import State, replay
from tlc.model import Coder, Coding, Span


def coding_id(coder: str, span: Span, code: str) -> str:
    """Name a coding by what it marks, so that the same mark always has the same id.

    >>> coding_id("asha", Span(turn="FG01:0001", start=0, end=4), "access.hours")
    'asha-d281efe8648a'
    """
    key = f"{coder}|{span.turn}|{span.start}|{span.end}|{code}"
    return f"{coder}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def add_codings(folder: Path, coder: Coder, codings: Iterable[Coding]) -> int:
    """Write codings to their coder's file, in one step: all of them or, if anything is wrong, none.

    Returns
    -------
    int
        How many were written.

    Raises
    ------
    CodingError
        A coding belongs to another coder, or its words are coded with its code already, or the file cannot be
        written, or it is not this coder's.
    """
    marks = list(codings)
    # Refused before a file is made for it.
    strangers = (mark for mark in marks if mark.coder != coder.id)
    for mark in strangers:
        event_of_change(State(coder), Add(mark), number=1, step=1, at=mark.made_at)
    path = folder / f"{coder.id}.sqlite"
    with writing(path, coder) as file:
        state = replay(coder_of(file, path), events(file, path))
        new: list[Event] = []
        first = state.number + 1
        for number, mark in enumerate(marks, start=first):
            event = event_of_change(state, Add(mark), number=number, step=first, at=mark.made_at)
            new.append(event)
            state.put(event)
        append(file, [row_of(event) for event in new], tip(file).digest)
    return len(marks)


def remove_coding(folder: Path, coder: Coder, coding: str, *, at: str) -> None:
    """Take a coding back; the log keeps that it was there.

    Raises
    ------
    CodingError
        The coder has no such coding.
    """
    path = folder / f"{coder.id}.sqlite"
    if not path.is_file():
        event_of_change(State(coder), Remove(coding), number=1, step=1, at=at)
    with writing(path, coder) as file:
        state = replay(coder_of(file, path), events(file, path))
        number = state.number + 1
        event = event_of_change(state, Remove(coding), number=number, step=number, at=at)
        append(file, [row_of(event)], tip(file).digest)


def replace_suggestions(folder: Path, coder: Coder, codings: Iterable[Coding]) -> int:
    """Put a machine's new suggestions in place of its old ones. People's decisions are in people's own files.

    Raises
    ------
    CodingError
        The coder, or whoever's codings the file holds, is a person: a person's file is only ever added to. Or the
        file cannot be written; then the old suggestions are still there.
    """
    path = folder / f"{coder.id}.sqlite"
    if not coder.is_machine:
        raise CodingError(
            f"'{coder.id}' is a person, whose codings are never replaced.",
            where=path,
            hint="Add to them, or take back.",
        )
    if path.is_file():
        # Looking in also clears up after a writer that was stopped half-way: its journal must not meet the new file.
        with writing(path, coder):
            pass
    new = folder / f"{coder.id}.new"
    try:
        # What an earlier attempt left when it was stopped.
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        count = add_codings(new, coder, codings)
        (new / path.name).replace(path)
        sync_folder(folder)
    except OSError as error:
        raise unusable(path, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count
