"""``tlc topics turns``."""

from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd
import pytest

from tlc.cli.topics.turns import _read_out
from tlc.lab.topics.turns import TurnsTable
from tlc.model import Turn

Run = Callable[..., tuple[int, str, str]]
FIT = ("--topics", "4")


@pytest.fixture
def lanterns(run: Run) -> str:
    """The number of the topic that is about lanterns."""
    rows = json.loads(run("topics", *FIT, "--no-stability", "--json")[1])
    return next(str(row["topic"]) for row in rows if "lantern" in row["words"])


def test_turns_are_listed_and_their_words_are_not(run: Run, lanterns: str) -> None:
    status, out, err = run("topics", "turns", lanterns, *FIT)
    assert (status, err) == (0, "")
    assert "FG01:00" in out
    assert "scares me" not in out


def test_words_are_shown_where_they_are_asked_for(run: Run, lanterns: str) -> None:
    out = run("topics", "turns", lanterns, *FIT, "--words", "--most", "2")[1]
    assert out.count("alley") == 3, "in the topic's name, and in both turns"
    assert "P0" in out
    assert out.rstrip().endswith("16 more with: --most 18")


def test_a_long_turn_is_laid_out_in_lines_with_its_original(capsys: pytest.CaptureFixture[str]) -> None:
    far = Turn(
        id="FG01:0002",
        text="It is so far. " * 20,
        language="en",
        speaker="P01",
        original="E departe.",
        original_language="ro",
    )
    near = Turn(id="FG01:0004", text="It is near.", language="en", speaker=None)
    frame = pd.DataFrame({"turn": [far.id, near.id]})
    _read_out(TurnsTable(label="1 far", frame=frame, turns={far.id: far, near.id: near}), 2)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert "  ro: E departe." in lines
    assert "FG01:0004, nobody knows who" in lines


def test_turns_are_printed_as_json(run: Run, lanterns: str) -> None:
    rows = json.loads(run("topics", "turns", lanterns, *FIT, "--json")[1])
    assert len(rows) == 18
    assert {"turn", "agreement", "weak"} <= set(rows[0])
    assert rows[0]["session"] != rows[1]["session"], "sessions take their turns"


def test_a_topic_that_is_not_there_is_explained(run: Run) -> None:
    status, out, err = run("topics", "turns", "99", *FIT)
    assert (status, out) == (1, "")
    assert "There are: 1, 2, 3, 4" in err


def test_a_topic_is_a_number(run: Run) -> None:
    assert run("topics", "turns", "lanterns")[0] == 2
