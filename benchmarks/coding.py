"""What coding costs: a session built and painted, a mark until it is on the disk, and whether that grows with the text.

The words are invented. Marks go through the real conversation to a real file; the page runs in Chromium, where it is
installed. A mark is set against a bare SQLite commit, and a mark in 1 MB of text against one in 50 kB, in the same run.
"""

from __future__ import annotations

import argparse
import base64
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tlc.lab.code.changes import Changes
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.desk import Desk
from tlc.lab.code.material import Material
from tlc.lab.code.wording import STATIC
from tlc.lab.page import page as script
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Journal
from tlc.model import Code, Codebook, Coder, Consent, Group, Participant, Source, Transcript, Turn

SAID = "we waited for the nurse and nobody told us where to go after my shift so it was closed again"
WORDS_A_TURN = 40
SMALL, LARGE = 50_000, 1_000_000
CODES = 20
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PAGE = """async ([source, css]) => {
  document.body.append(Object.assign(document.createElement("style"), { textContent: css }));
  const page = (await import("data:text/javascript;base64," + source)).default;
  const ears = { "msg:custom": new Set(), comm_live_update: new Set() };
  window.times = { mark: [] };
  const tell = (answer) => {
    const began = performance.now();
    ears["msg:custom"].forEach((ear) => ear(answer));
    if (answer.type === "session") {
      window.times.build = performance.now() - began;
      document.body.offsetHeight;
      window.times.layout = performance.now() - began;
      requestAnimationFrame(() => setTimeout(() => { window.times.paint = performance.now() - began; }));
    }
    if (answer.type === "saved") window.times.mark.push(performance.now() - window.began);
  };
  const model = {
    on: (name, ear) => ears[name].add(ear),
    off: (name, ear) => ears[name].delete(ear),
    send: (message) => {
      if (message.type === "mark") window.began = performance.now();
      window.python(message).then((answers) => answers.forEach(tell));
    },
  };
  page.render({ model, el: document.body.appendChild(document.createElement("div")) });
}"""
TAGUETTE = """
import json, sys, time
from taguette.extract import extract
size, marks = int(sys.argv[1]), int(sys.argv[2])
turn = "<p>" + "closed after my shift " * 10 + "</p>"
html = turn * (size // len(turn))
length, used = size // len(turn) * (len(turn) - 7), []
for mark in range(marks):
    start, began = length * mark // marks, time.process_time()
    extract(html, start, start + 20)
    used.append(time.process_time() - began)
print(json.dumps(sorted(used)[len(used) // 2]))
"""


