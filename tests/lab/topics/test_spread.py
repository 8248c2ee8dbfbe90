"""Who carries each topic as it shows itself: nothing that may not be shown is in it, however it is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.topics import Topics
from tlc.lab.topics.spread import SpreadTable
from tlc.listen.compare import wilson
from tlc.listen.topics.spread import Carried, Spread

Make = Callable[..., Topics]


def a_table(*counts: tuple[int, int], min_cell: int = 5, **more: Any) -> SpreadTable:
    """One topic of the community, with so many people of so many in each case."""
    held = tuple(
        Carried(
            topic=1,
            voices="community",
            value=f"case {place}",
            people=tuple(f"P{number}" for number in range(some)),
            people_in_all=tuple(f"P{number}" for number in range(of)),
            sessions=tuple(f"S{number}" for number in range(some)),
            sessions_in_all=tuple(f"S{number}" for number in range(of)),
        )
        for place, (some, of) in enumerate(counts)
    )
    values = tuple(one.value for one in held)
    result = Spread(by="age_band", values=values, held=held, unknown={1: more.pop("unknown", 0)}, sessions=("S1", "S2"))
    return SpreadTable(result=result, labels={1: "1 surname"}, min_cell=min_cell, **more)


def cells(table: SpreadTable) -> list[str]:
    row = BeautifulSoup(table._repr_html_(), "html.parser").select("tbody tr")[0]
    return [cell.get_text("|") for cell in row.find_all("td")]


def test_counts_that_may_be_shown_are_there_with_their_interval() -> None:
    row = a_table((6, 12), (7, 9)).frame.iloc[0]
    assert row[["people", "people_in_all", "sessions", "sessions_in_all"]].tolist() == [6, 12, 6, 12]
    assert (row["share"], row["low"], row["high"]) == (0.5, *wilson(6, 12))


@pytest.mark.parametrize("counts", [((4, 12), (2, 12)), ((1, 6), (9, 30)), ((3, 20), (8, 20), (9, 20))])
def test_no_count_that_is_too_small_is_in_anything_that_shows_itself(counts: tuple[tuple[int, int], ...]) -> None:
    table = a_table(*counts)
    shown = table.frame["people"].dropna()
    assert not ((shown > 0) & (shown < 5)).any()
    for some, of in counts:
        if some < 5:
            for told in (repr(table), table._repr_html_(), table.plot()._repr_html_()):
                assert f"{some} of {of}" not in told


def test_a_count_by_which_a_hidden_one_could_be_worked_out_is_hidden_too() -> None:
    # 18 people in all carry it, as the table of topics says: with 6 and 9 shown the 3 would be known.
    assert a_table((3, 20), (6, 20), (9, 20)).frame["people"].isna().tolist() == [True, True, False]


def test_where_a_count_is_hidden_so_is_everything_that_tells_it() -> None:
    frame = a_table((3, 20), (2, 20)).frame
    assert frame[["people", "share", "low", "high", "sessions"]].isna().all(axis=None)
    assert frame["people_in_all"].tolist() == [20, 20]


def test_a_zero_is_shown() -> None:
    assert cells(a_table((0, 12), (6, 12)))[0].startswith("0 of 12")


def test_a_cell_says_people_interval_and_sessions() -> None:
    low, high = wilson(6, 12)
    assert cells(a_table((6, 12), (7, 12)))[0] == f"6 of 12 ({low:.0%}\u2013{high:.0%})|6 of 12 sessions"


def test_a_terminal_has_the_same_counts_without_intervals() -> None:
    assert "6 of 12; 6 of 12" in repr(a_table((6, 12), (7, 12)))


def test_what_is_left_out_is_told() -> None:
    note = a_table((6, 12), unknown=3, undated=("IN01", "IN02")).note
    assert "speakers whom nobody knows, in none of these counts: topic 1: 3." in note
    assert "nobody wrote down their month: IN01 and IN02." in note
    assert "compare cases with each other, not topics" in note


def test_a_picture_has_a_dot_where_a_share_may_be_shown_and_words_elsewhere() -> None:
    words = re.findall(r">([^<>]+)</text>", a_table((6, 12), (3, 20), (2, 20)).plot()._repr_svg_())
    assert "6 of 12 people" in words
    assert words.count("people not shown") == 2


def test_where_nothing_may_be_shown_the_picture_says_so() -> None:
    plot = a_table((3, 20), (2, 20), (0, 20)).plot()
    words = re.findall(r">([^<>]+)</text>", plot._repr_svg_())
    assert words[-3:] == ["?", "?", "0"]
    assert plot.note.startswith("No count of people may be shown here.")


def test_a_topic_that_nobody_of_these_voices_carries_is_in_the_frame_and_not_on_the_page() -> None:
    table = a_table((0, 12))
    assert len(table.frame) == 1
    assert "surname" not in table._repr_html_()
    assert "(none)" in repr(table)


def test_topics_that_people_took_out_are_not_there() -> None:
    table = a_table((6, 12))
    hidden = SpreadTable(result=table.result, labels={}, min_cell=5)
    assert len(table) == 1
    assert len(hidden) == 0
    assert hidden.frame.empty


def test_professionals_have_a_table_and_a_picture_of_their_own(run: Topics) -> None:
    table = run.by("group")
    captions = [one.get_text() for one in BeautifulSoup(table._repr_html_(), "html.parser").find_all("caption")]
    assert captions == [
        f"Who carries each topic, by group: {voices} voices" for voices in ("community", "professional")
    ]
    assert table.plot(voices="professional").title.endswith("professional voices")


def test_the_most_widespread_topics_are_drawn_first_and_not_all(run: Topics) -> None:
    plot = run.by("age_band").plot(most=2)
    assert "The 2 most widespread of 4 topics" in plot.note
    assert plot._repr_svg_().count("font-weight") == 2
