"""Counts in words: grammatical, and never without their denominators."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tlc.change.disclosure import NOT_AVAILABLE, Shown
from tlc.change.report import html, phrases
from tlc.change.report.facts import Quote, ReportFacts, ThemeFacts


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def section(soup: BeautifulSoup, key: str) -> Tag:
    found = soup.find(id=key)
    assert isinstance(found, Tag)
    return found


def drawn(facts: ReportFacts) -> BeautifulSoup:
    return BeautifulSoup(html.render(facts), "html.parser")


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        (
            "Found in 3 of 20 sessions, said by 6 of 55 community participants and 0 of 9 professionals.",
            "The counts above.",
        ),
        ("Found in 3 of 20 sessions, said by 6 of 55 community participants.",) * 2,
        ("Two groups said it, and said by 6 of 55 community participants it weighs.",) * 2,
        ("Found in few sessions, or said by few people.",) * 2,
    ],
)
def test_a_reason_does_not_repeat_the_counts_above_it_and_loses_nothing_else(
    a_theme: Callable[..., ThemeFacts], reason: str, left: str
) -> None:
    assert phrases.because(a_theme("A", 3), reason) == left


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Found in 3 of 20 sessions. Said by 6 of 55 community participants and 0 of 9 professionals."),
        (
            {"sessions_read": 3, "community": Shown("1", 1), "community_read": 1},
            "Found in 3 of 3 sessions. Said by 1 of 1 community participant and 0 of 9 professionals.",
        ),
        ({"professionals_read": 0}, "Found in 3 of 20 sessions. Said by 6 of 55 community participants."),
        ({"community_read": 0, "professionals_read": 0}, "Found in 3 of 20 sessions."),
        (
            {"professionals": Shown("fewer than 5"), "professionals_read": 3},
            "Found in 3 of 20 sessions. Said by 6 of 55 community participants and at least 1 of 3 professionals.",
        ),
        (
            {"community": NOT_AVAILABLE},
            "Found in 3 of 20 sessions. Said by 0 of 9 professionals."
            " The number of community participants is not available.",
        ),
        (
            {"community": Shown("not shown"), "professionals": Shown("not shown")},
            "Found in 3 of 20 sessions. The number of community participants is not shown."
            " The number of professionals is not shown.",
        ),
        ({"sessions_read": 0}, "No session has been coded by a person yet."),
    ],
)
def test_the_spread_of_a_theme_never_lacks_its_denominators(
    a_theme: Callable[..., ThemeFacts], fields: dict[str, Any], said: str
) -> None:
    assert phrases.spread(a_theme("A", 3, **fields)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "3 of 20 sessions; community 6 of 55, professionals 0 of 9"),
        ({"professionals_read": 0}, "3 of 20 sessions; community 6 of 55"),
        ({"community_read": 0, "professionals_read": 0}, "3 of 20 sessions"),
        ({"community": NOT_AVAILABLE}, "3 of 20 sessions; community not available, professionals 0 of 9"),
        (
            {"professionals": Shown("fewer than 5"), "professionals_read": 3},
            "3 of 20 sessions; community 6 of 55, professionals at least 1 of 3",
        ),
        ({"sessions_read": 0}, "No session has been coded by a person yet"),
    ],
)
def test_the_first_page_says_it_in_fewer_words_with_the_same_denominators(
    a_theme: Callable[..., ThemeFacts], fields: dict[str, Any], said: str
) -> None:
    assert phrases.brief(a_theme("A", 3, **fields)) == said


@pytest.mark.parametrize(
    ("passages", "unknown", "said"),
    [
        (0, 0, ""),
        (1, 0, "1 passage."),
        (1234, 0, "1,234 passages."),
        (1, 1, "1 passage. It is not known who spoke, so it is in no count of people."),
        (5, 5, "5 passages. It is not known who spoke, so they are in no count of people."),
        (5, 1, "5 passages. In 1 of them it is not known who spoke, so it is in no count of people."),
        (5, 2, "5 passages. In 2 of them it is not known who spoke, so they are in no count of people."),
    ],
)
def test_passages_are_counted_in_grammatical_words(
    a_theme: Callable[..., ThemeFacts], passages: int, unknown: int, said: str
) -> None:
    assert phrases.passages(a_theme("A", 1, passages=passages, unknown_speaker=unknown)) == said


@pytest.mark.parametrize(
    ("held_back", "quoted", "said"),
    [
        (0, True, ""),
        (1, False, "1 passage is not quoted."),
        (1, True, "1 more passage is not quoted."),
        (7, True, "7 more passages are not quoted."),
    ],
)
def test_what_is_not_quoted_is_counted(
    a_theme: Callable[..., ThemeFacts], held_back: int, quoted: bool, said: str
) -> None:
    words = (Quote(text="Mm.", language="en", by="Professional", reference="Q1"),) * quoted
    assert phrases.withheld(a_theme("A", 1, quotes=words, quotes_withheld=held_back)) == said


def test_nobody_took_part_is_said_in_words() -> None:
    assert phrases.share(Shown("0", 0), 0) == "nobody took part"


@pytest.mark.parametrize("text", ["", "2027", "2027-13", "27-03-01", "2027-03 or so"])
def test_a_date_that_is_none_stays_as_it_is(text: str) -> None:
    assert phrases.plain_date(text) == text


def test_dates_in_the_table_of_sessions_are_words_and_versions_stay_versions(facts: ReportFacts) -> None:
    table = dataclasses.replace(facts.provenance, rows=(("Codebook", "2025-06"),))
    soup = drawn(dataclasses.replace(facts, provenance=table))
    assert "June 2025" in text_of(section(soup, "people"))
    assert "2025-06" in text_of(section(soup, "provenance"))
