"""A Word document by its structure: what a screen reader meets, and what no words can break."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.exports._plain import cut, one_line, plain, sentence
from tlc.change.exports._word import Paper


def opened(paper: Paper) -> Any:
    return docx.Document(io.BytesIO(paper.saved()))


@pytest.fixture
def paper() -> Callable[..., Paper]:
    def make(title: str = "What we heard", **more: Any) -> Paper:
        return Paper(title, **more)

    return make


def test_the_title_is_a_property_and_the_first_line(paper: Callable[..., Paper]) -> None:
    document = opened(paper("What we heard"))
    assert document.core_properties.title == "What we heard"
    assert [(one.style.name, one.text) for one in document.paragraphs] == [("Title", "What we heard")]


def test_nobody_is_named_as_author(paper: Callable[..., Paper]) -> None:
    properties = opened(paper()).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_the_language_is_the_documents_and_that_of_foreign_words(paper: Callable[..., Paper]) -> None:
    made = paper(language="en-GB")
    made.quote("Am semnat.", by="Community participant", language="ro")
    document = opened(made)
    assert document.core_properties.language == "en-GB"
    languages = [one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))]
    assert languages == ["en-GB"]
    spoken = [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:lang"))]
    assert spoken == ["ro"]


def test_words_written_from_right_to_left_run_that_way(paper: Callable[..., Paper]) -> None:
    made = paper()
    made.text("سلام", language="ur")
    body = opened(made).element.body
    assert len(list(body.iter(qn("w:bidi")))) == len(list(body.iter(qn("w:rtl")))) == 1


def test_headings_are_headings(paper: Callable[..., Paper]) -> None:
    made = paper()
    made.heading("Themes")
    made.heading("Language", level=2)
    styles = [one.style.name for one in opened(made).paragraphs]
    assert styles == ["Title", "Heading 1", "Heading 2"]


def test_a_table_repeats_its_head_and_says_what_it_is(paper: Callable[..., Paper]) -> None:
    made = paper()
    made.table("What will be done", ["Action", "Owner"], [["Book interpreters", "ICB"]], widths=[8, 4])
    table = opened(made).tables[0]
    head, row = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:tblHeader")) is None
    assert all(one._tr.trPr.find(qn("w:cantSplit")) is not None for one in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "What will be done"
    assert [cell.text for cell in row.cells] == ["Book interpreters", "ICB"]
    assert round(row.cells[0].width.cm) == 8


def test_a_row_that_lacks_a_cell_is_refused(paper: Callable[..., Paper]) -> None:
    with pytest.raises(ValueError, match="shorter"):
        paper().table("Table", ["One", "Two"], [["only one"]])


def test_marks_stand_at_the_top_of_each_page_and_the_page_number_at_its_foot(paper: Callable[..., Paper]) -> None:
    section = opened(paper(marks=["DRAFT", "Synthetic sample"])).sections[0]
    assert [one.text for one in section.header.paragraphs] == ["DRAFT", "Synthetic sample"]
    assert "PAGE" in "".join(one.text or "" for one in section.footer._element.iter(qn("w:instrText")))


def test_a_wide_paper_lies_on_its_side(paper: Callable[..., Paper]) -> None:
    wide, tall = (opened(paper(wide=one)).sections[0] for one in (True, False))
    assert wide.page_width > wide.page_height
    assert tall.page_width < tall.page_height


def test_every_letter_is_arial(paper: Callable[..., Paper]) -> None:
    styles = opened(paper()).styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Arial"
        assert fonts.get(qn("w:asciiTheme")) is None


def test_the_same_content_gives_the_same_bytes(paper: Callable[..., Paper]) -> None:
    def one() -> bytes:
        made = paper(marks=["DRAFT"])
        made.table("Table", ["One"], [["two"]])
        return made.saved()

    assert one() == one()
    with zipfile.ZipFile(io.BytesIO(one())) as inside:
        assert {entry.date_time for entry in inside.infolist()} == {(1980, 1, 1, 0, 0, 0)}


HOSTILE = ["<script>alert(1)</script>", "=SUM(1)", "\u202etxet\u202c", "\x00\x0b\x1f", "\ud800", "\uffff", "w" * 10_000]


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_come_out_as_text(words: str, paper: Callable[..., Paper]) -> None:
    made = paper(words)
    made.heading(words)
    made.text(words)
    made.bullets([words])
    made.quote(words, by=words, language="ro")
    made.table(words, [words], [[words]])
    document = opened(made)
    assert document.tables[0].rows[1].cells[0].text == plain(words).replace("\r", "\n")
    assert "\u202e" not in "".join(one.text for one in document.paragraphs)


@given(st.text())
def test_plain_text_is_what_xml_can_hold_and_one_line_is_one(text: str) -> None:
    assert not set(plain(text)) & set("\x00\x08\x0b\x1f\x7f\ud800\udfff\ufffe\uffff\u202e\u200b")
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(), st.integers(1, 30), st.integers(2, 200))
def test_a_cut_text_is_no_longer_than_it_may_be(text: str, words: int, letters: int) -> None:
    made = cut(text, words=words, letters=letters)
    assert len(made.removesuffix(" …").split()) <= words
    assert len(made) <= letters + 2


def test_what_fits_is_not_cut() -> None:
    assert cut("one two three", words=3) == "one two three"
    assert cut("one two, three", words=2) == "one two …"
    assert cut("w" * 50, words=3, letters=10) == "w" * 9 + "…"


def test_a_sentence_gets_one_full_stop() -> None:
    assert [sentence(text) for text in ("One", "One.", "One?", " ")] == ["One.", "One.", "One?", ""]
