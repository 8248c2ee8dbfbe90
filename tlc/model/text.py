"""Words: turns, and spans of words inside a turn."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tlc.errors import CodingError, TranscriptError
from tlc.model.note import Note, fit, place_of, with_notes

_TURN_ID = re.compile(r"[A-Za-z0-9]+:\d{4,}")


def turn_id(transcript: str, number: int) -> str:
    """Name the n-th turn of a transcript; the first is 1.

    >>> turn_id("FG01", 42)
    'FG01:0042'
    """
    return f"{transcript}:{number:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one person said before somebody else spoke.

    Attributes
    ----------
    id : str
        Transcript and number, ``FG01:0042``.
    speaker : str or None
        A participant's id; None where it is not known who spoke.
    text : str
        The words for analysis: what was said, or its translation where there is one. Empty only where there are notes.
    language : str
        Language of ``text`` as a BCP 47 tag, such as ``en``.
    original : str or None
        The untranslated words, where ``text`` is a translation.
    original_language : str or None
        Language of ``original``.
    seconds : float or None
        When the turn began, in seconds from the start of the recording.
    notes, original_notes : tuple of Note
        Marks that nobody said, such as ``[laughs]``, and where they stood in ``text`` and in ``original``.

    >>> Turn(id="FG01:0001", speaker="P01", text="Good morning.", language="en").transcript
    'FG01'
    """

    id: str
    speaker: str | None
    text: str
    language: str
    original: str | None = None
    original_language: str | None = None
    seconds: float | None = None
    notes: tuple[Note, ...] = ()
    original_notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if not _TURN_ID.fullmatch(self.id):
            raise TranscriptError("A turn's id is not of the form FG01:0042.")
        if (self.original is None) != (self.original_language is None):
            raise TranscriptError("An original needs its language, and a language its original.", where=self.id)
        # NaN is not less than 0; said this way round, it is refused too.
        if self.seconds is not None and not 0 <= self.seconds < math.inf:
            raise TranscriptError("A turn begins before the recording does, or at no time at all.", where=self.id)

        if not fit(self.text, self.notes) or not fit(self.original or "", self.original_notes):
            raise TranscriptError("A note stands outside the words of its turn.", where=self.id)

    @property
    def transcript(self) -> str:
        """The id of the transcript it stands in."""
        return self.id.partition(":")[0]

    @property
    def number(self) -> int:
        """Its place in the transcript, from 1."""
        return int(self.id.partition(":")[2])

    def shown(self, start: int = 0, end: int | None = None) -> str:
        """The words from ``start`` up to ``end``, with the notes among them: as they are to be quoted.

        >>> note = Note(at=2, text="[inaudible]")
        >>> Turn(id="FG01:0001", speaker=None, text="At the end.", language="en", notes=(note,)).shown()
        'At [inaudible] the end.'
        """
        return with_notes(self.text, self.notes, start=start, end=end)

    def shown_original(self) -> str | None:
        """The untranslated words with the notes among them; None where there are none."""
        return None if self.original is None else with_notes(self.original, self.original_notes)

    def place_of(self, quote: str) -> tuple[int, int] | None:
        """Where a quote stands in the words, given with or without notes; None where it does not stand there."""
        return place_of(self.text, self.notes, quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some words of a turn: from ``start`` up to, not including, ``end``, in code points.

    >>> Span(turn="FG01:0001", start=0, end=4)
    Span(turn='FG01:0001', start=0, end=4)
    """

    turn: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise CodingError("A span must hold at least one character.", where=self.turn)

    def words(self, turn: Turn) -> str:
        """Cut the span's words out of its turn.

        Raises
        ------
        CodingError
            The span passes the end of the turn, or belongs to another turn.
        """
        if turn.id != self.turn or self.end > len(turn.text):
            raise CodingError(
                "The span does not fit its turn.",
                where=self.turn,
                hint="Read the transcript again before you code it.",
            )
        return turn.text[self.start : self.end]
