"""Every pair of colours in the style sheet can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tlc.change.report import html

CSS = (Path(html.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
NAMED = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", CSS))
SURFACES = ("paper", "tint", "sky", "sun")


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Selector and declarations of every rule, also of those for print and for forced colours."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)):
        yield selector.strip(), dict(re.findall(r"([a-z-]+):([^;]+)", body))


def luminance(colour: str) -> float:
    named = re.fullmatch(r"var\(--([a-z]+)\)", colour)
    digits = (NAMED[named[1]] if named else colour).lstrip("#")
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, definitions of relative luminance and of contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_computed_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_whoever_sets_a_background_sets_the_colour_of_letters_on_it() -> None:
    pairs = 0
    for selector, style in rules():
        if style.get("background", "none") != "none":
            assert contrast(style["color"], style["background"]) >= 4.5, selector
            pairs += 1
    assert pairs >= 10


def test_every_colour_of_letters_can_be_read_on_every_light_surface() -> None:
    colours = {style["color"] for _, style in rules() if "color" in style and "background" not in style}
    assert colours
    for colour in colours:
        for surface in SURFACES:
            assert contrast(colour, f"var(--{surface})") >= 4.5, (colour, surface)


def test_bars_edges_and_the_focus_ring_stand_out() -> None:
    for mark in ("blue", "edge", "ink"):
        assert contrast(f"var(--{mark})", "var(--paper)") >= 3
    fills: dict[str, str] = {}
    for selector, style in rules():
        if "fill" in style:
            fills.setdefault(selector, style["fill"])
    assert contrast(fills[".chart-bar"], fills[".chart-track"]) >= 3
    assert contrast(fills[".chart-bar"], "var(--paper)") >= 3
    assert contrast("var(--ink)", "var(--focus)") >= 3


def test_the_style_sheet_is_small_and_asks_for_nothing() -> None:
    assert len(CSS) < 10_000
    assert not re.search(r"@import|url\(|@font-face|https?:", CSS)
