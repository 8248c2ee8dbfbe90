"""Dates, dates of birth and great ages: what tells one from the other, and what is none of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

Hits = Callable[..., list[Hit]]
DAYS = st.dates(date(1932, 1, 1), date(2019, 12, 31))
BIRTHS = (
    "born|date of birth|birthday|DOB|d.o.b.|d o b|birthdate|my birth was|mă nășteam|născut|născută|m-am născut|"
    "data nașterii|data de naștere|ziua mea"
)
DATES = "4/5/1973|4.5.73|1973-05-04|4 May 1973|May 4th, 1973|4th of May 1973|04-05-1973|4 mai 1973"


def kinds(found: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.kind, hit.level) for hit in found]


@pytest.mark.parametrize("word", BIRTHS.split("|"))
@pytest.mark.parametrize("day", DATES.split("|"))
def test_beside_a_word_of_birth_a_date_blocks(word: str, day: str, hits: Hits) -> None:
    assert kinds(hits(f"so {word} {day}")) == [("date_of_birth", "block")]
    assert kinds(hits(f"so {day}, {word}")) == [("date_of_birth", "block")]


@pytest.mark.parametrize("day", DATES.split("|"))
def test_without_a_word_of_birth_a_date_is_a_warning(day: str, hits: Hits) -> None:
    assert kinds(hits(f"we met on {day} there")) == [("date", "warn")]


@pytest.mark.parametrize("day", DATES.split("|"))
def test_a_word_of_birth_far_away_tells_nothing_of_a_date(day: str, hits: Hits) -> None:
    assert kinds(hits(f"when she was born {'we were so happy and ' * 5} we met on {day} there")) == [("date", "warn")]


@given(day=DAYS)
@settings(max_examples=80, deadline=None)
def test_every_day_is_found_in_every_form(day: date) -> None:
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m/%d/%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d/%m/%y"):
        text = f"we met on {day.strftime(form)} there"
        (hit,) = find(view_of(text))
        assert (hit.kind, text[hit.start : hit.end]) == ("date", day.strftime(form))


@pytest.mark.parametrize(
    "text",
    [
        "32/13/2021 it said",
        "32/12/2021 it said",
        "12/0/2021 it said",
        "40.50.60 it said",
        "2021-13-40 it said",
        "version 4.5.73 it said",
        "section 1.2.10 it said",
        "4/5 of us",
        "1/2/3/4 it said",
        "on the 4th of May",
        "in May 2021 it was",
        "am venit în mai",
        "she may 4 it",
        "we march 12 at a time",
        "in 1973 we came",
        "a 92 bus",
        "92 percent, 95 people",
        "aged 67",
        "she is 85 years old",
        "are 95 de lei",
        "it was 94 pounds, 110 kg",
        "born at 38 weeks",
        "born 3 weeks early",
    ],
)
def test_what_is_no_date_and_no_great_age_is_left(text: str, hits: Hits) -> None:
    assert hits(text) == []


@pytest.mark.parametrize("age", ["91", "99", "105", "ninety one", "ninety-nine", "one hundred and five"])
@pytest.mark.parametrize("frame", ["she is {} years old", "a {} year old man", "aged {} then", "she turned {} then"])
def test_an_age_over_ninety_is_a_warning(age: str, frame: str, hits: Hits) -> None:
    if "year old man" in frame and not age[0].isdigit():
        frame = "a {} years old man"
    assert [hit.kind for hit in hits(frame.format(age))] == ["age"]


@pytest.mark.parametrize("age", ["18", "45", "90", "121", "forty five", "ninety"])
def test_an_age_that_many_have_is_left(age: str, hits: Hits) -> None:
    assert hits(f"she is {age} years old") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("born 4/5/73", "born 4.5.73"),
        ("born the fourth of May, nineteen seventy three", "born May the fourth, nineteen seventy three"),
        ("born 4 May 1973", "born 4 may 1973"),
        ("născut pe patru mai o mie nouă sute șaptezeci și trei", "born fourth of May nineteen seventy three"),
    ],
)
def test_two_mentions_of_a_day_have_one_value(one: str, other: str, hits: Hits) -> None:
    assert hits(one)[0].value == hits(other)[0].value


@pytest.mark.parametrize(
    "before", ["What is your date of birth?", "When were you born?", "DOB?", "Data nașterii?", "Când v-ați născut?"]
)
def test_after_a_question_of_birth_an_answer_blocks(before: str, hits: Hits) -> None:
    for answer in ("4/5/1973", "The fourth of May, nineteen seventy three", "4 May 1973"):
        assert kinds(hits(answer, before)) == [("date_of_birth", "block")]
        assert kinds(hits(answer, "When did you come?")) == [("date", "warn")]


def test_a_month_between_two_numbers_is_read_once(hits: Hits) -> None:
    text = "on 14 March 2021 and on 15 April 2022"
    assert [text[hit.start : hit.end] for hit in hits(text)] == ["14 March 2021", "15 April 2022"]


@pytest.mark.parametrize(
    "trick", ["4/5/\u200b1973", "４/５/１９７３", "4\u2044" + "5\u20441973", "4\u00a0May\u00a01973", "4 Ma\u0443 1973"]
)
def test_tricks_hide_no_date(trick: str, hits: Hits) -> None:
    found = hits(f"born {trick} there")
    assert ("date_of_birth", "block") in kinds(found)