def made_material(words: int) -> Material:
    """One session of so many invented words."""
    turns, spoken = [], SAID.split()
    for number in range(1, words // WORDS_A_TURN + 1):
        said = " ".join(spoken[(number * 7 + place * place) % len(spoken)] for place in range(WORDS_A_TURN))
        turns.append(Turn(id=f"FG01:{number:04d}", speaker=f"P{number % 8 + 1:02d}", text=said, language="en"))
    source = Source(name="FG01.txt", importer="txt", version="0", digest="")
    codes = [Code(id="all", kind="heading", label={"en": "All"})]
    codes += [Code(id=f"all.c{n}", kind="barrier", label={"en": f"Code {n}"}, parent="all") for n in range(CODES)]
    people = [
        Participant(id=f"P{n:02d}", role="community", group="FG01", consent=Consent(analyse=True)) for n in range(1, 9)
    ]
    return Material(
        title="Invented",
        transcripts={"FG01": Transcript(id="FG01", group="FG01", source=source, turns=tuple(turns))},
        groups={"FG01": Group(id="FG01", kind="focus_group")},
        people={person.id: person for person in people},
        codebook=Codebook(id="b", name="B", version="1", codes=tuple(codes)),
    )


def of_size(size: int) -> Material:
    """One session of about so many bytes."""
    sample = made_material(100 * WORDS_A_TURN).turns.values()
    return made_material(size * 100 // sum(len(turn.text) for turn in sample) * WORDS_A_TURN)


def opened(material: Material, folder: Path) -> Conversation:
    """A conversation of a coder whose file lies in a folder."""
    journal = Journal(folder, Coder(id="asha", name="Asha"), fits=material.fits)
    desk = Desk(material, journal, CoderFiles(folder, but="asha"))
    talk = Conversation(desk, Changes(desk, now=lambda: "2026-06-01T10:00:00Z"))
    talk.answers({"type": "open", "session": "FG01"})
    return talk


def marker(talk: Conversation, material: Material, of: int) -> Callable[[], None]:
    """Make marks one after the other, so many of them spread over the session."""
    turns = list(material.turns.values())
    numbers = iter(range(10_000))

    def mark() -> None:
        number = next(numbers)
        turn = turns[number * len(turns) // of % len(turns)]
        start = number // len(turns)
        span = {"turn": turn.id, "start": start, "end": start + 20, "quote": turn.text[start : start + 20]}
        said = {"type": "mark", "id": f"m:{number}", "spans": [span], "code": f"all.c{number % CODES}"}
        (answer, *_) = talk.answers(said)
        if answer["type"] != "saved":
            raise SystemExit(f"A mark was refused: {answer['what']}")

    return mark


def committer(folder: Path) -> Callable[[], None]:
    """Commit one row after the other to a bare SQLite file, each with as much care as a coder's file."""
    file = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE event (number INTEGER PRIMARY KEY, text TEXT)")
    return lambda: file.execute("INSERT INTO event (text) VALUES (?)", ("x" * 300,)) and None


def timed(jobs: dict[str, Callable[[], None]], rounds: int) -> dict[str, tuple[float, float]]:
    """Do each job in turn, so many times; the median of wall-clock and of CPU milliseconds."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            wall, cpu = time.perf_counter(), time.process_time()
            job()
            times[name].append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
    return {name: (median(one[0] for one in held), median(one[1] for one in held)) for name, held in times.items()}


def marks_on_disk(rounds: int) -> None:
    """Print what a mark costs from the message to the answer, in small and large text, beside a bare commit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = {"a bare SQLite commit": committer(folder)}
        for label, size in (("a mark in 50 kB", SMALL), ("a mark in 1 MB", LARGE)):
            material = of_size(size)
            jobs[label] = marker(opened(material, folder / str(size)), material, rounds)
        found = timed(jobs, rounds)
    for label, (wall, cpu) in found.items():
        print(f"{label:<24}{wall:>9.2f} ms{cpu:>9.2f} ms of CPU")
    bare, small, large = found.values()
    print(f"a mark in 1 MB takes {large[0] / small[0]:.2f} times one in 50 kB ({large[1] / small[1]:.2f} of CPU)")
    print(f"a mark takes {small[0] / bare[0]:.1f} times a bare commit")


def page(words: int, codings: int, marks: int) -> dict[str, float]:
    """Open a session in Chromium, and mark by keyboard: milliseconds of each."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    material = made_material(words)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        talk = opened(material, Path(folder))
        mark = marker(talk, material, codings)
        for _ in range(codings):
            mark()
        browser = started.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        window: Any = browser.new_page(viewport={"width": 1366, "height": 768})
        window.expose_function("python", talk.answers)
        source = base64.b64encode(script(STATIC).encode("utf-8")).decode("ascii")
        window.evaluate(PAGE, [source, (STATIC / "code.css").read_text(encoding="utf-8")])
        window.wait_for_function("window.times.paint")
        window.locator(".tlc-turn").first.focus()
        for number in range(marks):
            window.keyboard.press("ArrowDown")
            window.keyboard.press("ArrowRight")
            window.keyboard.press("w")
            window.keyboard.press("1")
            window.wait_for_function("number => window.times.mark.length > number", arg=number)
        times = window.evaluate("window.times")
        browser.close()
    return {"build": times["build"], "layout": times["layout"], "paint": times["paint"], "mark": median(times["mark"])}


def taguette(python: str, marks: int) -> None:
    """Print what Taguette's own cutting of a snippet costs, once for each highlight, at both sizes."""
    found = {}
    for size in (SMALL, LARGE):
        done = subprocess.run(  # noqa: S603 - a Python that whoever runs this named
            [python, "-c", TAGUETTE, str(size), str(marks)], check=True, capture_output=True, text=True
        )
        found[size] = json.loads(done.stdout) * 1000
        print(f"Taguette, {size:>9,} bytes {found[size]:>9.2f} ms of CPU a highlight")
    print(f"a highlight in 1 MB takes {found[LARGE] / found[SMALL]:.1f} times one in 50 kB")


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=15_000)
    parser.add_argument("--codings", type=int, default=500)
    parser.add_argument("--marks", type=int, default=60)
    parser.add_argument("--taguette", metavar="PYTHON", help="a Python that has Taguette 1.5.2 installed")
    given = parser.parse_args(arguments)
    marks_on_disk(given.marks)
    try:
        found = page(given.words, given.codings, min(given.marks, 20))
        print(f"a session of {given.words:,} words with {given.codings} codings, in Chromium:")
        print(f"  built {found['build']:.0f} ms, laid out {found['layout']:.0f} ms, painted {found['paint']:.0f} ms")
        print(f"  a mark by key until the page has its answer {found['mark']:.0f} ms")
    except Exception as error:  # noqa: BLE001 - no Playwright, or no browser: the rest is still worth having
        print(f"The page was left out: {type(error).__name__}. It needs Playwright and Chromium.", file=sys.stderr)
    if given.taguette:
        taguette(given.taguette, 10)
    else:
        print("Taguette was left out: name a Python that has it with --taguette.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
