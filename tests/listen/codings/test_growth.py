"""A step takes as long as it is big, however much the file holds: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.listen.codings import Add, Journal, Remove, add_codings
from tlc.model import Coder, Coding

Mark = Callable[..., Coding]
MANY = 10_000


def work_of(step: Callable[[], object]) -> int:
    """How many functions of Python and C a step calls."""
    calls = 0

    def count(_frame: object, event: str, _given: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        step()
    finally:
        sys.setprofile(before)
    return calls


@pytest.fixture
def grown(tmp_path: Path, asha: Coder, mark: Mark) -> Callable[[int], Journal]:
    def make(many: int) -> Journal:
        folder = tmp_path / str(many)
        one = mark()
        add_codings(folder, asha, [replace(one, id=f"asha-{number}", code=f"a.b{number}") for number in range(many)])
        return Journal(folder, asha, now=lambda: "now")

    return make


def test_no_step_does_more_work_in_a_file_that_holds_much(grown: Callable[[int], Journal], mark: Mark) -> None:
    done = {}
    for many in (10, MANY):
        journal = grown(many)
        done[many] = [
            work_of(lambda journal=journal: journal.do(Add(mark("shift")))),  # type: ignore[misc]
            work_of(lambda journal=journal: journal.do(Add(mark("my")), Add(mark("It")))),  # type: ignore[misc]
            work_of(journal.undo),
            work_of(journal.redo),
            work_of(lambda journal=journal: journal.do(Remove("asha-3"))),  # type: ignore[misc]
            work_of(journal.refresh),
        ]
    assert all(abs(more - less) <= 5 for less, more in zip(done[10], done[MANY], strict=True)), done


def test_a_file_grows_by_what_a_step_holds(grown: Callable[[int], Journal], mark: Mark) -> None:
    journal = grown(MANY)
    before = journal.path.stat().st_size
    journal.do(Add(mark("shift")))
    assert journal.path.stat().st_size - before <= 2 * 4096
