"""The report of the sample study: what every visitor sees first."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import tlc

SILENT = ["P05", "P11", "P15", "P20", "P24", "P34", "P43", "P50", "P60"]


@pytest.fixture(scope="module")
def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


@pytest.fixture(scope="module")
def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.fixture(scope="module")
def trace(demo: tuple[Path, str]) -> dict[str, str]:
    path = demo[0] / "reports" / "action-framework-trace.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["quote"]: row["turn"] for row in csv.DictReader(file)}


def test_the_demo_names_the_report_to_open(demo: tuple[Path, str]) -> None:
    assert demo[1].rstrip().endswith(str(demo[0] / "reports" / "action-framework.html"))


def test_the_demo_says_what_it_is_doing(demo: tuple[Path, str]) -> None:
    assert [line[:5] for line in demo[1].splitlines() if line.startswith("[")] == [f"[{n}/8]" for n in range(1, 9)]


def test_the_page_says_at_its_very_top_that_it_is_synthetic(words: str) -> None:
    assert words.index("Synthetic sample.") < words.index("Summary")


def test_the_page_holds_the_figures_of_the_study(words: str) -> None:
    assert "Focus groups 11" in words
    assert "Interviews 9" in words
    assert "People who took part 64" in words


def test_the_page_has_all_five_principles(words: str, sample: tlc.Study) -> None:
    for principle in sample.framework:
        assert principle.name in words


def test_every_action_stands_on_the_page_and_none_is_unfinished(words: str, sample: tlc.Study) -> None:
    assert all(action.what in words for action in sample.actions)
    assert all(action.missing == () for action in sample.actions)
    assert "not complete yet" not in words


def test_the_serious_thing_is_on_the_page(words: str) -> None:
    assert "I'd only like to know what it said on that paper." in words


def test_quotes_are_only_of_those_who_agreed(trace: dict[str, str], sample: tlc.Study) -> None:
    people = {person.id: person for person in sample.people}
    speakers = [sample.turns_by_id[turn].speaker for turn in trace.values()]
    assert len(speakers) > 50
    assert all(speaker and people[speaker].may_quote for speaker in speakers)


@pytest.mark.parametrize("person", SILENT)
def test_nothing_that_a_silent_person_said_is_on_the_page(words: str, sample: tlc.Study, person: str) -> None:
    turns = [turn for turn in sample.turns_by_id.values() if turn.speaker == person]
    said = [" ".join(text.split()) for turn in turns for text in (turn.text, turn.original or "") if len(text) > 30]
    assert said
    assert not [text for text in said if text[:30] in words]


def test_nothing_of_the_one_who_withdrew_is_on_the_page(words: str) -> None:
    assert "green bicycle" not in words


def test_a_quote_on_the_page_is_words_of_its_turn(
    soup: BeautifulSoup, trace: dict[str, str], sample: tlc.Study
) -> None:
    checked = 0
    for figure in soup.select("figure:has(blockquote)"):
        (reference,) = re.findall(r"\((Q\d+)\)", figure.figcaption.get_text())
        turn = sample.turns_by_id[trace[reference]]
        for paragraph in figure.select("blockquote p"):
            text = paragraph.get_text().removeprefix("[...] ").removesuffix(" [...]")
            assert " ".join(text.split()) in " ".join(f"{turn.shown()} {turn.shown_original()}".split())
            checked += 1
    assert checked > 40


def test_turn_ids_stay_with_the_team(words: str) -> None:
    assert not re.search(r"(FG|IN)\d\d:\d{4}", words)


def test_no_count_of_people_below_five_is_on_the_page(words: str) -> None:
    assert not re.findall(r"[Ss]aid by [1-4] of", words)
    assert "fewer than 5 of" in words


def test_the_same_study_gives_the_same_bytes(page: str, sample: tlc.Study, tmp_path: Path) -> None:
    again = tlc.open(sample.path).report(tmp_path / "again.html")
    assert again.read_text(encoding="utf-8") == page
