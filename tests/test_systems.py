"""The page of ways of working: each of them stands there once, and what it says to run can be run."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tlc.cli._main import VERBS

PAGE = (Path(__file__).parents[1] / "docs" / "systems.md").read_text(encoding="utf-8")
HOW_MANY = 38


def test_every_way_of_working_stands_in_one_row() -> None:
    heads = re.findall(r"^\| (\d[\d, ]*)\.", PAGE, flags=re.MULTILINE)
    numbers = Counter(int(number) for head in heads for number in head.split(","))
    assert numbers == Counter(range(1, HOW_MANY + 1))


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"`tlc ([a-z-]+)", PAGE))))
def test_what_the_page_says_to_run_is_a_verb(verb: str) -> None:
    assert verb in VERBS


def test_every_row_says_what_to_run_or_write_or_why_there_is_nothing() -> None:
    rows = [line.split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d", line)]
    assert all(len(row) == 3 and row[1].strip() for row in rows)
