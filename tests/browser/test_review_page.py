"""The review's page in a real browser, without a notebook: keys, focus, what is said, and words that stay words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.model import Problem

Opener = Callable[..., Any]
A_AND_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
XSS = Path(__file__).parents[3] / "shared" / "data" / "badinput" / "xss_quotes.txt"


def logged(window: Any, what: str = "decision") -> list[dict[str, Any]]:
    lines = window.log.read_text(encoding="ascii").splitlines() if window.log.exists() else []
    return [line for line in map(json.loads, lines) if line["what"] == what]


def status(window: Any, text: str) -> None:
    window.wait_for_function("text => document.querySelector('.tlc-status').textContent.includes(text)", arg=text)


def press(window: Any, key: str, *, said: str = "") -> None:
    window.keyboard.press(key)
    if said:
        status(window, said)
    assert window.evaluate("window.leaked") == []
    assert window.evaluate("document.querySelector('.tlc-review').contains(document.activeElement)"), "focus was lost"


def violations(window: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(window, context=".tlc-review", options={"runOnly": A_AND_AA}).response
    assert found["passes"], "axe looked at nothing"
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def card(window: Any) -> str:
    return str(window.locator(".tlc-card").first.inner_text())


def left(window: Any) -> int:
    return int(window.locator(".tlc-left").first.inner_text().rpartition(" ")[2])


def test_everything_is_decided_by_the_keyboard_alone(opened: Opener) -> None:
    window = opened()
    window.keyboard.press("Tab")  # the other language
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "tlc-card"
    press(window, "r", said="Saved: replaced by [phone number 1].")
    press(window, "t")
    window.keyboard.type("sister rke1")
    press(window, "Enter", said="NOT SAVED.")  # a number at the end is refused
    press(window, "t")
    window.keyboard.type("sister")
    press(window, "Enter", said="Saved: replaced by [sister 1].")
    press(window, "k")
    press(window, "1", said="Saved: it stays in this file.")
    press(window, "e")
    for _ in range(4):
        press(window, "Tab")
    window.keyboard.type("a month")
    press(window, "Enter", said="Saved: it stays everywhere in the study.")
    press(window, "r", said="[place 1]")
    press(window, "a", said="left out, 2 together.")
    assert left(window) == 0
    assert "Everything is decided." in card(window)
    assert 'study.add("sessions")' in card(window)
    assert [line["choice"] for line in logged(window)] == [
        "replace",
        "replace",
        "keep",
        "keep",
        "replace",
        "out",
        "out",
    ]
    press(window, "u", said="taken back")
    assert left(window) == 2


def test_a_key_that_does_nothing_here_does_nothing(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    for key in ("k", "e", "o", "a", "b", "d", "d", "x", "1", "Escape", "Delete", "ArrowDown", "Shift+R"):
        before = logged(window)
        if key != "Shift+R":
            press(window, key)
            assert logged(window) == before, key
    assert left(window) == 9


def test_a_key_that_is_held_down_decides_once(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    for _ in range(4):
        window.keyboard.down("r")  # further ones are repeats until it is let go
    status(window, "Saved")
    window.keyboard.up("r")
    assert len(logged(window)) == 1


def test_every_part_that_can_have_the_focus_keeps_keys_from_jupyterlab(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    press(window, "s")
    for question in ("", "t", "Escape", "k"):
        if question:
            press(window, question)
        bare = "button:not([data-lm-suppress-shortcuts]), input:not([data-lm-suppress-shortcuts])"
        assert window.locator(f"{bare}, [tabindex]:not([data-lm-suppress-shortcuts])").count() == 0
        assert window.locator("button[data-lm-suppress-shortcuts]").count() > 2


def test_ctrl_s_is_left_to_jupyterlab(opened: Opener) -> None:
    window = opened()
    window.evaluate("document.addEventListener('keydown', e => { if (e.ctrlKey) window.saved = e.key; })")
    window.locator(".tlc-card").click()
    window.keyboard.press("Control+e")
    assert window.evaluate("window.saved") == "e"
    assert window.locator("fieldset").count() == 0


def test_skipped_things_come_again_after_the_others(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    first = card(window)
    for _ in range(8):
        press(window, "s", said="Skipped.")
    press(window, "s", said="You have seen all of them.")
    assert card(window) == first
    assert logged(window) == []


def test_the_match_is_marked_for_eyes_and_for_ears(opened: Opener) -> None:
    window = opened()
    assert window.locator("mark").first.text_content() == "found: 07700 900123 end"
    assert "Must go" in card(window)
    assert "line 1" in card(window)
    assert window.locator(".tlc-status").get_attribute("aria-live") == "polite"
    assert window.locator(".tlc-card").get_attribute("aria-label") == "Must go. Perhaps a phone number. FG01.txt"


def test_html_in_a_transcript_is_words(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    press(window, "r", said="Saved")
    press(window, "r", said="Saved")
    assert '<img src=x onerror="window.hacked=1"> and <b>' in card(window)
    assert window.locator(".tlc-card img, .tlc-card b").count() == 0
    assert window.evaluate("window.hacked === undefined")


@pytest.mark.skipif(not XSS.exists(), reason="the shared bad inputs lie beside the project, and are not here")
def test_hostile_lines_are_shown_letter_by_letter(opened: Opener, made: ModuleType, tmp_path: Path) -> None:
    lines = XSS.read_text(encoding="utf-8").splitlines()
    turns = [f"Zorica {line} Zorica" for line in lines]
    files = {f"{line}.txt" if number < 3 else f"FG{number}.txt": [turns[number]] for number, line in enumerate(lines)}
    window = opened(review=made.made_review(tmp_path / "more", files, [("Zorica", "name", "warn")]))
    window.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    window.locator(".tlc-card").click()
    for line in lines:
        assert line in window.locator(".tlc-words").first.text_content().replace("found: Zorica end", "Zorica")
        press(window, "s")
    assert window.locator(".tlc-review :is(script, img, iframe, svg, style, a, b)").count() == 0


def test_a_file_that_could_not_be_read_is_not_said_to_be_decided(
    opened: Opener, made: ModuleType, tmp_path: Path
) -> None:
    problem = Problem(severity="error", what="It holds no words.", where="FG09.txt", mend="Look at it.")
    window = opened(review=made.made_review(tmp_path / "more", {}, refused=(problem,)))
    card = window.locator(".tlc-card")
    assert "FG09.txt: It holds no words. Look at it." in card.text_content()
    assert "could not be read" in card.get_attribute("aria-label")
    assert "Everything is decided" not in card.text_content()


def test_nothing_is_decided_while_an_answer_is_awaited(opened: Opener) -> None:
    window = opened()
    window.locator(".tlc-card").click()
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    before = len(window.evaluate("window.sent"))
    press(window, "r", said="Saving ...")
    press(window, "r")
    press(window, "u")
    for name in ("Replace by other words", "Skip", "Replace by [phone number 1]"):
        window.get_by_role("button", name=name).click()
    assert len(window.evaluate("window.sent")) == before + 1
    assert window.locator("fieldset").count() == 0
    status(window, "Waiting for the notebook")
    window.evaluate("window.held = false; window.python(window.sent.at(-1)).then(window.tell)")
    status(window, "Saved: replaced by [phone number 1].")
    assert len(logged(window)) == 1


def test_silence_is_said_and_trying_again_saves_once(opened: Opener) -> None:
    window = opened()
    window.evaluate("window.close_first(); undefined")
    window.clock.install()
    window.evaluate("void window.view()")
    window.locator(".tlc-left").wait_for()
    window.locator(".tlc-card").click()
    # Python hears it, but its answer is lost.
    window.evaluate("window.held = true")
    press(window, "r", said="Saving ...")
    window.evaluate("window.python(window.sent.at(-1))")
    window.clock.run_for(12_000)
    status(window, "NOT SAVED. The notebook does not answer.")
    window.evaluate("window.held = false")
    press(window, "g", said="Saved: replaced by [phone number 1].")
    assert len(logged(window)) == 1
    assert left(window) == 8


def test_after_a_restart_the_page_says_that_it_is_not_connected(opened: Opener) -> None:
    window = opened()
    window.evaluate("window.close_first(); undefined")
    window.clock.install()
    window.evaluate("void window.view()")
    window.locator(".tlc-left").wait_for()
    window.evaluate("window.held = true; window.restarted()")
    window.clock.run_for(12_000)
    status(window, "NOT CONNECTED.")
    window.locator(".tlc-card").click()
    press(window, "r")
    assert logged(window) == []


def test_two_views_of_one_review_show_the_same(opened: Opener) -> None:
    window = opened()
    window.evaluate("void window.view()")
    window.wait_for_function("document.querySelectorAll('.tlc-left').length === 2")
    window.locator(".tlc-card").first.click()
    press(window, "r", said="Saved")
    texts = window.locator(".tlc-left").all_inner_texts()
    assert texts == ["Still to decide: 8"] * 2
    second = window.locator(".tlc-status").nth(1)
    assert second.inner_text() == "This was decided in another window."
    assert len(logged(window)) == 1


def test_a_view_that_is_closed_listens_no_more(opened: Opener) -> None:
    window = opened()
    window.evaluate("window.close_first(); window.tell({type: 'saved', id: 'x'})")
    assert window.locator(".tlc-review").count() == 0


def test_the_page_speaks_romanian_and_logs_the_reason_in_english(opened: Opener) -> None:
    window = opened()
    window.get_by_role("button", name="Română").click()
    assert "Poate un număr de telefon" in card(window)
    assert window.locator(".tlc-review").get_attribute("lang") == "ro"
    window.locator(".tlc-card").click()
    press(window, "r", said="Salvat: înlocuit cu [phone number 1].")
    press(window, "k")
    press(window, "1", said="Salvat")
    assert logged(window)[-1]["reason"] == "An ordinary word, and no name."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(opened: Opener, theme: str) -> None:
    window = opened(theme=theme)
    assert violations(window) == []
    window.locator(".tlc-card").click()
    press(window, "r", said="Saved")
    press(window, "k")
    assert violations(window) == []
    press(window, "Escape")
    window.evaluate("document.querySelector('.tlc-status').className = 'tlc-status tlc-bad'")
    assert violations(window) == []


def test_axe_would_find_a_fault(opened: Opener) -> None:
    window = opened()
    window.evaluate("document.querySelector('.tlc-help').style.color = '#dddddd'")
    assert violations(window)


@pytest.mark.parametrize("width", [320, 1000])
def test_nothing_scrolls_sideways_or_inside(opened: Opener, width: int) -> None:
    window = opened(width=width)
    window.locator(".tlc-card").click()
    press(window, "r", said="Saved")
    press(window, "e")
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    inside = window.evaluate(
        "[...document.querySelectorAll('.tlc-review, .tlc-review *')].map(e => getComputedStyle(e))"
        ".flatMap(style => [style.overflowX, style.overflowY])"
    )
    assert not {"auto", "scroll"} & set(inside)


def test_the_focus_has_a_visible_ring_everywhere(opened: Opener) -> None:
    window = opened()
    style = "getComputedStyle(document.activeElement)"
    ring = f"[{style}.outlineStyle, parseFloat({style}.outlineWidth)]"
    for _ in range(6):
        window.keyboard.press("Tab")
        assert window.evaluate(ring) == ["solid", 3]
    assert window.evaluate("document.querySelector('.tlc-review').contains(document.activeElement)")
