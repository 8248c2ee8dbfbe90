"""The coding page while a model learns: suggestions that follow each judgement, without a jump and in one line each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.listen.codings import read_coder

Opener = Callable[..., Any]
SECOND, THIRD, FOURTH, SIXTH = "FG01:0002", "FG01:0003", "FG01:0004", "FG01:0006"
SAID = "They asked for proof of address, and there was no interpreter."
LAB = Path(__file__).parents[1] / "lab" / "code"
TOP = """number => document.querySelectorAll(".tlc-item")[number - 1].getBoundingClientRect().top"""


@pytest.fixture
def desk(loaded: Callable[[Path], ModuleType], tmp_path: Path) -> Any:
    made, learning = loaded(LAB / "made_coding.py"), loaded(LAB / "made_learning.py")
    desk = loaded(Path(__file__).parent / "learning_desk.py").LearningDesk(made, learning, tmp_path / "codings")
    made.made_suggestions(desk.folder)
    return desk


def opened(coding: Opener, desk: Any, *, shown: bool = True, **how: Any) -> Any:
    """Open the page on the first session; there its coder asked for suggestions, unless not."""
    desk.step("open", session="FG01")
    if shown:
        desk.step("show", session="FG01", what="suggestions")
    window = coding(desk, **how)
    window.locator(".tlc-turn").first.wait_for()
    return window


def suggest(window: Any, desk: Any) -> None:
    """Let what the model says by now come to the page."""
    desk.talk._due = True
    window.evaluate("answers => window.tell(answers)", desk.talk.later())


def test_what_the_model_suggests_comes_only_when_it_is_asked_for(coding: Opener, desk: Any) -> None:
    desk.suggest((SIXTH, "A card that says which language I speak.", "language.card", 72))
    window = opened(coding, desk, shown=False)
    assert window.entries(6) == []
    window.get_by_role("button", name="Show suggestions").click()
    window.get_by_role("button", name="Show them").click()
    window.get_by_role("button", name="Next suggestion (4)").wait_for()
    assert window.entries(6) == ["A card that asks for an interpreter — Learned; 72 in 100; suggested"]


def test_the_list_follows_each_judgement(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk)
    window.begin(3)
    desk.suggest((SIXTH, "A card", "language.card", 40))
    window.drag(3, "They", "asked")
    window.code("No interpreter").click()
    window.locator(".tlc-item").nth(5).locator(".tlc-entry").wait_for()
    desk.suggest((SIXTH, "A card", "language.card", 80), (FOURTH, "Nobody tells you", "access.hours", 33))
    window.locator(".tlc-entry", has_text="A card that asks").click()
    window.press("r", said="Saved: rejected.")
    window.locator(".tlc-item").nth(3).locator(".tlc-entry").wait_for()
    assert window.entries(6) == [], "what was rejected does not come back"
    assert window.entries(4) == ["Opening hours do not fit — Learned; 33 in 100; suggested"]
    assert window.faults == []


def test_saved_does_not_wait_for_the_model(coding: Opener, desk: Any) -> None:
    desk.at_once = False
    window = opened(coding, desk)
    window.drag(3, "They", "asked")
    window.code("No interpreter").click()
    window.status("Saved: No interpreter.")
    desk.suggest((SIXTH, "A card", "language.card", 40))
    suggest(window, desk)
    assert len(window.entries(6)) == 1
    assert "Saved" in window.locator(".tlc-status").inner_text(), "and nothing is said of it"


def test_rules_and_model_that_agree_are_one_line_with_both_reasons(coding: Opener, desk: Any) -> None:
    desk.suggest((THIRD, SAID, "access.registration", 72), by="'address', 'asked', term 'proof of address'")
    window = opened(coding, desk)
    window.get_by_text("72 in 100").first.wait_for()
    assert window.entries(3) == [
        "Cannot register — Codebook rules and learned; 72 in 100; suggested",
        "No interpreter — Codebook rules; suggested",
    ]
    window.locator(".tlc-entry", has_text="72 in 100").click()
    card = window.locator(".tlc-card").inner_text()
    assert "Why: term 'proof of address'" in card
    assert "a chance of 72 in 100. It goes by: 'address', 'asked', term 'proof of address'" in card
    lit = window.locator(".tlc-because").all_inner_texts()
    assert lit == ["asked", "proof of ", "address"] or "".join(lit) == "askedproof of address"
    window.press("a", said="Saved: accepted.")
    [mark] = desk.kept.codings
    assert (mark.quote, mark.code) == (SAID, "access.registration")
    assert window.entries(3) == ["Cannot register — you", "No interpreter — Codebook rules; suggested"]


def test_a_suggestion_shows_the_quotes_that_it_is_like(coding: Opener, desk: Any) -> None:
    like = desk.made.made_coding("ben", SECOND, "closed after my shift", "access.hours")
    desk.made.add_codings(desk.folder, desk.made.Coder(id="ben", name="Ben"), [like])
    desk.suggest((SIXTH, "A card", "access.hours", 9), like=(like.id,))
    window = opened(coding, desk)
    window.locator(".tlc-item").nth(5).locator(".tlc-entry").click()
    card = window.locator(".tlc-card").inner_text()
    assert "a chance of 9 in 100." in card
    assert "It is like what people coded so before:\n\n“closed after my shift”" in card


def test_what_is_accepted_is_what_was_on_show(coding: Opener, desk: Any) -> None:
    desk.suggest((SIXTH, "A card that says which language I speak.", "language.card", 50))
    window = opened(coding, desk)
    window.locator(".tlc-item").nth(5).locator(".tlc-entry").click()
    desk.suggest()
    suggest(window, desk)
    assert len(window.entries(6)) == 1, "it does not go while its card is open"
    window.press("a", said="Saved: accepted.")
    assert [mark.quote for mark in desk.kept.codings] == ["A card that says which language I speak."]


def test_nothing_moves_in_the_codings_where_somebody_is(coding: Opener, desk: Any) -> None:
    desk.suggest((THIRD, "no interpreter", "language.card", 20))
    window = opened(coding, desk)
    window.locator(".tlc-entry", has_text="20 in 100").focus()
    desk.suggest((THIRD, "They asked", "access.hours", 90), (SIXTH, "A card", "language.card", 40))
    suggest(window, desk)
    assert len(window.entries(6)) == 1
    assert "20 in 100" in window.evaluate("document.activeElement.textContent")
    assert not any("90 in 100" in one for one in window.entries(3))
    window.press("Escape")
    window.get_by_text("90 in 100").wait_for()
    assert not any("20 in 100" in one for one in window.entries(3))


def test_nothing_comes_under_a_drag(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk)
    box = window.locator(".tlc-text").nth(2).bounding_box()
    window.mouse.move(box["x"] + 5, box["y"] + 8)
    window.mouse.down()
    window.mouse.move(box["x"] + 80, box["y"] + 8, steps=3)
    desk.suggest((SECOND, "It is closed", "access.registration", 40))
    suggest(window, desk)
    assert not any("40 in 100" in one for one in window.entries(2))
    window.mouse.up()
    window.get_by_text("40 in 100").wait_for()
    assert window.locator(".tlc-picked").count() > 0, "and what was selected is selected"


def test_what_one_reads_stays_where_it_is_on_the_screen(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk, height=500)
    window.begin(4)
    # The turn before is in sight too: it grows, and pushes nothing away.
    window.locator(".tlc-item").nth(2).evaluate("node => node.scrollIntoView({ block: 'start' })")
    before = window.evaluate(TOP, 4)
    desk.suggest((THIRD, SAID, "access.hours", 40), (THIRD, "asked for proof of address", "language.card", 40))
    suggest(window, desk)
    assert len(window.entries(3)) == 4
    assert abs(window.evaluate(TOP, 4) - before) <= 1
    window.wait_for_timeout(100)
    assert abs(window.evaluate(TOP, 4) - before) <= 1, "and the browser does not put it right a second time"


def test_a_model_that_fails_is_told_once_and_coding_goes_on(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk)
    desk.model.trouble = ValueError("of no concern to anybody")
    window.drag(3, "They", "asked")
    window.code("No interpreter").click()
    window.status("could not be brought up to date")
    assert "no concern" not in window.locator(".tlc-status").inner_text()
    window.press("z", said="Saved, taken back")
    assert desk.kept.codings == ()


def test_what_is_suggested_in_another_session_changes_nothing_here(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk)
    put = {"type": "suggested", "session": "FG02", "put": [], "gone": ["rules-1"], "sessions": []}
    window.evaluate("answer => window.tell([answer])", put)
    assert len(window.entries(2)) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_what_is_learned(coding: Opener, desk: Any, theme: str) -> None:
    desk.suggest((THIRD, SAID, "access.registration", 72), by="'address', term 'proof of address'")
    window = opened(coding, desk, theme=theme)
    window.locator(".tlc-entry", has_text="72 in 100").click()
    assert window.violations() == []


# In a notebook

CELL = """from pathlib import Path
from time import sleep
import made_coding, made_learning
from tlc.lab.code import CodeWidget

