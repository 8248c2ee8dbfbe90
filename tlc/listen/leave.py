"""Codings on words that somebody took back: the log keeps that they were made, and none of the words."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tlc.listen.codings import BLANK, Event, coder_files
from tlc.listen.codings._event import row_of
from tlc.listen.codings._file import bring_up_to_date, connected, events, reading, sync_folder, whose
from tlc.listen.codings._harm import UNUSABLE, unusable
from tlc.listen.codings._schema import rewrite
from tlc.listen.codings._state import State, replay
from tlc.model import PROPOSED, Coding, Span

__all__ = ["BLANK", "blank_codings", "coder_files", "count_codings", "count_remains"]

_WAIT_SECONDS = 5.0


def _never(*_: object) -> bool:
    return False


def count_codings(path: Path, turns: Collection[str]) -> int:
    """How many codings were ever made on some turns: those taken back since are in the log too.

    Raises
    ------
    CodingError
        The file cannot be read, or somebody else has it locked.
    """
    log, state = _read(path)
    return len(_theirs(log, state, _Gone(turns=turns)))


def count_remains(
    path: Path, turns: Collection[str], *, person: str = "", lost: Callable[[Span, str], bool] = _never
) -> int:
    """How many codings and summaries still hold words of somebody who left; as `blank_codings`, and changes nothing.

    Raises
    ------
    CodingError
        The file cannot be read, or somebody else has it locked.
    """
    log, state = _read(path)
    gone = _Gone(turns=turns, person=person, lost=lost)
    new = _without(log, gone, _theirs(log, state, gone))
    # Of a coding there may be several events.
    return len({old.coding or old.number for old, other in zip(log, new, strict=True) if old != other})


def _read(path: Path) -> tuple[tuple[Event, ...], State]:
    with reading(path, wait=_WAIT_SECONDS):
        pass
    try:
        with closing(connected(path, wait=_WAIT_SECONDS)) as file:
            # A lock now, rather than half-way through.
            file.execute("BEGIN IMMEDIATE")
            log = tuple(events(file, path))
            state = replay(whose(file, path), log)
            file.execute("ROLLBACK")
    except UNUSABLE as error:
        raise unusable(path, error) from error
    return log, state


def blank_codings(
    path: Path,
    turns: Collection[str],
    *,
    at: str,
    holds: Callable[[str], bool] = _never,
    person: str = "",
    lost: Callable[[Span, str], bool] = _never,
) -> int:
    """Take the words out of the codings on somebody's turns, and take these codings back; empty what tells of them.

    The events stay, so that the history can still be read: what is left of them is who coded which turn, when, and
    with which code. The digests are made anew. The file is then rewritten without a trace of the words, and no journal
    is left beside it. Doing it again changes nothing, and no undo brings anything back.

    Parameters
    ----------
    path : Path
        One coder's file.
    turns : collection of str
        Ids of the turns.
    at : str
        When the codings are taken back, in ISO 8601.
    holds : callable
        Whether a text holds words that must go: memos and reasons of codings on other turns, summaries, names and
        definitions of proposed codes (whose ids are then made anew). Such a text is emptied; the coding stays. Of
        codings that stand no longer, or stood elsewhere before a correction, the words are asked about too.
    person : str
        Who leaves: summaries of which they are the row are emptied, in all versions.
    lost : callable
        Whether the words at a place must go although that turn is not theirs now: asked of a coding where it stands,
        and of one that does not stand wherever it stood.

    Returns
    -------
    int
        How many codings were blanked this time.

    Raises
    ------
    CodingError
        The file is not one of tlc's, cannot be written, or is locked; nothing in it was changed.
    """
    with reading(path, wait=_WAIT_SECONDS):
        pass
    try:
        with closing(connected(path, wait=_WAIT_SECONDS)) as file:
            file.execute("PRAGMA secure_delete = ON")
            file.execute("PRAGMA journal_mode = DELETE")
            file.execute("BEGIN EXCLUSIVE")
            # What SQLite had to take back from a journal, it has taken back by now; one that is left is of no use, and
            # may hold words.
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            # Whatever stops this before COMMIT, closing the file or the next opening takes all of it back.
            count = _blank(file, path, _Gone(turns=turns, holds=holds, person=person, lost=lost), at)
            file.execute("COMMIT")
            # Blanking leaves a free page on purpose: as long as there is one, the rewriting is still to be done.
            if file.execute("PRAGMA freelist_count").fetchone()[0]:
                file.execute("VACUUM")
        # The journal is gone for good only when the folder says so on the disk.
        sync_folder(path.parent)
    except UNUSABLE as error:
        raise unusable(path, error) from error
    return count


@dataclass(frozen=True, kw_only=True)
class _Gone:
    """What has to go."""

    turns: Collection[str]
    holds: Callable[[str], bool] = _never
    person: str = ""
    lost: Callable[[Span, str], bool] = _never

    def blanked(self, event: Event, theirs: Collection[str], renamed: Mapping[str, str]) -> Event:
        """An event without the words that must go; the same event where there are none."""
        event = replace(event, code=renamed.get(event.code, event.code))
        if event.coding in theirs:
            return replace(event, quote=BLANK * len(event.quote), memo="", because="")
        if event.kind == "summarise" and event.rows == "participant" and event.row == self.person:
            return replace(event, text="", quotes=())
        texts = {name: getattr(event, name) for name in ("memo", "because", "label", "definition", "text")}
        found = {name: text for name, text in texts.items() if _hold([text], self.holds)}
        # A proposed code must have a name.
        emptied: Any = {name: BLANK * len(text) if name == "label" else "" for name, text in found.items()}
        return replace(event, **emptied)

    def renamed(self, log: Iterable[Event]) -> dict[str, str]:
        """New ids for proposed codes whose name holds words: the id is made of the name's letters.

        The new one depends on nothing but the old, so that the files of all coders name the code alike.
        """
        holding = {
            event.code
            for event in log
            if event.code.startswith(f"{PROPOSED}.")
            and _hold([event.label, event.code.partition(".")[2].replace("_", " ")], self.holds)
        }
        digests = {code: hashlib.sha256(code.encode()).hexdigest()[:12] for code in holding}
        return {code: f"{PROPOSED}.withdrawn_{digest}" for code, digest in digests.items()}


def _blank(file: sqlite3.Connection, path: Path, gone: _Gone, at: str) -> int:
    log = events(file, path)
    state = replay(whose(file, path), log)
    theirs = _theirs(log, state, gone)
    new = _without(log, gone, theirs)
    touched = {event.coding for event, other in zip(log, new, strict=True) if event != other} & theirs
    number = len(log) + 1
    for coding in sorted(name for name in theirs if state.coding(name) is not None):
        new.append(Event(number=len(new) + 1, step=number, kind="withdraw", at=at, coding=coding))
    if new == list(log):
        return 0
    bring_up_to_date(file, path)
    rewrite(file, whose(file, path), [row_of(event) for event in new])
    file.execute("CREATE TABLE scratch (one)")
    file.execute("DROP TABLE scratch")
    return len(touched)


def _without(log: Sequence[Event], gone: _Gone, theirs: Collection[str]) -> list[Event]:
    renamed = gone.renamed(log)
    return [gone.blanked(event, theirs, renamed) for event in log]


def _theirs(log: Sequence[Event], state: State, gone: _Gone) -> frozenset[str]:
    """Codings on some turns, wherever these stood before a correction.

    Of a coding that stands, it is known where it stands now. The number of a turn may have been another when a coding
    was made that stands no longer: for those the words are asked as well.
    """
    made: dict[str, list[Event]] = {}
    for event in log:
        if event.span is not None:
            made.setdefault(event.coding, []).append(event)
    return frozenset(name for name, own in made.items() if _is_theirs(own, state.codings.get(name), gone))


def _is_theirs(own: Sequence[Event], now: Coding | None, gone: _Gone) -> bool:
    places = [(event.span, event.quote) for event in own if event.span is not None]
    if now is not None:
        places = [(now.span, now.quote)]
    if any(span.turn in gone.turns or (quote.strip(BLANK) and gone.lost(span, quote)) for span, quote in places):
        return True
    return _hold((event.quote for event in own if now is None or event.quote != now.quote), gone.holds)


def _hold(texts: Iterable[str], holds: Callable[[str], bool]) -> bool:
    return any(text.strip(BLANK) and holds(text) for text in texts)
