"""Labels at the heads of lines, in the styles that people and tools use."""

from __future__ import annotations

import time

import pytest

from tlc.talk.importers._heads import Head, Line, heads_of


def lines_of(text: str) -> list[Line]:
    return [Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=1)]


def found(text: str, *, name: str = "") -> dict[int, str]:
    """Labels by the number of their line."""
    lines = lines_of(text)
    return {lines[place].number: head.label for place, head in heads_of(lines, name=name).items()}


def only(line: str) -> Head:
    (head,) = heads_of(lines_of(line)).values()
    return head


@pytest.mark.parametrize(
    ("line", "style", "label", "words"),
    [
        ("P01: Yes.", "colon", "P01", "Yes."),
        ("P01 : Yes.", "colon", "P01", "Yes."),
        ("  P01: Yes.", "colon", "P01", "Yes."),
        ("P01:", "colon", "P01", ""),
        ("Participant 3: Yes.", "colon", "Participant 3", "Yes."),
        ("P3 (via interpreter): Yes.", "colon", "P3 (via interpreter)", "Yes."),
        ("P02 [?]: Yes.", "colon", "P02 [?]", "Yes."),
        ("?: Yes.", "colon", "?", "Yes."),
        ("P01:Yes.", "tight", "P01", "Yes."),
        ("I:Yes.", "tight", "I", "Yes."),
        ("[P01] Yes.", "bracket", "P01", "Yes."),
        ("[P01]: Yes.", "bracket", "P01", "Yes."),
        ("[P01 [?]] Yes.", "bracket", "P01 [?]", "Yes."),
        ("P01  0:21", "header", "P01", ""),
        ("P01 0:21", "header", "P01", ""),
        ("P01 [00:00:21]", "header", "P01", ""),
        ("Ana Ionescu  1:00:21", "header", "Ana Ionescu", ""),
    ],
)
def test_a_label_is_found_in_each_style(line: str, style: str, label: str, words: str) -> None:
    head = only(line)
    assert (head.style, head.label, line[head.end :].strip()) == (style, label, words)


@pytest.mark.parametrize(
    ("line", "seconds", "times", "words"),
    [
        ("[00:00:12] P01: Yes.", 12.0, 10, "Yes."),
        ("00:00:12 P01: Yes.", 12.0, 8, "Yes."),
        ("P01: [00:00:12] Yes.", 12.0, 10, "Yes."),
        ("P01 [00:00:12]: Yes.", 12.0, 10, "Yes."),
        ("P01 00:00:12: Yes.", 12.0, 8, "Yes."),
        ("#00:00:12-5# P01: Yes.", 12.5, 12, "Yes."),
        ("[00:00:12] [P01] Yes.", 12.0, 10, "Yes."),
        ("P01  0:21", 21.0, 4, ""),
        ("P01: Yes.", None, 0, "Yes."),
    ],
)
def test_a_time_beside_a_label_is_the_turns(line: str, seconds: float | None, times: int, words: str) -> None:
    head = only(line)
    assert (head.seconds, head.times, line[head.end :].strip()) == (seconds, times, words)
    assert head.label == "P01"


@pytest.mark.parametrize(
    "line",
    [
        "https://nhs.uk is no speaker",
        "Come at 8:30: we open then.",
        "at 8:30: we open",
        "Note: she was tired.",
        "I said: no.",
        "We met at 8:30",
        "[laughs] Yes.",
        "[Inaudible] Yes.",
        "[the centre] is nice.",
        "[pauză] Da.",
        "Yes.",
        "",
    ],
)
def test_talk_has_no_label(line: str) -> None:
    assert heads_of(lines_of(f"{line}\n{line}")) == {}


def test_a_name_needs_to_recur() -> None:
    assert found("Ana: Yes.\nIon: No.\nand more.\nAna: Well.") == {1: "Ana", 4: "Ana"}


