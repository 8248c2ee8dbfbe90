"""Where somebody lives: every sort of street, flats, answers to a question, and what is no address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Hits = Callable[..., list[Hit]]
STREETS = (
    """
Street|Road|Avenue|Lane|Close|Drive|Way|Court|Crescent|Place|Square|Terrace|Gardens|Grove|Hill|Row|Mews|Walk|Rise
Steps|Parade|House|Towers|Tower|Mansions|Estate|Buildings|Wharf|Quay|Green|Villas|Passage|Yard|View|Boulevard|Croft
Park|Cottages|Cottage|Broadway|Circus|Vale|Heights|St|Rd|Ave|Dr|Ln|Sq
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
STRAZI = "strada|Strada|str.|Str|bulevardul|bd.|calea|aleea|șoseaua|soseaua|șos.|intrarea|piața|piata|splaiul"


def found(hits: Hits, text: str, before: str = "") -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.level, text[hit.start : hit.end]) for hit in hits(text, before)]


@pytest.mark.parametrize("street", STREETS)
@pytest.mark.parametrize("number", ["12", "12a", "twelve", "one hundred and five", "twenty-eight"])
def test_a_number_and_a_street_of_every_sort_is_a_warning(number: str, street: str, hits: Hits) -> None:
    assert found(hits, f"it was {number} Oakvale {street} then") == [("address", "warn", f"{number} Oakvale {street}")]


@pytest.mark.parametrize("street", STRAZI.split("|"))
@pytest.mark.parametrize("number", ["12", "nr. 12", "nr 12A", "numărul 12"])
def test_a_romanian_street_of_every_sort_is_a_warning(street: str, number: str, hits: Hits) -> None:
    assert found(hits, f"stau pe {street} Florilor {number} acum") == [
        ("address", "warn", f"{street} Florilor {number}")
    ]


@pytest.mark.parametrize("flat", ["flat 3", "Flat 3b", "apartment 12", "room 4", "unit 7", "flat number 3"])
def test_a_flat_is_a_part_of_its_address(flat: str, hits: Hits) -> None:
    assert found(hits, f"it was {flat}, 12 Oakvale Road then") == [("address", "warn", f"{flat}, 12 Oakvale Road")]


@pytest.mark.parametrize(
    "asked", ["What's your address?", "Where do you live?", "And the house number?", "Unde locuiți?"]
)
def test_after_a_question_a_number_and_a_name_are_an_address(asked: str, hits: Hits) -> None:
    assert found(hits, "12 Oakvale", asked) == [("address", "warn", "12 Oakvale")]
    assert found(hits, "12 Oakvale", "How are you?") == []


@pytest.mark.parametrize(
    "text",
    [
        "12 minutes down the road",
        "12 people in the street",
        "two of us went to the park",
        "the 5 houses in our street",
        "one way or another",
        "12 years in this house",
        "two doors down the road",
        "the first house on the left",
        "one place after another",
        "there were 3 in the court",
        "we walked 2 miles up the hill",
        "blocul are 4 etaje",
        "my address is 2 miles from here",
        "I live with 4 kids",
    ],
)
def test_a_number_and_a_word_for_a_street_alone_are_no_address(text: str, hits: Hits) -> None:
    assert hits(text) == []


def test_two_mentions_of_an_address_have_one_value(hits: Hits) -> None:
    values = {
        hits(f"it was {said} then")[0].value for said in ("12 Oakvale Road", "12, Oakvale Road", "12 OAKVALE ROAD")
    }
    assert values == {"12 oakvale road"}


@pytest.mark.parametrize(
    "trick", ["12\u200b Oakvale Road", "１２ Oakvale Road", "12\u00a0Oakvale\u00a0Road", "12 O\u00adakvale Road"]
)
def test_tricks_hide_no_address(trick: str, hits: Hits) -> None:
    assert found(hits, f"it was {trick} then") == [("address", "warn", trick)]


@pytest.mark.parametrize("bracket", ["[12 Oakvale Road]", "(12 Oakvale Road)", "[address 1] 12 Oakvale Road"])
def test_brackets_hide_no_address(bracket: str, hits: Hits) -> None:
    assert [shown for _, _, shown in found(hits, f"it was {bracket} then")] == ["12 Oakvale Road"]
