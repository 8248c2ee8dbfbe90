"""Long numbers: every window in which one could stand is looked at, and hostile rows of numbers cost little."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

# What a number is, whatever digits stand around it in the same row.
WHOLE = [
    ("phone", "07700 900123"),
    ("phone", "0 7 7 0 0 9 0 0 1 2 3"),
    ("phone", "0044 7700 900 123"),
    ("nhs_number", "999 120 4563"),
    ("cnp", "1800101221144"),
    ("card", "4111 1111 1111 1111"),
    ("card", "378282246310005"),
]


@pytest.mark.parametrize(("kind", "number"), WHOLE)
@pytest.mark.parametrize("left", ["", "3 ", "55 7 "])
@pytest.mark.parametrize("right", ["", " and 2"])
def test_a_number_is_found_after_other_digits(
    kind: str, number: str, left: str, right: str, hits: Callable[..., list[Hit]]
) -> None:
    found = hits(f"it was {left}{number}{right}")
    assert any(kind == hit.kind and hit.value.endswith(number[-2:].strip()) for hit in found)


@pytest.mark.parametrize(
    ("context", "number", "kind"),
    [
        ("sort code", "20 11 44", "bank_account"),
        ("account number", "20114417", "bank_account"),
        ("bank details", "201144 30441920", "bank_account"),
        ("ring", "555 0199", "phone"),
        ("passport", "509411782", "passport"),
        ("visa", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6", "home_office"),
    ],
)
def test_some_lengths_are_a_number_only_where_it_is_spoken_of(
    context: str, number: str, kind: str, hits: Callable[..., list[Hit]]
) -> None:
    assert [hit.kind for hit in hits(f"my {context} {number}")] == [kind]
    assert kind not in [hit.kind for hit in hits(f"there were {number}")]


def test_a_plus_makes_a_foreign_number_of_what_could_be_for_the_nhs(hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits("plus 943 476 5919")] == ["phone"]
    assert [hit.kind for hit in hits("943 476 5919")] == ["nhs_number"]


def test_seven_digits_after_a_reference_are_no_phone(hits: Callable[..., list[Hit]]) -> None:
    assert "phone" not in [hit.kind for hit in hits("call, hospital number 445 1290")]
    assert [hit.kind for hit in hits("call her, 445 1290")] == ["phone"]


@given(
    st.lists(
        st.sampled_from([*"01479", "44", "07", "2019", "one", "oh", "double", "hundred"]), min_size=30, max_size=60
    )
)
@settings(max_examples=40, deadline=None)
@example(["1"] * 60)
def test_a_phone_at_the_end_of_any_row_is_found(row: list[str]) -> None:
    text = " ".join(row) + "; ring 07700 900123"
    assert any(hit.end == len(text) and hit.kind == "phone" for hit in find(view_of(text)))


@pytest.mark.parametrize("row", ["1 ", "one ", "1 2 3 4 5 6 7 8 9 ", "A 1 ", "case number one two three four five "])
def test_fifty_thousand_characters_of_numbers_take_no_long_time(row: str) -> None:
    text = row * (50_000 // len(row))
    start = time.process_time()
    list(find(view_of(text)))
    # A second or two on a slow machine; it was seven.
    assert time.process_time() - start < 5
