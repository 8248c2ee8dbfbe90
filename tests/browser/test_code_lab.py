"""The coding page in a real JupyterLab: nothing leaks into the notebook, is lost, or is done twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import nbconvert
import nbformat
import pytest
from nbclient import NotebookClient

from tlc.listen.codings import Kept, read_coder

MADE = Path(__file__).parents[1] / "lab" / "code" / "made_coding.py"
SHOW = """from pathlib import Path
from made_coding import made_page, made_others, made_suggestions
made_page(Path({folder!r}))"""
SUGGEST = SHOW.replace("made_page(", "made_suggestions(Path({folder!r}))\nmade_page(")
AGREE = """from pathlib import Path
from made_coding import made_others, made_page
made_others(Path({folder!r}))
made_page(Path({folder!r}), coder='agreed', between=('ben', 'cleo'), by='asha')"""
PAGE, TURN, STATUS = ".tlc-coding", ".tlc-turn", ".tlc-status"
# Where the first and the last letter of some words are on the screen.
WHERE = """([view, turn, words]) => {
  const node = document.querySelectorAll('.tlc-coding')[view].querySelector(`[data-turn="${turn}"] .tlc-text`);
  node.scrollIntoView({ block: "center" });
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const letters = [];
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) letters.push([walker.currentNode, at]);
  }
  const start = letters.map(([text, at]) => text.data[at]).join("").indexOf(words);
  const rect = ([text, at]) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  const [first, last] = [rect(letters[start]), rect(letters[start + words.length - 1])];
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""


