"""How many topics: a proposal with its reason, and the choice left to people."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.topics import Topics
from tlc.lab.topics.numbers import NumbersTable
from tlc.listen.topics.numbers import Number, Profile


def a_number(topics: int, stability: float | None = 0.6, silhouette: float | None = 0.1) -> Number:
    low, high = (None, None) if stability is None else (stability - 0.1, stability + 0.1)
    return Number(
        topics=topics, found=float(topics), stability=stability, lowest=low, highest=high, silhouette=silhouette
    )


def a_table(*numbers: Number, **more: Any) -> NumbersTable:
    fields: dict[str, Any] = {"proposal": 5, "nearly": (5,), "documents": 40, "of": 40, "seed": 3} | more
    return NumbersTable(result=Profile(numbers=numbers, **fields), now=7)


def words(table: NumbersTable) -> list[str]:
    return re.findall(r">([^<>]+)</text>", table.plot()._repr_svg_())


def test_each_number_has_a_row_and_the_proposed_one_is_marked() -> None:
    table = a_table(a_number(5, 0.7), a_number(8))
    rows = BeautifulSoup(table._repr_html_(), "html.parser").select("tbody tr")
    assert [[cell.get_text() for cell in row.find_all("td")] for row in rows] == [
        ["5", "0.70", "0.60 to 0.80", "0.10", "proposed"],
        ["8", "0.60", "0.50 to 0.70", "0.10", ""],
    ]
    assert table.frame["proposed"].tolist() == [True, False]


def test_the_proposal_has_its_reason_and_the_choice_is_left_open() -> None:
    table = a_table(a_number(5, 0.7), a_number(8))
    assert table.result.sentence in table.note
    assert table.note.endswith("This run has 7. You choose: study.topics(topics=5)")
    assert "Tried on" not in table.note


def test_what_was_only_tried_on_a_part_says_so() -> None:
    assert "Tried on 40 of the 4000 documents, drawn by chance (seed 3)." in a_table(a_number(5), of=4000).note


def test_where_nothing_is_proposed_it_says_so() -> None:
    table = a_table(a_number(2, None, None), proposal=None, nearly=())
    assert "No number is proposed" in repr(table)
    assert "study.topics(topics=7)" in table.note
    assert words(table).count("cannot be told") == 2
    assert "nan" not in repr(table)


def test_the_picture_has_both_figures_of_each_number() -> None:
    said = words(a_table(a_number(5, 0.7, 0.12), a_number(8, 0.6, 0.2)))
    assert {"0.70", "0.60", "0.12", "0.20", "0.00", "1.00"} <= set(said)
    assert "100%" not in said


def test_a_figure_below_nought_stays_on_the_picture_and_is_said() -> None:
    plot = a_table(a_number(5, 0.05, -0.2)).plot()
    left = min(float(at) for at in re.findall(r'<circle cx="([\d.]+)"', plot.body))
    ends = [float(at) for at in re.findall(r'<line x1="([\d.]+)"', plot.body)]
    assert "-0.20" in words(a_table(a_number(5, 0.05, -0.2)))
    assert min(ends) == pytest.approx(left)


def test_a_run_can_be_tried_with_other_numbers(run: Topics) -> None:
    table = run.numbers()
    assert 4 in table.result.nearly
    assert table.now == 4
