"""What the page is told by a model that learns from what people code: its suggestions, and what to look at next."""

from __future__ import annotations

from collections.abc import Callable

from tlc.errors import StudyError
from tlc.lab.code import messages
from tlc.lab.code.desk import Desk
from tlc.lab.code.messages import Message
from tlc.lab.code.trouble import guarded
from tlc.model import Coding

#: How many turns are looked at in one go.
ROUND = 50


def queue(desk: Desk, token: str) -> Message:
    """Tell what is worth a look next, up to the end of the round of fifty that the coder is in.

    Raises
    ------
    StudyError
        Nobody learns here.
    """
    if not desk.learned or desk.between:
        raise StudyError("Nobody says what to look at next here.", hint="Go from turn to turn.")
    done, turns = len(desk.read) % ROUND, desk.material.turns
    asked = [one for one in desk.learned.queue(ROUND - done) if one.turn in turns and one.turn not in desk.read]
    items = [messages.next_one(desk, one) for one in asked if not desk.material.is_empty(turns[one.turn])]
    return {"type": "queue", "to": token, "done": done, "of": done + len(items), "items": items}


def suggested(desk: Desk, session: str) -> Callable[[], list[Message]]:
    """Ask the model; what is given then tells the page what changed of what it shows.

    Asking is slow, nobody waits for it, and it may be done in another thread. The rest changes the desk, and may not.
    """
    codings: tuple[Coding, ...] = ()

    def ask() -> list[Message]:
        nonlocal codings
        codings = desk.learned.ask(session)
        return []

    # Whoever codes goes on without the model.
    trouble = guarded(ask, kind="unlearnt")
    return (lambda: trouble) if trouble else lambda: guarded(lambda: [_told(desk, session, codings)], kind="unlearnt")


def _told(desk: Desk, session: str, codings: tuple[Coding, ...]) -> Message:
    put, gone = desk.suggested(session, codings)
    marks = [messages.mark(desk, mark) for mark in put]
    figures = messages.sessions(desk, [session])
    return {"type": "suggested", "session": session, "put": marks, "gone": gone, "sessions": figures}
