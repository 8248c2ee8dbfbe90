"""What the coder of a page marked, laid out so that a turn's codings are found at once and a step changes little."""

from __future__ import annotations

from collections.abc import Iterable

from tlc.listen.codings import Done
from tlc.model import Coding


class Own:
    """The coder's own codings, accepted and rejected, by turn.

    Parameters
    ----------
    codings : iterable of Coding
        As they stand in the coder's file.
    """

    def __init__(self, codings: Iterable[Coding] = ()) -> None:
        self._by_turn: dict[str, dict[str, Coding]] = {}
        self._turns: dict[str, str] = {}
        for mark in codings:
            self._put(mark)

    def on(self, turn: str) -> list[Coding]:
        """What was marked and rejected on a turn."""
        return list(self._by_turn.get(turn, {}).values())

    def accepted_in(self, session: str) -> list[Coding]:
        """What was accepted in a session."""
        here = (marks for turn, marks in self._by_turn.items() if turn.partition(":")[0] == session)
        return [one for marks in here for one in marks.values() if one.status == "accepted"]

    def get(self, coding: object) -> Coding | None:
        """Find one by its id."""
        turn = self._turns.get(coding) if isinstance(coding, str) else None
        return None if turn is None else self._by_turn[turn][str(coding)]

    def turn_of(self, coding: str) -> str | None:
        """The turn on which a coding stands."""
        return self._turns.get(coding)

    def apply(self, done: Done) -> None:
        """Let a step take effect."""
        for name in done.gone:
            turn = self._turns.pop(name, None)
            if turn is not None:
                del self._by_turn[turn][name]
        for mark in done.put:
            self._put(mark)

    def _put(self, mark: Coding) -> None:
        self._by_turn.setdefault(mark.span.turn, {})[mark.id] = mark
        self._turns[mark.id] = mark.span.turn
