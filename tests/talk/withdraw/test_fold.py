"""Words are compared without capitals, accents and what nobody sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.withdraw._fold import folded, joined, words_in


@pytest.mark.parametrize(
    "text", ["ȘI", "şi", "s\u0327i", "s\u0326i", "s\u00adi", "s\u200bi", "\u202es\u2060i\ufeff", "ｓｉ", "𝐬𝐢", "si"]
)
def test_one_word_has_one_form(text: str) -> None:
    assert folded(text) == "si"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("_a__b_", ["a", "b"]),
        ("don’t", ["don", "t"]),
        ("well-known", ["well", "known"]),
        ("ﬁne 12½", ["fine", "121", "2"]),
    ],
)
def test_words_are_letters_and_digits(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize("cut", ["-\n", "-\r\n  ", "‐\n", "\u00ad\n", "¬\n", "- \n> "])
def test_a_word_cut_at_the_end_of_a_line_is_put_together(cut: str) -> None:
    assert joined(f"the quin{cut}ces") == "the quinces"


@pytest.mark.parametrize("text", ["well-known", "a - b", "so\nthere", "-", "a -\u2028b"])
def test_other_hyphens_stay(text: str) -> None:
    assert joined(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_that_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_words_are_the_same_in_every_normal_form(text: str, form: str) -> None:
    assert words_in(unicodedata.normalize(form, text)) == words_in(text)  # type: ignore[arg-type]  # the four are literals
