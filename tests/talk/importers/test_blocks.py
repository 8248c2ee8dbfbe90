"""Paragraphs and tables of a document become a transcript."""

from __future__ import annotations

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import Aside
from tlc.talk.importers._blocks import Paragraph, Table, paragraph_of, transcript_of
from tlc.talk.importers._table import Row


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(number=0, cells=row) for row in rows))


def of(*blocks: str | Table) -> RawTranscript:
    made: list[Paragraph | Table] = [
        block if isinstance(block, Table) else paragraph_of([(block, False)]) for block in blocks
    ]
    raw = transcript_of(made, aside=Aside(), name="FG01.odt")
    assert raw.account.balances
    return raw


def test_bold_counts_from_the_start_of_a_line_only() -> None:
    lines = paragraph_of([(" ", False), ("GP", True), (" Yes\n", False), ("No", False), ("GP", True)])
    assert [(line.text, line.bold) for line in lines] == [(" GP Yes", 3), ("NoGP", 0)]


def test_an_accent_in_the_next_piece_joins_its_letter() -> None:
    (line,) = paragraph_of([("s", True), ("\u0326i", False)])
    assert (line.text, line.bold) == ("și", 0)


def test_more_talk_in_paragraphs_makes_them_the_transcript() -> None:
    raw = of("P01: Yes, we did, and more than once.", table(("Speaker", "Text"), ("P02", "No.")))
    assert [turn.label for turn in raw.turns] == ["P01"]
    assert raw.account.aside["tables"] == 17
    assert raw.unit == "paragraph"


def test_more_talk_in_tables_makes_them_the_transcript() -> None:
    raw = of("Title", table(("Speaker", "Text"), ("P02", "No, never.")), "End")
    assert [(turn.label, turn.number) for turn in raw.turns] == [("P02", 2)]
    assert raw.account.aside == {"headings": 16, "outside tables": 3, "labels": 3}
    assert [one.kind for one in raw.beside].count("outside tables") == 1
    assert raw.unit == "row"


def test_a_table_that_nobody_can_read_is_refused_where_it_holds_most() -> None:
    with pytest.raises(TranscriptError, match="which column"):
        of("Title", table(("one", "two words"), ("three", "four words")))


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        of("")


def test_a_table_of_talk_that_is_left_out_is_warned_of_in_every_kind_of_document() -> None:
    raw = of("P01: Yes, we did, and more than once.", table(("Speaker", "Text"), ("P02", "No.")))
    (warning,) = raw.warnings
    assert "looks like talk, and was left out" in warning


def test_a_table_of_facts_is_left_out_without_a_warning() -> None:
    assert not of("P01: Yes, we did, and more than once.", table(("Place", "Luton"), ("Month", "May"))).warnings


def test_each_piece_is_cleaned_as_the_document_asks() -> None:
    (line,) = paragraph_of([("P01: x", True), ("xYes", False)], clean=lambda text: text.replace("x", ""))
    assert (line.text, line.bold) == ("P01: Yes", 5)
