"""What the page is told by a model that learns from what people code: its suggestions, and what to look at next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tlc.lab.code import messages
from tlc.lab.code.desk import Desk
from tlc.lab.code.messages import Message
from tlc.lab.code.trouble import guarded
from tlc.model import Coding

if TYPE_CHECKING:
    from tlc.listen.suggest.queue import Next

#: How many turns are looked at in one go.
ROUND = 50
#: Gives the messages that come of what was asked; it never raises.
Tell = Callable[[], list[Message]]

_Asked = TypeVar("_Asked")


def queue(desk: Desk, token: str) -> Tell:
    """Ask what is worth a look next, up to the end of the round of fifty that the coder is in.

    Asking is slow and may be done in another thread; what is given then knows the desk, and may not.
    """
    left = ROUND - len(desk.read) % ROUND
    return _asked(lambda: desk.learned.queue(left), lambda turns: _next(desk, token, turns), token, kind="queue")


def suggested(desk: Desk, session: str) -> Tell:
    """Ask the model what it suggests by now; what is given then changes the desk, and tells the page what changed.

    Asking is slow, nobody waits for it, and whoever codes goes on without the model where it fails.
    """
    return _asked(lambda: desk.learned.ask(session), lambda marks: _told(desk, session, marks), kind="unlearnt")


def _asked(ask: Callable[[], _Asked], tell: Callable[[_Asked], Message], to: str = "", *, kind: str) -> Tell:
    found: list[_Asked] = []

    def slowly() -> list[Message]:
        found.append(ask())
        return []

    trouble = guarded(slowly, to, kind=kind)
    return lambda: trouble or guarded(lambda: [tell(found[0])], to, kind=kind)


def _next(desk: Desk, token: str, asked: tuple[Next, ...]) -> Message:
    done, turns = len(desk.read) % ROUND, desk.material.turns
    left = [one for one in asked if one.turn in turns and one.turn not in desk.read]
    items = [messages.next_one(desk, one) for one in left if not desk.material.is_empty(turns[one.turn])]
    return {"type": "queue", "to": token, "done": done, "of": done + len(items), "items": items}


def _told(desk: Desk, session: str, codings: tuple[Coding, ...]) -> Message:
    put, gone = desk.suggested(session, codings)
    marks = [messages.mark(desk, mark) for mark in put]
    figures = messages.sessions(desk, [session])
    return {"type": "suggested", "session": session, "put": marks, "gone": gone, "sessions": figures}
