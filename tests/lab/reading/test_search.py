"""A search as it shows itself: counts and places, and nobody's words."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.reading import SearchTable
from tlc.listen.search import search


@pytest.fixture
def closed(small: Any) -> SearchTable:
    return SearchTable(found=search(small.turns, "closed"), asked="closed", sessions=3)


def test_what_shows_itself_are_counts_and_places(closed: SearchTable) -> None:
    assert closed.title == "Found in 3 of 3 sessions, 9 times"
    page = BeautifulSoup(closed._repr_html_(), "html.parser")
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in page.select("tbody tr")]
    assert rows == [
        ["FG01", "5", "0", "0001 0002 0004 0005"],
        ["FG02", "2", "0", "0001 0003"],
        ["IN01", "2", "0", "0002 0003"],
    ]


def test_nobodys_words_are_in_what_shows_itself(closed: SearchTable) -> None:
    shown = repr(closed) + closed._repr_html_() + closed.plot()._repr_html_() + repr(list(closed))
    shown += closed.frame.to_csv()
    assert "shift" not in shown
    assert "closed" not in shown
    assert "Closed" not in shown


def test_the_words_are_there_for_whoever_asks(closed: SearchTable) -> None:
    words = closed.words
    assert list(words.columns) == ["turn", "speaker", "language", "where", "before", "match", "after"]
    assert "after my shift" in words["after"].str.cat(sep="|")
    assert [one.match for one in closed] == words["match"].tolist()


def test_places_are_in_the_frame(closed: SearchTable, small: Any) -> None:
    texts = dict(zip(small.turns["turn"], small.turns["text"], strict=True))
    for place in closed.frame.itertuples():
        assert texts[place.turn][place.start : place.end].casefold() == "closed"


def test_many_turns_of_a_session_are_cut_short(small: Any) -> None:
    turns = small.turns[small.turns["turn"] == "FG01:0002"]
    many = [turns.assign(turn=f"FG01:{number:04d}") for number in range(1, 20)]
    found = tuple(one for frame in many for one in search(frame, "shift"))
    table = SearchTable(found=found, asked="shift", sessions=1)
    assert "0008 and 11 more" in repr(table)


@pytest.mark.parametrize(("asked", "said"), [("closed", ""), ("clósed", "9 of them are written with other accents")])
def test_words_with_other_accents_are_counted(small: Any, asked: str, said: str) -> None:
    table = SearchTable(found=search(small.turns, asked), asked=asked, sessions=3)
    assert said in table.note
    assert len(table) == 9
    assert ("other accents" in table.note) == bool(said)


def test_nothing_found_says_so() -> None:
    table = SearchTable(found=(), asked="x", sessions=3)
    assert "Found in 0 of 3 sessions" in repr(table)
    assert table.frame.empty
    assert "turn" in table.words.columns
    assert table.plot()._repr_svg_()
