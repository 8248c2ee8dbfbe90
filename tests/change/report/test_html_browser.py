"""The report in a real browser: by axe's rules, by keyboard, on a phone, without scripts, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
A_AND_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
BEST_PRACTICE = {"type": "tag", "values": ["best-practice"]}

Opener = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, page: str, tmp_path: Path) -> Iterator[Opener]:
    """Open a page in a fresh window without a network; what it asks for is kept in ``window.asked``."""
    windows = []

    def open_(text: str = page, viewport: dict[str, int] = WIDE, **more: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport=viewport, offline=True, **more)
        windows.append(context)
        window = context.new_page()
        window.asked = []
        window.on("request", lambda request: window.asked.append(request.url))
        window.goto(path.as_uri())
        return window

    yield open_
    for context in windows:
        context.close()


def looked(window: Any, rules: dict[str, Any], kind: str = "violations") -> list[str]:
    """What axe finds, with everything open that can be opened."""
    window.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(window, options={"runOnly": rules}).response
    assert found["passes"], "axe looked at nothing"
    return [f"{one['id']}: {node['html']}" for one in found[kind] for node in one["nodes"]]


def widths(window: Any) -> tuple[int, int]:
    """Of the page and of the window."""
    both = window.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return both[0], both[1]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
@pytest.mark.parametrize("rules", [A_AND_AA, BEST_PRACTICE], ids=["A and AA", "best practice"])
def test_axe_finds_nothing_to_mend(opened: Opener, viewport: dict[str, int], rules: dict[str, Any]) -> None:
    assert looked(opened(viewport=viewport), rules) == []


def test_axe_finds_nothing_to_mend_in_a_study_with_nothing_decided(opened: Opener, bare_page: str) -> None:
    window = opened(bare_page)
    assert looked(window, A_AND_AA) == []
    assert looked(window, BEST_PRACTICE) == []


def test_axe_leaves_only_the_contrast_of_pictures_and_marks_to_people(opened: Opener) -> None:
    # Letters over bars and beside quotation marks of the style sheet: test_html_colours.py computes their contrast.
    left = looked(opened(), A_AND_AA, "incomplete")
    assert {one.partition(":")[0] for one in left} == {"color-contrast"}
    assert {re.sub(r"[ >].*", "", one.partition(": ")[2]) for one in left} <= {"<text", "<p", "<td"}
    assert len(left) == 26


def test_axe_would_find_a_fault(opened: Opener, page: str) -> None:
    assert looked(opened(page.replace('lang="en-GB"', "")), A_AND_AA)


def test_the_page_asks_for_nothing_but_itself(opened: Opener) -> None:
    window = opened()
    window.wait_for_load_state("networkidle")
    assert window.asked == [window.url]


def test_the_page_logs_no_error(opened: Opener) -> None:
    # Also not one about what its own security policy forbids.
    window = opened()
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.on("pageerror", lambda error: said.append(str(error)))
    window.reload()
    assert said == []


def test_the_whole_text_is_there_without_scripts(opened: Opener) -> None:
    texts = [opened(java_script_enabled=on).locator("main").inner_text() for on in (True, False)]
    assert texts[0] == texts[1]
    assert len(texts[0]) > 5_000


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_nothing_but_tables_scrolls_sideways(opened: Opener, viewport: dict[str, int]) -> None:
    window = opened(viewport=viewport)
    page_width, window_width = widths(window)
    assert page_width <= window_width
    scrollers = window.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.className)"
    )
    assert set(scrollers) <= {"scroll"}


def test_long_words_do_not_widen_a_phone(opened: Opener, page_of_long_words: str) -> None:
    page_width, window_width = widths(opened(page_of_long_words, NARROW))
    assert page_width <= window_width


def test_letters_of_twice_the_size_fit(opened: Opener) -> None:
    window = opened()
    window.evaluate("document.documentElement.style.fontSize = '200%'")
    page_width, window_width = widths(window)
    assert page_width <= window_width
    assert not window.evaluate(OVERLAPPING)


def test_wider_spacing_of_letters_lines_and_words_fits(opened: Opener) -> None:
    # The spacing of WCAG 2.2, success criterion 1.4.12.
    window = opened()
    window.evaluate(
        "for (const e of document.querySelectorAll('*')) Object.assign(e.style,"
        " {lineHeight: 1.5, letterSpacing: '.12em', wordSpacing: '.16em'})"
    )
    page_width, window_width = widths(window)
    assert page_width <= window_width


OVERLAPPING = """(() => {
  const boxes = [...document.querySelectorAll('.chart text, .chart-track')].map(e => e.getBoundingClientRect());
  const apart = (a, b) =>
    a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
  return boxes.some((a, i) => boxes.some((b, j) => i < j && !apart(a, b)));
})()"""


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_letters_and_bars_of_the_chart_do_not_overlap(opened: Opener, viewport: dict[str, int]) -> None:
    window = opened(viewport=viewport)
    assert window.locator("#glance .chart-bar").count() == 7
    assert not window.evaluate(OVERLAPPING)


def test_the_chart_stays_inside_a_phone(opened: Opener) -> None:
    window = opened(viewport=NARROW)
    rights = window.evaluate("[...document.querySelectorAll('.chart *')].map(e => e.getBoundingClientRect().right)")
    assert max(rights) <= 320


STOP = """() => {
  const e = document.activeElement, style = getComputedStyle(e), all = [...document.querySelectorAll('*')];
  const box = e.getBoundingClientRect();
  return {place: all.indexOf(e), tag: e.tagName, text: e.textContent.trim(), outline: style.outlineStyle,
          thick: parseFloat(style.outlineWidth), seen: box.width > 0 && box.right > 0 && box.bottom > 0};
}"""


def test_the_keyboard_reaches_everything_in_order_with_a_visible_ring(opened: Opener) -> None:
    window = opened()
    reachable = window.locator("a[href], summary, [tabindex='0']").count()
    stops = []
    for _ in range(reachable):
        window.keyboard.press("Tab")
        stops.append(window.evaluate(STOP))
    assert stops[0]["text"] == "Skip to the report"
    assert [stop["place"] for stop in stops] == sorted({stop["place"] for stop in stops})
    assert all(stop["outline"] == "solid" and stop["thick"] >= 3 and stop["seen"] for stop in stops)
    window.keyboard.press("Tab")
    assert window.evaluate(STOP)["tag"] == "BODY", "the keyboard is not trapped"


def test_the_skip_link_leads_past_the_header(opened: Opener) -> None:
    window = opened()
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.closest('section').id") == "summary"


def test_a_headline_leads_to_its_theme(opened: Opener) -> None:
    window = opened()
    window.locator(".headlines a").first.click()
    top = window.locator("article:has(h4:text-is('Interpreter not offered or not there'))").bounding_box()["y"]
    assert 0 <= top < 100


def test_forced_colours_leave_the_bars_and_boxes_visible(opened: Opener) -> None:
    window = opened(forced_colors="active")
    colours = window.evaluate(
        "['.chart-bar', '.chart-track'].map(name => getComputedStyle(document.querySelector(name)).fill)"
    )
    assert colours[0] != colours[1]
    assert window.evaluate("getComputedStyle(document.querySelector('.quotes figure')).borderTopStyle") == "solid"


def test_the_original_stands_beside_its_translation_and_on_a_phone_above_it(opened: Opener) -> None:
    tops = {}
    for viewport in (WIDE, NARROW):
        words = opened(viewport=viewport).locator("blockquote").first.locator("p")
        tops[viewport["width"]] = [words.nth(place).bounding_box()["y"] for place in (0, 1)]
    assert tops[1280][0] == tops[1280][1]
    assert tops[320][0] < tops[320][1]


def test_short_quotes_stand_side_by_side_and_on_a_phone_below_each_other(
    opened: Opener, page_of_two_quotes: str
) -> None:
    for viewport, beside in ((WIDE, True), (NARROW, False)):
        first, second = opened(page_of_two_quotes, viewport).locator("#kind-enabler ~ article figure").all()
        assert (first.bounding_box()["y"] == second.bounding_box()["y"]) is beside


def test_on_a_phone_an_action_is_a_card_with_labels(opened: Opener) -> None:
    window = opened(viewport=NARROW)
    label = "getComputedStyle(document.querySelector('.actions td'), '::before').content"
    assert window.evaluate(label) == '"Because"'
    # It is still a table to those who listen to it.
    assert window.get_by_role("table", name="Short term").get_by_role("rowheader").count() == 3
    assert opened().evaluate(label) == "none"


def test_it_prints_on_a4_with_the_action_framework_on_its_side(opened: Opener) -> None:
    printed = opened().pdf(prefer_css_page_size=True, tagged=True, outline=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    upright = [box for box in boxes if float(box[0]) < float(box[1])]
    assert len(boxes) >= 6
    assert {round(float(box[1])) for box in upright} == {842}
    assert 0 < len(boxes) - len(upright) < len(upright)


def test_the_printed_page_is_tagged_and_holds_what_is_folded_away_on_the_screen(opened: Opener, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    (tmp_path / "report.pdf").write_bytes(opened().pdf(prefer_css_page_size=True, tagged=True, outline=True))
    printed = pypdf.PdfReader(tmp_path / "report.pdf")
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert printed.metadata.title.startswith("Synthetic sample: ")
    assert printed.outline
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    # A reason of a rating, and an item of a standard.
    assert "People cannot use care" in text
    assert "Gender of those who led the sessions" in text


@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_screen_says_the_main_themes_how_sure_and_what_to_do_first(opened: Opener, width: int) -> None:
    window = opened(viewport={"width": width, "height": 800})
    seen = window.evaluate(
        "[...document.querySelectorAll('h1, .headlines li')].filter(e => e.getBoundingClientRect().bottom <= 800)"
        ".map(e => e.textContent.replace(/\\s+/g, ' '))"
    )
    assert len([said for said in seen if "How sure: " in said and " of 20 sessions" in said]) >= 3
    assert [said for said in seen if "Owner: " in said and "By: " in said]


def test_a_draft_is_marked_behind_the_text_and_not_in_forced_colours(opened: Opener) -> None:
    mark = "getComputedStyle(document.body, '::before')"
    window = opened()
    assert window.evaluate(f"[{mark}.content, {mark}.zIndex, {mark}.position]") == ['"DRAFT" / ""', "-1", "fixed"]
    forced = opened(forced_colors="active")
    assert forced.evaluate(f"{mark}.display") == "none"
    assert forced.locator(".draft").is_visible()


def test_the_summary_fills_no_more_than_one_printed_page(opened: Opener, page_of_a_full_summary: str) -> None:
    # A4 less the margins of the style sheet, in CSS pixels: 180 mm by 269 mm.
    window = opened(page_of_a_full_summary, {"width": 680, "height": 1016})
    window.emulate_media(media="print")
    box = window.locator("#summary").bounding_box()
    assert box["y"] + box["height"] <= 1016


def test_on_paper_links_to_the_web_are_written_out_and_ways_back_are_not(opened: Opener) -> None:
    window = opened()
    window.emulate_media(media="print")
    written = "getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
    assert "england.nhs.uk" in window.evaluate(written)
    assert not window.locator(".up, nav, .skip").locator("visible=true").count()
