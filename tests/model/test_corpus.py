"""A transcript numbers its turns, and its digest notices every change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tlc.errors import TranscriptError
from tlc.model import Note, Transcript, Turn

MakeTranscript = Callable[..., Transcript]
Explained = Callable[..., None]
ORIGINAL = {"original": "Da.", "original_language": "ro", "seconds": 1.5}


@pytest.mark.parametrize(
    "names",
    [
        ("FG01:0002",),
        ("FG01:0001", "FG01:0003"),
        ("FG01:0002", "FG01:0001"),
        ("FG01:0001", "FG01:0001"),
        ("FG02:0001",),
        ("FG01:00001",),
        ("fg01:0001",),
    ],
    ids=["not from 1", "a gap", "out of order", "twice", "another transcript's", "five digits", "lower case"],
)
def test_turns_are_numbered_from_one_without_gaps(
    names: tuple[str, ...], a_transcript: MakeTranscript, explained: Explained, canary: str
) -> None:
    turns = tuple(Turn(id=name, speaker="P01", text=canary, language="en") for name in names)
    with pytest.raises(TranscriptError) as caught:
        replace(a_transcript(), turns=turns)
    explained(caught.value, what="not numbered 1, 2, 3", where="FG01")


def test_a_transcript_may_be_empty(a_transcript: MakeTranscript) -> None:
    empty = a_transcript()
    assert (empty.words, empty.languages, empty.turns) == (0, (), ())


def test_words_are_counted_between_spaces(a_transcript: MakeTranscript) -> None:
    assert a_transcript(("P01", "It's closed,\nagain."), ("P02", "Da.")).words == 4


def test_the_words_of_an_original_are_not_counted_twice(a_transcript: MakeTranscript) -> None:
    assert a_transcript(("P01", "Yes.", ORIGINAL)).words == 1


def test_languages_are_those_of_texts_and_originals_once_each(a_transcript: MakeTranscript) -> None:
    romani = {"original": "Va.", "original_language": "rom"}
    transcript = a_transcript(("P01", "Yes.", romani), ("P02", "Da.", {"language": "ro"}), ("P01", "No.", romani))
    assert transcript.languages == ("en", "ro", "rom")


def test_the_digest_depends_on_the_turns_alone(a_transcript: MakeTranscript) -> None:
    one = a_transcript(("P01", "Yes."))
    assert replace(one, source=replace(one.source, name="b.docx")).digest == one.digest


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "yes."},
        {"text": "Yes. "},
        {"speaker": "P02"},
        {"speaker": None},
        {"language": "ro"},
        {"original": "Nu."},
        {"original": None, "original_language": None},
        {"original_language": "rom"},
        {"seconds": 1.501},
        {"seconds": None},
        {"notes": (Note(at=0, text="[laughs]"),)},
        {"original_notes": (Note(at=0, text="[laughs]"),)},
    ],
)
def test_the_digest_notices_every_change_of_a_turn(changed: dict[str, Any], a_transcript: MakeTranscript) -> None:
    one = a_transcript(("P01", "Yes.", ORIGINAL))
    assert replace(one, turns=(replace(one.turns[0], **changed),)).digest != one.digest


def test_the_digest_notices_a_turn_that_is_gone(a_transcript: MakeTranscript) -> None:
    assert a_transcript(("P01", "Yes.")).digest != a_transcript(("P01", "Yes."), ("P02", "No.")).digest


def test_the_digest_notices_words_that_moved_from_one_turn_to_the_next(a_transcript: MakeTranscript) -> None:
    assert (
        a_transcript(("P01", "Yes. No."), ("P01", "")).digest != a_transcript(("P01", "Yes."), ("P01", " No.")).digest
    )


def test_the_digest_is_computed_as_in_every_study_that_is_on_disk_already(a_transcript: MakeTranscript) -> None:
    first = "FG01:0001\x1fP01\x1fen\x1fYes.\x1fro\x1fDa.\x1f1.500"
    second = "FG01:0002\x1f?\x1fen\x1fNo.\x1f\x1f\x1f"
    expected = hashlib.sha256(f"{first}\x1e{second}".encode()).hexdigest()
    assert a_transcript(("P01", "Yes.", ORIGINAL), (None, "No.")).digest == expected


def test_the_same_turns_have_the_same_digest(a_transcript: MakeTranscript) -> None:
    assert a_transcript(("P01", "Yes.", ORIGINAL)).digest == a_transcript(("P01", "Yes.", ORIGINAL)).digest


def test_the_digest_tells_a_note_of_the_text_from_one_of_the_original(a_transcript: MakeTranscript) -> None:
    notes = (Note(at=0, text="[laughs]"),)
    one = a_transcript(("P01", "Yes.", {**ORIGINAL, "notes": notes}))
    assert one.digest != a_transcript(("P01", "Yes.", {**ORIGINAL, "original_notes": notes})).digest
