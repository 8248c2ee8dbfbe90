"""Saturation as it shows itself: what was reached, with every caveat that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.reading import SaturationTable
from tlc.listen.saturation import saturation

NEW = (8, 4, 3, 5, 1, 1, 0, 1, 0, 0)


def table(new: tuple[int, ...] = NEW, **more: Any) -> SaturationTable:
    held, known = {}, 0
    for number, count in enumerate(new, 1):
        held[f"S{number:02d}"] = frozenset({f"c{place}" for place in range(known, known + count)})
        known += count
    choice = {name: more.pop(name) for name in ("base", "run", "threshold") if name in more}
    fields = {"counted": (0, known), "months": ("2026-05",) * len(new), "kinds": ("interview",) * len(new)} | more
    return SaturationTable(result=saturation(held, shuffles=200, **choice), **fields)


def test_what_was_reached_is_the_title() -> None:
    assert table().title == "Saturation was reached after 5 of 10 sessions (base 4, run 2, new information at most 5%)"
    assert "Sessions 6 to 7 brought 1 new code over the 20 of the first 4 sessions (5.0%)." in table().note


def test_what_was_not_reached_is_said() -> None:
    one = table(run=3, threshold=0.0)
    assert one.title.startswith("Saturation was not reached in 10 sessions (base 4, run 3")
    assert "Sessions 8 to 10 still brought 1 new code" in one.note
    assert "reached after" not in one.plot().description


def test_frames_hold_the_figures() -> None:
    one = table()
    assert one.frame["known"].tolist() == [8, 12, 15, 20, 21, 22, 22, 23, 23, 23]
    assert one.runs["run"].tolist() == ["5-6", "6-7", "7-8", "8-9", "9-10"]
    assert one.runs["ratio"].round(3).tolist() == [0.1, 0.05, 0.05, 0.05, 0.0]
    assert len(one.choices) == 12
    assert one.choices["reached"].isna().sum() > 0


def test_other_choices_stand_in_a_table_of_their_own() -> None:
    page = BeautifulSoup(table()._repr_html_(), "html.parser")
    captions = [caption.get_text() for caption in page.find_all("caption")]
    assert captions[1] == "What other choices of base, run and threshold give"
    heads = [head.get_text() for head in page.find_all("table")[1].find_all("th")]
    assert heads == ["base", "run 2, at most 5%", "run 3, at most 5%", "run 2, at most 0%", "run 3, at most 0%"]


def test_that_the_order_matters_is_said_with_seed_and_range() -> None:
    note = table().note
    assert "The order matters. In 200 other orders of these sessions (seed 1)" in note
    assert "in nine of ten" in note


def test_a_codebook_made_beforehand_is_told_as_a_limit() -> None:
    assert "20 stood in the codebook before anybody spoke" in table(counted=(20, 3)).note
    assert "stood in the codebook" not in table(counted=(0, 23)).note
    assert "23 codes were counted, all of which came from what people said" in table(counted=(0, 23)).note


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("focus_group",) * 10, "these are focus groups"),
        (("focus_group",) * 4 + ("interview",) * 6, "of several kinds (focus group 4, interview 6)"),
        (("interview",) * 10, ""),
    ],
)
def test_kinds_of_sessions_that_it_was_not_made_for_are_told(kinds: tuple[str, ...], said: str) -> None:
    note = table(kinds=kinds).note
    assert said in note
    assert ("focus group" in note) == bool(said)


def test_sessions_that_were_left_out_are_named() -> None:
    assert "Coded, and not asked for here: IN01, IN02." in table(left_out=("IN01", "IN02")).note


def test_a_terminal_shows_the_same_as_a_notebook() -> None:
    one = table()
    shown, page = repr(one), BeautifulSoup(one._repr_html_(), "html.parser").get_text()
    for part in (one.title, *one.note.split("\n"), "after 5 sessions"):
        assert part in shown
        assert part in page


def test_the_picture_marks_where_it_was_reached() -> None:
    plot = table().plot()
    assert "reached after 5 sessions" in plot._repr_svg_()
    assert "nine of ten" in plot.note


def test_orders_in_which_it_was_never_reached_are_counted() -> None:
    note = table((5, 1, 1, 1, 1, 1, 1, 1), base=2, run=2).note
    assert "in nine of ten" in note or "it was reached in" in note
    never = table((1,) * 8, base=2, run=2).note
    assert "it was reached in 0." in never
