"""The action framework, and which actions the first page shows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from tlc.change.report import html
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def section(soup: BeautifulSoup, key: str) -> Tag:
    found = soup.find(id=key)
    assert isinstance(found, Tag)
    return found


def drawn(facts: ReportFacts) -> BeautifulSoup:
    return BeautifulSoup(html.render(facts), "html.parser")


def test_actions_stand_from_the_nearest_horizon_to_the_furthest(soup: BeautifulSoup) -> None:
    captions = [text_of(caption) for caption in soup.select(".actions caption")]
    assert captions == ["Short term: 3 of 5 actions", "Medium term: 1 of 5 actions", "Long term: 1 of 5 actions"]


def test_an_action_of_no_known_horizon_is_not_lost(facts: ReportFacts, an_action: Callable[..., ActionFacts]) -> None:
    soup = drawn(dataclasses.replace(facts, actions=(an_action("A1", "Wait", horizon=""),)))
    assert [text_of(caption) for caption in soup.select(".actions caption")] == ["No time set: 1 of 1 action"]


def test_the_columns_are_those_of_an_action_framework(soup: BeautifulSoup, page: str) -> None:
    first = soup.select_one(".actions thead")
    assert isinstance(first, Tag)
    columns = ["Action", "Because", "Principle", "Owner and partners", "By when", "Measure", "Status"]
    assert [text_of(cell) for cell in first.find_all("th")] == columns
    # On a phone the head is hidden, and the style sheet puts its label before each cell.
    labels = re.findall(r'\.actions td:nth-of-type\((\d)\)::before\{content:"([^"]+)"\}', page)
    assert labels == [(str(place), label) for place, label in enumerate(columns[1:], 1)]


def row_of(soup: BeautifulSoup, number: int) -> dict[str, str]:
    labels = ("Because", "Principle", "Owner and partners", "By when", "Measure", "Status")
    cells = section(soup, f"action-{number}").find_all("td")
    return {label: text_of(cell) for label, cell in zip(labels, cells, strict=True)}


def test_a_decided_action_is_told_in_full(soup: BeautifulSoup) -> None:
    assert row_of(soup, 1) == {
        "Because": "Interpreter not offered or not there found in 14 of 20 sessions. How sure: High"
        " Treatment without understood consent found in 1 of 20 sessions; serious. How sure: Very low (proposed)",
        "Principle": "1, 4 NICE NG214: 1.5 ICS2",
        "Owner and partners": "Director of primary care, the board"
        " With: Both hospital trusts; the invented Roma association Cost: Interpreting budget of the board",
        "By when": "March 2027",
        "Measure": "Share of appointments flagged “interpreter needed” where one was present"
        " Baseline: 31 % (a guess, to be measured) Target: 90 % Data: Booking system, each quarter",
        "Status": "Agreed At the board's meeting in public, November 2025",
    }


def test_what_nobody_has_decided_is_said_in_every_cell(soup: BeautifulSoup) -> None:
    cells = row_of(soup, 4)
    assert cells.pop("Status") == "Proposed"
    assert cells.pop("Owner and partners") == "not decided yet With: not decided yet"
    assert set(cells.values()) == {"not decided yet"}


def test_a_measure_without_baseline_says_what_it_lacks(soup: BeautifulSoup) -> None:
    assert row_of(soup, 2)["Measure"] == (
        "Appointments in which a child interpreted"
        " Baseline: not decided yet Target: not decided yet Data: not decided yet"
    )


def test_a_reason_that_is_no_theme_of_the_report_is_text_and_not_a_dead_link(soup: BeautifulSoup) -> None:
    assert "Advice of the steering group" in row_of(soup, 3)["Because"]
    assert len(section(soup, "action-3").select("td:first-of-type a")) == 1


def test_an_action_whose_themes_were_not_found_is_not_called_undecided(soup: BeautifulSoup) -> None:
    assert row_of(soup, 5)["Because"] == "Its themes were not found in the sessions read so far."


def test_where_an_action_comes_from_is_told_below_the_tables(soup: BeautifulSoup) -> None:
    below = section(soup, "actions").select("h3 + ul li")
    assert [text_of(one) for one in below] == ["Action LU1: Library A01"]
    assert text_of(section(soup, "action-1").th).endswith("by phone Action LU1")


def test_no_sources_no_heading_for_them(facts: ReportFacts, an_action: Callable[..., ActionFacts]) -> None:
    soup = drawn(dataclasses.replace(facts, actions=(an_action("A1", "Wait"),)))
    assert "come from" not in text_of(section(soup, "actions"))


def test_the_unfinished_actions_are_counted(soup: BeautifulSoup) -> None:
    assert "3 of 5 actions are not complete yet: what is missing is marked not decided yet" in text_of(
        section(soup, "actions")
    )


def test_the_first_page_shows_first_what_answers_something_serious(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts], an_action: Callable[..., ActionFacts]
) -> None:
    serious, common = a_theme("Grave", 1), a_theme("Common", 9)
    actions = (
        an_action("rest", "Rest"),
        an_action("done", "Done", because=(("grave", "Grave", ""),), status="done"),
        an_action("later", "Later", because=(("common", "Common", ""),), horizon="long"),
        an_action("soon", "Soon", because=(("common", "Common", ""),)),
        an_action("grave", "Grave", because=(("grave", "Grave", ""),), horizon="long"),
    )
    chosen = html.first_actions(dataclasses.replace(facts, headline=(common,), serious=(serious,), actions=actions))
    assert [action.id for action in chosen] == ["grave", "soon", "later", "rest"]


def test_the_first_page_shows_five_actions_at_most(facts: ReportFacts, an_action: Callable[..., ActionFacts]) -> None:
    actions = tuple(an_action(str(number), "Act") for number in range(9))
    assert len(html.first_actions(dataclasses.replace(facts, actions=actions))) == 5
