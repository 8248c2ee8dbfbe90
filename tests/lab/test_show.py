"""How results show themselves: the same figures in a terminal and in a notebook, escaped, without anybody's words."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tlc.lab.show import Listing, as_html, as_text

FRAME = pd.DataFrame({"code": ["access.hours", "access.papers"], "share": [0.5, float("nan")]})
NASTY = """<b onclick='x()'>&"it's"</b></table><script>alert(1)</script>"""


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def cells(html: str) -> list[list[str]]:
    return [[cell.get_text() for cell in row.find_all("td")] for row in soup(html).find_all("tr")[1:]]


# In a terminal


def test_a_result_is_a_title_a_table_and_a_note() -> None:
    lines = as_text("Codes", FRAME, "Two of them.").split("\n")
    assert lines[0] == "Codes"
    assert lines[1].split() == ["code", "share"]
    assert lines[2].split() == ["access.hours", "0.50"]
    assert lines[-1] == "Two of them."


def test_what_is_missing_is_a_dash_in_a_terminal() -> None:
    frame = pd.DataFrame(
        {"turns": pd.array([None, 3], dtype="Int64"), "share": [float("nan"), 0.5], "note": [None, "x"]}
    )
    assert as_text("T", frame).split("\n")[2].split() == ["-", "-", "-"]


def test_an_empty_result_says_so() -> None:
    assert as_text("Problems", FRAME[:0]) == "Problems\n(none)"


def test_a_long_text_does_not_break_a_terminal_table() -> None:
    frame = pd.DataFrame({"what": ["word " * 50]})
    assert max(map(len, as_text("T", frame).split("\n"))) <= 60


# In a notebook


def test_a_table_in_a_notebook_can_be_read_aloud() -> None:
    page = soup(as_html("Codes", FRAME, "Two of them."))
    assert page.caption is not None and page.caption.get_text() == "Codes"
    assert [(head.get_text(), head["scope"]) for head in page.find_all("th")] == [("code", "col"), ("share", "col")]
    assert page.p is not None and page.p.get_text() == "Two of them."


def test_figures_are_rounded_only_for_showing() -> None:
    frame = pd.DataFrame({"name": ["a"], "share": [1 / 3], "count": [3]})
    assert cells(as_html("T", frame)) == [["a", "0.33", "3"]]
    assert frame["share"][0] == 1 / 3


def test_what_is_missing_is_a_dash_in_a_notebook() -> None:
    frame = pd.DataFrame(
        {
            "turns": pd.array([None, 3], dtype="Int64"),
            "share": [float("nan"), 0.5],
            "note": pd.Series([None, "x"], dtype="str"),
            "thing": pd.Series([None, "y"], dtype="object"),
        }
    )
    assert cells(as_html("T", frame)) == [["-", "-", "-", "-"], ["3", "0.50", "x", "y"]]


def test_an_empty_result_says_so_in_a_notebook() -> None:
    page = soup(as_html("Problems", FRAME[:0]))
    assert page.p is not None and page.p.get_text() == "None."
    assert page.tbody is not None and page.tbody.find_all("tr") == []


def test_everything_that_somebody_typed_is_escaped() -> None:
    html = as_html(NASTY, pd.DataFrame({NASTY: [NASTY]}), NASTY)
    page = soup(html)
    assert page.find_all(["b", "script"]) == []
    assert len(page.find_all("table")) == 1
    assert [page.caption.get_text(), *[one.get_text() for one in page.find_all(["th", "td", "p"])]] == [NASTY] * 4  # type: ignore[union-attr]


def test_without_a_note_there_is_no_empty_paragraph() -> None:
    assert soup(as_html("T", FRAME)).find_all("p") == []


# Listings


def test_a_listing_can_be_gone_through_and_counted() -> None:
    listing = Listing(title="Letters", items=("a", "b"), frame=FRAME)
    assert (len(listing), list(listing), bool(listing)) == (2, ["a", "b"], True)
    assert not Listing(title="None", items=(), frame=FRAME[:0])


def test_a_listing_shows_itself_the_same_in_both_places() -> None:
    listing = Listing(title="Codes", items=(), frame=FRAME, note="A note.")
    assert repr(listing) == as_text("Codes", FRAME, "A note.")
    assert listing._repr_html_() == as_html("Codes", FRAME, "A note.")


def test_a_listing_does_not_show_its_items(canary: str) -> None:
    listing = Listing(title="Codings", items=(canary,), frame=FRAME)
    assert canary not in repr(listing) + listing._repr_html_()


def test_two_listings_can_be_compared_without_a_fuss() -> None:
    one, other = (Listing(title="T", items=(), frame=FRAME.copy()) for _ in range(2))
    assert one != other
    assert len({one, other}) == 2


def test_a_listing_cannot_be_changed() -> None:
    listing = Listing(title="T", items=(), frame=FRAME)
    with pytest.raises(FrozenInstanceError):
        listing.title = "Another"  # type: ignore[misc]
