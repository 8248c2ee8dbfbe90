"""Topics, cards and views in a real browser: by axe's rules, in a narrow window, and without the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tlc.lab.topics import Topics

pytestmark = pytest.mark.browser
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A notebook</title></head>'
    '<body style="background:{background}"><main><h1 style="color:#767676">Topics</h1>{shown}</main></body>'
)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Put results below each other, as a notebook does, and open them."""
    contexts = []

    def open_(*shown: Any, width: int = 600, background: str = "#ffffff") -> Any:
        path = tmp_path / "page.html"
        body = "".join(one._repr_html_() for one in shown)
        path.write_text(PAGE.format(background=background, shown=body), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": RULES}).response
    assert found["passes"], "axe looked at nothing"
    # Several results on one page may have the same name, as several cells of a notebook may.
    mend = [one for one in found["violations"] if one["id"] != "landmark-unique"]
    return [f"{one['id']}: {node['html'][:200]}" for one in mend for node in one["nodes"]]


@pytest.mark.parametrize("background", ["#ffffff", "#111111"])
def test_axe_finds_nothing_to_mend_in_cards_with_quotes(
    opened: Callable[..., Any], run: Topics, background: str
) -> None:
    assert violations(opened(run.emerging.quotes(), background=background)) == []


def test_axe_finds_nothing_to_mend_in_topics_and_their_views(opened: Callable[..., Any], run: Topics) -> None:
    views = [run.by("age_band"), run.hierarchy(), run.distances(), run.codes(), run.turns(1), run.links(run)]
    assert violations(opened(run, run.emerging, *views, run.by("group").plot(), run.emerging.plot())) == []


def test_axe_would_find_a_fault(opened: Callable[..., Any], run: Topics) -> None:
    page = opened(run.emerging)
    page.evaluate("document.querySelector('li p').style.color = '#cccccc'")
    assert violations(page)


@pytest.mark.parametrize("width", [320, 600, 1280])
def test_cards_do_not_run_out_of_a_narrow_window(opened: Callable[..., Any], run: Topics, width: int) -> None:
    page = opened(run.emerging.quotes(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_original_and_its_translation_stand_side_by_side_where_there_is_room(
    opened: Callable[..., Any], run_with: Callable[..., Topics], run: Topics, things: Any
) -> None:
    number = next(number for number in range(1, 5) if things.subject(run.fitted, number - 1) == "mould")
    (one, *_) = run.emerging
    shown = run_with(more={"candidates": [replace(one, topic=number, quotes=run.run.topics[number - 1].turns[:2])]})
    tops = "[...document.querySelectorAll('figure')[0].querySelectorAll('blockquote')].map((q) => q.offsetTop)"
    wide = opened(shown.emerging.quotes(), width=1100).evaluate(tops)
    narrow = opened(shown.emerging.quotes(), width=360).evaluate(tops)
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_nothing_is_asked_of_the_network_and_no_word_runs(opened: Callable[..., Any], run: Topics) -> None:
    page = opened(run, run.emerging.quotes(), run.hierarchy())
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.evaluate("document.querySelectorAll('main script').length") == 0


def test_letters_stay_on_their_picture(opened: Callable[..., Any], run: Topics) -> None:
    outside = opened(run.hierarchy(), run.distances(), run.codes().plot()).evaluate(
        """() => [...document.querySelectorAll("svg text")].filter((one) => {
            const [box, page] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
            return box.left < page.left - 1 || box.right > page.right + 1 || box.top < page.top - 1
                || box.bottom > page.bottom + 1;
        }).map((one) => one.textContent)"""
    )
    assert outside == []
