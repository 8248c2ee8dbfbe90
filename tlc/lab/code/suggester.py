"""What a model suggests on the coding page: asked for anew after each judgement, and kept still in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from tlc.lab.code.reasons import reason
from tlc.model import MODEL, Coding

if TYPE_CHECKING:
    from tlc.listen.suggest.queue import Next


#: By how many of a hundred a chance must move before the page says so: it moves a little with each judgement.
_MOVES = 5


class Suggester(Protocol):
    """Whoever learns from what people coded so far. A study has one; a page asks it and knows no more of it."""

    def suggestions(self, session: str) -> tuple[Coding, ...]:
        """Give the model's suggestions for a session, at most three a turn, from what coders' files hold now."""

    def queue(self, most: int) -> tuple[Next, ...]:
        """Give what this coder should look at next, at most so many turns."""


class Learned:
    """A model's suggestions as one page knows them.

    Asking may take a second and is done beside the page; taking what came of it takes no time, and only then does the
    page change. A suggestion that was once shown can be decided on, even if the model has thought better of it since.

    Parameters
    ----------
    begin : callable, optional
        Gives the Suggester, once one is needed: what learns takes a while to load. Without it there is nothing to ask,
        and what lies in the model's file is shown.
    """

    def __init__(self, begin: Callable[[], Suggester] | None = None) -> None:
        self._begin = begin
        self._suggester: Suggester | None = None
        self._one_at_a_time = Lock()
        self._by_turn: dict[str, tuple[Coding, ...]] = {}
        self._shown: dict[str, Coding] = {}

    def __bool__(self) -> bool:
        return self._begin is not None

    def ask(self, session: str) -> tuple[Coding, ...]:
        """Ask the model; slow, and it may be done in another thread."""
        with self._one_at_a_time:
            return self._ready.suggestions(session) if self._ready else ()

    def queue(self, most: int) -> tuple[Next, ...]:
        """Ask what to look at next."""
        with self._one_at_a_time:
            return self._ready.queue(most) if self._ready else ()

    @property
    def _ready(self) -> Suggester | None:
        if self._suggester is None and self._begin is not None:
            self._suggester = self._begin()
        return self._suggester

    def take(self, session: str, codings: Iterable[Coding]) -> None:
        """Let a session's suggestions be these from now on; one of which only the chance moved a little stays."""
        before = {mark.id: mark for turn in self.turns_of(session) for mark in self._by_turn.pop(turn)}
        for mark in codings:
            there = before.get(mark.id)
            kept = mark if there is None or _moved(there, mark) else there
            self._by_turn[mark.span.turn] = (*self._by_turn.get(mark.span.turn, ()), kept)
            self._shown[mark.id] = kept

    def on(self, turn: str) -> tuple[Coding, ...]:
        """What is suggested on a turn."""
        return self._by_turn.get(turn, ())

    def turns_of(self, session: str) -> list[str]:
        """The turns of a session on which anything is suggested."""
        return [turn for turn in self._by_turn if turn.partition(":")[0] == session]

    def get(self, coding: str) -> Coding | None:
        """Find a suggestion that is shown, or once was."""
        return self._shown.get(coding)


def _moved(before: Coding, now: Coding) -> bool:
    chances = reason(before, MODEL.kind).chance, reason(now, MODEL.kind).chance
    if None in chances:
        return before != now
    return before.quote != now.quote or abs((chances[0] or 0) - (chances[1] or 0)) >= _MOVES
