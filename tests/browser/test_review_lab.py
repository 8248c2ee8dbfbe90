"""The review in a real JupyterLab: nothing leaks into the notebook, is lost, or is done twice."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import nbconvert
import nbformat

SHOW = """from pathlib import Path
from made import made_review
from tlc.lab.review import ReviewWidget
ReviewWidget(made_review(Path({folder!r})), next_step='study.add("sessions")')"""
CARD = ".tlc-card"


def shown(lab: Any, name: str, *more: str, one_thread: bool = False) -> Any:
    """Open a notebook whose first cell shows a review."""
    window = lab.open(f"{name}.ipynb", [SHOW.format(folder=name), *more], one_thread=one_thread)
    window.on("pageerror", lambda error: window.errors.append(str(error)))
    window.errors = []
    window.locator(".tlc-left").wait_for()
    return window


def logged(lab: Any, name: str, what: str = "decision") -> list[dict[str, Any]]:
    path = lab.folder / name / "asha.jsonl"
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return [line for line in map(json.loads, lines) if line["what"] == what]


def status(window: Any, text: str) -> None:
    window.wait_for_function("text => document.querySelector('.tlc-status').textContent.includes(text)", arg=text)


def cells(window: Any) -> list[tuple[str, str]]:
    """Every cell's kind and source, as JupyterLab has them now."""
    found = window.evaluate(
        "[...window.jupyterapp.shell.currentWidget.content.widgets]"
        ".map(cell => [cell.model.type, cell.model.sharedModel.source])"
    )
    return [(kind, source) for kind, source in found]


def words(made: ModuleType) -> list[str]:
    return [made.CANARY, *(said for said, _, _ in made.LOOK if said != "May"), *made.FILES]


def test_no_key_reaches_the_notebook_and_a_saved_notebook_holds_no_words(lab: Any, made: ModuleType) -> None:
    window = shown(lab, "keys", "1 + 1")
    before = cells(window)
    window.locator(CARD).click()
    for key in ("b", "a", "d", "d", "x", "m", "y", "1", "Enter", "Shift+M", "ArrowUp", "z"):
        window.keyboard.press(key)
        assert cells(window) == before, f"{key} went to the notebook"
        assert window.evaluate("document.activeElement.className") == "tlc-card"
    window.keyboard.press("r")
    status(window, "Saved: replaced by [phone number 1].")
    window.keyboard.press("k")
    for key in ("b", "d", "d"):
        window.keyboard.press(key)  # on the button of a reason
        assert cells(window) == before, f"{key} went to the notebook"
    window.locator(".tlc-review input").fill("")
    window.locator(".tlc-review input").press_sequentially("badly")
    assert cells(window) == before
    window.keyboard.press("Enter")
    status(window, "Saved: it stays in this file.")
    assert [line["choice"] for line in logged(lab, "keys")] == ["replace", "keep"]
    assert window.errors == []

    window.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    path = lab.folder / "keys.ipynb"
    window.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = path.read_text(encoding="utf-8")
    html, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.read(path, as_version=4))
    assert "to decide in 2 files" in saved
    assert "tlc-review" in saved, "the widget's state is saved, or the search proves nothing"
    assert [said for said in words(made) if said in saved + html] == []


def test_a_reload_shows_what_is_left_and_loses_nothing(lab: Any) -> None:
    window = shown(lab, "reload")
    window.locator(CARD).click()
    window.keyboard.press("r")
    status(window, "Saved")
    window.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    window.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")
    lab.load(window, "reload.ipynb")
    window.locator(".tlc-left").wait_for()
    assert window.locator(".tlc-left").inner_text() == "Still to decide: 8"
    window.locator(CARD).click()
    window.keyboard.press("u")
    status(window, "taken back")
    assert window.locator(".tlc-left").inner_text() == "Still to decide: 9"
    assert len(logged(lab, "reload")) == 1


def test_a_restarted_kernel_is_noticed_and_the_cell_goes_on_where_it_was(lab: Any) -> None:
    window = shown(lab, "restart")
    window.locator(CARD).click()
    window.keyboard.press("r")
    status(window, "Saved")
    window.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    status(window, "NOT CONNECTED")
    window.locator(CARD).click()
    window.keyboard.press("r")
    assert len(logged(lab, "restart")) == 1, "what could not be saved was not said to be saved"
    lab.run(window)
    window.locator(".tlc-left", has_text="8").wait_for()
    assert len(logged(lab, "restart")) == 1


def test_a_busy_kernel_saves_later_and_once(lab: Any) -> None:
    window = shown(lab, "busy", one_thread=True)
    lab.keep_busy(window, until="done.txt")
    window.locator(CARD).click()
    window.keyboard.press("r")
    status(window, "Waiting for the notebook")
    assert logged(lab, "busy") == []
    (lab.folder / "done.txt").touch()
    status(window, "Saved: replaced by [phone number 1].")
    assert len(logged(lab, "busy")) == 1


def test_two_views_in_one_notebook_decide_nothing_twice(lab: Any) -> None:
    window = lab.open(
        "twice.ipynb", ["w = None", SHOW.format(folder="twice").replace("\nReviewW", "\nw = ReviewW"), "w", "w"]
    )
    window.wait_for_function("document.querySelectorAll('.tlc-left').length === 2")
    window.locator(CARD).first.click()
    window.keyboard.press("r")
    status(window, "Saved")
    assert window.locator(".tlc-left").all_inner_texts() == ["Still to decide: 8"] * 2
    window.locator(CARD).nth(1).click()
    window.keyboard.press("r")
    window.locator(".tlc-status").nth(1).filter(has_text="Saved").wait_for()
    assert len(logged(lab, "twice")) == 2
    assert window.locator(".tlc-left").all_inner_texts() == ["Still to decide: 6"] * 2  # the name in the other file too
