"""A transcript without one person's words, and the turns that may still tell of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.model import Note, Transcript
from tlc.talk.transcript import read_transcript, write_transcript
from tlc.talk.withdraw import blanked, blanked_text, cleared, cleared_text, turns_of, turns_to_review, words_of

MakeTranscript = Callable[..., Transcript]


def test_only_their_turns_lose_words_and_originals(a_transcript: MakeTranscript) -> None:
    more = {"original": "Da.", "original_language": "ro", "seconds": 3.5}
    before = a_transcript(("P07", "Yes.", more), ("P08", "Yes.", more), (None, "Yes."))
    first, *others = blanked(before, "P07").turns
    assert (first.text, first.original, first.original_language) == ("[withdrawn]", None, None)
    assert (first.id, first.speaker, first.seconds) == ("FG01:0001", "P07", 3.5)
    assert others == list(before.turns[1:])


@pytest.mark.parametrize("notice", ["", "SYNTHETIC SAMPLE. notice: twice"])
def test_the_notice_of_a_transcript_stays(a_transcript: MakeTranscript, tmp_path: Path, notice: str) -> None:
    before = a_transcript(("P07", "notice: mine\nand more"), ("P08", "notice: ours"))
    path = tmp_path / "FG01.txt"
    path.write_text(write_transcript(before, notice=notice), encoding="utf-8")
    text = blanked_text(path, before, "P07")
    assert text == write_transcript(blanked(before, "P07"), notice=notice)
    path.write_text(text, encoding="utf-8")
    assert read_transcript(path) == blanked(before, "P07")
    assert blanked_text(path, read_transcript(path), "P07") == text, "doing it again changes nothing"


def test_their_turns_are_gathered_from_every_transcript(a_transcript: MakeTranscript) -> None:
    both = [a_transcript(("P07", "One."), ("P08", "No.")), a_transcript(("P07", "Two."), name="IN01")]
    assert [turn.id for turn in turns_of("P07", both)] == ["FG01:0001", "IN01:0001"]


def test_turns_beside_theirs_are_to_be_read_again(a_transcript: MakeTranscript) -> None:
    one = a_transcript(("P1", "a"), ("P2", "b"), ("P07", "c"), ("P07", "d"), (None, "e"), ("P2", "f"), ("P07", "g"))
    assert turns_to_review("P07", [one]) == ("FG01:0002", "FG01:0005", "FG01:0006")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As P07 said.", True),
        ("as p07's sister", True),
        ("Participant 7 knows.", True),
        ("participant 07", True),
        ("P070 and P071", False),
        ("participant 70", False),
        ("in 07 or 2007", False),
    ],
)
def test_turns_that_name_their_id_are_to_be_read_again(a_transcript: MakeTranscript, text: str, found: bool) -> None:
    one = a_transcript(("P1", "a"), ("P2", text), ("P1", "c"))
    assert turns_to_review("P07", [one]) == (("FG01:0002",) if found else ())


def test_an_original_that_names_them_counts_too(a_transcript: MakeTranscript) -> None:
    one = a_transcript(("P2", "She said.", {"original": "P07 a zis.", "original_language": "ro"}))
    assert turns_to_review("P07", [one]) == ("FG01:0001",)


@pytest.mark.parametrize(
    ("text", "found"), [("He said: my son sleeps in the kitchen.", True), ("My son sleeps in the hall.", False)]
)
def test_turns_that_repeat_their_words_are_to_be_read_again(
    a_transcript: MakeTranscript, text: str, found: bool
) -> None:
    one = a_transcript(
        ("P07", "My son sleeps in the kitchen. I know."), ("R1", "Yes?"), ("P2", text), ("P2", "I know.")
    )
    assert turns_to_review("P07", [one]) == (("FG01:0002", "FG01:0003") if found else ("FG01:0002",))


def test_notes_beside_their_words_go_with_them(a_transcript: MakeTranscript) -> None:
    notes = {"notes": (Note(at=24, text="[laughs]"),), "original_notes": (Note(at=2, text="[cries]"),)}
    said = {"original": "Da, bine.", "original_language": "ro", **notes}
    transcript = a_transcript(("P01", "The doctor was kind to me.", said), ("P02", "Yes."))

    turn = blanked(transcript, "P01").turns[0]

    assert (turn.text, turn.notes, turn.original_notes) == ("[withdrawn]", (), ())


THEIRS = "We keep the quince jelly in the attic beside the cradle."


def test_of_an_earlier_version_turns_of_others_that_hold_their_words_go_too(a_transcript: MakeTranscript) -> None:
    now = a_transcript(("P07", THEIRS), ("P08", "The bus takes an hour."))
    words = words_of("P07", now.turns)
    more = {"original": f"Da. {THEIRS}", "original_language": "ro"}
    before = a_transcript(
        ("P08", f"{THEIRS} The bus takes an hour."), ("P08", "Yes.", more), ("P07", "Hm."), ("P08", "The bus.")
    )
    after = cleared(before, "P07", words)
    assert [turn.text for turn in after.turns] == ["[withdrawn]", "[withdrawn]", "[withdrawn]", "The bus."]
    assert [turn.original for turn in after.turns] == [None] * 4
    assert cleared(after, "P07", words) == after, "doing it again changes nothing"


def test_a_transcript_without_their_words_stays_as_it_is(a_transcript: MakeTranscript, tmp_path: Path) -> None:
    words = words_of("P07", a_transcript(("P07", THEIRS)).turns)
    before = a_transcript(("P08", "The bus takes an hour."), name="IN01")
    path = tmp_path / "IN01-0.txt"
    path.write_text(write_transcript(before, notice="SYNTHETIC."), encoding="utf-8")
    assert cleared(before, "P07", words) == before
    assert cleared_text(path, before) == path.read_text(encoding="utf-8")
