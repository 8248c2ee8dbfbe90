"""Tables and pictures in a real browser: by axe's rules, by keyboard, and without the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tlc.lab.reading import SaturationTable, SearchTable
from tlc.listen.saturation import saturation
from tlc.listen.search import search
from tlc.model import Summary

pytestmark = pytest.mark.browser
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A notebook</title></head><body><main>{}</main>'
)


@pytest.fixture
def results(
    small: Any,
    marks: Any,
    matrix_of: Callable[..., Any],
    comparison_of: Callable[..., Any],
    pairs_of: Callable[..., Any],
) -> list[Any]:
    """One of each, all with something in them."""
    held = {f"S{number}": frozenset("abcdef"[: number + 1]) for number in range(7)}
    choice = saturation(held, base=2, run=2, shuffles=50)
    written = Summary(rows="group", row="FG01", code="access.hours", coder="asha", text="Shifts.", made_at="now")
    return [
        matrix_of(*marks, summaries=(written,), min_cell=1),
        comparison_of(*marks, min_cell=1),
        comparison_of(*marks, by="group", min_cell=5),
        pairs_of(*marks),
        SearchTable(found=search(small.turns, "closed"), asked="closed", sessions=3),
        SaturationTable(result=choice, counted=(6, 0), months=("",) * 7, kinds=("interview",) * 7),
    ]


@pytest.fixture
def window(browser: Any, results: list[Any], tmp_path: Path) -> Iterator[Any]:
    """All results and their pictures below each other, as a notebook shows them."""
    path = tmp_path / "page.html"
    shown = "".join(f"{one._repr_html_()}{one.plot()._repr_html_()}" for one in results)
    path.write_text(PAGE.format(f"<h1>Reading</h1>{shown}"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 600, "height": 800}, offline=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    yield page
    context.close()


def test_axe_finds_nothing_to_mend(window: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(window, options={"runOnly": RULES}).response
    assert found["passes"], "axe looked at nothing"
    # Several results on one page may have the same name, as several cells of a notebook may.
    mend = [one for one in found["violations"] if one["id"] != "landmark-unique"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in mend for node in one["nodes"]] == []


def test_nothing_is_asked_of_the_network(window: Any) -> None:
    assert [url for url in window.asked if not url.startswith("file:")] == []


def test_a_wide_table_can_be_scrolled_by_keyboard(window: Any) -> None:
    window.set_viewport_size({"width": 320, "height": 640})
    region = window.get_by_role("region").first
    region.focus()
    window.keyboard.press("ArrowRight")
    window.wait_for_function("document.activeElement.scrollLeft > 0")


def test_every_picture_has_a_name(window: Any, results: list[Any]) -> None:
    names = window.get_by_role("img").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert names == [one.plot().title for one in results]


def test_letters_stay_on_their_picture(window: Any) -> None:
    outside = window.evaluate(
        """() => [...document.querySelectorAll("svg text")].filter((one) => {
            const [box, page] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
            return box.left < page.left - 1 || box.right > page.right + 1 || box.top < page.top - 1
                || box.bottom > page.bottom + 1;
        }).map((one) => one.textContent)"""
    )
    assert outside == []


def test_the_figures_of_a_picture_open_by_keyboard(window: Any) -> None:
    summary = window.locator("details summary").first
    summary.focus()
    window.keyboard.press("Enter")
    assert window.locator("details").first.get_attribute("open") is not None
