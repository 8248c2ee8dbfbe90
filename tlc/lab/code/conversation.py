"""What the coding page asks and is told: plain messages, with no notebook in between, so that it can be tested.

The page says ``hello`` when it is drawn, ``open`` for a session, and then one message for each thing that its coder
does, each with an ``id`` of its own. It is answered ``saved`` once the step is in the coder's file on the disk, with
what changed of what the coder sees, or ``refused`` with two plain lines. The same id again is not done again, not even
after the kernel was restarted: the file knows it. Where another window or notebook wrote to the same file meanwhile,
each step is done on what stands by then, and the page is told to show everything ``anew``.

Where a model learns from what people code, ``suggested`` follows a step: what it suggests in the open session by then.
That takes a moment, so nothing waits for it, nor for the turns that are next: `Conversation.due` gives what is to be
asked, to whoever has the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tlc.errors import CodingError, StudyError, TlcError
from tlc.lab.code import learning, messages
from tlc.lab.code.changes import Asked, Changes
from tlc.lab.code.desk import SUGGESTIONS, Desk
from tlc.lab.code.learning import Tell
from tlc.lab.code.marks import Step
from tlc.lab.code.messages import Message
from tlc.lab.code.trouble import guarded, told
from tlc.lab.code.wording import wording
from tlc.listen.coder_files import check_alone, check_own
from tlc.listen.codings import Show

if TYPE_CHECKING:
    from tlc.lab.code.codebook_edits import CodebookEdits

_MOST_FOUND = 200
_LONGEST_ID = 200


class Conversation:
    """Answers the page of one coder.

    Parameters
    ----------
    desk : Desk
    changes : Changes
        Makes steps of what the page asks for.
    language : str
        Of the page: ``en`` or ``ro``.
    codebook : CodebookEdits or None
        Where the codebook can be edited from the page.

    Raises
    ------
    StudyError
        There are no texts in that language.
    CodingError
        The coder has two files: whatever is coded now, it would be in one of them only.
    """

    def __init__(
        self, desk: Desk, changes: Changes, *, language: str = "en", codebook: CodebookEdits | None = None
    ) -> None:
        if language not in wording():
            raise StudyError(
                "The coding page has no texts in that language.", hint=f"Choose one of: {', '.join(wording())}."
            )
        check_alone(desk.journal.path)
        self._desk, self._changes, self._language = desk, changes, language
        self._codebook = codebook
        self._open: str | None = None
        self._due = False
        self._next = ""

    def answers(self, message: object) -> list[Message]:
        """Answer one message; nothing is ever raised, and no answer to a bad message holds what was in it."""
        asked: Asked = message if isinstance(message, dict) else {}
        return guarded(lambda: self._answers(asked), _identity(asked))

    # What a model suggests by now

    def due(self) -> Callable[[], Tell] | None:
        """Give what is to be asked of the model since the last messages, once; None where there is nothing.

        It is slow, and may be done in another thread: it gives what is then to be done in this one, for the messages.
        """
        if self._next:
            token, self._next = self._next, ""
            return lambda: learning.queue(self._desk, token)
        due, self._due = self._due, False
        session = self._open
        if not due or not session or not self._desk.learned or not self._desk.sees(session, SUGGESTIONS):
            return None
        return lambda: learning.suggested(self._desk, session)

    def later(self) -> list[Message]:
        """Ask the model what is due, and give all that follows the last answers."""
        told = []
        while (ask := self.due()) is not None:
            told += ask()()
        return told

    def _answers(self, asked: Asked) -> list[Message]:
        kind, token = asked.get("type"), _identity(asked)
        self._desk.look()
        if kind == "hello":
            return [self._welcome(token)]
        if kind == "open":
            self._read_whole()
            self._open = self._session(asked)
            self._due = True
            return [self._told(self._open, token)]
        if kind == "queue":
            if not token or not self._desk.learned or self._desk.between:
                raise _unknown()
            self._next = token
            return []
        if kind == "find":
            return [self._found(str(asked.get("text") or ""), token)]
        if self._codebook is not None and kind in self._codebook.kinds:
            return self._codebook.answers(asked, token)
        if not token:
            raise _unknown()
        return self._step(asked, token)

    # Questions

    def _welcome(self, token: str) -> Message:
        self._read_whole()
        desk = self._desk
        coder = desk.coder
        return {
            "type": "welcome",
            "to": token,
            "wording": wording(),
            "language": self._language,
            "coder": {"id": coder.id, "name": coder.name, "kind": coder.kind},
            "title": desk.material.title,
            "editable": self._codebook is not None,
            "sessions": messages.sessions(desk, desk.sessions),
            "codes": messages.codes(desk),
            "open": self._open or desk.last_session,
            "agreed": bool(desk.between),
            "learns": bool(desk.learned) and not desk.between,
            "between": [{"id": one.id, "name": one.name} for one in desk.people],
            **self._steps(),
        }

    def _told(self, session: str, token: str) -> Message:
        return {
            "type": "session",
            "to": token,
            "session": session,
            "turns": messages.turns(self._desk, session),
            "marks": messages.marks(self._desk, session),
            **self._steps(),
        }

    def _found(self, text: str, token: str) -> Message:
        hits = self._desk.find(text)
        told = [
            {
                "session": hit.transcript,
                "turn": hit.turn,
                "number": self._desk.material.turns[hit.turn].number,
                **{name: getattr(hit, name) for name in ("start", "end", "before", "match", "after", "where")},
            }
            for hit in hits[:_MOST_FOUND]
        ]
        return {"type": "found", "to": token, "text": text, "hits": told, "more": max(0, len(hits) - _MOST_FOUND)}

    def _read_whole(self) -> None:
        """Lay everything out from the disk, once the coder's own file was read from its first event to its last."""
        check_own(self._desk.journal.path)
        if self._codebook is not None:
            self._codebook.look()
        self._desk.read_again()

    # Steps

    def _step(self, asked: Asked, token: str) -> list[Message]:
        """Do a step; one that is refused where somebody else had written, once more on what stands now."""
        desk = self._desk
        before = desk.journal.kept.number
        try:
            return self._step_on_what_is_known(asked, token)
        except CodingError:
            # The journal may have read it already, when it refused.
            if not desk.journal.refresh() and desk.journal.kept.number == before:
                raise
        desk.read_again()
        try:
            said = self._step_on_what_is_known(asked, token)
        except TlcError as error:
            said = [told(error, token)]
        return said if {"type": "anew"} in said else [*said, {"type": "anew"}]

    def _step_on_what_is_known(self, asked: Asked, token: str) -> list[Message]:
        if asked.get("type") in ("undo", "redo"):
            return self._back(asked, token)
        return self._show(asked, token) if asked.get("type") == "show" else self._edit(asked, token)

    def _edit(self, asked: Asked, token: str) -> list[Message]:
        desk = self._desk
        try:
            changes, values = self._changes.of(asked)
        except CodingError:
            # Said twice, the second time after it was done: then what it is about is not there any more.
            before = desk.again(token)
            if before is None:
                raise
            return self._saved(asked, before)
        step = desk.do(changes, token=token) if changes else None
        return self._saved(asked, step, values)

    def _back(self, asked: Asked, token: str) -> list[Message]:
        desk, journal = self._desk, self._desk.journal
        if asked["type"] == "undo":
            what, step = journal.undo_of, desk.undo(token=token)
        else:
            what, step = journal.redo_of, desk.redo(token=token)
        return self._saved(asked, step, {"count": int(step is not None), "what": what})

    def _show(self, asked: Asked, token: str) -> list[Message]:
        session, what = self._session(asked), asked.get("what")
        if what not in ("suggestions", "others") or self._desk.between:
            raise _unknown()
        step = None if self._desk.sees(session, what) else self._desk.do([Show(session, what)], token=token)
        count = self._desk.waiting(session) if what == "suggestions" else self._desk.by_others(session)
        saved = self._saved(asked, step, {"count": count, "what": what}, codes=what == "others")
        return [*saved, self._told(session, token)]

    def _saved(
        self, asked: Asked, step: Step | None, values: Mapping[str, object] | None = None, *, codes: bool = False
    ) -> list[Message]:
        desk = self._desk
        turns = [*(mark.coding.span.turn for mark in step.put), *step.read] if step else []
        self._due = self._due or step is not None
        session = asked.get("session") or (turns[0].partition(":")[0] if turns else self._open)
        back = asked.get("type") in ("undo", "redo")
        saved: Message = {
            "type": "saved",
            "to": _identity(asked),
            "done": "nothing" if back and step is None else asked.get("type"),
            "values": dict(values or {}),
            "session": session,
            "put": [messages.mark(desk, mark) for mark in step.put] if step else [],
            "gone": list(step.gone) if step else [],
            "read": {turn: drawn is not None for turn, drawn in step.read.items()} if step else {},
            "sessions": messages.sessions(desk, step.sessions if step else ()),
            **self._steps(),
        }
        if codes or (step is not None and step.codes):
            saved["codes"] = messages.codes(desk)
        anew = step is not None and step.done.outside
        return [saved, {"type": "anew"}] if anew else [saved]

    def _steps(self) -> Message:
        journal = self._desk.journal
        return {"undo": journal.undo_of, "redo": journal.redo_of}

    def _session(self, asked: Asked) -> str:
        session = asked.get("session")
        if not isinstance(session, str) or session not in self._desk.sessions:
            raise CodingError("There is no such session to code.", hint="Choose one from the list.")
        return session


def _identity(asked: Asked) -> str:
    return str(asked.get("id") or "")[:_LONGEST_ID]


def _unknown() -> StudyError:
    return StudyError("The page asked for something that tlc does not know.", hint="Run this cell again.")
