"""Notes stand beside the words, and come back among them where a person reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tlc.errors import TranscriptError
from tlc.model import Note, Turn
from tlc.model.note import fit, place_of, with_notes

Explained = Callable[..., None]


def note(at: int, text: str = "[laughs]") -> Note:
    return Note(at=at, text=text)


@pytest.mark.parametrize(("at", "text"), [(-1, "[laughs]"), (0, ""), (0, "  "), (0, "[a\nb]")])
def test_a_note_without_a_place_or_words_is_refused(at: int, text: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        Note(at=at, text=text)
    explained(caught.value, what="A note needs a place")


@pytest.mark.parametrize(
    ("text", "notes", "shown"),
    [
        ("I went.", [], "I went."),
        ("I went.", [note(1)], "I [laughs] went."),
        ("I went.", [note(2)], "I [laughs] went."),
        ("I went.", [note(0)], "[laughs] I went."),
        ("I went.", [note(6)], "I went [laughs]."),
        ("I went.", [note(7)], "I went. [laughs]"),
        ("I went.", [note(0), note(0, "[pause]")], "[laughs] [pause] I went."),
        ("I went.", [note(7), note(7, "[pause]")], "I went. [laughs] [pause]"),
        ("", [note(0)], "[laughs]"),
        ("", [note(0), note(0, "[pause]")], "[laughs] [pause]"),
        ("one\ntwo", [note(3)], "one [laughs]\ntwo"),
        ("one\ntwo", [note(4)], "one\n[laughs] two"),
        ("“yes”", [note(1)], "“[laughs] yes”"),
        ("(yes)", [note(4)], "(yes [laughs])"),
    ],
)
def test_notes_are_shown_where_they_stood(text: str, notes: Sequence[Note], shown: str) -> None:
    assert with_notes(text, notes) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, 1, "I [laughs]"),
        (0, 4, "I [laughs] we"),
        (2, 6, "went"),
        (2, None, "went. [pause]"),
        (0, None, "I [laughs] went. [pause]"),
    ],
)
def test_a_part_is_shown_with_the_notes_in_it_and_at_its_edge(start: int, end: int | None, shown: str) -> None:
    assert with_notes("I went.", [note(1), note(7, "[pause]")], start=start, end=end) == shown


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("I went", "I went"),
        ("I [laughs] went", "I went"),
        ("I[laughs]  went", "I went"),
        ("[laughs] went.", "went."),
        ("went. [pause]", "went."),
        ("[laughs]", None),
        ("I came", None),
        ("I [pause] went", None),
        ("", None),
    ],
)
def test_a_quote_is_found_with_notes_or_without(quote: str, words: str | None) -> None:
    place = place_of("I went.", [note(1), note(7, "[pause]")], quote)
    assert (place and "I went."[slice(*place)]) == words


def test_without_notes_a_quote_is_found_letter_by_letter() -> None:
    assert place_of("I went.", [], "I  went") is None
    assert place_of("I went.", [], "went") == (2, 6)
    assert place_of("I went.", [], "") is None


@pytest.mark.parametrize(
    ("notes", "fits"),
    [([], True), ([note(3)], True), ([note(4)], False), ([note(2), note(1)], False), ([note(1), note(1)], True)],
)
def test_notes_fit_inside_their_words_and_in_order(notes: Sequence[Note], fits: bool) -> None:
    assert fit("Yes", notes) is fits


@pytest.mark.parametrize("field", ["notes", "original_notes"])
def test_a_turn_with_a_note_outside_its_words_is_refused(field: str, canary: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        Turn(
            id="FG01:0001",
            speaker=None,
            text=canary,
            language="en",
            original=canary,
            original_language="ro",
            **{field: (note(10_000),)},
        )
    explained(caught.value, what="A note stands outside", where="FG01:0001")


def test_a_turn_shows_its_words_and_its_original_with_their_notes() -> None:
    turn = Turn(
        id="FG01:0001",
        speaker=None,
        text="Well, yes.",
        language="en",
        original="Păi da.",
        original_language="ro",
        notes=(note(5),),
        original_notes=(note(0, "[râde]"),),
    )
    assert turn.shown() == "Well, [laughs] yes."
    assert turn.shown(6) == "yes."
    assert turn.shown_original() == "[râde] Păi da."
    assert turn.place_of("Well, [laughs]") == (0, 5)


def test_a_turn_without_an_original_shows_none() -> None:
    assert Turn(id="FG01:0001", speaker=None, text="Yes.", language="en").shown_original() is None
