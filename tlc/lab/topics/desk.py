"""What a result needs of its study: what its views count on, and somewhere for decisions to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from tlc.model import Codebook, Group, Participant, Transcript, Turn

if TYPE_CHECKING:
    from tlc.lab.show import Listing
    from tlc.lab.topics.result import Topics


class TopicDesk(Protocol):
    """Where decisions about topics are written down."""

    def decide(self, what: str, topics: tuple[int, ...], *, by: str, why: str = "", value: str = "") -> Topics:
        """Write down one decision, and give the run with it.

        Parameters
        ----------
        what : str
            ``name``, ``merge``, ``split``, ``hide``, ``show``, ``lock``, ``unlock``, ``artefact``, ``verdict`` or
            ``undo``.
        value : str
            The name, the verdict, the parts or turns of a split, or the decision that is undone.

        Raises
        ------
        StudyError
            Something is missing, or this cannot be done to the topic.
        """

    def log(self) -> Listing[Any]:
        """List everything that was decided, who decided it, and why."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Material:
    """What of a study the views of its topics count on.

    Attributes
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS, all of them.
    transcripts : mapping of id to Transcript
        For quotes.
    people : sequence of Participant
    groups : sequence of Group
    codebook : Codebook
    min_cell : int
        Counts of people below it are not shown.
    """

    turns: pd.DataFrame
    codings: pd.DataFrame
    people: Sequence[Participant]
    groups: Sequence[Group]
    codebook: Codebook
    transcripts: Mapping[str, Transcript] = field(default_factory=dict)
    min_cell: int = 5

    def turns_named(self, names: Sequence[str]) -> dict[str, Turn]:
        """The turns of these ids, in this order; one that is no longer there is left out."""
        held: dict[str, dict[str, Turn]] = {}
        found = {}
        for name in names:
            session = name.partition(":")[0]
            if session not in held:
                transcript = self.transcripts.get(session)
                held[session] = {turn.id: turn for turn in transcript.turns} if transcript else {}
            if name in held[session]:
                found[name] = held[session][name]
        return found

    def code_name(self, code: str) -> str:
        """What a code is called; its id where the codebook does not have it."""
        return self.codebook[code].name if code in self.codebook else code