def test_a_name_met_once_is_a_label_where_every_line_begins_with_one() -> None:
    assert found("Ana: Yes.\nIon: No.\nAna: Well.") == {1: "Ana", 2: "Ion", 3: "Ana"}


def test_a_name_met_once_is_a_label_where_every_paragraph_begins_with_one() -> None:
    text = "P01: Yes.\nIndeed: it was.\n\nIon: No.\nand more.\n\nP01: Well."
    assert found(text) == {1: "P01", 4: "Ion", 7: "P01"}


@pytest.mark.parametrize(
    "line",
    [
        "Remember: It was cold.",
        "Buses: they came late.",
        "One More Long Name: Yes.",
        "She said: No.",
        "Buses:",
        "It was cold.",
        "I told him: No.",
    ],
)
def test_what_may_be_talk_is_no_label_when_met_once(line: str) -> None:
    assert found(f"P01: Yes.\n\n{line}\n\nP02: No.\n\nP01: Mm.") == {1: "P01", 5: "P02", 7: "P01"}


def test_many_names_met_once_are_believed_only_beside_more_that_recur() -> None:
    assert found("P01: Yes.\nIon: No.\nDan: So.\nP01: Mm.") == {1: "P01", 4: "P01"}


def test_a_single_paragraph_without_a_label_leaves_all_names_unbelieved() -> None:
    text = "P01: Yes.\n\nIon: No.\n\nIt was cold.\n\nP02: So.\n\nP01: Mm."
    assert 3 not in found(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{P01} Yes.", "{Ana}: No."),
        ("#P01: Yes.", "#Ana: No."),
        ("@p01: Yes.", "@ana : No."),
        ("@P01: Yes.", "@Ana: No."),
    ],
)
def test_labels_in_braces_and_after_signs_are_labels_without_them(first: str, second: str) -> None:
    labels = found(f"{first}\n{second}\n{first}\n{second}")
    assert {label.casefold() for label in labels.values()} == {"p01", "ana"}
    assert len(labels) == 4


def test_a_name_in_braces_needs_to_recur() -> None:
    assert found("{P01} Yes.\n{laughing} so\n{P01} No.") == {1: "P01", 3: "P01"}


@pytest.mark.parametrize("line", ["#1: Buses.", "#00:00:05-0# Yes.", "@ home: we sat", "# heading: x", "me@home: no"])
def test_signs_before_anything_else_make_no_label(line: str) -> None:
    assert heads_of(lines_of(f"{line}\n{line}")) == {}


def test_a_name_with_a_time_is_a_label_at_once() -> None:
    assert found("Ana Ionescu  0:21\nYes.") == {1: "Ana Ionescu"}
    assert found("Ana 0:21\nYes.") == {}


def test_a_name_on_its_own_line_needs_to_recur() -> None:
    assert found("MARIA\nYes.\n\nION\nNo.\n\nMARIA\nWell.") == {1: "MARIA", 7: "MARIA"}


def test_an_id_on_its_own_line_is_a_label() -> None:
    assert found("P01\nYes.\nP02\nNo.") == {1: "P01", 3: "P02"}


def test_an_id_with_nothing_below_it_is_no_label() -> None:
    assert found("Yes.\n\nP01\n") == {}


def test_a_time_may_stand_before_a_label_on_its_own_line() -> None:
    (head,) = heads_of(lines_of("[00:00:12] P01\nYes.")).values()
    assert (head.style, head.label, head.seconds, head.times) == ("alone", "P01", 12.0, 10)


def test_short_answers_on_their_own_lines_are_no_labels() -> None:
    assert found("Yes\nI think so.\n\nYes\nIt is.\n\nDa\nAșa e.\n\nDa\nBine.") == {}


def test_bold_text_before_the_words_is_a_label() -> None:
    lines = [Line(number=1, text="Participant 32 Yes.", bold=14), Line(number=2, text="Ana No.", bold=3)]
    assert {place: head.label for place, head in heads_of(lines).items()} == {0: "Participant 32"}


