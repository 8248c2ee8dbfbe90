"""What others coded, laid out so that a turn's codings are found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tlc.listen.codings import Kept
from tlc.model import Coder, Coding, Proposal


@dataclass(frozen=True, slots=True)
class Others:
    """The files of everybody else, at a moment.

    Attributes
    ----------
    kept : tuple of Kept
        In the order of the coders' ids. A file that cannot be read is left out: ``study.check()`` names it, and it
        stops nobody else from coding.
    """

    kept: tuple[Kept, ...] = ()
    _by_turn: dict[str, list[tuple[Coding, Coder]]] = field(default_factory=dict)
    _by_id: dict[str, tuple[Coding, Coder]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Iterable[Kept], *, but: str = "") -> Others:
        """Lay out what coders' files hold; one coder can be left out."""
        others = cls(tuple(one for one in kept if one.coder.id != but))
        for file in others.kept:
            for mark in file.codings:
                others._by_turn.setdefault(mark.span.turn, []).append((mark, file.coder))
                others._by_id[mark.id] = (mark, file.coder)
        return others

    def on(self, turn: str) -> list[tuple[Coding, Coder]]:
        """Everything that others marked on a turn, whatever its status."""
        return self._by_turn.get(turn, [])

    def turns_of(self, session: str) -> list[str]:
        """The turns of a session on which others marked anything."""
        return [turn for turn in self._by_turn if turn.partition(":")[0] == session]

    def get(self, coding: str) -> tuple[Coding, Coder] | None:
        """Find one by its id."""
        return self._by_id.get(coding)

    def people(self, names: Iterable[str]) -> tuple[Coder, ...]:
        """Those of these coders who have a file, in the order in which they are named."""
        coders = {file.coder.id: file.coder for file in self.kept}
        return tuple(coders[name] for name in names if name in coders)

    def shared(self, names: Collection[str]) -> frozenset[str]:
        """The sessions in which at least two of these coders accepted anything."""
        coded: dict[str, set[str]] = {}
        for marks in self._by_turn.values():
            for mark, coder in marks:
                if coder.id in names and mark.status == "accepted":
                    coded.setdefault(mark.span.turn.partition(":")[0], set()).add(coder.id)
        return frozenset(session for session, who in coded.items() if len(who) > 1)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The codes that they propose."""
        return tuple(proposal for file in self.kept for proposal in file.proposals)
