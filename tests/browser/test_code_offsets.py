"""Offsets of the coding page: what is selected in a browser is the same slice in Python, whatever the letters are."""

from __future__ import annotations

import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Opener = Callable[..., Any]
PIECES = [
    "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",  # a woman, a skin tone, a joiner, the sign of medicine
    "\U0001f1f7\U0001f1f4",  # a flag: two letters beyond the first plane
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U00010330\U0001033f",  # Gothic
    "s\u0326i t\u0326a\u0306",  # comma below and breve as letters of their own
    "ș ț ă î â",
    "e\u0301\u0323",
    "a\u00a0b",
    "soft\u00adhyphen",
    "תור במרפאה",
    "موعد مع الطبيب",
    "क्षि",
    "<i>&amp;</i>",
    "two\nlines",
    "  ",
    "plain words",
]


def made_text(dice: random.Random) -> str:
    return "x" + "".join(
        dice.choice(PIECES[: dice.choice([4, 99])]) + dice.choice(["", " ", " "]) for _ in range(dice.randint(1, 9))
    )


@pytest.fixture
def window(coding: Opener, harness: ModuleType) -> Any:
    dice = random.Random(4)  # noqa: S311
    desk = harness.FakeDesk()
    texts = [made_text(dice) for _ in range(30)]
    desk.turns["FG01"] = [
        harness.fake_turn(number, "community", "P1", "en", text) for number, text in enumerate(texts, 1)
    ]
    for turn in desk.turns["FG01"]:
        ats = sorted(dice.sample(range(len(turn["text"]) + 1), k=min(2, len(turn["text"]))))
        turn["notes"] = [{"at": at, "text": "laughs \U0001f600"} for at in ats]
    return coding(desk)


SELECT = """([first, from, last, to]) => {
  const texts = [...document.querySelectorAll(".tlc-text")];
  const place = (node, unit) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let left = unit;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (left <= text.length) return [text, left];
      left -= text.length;
    }
    throw new Error("no such place");
  };
  const range = document.createRange();
  range.setStart(...place(texts[first], from));
  range.setEnd(...place(texts[last], to));
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


def units(text: str, points: int) -> int:
    return len(text[:points].encode("utf-16-le")) // 2


def test_what_is_selected_is_the_same_slice_in_python(window: Any) -> None:
    dice = random.Random(44)  # noqa: S311
    turns = window.desk.turns["FG01"]
    wrong_by_units = 0
    for _ in range(100):
        first = dice.randrange(len(turns))
        last = min(len(turns) - 1, first + dice.choice([0, 0, 0, 1, 2]))
        start, end = dice.randint(0, len(turns[first]["text"])), dice.randint(0, len(turns[last]["text"]))
        if first == last:
            start, end = sorted((start, end))
        wanted = [
            (turn["id"], turn["text"][start if at == first else 0 : end if at == last else None])
            for at, turn in enumerate(turns[first : last + 1], first)
        ]
        wanted = [(turn, text.strip(" \n\u00a0")) for turn, text in wanted if text.strip(" \n\u00a0")]
        window.evaluate(SELECT, [first, units(turns[first]["text"], start), last, units(turns[last]["text"], end)])
        sent = window.evaluate("window.sent.length")
        window.locator('[data-code="access.waiting"]').last.click()
        if not wanted:
            assert window.evaluate("window.sent.length") == sent
            continue
        window.wait_for_function("count => window.sent.length > count", arg=sent)
        spans = window.evaluate("window.sent.at(-1).spans")
        assert [(span["turn"], span["quote"]) for span in spans] == wanted
        for span in spans:
            text = next(turn["text"] for turn in turns if turn["id"] == span["turn"])
            assert text[span["start"] : span["end"]] == span["quote"]
            wrong_by_units += units(text, span["start"]) != span["start"]
        window.wait_for_function("document.querySelector('.tlc-status').textContent.startsWith('Saved')")
        window.keyboard.press("z")
        window.wait_for_function("document.querySelector('.tlc-status').textContent.includes('taken back')")
        window.keyboard.press("Escape")  # selects nothing
    assert wrong_by_units > 30, "the letters are too plain to show anything"


def test_what_is_underlined_is_what_was_coded(window: Any) -> None:
    dice = random.Random(5)  # noqa: S311
    turns = window.desk.turns["FG01"]
    codes = [code["id"] for code in window.desk.codes if code["applies"]]
    marks = []
    for number in range(200):
        turn = dice.choice(turns)
        start, end = sorted(dice.sample(range(len(turn["text"]) + 1), k=2))
        one = window.desk.mark(1, "", dice.choice(codes), id=f"m{number}")
        marks.append(one | {"turn": turn["id"], "start": start, "end": end})
    window.evaluate("put => window.tell({type: 'saved', to: '', done: 'mark', put, gone: [], sessions: []})", marks)
    drawn = window.evaluate("""() => {
      const drawn = {};
      for (const part of document.querySelectorAll("[data-marks]"))
        for (const id of part.dataset.marks.split(" ")) drawn[id] = (drawn[id] ?? "") + part.textContent;
      return drawn;
    }""")
    texts = {turn["id"]: turn["text"] for turn in turns}
    assert drawn == {mark["id"]: texts[mark["turn"]][mark["start"] : mark["end"]] for mark in marks}
    assert window.locator(".tlc-text").all_text_contents() == list(texts.values())


def test_two_codings_that_overlap_never_share_a_line(window: Any) -> None:
    text = window.desk.turns["FG01"][0]["text"]
    spans = [(0, len(text)), (0, 2), (1, len(text)), (len(text) - 1, len(text))]
    marks = [
        window.desk.mark(1, "", "access.waiting", id=f"m{at}") | {"start": a, "end": b}
        for at, (a, b) in enumerate(spans)
    ]
    window.evaluate("put => window.tell({type: 'saved', to: '', done: 'mark', put, gone: [], sessions: []})", marks)
    rows = window.evaluate("""() => [...document.querySelectorAll("[data-marks]")].map((part) => [
      part.dataset.marks.split(" ").length, new Set(part.style.backgroundPosition.split(/, */)).size])""")
    assert rows
    assert all(marks == lines for marks, lines in rows)
    assert max(marks for marks, _ in rows) == 3


def test_a_half_of_a_letter_is_never_coded(window: Any) -> None:
    window.desk.turns["FG01"][0]["text"] = "a\U0001f600b"
    window.evaluate("window.tell({type: 'anew'})")
    window.wait_for_function("document.querySelector('.tlc-text').textContent === 'a\\u{1F600}b'")
    window.evaluate(SELECT, [0, 2, 0, 4])  # from between the halves
    window.locator('[data-code="access.waiting"]').last.click()
    window.wait_for_function("window.sent.at(-1).type === 'mark'")
    span = window.evaluate("window.sent.at(-1).spans[0]")
    assert (span["start"], span["end"], span["quote"]) == (1, 3, "\U0001f600b")


def test_notes_can_be_seen_and_have_no_letters(coding: Opener) -> None:
    window = coding()
    text = window.locator(".tlc-text").nth(1)
    assert "laughs" not in text.text_content()
    seen = "node => getComputedStyle(node, '::before').content"
    seen_twice = [window.locator(".tlc-note").nth(at).evaluate(seen) for at in (0, 1)]
    assert seen_twice == ['"[laughs]"', '"[pause]"']
