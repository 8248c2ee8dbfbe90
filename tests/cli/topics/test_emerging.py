"""``tlc topics emerging``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]


def test_what_the_codebook_does_not_know_stands_first(run: Run) -> None:
    status, out, _ = run("topics", "emerging", "--topics", "4")
    assert status == 0
    first = next(line for line in out.splitlines() if line.startswith("1. "))
    assert "lantern" in first
    assert "Nobody has decided what it is." in out


def test_words_are_shown_only_where_they_are_asked_for(run: Run) -> None:
    assert "scares me" not in run("topics", "emerging", "--topics", "4")[1]
    with_words = run("topics", "emerging", "--topics", "4", "--quotes")[1]
    assert "alley" in with_words
    assert "P03" not in with_words, "a quote names nobody"


def test_so_many_are_shown_and_the_rest_is_told(run: Run) -> None:
    out = run("topics", "emerging", "--topics", "4", "--most", "1")[1]
    assert "1. " in out
    assert "the first 1 of 4 candidates" in out
    assert "\n2. " not in out
    assert out.rstrip().splitlines()[-1].endswith("more with: --most 4")


def test_the_table_is_printed_as_json(run: Run) -> None:
    rows = json.loads(run("topics", "emerging", "--topics", "4", "--most", "2", "--json")[1])
    assert [row["rank"] for row in rows] == [1, 2]
    assert 0 <= rows[0]["gap"] <= 100


def test_stability_is_not_waited_for(run: Run, asked: list[dict[str, Any]]) -> None:
    run("topics", "emerging", "--seed", "4")
    assert asked[0]["stability"] is False
    assert asked[0]["seed"] == 4
