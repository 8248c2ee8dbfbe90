"""The review of turns that are worth a look: one after the other, by keys alone, left and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Opener = Callable[..., Any]
SECOND, THIRD, FOURTH, SIXTH, OTHER = "FG01:0002", "FG01:0003", "FG01:0004", "FG01:0006", "FG02:0003"
LAB = Path(__file__).parents[1] / "lab" / "code"


@pytest.fixture
def desk(loaded: Callable[[Path], ModuleType], tmp_path: Path) -> Any:
    made, learning = loaded(LAB / "made_coding.py"), loaded(LAB / "made_learning.py")
    desk = loaded(Path(__file__).parent / "learning_desk.py").LearningDesk(made, learning, tmp_path / "codings")
    made.made_suggestions(desk.folder)
    return desk


def opened(coding: Opener, desk: Any, *, shown: bool = True, **how: Any) -> Any:
    desk.step("open", session="FG01")
    if shown:
        desk.step("show", session="FG01", what="suggestions")
    window = coding(desk, **how)
    window.locator(".tlc-turn").first.wait_for()
    return window


def at(window: Any, text: str) -> None:
    """Wait until the review says so."""
    window.wait_for_function("text => document.querySelector('.tlc-queuesays').textContent.includes(text)", arg=text)


def standing(window: Any) -> str:
    """The number of the turn that has the focus."""
    return str(window.evaluate("document.activeElement.closest('.tlc-item')?.querySelector('.tlc-number').textContent"))


def test_turns_come_one_after_the_other_by_keys_alone(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND, OTHER)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "1 of 3: session FG01, turn 4. the term 'interpreter' stands here")
    assert standing(window) == "4"
    assert "1 of 3" in window.locator(".tlc-heard").last.inner_text()
    window.press("d")
    at(window, "2 of 3: session FG01, turn 2.")
    window.status("Saved: session FG01, turn 4 is read.")
    assert standing(window) == "2"
    window.press("s")
    window.press("r", said="Saved: rejected.")
    assert standing(window) == "2", "the next suggestion of another turn is not gone to"
    window.press("w", "c")
    window.keyboard.type("Opening")
    window.press("Enter", said="Saved: Opening hours do not fit.")
    window.press("d")
    at(window, "3 of 3: session FG02, turn 3.")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 3")
    assert standing(window) == "3"
    window.press("d")
    at(window, "The end of this round: 3 of 3 turns are read.")
    window.status("Saved: session FG02, turn 3 is read.")
    assert desk.kept.read == {FOURTH: "rules", SECOND: "rules", OTHER: "rules"}
    assert window.sent("read")[0]["drawn"] == "rules"


def test_a_turn_that_was_read_says_so_quietly(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q", "d", said="turn 4 is read")
    head = window.locator(".tlc-item").nth(3).locator(".tlc-turnhead")
    assert head.inner_text().split()[-1] == "read"
    assert window.locator(".tlc-turn").nth(3).get_attribute("aria-label").endswith(", read")
    assert window.locator(".tlc-read", has_text="read").count() == 1
    window.get_by_role("button", name="Română").click()
    assert window.locator(".tlc-read", has_text="citită").count() == 1


def test_a_step_back_goes_back_to_the_turn(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q", "d", said="turn 4 is read")
    window.press("z", said="Saved, taken back: read turn 4.")
    at(window, "1 of 2: session FG01, turn 4.")
    assert (standing(window), desk.kept.read) == ("4", {})
    assert window.locator(".tlc-read", has_text="read").count() == 0
    window.press("y", said="Saved, done again: read turn 4.")
    at(window, "2 of 2: session FG01, turn 2.")
    assert desk.kept.read == {FOURTH: "rules"}


def test_it_is_left_and_taken_up_again(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND, THIRD)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q", "d")
    at(window, "2 of 3: session FG01, turn 2.")
    window.press("q")
    assert not window.locator(".tlc-queue").is_visible()
    assert standing(window) == "2"
    window.begin(6)
    window.press("q")
    at(window, "2 of 3: session FG01, turn 2.")
    assert standing(window) == "2"
    window.begin(6)
    window.press("d", said="You stand on another turn than the one under review.")
    window.press("q")
    assert standing(window) == "2", "back, and not left"
    assert len(desk.kept.read) == 1

    again = coding(desk)  # the notebook was closed, and opened another day
    again.locator(".tlc-turn").first.wait_for()
    again.begin(1)
    again.press("q")
    at(again, "2 of 3: session FG01, turn 2.")


def test_what_is_left_for_later_comes_at_the_end(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q", "l")
    at(window, "1 of 2: session FG01, turn 2.")
    window.press("d")
    at(window, "Turns that you left for later: 1.")
    assert window.evaluate("document.activeElement.textContent") == "Look at them now"
    window.press("Enter")
    at(window, "2 of 2: session FG01, turn 4.")
    assert standing(window) == "4"


def test_it_says_when_nothing_is_left(coding: Opener, desk: Any) -> None:
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "You have read every turn.")
    assert "You have read every turn." in window.locator(".tlc-heard").last.inner_text()
    window.press("q")
    assert not window.locator(".tlc-queue").is_visible()


def test_after_a_round_there_is_another(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q", "d")
    at(window, "The end of this round")
    window.status("Saved")
    desk.queue(SECOND, THIRD)
    window.get_by_role("button", name="Review more").click()
    at(window, "session FG01, turn 2.")


def test_reasons_are_kept_from_who_reads_without_suggestions(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND, random=(SECOND,))
    window = opened(coding, desk, shown=False)
    window.begin(1)
    window.press("q")
    at(window, "Words of the codebook stand here.")
    assert "interpreter" not in window.locator(".tlc-queue").inner_text()
    window.press("d")
    at(window, "Drawn at random")
    assert "Nothing is suggested" not in window.locator(".tlc-queue").inner_text()


def test_on_a_turn_drawn_at_random_nothing_is_suggested_before_it_is_coded(coding: Opener, desk: Any) -> None:
    desk.queue(THIRD, SECOND, random=(THIRD,))
    window = opened(coding, desk)
    assert len(window.entries(3)) == 2
    window.begin(1)
    window.press("q")
    at(window, "1 of 2: session FG01, turn 3. Drawn at random")
    assert window.entries(3) == []
    assert window.locator(".tlc-item").nth(2).locator(".tlc-marked").count() == 0
    assert "Nothing is suggested here until you have coded it" in window.locator(".tlc-queue").inner_text()
    assert window.get_by_role("button", name="Next suggestion (1)").count() == 1
    desk.suggest((THIRD, "They asked", "access.hours", 70))
    window.press("a", said="No suggestion is here.")
    window.press("w", "c")
    window.keyboard.type("interpreter")
    window.press("Enter", said="Saved: No interpreter.")
    window.get_by_text("70 in 100").wait_for()
    assert len(window.entries(3)) == 3
    assert "Nothing is suggested" not in window.locator(".tlc-queue").inner_text()
    window.press("d", said="turn 3 is read")
    assert desk.kept.read == {THIRD: "random"}


def test_who_asks_is_shown_what_is_suggested_on_a_turn_drawn_at_random(coding: Opener, desk: Any) -> None:
    desk.queue(THIRD, random=(THIRD,))
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "Drawn at random")
    window.get_by_role("button", name="Română").click()
    assert window.entries(3) == [], "nor when all is drawn anew"
    window.get_by_role("button", name="English").click()
    window.begin(3)
    window.press("s")
    assert len(window.entries(3)) == 2
    assert window.locator(".tlc-card").count() == 1


def test_what_was_hidden_is_seen_again_when_one_goes_on(coding: Opener, desk: Any) -> None:
    desk.queue(THIRD, SECOND, random=(THIRD,))
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "turn 3.")
    assert window.entries(3) == []
    window.press("d", said="turn 3 is read")
    assert len(window.entries(3)) == 2


def test_a_turn_that_could_not_be_kept_is_come_back_to(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH, SECOND)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "turn 4.")
    answers = desk.talk.answers
    desk.talk.answers = lambda asked: (
        [{"type": "refused", "to": asked["id"], "what": "The disk is full.", "hint": "Make room."}]
        if asked["type"] == "read"
        else answers(asked)
    )
    window.press("d", said="NOT SAVED. The disk is full.")
    at(window, "1 of 2: session FG01, turn 4.")
    assert standing(window) == "4"
    desk.talk.answers = answers
    window.press("d", said="turn 4 is read")


def test_a_session_is_opened_and_its_coder_begins_there(coding: Opener, desk: Any) -> None:
    desk.queue(OTHER)
    window = coding(desk)  # no session is open yet
    window.locator(".tlc-start button").first.wait_for()
    window.get_by_role("button", name="Review next").click()
    at(window, "session FG02, turn 3.")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 3")
    assert standing(window) == "3"


def test_without_a_model_there_is_no_review(coding: Opener) -> None:
    window = coding()
    assert window.get_by_role("button", name="Review next").count() == 0
    window.begin(2)
    window.press("q")
    window.press("d", said="No turn is under review.")
    assert window.sent("queue", "read") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_the_review(coding: Opener, desk: Any, theme: str) -> None:
    desk.queue(THIRD, random=(THIRD,))
    window = opened(coding, desk, theme=theme)
    window.begin(1)
    window.press("q")
    at(window, "Drawn at random")
    assert window.violations() == []
    bare = ":is(button, input, select, textarea, [tabindex]):not([data-lm-suppress-shortcuts])"
    assert window.locator(f".tlc-coding {bare}").count() == 0
    window.press("s", "Escape", "d")
    at(window, "The end of this round")
    assert window.violations() == []


def test_the_way_back_opens_as_one_goes_about_and_nothing_else_moves(coding: Opener, desk: Any) -> None:
    desk.queue(FOURTH)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "turn 4.")
    back, done = (window.locator(f'[data-tool="queue_{name}"]') for name in ("back", "done"))
    before = done.bounding_box()
    assert back.get_attribute("aria-disabled") == "true"
    window.press("ArrowDown", "d", said="You stand on another turn than the one under review.")
    assert back.get_attribute("aria-disabled") is None
    assert done.bounding_box() == before
    back.click()
    assert standing(window) == "4"
    assert back.get_attribute("aria-disabled") == "true"
    assert "another turn" not in window.locator(".tlc-status").inner_text()
    window.locator("select").first.select_option("FG02")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 3")
    assert back.get_attribute("aria-disabled") is None


def test_what_is_read_a_second_time_is_named_by_its_own_session(coding: Opener, desk: Any) -> None:
    desk.queue(OTHER, SECOND)
    window = opened(coding, desk)
    window.begin(1)
    window.press("q")
    at(window, "session FG02, turn 3.")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 3")
    desk.step("read", turn=OTHER, drawn="rules")  # in another window
    window.press("d", said="Saved: session FG02, turn 3 is read.")
