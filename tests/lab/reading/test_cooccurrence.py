"""Pairs of codes as they show themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tlc.lab.reading import PairsTable

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"
Make = Callable[..., PairsTable]


@pytest.fixture
def together(small: Any) -> list[Any]:
    turns = ("FG01:0002", "FG02:0001", "IN01:0002")
    both = [small.mark(turn, "losed", code) for turn in turns for code in (HOURS, PAPERS)]
    return [*both, small.mark("FG01:0003", "letter", LETTERS), small.mark("FG01:0003", "the letter", HOURS)]


def test_the_frame_has_a_row_for_every_pair(pairs_of: Make, together: Any) -> None:
    frame = pairs_of(*together).frame
    assert frame[["first", "second", "together", "either", "sessions"]].to_numpy().tolist() == [
        [HOURS, PAPERS, 3, 4, 3],
        [HOURS, LETTERS, 1, 4, 1],
    ]
    assert frame["jaccard"].tolist() == [0.75, 0.25]
    assert frame["first_label"].tolist() == ["Opening hours do not fit"] * 2


@pytest.mark.parametrize(("min_cell", "people"), [(1, [3, 1]), (2, [3, None]), (5, [None, None])])
def test_small_counts_of_people_are_not_shown(
    pairs_of: Make, together: Any, min_cell: int, people: list[int | None]
) -> None:
    table = pairs_of(*together, min_cell=min_cell)
    assert [None if value is pd.NA else value for value in table.frame["people"]] == people
    assert (f"fewer than {min_cell}" in repr(table)) == (None in people)


def test_the_square_is_the_same_across_and_down(pairs_of: Make, together: Any) -> None:
    square = pairs_of(*together).matrix
    assert square.equals(square.T.rename_axis("code").rename_axis(None, axis=1))
    assert square.loc[HOURS, PAPERS] == 3
    assert [square.loc[code, code] for code in (HOURS, PAPERS, LETTERS)] == [4, 3, 1]
    assert square.loc[PAPERS, LETTERS] == 0


def test_a_page_names_both_codes_and_says_what_a_pair_means(pairs_of: Make, together: Any) -> None:
    page = BeautifulSoup(pairs_of(*together)._repr_html_(), "html.parser")
    first = [cell.get_text() for cell in page.select("tbody tr")[0].find_all("td")]
    assert first == ["Opening hours do not fit", "Asked for papers", "3", "4", "0.75", "3", "3"]
    assert "not that one thing leads to the other" in page.get_text()


def test_units_are_named(pairs_of: Make, together: Any) -> None:
    assert "on the same words" in pairs_of(*together).title
    assert "passages with both codes" in pairs_of(*together).note
    assert "in the same turn" in pairs_of(*together, unit="turn").title
    assert "turns with both codes" in pairs_of(*together, unit="turn").note


def test_a_picture_has_each_pair_once_and_numbers_its_rows(pairs_of: Make, together: Any) -> None:
    svg = BeautifulSoup(pairs_of(*together).plot()._repr_svg_(), "xml")
    words = [text.get_text() for text in svg.find_all("text")]
    assert words[:3] == ["1", "2", "3"]
    assert "1. Opening hours do not fit" in words
    assert sorted(word for word in words[3:] if word.isdigit()) == ["1", "3"]


def test_codes_that_find_no_room_are_counted(pairs_of: Make, together: Any) -> None:
    assert "Codes that are not drawn: 1." in pairs_of(*together).plot(most=2).note


def test_no_pairs_are_shown_as_none(pairs_of: Make, small: Any) -> None:
    table = pairs_of(small.mark("FG01:0002", "closed", HOURS))
    assert len(table) == 0
    assert "(none)" in repr(table)
    assert table.plot()._repr_svg_()
    assert table.matrix.to_numpy().tolist() == [[1]]


def test_one_pair_is_not_several(pairs_of: Make, together: Any) -> None:
    assert pairs_of(*together[:2]).title.startswith("1 pair of codes")
    assert pairs_of(*together).title.startswith("2 pairs of codes")


def test_nouns_can_be_gone_through(pairs_of: Make, together: Any) -> None:
    assert [pair.together for pair in pairs_of(*together)] == [3, 1]
