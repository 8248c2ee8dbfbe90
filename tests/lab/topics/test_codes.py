"""Codes on topics, and links: figures only where enough people said it, and codes by their names."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tlc.lab.topics.codes import CodesTable, LinksTable
from tlc.listen.topics.links import CodesOn, Link, Standing

NAMES = {"a.b": "Asked for <papers>", "a.c": "Opening hours", "a.d": "Cost", "a.e": "Fear", "a.f": "Far"}


def a_standing(topic: int, code: str, people: int, documents: int = 6, *, by_people: bool = True) -> Standing:
    who = tuple(f"P{number}" for number in range(people))
    sessions = ("FG01", "FG02")
    fields = {"documents": documents, "of": 12, "people": who, "sessions": sessions, "by_people": by_people}
    return Standing(topic=topic, code=code, **fields)


def a_table(*standings: Standing) -> CodesTable:
    labels = {1: "1 surname", 2: "2 bus"}
    return CodesTable(result=CodesOn(standings=standings, sizes={1: 12, 2: 12}), labels=labels, codes=NAMES, min_cell=5)


def told(table: CodesTable) -> list[str]:
    return [row.td.get_text() for row in BeautifulSoup(table._repr_html_(), "html.parser").select("tbody tr") if row.td]


def test_a_code_stands_with_its_people_and_its_share() -> None:
    table = a_table(a_standing(1, "a.b", 6))
    assert told(table) == ["Asked for <papers> (6 people, 50%)", "no code"]
    row = table.frame.iloc[0]
    assert (row["people"], row["sessions"], row["share"], row["by"]) == (6, 2, 0.5, "people")


def test_a_code_that_too_few_people_said_has_a_name_and_no_figure() -> None:
    table = a_table(a_standing(1, "a.b", 6), a_standing(1, "a.c", 4, documents=5))
    assert told(table)[0] == "Asked for <papers> (6 people, 50%); fewer than 5 people each: Opening hours"
    assert table.frame.iloc[1][["people", "sessions", "share"]].isna().all()
    assert "42" not in repr(table) + table.plot()._repr_html_()


def test_what_only_rules_say_is_told() -> None:
    table = a_table(a_standing(1, "a.b", 6, by_people=False))
    assert told(table)[0] == "Asked for <papers> (6 people, 50%, by rules)"
    assert table.frame["by"].tolist() == ["rules"]


def test_speakers_whom_nobody_knows_are_not_called_no_people() -> None:
    assert told(a_table(a_standing(1, "a.b", 0)))[0] == "Asked for <papers> (nobody known, 50%)"


def test_a_line_does_not_grow_with_the_codebook() -> None:
    table = a_table(*(a_standing(1, code, 6) for code in NAMES))
    assert told(table)[0].endswith("Cost (6 people, 50%); and 2 more")


def test_the_grid_has_a_share_where_it_may_be_shown_and_a_mark_elsewhere() -> None:
    words = re.findall(
        r">([^<>]+)</text>", a_table(a_standing(1, "a.b", 6), a_standing(2, "a.b", 2)).plot()._repr_svg_()
    )
    assert words[-4:] == ["1 surname", "50", "2 bus", "?"]


def test_topics_that_people_took_out_are_not_there() -> None:
    assert a_table(a_standing(3, "a.b", 6)).frame.empty


def test_a_code_that_the_codebook_lost_is_called_by_its_id() -> None:
    assert told(a_table(a_standing(1, "x.y", 6)))[0].startswith("x.y (")


# Links


@pytest.fixture
def linked() -> LinksTable:
    found = (
        Link(first=1, second=4, likeness=0.9, codes=("a.b", "a.c")),
        Link(first=1, second=3, likeness=0.5, codes=("a.c",)),
        Link(first=2, second=3, likeness=0.4, codes=("a.c",)),
        Link(first=9, second=3, likeness=0.3, codes=("a.c",)),
    )
    return LinksTable(result=found, labels=({1: "1 surname", 2: "2 bus"}, {3: "3 autobuz", 4: "4 nume"}), codes=NAMES)


def test_each_topic_is_shown_with_the_one_most_like_it_and_all_pairs_are_in_the_frame(linked: LinksTable) -> None:
    rows = BeautifulSoup(linked._repr_html_(), "html.parser").select("tbody tr")
    assert [[cell.get_text() for cell in row.find_all("td")] for row in rows] == [
        ["1 surname", "4 nume", "0.90", "Asked for <papers>; Opening hours"],
        ["2 bus", "3 autobuz", "0.40", "Opening hours"],
    ]
    assert len(linked.frame) == 3
    assert "not words" in repr(linked)


def test_where_nothing_is_linked_nothing_is_shown() -> None:
    none = LinksTable(result=(), labels=({}, {}), codes=NAMES)
    assert "None." in none._repr_html_()
    assert "(none)" in repr(none)
