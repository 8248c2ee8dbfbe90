"""Words made to break the page come out as words, and turn nothing that stands beside them."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.report import html
from tlc.change.report.facts import Quote, ReportFacts, ThemeFacts
from tlc.change.report.phrases import isolated

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
OPENING, CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"


def left_open(text: str) -> list[str]:
    """What a text leaves open, as the bidirectional algorithm pairs it (Unicode Standard Annex 9, BD9 and X6a-X7)."""
    stack: list[str] = []
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("LRE", "RLE", "LRO", "RLO"):
            stack.append("PDF")
        elif kind in ("LRI", "RLI", "FSI"):
            stack.append("PDI")
        elif kind == "PDI" and "PDI" in stack:
            while stack.pop() != "PDI":
                pass
        elif kind == "PDF" and stack and stack[-1] == "PDF":
            stack.pop()
        elif kind in ("PDI", "PDF"):
            stack.append("closes what it did not open")
    return stack


@given(st.text(alphabet=CONTROLS + "ab "))
def test_whatever_turns_letters_is_closed_within_its_text(text: str) -> None:
    closed = isolated(text)
    assert left_open(closed) == []
    plain = str.maketrans("", "", CONTROLS)
    assert closed.translate(plain) == text.translate(plain)


@given(st.text(alphabet="ab \u05d0"))
def test_a_text_that_turns_nothing_stays_as_it_is(text: str) -> None:
    assert isolated(text) == text


def test_a_title_that_turns_letters_turns_no_name_of_the_window(facts: ReportFacts) -> None:
    soup = BeautifulSoup(html.render(dataclasses.replace(facts, title="Heard \u202eagain")), "html.parser")
    assert soup.title is not None
    assert "Heard" in soup.title.text
    assert left_open(soup.title.text) == []


def test_an_owner_who_turns_letters_does_not_turn_the_date_after_it(
    facts: ReportFacts, an_action: Callable[..., object]
) -> None:
    action = an_action("A1", "Wait", owner="\u202eThe board", by_when="2027-03")
    page = html.render(dataclasses.replace(facts, actions=(action,)))  # type: ignore[arg-type]
    soup = BeautifulSoup(page, "html.parser")
    note = soup.select_one("#summary .todo .note")
    assert note is not None
    assert note.get_text() == "Owner: \u2068\u202eThe board\u202c\u2069. By: March\xa02027."
    assert left_open(soup.get_text()) == []


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "=SUM(1)", "{{ 7 * 7 }}", "{% raw %}", "]]>", "&lt;b&gt;"]
)
def test_words_of_code_and_of_spreadsheets_are_words(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts], words: str
) -> None:
    theme = a_theme("Waits", 3, quotes=(Quote(text=words, language="en", by="Professional", reference="Q1"),))
    pieces = html.fragments(dataclasses.replace(facts, headline=(), principles=(), unmapped=(theme,)))
    quote = BeautifulSoup(pieces["themes"], "html.parser").blockquote
    assert quote is not None
    assert quote.get_text() == words
    assert not BeautifulSoup(pieces["themes"], "html.parser").script


def test_a_word_of_ten_thousand_letters_is_drawn_in_three_lines_and_written_out_beside(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    word = "x" * 10_000
    pieces = html.fragments(dataclasses.replace(facts, headline=(), principles=(), unmapped=(a_theme(word, 3),)))
    soup = BeautifulSoup(pieces["glance"], "html.parser")
    lines = [text.get_text() for text in soup.select("svg text:not(.chart-number)")]
    assert len(lines) == 3
    assert lines[-1].endswith("...")
    assert soup.select_one("tbody th").get_text() == word  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "image", ["javascript:alert(1)", "https://example.org/a.png", "data:image/svg+xml;base64,AA", ""]
)
def test_a_picture_that_is_no_png_or_jpeg_in_the_page_itself_is_not_shown(facts: ReportFacts, image: str) -> None:
    header = html.fragments(dataclasses.replace(facts, image=image, image_alt="A tree"))["header"]
    assert "<img" not in header
