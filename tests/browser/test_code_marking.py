"""The coding page: words are selected and marked, and what is marked is opened and changed."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Opener = Callable[..., Any]


def test_words_are_marked_with_the_mouse_and_a_click(coding: Opener) -> None:
    window = coding()
    window.drag(2, "could", "register")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    [mark] = window.sent("mark")
    assert mark["spans"] == [{"turn": "FG01.2", "start": 2, "end": 20, "quote": "could not register"}]
    assert (mark["code"], mark["prompted"]) == ("access.registration", None)
    assert window.entries(2) == ["Cannot register — you"]
    assert window.underlined(next(iter(window.desk.marks))) == "could not register"


def test_a_selection_over_turns_is_one_step(coding: Opener) -> None:
    window = coding()
    window.drag(2, "surgery", "răspuns", last=3)
    window.press("c")
    window.keyboard.type("waits")
    window.press("Enter", said="Saved: Waits too long.")
    [mark] = window.sent("mark")
    assert [(span["turn"], span["quote"]) for span in mark["spans"]] == [
        ("FG01.2", "surgery, they wanted proof of address."),
        ("FG01.3", "M-au trimis acasă fără s\u0326tampila\u0306 \u0219i fără răspuns"),
    ]
    window.press("z", said="taken back")
    assert window.desk.marks == {}
    assert window.entries(2) == window.entries(3) == []


def test_three_codings_overlap_on_three_lines_and_a_click_goes_through_them(
    coding: Opener, harness: ModuleType
) -> None:
    desk = harness.FakeDesk()
    for quote, name in (
        ("could not register", "access.registration"),
        ("not register", "access.waiting"),
        ("register", "language.letters"),
    ):
        mark = desk.mark(2, quote, name)
        desk.marks[mark["id"]] = mark
    window = coding(desk)
    part = window.locator('[data-marks="c001 c002 c003"]').first
    assert part.inner_text() == "register"
    heights = part.evaluate("node => getComputedStyle(node).backgroundPositionY.split(', ')")
    assert len(set(heights)) == 3
    seen = []
    for _ in range(4):
        window.locator('[data-marks="c001 c002 c003"]').first.click()
        seen.append(window.locator(".tlc-card strong").first.inner_text())
    assert seen == ["Cannot register", "Waits too long", "Letters not understood", "Cannot register"]
    assert window.locator(".tlc-card .tlc-entry").all_inner_texts() == [
        "Waits too long — you",
        "Letters not understood — you",
    ]


def test_two_codes_go_on_one_selection(coding: Opener) -> None:
    window = coding()
    window.drag(2, "proof", "address")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    window.code("No interpreter").click()
    window.status("Saved: No interpreter.")
    first, second = window.sent("mark")
    assert first["spans"] == second["spans"]
    assert window.entries(2) == ["Cannot register — you", "No interpreter — you"]


def test_nothing_is_coded_without_a_selection(coding: Opener) -> None:
    window = coding()
    window.begin(2)
    window.code("Cannot register").click()
    window.status("Select some words first")
    window.press("7", said="No code has this number yet")
    window.press("x", said="None of your codings is here")
    window.press("a", said="No suggestion is here")
    assert window.sent("mark", "unmark", "decide") == []


def test_a_digit_stays_with_its_code(coding: Opener) -> None:
    window = coding()
    window.drag(2, "proof", "address")
    for name in ("Waits too long", "Cannot register", "Waits too long"):
        window.code(name).click()
    window.status("already")
    assert window.locator(".tlc-chip").all_inner_texts() == ["1\nWaits too long", "2\nCannot register"]


def test_shift_and_a_click_extend_a_selection(coding: Opener) -> None:
    window = coding()
    window.drag(2, "could", "not")
    text = window.locator(".tlc-text").nth(1)
    box = text.bounding_box()
    window.keyboard.down("Shift")
    window.mouse.click(box["x"] + 400, box["y"] + box["height"] / 2)
    window.keyboard.up("Shift")
    picked = "".join(window.locator(".tlc-picked").all_text_contents())
    assert picked.startswith("could not register")
    assert len(picked) > len("could not register")


# The card


def test_another_code_is_one_step_and_keeps_the_words(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.locator(".tlc-entry").first.click()
    window.locator(".tlc-card").get_by_role("button", name="Other code").click()
    window.keyboard.type("waits")
    window.press("Enter", said="Saved: changed.")
    assert [(one["code"], one["coding"]) for one in window.sent("alter")] == [("access.waiting", "c001")]
    assert window.entries(2) == ["Waits too long — you"]
    assert window.locator(".tlc-card strong").first.inner_text() == "Waits too long"


def test_a_memo_is_saved_when_one_goes_on(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.locator(".tlc-entry").first.click()
    window.get_by_label("Memo").fill("said twice")
    window.begin(4)
    window.status("Saved: changed.")
    assert window.desk.marks["c001"]["memo"] == "said twice"
    window.press("ArrowUp", "ArrowUp", "m", "Escape")
    assert window.locator(".tlc-card").count() == 0
    assert len(window.sent("alter")) == 1


def test_prompted_has_three_answers(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    for number in range(3):
        window.press("p")
        window.wait_for_function(
            "count => window.sent.filter((one) => one.type === 'alter').length > count", arg=number
        )
        window.status("Saved")
    assert [one["prompted"] for one in window.sent("alter")] == [True, False, None]
