"""The coding page: suggestions and others' codings are shown when asked for, decided one by one, and agreed on."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Opener = Callable[..., Any]


def test_suggestions_are_shown_only_when_asked_for(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(1)
    assert window.entries(4) == []
    window.get_by_role("button", name="Show suggestions").click()
    assert "by yourself comes first" in window.locator(".tlc-ask").inner_text()
    window.press("Escape")
    assert window.sent("show") == []
    window.get_by_role("button", name="Show suggestions").click()
    window.get_by_role("button", name="Show them").click()
    window.status("Saved")
    assert [(one["session"], one["what"]) for one in window.sent("show")] == [("FG01", "suggestions")]
    assert window.entries(4)[0] == "Letters not understood — Codebook rules; suggested"
    assert window.get_by_role("button", name="Next suggestion (3)").count() == 1


def test_suggestions_are_decided_by_one_key_each(coding: Opener, harness: ModuleType) -> None:
    desk = harness.with_machine()
    desk.seen.add("suggestions")
    window = coding(desk)
    window.begin(1)
    window.press("s")
    assert "Why: its words are listed" in window.locator(".tlc-card").inner_text()
    assert window.locator(".tlc-because").inner_text() == "letters"
    window.press("a", said="Saved: accepted.")
    assert "nobody could read it" in window.locator(".tlc-card").inner_text()
    window.press("r", said="Saved: rejected.")
    window.press("e")
    window.keyboard.type("interpreter")
    window.press("Enter", said="Saved: accepted with your change.")
    assert [(one["choice"], one.get("code")) for one in window.sent("decide")] == [
        ("accept", None),
        ("reject", None),
        ("change", "language.interpreter"),
    ]
    window.press("s", said="Nothing is left to decide")
    assert window.entries(4) == ["Letters not understood — you"]
    assert window.entries(6) == ["No interpreter — you"]


def test_a_suggestion_is_taken_for_other_words(coding: Opener, harness: ModuleType) -> None:
    desk = harness.with_machine()
    desk.seen.add("suggestions")
    window = coding(desk)
    window.begin(6)
    window.drag(6, "nobody", "weeks")
    window.locator(".tlc-entry").last.click()
    window.get_by_role("button", name="Accept for the words I selected").click()
    window.status("accepted with your change")
    [decided] = window.sent("decide")
    assert (decided["choice"], "code" in decided) == ("change", False)
    assert decided["spans"][0]["quote"] == "nobody called back <b>for weeks"


def test_others_codings_are_dashed_say_who_and_cannot_be_changed(coding: Opener, harness: ModuleType) -> None:
    desk = harness.with_machine()
    other = desk.mark(6, "nobody called back", "access.waiting", coder="ben", who="Ben", own=False)
    desk.others[other["id"]] = other
    window = coding(desk)
    window.get_by_role("button", name="Show others' codings").click()
    window.get_by_role("button", name="Show them").click()
    window.status("Saved")
    assert window.entries(6) == ["Waits too long — Ben"]
    assert "repeating-linear-gradient" in window.locator(f'[data-marks="{other["id"]}"]').get_attribute("style")
    window.locator(".tlc-entry").last.click()
    window.press("x", said="None of your codings is here")
    assert window.sent("unmark") == []


def test_what_coders_disagree_on_stands_side_by_side_and_is_decided(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.agreed_desk())
    window.get_by_role("button", name="Accept what all coded (1)").click()
    window.status("Saved: accepted what all coded.")
    window.begin(1)
    window.press("s")
    table = window.locator(".tlc-card table")
    assert table.locator("th").all_inner_texts() == ["Asha", "Ben"]
    assert table.locator("td").all_inner_texts() == [
        "Letters not understood “The letters are in English”",
        "No interpreter “letters are in English. My mother”",
    ]
    window.press("a", said="Saved: accepted.")
    window.press("r", said="Saved: rejected.")
    assert window.locator(".tlc-card td").first.inner_text() == "nothing here"
    assert [one["choice"] for one in window.sent("decide")] == ["accept", "reject"]
    assert window.violations() == []
