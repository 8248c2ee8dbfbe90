"""The pack of themes: themes, ratings and published quotes, and no more than that."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import mistune
import pytest
from bs4 import BeautifulSoup

from tlc.change.exports.themes import SCHEMA, pack, pages
from tlc.change.report.facts import ReportFacts


@pytest.fixture(scope="module")
def content(facts: ReportFacts) -> Any:
    return json.loads(pack(facts))


def test_every_theme_is_there_once_the_most_widespread_first(content: Any) -> None:
    assert content["schema"] == SCHEMA
    assert [theme["label"] for theme in content["themes"]] == [
        *("Interpreter not there", "Appointments only at eight", "Asked for papers", "Letters in English"),
        *("Spoken to rudely", "Somebody took the time", "Treatment not understood"),
    ]


def test_a_theme_comes_with_its_rating_and_all_four_reasons(content: Any) -> None:
    first, second, third = content["themes"][:3]
    assert first["rating"]["level"] == "High"
    assert [one["component"] for one in first["rating"]["reasons"]] == ["Adequacy", "Coherence", "Methods", "Relevance"]
    assert second["rating"]["confirmed_by_people"] is False
    assert third["rating"] is None


def test_counts_of_people_are_texts_that_may_be_shown(content: Any) -> None:
    found = content["themes"][0]["found"]
    assert found == (
        "Found in 14 of 20 sessions. Said by 28 of 55 community participants and fewer than 5 of 9 professionals."
    )


def test_quotes_come_in_both_languages_without_their_numbers(content: Any) -> None:
    assert content["themes"][0]["quotes"][0] == {
        "text": "I signed. I did not know what.",
        "language": "en",
        "by": "Community participant, women with young children",
        "original": "Am semnat. N-am știut ce.",
        "original_language": "ro",
    }
    assert set(content["themes"][0]["quotes"][1]) == {"text", "language", "by"}


def test_what_speaks_against_a_theme_stands_apart(facts: ReportFacts) -> None:
    against = dataclasses.replace(facts.headline[0].quotes[1], text="There was one, and she was good.")
    theme = dataclasses.replace(facts.headline[0], contrary=(against,))
    made = dataclasses.replace(facts, headline=(theme,), principles=(), unmapped=())
    first = json.loads(pack(made))["themes"][0]
    assert [one["text"] for one in first["against"]] == ["There was one, and she was good."]
    assert len(first["quotes"]) == 2
    page = pages(made)
    assert page.index("I signed") < page.index("What speaks against it:") < page.index("she was good")


def test_the_pack_says_that_it_is_a_draft_and_invented(content: Any, facts: ReportFacts) -> None:
    assert len(content["marks"]) == 2
    assert all(f"**{mark}**" in pages(facts) for mark in content["marks"])


def test_it_holds_nothing_of_how_the_study_is_kept(content: Any) -> None:
    assert set(content) == {"schema", "note", "marks", "study", "principles", "rating", "themes"}
    assert "tlc" not in content["study"]


def test_people_read_the_same_as_programs_do(content: Any, facts: ReportFacts) -> None:
    page = BeautifulSoup(str(mistune.html(pages(facts))), "html.parser")
    assert [head.get_text() for head in page.find_all("h2")] == [theme["label"] for theme in content["themes"]]
    assert len(page.find_all("blockquote")) == sum(len(theme["quotes"]) for theme in content["themes"])


def test_hostile_words_stay_text(hostile: ReportFacts) -> None:
    assert "\u202e" not in pack(hostile) + pages(hostile)
    json.loads(pack(hostile))
    soup = BeautifulSoup(str(mistune.html(pages(hostile))), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"h1", "h2", "p", "ul", "li", "strong", "blockquote"}


def test_an_empty_study_gives_an_empty_pack(bare: ReportFacts) -> None:
    assert json.loads(pack(bare))["themes"] == []
    assert pages(bare).startswith("# Themes: Only a title\n")
