"""``tlc topics numbers``."""

from __future__ import annotations

import json
from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]


def test_a_number_is_proposed_with_a_reason(run: Run) -> None:
    status, out, _ = run("topics", "numbers")
    assert status == 0
    assert "silhouette" in out
    assert "4" in out


def test_the_table_is_printed_as_json(run: Run) -> None:
    rows = json.loads(run("topics", "numbers", "--json")[1])
    assert len(rows) > 1
    assert all(row["topics"] >= 2 for row in rows)
    assert [row["topics"] for row in rows] == sorted(row["topics"] for row in rows)
