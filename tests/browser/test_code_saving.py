"""The coding page loses nothing: edits wait in order, and what is not saved is said and kept."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

Opener = Callable[..., Any]
LEAVES = """() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  return !leaving.defaultPrevented;
}"""


def test_edits_wait_in_order_while_the_notebook_is_busy(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    window.drag(2, "proof", "address")
    window.code("Cannot register").click()
    window.code("No interpreter").click()
    window.begin(6)
    window.press("w")
    window.code("Waits too long").click()
    window.status("Waiting for the notebook: it is busy. Not saved yet: 3.")
    assert window.entries(2) == ["Cannot register — you; not saved yet", "No interpreter — you; not saved yet"]
    assert len(window.sent("mark")) == 1
    window.evaluate("""window.kernel.status = 'idle'; window.held = false;
      window.python(window.sent.at(-1)).then(window.tell); undefined""")
    window.status("Saved: Waits too long.")
    assert [one["code"] for one in window.sent("mark")] == [
        "access.registration",
        "language.interpreter",
        "access.waiting",
    ]
    assert len(window.desk.marks) == 3
    assert window.locator(".tlc-unsaved").count() == 0


def test_a_mark_that_waits_can_be_edited_and_its_memo_is_not_lost(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    window.drag(2, "proof", "address")
    window.code("Cannot register").click()
    window.press("p", "p", "i", "m")
    window.keyboard.type("at the ")
    window.evaluate("""window.kernel.status = 'idle'; window.held = false;
      window.python(window.sent.at(-1)).then(window.tell); undefined""")
    window.wait_for_function("document.querySelectorAll('.tlc-own').length === 1")
    window.keyboard.type("desk")
    window.press("Enter", said="Saved: changed.")
    window.wait_for_function("document.querySelectorAll('.tlc-own').length === 1")
    [mark] = window.desk.marks.values()
    assert (mark["memo"], mark["prompted"], mark["serious"]) == ("at the desk", False, True)
    assert {one["coding"] for one in window.sent("alter")} == {mark["id"]}
    assert window.entries(2) == ["Cannot register — you; memo; unprompted; serious"]


def test_what_waited_for_a_refused_mark_is_said_to_be_lost(coding: Opener) -> None:
    window = coding()
    window.drag(2, "proof", "address")
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    window.code("Cannot register").click()
    window.press("i", "p")
    window.desk.refuse = "The folder cannot be written."
    window.evaluate("window.held = false; window.python(window.sent.at(-1)).then(window.tell); undefined")
    window.status("With it, 2 more are not saved")
    assert window.sent("alter") == []
    assert window.entries(2) == []


def test_a_change_that_is_refused_is_shown_as_it_is_on_the_disk(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    window.desk.refuse = "The folder cannot be written."
    window.press("x", said="NOT SAVED.")
    window.wait_for_function("document.querySelectorAll('.tlc-unsaved').length === 0")
    assert window.entries(2) == ["Cannot register — you"]
    window.press("i", said="NOT SAVED.")
    window.wait_for_function("document.querySelectorAll('.tlc-unsaved').length === 0")
    assert window.entries(2) == ["Cannot register — you"]


def test_silence_is_said_and_sending_again_saves_once(coding: Opener) -> None:
    window = coding()
    # Before the clock: else the view that is closed goes on ticking by the real one.
    window.evaluate("window.close_first(); undefined")
    window.clock.install()
    window.evaluate("window.close_first = window.view(); undefined")
    window.locator(".tlc-turn").first.wait_for()
    window.drag(2, "proof", "address")
    window.evaluate("window.held = true")
    window.code("Cannot register").click()
    window.evaluate("window.python(window.sent.at(-1)); undefined")  # heard; the answer is lost
    window.clock.run_for(12_000)
    window.status("NOT SAVED: 1. The notebook does not answer.")
    stays = not window.evaluate(LEAVES)
    assert stays
    window.evaluate("window.held = false")
    window.get_by_role("button", name="Send again").click()
    window.status("Saved: Cannot register.")
    assert len(window.desk.marks) == 1
    ids = {one["id"] for one in window.sent("mark")}
    assert len(ids) == 1
    stays = not window.evaluate(LEAVES)
    assert not stays


def test_what_was_not_saved_before_a_restart_is_saved_when_the_cell_runs_again(coding: Opener) -> None:
    window = coding()
    window.drag(2, "proof", "address")
    window.evaluate("window.held = true; window.model.comm_live = false")
    window.code("Cannot register").click()
    window.evaluate("window.restarted()")
    window.status("NOT CONNECTED.")
    window.status("Not saved yet: 1. They wait in this window")
    window.evaluate("""window.held = false; window.model.comm_live = true;
      window.close_first(); window.close_first = window.view(); undefined""")
    window.wait_for_function("document.querySelector('.tlc-codings button')")
    window.status("Saved: Cannot register.")
    assert len(window.desk.marks) == 1
    window.evaluate("window.close_first(); window.close_first = window.view(); undefined")
    window.wait_for_function("document.querySelector('.tlc-codings button')")
    assert len({one["id"] for one in window.sent("mark")}) == 1


def test_what_is_refused_is_taken_away_and_said_and_selected_still(coding: Opener) -> None:
    window = coding()
    window.drag(2, "proof", "address")
    window.desk.refuse = "The folder cannot be written."
    window.code("Cannot register").click()
    window.status("NOT SAVED. The folder cannot be written. Do it again.")
    assert window.entries(2) == []
    assert window.locator(".tlc-picked").inner_text() == "proof of address"
    window.desk.refuse = ""
    window.code("Cannot register").click()
    window.status("Saved")
    assert "NOT SAVED" not in window.locator(".tlc-status").inner_text()


def test_a_memo_that_is_refused_is_still_in_its_field(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    window.desk.refuse = "The folder cannot be written."
    window.press("m")
    window.keyboard.type("important")
    window.press("Enter", said="NOT SAVED.")
    assert window.get_by_label("Memo").input_value() == "important"
    window.desk.refuse = ""
    window.press("m", "Enter", said="Saved: changed.")
    assert window.desk.marks["c001"]["memo"] == "important"


def test_two_views_show_the_same_and_only_the_sender_says_saved(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.view(); undefined")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 14")
    window.drag(2, "proof", "address")
    window.code("Cannot register").first.click()
    window.status("Saved: Cannot register.")
    assert window.locator(".tlc-entry").count() == 2
    assert window.locator(".tlc-status").nth(1).inner_text() == "Changed in another window."


def test_when_another_program_has_written_all_is_asked_anew(coding: Opener, harness: ModuleType) -> None:
    window = coding(harness.with_machine())
    window.begin(2)
    other = window.desk.mark(6, "nobody called back", "access.waiting")
    window.desk.marks[other["id"]] = other
    window.evaluate("window.tell({type: 'anew'})")
    window.wait_for_function("document.querySelectorAll('.tlc-entry').length === 2")
    assert window.evaluate("document.activeElement.dataset.turn") == "1"


def test_a_view_that_is_closed_listens_no_more(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.close_first(); window.tell({type: 'anew'})")
    assert window.locator(".tlc-coding").count() == 0
    assert [one["type"] for one in window.evaluate("window.sent")] == ["hello", "open"]


def uses(window: Any, name: str) -> str:
    return "".join(window.code(name).locator(".tlc-uses").all_inner_texts())


def counting(harness: ModuleType) -> Any:
    """Give a desk that counts as Python does: told with the welcome, and afterwards only with a new code."""

    class Counting(harness.FakeDesk):  # type: ignore[misc, name-defined]
        def welcome(self) -> dict[str, Any]:
            used = [mark["code"] for mark in self.marks.values()]
            return super().welcome() | {"codes": [one | {"uses": used.count(one["id"])} for one in self.codes]}

        def answer(self, message: dict[str, Any]) -> list[dict[str, Any]]:
            answers: list[dict[str, Any]] = super().answer(message)
            for one in answers:
                if message["type"] in ("undo", "redo"):
                    one.pop("codes", None)
            return answers

    desk = Counting()
    own = desk.mark(2, "could not register", "access.registration")
    desk.marks[own["id"]] = own
    return desk


def test_a_code_is_counted_once_for_each_coding_however_often_that_is_changed(
    coding: Opener, harness: ModuleType
) -> None:
    window = coding(counting(harness))
    assert uses(window, "Cannot register") == "1"
    window.begin(2)
    for key in ("p", "i", "p"):
        window.press(key, said="Saved: changed.")
        window.wait_for_function("document.querySelectorAll('.tlc-unsaved').length === 0")
        assert uses(window, "Cannot register") == "1"
    window.press("z", said="taken back")
    assert uses(window, "Cannot register") == "1"
    window.press("x", said="Saved: taken off.")
    assert uses(window, "Cannot register") == ""
    window.press("z", said="taken back: took off")
    assert uses(window, "Cannot register") == "1"
    window.drag(6, "nobody", "back")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    assert uses(window, "Cannot register") == "2"


def test_a_step_in_a_session_that_was_not_opened_has_its_uses_counted_by_python(
    coding: Opener, harness: ModuleType
) -> None:
    window = coding(counting(harness))
    mark = {"id": "far", "turn": "FG02.1", "start": 0, "end": 2, "code": "access.waiting", "own": True}
    other = window.desk.session("FG02")
    saved = {"type": "saved", "to": "", "done": "alter", "session": "FG02", "gone": [], "sessions": [other]}
    window.evaluate("window.tell", {**saved, "put": [{**mark, "status": "accepted"}]})
    window.wait_for_function("window.sent.filter((one) => one.type === 'hello').length === 2")
    window.wait_for_function("!document.querySelectorAll('.tlc-codes .tlc-uses')[1]")
    assert uses(window, "Waits too long") == ""


def test_an_undo_says_what_it_took_back_and_shows_its_turn(coding: Opener, harness: ModuleType) -> None:
    desk = harness.FakeDesk()
    texts = ["many words about the surgery and the letters " * 6] * 60
    desk.turns["FG01"] = [harness.fake_turn(at, "community", "P1", "en", text) for at, text in enumerate(texts, 1)]
    window = coding(desk)
    window.begin(1)
    window.press("w")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    window.evaluate("document.querySelector('.tlc-words').scrollTop = 1e6")
    window.get_by_role("button", name="Find").click()
    window.keyboard.type("sur")
    window.get_by_role("button", name="Undo").click()
    window.status("Saved, taken back: coded “Cannot register”, turn 1.")
    assert window.evaluate("document.querySelector('.tlc-words').scrollTop") < 100
    window.evaluate("document.querySelector('.tlc-words').scrollTop = 1e6")
    window.locator(".tlc-finder input").focus()
    window.get_by_role("button", name="Redo").evaluate("node => node.click()")
    window.status("Saved, done again: coded “Cannot register”, turn 1.")
    assert window.evaluate("document.querySelector('.tlc-words').scrollTop") < 100
    assert window.evaluate("document.activeElement.tagName") == "INPUT"


def test_steps_that_wait_are_counted_also_by_a_new_view_that_is_not_answered(coding: Opener) -> None:
    window = coding()
    # Before the clock: else the view that is closed goes on ticking by the real one.
    window.evaluate("window.close_first(); undefined")
    window.clock.install()
    window.evaluate("window.close_first = window.view(); undefined")
    window.locator(".tlc-turn").first.wait_for()
    window.drag(2, "proof", "address")
    window.evaluate("window.held = true")
    window.code("Cannot register").click()
    window.code("No interpreter").click()
    window.evaluate("window.close_first(); window.close_first = window.view(); undefined")
    window.clock.run_for(12_000)
    window.status("NOT CONNECTED.")
    window.status("Not saved yet: 2.")
    window.evaluate("window.python({type: 'hello'}).then(window.tell); undefined")  # but no session comes
    window.wait_for_function("window.sent.at(-1).type === 'open'")
    window.clock.run_for(12_000)
    window.status("NOT SAVED: 2. The notebook does not answer.")
    window.status("Kernel > Restart Kernel, and run the cell again.")
    stays = not window.evaluate(LEAVES)
    assert stays
    window.evaluate("window.held = false")
    window.get_by_role("button", name="Send again").click()
    window.clock.run_for(1_000)
    window.wait_for_function("document.querySelectorAll('.tlc-own').length === 2")
    assert len(window.desk.marks) == 2
