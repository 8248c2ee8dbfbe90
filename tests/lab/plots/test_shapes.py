"""What is drawn: every figure is there as a number, and stands where it should."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from lxml import etree

from tlc.lab.plots import Bar, Block, Curve, Dot, Plot, bars, curve, dots, heat

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = pd.DataFrame()


def drawn(plot: Plot) -> etree._Element:
    return etree.fromstring(plot._repr_svg_().encode())


def words(plot: Plot) -> list[str]:
    return [text.text or "" for text in drawn(plot).iter(f"{SVG}text")]


def of(plot: Plot, shape: str, *names: str) -> list[tuple[float, ...]]:
    return [
        tuple(float(one.get(name, "nan")) for name in names)
        for one in drawn(plot).iter(f"{SVG}{shape}")
        if one.get("width") != "100%"
    ]


def inside(plot: Plot) -> bool:
    """Whether everything with a place of its own lies on the picture; letters are judged by where they begin."""
    places = [
        (
            float(one.get("x") or one.get("cx") or one.get("x2") or 0),
            float(one.get("y") or one.get("cy") or one.get("y2") or 0),
        )
        for one in drawn(plot)
        if one.tag in {f"{SVG}{shape}" for shape in ("text", "circle", "line", "rect")}
    ]
    return all(0 <= x <= plot.width and -1 <= y <= plot.height for x, y in places)


# Bars


def test_bars_are_as_long_as_their_numbers_say() -> None:
    plot = bars([Bar(label="FG01", value=2), Bar(label="FG02", value=4)], title="T", table=NOTHING)
    one, other = of(plot, "rect", "x", "width")
    assert other[1] == pytest.approx(2 * one[1], abs=0.2)
    assert words(plot) == ["FG01", "2", "FG02", "4"]
    assert "FG01: 2. FG02: 4." in plot.description
    assert inside(plot)


def test_bars_of_nothing_are_drawn() -> None:
    assert words(bars([], title="T", table=NOTHING)) == []
    assert words(bars([Bar(label="A", value=0)], title="T", table=NOTHING)) == ["A", "0"]


# Dots


def test_a_dot_stands_in_its_interval_between_none_and_all() -> None:
    one = Dot(label="18-29", share=0.5, low=0.25, high=0.75, words="5 of 10 people")
    plot = dots([Block(label="Hours", dots=(one,))], title="T", table=NOTHING)
    ((x, _),) = of(plot, "circle", "cx", "cy")
    lines = of(plot, "line", "x1", "x2")
    none, quarter, half, three_quarters, everybody = (at for at, _ in lines[:5])
    assert (lines[5][0], x, lines[5][1]) == pytest.approx((quarter, half, three_quarters), abs=0.2)
    assert none < quarter < half < three_quarters < everybody
    assert "5 of 10 people" in words(plot)
    assert inside(plot)


def test_what_may_not_be_shown_is_words_and_no_dot() -> None:
    hidden = Dot(label="60", share=math.nan, low=math.nan, high=math.nan, words="people not shown")
    plot = dots([Block(label="Hours", dots=(hidden,))], title="T", table=NOTHING)
    assert of(plot, "circle", "cx") == []
    assert "people not shown" in words(plot)
    assert "nan" not in plot._repr_svg_()


def test_no_dots_are_a_picture_too() -> None:
    assert drawn(dots([], title="T", table=NOTHING)).get("role") == "img"


# A grid


def grid(counts: dict[tuple[str, str], int | str], columns: tuple[str, ...] = ("x", "y")) -> Plot:
    axes = ([("a", "Row a"), ("b", "Row b")], [(name, name) for name in columns])
    return heat(counts, axes=axes, title="T", table=NOTHING)


def fills(plot: Plot) -> list[str]:
    return [one.get("fill", "") for one in drawn(plot).iter(f"{SVG}rect")][1:]


def test_every_number_stands_in_its_cell_and_more_is_darker() -> None:
    plot = grid({("a", "x"): 1, ("a", "y"): 10, ("b", "x"): 0, ("b", "y"): "-"})
    assert words(plot) == ["x", "y", "Row a", "1", "10", "Row b", "0", "-"]
    light, dark, none, unread = fills(plot)
    assert int(light[1:], 16) > int(dark[1:], 16)
    assert (none, unread) == ("#ffffff", "#ffffff")
    assert inside(plot)


def test_cells_without_an_entry_are_empty() -> None:
    assert words(grid({})) == ["x", "y", "Row a", "", "", "Row b", "", ""]


def test_a_single_count_everywhere_is_one_shade() -> None:
    assert len(set(fills(grid(dict.fromkeys([("a", "x"), ("b", "y"), ("a", "y"), ("b", "x")], 1))))) == 1


def test_long_heads_are_slanted_and_stay_on_the_picture() -> None:
    plot = grid({("a", "60 and over, retired"): 1}, columns=("60 and over, retired", "not given"))
    heads = [one for one in drawn(plot).iter(f"{SVG}text") if one.get("transform")]
    assert len(heads) == 2
    assert inside(plot)


# A curve


def a_curve(mark: int | None = 2, values: tuple[int, ...] = (3, 5, 6)) -> Plot:
    band = tuple((value - 1, value + 1) for value in values)
    labels = tuple(f"S{number}" for number in range(len(values)))
    words = "reached after 2 sessions" if mark else ""
    return curve(
        Curve(labels=labels, values=values, band=band, mark=mark, words=words, axis="codes known"),
        title="T",
        table=NOTHING,
    )


def test_a_curve_rises_with_its_values() -> None:
    plot = a_curve()
    heights = [y for _, y in of(plot, "circle", "cx", "cy")]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == 3
    assert inside(plot)


def test_the_band_lies_around_the_curve() -> None:
    plot = a_curve()
    (band,) = drawn(plot).iter(f"{SVG}polygon")
    points = [tuple(map(float, point.split(","))) for point in str(band.get("points")).split()]
    upper, lower = points[:3], points[3:][::-1]
    for (_, y), (_, high), (_, low) in zip(of(plot, "circle", "cx", "cy"), upper, lower, strict=True):
        assert high < y < low


def test_where_it_was_reached_is_marked_and_said() -> None:
    plot = a_curve()
    cuts = [one for one in drawn(plot).iter(f"{SVG}line") if one.get("stroke-dasharray")]
    second = of(plot, "circle", "cx")[1][0]
    assert [float(cut.get("x1", "nan")) for cut in cuts] == [second]
    assert "reached after 2 sessions" in words(plot)
    assert "reached after 2 sessions" in plot.description


def test_what_was_not_reached_is_not_marked() -> None:
    assert not [one for one in drawn(a_curve(None)).iter(f"{SVG}line") if one.get("stroke-dasharray")]


@pytest.mark.parametrize("values", [(0,), (1,), (0, 0), (700, 1400)])
def test_few_and_many_values_can_be_drawn(values: tuple[int, ...]) -> None:
    plot = a_curve(None, values)
    assert "nan" not in plot._repr_svg_()
    assert len(words(plot)) < 20
