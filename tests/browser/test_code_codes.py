"""The coding page's codes: the tree, its search, and a code that the codebook misses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Opener = Callable[..., Any]


def test_the_codes_are_searched_in_both_languages_without_diacritics(coding: Opener) -> None:
    window = coding()
    window.locator(".tlc-search").fill("inscrie")
    names = window.get_by_role("treeitem").all_inner_texts()
    assert [name.split("\n")[-1] for name in names] == ["Getting in", "Cannot register"]
    window.get_by_role("button", name="Română").click()
    assert "Nu se poate înscrie" in window.get_by_role("tree").inner_text()
    assert window.locator(".tlc-coding").get_attribute("lang") == "ro"


def test_headings_fold_and_definitions_are_read_on_focus(coding: Opener) -> None:
    window = coding()
    window.get_by_role("treeitem", name="Getting in").focus()
    window.press("ArrowLeft")
    assert window.get_by_role("treeitem", name="Getting in").get_attribute("aria-expanded") == "false"
    assert window.code("Cannot register").count() == 0
    window.press("ArrowRight", "ArrowDown")
    panel = window.locator(".tlc-panel").inner_text()
    assert "When people speak of: cannot register." in panel
    assert "Use it for: Refusals." in panel
    assert "Not for: Fear." in panel


# New codes


def test_a_barrier_that_the_codebook_misses_is_proposed_and_coded(coding: Opener) -> None:
    window = coding()
    window.begin(4)
    window.press("b", said="Select some words first")
    window.drag(4, "take", "work")
    window.press("b")
    window.press("Enter", said="Write a name and one sentence first.")
    window.keyboard.type("Loses a day's pay")
    window.press("Tab")
    window.keyboard.type("An appointment costs a day of work.")
    window.press("Enter", said="Saved: a new code, Loses a day's pay.")
    [proposed] = window.sent("propose")
    assert (proposed["label"], proposed["definition"]) == ("Loses a day's pay", "An appointment costs a day of work.")
    assert proposed["spans"][0]["quote"] == "take a day off work"
    assert window.code("Loses a day's pay, proposed by a coder").count() == 1
    assert window.entries(4) == ["Loses a day's pay — you"]


def test_a_proposal_that_is_refused_keeps_what_was_written(coding: Opener) -> None:
    window = coding()
    window.drag(4, "take", "work")
    window.desk.refuse = "There is a code of that name."
    window.press("b")
    window.keyboard.type("Waits")
    window.press("Tab")
    window.keyboard.type("Long.")
    window.press("Enter", said="NOT SAVED. There is a code of that name.")
    assert window.get_by_label("Its name").input_value() == "Waits"
    window.desk.refuse = ""
    window.get_by_label("Its name").fill("Loses pay")
    window.get_by_role("button", name="Add it and code the words").click()
    window.status("Saved: a new code, Loses pay.")
