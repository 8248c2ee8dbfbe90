"""The coding page in a real browser, without a notebook: marking, keys, focus, what is said, and what is never lost."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Opener = Callable[..., Any]
A_AND_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
INSIDE = "document.querySelector('.tlc-coding').contains(document.activeElement)"

PICKED = """() => [...document.querySelectorAll(".tlc-text")].map((text) =>
  [...text.querySelectorAll(".tlc-picked")].map((part) => part.textContent).join(""))"""
LEAVES = """() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  return !leaving.defaultPrevented;
}"""
WIDER_INSIDE = """() => [...document.querySelectorAll(".tlc-coding *")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .filter((node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX)).map((node) => node.className)"""
RATIOS = """() => {
  const style = getComputedStyle(document.querySelector(".tlc-coding"));
  const light = (name) => {
    const hex = style.getPropertyValue(name).trim().slice(1);
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const papers = ["--paper", "--wash", "--picked", "--now", "--hit", "--because"];
  const colours = [...Array(10).keys()].map((number) => `--tlc-c${number}`);
  return papers.flatMap((paper) => colours.map((colour) => [`${colour} on ${paper}`, ratio(colour, paper)]));
}"""


def status(window: Any, text: str) -> None:
    window.wait_for_function("text => document.querySelector('.tlc-status').textContent.includes(text)", arg=text)


def press(window: Any, *keys: str, said: str = "") -> None:
    """Press keys; after each, nothing has reached JupyterLab, and the focus is still on the page."""
    for key in keys:
        window.keyboard.press(key)
        assert window.evaluate("window.leaked") == [], key
        assert window.evaluate(INSIDE), f"{key}: the focus was lost"
    if said:
        status(window, said)
    assert window.faults == []


def sent(window: Any, *kinds: str) -> list[dict[str, Any]]:
    return [one for one in window.evaluate("window.sent") if one["type"] in kinds]


def begin(window: Any, turn: int = 1) -> Any:
    """Stand on a turn."""
    window.locator(".tlc-turnhead").nth(turn - 1).click()
    return window.locator(".tlc-text").nth(turn - 1)


def entries(window: Any, turn: int) -> list[str]:
    shown = window.locator(".tlc-item").nth(turn - 1).locator(".tlc-codings button")
    return [" ".join(text.split()) for text in shown.all_inner_texts()]


def code(window: Any, name: str) -> Any:
    return window.get_by_role("treeitem", name=name)


def drag(window: Any, turn: int, start: str, end: str, last: int | None = None) -> None:
    """Select with the mouse: from the beginning of one word to the end of another."""
    where = """([first, start, last, end]) => [[first, start, 0], [last, end, end.length]].map(([turn, word, more]) => {
      const node = document.querySelectorAll(".tlc-text")[turn - 1];
      node.scrollIntoView({ block: "nearest" });
      let at = node.textContent.indexOf(word) + more;
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      let text = walker.nextNode();
      while (at > text.length) { at -= text.length; text = walker.nextNode(); }
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at);
      const box = range.getBoundingClientRect();
      return [box.left, box.top + box.height / 2];
    })"""
    (left, top), (right, bottom) = window.evaluate(where, [turn, start, last or turn, end])
    window.mouse.move(left + 1, top)
    window.mouse.down()
    window.mouse.move((left + right) / 2, bottom, steps=3)
    window.mouse.move(right, bottom, steps=3)
    window.mouse.up()


def underlined(window: Any, mark: str) -> str:
    parts = window.locator(f'[data-marks~="{mark}"]').all_text_contents()
    return "".join(parts)


def violations(window: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(window, context=".tlc-coding", options={"runOnly": A_AND_AA}).response
    assert found["passes"], "axe looked at nothing"
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def with_machine(harness: ModuleType) -> Any:
    """Give a desk with one coding and three suggestions."""
    desk = harness.FakeDesk()
    own = desk.mark(2, "could not register", "access.registration")
    desk.marks[own["id"]] = own
    text = desk.turns["FG01"][3]["text"]
    words = [[text.index("letters"), text.index("letters") + 7]]
    desk.suggest(4, "The letters are in English", "language.letters", words=words)
    desk.suggest(
        4, "cannot read them", "language.interpreter", like=[{"quote": "nobody could read it", "turn": "FG02.1"}]
    )
    desk.suggest(6, "nobody called back", "access.waiting")
    return desk


# Marking


def test_words_are_marked_with_the_mouse_and_a_click(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "could", "register")
    code(window, "Cannot register").click()
    status(window, "Saved: Cannot register.")
    [mark] = sent(window, "mark")
    assert mark["spans"] == [{"turn": "FG01.2", "start": 2, "end": 20, "quote": "could not register"}]
    assert (mark["code"], mark["prompted"]) == ("access.registration", None)
    assert entries(window, 2) == ["Cannot register — you"]
    assert underlined(window, next(iter(window.desk.marks))) == "could not register"


def test_a_selection_over_turns_is_one_step(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "surgery", "răspuns", last=3)
    press(window, "c")
    window.keyboard.type("waits")
    press(window, "Enter", said="Saved: Waits too long.")
    [mark] = sent(window, "mark")
    assert [(span["turn"], span["quote"]) for span in mark["spans"]] == [
        ("FG01.2", "surgery, they wanted proof of address."),
        ("FG01.3", "M-au trimis acasă fără s\u0326tampila\u0306 \u0219i fără răspuns"),
    ]
    press(window, "z", said="taken back")
    assert window.desk.marks == {}
    assert entries(window, 2) == entries(window, 3) == []


def test_everything_is_done_by_the_keyboard_alone(coding: Opener) -> None:
    window = coding()
    for _ in range(20):
        window.keyboard.press("Tab")
        if "tlc-turn" in window.evaluate("document.activeElement.className").split():
            break
    press(window, "ArrowDown", "ArrowRight", "ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "not"
    press(window, "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "Selected: could not register"
    press(window, "Enter")
    window.keyboard.type("INREGISTR")  # nothing; then the English name
    assert window.get_by_role("treeitem").count() == 1
    window.locator(".tlc-search").fill("regis")
    press(window, "Enter", said="Saved: Cannot register.")
    press(window, "1", said="These words have this code already")
    press(window, "c", "ArrowDown", "Enter", said="Saved: Waits too long.")
    assert entries(window, 2) == ["Cannot register — you", "Waits too long — you"]
    press(window, "m")
    window.keyboard.type("at the desk: x d d b")
    press(window, "Enter", said="Saved: changed.")
    press(window, "p", said="Saved")
    press(window, "i", said="Saved")
    window.wait_for_function("document.querySelector('.tlc-codings').textContent !== null && window.sent.length > 6")
    status(window, "Saved: changed.")
    [first, second] = window.desk.marks.values()
    assert (second["memo"], second["prompted"], second["serious"]) == ("at the desk: x d d b", True, True)
    assert (first["memo"], first["prompted"], first["serious"]) == ("", None, False)
    assert entries(window, 2)[1] == "Waits too long — you; memo; prompted; serious"
    press(window, "x", said="Saved: taken off.")
    assert entries(window, 2) == ["Cannot register — you"]
    press(window, "Control+z", said="taken back")
    assert len(entries(window, 2)) == 2
    press(window, "Control+y", said="done again")
    assert len(entries(window, 2)) == 1
    press(window, "n")
    assert window.evaluate("document.activeElement.dataset.turn") == "2"


def test_the_keyboard_selects_on_into_the_next_turn_and_whole_turns(coding: Opener) -> None:
    window = coding()
    begin(window, 2)
    press(window, "End", "Shift+ArrowRight", "Shift+ArrowRight")
    assert window.locator(".tlc-heard").last.inner_text() == "Selected: address. / M"
    press(window, "Shift+ArrowLeft", "Shift+ArrowDown", "Shift+ArrowDown")
    texts = [turn["text"] for turn in window.desk.turns["FG01"]]
    assert window.evaluate(PICKED) == ["", "address.", texts[2], texts[3].removesuffix("."), "", "", ""]
    press(window, "Escape")
    assert window.locator(".tlc-picked").count() == 0
    press(window, "ArrowUp", "w", "c")
    window.keyboard.type("letters")
    press(window, "Enter", said="Saved")
    assert [span["quote"] for span in sent(window, "mark")[-1]["spans"]] == [texts[2]]


def test_in_a_text_from_right_to_left_the_arrows_go_where_they_point(coding: Opener) -> None:
    window = coding()
    begin(window, 5)
    press(window, "Home", "ArrowLeft")
    assert window.locator(".tlc-cursor").inner_text() == "יכולתי"
    press(window, "ArrowRight")
    assert window.locator(".tlc-cursor").inner_text() == "לא"


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
    drag(window, 2, "proof", "address")
    code(window, "Cannot register").click()
    status(window, "Saved: Cannot register.")
    code(window, "No interpreter").click()
    status(window, "Saved: No interpreter.")
    first, second = sent(window, "mark")
    assert first["spans"] == second["spans"]
    assert entries(window, 2) == ["Cannot register — you", "No interpreter — you"]


def test_nothing_is_coded_without_a_selection(coding: Opener) -> None:
    window = coding()
    begin(window, 2)
    code(window, "Cannot register").click()
    status(window, "Select some words first")
    press(window, "7", said="No code has this number yet")
    press(window, "x", said="None of your codings is here")
    press(window, "a", said="No suggestion is here")
    assert sent(window, "mark", "unmark", "decide") == []


def test_a_digit_stays_with_its_code(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "proof", "address")
    for name in ("Waits too long", "Cannot register", "Waits too long"):
        code(window, name).click()
    status(window, "already")
    assert window.locator(".tlc-chip").all_inner_texts() == ["1\nWaits too long", "2\nCannot register"]


def test_shift_and_a_click_extend_a_selection(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "could", "not")
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
    window = coding(with_machine(harness))
    window.locator(".tlc-entry").first.click()
    window.locator(".tlc-card").get_by_role("button", name="Other code").click()
    window.keyboard.type("waits")
    press(window, "Enter", said="Saved: changed.")
    assert [(one["code"], one["coding"]) for one in sent(window, "alter")] == [("access.waiting", "c001")]
    assert entries(window, 2) == ["Waits too long — you"]
    assert window.locator(".tlc-card strong").first.inner_text() == "Waits too long"


def test_a_memo_is_saved_when_one_goes_on(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    window.locator(".tlc-entry").first.click()
    window.get_by_label("Memo").fill("said twice")
    begin(window, 4)
    status(window, "Saved: changed.")
    assert window.desk.marks["c001"]["memo"] == "said twice"
    press(window, "ArrowUp", "ArrowUp", "m", "Escape")
    assert window.locator(".tlc-card").count() == 0
    assert len(sent(window, "alter")) == 1


def test_prompted_has_three_answers(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
    for number in range(3):
        press(window, "p")
        window.wait_for_function(
            "count => window.sent.filter((one) => one.type === 'alter').length > count", arg=number
        )
        status(window, "Saved")
    assert [one["prompted"] for one in sent(window, "alter")] == [True, False, None]


# Suggestions


def test_suggestions_are_shown_only_when_asked_for(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 1)
    assert entries(window, 4) == []
    window.get_by_role("button", name="Show suggestions").click()
    assert "by yourself comes first" in window.locator(".tlc-ask").inner_text()
    press(window, "Escape")
    assert sent(window, "show") == []
    window.get_by_role("button", name="Show suggestions").click()
    window.get_by_role("button", name="Show them").click()
    status(window, "Saved")
    assert [(one["session"], one["what"]) for one in sent(window, "show")] == [("FG01", "suggestions")]
    assert entries(window, 4)[0] == "Letters not understood — Codebook rules; suggested"
    assert window.get_by_role("button", name="Next suggestion (3)").count() == 1


def test_suggestions_are_decided_by_one_key_each(coding: Opener, harness: ModuleType) -> None:
    desk = with_machine(harness)
    desk.seen.add("suggestions")
    window = coding(desk)
    begin(window, 1)
    press(window, "s")
    assert "Why: its words are listed" in window.locator(".tlc-card").inner_text()
    assert window.locator(".tlc-because").inner_text() == "letters"
    press(window, "a", said="Saved: accepted.")
    assert "nobody could read it" in window.locator(".tlc-card").inner_text()
    press(window, "r", said="Saved: rejected.")
    press(window, "e")
    window.keyboard.type("interpreter")
    press(window, "Enter", said="Saved: accepted with your change.")
    assert [(one["choice"], one.get("code")) for one in sent(window, "decide")] == [
        ("accept", None),
        ("reject", None),
        ("change", "language.interpreter"),
    ]
    press(window, "s", said="Nothing is left to decide")
    assert entries(window, 4) == ["Letters not understood — you"]
    assert entries(window, 6) == ["No interpreter — you"]


def test_a_suggestion_is_taken_for_other_words(coding: Opener, harness: ModuleType) -> None:
    desk = with_machine(harness)
    desk.seen.add("suggestions")
    window = coding(desk)
    begin(window, 6)
    drag(window, 6, "nobody", "weeks")
    window.locator(".tlc-entry").last.click()
    window.get_by_role("button", name="Accept for the words I selected").click()
    status(window, "accepted with your change")
    [decided] = sent(window, "decide")
    assert (decided["choice"], "code" in decided) == ("change", False)
    assert decided["spans"][0]["quote"] == "nobody called back <b>for weeks"


def test_others_codings_are_dashed_say_who_and_cannot_be_changed(coding: Opener, harness: ModuleType) -> None:
    desk = with_machine(harness)
    other = desk.mark(6, "nobody called back", "access.waiting", coder="ben", who="Ben", own=False)
    desk.others[other["id"]] = other
    window = coding(desk)
    window.get_by_role("button", name="Show others' codings").click()
    window.get_by_role("button", name="Show them").click()
    status(window, "Saved")
    assert entries(window, 6) == ["Waits too long — Ben"]
    assert "repeating-linear-gradient" in window.locator(f'[data-marks="{other["id"]}"]').get_attribute("style")
    window.locator(".tlc-entry").last.click()
    press(window, "x", said="None of your codings is here")
    assert sent(window, "unmark") == []


# New codes, finding, filters


def test_a_barrier_that_the_codebook_misses_is_proposed_and_coded(coding: Opener) -> None:
    window = coding()
    begin(window, 4)
    press(window, "b", said="Select some words first")
    drag(window, 4, "take", "work")
    press(window, "b")
    press(window, "Enter", said="Write a name and one sentence first.")
    window.keyboard.type("Loses a day's pay")
    press(window, "Tab")
    window.keyboard.type("An appointment costs a day of work.")
    press(window, "Enter", said="Saved: a new code, Loses a day's pay.")
    [proposed] = sent(window, "propose")
    assert (proposed["label"], proposed["definition"]) == ("Loses a day's pay", "An appointment costs a day of work.")
    assert proposed["spans"][0]["quote"] == "take a day off work"
    assert code(window, "Loses a day's pay, proposed by a coder").count() == 1
    assert entries(window, 4) == ["Loses a day's pay — you"]


def test_a_proposal_that_is_refused_keeps_what_was_written(coding: Opener) -> None:
    window = coding()
    drag(window, 4, "take", "work")
    window.desk.refuse = "There is a code of that name."
    press(window, "b")
    window.keyboard.type("Waits")
    press(window, "Tab")
    window.keyboard.type("Long.")
    press(window, "Enter", said="NOT SAVED. There is a code of that name.")
    assert window.get_by_label("Its name").input_value() == "Waits"
    window.desk.refuse = ""
    window.get_by_label("Its name").fill("Loses pay")
    window.get_by_role("button", name="Add it and code the words").click()
    status(window, "Saved: a new code, Loses pay.")


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
    press(window, "ArrowLeft")
    assert window.get_by_role("treeitem", name="Getting in").get_attribute("aria-expanded") == "false"
    assert code(window, "Cannot register").count() == 0
    press(window, "ArrowRight", "ArrowDown")
    panel = window.locator(".tlc-panel").inner_text()
    assert "When people speak of: cannot register." in panel
    assert "Use it for: Refusals." in panel
    assert "Not for: Fear." in panel


def test_places_are_found_here_and_in_all_sessions(coding: Opener) -> None:
    window = coding()
    begin(window)
    press(window, "f")
    window.keyboard.type("stampila")
    press(window, "Enter")
    assert window.locator(".tlc-hit-now").inner_text() == "s\u0326tampila\u0306"
    assert "1 of 1" in window.locator(".tlc-finder").inner_text()
    window.locator(".tlc-finder input").fill("register")
    window.get_by_role("button", name="In all sessions").click()
    window.locator(".tlc-result").click()
    assert window.locator(".tlc-picked").inner_text() == "register"
    assert window.evaluate("document.activeElement.dataset.turn") == "1"
    window.locator(".tlc-finder input").focus()
    press(window, "Escape")
    assert window.locator(".tlc-hit").count() == 0


def test_turns_are_filtered_by_speaker_code_and_status(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
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


def test_sessions_are_chosen_and_called_finished(coding: Opener) -> None:
    window = coding()
    assert window.get_by_label("Session", exact=True).input_value() == "FG01"
    chosen = "select => select.selectedOptions[0].textContent"
    assert (
        window.get_by_label("Session", exact=True).evaluate(chosen)
        == "FG01 women with young children: 0 of 5 turns coded"
    )
    window.get_by_label("Finished").check()
    status(window, "Saved.")
    assert window.desk.finished == {"FG01"}
    window.get_by_role("button", name="The next session").click()
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 0")
    window.get_by_role("button", name="The session before").click()
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 7")


def test_a_place_far_away_comes_into_view(coding: Opener, harness: ModuleType) -> None:
    desk = harness.FakeDesk()
    texts = ["many words about the surgery and the letters " * 6] * 300
    texts[250] += "needle in a haystack"
    desk.turns["FG01"] = [harness.fake_turn(at, "community", "P1", "en", text) for at, text in enumerate(texts, 1)]
    window = coding(desk)
    begin(window)
    press(window, "f")
    window.keyboard.type("needle")
    press(window, "Enter")
    inside = """() => {
      const box = document.querySelector(".tlc-hit-now").getBoundingClientRect();
      const pane = document.querySelector(".tlc-words").getBoundingClientRect();
      return box.top >= pane.top && box.bottom <= pane.bottom;
    }"""
    window.wait_for_function(inside)
    assert window.locator(".tlc-here .tlc-number").inner_text() == "251"


# Agreement


def agreed_desk(harness: ModuleType) -> Any:
    desk = harness.FakeDesk(agreed=True)

    def coded(who: str, turn: int, quote: str, name: str, agreement: str) -> None:
        more = {"coder": who.lower(), "who": who, "kind": "person", "because": "", "agreement": agreement}
        desk.suggest(turn, quote, name, **more)

    coded("Asha", 2, "could not register", "access.registration", "all")
    coded("Asha", 4, "The letters are in English", "language.letters", "some")
    coded("Ben", 4, "letters are in English. My mother", "language.interpreter", "some")
    coded("Ben", 6, "nobody called back", "access.waiting", "some")
    return desk


def test_what_coders_disagree_on_stands_side_by_side_and_is_decided(coding: Opener, harness: ModuleType) -> None:
    window = coding(agreed_desk(harness))
    window.get_by_role("button", name="Accept what all coded (1)").click()
    status(window, "Saved: accepted what all coded.")
    begin(window, 1)
    press(window, "s")
    table = window.locator(".tlc-card table")
    assert table.locator("th").all_inner_texts() == ["Asha", "Ben"]
    assert table.locator("td").all_inner_texts() == [
        "Letters not understood “The letters are in English”",
        "No interpreter “letters are in English. My mother”",
    ]
    press(window, "a", said="Saved: accepted.")
    press(window, "r", said="Saved: rejected.")
    assert window.locator(".tlc-card td").first.inner_text() == "nothing here"
    assert [one["choice"] for one in sent(window, "decide")] == ["accept", "reject"]
    assert violations(window) == []


# Nothing is lost


def test_edits_wait_in_order_while_the_notebook_is_busy(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    drag(window, 2, "proof", "address")
    code(window, "Cannot register").click()
    code(window, "No interpreter").click()
    begin(window, 6)
    press(window, "w")
    code(window, "Waits too long").click()
    status(window, "Waiting for the notebook: it is busy. Not saved yet: 3.")
    assert entries(window, 2) == ["Cannot register — you; not saved yet", "No interpreter — you; not saved yet"]
    assert len(sent(window, "mark")) == 1
    window.evaluate("""window.kernel.status = 'idle'; window.held = false;
      window.python(window.sent.at(-1)).then(window.tell); undefined""")
    status(window, "Saved: Waits too long.")
    assert [one["code"] for one in sent(window, "mark")] == [
        "access.registration",
        "language.interpreter",
        "access.waiting",
    ]
    assert len(window.desk.marks) == 3
    assert window.locator(".tlc-unsaved").count() == 0


def test_a_mark_that_waits_can_be_edited_and_its_memo_is_not_lost(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    drag(window, 2, "proof", "address")
    code(window, "Cannot register").click()
    press(window, "p", "p", "i", "m")
    window.keyboard.type("at the ")
    window.evaluate("""window.kernel.status = 'idle'; window.held = false;
      window.python(window.sent.at(-1)).then(window.tell); undefined""")
    window.wait_for_function("document.querySelectorAll('.tlc-own').length === 1")
    window.keyboard.type("desk")
    press(window, "Enter", said="Saved: changed.")
    window.wait_for_function("document.querySelectorAll('.tlc-own').length === 1")
    [mark] = window.desk.marks.values()
    assert (mark["memo"], mark["prompted"], mark["serious"]) == ("at the desk", False, True)
    assert {one["coding"] for one in sent(window, "alter")} == {mark["id"]}
    assert entries(window, 2) == ["Cannot register — you; memo; unprompted; serious"]


def test_what_waited_for_a_refused_mark_is_said_to_be_lost(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "proof", "address")
    window.evaluate("window.held = true; window.kernel.status = 'busy'")
    code(window, "Cannot register").click()
    press(window, "i", "p")
    window.desk.refuse = "The folder cannot be written."
    window.evaluate("window.held = false; window.python(window.sent.at(-1)).then(window.tell); undefined")
    status(window, "With it, 2 more are not saved")
    assert sent(window, "alter") == []
    assert entries(window, 2) == []


def test_a_change_that_is_refused_is_shown_as_it_is_on_the_disk(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
    window.desk.refuse = "The folder cannot be written."
    press(window, "x", said="NOT SAVED.")
    window.wait_for_function("document.querySelectorAll('.tlc-unsaved').length === 0")
    assert entries(window, 2) == ["Cannot register — you"]
    press(window, "i", said="NOT SAVED.")
    window.wait_for_function("document.querySelectorAll('.tlc-unsaved').length === 0")
    assert entries(window, 2) == ["Cannot register — you"]


def test_the_sessions_are_listed_until_one_is_opened(coding: Opener, harness: ModuleType) -> None:
    desk = harness.FakeDesk()
    desk.open = None
    window = coding(desk)
    assert [" ".join(text.split()) for text in window.locator(".tlc-start button").all_inner_texts()] == [
        "FG01 women with young children: 0 of 5 turns coded",
        "FG02 women with young children: 0 of 0 turns coded",
    ]
    assert violations(window) == []
    window.locator(".tlc-start button").first.focus()
    press(window, "Enter")
    window.locator(".tlc-turn").first.wait_for()
    assert window.evaluate("document.activeElement.dataset.turn") == "0"


def test_silence_is_said_and_sending_again_saves_once(coding: Opener) -> None:
    window = coding()
    window.clock.install()
    window.evaluate("window.close_first(); window.close_first = window.view(); undefined")
    window.locator(".tlc-turn").first.wait_for()
    drag(window, 2, "proof", "address")
    window.evaluate("window.held = true")
    code(window, "Cannot register").click()
    window.evaluate("window.python(window.sent.at(-1)); undefined")  # heard; the answer is lost
    window.clock.run_for(12_000)
    status(window, "NOT SAVED: 1. The notebook does not answer.")
    stays = not window.evaluate(LEAVES)
    assert stays
    window.evaluate("window.held = false")
    window.get_by_role("button", name="Send again").click()
    status(window, "Saved: Cannot register.")
    assert len(window.desk.marks) == 1
    ids = {one["id"] for one in sent(window, "mark")}
    assert len(ids) == 1
    stays = not window.evaluate(LEAVES)
    assert not stays


def test_what_was_not_saved_before_a_restart_is_saved_when_the_cell_runs_again(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "proof", "address")
    window.evaluate("window.held = true; window.model.comm_live = false")
    code(window, "Cannot register").click()
    window.evaluate("window.restarted()")
    status(window, "NOT CONNECTED.")
    status(window, "Not saved yet: 1. They wait in this window")
    window.evaluate("""window.held = false; window.model.comm_live = true;
      window.close_first(); window.close_first = window.view(); undefined""")
    window.wait_for_function("document.querySelector('.tlc-codings button')")
    status(window, "Saved: Cannot register.")
    assert len(window.desk.marks) == 1
    window.evaluate("window.close_first(); window.close_first = window.view(); undefined")
    window.wait_for_function("document.querySelector('.tlc-codings button')")
    assert len({one["id"] for one in sent(window, "mark")}) == 1


def test_what_is_refused_is_taken_away_and_said_and_selected_still(coding: Opener) -> None:
    window = coding()
    drag(window, 2, "proof", "address")
    window.desk.refuse = "The folder cannot be written."
    code(window, "Cannot register").click()
    status(window, "NOT SAVED. The folder cannot be written. Do it again.")
    assert entries(window, 2) == []
    assert window.locator(".tlc-picked").inner_text() == "proof of address"
    window.desk.refuse = ""
    code(window, "Cannot register").click()
    status(window, "Saved")
    assert "NOT SAVED" not in window.locator(".tlc-status").inner_text()


def test_a_memo_that_is_refused_is_still_in_its_field(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
    window.desk.refuse = "The folder cannot be written."
    press(window, "m")
    window.keyboard.type("important")
    press(window, "Enter", said="NOT SAVED.")
    assert window.get_by_label("Memo").input_value() == "important"
    window.desk.refuse = ""
    press(window, "m", "Enter", said="Saved: changed.")
    assert window.desk.marks["c001"]["memo"] == "important"


def test_two_views_show_the_same_and_only_the_sender_says_saved(coding: Opener) -> None:
    window = coding()
    window.evaluate("window.view(); undefined")
    window.wait_for_function("document.querySelectorAll('.tlc-turn').length === 14")
    drag(window, 2, "proof", "address")
    code(window, "Cannot register").first.click()
    status(window, "Saved: Cannot register.")
    assert window.locator(".tlc-entry").count() == 2
    assert window.locator(".tlc-status").nth(1).inner_text() == "Changed in another window."


def test_when_another_program_has_written_all_is_asked_anew(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
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


def test_html_in_words_is_words(coding: Opener) -> None:
    window = coding()
    assert "<b>for weeks</b> & more." in window.locator(".tlc-text").nth(5).text_content()
    assert window.locator(".tlc-turn b").count() == 0


def test_the_page_writes_nothing_into_the_browser(coding: Opener, harness: ModuleType) -> None:
    source = (harness.STATIC / "code.js").read_text(encoding="utf-8")
    for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "innerHTML", "fetch(", "console."):
        assert store not in source, store
    assert ".set(" in source
    window = coding()
    assert "model.set" not in source
    assert window.evaluate("Object.keys(window.model).sort().join()") == "off,on,send,widget_manager"


# Keys and eyes


def test_every_part_that_can_have_the_focus_keeps_keys_from_jupyterlab(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
    press(window, "f", "Escape", "m", "Escape", "?")
    drag(window, 2, "proof", "address")
    press(window, "b")
    press(window, "Escape", "f")
    window.locator(".tlc-entry").first.click()
    bare = ":is(button, input, select, textarea, [tabindex]):not([data-lm-suppress-shortcuts])"
    assert window.locator(f".tlc-coding {bare}").count() == 0
    assert window.locator("[data-lm-suppress-shortcuts]").count() > 20


def test_no_key_does_anything_where_it_should_not(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 4)
    for key in ("d", "d", "g", "h", "k", "v", "Delete", "Backspace", "Shift+M", "0", "PageDown", "Shift+L"):
        press(window, key)
    assert sent(window, "mark", "unmark", "alter", "decide", "propose") == []
    window.evaluate("document.addEventListener('keydown', e => { if (e.ctrlKey) window.saved = e.key; })")
    window.keyboard.press("Control+s")
    assert window.evaluate("window.saved") == "s"


def test_a_key_that_is_held_down_acts_once(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    begin(window, 2)
    for _ in range(4):
        window.keyboard.down("x")
    window.keyboard.up("x")
    status(window, "Saved")
    assert len(sent(window, "unmark")) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(coding: Opener, harness: ModuleType, theme: str) -> None:
    desk = with_machine(harness)
    desk.seen.add("suggestions")
    window = coding(desk, theme=theme)
    begin(window, 2)
    assert violations(window) == []
    press(window, "m")
    assert violations(window) == []
    press(window, "Escape", "s", "f")
    window.keyboard.type("not")
    press(window, "Enter")
    window.get_by_role("button", name="In all sessions").click()
    window.locator(".tlc-result").first.wait_for()
    assert violations(window) == []
    begin(window, 2)
    press(window, "w", "b")
    assert violations(window) == []
    press(window, "Escape", "?")
    window.evaluate("document.querySelector('.tlc-status').className = 'tlc-status tlc-bad'")
    assert violations(window) == []


def test_axe_would_find_a_fault(coding: Opener) -> None:
    window = coding()
    window.evaluate("document.querySelector('.tlc-turnhead').style.color = '#dddddd'")
    assert violations(window)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_underlines_can_be_told_from_the_paper(coding: Opener, theme: str) -> None:
    window = coding(theme=theme)
    ratios = window.evaluate(RATIOS)
    assert [name for name, ratio in ratios if not ratio >= 3] == []


@pytest.mark.parametrize("width", [320, 400, 1366])
def test_nothing_is_wider_than_the_page(coding: Opener, harness: ModuleType, width: int) -> None:
    desk = with_machine(harness)
    desk.seen.add("suggestions")
    window = coding(desk, width=width, height=768)
    begin(window, 2)
    press(window, "s", "f")
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert window.evaluate(WIDER_INSIDE) == []
    assert window.locator(".tlc-words").bounding_box()["height"] >= 240


def test_the_focus_has_a_visible_ring_and_goes_through_the_whole_page(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness))
    style = "getComputedStyle(document.activeElement)"
    seen = []
    for _ in range(40):
        window.keyboard.press("Tab")
        if not window.evaluate(INSIDE):
            break
        assert window.evaluate(f"[{style}.outlineStyle, parseFloat({style}.outlineWidth)]") == ["solid", 3]
        seen.append(window.evaluate("document.activeElement.className + document.activeElement.tagName"))
    else:
        pytest.fail("the focus does not leave the page: a trap")
    assert [one for one in seen if "tlc-turn" in one] == ["tlc-turnDIV"]  # one stop for all turns
    assert len([one for one in seen if "tlc-code" in one]) == 1


def test_underlines_are_seen_in_forced_colours(coding: Opener, harness: ModuleType) -> None:
    window = coding(with_machine(harness), forced_colors="active")
    image = window.locator(".tlc-marked").first.evaluate("node => getComputedStyle(node).backgroundImage")
    assert image.startswith("linear-gradient")
