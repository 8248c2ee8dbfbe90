"""Transcripts without one person's words, and the turns of others that may still tell of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from tlc._text import read
from tlc.errors import TranscriptError
from tlc.model import Transcript, Turn
from tlc.talk.bring_in import WITHDRAWN
from tlc.talk.transcript import write_transcript
from tlc.talk.withdraw._words import RUN, Words, words_of


def blanked(transcript: Transcript, person: str) -> Transcript:
    """Take a person's words out of a transcript: ids, numbers and times stay, and every other turn.

    >>> from tlc.model import Source
    >>> source = Source(name="FG01.txt", importer="txt", version="0.1.0", digest="")
    >>> said = Turn(id="FG01:0001", speaker="P07", text="My sister knows.", language="en")
    >>> blanked(Transcript(id="FG01", group="FG01", source=source, turns=(said,)), "P07").turns[0].text
    '[withdrawn]'
    """
    return replace(
        transcript, turns=tuple(_blank(turn) if turn.speaker == person else turn for turn in transcript.turns)
    )


def _blank(turn: Turn) -> Turn:
    # Made anew and not changed: a field that turns get one day must not keep what it held.
    return Turn(id=turn.id, speaker=turn.speaker, text=WITHDRAWN, language=turn.language, seconds=turn.seconds)


def blanked_text(path: Path, transcript: Transcript, person: str) -> str:
    """Lay a transcript out without a person's words; the notice in the file's head stays."""
    return cleared_text(path, blanked(transcript, person))


def cleared(transcript: Transcript, person: str, words: Words) -> Transcript:
    """Take a person's words out of an earlier version: their turns, and turns of others that hold words of theirs.

    Before it was corrected, a turn may have had another speaker, or have been one with somebody else's.
    """
    return replace(
        transcript,
        turns=tuple(
            _blank(turn) if turn.speaker == person or words.are_in(f"{turn.text} {turn.original or ''}") else turn
            for turn in transcript.turns
        ),
    )


def cleared_text(path: Path, transcript: Transcript) -> str:
    """Lay a transcript out as it is now; the notice in the head of its file stays."""
    head = read(path, kind=TranscriptError).partition("\n\n")[0].split("\n")
    notice = next((line.removeprefix("notice: ") for line in head if line.startswith("notice: ")), "")
    return write_transcript(transcript, notice=notice)


def turns_of(person: str, transcripts: Iterable[Transcript]) -> tuple[Turn, ...]:
    """A person's turns, in the order of the transcripts."""
    return tuple(turn for one in transcripts for turn in one.turns if turn.speaker == person)


def naming(person: str) -> Callable[[str], bool]:
    """Whether a text names somebody's id, as a whole word; ``Participant 7`` is ``P07`` too.

    >>> names = naming("P07")
    >>> names("as p07's sister said"), names("P070")
    (True, False)
    """
    number = re.search(r"\d+", person)
    plain = rf"|participant\s+0*{int(number[0])}" if number else ""
    names = re.compile(rf"\b(?:{re.escape(person)}{plain})\b", re.IGNORECASE)
    return lambda text: names.search(text) is not None


def turns_to_review(person: str, transcripts: Collection[Transcript]) -> tuple[str, ...]:
    """Ids of turns by others that may tell of somebody.

    Those before and after theirs, those that name their id, and those that say six words in a row as they did.

    "And your sister, did she go?" answers words that are gone, and repeats them.
    """
    names = naming(person)
    runs = words_of(person, turns_of(person, transcripts)).runs
    repeated = Words(runs=frozenset(run for run in runs if len(run) == RUN), whole=())
    found = []
    for one in transcripts:
        theirs = [turn.speaker == person for turn in one.turns]
        for place, turn in enumerate(one.turns):
            beside = any(theirs[max(0, place - 1) : place + 2])
            said = f"{turn.text} {turn.original or ''}"
            if not theirs[place] and (beside or names(said) or repeated.count_in(said)):
                found.append(turn.id)
    return tuple(found)
