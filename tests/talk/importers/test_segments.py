"""Segments with times become turns in the order of their times."""

from __future__ import annotations

import time

import pytest

from tlc.talk.importers._account import Aside
from tlc.talk.importers._segments import Segment, turns_of


def segment(text: str, start: float | None, end: float | None = None, label: str | None = None) -> Segment:
    return Segment(number=1, text=text, label=label, start=start, end=end if end is not None else start)


def said(*segments: Segment) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in turns_of(segments, aside=Aside())]


def test_segments_come_in_the_order_of_their_times() -> None:
    assert said(segment("two", 2.0, label="B"), segment("one", 1.0, label="A")) == [("A", "one"), ("B", "two")]


def test_without_all_times_the_order_of_the_file_stands() -> None:
    assert said(segment("two", 2.0, label="B"), segment("one", None, label="A")) == [("B", "two"), ("A", "one")]


@pytest.mark.parametrize(("gap", "turns"), [(0.0, 1), (5.0, 1), (5.1, 2), (-3.0, 1)])
def test_segments_of_one_speaker_are_one_turn_when_they_lie_close(gap: float, turns: int) -> None:
    first = segment("Yes,", 10.0, 20.0, label="A")
    assert len(said(first, segment("always.", 20.0 + gap, 40.0, label="A"))) == turns


def test_somebody_between_parts_two_turns() -> None:
    found = said(segment("a", 1, 2, "A"), segment("b", 2, 3, "B"), segment("c", 3, 4, "A"))
    assert found == [("A", "a"), ("B", "b"), ("A", "c")]


def test_segments_of_nobody_are_never_joined() -> None:
    assert said(segment("a", 1, 2), segment("b", 2, 3)) == [(None, "a"), (None, "b")]


def test_without_an_end_nothing_is_joined() -> None:
    first = Segment(number=1, text="a", label="A", start=1.0)
    assert len(said(first, segment("b", 1.5, label="A"))) == 2


def test_empty_segments_are_passed_over_and_part_nothing() -> None:
    found = said(segment("a", 1, 2, "A"), segment(" ", 2, 3, "B"), segment("c", 3, 4, "A"))
    assert found == [("A", "a c")]


def test_labels_before_the_words_are_read_where_no_segment_has_its_own() -> None:
    aside = Aside()
    turns = turns_of([segment("P01: Yes.", 1.0), segment("P02: No.", 2.0), segment("Mm.", 3.0)], aside=aside)
    assert [(turn.label, turn.text) for turn in turns] == [("P01", "Yes."), ("P02", "No."), (None, "Mm.")]
    assert aside.counts["labels"] == 8


def test_words_with_a_colon_stay_words_where_segments_have_labels() -> None:
    assert said(segment("P01: Yes.", 1.0, label="A")) == [("A", "P01: Yes.")]


def test_lines_within_a_segment_are_joined() -> None:
    assert said(segment(" one\n two ", 1.0, label="A")) == [("A", "one two")]


def test_joining_takes_a_time_that_grows_with_the_segments_and_not_with_their_square() -> None:
    many = [segment("zabranic " * 6, float(place), label="A") for place in range(40_000)]
    began = time.process_time()
    assert len(said(*many)) == 1
    assert time.process_time() - began < 5
