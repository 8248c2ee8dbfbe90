"""Lines become turns, and everything else in them is counted."""

from __future__ import annotations

import pytest

from tlc.talk.importers._account import characters
from tlc.talk.importers._heads import Line
from tlc.talk.importers._lines import Talk, talk_of


def talk(text: str, *, name: str = "") -> Talk:
    lines = [Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=1)]
    made = talk_of(lines, name=name)
    kept = sum(characters(turn.text) for turn in made.turns)
    assert characters(text) == kept + sum(made.aside.counts.values()), "the account balances"
    return made


def said(text: str) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in talk(text).turns]


def begun(text: str) -> list[float | None]:
    return [turn.seconds for turn in talk(text).turns]


def test_lines_without_a_label_join_the_turn_above() -> None:
    assert said("P01: Yes.\nAlways.\n\nAnd no.\nP02: No.") == [("P01", "Yes.\nAlways.\nAnd no."), ("P02", "No.")]


def test_a_turn_has_the_number_of_the_line_of_its_label() -> None:
    assert [turn.number for turn in talk("Title\n\nP01: Yes.\nAlways.\nP02\n\nP02: No.").turns] == [3, 7]


def test_what_stands_before_the_first_label_is_a_heading() -> None:
    made = talk("Focus group one\nin June\nP01: Yes.")
    assert made.aside.counts["headings"] == characters("Focus group one in June")
    assert made.labelled


def test_a_label_without_words_is_no_turn() -> None:
    made = talk("P01:\nP02: No.\nP03:")
    assert [turn.label for turn in made.turns] == ["P02"]
    assert made.aside.counts["labels"] == 12


def test_words_may_begin_on_the_line_below_the_label() -> None:
    assert said("P01:\nYes.\nP02\n") == [("P01", "Yes.\nP02")]


def test_a_name_on_its_own_line_owns_the_lines_below() -> None:
    assert said("P01\nYes.\nAlways.\n\nP02\nNo.") == [("P01", "Yes.\nAlways."), ("P02", "No.")]


def test_without_labels_each_block_is_a_turn_of_nobody() -> None:
    made = talk("One line\nand another.\n\nA second block.")
    assert [(turn.label, turn.text, turn.number) for turn in made.turns] == [
        (None, "One line\nand another.", 1),
        (None, "A second block.", 4),
    ]
    assert not made.labelled


def test_without_labels_and_empty_lines_each_line_is_a_turn() -> None:
    assert said("\nOne.\nTwo.\n") == [(None, "One."), (None, "Two.")]


def test_nothing_makes_no_turns() -> None:
    assert talk("").turns == ()
    assert talk_of([]).turns == ()


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:12] P01: Yes.\n[00:00:15] P02: No.",
        "P01: [00:00:12] Yes.\nP02: [00:00:15] No.",
        "[00:00:12]\nP01: Yes.\n[00:00:15]\nP02: No.",
        "P01 0:12\nYes.\nP02 0:15\nNo.",
        "P01\n[00:12] Yes.\nP02\n[00:15] No.",
        "P01:\n0:12\nYes.\nP02:\n0:15\nNo.",
    ],
)
def test_times_are_kept_as_seconds_wherever_they_stand(text: str) -> None:
    made = talk(text)
    # A time on a line above the first label is a heading's; all others belong to the label that follows.
    first = None if text.startswith("[00:00:12]\n") else 12.0
    assert [turn.seconds for turn in made.turns] == [first, 15.0]
    assert [turn.text for turn in made.turns] == ["Yes.", "No."]


def test_the_time_at_a_paragraphs_end_is_when_the_next_begins() -> None:
    assert begun("P01: Yes. #00:00:05-0#\nP02: No. #00:00:09-0#\nP01: Well.") == [None, 5.0, 9.0]


def test_a_turns_own_time_counts_before_the_one_above() -> None:
    assert begun("P01: Yes. [00:00:05]\n[00:00:06] P02: No.") == [None, 6.0]


def test_a_time_amid_the_words_is_set_aside() -> None:
    made = talk("P01: Yes, [00:00:05] always.\nAnd [00:00:09] no.")
    assert made.turns[0].text == "Yes, always.\nAnd no."
    assert made.turns[0].seconds is None
    assert made.aside.counts["times"] == 20


def test_a_time_amid_a_turn_says_nothing_of_the_next() -> None:
    assert begun("P01: Yes,\n[00:00:05] always.\nP02: No.") == [None, None]


def test_a_clock_time_is_talk() -> None:
    assert said("P01: Time was 10:30 when they called: too late.") == [
        ("P01", "Time was 10:30 when they called: too late.")
    ]


def test_without_labels_a_time_begins_its_turn() -> None:
    assert begun("[00:05.000 --> 00:07.000]  Yes.\n[00:08.000 --> 00:09.000]  No.") == [5.0, 8.0]


def test_what_otter_adds_at_the_end_is_nobodys_talk() -> None:
    made = talk("P01  0:21\nYes.\n\nTranscribed by https://otter.ai\n")
    assert [turn.text for turn in made.turns] == ["Yes."]
    assert made.aside.counts["footers"] == characters("Transcribed by https://otter.ai")


def test_the_files_own_name_is_no_label() -> None:
    made = talk("FG07: carers\nP01: Yes.", name="FG07.txt")
    assert [turn.label for turn in made.turns] == ["P01"]
    assert made.aside.counts["headings"] == characters("FG07: carers")


def test_a_heading_and_who_says_nothing_reach_the_gate() -> None:
    made = talk("Focus group one\n\nZara:\nP01: Yes.\nZara:\nP01: No.\nZara: Yes.\nP01: Well.")
    assert ("headings", "Focus group one") in {(one.kind, one.text.strip()) for one in made.aside.texts}
    assert [one.text for one in made.aside.texts if one.kind == "labels"] == ["Zara", "Zara"]
