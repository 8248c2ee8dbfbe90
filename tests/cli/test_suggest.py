"""``tlc suggest`` and ``tlc next``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(
    loaded: Callable[[Path], ModuleType], lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A study of six sessions, five of them coded by asha and by ben."""
    made: Any = loaded(Path(__file__).parents[1] / "study" / "learning.py")
    folder: Path = made.lay(lay_study(tmp_path_factory.mktemp("learning") / "tiny"))
    for coder in (made.ASHA, made.BEN):
        made.code(folder, *made.SESSIONS[:5], coder=coder)
    return folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--study", str(folder)])
        printed = capsys.readouterr()
        assert "shutters" not in (printed.out + printed.err).lower(), "nobody's words are printed"
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def test_suggest_prints_how_many_and_how_good(run: Run, folder: Path) -> None:
    status, out, _ = run("suggest")
    assert status == 0
    assert out.startswith("Suggested by what people coded\n")
    assert "Learnt from 50 accepted codings: asha (25) and ben (25)." in out
    assert "People among each other: 1.00 (0.93 to 1.00)." in out
    assert (folder / "codings" / "model.sqlite").is_file()


def test_suggest_prints_json(run: Run) -> None:
    rows = json.loads(run("suggest", "--json")[1])
    assert {row["code"] for row in rows} >= {"access.hours", "language.card"}
    assert list(rows[0]) == ["code", "label", "suggestions", "sessions"]


def test_quality_is_printed_instead(run: Run) -> None:
    status, out, _ = run("suggest", "--quality")
    assert status == 0
    assert out.startswith("How good the suggestions are, on 40 turns in 5 sessions")
    rows = {row["code"]: row for row in json.loads(run("suggest", "--quality", "--json")[1])}
    assert rows["access.hours"]["coded"] == 15
    assert rows["access.hours"]["people_f1"] == 1


def test_doubts_are_printed_instead(run: Run) -> None:
    status, out, _ = run("suggest", "--doubts")
    assert (status, out.partition("\n")[0]) == (0, "For a second look")
    assert json.loads(run("suggest", "--doubts", "--json")[1]) == []


def test_both_at_once_is_misuse(run: Run) -> None:
    status, _, err = run("suggest", "--doubts", "--quality")
    assert status == 2
    assert "one at a time" in err


def test_a_seed_below_0_is_explained(run: Run) -> None:
    assert run("suggest", "--seed", "-1")[0] == 1


def test_next_prints_turns_and_reasons(run: Run) -> None:
    status, out, _ = run("next", "--coder", "asha", "--most", "3")
    lines = out.strip().split("\n")
    assert status == 0
    assert lines[0] == "Next for asha: 3 of 8 turns not read yet"
    assert len(lines) == 5
    assert all(line.startswith("IN01B:") for line in lines[1:4])


def test_next_prints_json(run: Run) -> None:
    rows = json.loads(run("next", "--coder", "zoe", "--most", "10", "--json")[1])
    assert len(rows) == 10
    assert [row["drawn"] for row in rows].count("random") >= 3
    assert list(rows[0]) == ["turn", "session", "drawn", "code", "why"]


def test_next_needs_somebody(run: Run) -> None:
    assert run("next")[0] == 2
    assert run("next", "--coder", "asha", "--most", "0")[0] == 2


def test_a_machine_is_not_asked(run: Run) -> None:
    status, _, err = run("next", "--coder", "rules")
    assert status == 1
    assert "machine's name" in err
