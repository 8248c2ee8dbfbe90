"""A stretch as rules read it: letter for letter, placeholders blanked, and what stands around a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen.structured import _contexts as contexts
from tlc.talk.screen.structured._piece import digits_of, letters_and_digits_of, piece_of, plain

BLANK = "\ufffc"
PLACEHOLDERS = "[GP surgery 2]|[P07]|[inaudible]|[laughs]|[phone 1]|[date of birth 12]|[first half of a postcode 1]|[]"
READ = "[07700 900123]|[jo@example.org]|[SW1A 1AA]|[at]|[dot]|[ at ]|[punct]|[born fifth April nineteen ten]|(phone 1)"


@pytest.mark.parametrize("text", PLACEHOLDERS.split("|"))
def test_a_placeholder_is_blanked_letter_for_letter(text: str) -> None:
    assert piece_of(f"so {text} it").text == f"so {BLANK * len(text)} it"


@pytest.mark.parametrize("text", READ.split("|"))
def test_what_may_hide_something_in_brackets_is_read(text: str) -> None:
    assert piece_of(f"so {text} it").text == f"so {text} it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ȘTEFAN în țară", "stefan in tara"),
        ("Şi Ţara", "si tara"),
        ("Łódź Øre Đorđe", "lodz ore dorde"),
        ("jо@еxаmple", "jo@example"),
        ("Ñandú Žižek", "nandu zizek"),
        ("ABC 123", "abc 123"),
    ],
)
def test_plain_letters_have_no_accents_and_no_capitals(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(max_size=60))
def test_a_plain_text_is_as_long_as_the_text(text: str) -> None:
    made = piece_of(text)
    assert len(made.text) == len(made.plain) == len(text)


@given(st.text("0123456789 -.()a", max_size=30))
def test_digits_and_letters_are_left_alone_and_the_rest_is_gone(text: str) -> None:
    assert digits_of(text) == "".join(sign for sign in text if sign.isdigit())
    assert letters_and_digits_of(text) == "".join(sign for sign in text if sign.isalnum())


def test_a_context_is_near_within_its_reach_and_not_beyond() -> None:
    made = piece_of("my phone " + "x" * 40 + " 123 and then")
    at = made.plain.index("123")
    assert made.near(contexts.PHONE, at, at + 3)
    assert not made.near(contexts.PHONE, at, at + 3, reach=20)


def test_a_context_after_a_place_counts_too() -> None:
    made = piece_of("123 is my phone " + "x" * 40)
    assert made.near(contexts.PHONE, 0, 3)
    assert not made.near(contexts.PHONE, 0, 3, after=5)


def test_what_came_before_counts_near_the_start_only() -> None:
    made = piece_of("123 " + "x " * 60 + "456", "What is your phone?")
    assert made.near(contexts.PHONE, 0, 3)
    assert not made.near(contexts.PHONE, 124, 127)
    assert made.holds(contexts.PHONE)


def test_only_the_first_part_of_a_piece_has_something_before_it() -> None:
    made = piece_of("123 and 456", "What is your phone?")
    assert made.part(0, 4).before == made.before
    assert made.part(4, 11).before == ""
    assert made.part(4, 11).plain == "and 456"
    assert made.part(0, 99) is made
