"""Tab-parted text, from Whisper and from spreadsheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers.tsv import read


def of(text: str) -> RawTranscript:
    raw = read(text.encode(), name="FG01.tsv")
    assert raw.account.balances
    return raw


def test_whispers_times_are_milliseconds() -> None:
    raw = of("start\tend\ttext\n1500\t2000\tYes.\n2000\t3000\tNo.\n")
    assert [(turn.label, turn.text, turn.number, turn.seconds) for turn in raw.turns] == [
        (None, "Yes.", 2, 1.5),
        (None, "No.", 3, 2.0),
    ]
    assert raw.account.aside == {"headings": 12, "times": 16}


def test_labels_before_the_words_are_read_and_joined() -> None:
    raw = of("start\tend\ttext\n0\t900\tP01: Yes,\n1000\t2000\tP01: always.\n2000\t3000\tP02: No.\n")
    assert [(turn.label, turn.text) for turn in raw.turns] == [("P01", "Yes, always."), ("P02", "No.")]


def test_quotation_marks_in_whispers_text_are_only_marks() -> None:
    assert of('start\tend\ttext\n0\t9\t"Yes, he said\n').turns[0].text == '"Yes, he said'


def test_any_other_table_is_read_as_csv_is() -> None:
    raw = of('Speaker\tRomână\tEnglish\nP01\t"Da,\nsigur"\tYes.\n')
    assert [(turn.label, turn.text, turn.original) for turn in raw.turns] == [("P01", "Yes.", "Da,\nsigur")]
    assert raw.unit == "row"


def test_a_comma_parts_no_cells_here() -> None:
    with pytest.raises(TranscriptError, match="which column"):
        of("Speaker,Text\nP01,Yes.\n")


def test_a_row_without_times_is_refused_with_its_line(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of("start\tend\ttext\n0\t9\tYes.\nzăbranic\n")
    explained(caught.value, what="two times", where="FG01.tsv, line 3", hint="Save the file again")


@pytest.mark.parametrize("text", ["", "\n", "start\tend\ttext\n", "start\tend\ttext\n0\t9\t\n"])
def test_a_file_in_which_nobody_speaks_is_refused(text: str) -> None:
    with pytest.raises(TranscriptError, match=r"holds no words|which column"):
        of(text)


@pytest.mark.parametrize(("name", "turns"), [("keitai_whisper", 762), ("goodboy_fasterwhisper", 753)])
def test_the_shared_whisper_files_keep_every_row(name: str, turns: int, shared: Callable[[str], bytes]) -> None:
    raw = read(shared(f"talk/hitsave_whisper/{name}.tsv"), name="w.tsv")
    assert len(raw.turns) == turns


@given(st.lists(st.tuples(st.integers(0, 10**6), st.text(max_size=12)), max_size=8))
@settings(deadline=None, max_examples=100)
def test_no_character_is_lost_whatever_the_rows_hold(rows: list[tuple[int, str]]) -> None:
    text = "start\tend\ttext\n" + "\n".join(f"{at}\t{at + 9}\t{words}" for at, words in rows)
    try:
        raw = read(text.encode("utf-8", "ignore"), name="FG01.tsv")
    except TranscriptError:
        return
    assert raw.account.balances
