"""What is there to be coded: the sessions, who speaks in them, and the codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tlc.listen.tag import CONTEXT
from tlc.model import Codebook, Coding, Group, Participant, Transcript, Turn
from tlc.talk.bring_in import PLACEHOLDERS

if TYPE_CHECKING:
    import pandas as pd

_NO_WORDS: dict[str, Any] = {"text": "", "original": None, "original_language": None, "notes": (), "original_notes": ()}


@dataclass(frozen=True, kw_only=True)
class Material:
    """What is there to be coded, and with which codes.

    Attributes
    ----------
    title : str
        Of the study.
    transcripts : mapping of str to Transcript
        By id, in the order in which they are listed.
    """

    title: str
    transcripts: Mapping[str, Transcript]
    groups: Mapping[str, Group]
    people: Mapping[str, Participant]
    codebook: Codebook

    @cached_property
    def turns(self) -> dict[str, Turn]:
        """Every turn, by its id."""
        return {turn.id: turn for transcript in self.transcripts.values() for turn in transcript.turns}

    @cached_property
    def counting(self) -> dict[str, frozenset[str]]:
        """For each session, the turns that are to be coded: with words, and not of those who lead or translate."""
        return {
            name: frozenset(turn.id for turn in one.turns if not self.is_empty(turn) and not self.is_context(turn))
            for name, one in self.transcripts.items()
        }

    @cached_property
    def words(self) -> dict[str, int]:
        """How many words each session holds."""
        return {name: one.words for name, one in self.transcripts.items()}

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Every turn that coders may read, as a table."""
        from tlc.frames import turns_frame

        return turns_frame(map(self.as_shown, self.transcripts.values()), self.people.values())

    def is_context(self, turn: Turn) -> bool:
        """Whether somebody speaks who leads, translates or helps: it can be coded, and does not count."""
        person = self.people.get(turn.speaker or "")
        return person is not None and person.role in CONTEXT

    def is_empty(self, turn: Turn) -> bool:
        """Whether no words are there to be coded: none were said, or they may not be kept."""
        return not turn.text.strip() or turn.text in PLACEHOLDERS or not self.may_show(turn)

    def may_show(self, turn: Turn) -> bool:
        """Whether the words may be read by coders; those of somebody who left the study may not."""
        person = self.people.get(turn.speaker or "")
        return turn.speaker is None or (person is not None and person.may_keep)

    def fits(self, mark: Coding) -> bool:
        """Whether the words of a coding are where it says."""
        turn = self.turns.get(mark.span.turn)
        return turn is not None and turn.text[mark.span.start : mark.span.end] == mark.quote

    def is_shown(self, mark: Coding) -> bool:
        """Whether the words of a coding are where it says, and may be read by coders."""
        return self.fits(mark) and not self.is_empty(self.turns[mark.span.turn])

    def as_shown(self, transcript: Transcript) -> Transcript:
        """A transcript without the turns of which coders may not read the words."""
        shown = (turn if self.may_show(turn) else replace(turn, **_NO_WORDS) for turn in transcript.turns)
        return replace(transcript, turns=tuple(shown))
