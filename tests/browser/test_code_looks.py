"""The coding page to the eye and to a screen reader: axe, contrast, narrow windows; and words that are only words."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.wording import STATIC
from tlc.lab.page import page

Opener = Callable[..., Any]
WIDER_INSIDE = """() => [...document.querySelectorAll(".tlc-coding *")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .filter((node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX)).map((node) => node.className)"""
RATIOS = """() => {
  const style = getComputedStyle(document.querySelector(".tlc-coding"));
  const light = (name) => {
    const hex = style.getPropertyValue(name).trim().slice(1);
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const papers = ["--paper", "--wash", "--picked", "--now", "--hit", "--because"];
  const colours = [...Array(10).keys()].map((number) => `--tlc-c${number}`);
  return papers.flatMap((paper) => colours.map((colour) => [`${colour} on ${paper}`, ratio(colour, paper)]));
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(coding: Opener, harness: ModuleType, theme: str) -> None:
    desk = harness.with_machine()
    desk.seen.add("suggestions")
    window = coding(desk, theme=theme)
    window.begin(2)
    assert window.violations() == []
    window.press("m")
    assert window.violations() == []
    window.press("Escape", "s", "f")
    window.keyboard.type("not")
    window.press("Enter")
    window.get_by_role("button", name="In all sessions").click()
    window.locator(".tlc-result").first.wait_for()
    assert window.violations() == []
    window.begin(2)
    window.press("w", "b")
    assert window.violations() == []
    window.press("Escape", "?")
    window.evaluate("document.querySelector('.tlc-status').className = 'tlc-status tlc-bad'")
    assert window.violations() == []


def test_axe_would_find_a_fault(coding: Opener) -> None:
    window = coding()
    window.evaluate("document.querySelector('.tlc-turnhead').style.color = '#dddddd'")
    assert window.violations()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_underlines_can_be_told_from_the_paper(coding: Opener, theme: str) -> None:
    window = coding(theme=theme)
    ratios = window.evaluate(RATIOS)
    assert [name for name, ratio in ratios if not ratio >= 3] == []


def test_underlines_are_seen_in_forced_colours(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine(), forced_colors="active")
    image = window.locator(".tlc-marked").first.evaluate("node => getComputedStyle(node).backgroundImage")
    assert image.startswith("linear-gradient")


@pytest.mark.parametrize("width", [320, 400, 1366])
def test_nothing_is_wider_than_the_page(coding: Opener, harness: ModuleType, width: int) -> None:
    desk = harness.with_machine()
    desk.seen.add("suggestions")
    window = coding(desk, width=width, height=768)
    window.begin(2)
    window.press("s", "f")
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert window.evaluate(WIDER_INSIDE) == []
    assert window.locator(".tlc-words").bounding_box()["height"] >= 240


def test_html_in_words_is_words(coding: Opener) -> None:
    window = coding()
    assert "<b>for weeks</b> & more." in window.locator(".tlc-text").nth(5).text_content()
    assert window.locator(".tlc-turn b").count() == 0


def test_the_page_writes_nothing_into_the_browser(coding: Opener) -> None:
    source = page(STATIC)
    for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML", "fetch(", "console."):
        assert store not in source, store
    assert ".set(" in source
    window = coding()
    assert "model.set" not in source
    assert window.evaluate("Object.keys(window.model).sort().join()") == "off,on,send,widget_manager"


@pytest.mark.parametrize("pane", [".tlc-words", ".tlc-tree", ".tlc-chips", ".tlc-panel"])
def test_the_wheel_at_the_end_of_a_pane_does_not_scroll_the_notebook(
    coding: Opener, harness: ModuleType, pane: str
) -> None:
    desk = harness.with_machine()
    desk.codes[1]["uses"] = 1  # used before: it has a digit
    window = coding(desk, height=1000)
    window.evaluate("document.body.style.paddingBottom = '3000px'")
    box = window.locator(pane).bounding_box()
    window.mouse.move(box["x"] + box["width"] / 2, box["y"] + min(box["height"], 200) / 2)
    for _ in range(8):
        window.mouse.wheel(0, 600)
        window.wait_for_timeout(60)
    assert window.evaluate("document.scrollingElement.scrollTop") == 0
