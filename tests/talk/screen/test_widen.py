"""What is replaced leaves no remainder beside its brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen._widen import widened


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("in 1973 943 476 5919 was it", "1973 943 476", "1973 943 476 5919"),
        ("12 03 1973 07700 900123", "03 1973 07700", "12 03 1973 07700 900123"),
        ("my ref is A1234567/2, yes", "1234567", "A1234567/2"),
        ("one two three 0 7 7 0 0 9 0 0 1 2 3", "three 0 7 7 0 0 9 0 0", "one two three 0 7 7 0 0 9 0 0 1 2 3"),
        (
            "oh double seven hundred nine hundred one two three",
            "double seven hundred nine hundred one two",
            "oh double seven hundred nine hundred one two three",
        ),
        ("zero șapte cinci unu doi, bine", "șapte cinci unu", "zero șapte cinci unu doi"),
        ("tel07700900123ok then", "07700900123", "tel07700900123ok"),
        ("ring 07700 900123. Two days", "07700 900123", "07700 900123"),
        ("Ana said two things", "Ana", "Ana"),
        ("I told Anastasia", "Anasta", "Anastasia"),
        ("at line 7: 07700 900123", "07700 900123", "07700 900123"),
        ("it is 20 pounds, 07700 900123", "07700 900123", "07700 900123"),
    ],
)
def test_a_number_goes_whole_and_words_beside_it_stay(text: str, found: str, whole: str) -> None:
    start = text.index(found)

    start, end = widened(text, start, start + len(found))

    assert text[start:end] == whole


@given(st.text(alphabet="ab 0189.,-șone two", max_size=40), st.integers(0, 39), st.integers(1, 10))
def test_a_span_is_never_made_smaller_nor_leaves_the_text(text: str, start: int, size: int) -> None:
    if start >= len(text):
        return
    end = min(len(text), start + size)

    wide = widened(text, start, end)

    assert 0 <= wide[0] <= start < end <= wide[1] <= len(text)
    assert widened(text, *wide)[0] <= wide[0]
