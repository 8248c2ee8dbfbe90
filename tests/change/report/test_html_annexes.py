"""What stands behind themes and actions: owners, gaps, checklist, answers to people, standards, the publisher."""

from __future__ import annotations

import dataclasses

import pytest
from bs4 import BeautifulSoup, Tag

from tlc.change.report import html
from tlc.change.report.facts import ReportFacts

DOT = "data:image/png;base64,iVBORw0KGgo="


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def section(soup: BeautifulSoup, key: str) -> Tag:
    found = soup.find(id=key)
    assert isinstance(found, Tag)
    return found


def piece(facts: ReportFacts, key: str) -> BeautifulSoup:
    return BeautifulSoup(html.fragments(facts)[key], "html.parser")


def rows(tag: Tag) -> list[list[str]]:
    return [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in tag.select("tbody tr")]


# ---- a draft looks like one


def test_a_draft_has_a_watermark_behind_its_text_that_is_read_to_nobody(page: str) -> None:
    assert 'body::before{content:"DRAFT"/"";position:fixed' in page
    assert "z-index:-1" in page
    assert "@media(forced-colors:active){body::before{display:none}}" in page


def test_the_watermark_is_gone_once_it_is_no_draft(facts: ReportFacts) -> None:
    assert "DRAFT" not in html.render(dataclasses.replace(facts, draft=""))


# ---- by owner, gaps, checklist


def test_actions_are_listed_by_who_is_to_take_them(soup: BeautifulSoup) -> None:
    owners = section(soup, "owners")
    assert [text_of(tag) for tag in owners.find_all("h3")] == ["Integrated care board", "Primary care", "Nobody yet"]
    first = owners.select("h3 + ul")[0]
    assert [text_of(item) for item in first.find_all("li")] == [
        "One interpreting service for every surgery, pharmacy and ward, in person and by phone (by March 2027)",
        "Write down each patient's language and reading need, and pass it on (when: not decided yet)",
    ]


def test_each_gap_in_the_data_is_a_line(soup: BeautifulSoup, facts: ReportFacts) -> None:
    assert [text_of(item) for item in section(soup, "gaps").find_all("li")] == list(facts.gaps)


def test_the_checklist_holds_the_themes_of_which_the_team_is_sure_and_is_not_filled_in(soup: BeautifulSoup) -> None:
    assert rows(section(soup, "checklist")) == [
        ["Interpreter not offered or not there", "High", "not screened"],
        ["Appointments only at eight in the morning", "Moderate", "not screened"],
    ]


# ---- answers to the people who took part


def test_what_people_said_stands_beside_what_will_be_done(soup: BeautifulSoup) -> None:
    will = "One interpreting service for every surgery, pharmacy and ward, in person and by phone"
    assert rows(section(soup, "feedback")) == [
        ["Interpreter not offered or not there", will, "Director of primary care, the board", "March 2027", "Agreed"],
        ["Letters in English", "no action answers this yet"],
    ]


def test_one_action_that_answers_several_themes_is_written_once_and_what_none_answers_comes_last(
    facts: ReportFacts,
) -> None:
    answered, open_one = facts.feedback
    said = (open_one, answered, dataclasses.replace(open_one, said="Cost", anchor=""))
    said += (dataclasses.replace(answered, said="Ringing at eight", anchor=""),)
    found = rows(piece(dataclasses.replace(facts, feedback=said), "feedback"))
    assert [row[0] for row in found] == [
        "Interpreter not offered or not there; Ringing at eight",
        "Letters in English; Cost",
    ]
    assert found[1][1] == "no action answers these yet"


def test_what_has_changed_is_told(soup: BeautifulSoup, facts: ReportFacts) -> None:
    assert facts.changes[0] in text_of(section(soup, "feedback"))
    alone = piece(dataclasses.replace(facts, feedback=()), "feedback")
    assert not alone.table
    assert facts.changes[0] in text_of(alone)


