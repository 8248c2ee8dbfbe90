"""The coding page by the keyboard alone: every act, no key where it should not act, and none that JupyterLab sees."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Opener = Callable[..., Any]
PICKED = """() => [...document.querySelectorAll(".tlc-text")].map((text) =>
  [...text.querySelectorAll(".tlc-picked")].map((part) => part.textContent).join(""))"""


def test_everything_is_done_by_the_keyboard_alone(coding: Opener) -> None:
    window = coding()
    for _ in range(20):
        window.keyboard.press("Tab")
        if "tlc-turn" in window.evaluate("document.activeElement.className").split():
            break
    window.press("ArrowDown", "ArrowRight", "ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "not"
    window.press("ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "Selected: could not register"
    window.press("Enter")
    window.keyboard.type("INREGISTR")  # nothing; then the English name
    assert window.get_by_role("treeitem").count() == 1
    window.locator(".tlc-search").fill("regis")
    window.press("Enter", said="Saved: Cannot register.")
    window.press("1", said="These words have this code already")
    window.press("c", "ArrowDown", "Enter", said="Saved: Waits too long.")
    assert window.entries(2) == ["Cannot register — you", "Waits too long — you"]
    window.press("m")
    window.keyboard.type("at the desk: x d d b")
    window.press("Enter", said="Saved: changed.")
    window.press("p", said="Saved")
    window.press("i", said="Saved")
    window.wait_for_function("document.querySelector('.tlc-codings').textContent !== null && window.sent.length > 6")
    window.status("Saved: changed.")
    [first, second] = window.desk.marks.values()
    assert (second["memo"], second["prompted"], second["serious"]) == ("at the desk: x d d b", True, True)
    assert (first["memo"], first["prompted"], first["serious"]) == ("", None, False)
    assert window.entries(2)[1] == "Waits too long — you; memo; prompted; serious"
    window.press("x", said="Saved: taken off.")
    assert window.entries(2) == ["Cannot register — you"]
    window.press("Control+z", said="taken back")
    assert len(window.entries(2)) == 2
    window.press("Control+y", said="done again")
    assert len(window.entries(2)) == 1
    window.press("n")
    assert window.evaluate("document.activeElement.dataset.turn") == "2"


def test_the_keyboard_selects_on_into_the_next_turn_and_whole_turns(coding: Opener) -> None:
    window = coding()
    window.begin(2)
    window.press("End", "Shift+ArrowRight", "Shift+ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "Selected: address. / M"
    window.press("Shift+ArrowLeft", "Shift+ArrowDown", "Shift+ArrowDown")
    texts = [turn["text"] for turn in window.desk.turns["FG01"]]
    assert window.evaluate(PICKED) == ["", "address.", texts[2], texts[3].removesuffix("."), "", "", ""]
    window.press("Escape")
    assert window.locator(".tlc-picked").count() == 0
    window.press("ArrowUp", "w", "c")
    window.keyboard.type("letters")
    window.press("Enter", said="Saved")
    assert [span["quote"] for span in window.sent("mark")[-1]["spans"]] == [texts[2]]


def test_in_a_text_from_right_to_left_the_arrows_go_where_they_point(coding: Opener) -> None:
    window = coding()
    window.begin(5)
    window.press("Home", "ArrowLeft")
    assert window.locator(".tlc-cursor").inner_text() == "יכולתי"
    window.press("ArrowRight")
    assert window.locator(".tlc-cursor").inner_text() == "לא"


def test_every_part_that_can_have_the_focus_keeps_keys_from_jupyterlab(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    window.press("f", "Escape", "m", "Escape", "?")
    window.drag(2, "proof", "address")
    window.press("b")
    window.press("Escape", "f")
    window.locator(".tlc-entry").first.click()
    bare = ":is(button, input, select, textarea, [tabindex]):not([data-lm-suppress-shortcuts])"
    assert window.locator(f".tlc-coding {bare}").count() == 0
    assert window.locator("[data-lm-suppress-shortcuts]").count() > 20


def test_no_key_does_anything_where_it_should_not(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(4)
    for key in ("d", "d", "g", "h", "k", "v", "Delete", "Backspace", "Shift+M", "0", "PageDown", "Shift+L"):
        window.press(key)
    assert window.sent("mark", "unmark", "alter", "decide", "propose") == []
    window.evaluate("document.addEventListener('keydown', e => { if (e.ctrlKey) window.saved = e.key; })")
    window.keyboard.press("Control+s")
    assert window.evaluate("window.saved") == "s"


def test_a_key_that_is_held_down_acts_once(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    for _ in range(4):
        window.keyboard.down("x")
    window.keyboard.up("x")
    window.status("Saved")
    assert len(window.sent("unmark")) == 1


def test_the_focus_has_a_visible_ring_and_goes_through_the_whole_page(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    style = "getComputedStyle(document.activeElement)"
    seen = []
    for _ in range(40):
        window.keyboard.press("Tab")
        if not window.is_inside():
            break
        assert window.evaluate(f"[{style}.outlineStyle, parseFloat({style}.outlineWidth)]") == ["solid", 3]
        seen.append(window.evaluate("document.activeElement.className + document.activeElement.tagName"))
    else:
        pytest.fail("the focus does not leave the page: a trap")
    assert [one for one in seen if "tlc-turn" in one] == ["tlc-turnDIV"]  # one stop for all turns
    assert len([one for one in seen if "tlc-code" in one]) == 1


def overlapping(harness: ModuleType) -> Any:
    desk = harness.FakeDesk()
    for quote, name in (("could not register", "access.registration"), ("not register", "access.waiting")):
        mark = desk.mark(2, quote, name)
        desk.marks[mark["id"]] = mark
    return desk


def test_the_coding_just_worked_on_is_kept_while_one_stays_in_its_turn(coding: Opener, harness: ModuleType) -> None:
    window = coding(overlapping(harness))
    window.locator(".tlc-entry").nth(1).click()
    for _ in range(3):
        window.press("m")
        assert window.locator(".tlc-card strong").first.inner_text() == "Waits too long"
        window.press("Escape")
    window.press("i", said="Saved: changed. Waits too long, turn 2.")
    assert [one["coding"] for one in window.sent("alter")] == ["c002"]


def test_of_several_codings_none_is_taken_before_one_is_chosen(coding: Opener, harness: ModuleType) -> None:
    window = coding(overlapping(harness))
    window.begin(2)
    window.press("m", said="There are several here")
    for key in ("x", "p", "Space", "i", "m", "x", "1", "z"):
        window.press(key)
    assert window.locator(".tlc-card").count() == 0
    assert window.sent("unmark", "alter", "undo") == []
    window.press("Tab", "Enter")
    assert window.locator(".tlc-card strong").first.inner_text() == "Waits too long"
    window.press("x", said="Saved: taken off. Waits too long, turn 2.")
    assert list(window.desk.marks) == ["c001"]
