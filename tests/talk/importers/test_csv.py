"""Tables as CSV, from any spreadsheet program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers.csv import read


def of(text: str) -> RawTranscript:
    return read(text.encode(), name="FG02.csv")


def said(raw: RawTranscript) -> list[tuple[str | None, str, str | None]]:
    return [(turn.label, turn.text, turn.original) for turn in raw.turns]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_cells_may_be_parted_by_any_of_the_usual_marks(mark: str) -> None:
    text = f'Speaker{mark}Română{mark}English\nP01{mark}"Da, sigur; da|da"{mark}Yes.\n'
    assert said(of(text)) == [("P01", "Yes.", "Da, sigur; da|da")]


def test_a_row_may_go_over_several_lines() -> None:
    raw = of('Speaker,Text\nP01,"Yes,\nalways."\nP02,No.\n')
    assert said(raw) == [("P01", "Yes,\nalways.", None), ("P02", "No.", None)]
    assert [turn.number for turn in raw.turns] == [2, 3]
    assert raw.unit == "row"


def test_quotation_marks_in_a_cell_are_doubled() -> None:
    assert of('Speaker,Text\nP01,"He said ""no""."\n').turns[0].text == 'He said "no".'


def test_a_byte_order_mark_and_any_line_end_do_no_harm() -> None:
    assert said(of("\ufeffSpeaker,Text\r\nP01,Yes.\r\n")) == [("P01", "Yes.", None)]


def test_a_notice_may_stand_above_the_headings() -> None:
    raw = of("SYNTHETIC SAMPLE\n\nSpeaker,Text\nP01,Yes.\n")
    assert raw.account.aside == {"headings": 15 + 11, "labels": 3}
    assert raw.turns[0].number == 4


def test_words_that_look_like_formulas_are_words() -> None:
    raw = of('Speaker,Text\nP01,=1+1\nP02,- I said no\nP01,"=HYPERLINK(""http://x"")"\n')
    assert [turn.text for turn in raw.turns] == ["=1+1", "- I said no", '=HYPERLINK("http://x")']


def test_the_account_counts_cells() -> None:
    raw = of("Nr,Speaker,Text,Time\n1,P01,Yes.,0:12\n")
    assert raw.account.read == 17 + 12
    assert raw.account.kept == 4
    assert raw.account.aside == {"headings": 17, "labels": 3, "times": 4, "other columns": 1}
    assert raw.account.balances


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n", "Speaker,Text\n", "Speaker,Text\nP01,\n"])
def test_a_file_in_which_nobody_speaks_is_refused(text: str) -> None:
    with pytest.raises(TranscriptError, match=r"holds no words|which column"):
        of(text)


@pytest.mark.parametrize("text", ["zăbranic", "a,b,c\nzăbranic,2,3\n", "P01,da,yes\nP02,nu,zăbranic\n"])
def test_columns_that_nothing_tells_apart_are_refused(text: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="which column of the table", where="FG02.csv", hint="Speaker | Text")


@pytest.mark.parametrize(
    ("text", "line"), [('Speaker,Text\nP01,"zăbranic\nP02,No.\n', 3), ('Speaker,Text\nP01,"zăbranic" he said\n', 2)]
)
def test_quotation_marks_that_do_not_match_are_refused(text: str, line: int, explained: Callable[..., None]) -> None:
    # Read leniently, the first would make one turn of the whole file.
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="do not match", where=f"FG02.csv, line {line}", hint="save it again as CSV")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(TranscriptError, match="UTF-8"):
        read("Speaker,Text\nP01,știu".encode("cp1250", "replace") + b"\xe3", name="FG02.csv")


def test_the_shared_bilingual_table_is_read(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/synthetic_bilingual/fg_synthetic.csv"), name="fg.csv")
    assert len(raw.turns) == 22
    assert {turn.original_language for turn in raw.turns} == {"ro"}
    assert raw.turns[0].text.startswith("Good afternoon")
    assert (raw.turns[0].original or "").startswith("Bună ziua")
    assert raw.account.aside["other columns"] == 437


def test_a_list_of_people_is_no_transcript(shared: Callable[[str], bytes]) -> None:
    with pytest.raises(TranscriptError, match="which column"):
        read(shared("badinput/dup_ids.csv"), name="dup_ids.csv")


CELL = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters='"'), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=8))
@settings(deadline=None, max_examples=150)
def test_no_character_is_lost_whatever_the_cells_hold(rows: list[tuple[str, ...]]) -> None:
    text = "Speaker,Romanian,English,Time\n" + "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    try:
        raw = of(text)
    except TranscriptError as error:
        assert error.what.startswith(("The file holds no words", "The file is not text"))
        return
    assert raw.account.balances