@pytest.fixture(scope="module")
def made(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(MADE)


@pytest.fixture(autouse=True)
def at_hand(lab: Any) -> Iterator[None]:
    """The small study lies beside the notebooks."""
    shutil.copy(MADE, lab.folder / "made_coding.py")
    yield


def shown(
    lab: Any, name: str, *more: str, cell: str = SHOW, session: str | None = "FG01", one_thread: bool = False
) -> Any:
    """Open a notebook whose first cell shows the coding page, and in it a session."""
    window = lab.open(f"{name}.ipynb", [cell.format(folder=name), *more], one_thread=one_thread)
    window.errors = []
    window.on("pageerror", lambda error: window.errors.append(str(error)))
    if session is not None:
        window.locator(".tlc-start button", has_text=session).first.click()
        window.locator(TURN).first.wait_for()
    return window


def kept(lab: Any, name: str, coder: str = "asha") -> Kept:
    return read_coder(lab.folder / name / f"{coder}.sqlite")


def coded(lab: Any, name: str) -> list[tuple[str, str]]:
    """What was coded, as the disk has it now."""
    path = lab.folder / name / "asha.sqlite"
    return [(mark.quote, mark.code) for mark in kept(lab, name).codings] if path.exists() else []


def status(window: Any, text: str, view: int = 0) -> None:
    window.wait_for_function(
        "([view, text]) => document.querySelectorAll('.tlc-coding .tlc-status')[view]?.textContent.includes(text)",
        arg=[view, text],
    )


def cells(window: Any) -> list[tuple[str, str]]:
    """Every cell's kind and source, as JupyterLab has them now."""
    found = window.evaluate(
        "[...window.jupyterapp.shell.currentWidget.content.widgets]"
        ".map(cell => [cell.model.type, cell.model.sharedModel.source])"
    )
    return [(kind, source) for kind, source in found]


def drag(window: Any, turn: int, words: str, view: int = 0) -> None:
    """Select words with the mouse."""
    left, top, right, bottom = window.evaluate(WHERE, [view, turn, words])
    window.mouse.move(left, top)
    window.mouse.down()
    window.mouse.move((left + right) / 2, bottom, steps=4)
    window.mouse.move(right, bottom, steps=4)
    window.mouse.up()


def choose(window: Any, code: str, view: int = 0) -> None:
    """Click a code."""
    window.locator(PAGE).nth(view).locator(f'.tlc-tree [data-code="{code}"]').click()


def save(window: Any) -> None:
    window.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    window.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")


# The mouse and the keyboard


def test_words_are_selected_by_mouse_and_coded_by_a_click(lab: Any) -> None:
    window = shown(lab, "mouse")
    drag(window, 1, "closed after my shift")
    choose(window, "access.hours")
    status(window, "Saved")
    assert coded(lab, "mouse") == [("closed after my shift", "access.hours")]
    drag(window, 3, "👩🏽‍⚕️, și nu")
    choose(window, "access.registration")
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    status(window, "Saved")
    assert coded(lab, "mouse")[1] == ("👩🏽‍⚕️, și nu", "access.registration")
    assert window.errors == []


def test_by_keyboard_alone_and_no_key_reaches_the_notebook(lab: Any) -> None:
    window = shown(lab, "keyboard", "1 + 1", session=None)
    before = cells(window)

    def press(*keys: str) -> None:
        for key in keys:
            window.keyboard.press(key)
            assert cells(window) == before, f"{key} went to the notebook"
            assert window.evaluate("document.activeElement.closest('.tlc-coding') !== null"), f"{key} left the page"

    window.locator(".tlc-start button").first.focus()
    press("Enter")
    window.locator(TURN).first.wait_for()
    window.wait_for_function("document.activeElement.matches('.tlc-turn')")
    press("ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    for letter in "hours":
        press(letter)
    press("Enter")
    status(window, "Saved")
    assert coded(lab, "keyboard") == [("closed after my", "access.hours")]
    # Each of these would change the notebook; one at a time, for some would cancel each other out.
    press("Escape", "a", "d", "d", "y", "v", "0", "l", "o", "Shift+M", "Escape", "Escape", "z")
    status(window, "taken back")
    assert coded(lab, "keyboard") == []
    press("y")
    status(window, "done again")
    press("m")
    for letter in "b, dd":
        press(letter)
    press("Enter")
    status(window, "Saved: changed")
    assert kept(lab, "keyboard").codings[0].memo == "b, dd"
    assert window.errors == []


def test_codings_overlap_and_every_step_is_taken_back(lab: Any) -> None:
    window = shown(lab, "overlap")
    for words, code in (
        ("closed after my shift", "access.hours"),
        ("It is closed after", "access.registration"),
        ("after", "language.interpreter"),
        ("after", "access.hours"),
    ):
        drag(window, 1, words)
        choose(window, code)
        status(window, "Saved")
        window.locator('[data-turn="1"] ~ .tlc-codings .tlc-own').first.wait_for()
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 4")
    assert [quote for quote, _ in coded(lab, "overlap")] == [
        "closed after my shift",
        "It is closed after",
        "after",
        "after",
    ]
    # Letters that three codings cover are drawn with three lines.
    deepest = (
        "Math.max(...[...document.querySelectorAll('[data-marks]')].map(one => one.dataset.marks.split(' ').length))"
    )
    assert window.evaluate(deepest) == 4
    window.locator('[data-turn="1"]').focus()
    for left in (3, 2, 1, 0):
        window.keyboard.press("z")
        window.wait_for_function(f"document.querySelectorAll('.tlc-entry.tlc-own').length === {left}")
    status(window, "taken back")
    assert coded(lab, "overlap") == []
    window.keyboard.press("Control+y")
    status(window, "done again")
    assert coded(lab, "overlap") == [("closed after my shift", "access.hours")]


# Suggestions


def test_suggestions_are_asked_for_and_decided_by_a_key_each(lab: Any) -> None:
    window = shown(lab, "suggest", cell=SUGGEST)
    assert window.locator(".tlc-entry").count() == 0
    window.locator('[data-tool="suggestions"]').click()
    window.locator('[data-tool="show"]').click()
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-suggested').length === 3")
    window.locator('[data-turn="0"]').focus()
    window.keyboard.press("s")
    window.keyboard.press("a")
    status(window, "accepted")
    window.keyboard.press("r")
    status(window, "rejected")
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-suggested').length === 1")
    found = kept(lab, "suggest")
    assert [(one.decided, one.status, one.independent) for one in found.codings] == [
        ("rules-1", "accepted", False),
        ("rules-2", "rejected", False),
    ]
    assert found.shown == {("FG01", "suggestions")}


# What may happen to a notebook


def test_a_reload_shows_what_is_there_and_loses_nothing(lab: Any) -> None:
    window = shown(lab, "reload")
    drag(window, 1, "closed")
    choose(window, "access.hours")
    status(window, "Saved")
    save(window)
    lab.load(window, "reload.ipynb")
    window.locator(".tlc-entry.tlc-own").wait_for()
    drag(window, 1, "shift")
    choose(window, "access.hours")
    status(window, "Saved")
    window.locator('[data-turn="1"]').focus()
    for _ in range(2):
        window.keyboard.press("z")
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 0")
    assert coded(lab, "reload") == []


def test_a_restarted_kernel_is_noticed_and_what_was_coded_meanwhile_is_saved_once(lab: Any) -> None:
    window = shown(lab, "restart")
    drag(window, 1, "closed")
    choose(window, "access.hours")
    status(window, "Saved")
    window.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    status(window, "NOT CONNECTED")
    drag(window, 1, "shift")
    choose(window, "access.hours")
    status(window, "Not saved yet: 1")
    assert coded(lab, "restart") == [("closed", "access.hours")], "what could not be saved was not said to be saved"
    lab.run(window)
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    status(window, "Saved")
    assert coded(lab, "restart") == [("closed", "access.hours"), ("shift", "access.hours")]


def test_a_busy_kernel_saves_later_and_once(lab: Any) -> None:
    window = shown(lab, "busy", one_thread=True)
    lab.keep_busy(window, until="coded.txt")
    drag(window, 1, "closed")
    choose(window, "access.hours")
    drag(window, 1, "shift")
    choose(window, "access.hours")
    status(window, "Waiting for the notebook")
    assert coded(lab, "busy") == []
    (lab.folder / "coded.txt").touch()
    status(window, "Saved")
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    assert coded(lab, "busy") == [("closed", "access.hours"), ("shift", "access.hours")]
    assert kept(lab, "busy").number == 2


def test_a_cell_that_was_scrolled_away_goes_on_where_it_was(lab: Any) -> None:
    window = shown(lab, "away", *["print('line\\n' * 60)"] * 40)
    drag(window, 1, "closed")
    choose(window, "access.hours")
    status(window, "Saved")
    scroll = "cell => window.jupyterapp.shell.currentWidget.content.scrollToItem(cell)"
    window.evaluate(scroll, 40)
    window.wait_for_function("document.querySelectorAll('.jp-Cell').length > 0")
    window.evaluate(scroll, 0)
    window.locator(".tlc-entry.tlc-own").wait_for()
    drag(window, 1, "shift")
    choose(window, "access.hours")
    status(window, "Saved")
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    assert coded(lab, "away") == [("closed", "access.hours"), ("shift", "access.hours")]


def test_two_views_in_one_notebook_show_the_same_and_do_nothing_twice(lab: Any) -> None:
    window = shown(lab, "views", "page", "page", cell=SHOW.replace("made_page(P", "page = made_page(P"), session=None)
    for view in range(2):
        window.locator(PAGE).nth(view).locator(".tlc-start button").first.click()
        window.locator(PAGE).nth(view).locator(TURN).first.wait_for()
    drag(window, 1, "closed", view=0)
    choose(window, "access.hours", view=0)
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    drag(window, 1, "shift", view=1)
    choose(window, "access.hours", view=1)
    window.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 4")
    assert coded(lab, "views") == [("closed", "access.hours"), ("shift", "access.hours")]


def test_two_notebooks_of_one_coder_lose_nothing_and_meet(lab: Any) -> None:
    one, other = shown(lab, "tabs"), shown(lab, "tabs2", cell=SHOW.replace("{folder!r}", "'tabs'"))
    drag(one, 1, "closed")
    choose(one, "access.hours")
    status(one, "Saved")
    drag(other, 1, "shift")
    choose(other, "access.hours")
    # The second one wrote after another program had: it shows everything anew.
    other.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 2")
    drag(one, 5, "card")
    choose(one, "language.card")
    one.wait_for_function("document.querySelectorAll('.tlc-entry.tlc-own').length === 3")
    assert [quote for quote, _ in coded(lab, "tabs")] == ["closed", "shift", "card"]


def test_people_who_agree_accept_what_all_of_them_coded(lab: Any) -> None:
    window = shown(lab, "agree", cell=AGREE)
    window.wait_for_function("document.querySelectorAll('.tlc-entry').length >= 5")
    window.locator('[data-tool="decide_all"]').click()
    status(window, "Saved: accepted what all coded.")
    agreed = kept(lab, "agree", "agreed")
    assert [(one.code, one.memo) for one in agreed.codings] == [
        ("access.hours", "Decided by asha."),
        ("access.registration", "Decided by asha."),
    ]


# Leaks


def leaked(made: ModuleType, text: str) -> list[str]:
    said = [made.CANARY, *(words for turns in made.SAID.values() for _, words in turns)]
    said += [label for _, *labels in made.LABELS.values() for label in labels]
    return [words for words in said if words in text or json.dumps(words)[1:-1] in text]


def test_a_saved_notebook_and_its_page_hold_nobodys_words(lab: Any, made: ModuleType) -> None:
    window = shown(lab, "leaks", cell=SUGGEST)
    drag(window, 1, made.CANARY)
    choose(window, "access.hours")
    status(window, "Saved")
    window.keyboard.press("m")
    window.keyboard.type("a memo of my own")
    window.keyboard.press("Enter")
    status(window, "Saved: changed")
    save(window)
    path = lab.folder / "leaks.ipynb"
    saved = path.read_text(encoding="utf-8")
    html, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.read(path, as_version=4))
    assert "CodeWidget: asha, 0 codings, 3 sessions" in saved
    assert "tlc-coding" in saved, "the widget's state is saved, or the search proves nothing"
    assert leaked(made, saved + html) == []
    assert "a memo of my own" not in saved + html


def test_a_notebook_that_is_run_without_a_browser_holds_nobodys_words(lab: Any, made: ModuleType) -> None:
    source = SUGGEST.format(folder="unseen").replace("made_page(", "page = made_page(")
    source += (
        "\nfor said in ({'type': 'hello'}, {'type': 'open', 'session': 'FG01'}): page._heard(page, said, [])\npage"
    )
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(
        content, kernel_name="python3", store_widget_state=True, resources={"metadata": {"path": str(lab.folder)}}
    ).execute()
    saved = nbformat.writes(content)
    html, _ = nbconvert.HTMLExporter().from_notebook_node(content)
    assert "tlc-coding" in saved, "the widget's state is saved, or the search proves nothing"
    assert leaked(made, saved + html) == []
