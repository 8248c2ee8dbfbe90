"""A tree: every leaf has its label, and branches meet as far to the right as they are apart."""

from __future__ import annotations

import pandas as pd
import pytest
from lxml import etree

from tlc.lab.plots import Fork, Plot, tree

SVG = "{http://www.w3.org/2000/svg}"
LEAVES = [("a", "A"), ("b", "B <of> & more"), ("c", "C")]
FORKS = [Fork(left=("a",), right=("b",), distance=0.2), Fork(left=("a", "b"), right=("c",), distance=0.8)]


@pytest.fixture
def plot() -> Plot:
    return tree(LEAVES, FORKS, title="T", table=pd.DataFrame())


def lines(plot: Plot) -> list[tuple[float, ...]]:
    drawn = etree.fromstring(plot._repr_svg_().encode())
    return [tuple(float(str(one.get(name))) for name in ("x1", "y1", "x2", "y2")) for one in drawn.iter(f"{SVG}line")]


def words(plot: Plot) -> list[str]:
    return [one.text or "" for one in etree.fromstring(plot._repr_svg_().encode()).iter(f"{SVG}text")]


def test_leaves_stand_from_the_top_down_with_their_labels(plot: Plot) -> None:
    assert words(plot)[:3] == ["A", "B <of> & more", "C"]


def test_branches_meet_as_far_to_the_right_as_they_are_apart(plot: Plot) -> None:
    left = lines(plot)[0][0]
    upright = [line for line in lines(plot) if line[0] == line[2]]
    assert [line[0] - left for line in upright] == [pytest.approx(75), pytest.approx(300)]


def test_a_branch_begins_where_its_own_branches_met(plot: Plot) -> None:
    first, second = [line for line in lines(plot) if line[0] == line[2]]
    assert second[1] == pytest.approx((first[1] + first[3]) / 2, abs=0.1)
    assert any(line[0] == first[0] and line[1] == pytest.approx(second[1], abs=0.1) for line in lines(plot))


def test_the_description_tells_every_fork(plot: Plot) -> None:
    assert "a with b at 0.20. a b with c at 0.80." in plot.description


def test_everything_lies_on_the_picture(plot: Plot) -> None:
    assert all(0 <= x <= plot.width and 0 <= y <= plot.height for line in lines(plot) for x, y in (line[:2], line[2:]))


def test_things_that_are_all_the_same_are_drawn_too() -> None:
    same = tree(LEAVES[:2], [Fork(left=("a",), right=("b",), distance=0)], title="T", table=pd.DataFrame())
    assert len({x for line in lines(same) for x in (line[0], line[2])}) == 1


def test_a_long_label_takes_lines_of_its_own() -> None:
    long = tree([("a", "a long label " * 8), ("b", "B")], [FORKS[0]], title="T", table=pd.DataFrame())
    assert len(words(long)) > 2 + 5
    assert long.height > tree([("a", "A"), ("b", "B")], [FORKS[0]], title="T", table=pd.DataFrame()).height
