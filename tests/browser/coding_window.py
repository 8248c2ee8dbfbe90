"""The coding page in a window of a real browser, without a notebook, and what a person does and sees there."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tlc.lab.code.wording import STATIC
from tlc.lab.page import page

# The page's own fake of a notebook; ``window.python`` gives a list of answers.
BLANK = """async ([source, css, theme]) => {
  document.documentElement.lang = "en";
  document.title = "The coding page";
  if (theme === "dark") { document.body.dataset.jpThemeLight = "false"; document.body.style.background = "#111"; }
  document.body.append(Object.assign(document.createElement("style"), { textContent: css }));
  const main = document.body.appendChild(document.createElement("main"));
  const page = (await import("data:text/javascript;base64," + source)).default;
  const ears = { "msg:custom": new Set(), comm_live_update: new Set() };
  window.sent = [];
  window.held = false;   // messages are heard by nobody
  window.leaked = [];    // keys that JupyterLab would have seen
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" && event.key !== "Shift" && event.key !== "Control") window.leaked.push(event.key);
  });
  window.kernel = { status: "idle" };
  window.tell = (answers) => [answers].flat().forEach((answer) => ears["msg:custom"].forEach((ear) => ear(answer)));
  window.restarted = () => ears.comm_live_update.forEach((ear) => ear());
  window.model = {
    widget_manager: { get kernel() { return window.kernel; } },
    on: (name, ear) => ears[name].add(ear),
    off: (name, ear) => ears[name].delete(ear),
    send: (message) => {
      window.sent.push(message);
      if (!window.held) window.python(message).then(window.tell);
    },
  };
  window.view = () => {
    const el = main.appendChild(document.createElement("div"));
    const stop = page.render({ model: window.model, el });
    return () => { stop(); el.remove(); };
  };
  window.began = performance.now();
  window.close_first = window.view();
}"""
A_AND_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
INSIDE = "document.querySelector('.tlc-coding').contains(document.activeElement)"

# Where words begin and end on the screen.
WHERE = """([first, start, last, end]) => [[first, start, 0], [last, end, end.length]].map(([turn, word, more]) => {
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


class Coding:
    """The page before a desk. What it does not do itself, the browser's window does."""

    def __init__(self, window: Any, desk: Any) -> None:
        self.window, self.desk = window, desk
        self.faults: list[str] = []
        window.on("pageerror", lambda error: self.faults.append(str(error)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.window, name)

    def status(self, text: str) -> None:
        self.window.wait_for_function(
            "text => document.querySelector('.tlc-status').textContent.includes(text)", arg=text
        )

    def press(self, *keys: str, said: str = "") -> None:
        """Press keys; after each, nothing has reached JupyterLab, and the focus is still on the page."""
        for key in keys:
            self.window.keyboard.press(key)
            assert self.window.evaluate("window.leaked") == [], key
            assert self.is_inside(), f"{key}: the focus was lost"
        if said:
            self.status(said)
        assert self.faults == []

    def sent(self, *kinds: str) -> list[dict[str, Any]]:
        return [one for one in self.window.evaluate("window.sent") if one["type"] in kinds]

    def is_inside(self) -> bool:
        """Whether the focus is on the page."""
        return bool(self.window.evaluate(INSIDE))

    def begin(self, turn: int = 1) -> Any:
        """Stand on a turn."""
        self.window.locator(".tlc-turnhead").nth(turn - 1).click()
        return self.window.locator(".tlc-text").nth(turn - 1)

    def entries(self, turn: int) -> list[str]:
        shown = self.window.locator(".tlc-item").nth(turn - 1).locator(".tlc-codings button")
        return [" ".join(text.split()) for text in shown.all_inner_texts()]

    def code(self, name: str) -> Any:
        return self.window.get_by_role("treeitem", name=name)

    def drag(self, turn: int, start: str, end: str, last: int | None = None) -> None:
        """Select with the mouse: from the beginning of one word to the end of another."""
        (left, top), (right, bottom) = self.window.evaluate(WHERE, [turn, start, last or turn, end])
        self.window.mouse.move(left + 1, top)
        self.window.mouse.down()
        self.window.mouse.move((left + right) / 2, bottom, steps=3)
        self.window.mouse.move(right, bottom, steps=3)
        self.window.mouse.up()

    def underlined(self, mark: str) -> str:
        parts = self.window.locator(f'[data-marks~="{mark}"]').all_text_contents()
        return "".join(parts)

    def violations(self) -> list[str]:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        found = axe.run(self.window, context=".tlc-coding", options={"runOnly": A_AND_AA}).response
        assert found["passes"], "axe looked at nothing"
        return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


@contextmanager
def coding_page(
    browser: Any, desk: Any, *, width: int = 1100, height: int = 900, theme: str = "light", **context: Any
) -> Iterator[Coding]:
    """Open the coding page in a fresh window, before a desk."""
    opened = browser.new_context(viewport={"width": width, "height": height}, offline=True, **context)
    opened.set_default_timeout(8_000)
    window = Coding(opened.new_page(), desk)
    window.expose_function("python", desk.answer)
    source = base64.b64encode(page(STATIC).encode("utf-8")).decode("ascii")
    window.evaluate(BLANK, [source, (STATIC / "code.css").read_text(encoding="utf-8"), theme])
    window.locator(":is(.tlc-turn, .tlc-start button):visible").first.wait_for()
    try:
        yield window
    finally:
        opened.close()
