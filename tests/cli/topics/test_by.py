"""``tlc topics by``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("trait", ["group", "role", "age_band"])
def test_people_are_set_beside_those_who_took_part(run: Run, trait: str) -> None:
    status, out, _ = run("topics", "by", trait, "--topics", "4")
    assert status == 0
    assert "community" in out.lower()


def test_the_table_is_printed_as_json(run: Run) -> None:
    rows = json.loads(run("topics", "by", "role", "--topics", "4", "--json")[1])
    assert {row["topic"] for row in rows} == {1, 2, 3, 4}


def test_what_nobody_knows_is_explained(run: Run) -> None:
    status, out, err = run("topics", "by", "shoe_size", "--topics", "4")
    assert (status, out) == (1, "")
    assert "shoe_size" in err


def test_something_must_be_named(run: Run, asked: list[dict[str, Any]]) -> None:
    assert run("topics", "by")[0] == 2
    assert not asked
