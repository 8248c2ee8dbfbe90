"""Turns know their place, and spans stay inside their turn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import CodingError, TranscriptError
from tlc.model import Span, Turn, turn_id

Explained = Callable[..., None]


def turn(**fields: Any) -> Turn:
    return Turn(**{"id": "FG01:0042", "speaker": "P01", "text": "Closed again.", "language": "en", **fields})


@pytest.mark.parametrize(
    ("number", "name"), [(1, "FG01:0001"), (42, "FG01:0042"), (9999, "FG01:9999"), (10000, "FG01:10000")]
)
def test_a_turn_is_named_for_its_transcript_and_its_place(number: int, name: str) -> None:
    assert turn_id("FG01", number) == name
    assert (turn(id=name).transcript, turn(id=name).number) == ("FG01", number)


@pytest.mark.parametrize(
    "name", ["", "FG01", "FG01:42", "FG01:", ":0042", "FG 01:0042", "FG01:0042 ", "FG01:00a1", "FG01:0001:0002"]
)
def test_a_turn_with_another_name_is_refused(name: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        turn(id=name)
    explained(caught.value, what="not of the form FG01:0042")


@pytest.mark.parametrize("fields", [{"original": "Închis."}, {"original_language": "ro"}])
def test_an_original_and_its_language_come_together(fields: dict[str, str], explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        turn(**fields)
    explained(caught.value, what="An original needs its language", where="FG01:0042")


def test_an_error_of_a_turn_does_not_repeat_its_words(canary: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        turn(text=canary, original=canary)
    explained(caught.value, what="An original", where="FG01:0042")


@pytest.mark.parametrize("seconds", [0, 0.5, 36000.0, None])
def test_a_turn_may_begin_at_any_time_or_at_an_unknown_one(seconds: float | None) -> None:
    assert turn(seconds=seconds).seconds == seconds


@pytest.mark.parametrize("seconds", [-0.001, -1, math.nan, math.inf, -math.inf])
def test_a_turn_cannot_begin_at_a_time_that_is_none(seconds: float, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        turn(seconds=seconds)
    explained(caught.value, what="A turn begins", where="FG01:0042")


def test_a_turn_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        turn().text = "Open."  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_a_span_holds_at_least_one_character(start: int, end: int, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Span(turn="FG01:0042", start=start, end=end)
    explained(caught.value, what="at least one character", where="FG01:0042")


@pytest.mark.parametrize(("start", "end", "words"), [(0, 6, "Closed"), (12, 13, "."), (0, 13, "Closed again.")])
def test_a_span_cuts_its_words_out_of_its_turn(start: int, end: int, words: str) -> None:
    assert Span(turn="FG01:0042", start=start, end=end).words(turn()) == words


def test_a_span_counts_code_points_and_not_bytes_or_utf_16() -> None:
    said = turn(text="👩🏽 și eu")
    assert Span(turn=said.id, start=3, end=5).words(said) == "și"


def test_a_span_cannot_pass_the_end_of_its_turn(canary: str, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Span(turn="FG01:0042", start=0, end=len(canary) + 1).words(turn(text=canary))
    explained(caught.value, what="does not fit its turn", where="FG01:0042", hint="Read the transcript again")


def test_a_span_does_not_cut_words_out_of_another_turn() -> None:
    with pytest.raises(CodingError):
        Span(turn="FG01:0041", start=0, end=6).words(turn())


def test_spans_that_share_words_are_not_equal() -> None:
    assert Span(turn="FG01:0001", start=0, end=6) != Span(turn="FG01:0001", start=2, end=6)


@given(st.text(min_size=1), st.data())
def test_a_span_inside_its_turn_always_has_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = Span(turn="FG01:0042", start=start, end=end).words(turn(text=text))
    assert len(words) == end - start
    assert text[:start] + words + text[end:] == text