def test_a_bold_name_needs_to_recur() -> None:
    lines = [Line(number=1, text="Ana Yes.", bold=3), Line(number=2, text="Ana No.", bold=3)]
    assert [head.end for head in heads_of(lines).values()] == [3, 3]


def test_a_paragraph_that_is_all_bold_is_no_label() -> None:
    assert heads_of([Line(number=1, text="Never again, I said.", bold=20)] * 2) == {}


def test_a_bold_label_on_its_own_line_stands_alone() -> None:
    lines = [Line(number=1, text="GP", bold=2), Line(number=2, text="Yes.")]
    assert [head.style for head in heads_of(lines).values()] == ["alone"]


def test_the_colon_after_a_bold_label_belongs_to_it() -> None:
    (head,) = heads_of([Line(number=1, text="GP: Yes.", bold=3)]).values()
    assert (head.label, head.style) == ("GP", "colon")


def test_a_heading_is_no_turn_in_a_file_of_another_style() -> None:
    text = "Interviewer: Researcher\n[P01] Yes.\n[R01] And?\n[P01] No."
    assert found(text) == {2: "P01", 3: "R01", 4: "P01"}


def test_a_placeholder_is_no_speaker_in_a_file_of_colons() -> None:
    text = "P01: Yes.\n[Doctor] said so.\nP02: No.\n[Nurse] too."
    assert found(text) == {1: "P01", 3: "P02"}


def test_an_unknown_speaker_in_brackets_is_one_where_labels_stand_in_brackets() -> None:
    assert found("[P01] Yes.\n[?] No.\n[Unknown] Mm.") == {1: "P01", 2: "?", 3: "Unknown"}
    assert found("P01: Yes.\n[?] then no.\nP02: Mm.") == {1: "P01", 3: "P02"}


def test_an_id_with_a_colon_is_a_label_in_any_file() -> None:
    assert found("[P01] Yes.\n[R01] And?\nP02: No.") == {1: "P01", 2: "R01", 3: "P02"}


def test_a_block_of_facts_at_the_top_holds_no_label() -> None:
    text = "Date: 12 June\nInterviewer: R04\nParticipant: P56\n\nInterviewer: Hello.\nP56: Hello."
    assert found(text) == {5: "Interviewer", 6: "P56"}


def test_a_block_of_facts_is_taken_for_talk_only_where_there_is_no_other() -> None:
    assert found("Date: 12 June\nP56: Hello.") == {2: "P56"}


def test_the_files_own_name_is_a_title() -> None:
    text = "FG07: carers\nP01: Yes."
    assert found(text, name="FG07.docx") == {2: "P01"}
    assert found(text, name="other.docx") == {1: "FG07", 2: "P01"}


def test_a_line_knows_whether_it_is_empty() -> None:
    assert Line(number=1, text="  ").is_empty
    assert not Line(number=1, text=" a ").is_empty


def test_a_very_long_line_is_read_in_no_time() -> None:
    assert heads_of([Line(number=1, text="word " * 400_000)]) == {}
    assert heads_of([Line(number=1, text=":" * 400_000)]) == {}


def test_many_labels_are_found_in_a_time_that_grows_with_them() -> None:
    began = time.process_time()
    assert len(heads_of(lines_of("P01: Yes.\nP02: No.\n" * 10_000))) == 20_000
    assert time.process_time() - began < 8


SPACES = " " * 20_000


@pytest.mark.parametrize("line", [f"The notes are{SPACES}x", f"Ana{SPACES}[00:01:02]{SPACES}"])
def test_a_line_of_many_spaces_keeps_nobody_waiting(line: str) -> None:
    start = time.process_time()
    heads_of([Line(number=1, text=line)])
    # Half a minute and more, when each space is tried with each other one.
    assert time.process_time() - start < 3
