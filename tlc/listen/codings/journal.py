"""A coder's file, open for work: each step is on the disk when the call returns, or it did not happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tlc._clock import utc_now
from tlc.errors import CodingError
from tlc.listen.codings._changes import Change, Done, Kept, Move, SetAside
from tlc.listen.codings._event import Event, row_of
from tlc.listen.codings._file import Tip, events, known_coder, reading, tip, writing
from tlc.listen.codings._plan import event_of_change
from tlc.listen.codings._schema import append
from tlc.listen.codings._state import State, Step, replay
from tlc.model import Coder, Coding


class Journal:
    """One coder's file, open for work. Between steps nothing is locked and nothing is held open.

    Several may be open for the same coder, in one program or in many: each step waits its turn, is done on what stands
    by then, and tells (``outside``) when somebody else had written.

    Parameters
    ----------
    folder : Path
        The study's folder of codings.
    coder : Coder
        A person, or people in agreement. Their file is made with the first step.
    now : callable
        Gives the time that goes into the log.
    fits : callable
        Whether a coding's words are where it says. What undo or redo would bring back and does not fit (the
        transcript was corrected meanwhile) is set aside.
    look : callable
        Called at each step when nobody else can write any more; an error that it raises stops the step.

    Raises
    ------
    CodingError
        The file is damaged, foreign or newer, or the coder is a machine.

    >>> import tempfile
    >>> from tlc.listen.codings import Add, coding_id
    >>> from tlc.model import Span
    >>> asha, span = Coder(id="asha", name="Asha"), Span(turn="FG01:0001", start=0, end=6)
    >>> journal = Journal(Path(tempfile.mkdtemp()), asha)
    >>> name = coding_id("asha", span, "access.hours")
    >>> mark = Coding(id=name, span=span, code="access.hours", coder="asha", quote="Closed", made_at=utc_now())
    >>> journal.do(Add(mark), token="view:1").kind, journal.do(Add(mark), token="view:1").again
    ('add', True)
    >>> journal.undo().gone == (name,), journal.kept.codings, journal.redo_of
    (True, (), 'add')
    """

    def __init__(
        self,
        folder: Path,
        coder: Coder,
        *,
        now: Callable[[], str] = utc_now,
        fits: Callable[[Coding], bool] = lambda _: True,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        if coder.is_machine:
            raise CodingError(f"'{coder.id}' is not a person, and keeps no journal.", hint="Choose another name.")
        self.path = folder / f"{coder.id}.sqlite"
        self._coder = coder
        self._now = now
        self._fits = fits
        self._look = look
        self._state = State(coder)
        self._tip: Tip | None = None
        self.refresh()

    @property
    def kept(self) -> Kept:
        """What the file held after the last step, or when it was last read."""
        return self._state.kept

    @property
    def undo_of(self) -> str | None:
        """The kind of step that the next undo takes back; None where there is none."""
        return self._state.done[-1].kind if self._state.done else None

    @property
    def redo_of(self) -> str | None:
        """The kind of step that the next redo does again; None where there is none."""
        return self._state.undone[-1].kind if self._state.undone else None

    def refresh(self) -> bool:
        """Read the file again if another program wrote to it; whether it did.

        Raises
        ------
        CodingError
            The file is gone, or cannot be read.
        """
        if self._is_missing():
            return False
        with reading(self.path) as file:
            return self._read_again(file)

    def do(self, *changes: Change, token: str = "") -> Done:
        """Do one step: all changes or none; it is on the disk when this returns.

        Parameters
        ----------
        changes : Change
            In the order in which they are to be done.
        token : str
            Names the step: one of this name that is in the file already is not done again.

        Raises
        ------
        CodingError
            A change does not fit what stands, or the file cannot be written; nothing was changed.
        """
        if not changes:
            return Done(number=self._state.number, kind="nothing")
        done = self._step(lambda at: self._put(changes, at, token), token, creates=True)
        if done is None:
            raise CodingError("The step did nothing.")
        return done

    def undo(self, *, token: str = "") -> Done | None:
        """Take the last step that stands back; None where there is none.

        Raises
        ------
        CodingError
            The file cannot be written; nothing was changed.
        """
        return self._step(lambda at: self._put_back("undo", at, token), token)

    def redo(self, *, token: str = "") -> Done | None:
        """Do the step that was taken back last once more; None where there is none.

        Raises
        ------
        CodingError
            The file cannot be written; nothing was changed.
        """
        return self._step(lambda at: self._put_back("redo", at, token), token)

    def _step(self, put: Callable[[str], Sequence[Event]], token: str, *, creates: bool = False) -> Done | None:
        if self._is_missing() and not creates:
            return None
        try:
            with writing(self.path, self._coder) as file:
                self._look()
                outside = self._read_again(file)
                if token and token in self._state.tokens:
                    return self._done(self._state.tokens[token], again=True, outside=outside)
                new = put(self._now())
                if not new:
                    return None
                digest = append(file, [row_of(event) for event in new], tip(file).digest)
        except BaseException:
            # Should the file hold the step after all, its tip tells, and it is read again before the next.
            self._state.drop()
            raise
        self._tip = Tip(new[-1].number, digest)
        return self._done(self._state.settle(), outside=outside)

    def _put(self, changes: Sequence[Change], at: str, token: str) -> list[Event]:
        first, new = self._state.number + 1, []
        # A corrected transcript moves many at once, and where one goes the next may not have left yet.
        leaving = [change.coding for change in changes if isinstance(change, Move | SetAside)]
        for number, change in enumerate(changes, start=first):
            if isinstance(change, Move | SetAside):
                leaving.remove(change.coding)
            event = event_of_change(self._state, change, number=number, step=first, at=at, leaving=leaving)
            new.append(replace(event, token=token) if number == first else event)
            self._state.put(new[-1])
        return new

    def _put_back(self, kind: str, at: str, token: str) -> list[Event]:
        steps = self._state.done if kind == "undo" else self._state.undone
        if not steps:
            return []
        first = self._state.number + 1
        event = Event(number=first, step=first, kind=kind, at=at, token=token, undoes=steps[-1].number)  # type: ignore[arg-type]
        new = [event]
        self._state.put(event)
        for name in steps[-1].codings:
            coding = self._state.codings.get(name)
            if coding is not None and not self._stands(coding):
                aside = event_of_change(self._state, SetAside(name), number=first + len(new), step=first, at=at)
                new.append(aside)
                self._state.put(aside)
        return new

    def _stands(self, coding: Coding) -> bool:
        is_taken = coding.status == "accepted" and self._state.is_taken(coding.span, coding.code, beside={coding.id})
        return self._fits(coding) and not is_taken

    def _done(self, step: Step, *, outside: bool, again: bool = False) -> Done:
        standing = {name: self._state.codings.get(name) for name in step.codings}
        return Done(
            number=self._state.number,
            kind=step.kind,
            put=tuple(coding for coding in standing.values() if coding is not None),
            gone=tuple(name for name, coding in standing.items() if coding is None),
            again=again,
            outside=outside,
        )

    def _read_again(self, file: sqlite3.Connection) -> bool:
        """Read everything, unless the file ends where it did; whether somebody else had written."""
        there, before = tip(file), self._tip
        if there == before:
            return False
        known = self._state.number
        self._state = replay(known_coder(file, self.path, self._coder), events(file, self.path))
        self._tip = there
        return before is not None or self._state.number != known

    def _is_missing(self) -> bool:
        """Whether there is no file yet; one that was there must not be begun anew without a word."""
        if self.path.exists():
            return False
        if self._state.number:
            raise CodingError(
                "The file of codings is gone.",
                where=self.path,
                hint="Put it back where it was: the codings are in it. Nothing was changed.",
            )
        return True
