"""The coding page: places are found, turns are filtered, sessions are chosen."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Opener = Callable[..., Any]


def test_places_are_found_here_and_in_all_sessions(coding: Opener) -> None:
    window = coding()
    window.begin()
    window.press("f")
    window.keyboard.type("stampila")
    window.press("Enter")
    assert window.locator(".tlc-hit-now").inner_text() == "s\u0326tampila\u0306"
    assert "1 of 1" in window.locator(".tlc-finder").inner_text()
    window.locator(".tlc-finder input").fill("register")
    window.get_by_role("button", name="In all sessions").click()
    window.locator(".tlc-result").click()
    assert window.locator(".tlc-picked").inner_text() == "register"
    assert window.evaluate("document.activeElement.dataset.turn") == "1"
    window.locator(".tlc-finder input").focus()
    window.press("Escape")
    assert window.locator(".tlc-hit").count() == 0


def test_a_place_far_away_comes_into_view(coding: Opener, harness: ModuleType) -> None:
    desk = harness.FakeDesk()
    texts = ["many words about the surgery and the letters " * 6] * 300
    texts[250] += "needle in a haystack"
    desk.turns["FG01"] = [harness.fake_turn(at, "community", "P1", "en", text) for at, text in enumerate(texts, 1)]
    window = coding(desk)
    window.begin()
    window.press("f")
    window.keyboard.type("needle")
    window.press("Enter")
    inside = """() => {
      const box = document.querySelector(".tlc-hit-now").getBoundingClientRect();
      const pane = document.querySelector(".tlc-words").getBoundingClientRect();
      return box.top >= pane.top && box.bottom <= pane.bottom;
    }"""
    window.wait_for_function(inside)
    assert window.locator(".tlc-here .tlc-number").inner_text() == "251"


def test_turns_are_filtered_by_speaker_code_and_status(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.get_by_role("button", name="Find").click()
    shown = window.locator(".tlc-item:visible")
    window.get_by_label("Speaker").select_option("P1")
    assert shown.count() == 2
    window.get_by_label("Speaker").select_option("")
    window.get_by_label("Code", exact=True).select_option("access.registration")
    assert shown.count() == 1
    window.get_by_label("Code", exact=True).select_option("")
    window.get_by_label("Which turns").select_option("uncoded")
    assert shown.count() == 4  # neither the facilitator's, nor the empty one, nor the coded one
    assert "Turns shown: 4 of 7" in window.locator(".tlc-finder").inner_text()
    window.get_by_role("button", name="Find").click()
    assert shown.count() == 7


def test_the_sessions_are_listed_until_one_is_opened(coding: Opener, harness: ModuleType) -> None:
    desk = harness.FakeDesk()
    desk.open = None
    window = coding(desk)
    assert [" ".join(text.split()) for text in window.locator(".tlc-start button").all_inner_texts()] == [
        "FG01 women with young children: 0 of 5 turns coded",
        "FG02 women with young children: 0 of 0 turns coded",
    ]
    assert window.violations() == []
    window.locator(".tlc-start button").first.focus()
    window.press("Enter")
    window.locator(".tlc-turn").first.wait_for()
    assert window.evaluate("document.activeElement.dataset.turn") == "0"


def test_sessions_are_chosen_and_called_finished(coding: Opener) -> None:
    window = coding()
    assert window.get_by_label("Session", exact=True).input_value() == "FG01"
    chosen = "select => select.selectedOptions[0].textContent"
    assert (
        window.get_by_label("Session", exact=True).evaluate(chosen)
        == "FG01 women with young children: 0 of 5 turns coded"
    )
    window.get_by_label("Finished").check()
    window.status("Saved.")
    assert window.desk.finished == {"FG01"}
    window.get_by_role("button", name="The next session").click()
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 0")
    window.get_by_role("button", name="The session before").click()
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 7")


def test_a_page_that_is_refused_shows_no_words_but_why(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    window.get_by_role("button", name="Find").click()
    window.locator(".tlc-finder input").fill("register")
    window.get_by_role("button", name="In all sessions").click()
    window.locator(".tlc-result").wait_for()
    window.evaluate("window.held = true; window.tell({type: 'anew'})")
    refused = {"type": "refused", "to": "", "what": "The study has changed.", "hint": "Run this cell again."}
    window.evaluate("window.tell", refused)
    assert window.locator(".tlc-turn, .tlc-result, .tlc-card").count() == 0
    assert "register" not in window.locator("main").inner_text().replace("Cannot register", "")
    why = "This could not be done. The study has changed. Run this cell again."
    assert window.locator(".tlc-barred").inner_text() == why
    assert window.violations() == []
    window.evaluate("window.held = false")
    window.locator(".tlc-start button").first.click()
    window.locator(".tlc-turn").first.wait_for()
    assert window.locator(".tlc-barred").count() == 0
    assert "This could not" not in window.locator(".tlc-status").inner_text()


def test_a_page_that_is_refused_from_the_first_says_why(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.held = true; window.close_first(); window.close_first = window.view(); undefined")
    window.evaluate("window.tell", {"type": "refused", "to": "", "what": "There are two files.", "hint": "Keep one."})
    window.locator(".tlc-barred", has_text="There are two files. Keep one.").wait_for()
    assert window.faults == []
