"""Transcripts: one session each, with the turns in the order in which they were spoken."""

from __future__ import annotations

from dataclasses import dataclass

from tlc._text import digest
from tlc.errors import TranscriptError
from tlc.model.text import Turn, turn_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a transcript came from.

    Attributes
    ----------
    name : str
        The file's own name, without folders.
    importer : str
        Which importer read it, such as ``docx``.
    version : str
        The version of tlc that read it.
    digest : str
        SHA-256 of the file's bytes, to notice the same file coming in twice.
    """

    name: str
    importer: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The record of one session.

    Attributes
    ----------
    id : str
        Such as ``FG01``; turn ids begin with it.
    group : str
        The group that met.
    source : Source
        The file it was read from.
    turns : tuple of Turn
        Numbered 1, 2, 3 ... without gaps.

    >>> turn = Turn(id="FG01:0001", speaker="P01", text="Good morning.", language="en")
    >>> source = Source(name="FG01.txt", importer="txt", version="0.1.0", digest="")
    >>> Transcript(id="FG01", group="FG01", source=source, turns=(turn,)).words
    2
    """

    id: str
    group: str
    source: Source
    turns: tuple[Turn, ...]

    def __post_init__(self) -> None:
        for number, turn in enumerate(self.turns, start=1):
            if turn.id != turn_id(self.id, number):
                raise TranscriptError("The turns are not numbered 1, 2, 3 ... within their transcript.", where=self.id)

    @property
    def words(self) -> int:
        """How many words the turns hold, counted between spaces."""
        return sum(len(turn.text.split()) for turn in self.turns)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of texts and originals, in alphabetical order."""
        found = {turn.language for turn in self.turns}
        found |= {turn.original_language for turn in self.turns if turn.original_language}
        return tuple(sorted(found))

    @property
    def digest(self) -> str:
        """SHA-256 of all turns: it changes when any word, note, speaker or time changes."""
        return digest("\x1e".join("\x1f".join(_fields(turn)) for turn in self.turns))


def _fields(turn: Turn) -> tuple[str, ...]:
    seconds = "" if turn.seconds is None else f"{turn.seconds:.3f}"
    original = (turn.original_language or "", turn.original or "")
    # Transcripts without notes keep the digest that they had before there were any.
    notes = (f"# {note.at} {note.text}" for note in turn.notes)
    of_original = (f"% {note.at} {note.text}" for note in turn.original_notes)
    return (turn.id, turn.speaker or "?", turn.language, turn.text, *original, seconds, *notes, *of_original)
