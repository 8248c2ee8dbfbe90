"""A comparison as it shows itself: no small count of people, and none that gives one away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.reading import ComparisonTable
from tlc.listen.compare import wilson

Make = Callable[..., ComparisonTable]


def rows(table: ComparisonTable, theme: str = "access.hours", voices: str = "community") -> dict[str, Any]:
    frame = table.frame
    kept = frame[(frame["theme"] == theme) & (frame["voices"] == voices)]
    return {row.value: row for row in kept.itertuples()}


def test_counts_and_shares_that_may_be_shown_are_there(comparison_of: Make, marks: Any) -> None:
    young = rows(comparison_of(*marks, min_cell=1))["18-29"]
    assert (young.people, young.people_read, young.sessions, young.sessions_read) == (2, 3, 1, 2)
    assert (young.share, young.low, young.high) == (2 / 3, *wilson(2, 3))


@pytest.mark.parametrize("by", ["age_band", "group", "language", "kind", "community"])
@pytest.mark.parametrize("min_cell", [2, 3, 5])
def test_no_count_of_people_is_shown_that_is_too_small(comparison_of: Make, marks: Any, by: str, min_cell: int) -> None:
    frame = comparison_of(*marks, by=by, min_cell=min_cell).frame
    for column in ("people", "people_read"):
        shown = frame[column].dropna()
        assert not ((shown > 0) & (shown < min_cell)).any()


def test_a_count_from_which_a_hidden_one_could_be_worked_out_is_hidden_too(comparison_of: Make, marks: Any) -> None:
    exact = rows(comparison_of(*marks, by="group", min_cell=1))
    assert [row.people for row in exact.values()] == [3, 1]
    # The total, 4, stands in the table of evidence: with 3 shown, the 1 would be known.
    assert comparison_of(*marks, by="group", min_cell=2).frame.query("theme == 'access.hours'")["people"].isna().all()


def test_where_a_count_is_hidden_so_are_its_share_and_its_interval(comparison_of: Make, marks: Any) -> None:
    frame = comparison_of(*marks, min_cell=3).frame
    hidden = frame["people"].isna() | frame["people_read"].isna()
    assert hidden.any()
    assert frame.loc[hidden, ["share", "low", "high"]].isna().all(axis=None)
    assert frame.loc[~hidden, ["share", "low", "high"]].notna().all(axis=None)


def test_what_is_shown_holds_no_number_that_the_frame_hides(comparison_of: Make, marks: Any) -> None:
    table = comparison_of(*marks, min_cell=5)
    assert "not shown" in repr(table)
    assert " of 3" not in repr(table) + table._repr_html_() + table.plot()._repr_html_()


def test_community_and_professionals_have_a_table_each(comparison_of: Make, marks: Any) -> None:
    page = BeautifulSoup(comparison_of(*marks, min_cell=1)._repr_html_(), "html.parser")
    captions = [caption.get_text() for caption in page.find_all("caption")]
    assert captions == [
        "What was said, by age band: community voices",
        "What was said, by age band: professional voices",
    ]
    heads = [[head.get_text() for head in table.select("thead th")] for table in page.find_all("table")]
    assert heads == [["community voices", "18-29", "30-44", "not given"], ["professional voices", "not given"]]


def test_a_cell_says_people_interval_and_sessions(comparison_of: Make, marks: Any) -> None:
    page = BeautifulSoup(comparison_of(*marks, min_cell=1)._repr_html_(), "html.parser")
    line = next(row for row in page.select("tbody tr") if row.th is not None and "Opening" in row.th.get_text())
    assert line.td is not None
    assert line.td.get_text("|") == "2 of 3 (21%–94%)|1 of 2 sessions"


def test_themes_that_nobody_said_are_in_the_frame_and_not_on_the_page(comparison_of: Make, marks: Any) -> None:
    table = comparison_of(*marks)
    assert "language.letters" in set(table.frame["theme"])
    assert "Letters that nobody explains" not in table._repr_html_()


def test_a_heading_is_told_from_a_code(comparison_of: Make, marks: Any) -> None:
    assert "Getting in (all of it)" in repr(comparison_of(*marks))


def test_unknown_speakers_and_denominators_are_told(comparison_of: Make, marks: Any) -> None:
    note = comparison_of(*marks).note
    assert "3 sessions that people have coded" in note
    assert "Passages by speakers whom nobody knows, in none of these counts: 1." in note
    assert "Nobody was drawn by lot" in note


def test_a_picture_shows_what_the_table_shows(comparison_of: Make, marks: Any) -> None:
    plot = comparison_of(*marks, min_cell=1).plot()
    assert "2 of 3 people" in plot._repr_svg_()
    assert "Opening hours do not fit" in plot._repr_svg_()
    assert "professional" in comparison_of(*marks, min_cell=1).plot(voices="professional").title


def test_where_no_count_of_people_may_be_shown_the_picture_says_so_and_keeps_its_caveats(
    comparison_of: Make, marks: Any
) -> None:
    plot = comparison_of(*marks, by="group", min_cell=4).plot()
    words = [text.get_text() for text in BeautifulSoup(plot._repr_svg_(), "xml").find_all("text")]
    assert plot.title == "What was said, by group: community voices"
    assert words == ["FG01", "FG02", "Opening hours do not fit", "?", "?", "Asked for papers", "?", "?"]
    assert plot.note.startswith("No count of people may be shown here.")
    assert "large enough" not in plot.note
    assert "Nobody was drawn by lot" in plot.note


def test_a_shown_zero_is_drawn_where_nothing_else_may_be(comparison_of: Make, marks: Any) -> None:
    plot = comparison_of(*marks, by="group", min_cell=3).plot()
    words = [text.get_text() for text in BeautifulSoup(plot._repr_svg_(), "xml").find_all("text")]
    assert words[-3:] == ["Asked for papers", "?", "0"]


def test_where_people_are_hidden_so_are_their_sessions(comparison_of: Make, marks: Any) -> None:
    # The nurse's interview is one session and one person: the one count would be the other.
    for by, min_cell in (("role", 2), ("group", 2), ("age_band", 3), ("role", 5)):
        table = comparison_of(*marks, by=by, min_cell=min_cell)
        frame = table.frame
        hidden = frame["people"].isna()
        assert hidden.any()
        assert frame.loc[hidden, "sessions"].isna().all()
        assert frame.loc[~hidden, "sessions"].notna().all()
        no_denominator = frame["people_read"].isna()
        assert frame.loc[no_denominator, ["people", "sessions", "sessions_read"]].isna().all(axis=None)
        shown = repr(table) + table._repr_html_() + table.plot()._repr_html_()
        assert not re.search(r"not shown(; |<br>)[0-9]", shown)


def test_the_note_promises_no_more_than_is_kept(comparison_of: Make, marks: Any) -> None:
    note = comparison_of(*marks, min_cell=3).note
    assert "above zero and below 3 are not shown, cell by cell within this one table, nor their sessions" in note
    assert "Zeros are shown." in note
    assert "side by side can work some hidden counts out" in note
    assert "this table stays in the team; the report is what may leave" in note
    assert "give them away" not in note


def test_groups_are_too_small_and_the_note_points_to_traits(comparison_of: Make, marks: Any) -> None:
    assert "compare by a trait too" in comparison_of(*marks, by="group").note
    assert "compare by a trait too" not in comparison_of(*marks, by="age_band").note


def test_a_theme_of_which_nothing_may_be_shown_is_not_drawn(comparison_of: Make, marks: Any) -> None:
    # Four of seven said the one thing, and one the other.
    plot = comparison_of(*marks, by="community", min_cell=4).plot()
    assert "Opening hours do not fit" in plot._repr_svg_()
    assert "Asked for papers" not in plot._repr_svg_()


def test_at_most_so_many_themes_are_drawn(comparison_of: Make, marks: Any) -> None:
    plot = comparison_of(*marks, min_cell=1).plot(most=1)
    assert "The 1 most widespread of 3 themes" in plot.note


def test_nouns_can_be_gone_through(comparison_of: Make, marks: Any) -> None:
    table = comparison_of(*marks)
    assert len(list(table)) == len(table) == len(table.frame)


def test_where_nothing_was_found_the_page_says_so(comparison_of: Make) -> None:
    table = comparison_of()
    assert "(none)" in repr(table)
    assert "None." in table._repr_html_()
    assert table.plot().title