# ---- figures of others


def test_figures_of_events_and_of_others_stand_apart_from_those_of_the_sessions(soup: BeautifulSoup) -> None:
    beside = section(soup, "context")
    assert "never added to them" in text_of(beside)
    assert [text_of(caption) for caption in beside.find_all("caption")] == ["Events by quarter", "Figures of others"]
    for place in ("people", "glance", "themes"):
        assert "Registered with a dentist" not in text_of(section(soup, place))


# ---- standards, references


def test_each_standard_says_how_much_of_it_the_data_answer(soup: BeautifulSoup) -> None:
    heads = [text_of(head) for head in section(soup, "reporting").find_all("summary")]
    assert heads == [
        "COREQ: 1 of 2 items answered from data",
        "GRIPP2: 1 of 1 item answered from data",
        "SRQR: 0 of 1 item answered from data",
    ]


def test_what_the_data_do_not_answer_is_left_to_the_team_and_not_made_up(soup: BeautifulSoup) -> None:
    said = text_of(section(soup, "reporting").details)
    assert "12. How many took part: 64 people." in said
    assert said.endswith("To be answered by the team: 4. Gender of those who led the sessions.")


def test_references_are_a_list(soup: BeautifulSoup, facts: ReportFacts) -> None:
    assert [text_of(item) for item in section(soup, "references").find_all("li")] == list(facts.references)


# ---- the publisher


def test_the_publishers_picture_stands_in_the_head_with_what_it_shows(facts: ReportFacts) -> None:
    image = piece(dataclasses.replace(facts, image=DOT, image_alt="A tree"), "header").img
    assert image is not None
    assert (image["src"], image["alt"]) == (DOT, "A tree")
    assert image.find_parent(class_="masthead")


def test_the_publishers_statement_stands_beside_ours(facts: ReportFacts) -> None:
    said = text_of(piece(dataclasses.replace(facts, statement="Large print is free."), "accessibility"))
    assert "What the publisher says Large print is free." in said
    without = text_of(piece(dataclasses.replace(facts, statement=""), "accessibility"))
    assert "publisher says" not in without


# ---- charts and their tables


def test_every_picture_stands_beside_a_table_of_its_figures(soup: BeautifulSoup) -> None:
    pictures = soup.select("main figure > svg")
    assert [str(one["aria-labelledby"]) for one in pictures] == [
        *("participation-chart-title", "saturation-chart-title", "sessions-chart-title")
    ]
    for picture in pictures:
        beside = picture.find_parent(class_="beside")
        assert isinstance(beside, Tag)
        assert beside.table
        title = picture.find("title")
        assert text_of(title) == text_of(beside.find_previous("h3"))  # type: ignore[arg-type]


def test_the_table_of_groups_has_a_dash_where_a_theme_was_not_raised_and_no_row_that_shows_nothing(
    facts: ReportFacts,
) -> None:
    assert facts.by_group
    table = (("A", "yes", "no"), ("B", "not shown", "not shown"), ("C", "not read", "no"))
    changed = dataclasses.replace(facts, by_group=dataclasses.replace(facts.by_group, rows=table))
    groups = piece(changed, "glance").select_one(".groups")
    assert groups is not None
    assert rows(groups) == [["A", "yes", ""], ["C", "not read", ""]]


def test_a_table_of_groups_in_which_nothing_may_be_shown_is_left_out(facts: ReportFacts) -> None:
    assert facts.by_group
    hidden = dataclasses.replace(facts.by_group, rows=(("A", "not shown", "not shown"),))
    assert not piece(dataclasses.replace(facts, by_group=hidden), "glance").select(".groups")


@pytest.mark.parametrize("key", ["people", "methods"])
def test_without_figures_there_is_no_picture(facts: ReportFacts, key: str) -> None:
    assert not piece(dataclasses.replace(facts, participation=None, saturation=()), key).svg
