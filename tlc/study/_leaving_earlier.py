"""Earlier versions of corrected transcripts, when somebody leaves: their words go from there too.

In an earlier version a turn had another number, and perhaps another speaker: what counts is whose the words are now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tlc.listen.lost_quotes import lost_quotes
from tlc.model import Span, Transcript, Turn
from tlc.talk.bring_in import PLACEHOLDERS
from tlc.talk.earlier import Earlier, earlier_versions
from tlc.talk.withdraw import Words, cleared, cleared_text


@dataclass(frozen=True)
class EarlierWords:
    """What a person says in the earlier versions of a study's transcripts.

    Parameters
    ----------
    transcripts : Path
        The folder of transcripts.
    person : str
    """

    transcripts: Path
    person: str

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Their turns that still hold words."""
        return tuple(turn for one in self._versions for turn in one.transcript.turns if self._is_theirs(turn))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of their turns, with or without words."""
        turns = (turn for one in self._versions for turn in one.transcript.turns if turn.speaker == self.person)
        return tuple(sorted({turn.id for turn in turns}))

    @property
    def sources(self) -> set[str]:
        """Digests of the session files that they speak in."""
        return {
            one.transcript.source.digest
            for one in self._versions
            if any(turn.speaker == self.person for turn in one.transcript.turns)
        }

    def due(self, words: Words) -> Iterator[Earlier]:
        """The versions that hold words of theirs."""
        yield from (one for one in self._versions if self.after(one, words) != one.transcript)

    def after(self, one: Earlier, words: Words) -> Transcript:
        """A version as it will be."""
        return cleared(one.transcript, self.person, words)

    def text_after(self, one: Earlier, words: Words) -> str:
        """The file of a version as it will be."""
        return cleared_text(one.path, self.after(one, words))

    def holds(self, path: Path, words: Words) -> Callable[[str], bool]:
        """Whether a text in a coder's file holds words that must go.

        A coding that was taken off before a correction names a turn by the number that it had then. Its words are few
        enough, mostly, that a search for runs of words passes over them.
        """
        lost = lost_quotes(path, self._said)
        return lambda text: text in lost or words.are_in(text)

    def lost(self, now: Mapping[str, Turn]) -> Callable[[Span, str], bool]:
        """Whether words are said to stand in a turn that was theirs, and stand there in no version once they have left.

        Parameters
        ----------
        now : mapping
            The turns of the study by their ids.
        """
        versions = [now, *({turn.id: turn for turn in one.transcript.turns} for one in self._versions)]
        theirs = frozenset(self.ids)

        def is_lost(span: Span, quote: str) -> bool:
            there = (version[span.turn].text for version in versions if span.turn in version)
            return span.turn in theirs and not any(text[span.start : span.end] == quote for text in there)

        return is_lost

    def _said(self, span: Span, quote: str) -> bool:
        return any(turn.id == span.turn and turn.text[span.start : span.end] == quote for turn in self.turns)

    @cached_property
    def _versions(self) -> tuple[Earlier, ...]:
        return earlier_versions(self.transcripts)

    def _is_theirs(self, turn: Turn) -> bool:
        return turn.speaker == self.person and turn.text not in PLACEHOLDERS
