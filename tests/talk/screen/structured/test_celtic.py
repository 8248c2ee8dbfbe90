"""Streets whose word for a street stands first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]


@pytest.mark.parametrize(
    "marked",
    [
        "we are in «8 Heol y Felin», Cardiff",
        "we are in «8, Heol-y-Felin»".replace("Heol-y-Felin", "Heol Felin"),
        "it's «twenty three Clos yr Afon», Neath",
        "it's «14 Ffordd Las» still",
        "it's «14 Maes Glas Uchaf» still",
        "it's «6 Rhodfa'r Mor» still",
        "she has «31 Bryn Teg» and a garden",
        "it's «50 Cwm Glas» now",
        "it's «nineteen Tan y Graig» now",
        "at «2 Slighe na Coille», Skye",
    ],
)
def test_a_street_named_first_is_found(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert found == [("address", "warn", words)]


def test_small_letters_count_where_an_address_was_asked_for(look: Look) -> None:
    found, words = look("«5 llys y castell», ground floor", "What's your address?")
    assert found == [("address", "warn", words)]


@pytest.mark.parametrize(
    "text", ["I bought 3 pen refills", "we had 2 tai chi lessons", "page 4 parc is French", "9 Pen."]
)
def test_the_same_words_elsewhere_are_left_alone(text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text)] == []
