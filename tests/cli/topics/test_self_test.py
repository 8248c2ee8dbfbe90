"""``tlc topics self-test`` on a study that nobody has coded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]


def test_the_self_test_says_how_often_a_hidden_code_comes_back(run: Run) -> None:
    status, out, _ = run("topics", "self-test", "--topics", "4")
    assert status == 0
    assert "hidden in turn" in out
    assert "Seed 1" in out


def test_as_json_each_code_has_a_row(run: Run) -> None:
    status, out, _ = run("topics", "self-test", "--seed", "2", "--topics", "4", "--json")
    assert status == 0
    rows = json.loads(out)
    assert {"code", "documents", "rank", "back", "why"} <= set(rows[0])


def test_nothing_that_anybody_said_is_printed(run: Run, talking: Any) -> None:
    assert talking.SPOKEN not in run("topics", "self-test", "--topics", "4")[1]
