"""The coding page: words are selected and marked, and what is marked is opened and changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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


# What must not be saved in silence


def coded(harness: ModuleType, *marks: tuple[int, str, str]) -> Any:
    """Give a desk with some codings."""
    desk = harness.FakeDesk()
    for turn, quote, name in marks:
        mark = desk.mark(turn, quote, name)
        desk.marks[mark["id"]] = mark
    return desk


def test_the_page_stays_as_it_is_while_words_are_pressed(
    coding: Opener, harness: ModuleType, loaded: Callable[[Path], ModuleType]
) -> None:
    where = loaded(Path(__file__).parent / "coding_window.py").WHERE
    window = coding(harness.with_machine())
    window.drag(2, "wanted", "proof")
    window.locator(".tlc-entry").first.click()
    window.get_by_label("Memo").fill("said twice")
    (left, top), (right, bottom) = window.evaluate(where, [2, "not", 2, "surgery"])
    window.evaluate("""() => {
      window.drawn = 0;
      const watch = new MutationObserver((all) => { window.drawn += all.length; });
      watch.observe(document.querySelector(".tlc-coding"), { childList: true, subtree: true });
    }""")
    window.mouse.move(left + 1, top)
    window.mouse.down()
    window.wait_for_timeout(700)
    window.mouse.move(right, bottom, steps=4)
    assert window.evaluate("window.drawn") == 0
    assert window.sent("alter") == []
    window.mouse.up()
    window.status("Saved: changed.")
    assert window.desk.marks["c001"]["memo"] == "said twice"
    window.code("Waits too long").click()
    window.status("Saved: Waits too long.")
    [mark] = window.sent("mark")
    assert [span["quote"] for span in mark["spans"]] == [window.desk.words(mark["spans"][0])]
    assert mark["spans"][0]["quote"].startswith("not register")
    assert mark["spans"][0]["quote"].endswith("the surgery")


def test_a_drag_that_selects_nothing_leaves_nothing_selected(coding: Opener) -> None:
    window = coding()
    window.drag(2, "could", "register")
    (left, top), (right, bottom) = window.evaluate(
        "() => { const box = document.querySelectorAll('.tlc-text')[3].getBoundingClientRect();"
        " return [[box.left + 5, box.top + 9], [box.left + 90, box.top + 9]]; }"
    )
    window.mouse.move(left, top)
    window.mouse.down()
    window.mouse.move(right, bottom, steps=3)
    window.evaluate("document.getSelection().removeAllRanges()")
    window.mouse.up()
    assert window.locator(".tlc-picked").count() == 0
    window.code("Waits too long").click()
    window.status("Select some words first")
    assert window.sent("mark") == []


def test_a_key_acts_only_in_the_turn_where_one_stands(coding: Opener, harness: ModuleType) -> None:
    window = coding(coded(harness, (4, "My mother", "access.waiting")))
    window.drag(2, "could", "register")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    window.press("Escape", "ArrowDown")
    for key in "xmpi":
        window.press(key, said="None of your codings is here")
    assert window.sent("unmark", "alter") == []
    assert window.locator(".tlc-card").count() == 0
    window.press("ArrowDown", "x", said="Saved: taken off. Waits too long, turn 4.")
    window.press("ArrowUp", "ArrowUp", "i", said="Saved: changed. Cannot register, turn 2.")
    assert [mark["turn"] for mark in window.desk.marks.values()] == ["FG01.2"]


def test_words_newly_selected_do_not_stand_for_another_coding(coding: Opener, harness: ModuleType) -> None:
    window = coding(coded(harness, (2, "could not", "access.waiting")))
    window.drag(2, "proof", "address")
    window.press("x", said="None of your codings is here")
    assert window.sent("unmark") == []


def test_a_code_on_two_turns_is_changed_in_both(coding: Opener) -> None:
    window = coding()
    window.drag(2, "surgery", "răspuns", last=3)
    window.code("Waits too long").click()
    window.status("Saved: Waits too long.")
    window.press("p", "i")
    window.wait_for_function("window.sent.filter((one) => one.type === 'alter').length === 4")
    window.wait_for_function("!document.querySelector('.tlc-unsaved')")
    assert [(one["prompted"], one["serious"]) for one in window.desk.marks.values()] == [(True, True)] * 2
    window.press("x", said="Saved: taken off. Waits too long, turn 3.")
    assert [mark["turn"] for mark in window.desk.marks.values()] == ["FG01.2"]


def test_words_that_have_the_code_already_are_no_trouble(coding: Opener) -> None:
    window = coding()
    window.drag(2, "could", "register")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    window.code("Cannot register").click()
    window.status("These words have this code already")
    assert "tlc-bad" not in window.locator(".tlc-status").get_attribute("class")


def test_a_double_click_on_a_code_codes_once_and_no_code_moves_under_the_pointer(coding: Opener) -> None:
    window = coding()
    window.drag(2, "could", "register")
    before = window.code("Cannot register").bounding_box()
    window.code("Cannot register").dblclick()
    window.status("Saved: Cannot register.")
    assert [message["type"] for message in window.evaluate("window.sent")].count("mark") == 1
    assert window.locator(".tlc-chips button").count() == 1, "the row of digits is there now"
    assert window.code("Cannot register").bounding_box() == before
