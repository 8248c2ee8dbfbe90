"""Days with a name, and dates that were put right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]


@pytest.mark.parametrize(
    "marked",
    [
        "I was born on «Christmas Day, 1949», at home",
        "she was born on «New Year's Eve nineteen ninety one»",
        "he was born «on Burns Night, seventy four»".replace("«on ", "on «"),
        "born on «St David's Day»",
        "m-am născut de «Anul Nou 1976», la bunici",
        "sunt născut în «ajunul Crăciunului 1988»",
    ],
)
def test_a_day_with_a_name_is_a_date_of_birth_where_birth_is_spoken_of(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert found == [("date_of_birth", "block", words)]


def test_a_day_with_a_name_answers_the_question(look: Look) -> None:
    found, words = look("«Halloween, nineteen eighty»", "What's your date of birth?")
    assert found == [("date_of_birth", "block", words)]


@pytest.mark.parametrize("marked", ["we came on «Good Friday 2017»", "on «New Year's Day twenty twenty» it began"])
def test_a_day_with_a_name_and_its_year_is_a_date(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert found == [("date", "warn", words)]


@pytest.mark.parametrize(
    "text",
    [
        "on Christmas Day we had 20 people",
        "Christmas Day 25 people came",
        "every New Year's Eve my feet swell",
        "de Crăciun mergem acasă, de Revelion nu",
        "Good Friday, twenty of us sat there",
        "an easter egg in 2019",
    ],
)
def test_a_feast_is_nobodys(text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text)] == []


@pytest.mark.parametrize(
    "marked",
    [
        "date of birth «the fifth, no, the sixth of June nineteen eighty»",
        "born «the third of the, um, the third of April sixty two»",
        "date of birth «ninth of May nineteen sixty, sorry, sixty one»",
        "date of birth «4/5/1973, no, 5/5/1973»",
        "I was born in «nineteen fifty, wait, fifty two»",
        "m-am născut pe «trei mai, nu, patru mai optzeci și doi»",
    ],
)
def test_what_was_put_right_goes_with_the_date_of_birth(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert [part for _, _, part in found] == [words]
    assert [kind for kind, _, _ in found] == ["date_of_birth"]


def test_a_no_that_puts_nothing_right_ends_a_date(look: Look) -> None:
    found, words = look("I was born on «4 May 1973». No, really, in a tent")
    assert found == [("date_of_birth", "block", words)]


@pytest.mark.parametrize("text", ["one tablet, sorry, two tablets, then four", "it was May, no, in June, I think"])
def test_other_things_that_were_put_right_are_left_alone(text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text)] == []
