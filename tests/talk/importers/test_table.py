"""Rows of a table become turns, once it is clear which column holds what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tlc.talk.importers import RawTurn
from tlc.talk.importers._account import characters
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows


def rows_of(*rows: Sequence[str]) -> list[Row]:
    return [Row(number=number, cells=tuple(row)) for number, row in enumerate(rows, start=1)]


def balanced(rows: Sequence[Row]) -> Talk:
    made = talk_of_rows(rows)
    assert made is not None, "the columns are known"
    kept = sum(characters(turn.text) + characters(turn.original or "") for turn in made.turns)
    read = sum(characters(cell) for row in rows for cell in row.cells)
    assert read == kept + sum(made.aside.counts.values()), "the account balances"
    return made


def talk(*rows: Sequence[str]) -> Talk:
    return balanced(rows_of(*rows))


def turn(*rows: Sequence[str]) -> RawTurn:
    (only,) = talk(*rows).turns
    return only


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (("Speaker", "Română", "English"), "ro"),
        (("Speaker", "Romanian", "English"), "ro"),
        (("SPEAKER", "RO", "EN"), "ro"),
        (("Vorbitor", "Română (original)", "Engleză (traducere)"), "ro"),
        (("Participant ID", "Romanian (original)", "English (translation)"), "ro"),
        (("Participant", "Original", "Translation"), "und"),
        (("Speaker", "Original", "English"), "und"),
        (("Speaker", "Text", "Translation"), "und"),
        (("Speaker", "Originalul în română", "Traducerea"), "ro"),
        (("Who", "Romani", "English translation"), "rom"),
        (("Name", "Hungarian", "English"), "hu"),
    ],
)
def test_headings_tell_the_original_from_its_translation(names: Sequence[str], language: str) -> None:
    made = turn(names, ("P01", "Da.", "Yes."))
    assert (made.label, made.text, made.original, made.original_language) == ("P01", "Yes.", "Da.", language)


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (("English", "Romanian", "Speaker"), ("Yes.", "Da.", "P01")),
        (("No.", "Speaker", "Romanian", "English"), ("1", "P01", "Da.", "Yes.")),
        (("Speaker", "English (original)", "Time", "Checked"), ("P01", "Yes.", "0:12", "by two")),
    ],
)
def test_columns_may_stand_in_any_order(names: Sequence[str], row: Sequence[str]) -> None:
    made = turn(names, row)
    assert (made.label, made.text) == ("P01", "Yes.")


@pytest.mark.parametrize(
    "name", ["Text", "Words", "Transcript", "What was said", "Cuvinte", "Ce a spus", "Română", "Original"]
)
def test_one_column_of_words_is_the_text(name: str) -> None:
    made = turn(("Speaker", name), ("P01", "Da."))
    assert (made.text, made.original, made.original_language) == ("Da.", None, None)


def test_english_that_was_spoken_is_the_text_and_its_translation_is_not_the_original() -> None:
    made = talk(("Speaker", "English (original)", "Romanian (translation)"), ("P01", "Yes.", "Da."))
    assert (made.turns[0].text, made.turns[0].original) == ("Yes.", None)
    assert made.aside.counts["other columns"] == 3


def test_the_headings_may_stand_below_a_title() -> None:
    made = talk(("A title", ""), (), ("", "June"), ("Speaker", "Text"), ("P01", "Yes."))
    assert [(turn.number, turn.text) for turn in made.turns] == [(5, "Yes.")]
    assert made.aside.counts["headings"] == characters("A title June Speaker Text")


def test_headings_that_come_again_are_no_turn() -> None:
    made = talk(("Speaker", "Text"), ("P01", "Yes."), ("Speaker", "Text"), ("P02", "No."))
    assert [turn.label for turn in made.turns] == ["P01", "P02"]


def test_other_columns_and_numbers_are_set_aside() -> None:
    made = talk(("Nr", "Speaker", "Text", "Notes"), ("1", "P01", "Yes.", "loud"))
    assert made.aside.counts["other columns"] == 5
    assert made.aside.counts["labels"] == 3


def test_a_turn_without_a_speaker_has_no_label() -> None:
    assert [turn.label for turn in talk(("Speaker", "Text"), ("P01", "Yes."), ("", "No.")).turns] == ["P01", None]


def test_a_colon_after_the_speaker_is_not_part_of_the_label() -> None:
    assert turn(("Speaker", "Text"), ("P01:", "Yes.")).label == "P01"


def test_a_turn_not_yet_translated_keeps_its_own_words() -> None:
    made = turn(("Speaker", "Romanian", "English"), ("P01", "Da.", ""))
    assert (made.text, made.original, made.original_language) == ("Da.", None, None)


def test_a_row_without_words_is_no_turn() -> None:
    made = talk(("Speaker", "Text"), ("Part two", ""), ("P01", "Yes."), ("", ""))
    assert len(made.turns) == 1
    assert made.aside.counts["rows without words"] == 7


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    assert turn(("Speaker", "Text", "Time"), ("P01", "Yes.")).seconds is None


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("0:12", 12.0),
        ("00:01:02", 62.0),
        ("[00:00:12]", 12.0),
        ("12", 12.0),
        ("12.5", 12.5),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_column_is_read_as_seconds(cell: str, seconds: float | None) -> None:
    made = talk(("Time", "Speaker", "Text"), (cell, "P01", "Yes."))
    assert made.turns[0].seconds == seconds
    assert made.aside.counts["times"] == characters(cell)


def test_a_time_before_the_words_is_the_turns() -> None:
    made = talk(("Speaker", "Text"), ("P01", "[00:00:12] Yes, [00:00:15] always."))
    assert (made.turns[0].text, made.turns[0].seconds) == ("Yes, always.", 12.0)
    assert made.aside.counts["times"] == 20


def test_a_cell_that_holds_a_time_alone_is_no_turn() -> None:
    assert [turn.text for turn in talk(("Speaker", "Text"), ("P01", "[00:00:12] "), ("P02", "No.")).turns] == ["No."]


def test_lines_in_a_cell_stay_lines() -> None:
    assert turn(("Speaker", "Text"), ("P01", " Yes. \n\n Always.\n")).text == "Yes.\nAlways."


def test_a_cell_that_continues_the_one_above_has_its_speaker() -> None:
    rows = rows_of(("Speaker", "Text"), ("P01", "Yes."), ("", "Always."))
    rows[2] = Row(number=3, cells=rows[2].cells, merged=frozenset({0}))
    assert [turn.label for turn in balanced(rows).turns] == ["P01", "P01"]


def test_labels_may_stand_in_the_cells_of_words() -> None:
    made = talk(("Romanian", "English"), ("P01: Da.", "P01: Yes."), ("P02: Nu.", "P02: No."), ("Mm.", "Mm."))
    assert [(turn.label, turn.text, turn.original) for turn in made.turns] == [
        ("P01", "Yes.", "Da."),
        ("P02", "No.", "Nu."),
        (None, "Mm.", "Mm."),
    ]
    assert made.aside.counts["labels"] == 16


def test_an_original_of_nothing_but_a_label_is_left_as_it_is() -> None:
    made = talk(("Romanian", "English"), ("P01:", "P01: Yes."), ("P02: Nu.", "P02: No."))
    assert [(turn.label, turn.text, turn.original) for turn in made.turns] == [
        ("P01", "Yes.", "P01:"),
        ("P02", "No.", "Nu."),
    ]


def test_a_label_alone_in_a_cell_of_words_is_left_there() -> None:
    assert talk(("Nr", "Text"), ("1", "P01:"), ("2", "P02: No.")).turns[0].text == "P01:"


def test_without_headings_a_column_of_labels_is_enough() -> None:
    made = talk(("1", "0:12", "P01", "Yes, we did."), ("2", "0:15", "P02", "We did not."), ("3", "0:19", "P01", "Oh."))
    assert [(turn.label, turn.text, turn.seconds) for turn in made.turns] == [
        ("P01", "Yes, we did.", 12.0),
        ("P02", "We did not.", 15.0),
        ("P01", "Oh.", 19.0),
    ]


def test_a_time_that_somebody_says_makes_no_column_of_times() -> None:
    made = talk(("P01", "10:30"), ("P02", "It was later."), ("P01", "11:00"))
    assert [turn.text for turn in made.turns] == ["10:30", "It was later.", "11:00"]


@pytest.mark.parametrize("turned", [False, True])
def test_without_headings_the_translation_is_the_column_that_is_plainly_english(turned: bool) -> None:
    words = [
        ("Nu știu ce să fac a fost greu.", "I do not know what to do, it was hard."),
        ("Da, așa e.", "Yes, that is so."),
    ]
    rows = [(label, *(pair[::-1] if turned else pair)) for label, pair in zip(("P01", "P02"), words, strict=True)]
    made = talk(*rows)
    assert [(turn.label, turn.text, turn.original, turn.original_language) for turn in made.turns] == [
        ("P01", words[0][1], words[0][0], "und"),
        ("P02", words[1][1], words[1][0], "und"),
    ]


def test_of_two_english_columns_none_is_taken_for_the_translation() -> None:
    row = ("It was what I wanted to have.", "She is not with the others, and that is it.")
    assert talk_of_rows(rows_of(("P01", *row), ("P02", *row))) is None


@pytest.mark.parametrize(
    "rows",
    [
        [("P01", "Da.", "Yes."), ("P02", "Nu.", "No.")],
        [("P01", "woman", "34"), ("P02", "man", "51")],
        [("One", "two"), ("three", "four")],
        [("participant_id", "group", "consent_quote"), ("P01", "Roma", "yes")],
        [("Only one column",)],
        [],
    ],
)
def test_columns_that_nothing_tells_apart_are_not_guessed(rows: Sequence[Sequence[str]]) -> None:
    assert talk_of_rows(rows_of(*rows)) is None


def test_talk_about_languages_is_no_row_of_headings() -> None:
    made = talk(("Speaker", "Text"), ("P01", "English"), ("P02", "Time"), ("P03", "Romanian, in the original"))
    assert [turn.text for turn in made.turns] == ["English", "Time", "Romanian, in the original"]


def test_a_second_table_of_the_same_width_goes_on() -> None:
    rows = rows_of(("Speaker", "Text"), ("P01", "Yes."), ("P02", "No."))
    rows[2] = Row(number=3, cells=rows[2].cells, table=1)
    assert [turn.label for turn in balanced(rows).turns] == ["P01", "P02"]


def test_a_second_table_of_another_width_is_set_aside_until_it_names_its_columns() -> None:
    rows = rows_of(("Speaker", "Text"), ("P01", "Yes."))
    rows.append(Row(number=3, cells=("P01", "woman", "34"), table=1))
    rows.append(Row(number=4, cells=("Nr", "Speaker", "Text"), table=2))
    rows.append(Row(number=5, cells=("1", "P02", "No."), table=2))
    made = balanced(rows)
    assert [turn.text for turn in made.turns] == ["Yes.", "No."]
    assert made.aside.counts["tables"] == 10


def test_the_error_for_unknown_columns_says_how_to_name_them(explained: Callable[..., None]) -> None:
    explained(columns_unknown("a.csv"), what="which column of the table", where="a.csv", hint="Speaker | Text")