class Slow(made_learning.FakeSuggester):
    def suggestions(self, session):
        while not Path("go_on").exists():
            sleep(0.05)
        return super().suggestions(session)

model, folder = Slow(), Path({folder!r})
card = ("FG01:0006", "A card")
found = made_learning.learned_coding(made_coding, card, "language.card", "61 in 100; goes by: 'card'", like=())
model.by_session["FG01"] = (found,)
desk = made_learning.learning_desk(made_coding, folder, model)
CodeWidget(desk, made_coding.Changes(desk, now=lambda: made_coding.AT))"""


@pytest.mark.parametrize("one_thread", [False, True], ids=["a thread for the page", "one thread"])
def test_in_a_notebook_the_model_is_asked_beside_the_page(lab: Any, one_thread: bool) -> None:
    for name in ("made_coding.py", "made_learning.py"):
        shutil.copy(LAB / name, lab.folder / name)
    (lab.folder / "go_on").unlink(missing_ok=True)
    name = f"learning{one_thread}"
    window = lab.open(f"{name}.ipynb", [CELL.format(folder=name)], one_thread=one_thread)
    window.locator(".tlc-start button", has_text="FG01").first.click()
    window.get_by_role("button", name="Show suggestions").click()
    window.get_by_role("button", name="Show them").click()
    status = window.locator(".tlc-status", has_text="What is learned from codings follows")
    status.wait_for()
    window.locator(".tlc-turnhead").nth(2).click()
    for key in ("w", "c"):
        window.keyboard.press(key)
    window.keyboard.type("interpreter")
    window.keyboard.press("Enter")
    window.locator(".tlc-status", has_text="Saved: No interpreter.").wait_for()
    found = window.locator(".tlc-entry", has_text="61 in 100")
    assert found.count() == 0, "the model is still at it, and the coding is saved"
    (lab.folder / "go_on").touch()
    found.wait_for()
    assert [mark.code for mark in read_coder(lab.folder / name / "asha.sqlite").codings] == ["language.interpreter"]
