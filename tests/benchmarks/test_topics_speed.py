"""The benchmark of speed counts everything since Python began, repeats honestly, and says which goals were missed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tlc.frames import TURNS

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "topics_speed.py"


@pytest.fixture(scope="module")
def speed(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


@pytest.fixture
def few(speed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Forty texts of two kinds in place of the posts."""
    about = ("letter came back from the clinic", "bus was late and the driver drove")
    texts = [f"the {about[number % 2]} {number} times" for number in range(40)]
    monkeypatch.setattr(speed, "said", lambda: texts)
    return texts


def result(seconds: float, *, again: float = 1.0, documents: int = 3000, megabytes: float = 300.0) -> dict[str, Any]:
    return {
        "seconds": seconds,
        "again": again,
        "documents": documents,
        "megabytes": megabytes,
        "topics": 12,
        "left_out": 0.25,
    }


def test_turns_are_spread_over_people_and_sessions(speed: ModuleType) -> None:
    turns = speed.as_turns(["some words"] * 600)
    assert list(turns.columns) == list(TURNS)
    assert turns["turn"].is_unique
    assert turns["speaker"].nunique() == speed.PEOPLE
    assert turns["transcript"].nunique() == speed.SESSIONS


def test_a_vector_is_laid_out_for_each_text_in_the_order_of_the_documents(
    speed: ModuleType, few: list[str], tmp_path: Path
) -> None:
    speed.lay_out(tmp_path, 40, "tfidf")
    texts = json.loads((tmp_path / "texts.json").read_text(encoding="utf-8"))
    vectors = np.load(tmp_path / "vectors.npy")
    assert sorted(texts) == sorted(few)
    assert json.loads((tmp_path / "taken.json").read_text(encoding="utf-8")) == few
    assert len(vectors) == 40
    bus = np.array(["bus" in text for text in texts])
    alike = vectors @ vectors.T
    assert alike[bus][:, bus].mean() > 2 * alike[bus][:, ~bus].mean()


def test_what_is_taken_again_gets_noise_of_its_own_and_stays_near(
    speed: ModuleType, few: list[str], tmp_path: Path
) -> None:
    speed.lay_out(tmp_path, 80, "tfidf")
    texts = json.loads((tmp_path / "texts.json").read_text(encoding="utf-8"))
    vectors = np.load(tmp_path / "vectors.npy")
    pairs = [[row for row, text in enumerate(texts) if text == one] for one in few]
    assert all(len(pair) == 2 for pair in pairs)
    alike = np.array([vectors[a] @ vectors[b] for a, b in pairs])
    assert (alike < 0.9999).all()
    assert alike.mean() > 0.85
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_a_case_runs_in_a_python_of_its_own_and_is_measured(speed: ModuleType, few: list[str], tmp_path: Path) -> None:
    speed.lay_out(tmp_path, len(few), "tfidf")
    found = speed.fresh(sys.executable, "--case", "tlc", "--folder", str(tmp_path), "--topics", "2")
    assert found["documents"] == 40
    assert found["topics"] == 2
    assert found["seconds"] > found["again"] > 0
    assert found["megabytes"] > 20


def test_doing_nothing_costs_little(speed: ModuleType) -> None:
    assert 0 < speed.begun(sys.executable) < 5


def test_the_file_loads_without_anything_but_python() -> None:
    command = "import runpy, sys; runpy.run_path(sys.argv[1]); print(sorted({'numpy', 'tlc'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", command, str(SCRIPT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_goals_that_are_met_and_missed_are_told(speed: ModuleType) -> None:
    told = "\n".join(speed.verdicts({3000: result(3.0, megabytes=500)}, {3000: result(30.0, again=20.0)}))
    assert "3.0 CPU s with 3,000 documents (goal: at most 4; met)" in told
    assert "500.0 MB at most with 3,000 documents (goal: at most 400; missed)" in told
    assert "10.0 times less CPU than default BERTopic with 3,000 (goal: at least 8; met)" in told
    assert "20.0 times less" in told


def test_a_goal_of_a_ratio_can_be_missed(speed: ModuleType) -> None:
    told = "\n".join(speed.verdicts({3000: result(5.0)}, {3000: result(30.0)}))
    assert "6.0 times less CPU than default BERTopic with 3,000 (goal: at least 8; missed)" in told
    assert "5.0 CPU s with 3,000 documents (goal: at most 4; missed)" in told


def test_growth_is_told_without_imports(speed: ModuleType) -> None:
    ours = {1000: result(2.0, again=0.5, documents=1000), 10_000: result(8.0, again=6.0, documents=10_000)}
    assert "10 times the documents take 12 times as long, imports left out." in speed.verdicts(ours, {})


def test_a_line_shows_time_for_each_document(speed: ModuleType) -> None:
    shown = speed.line("tlc", result(6.0)).split()
    assert shown == ["3,000", "tlc", "6.00", "1.00", "2.000", "300", "12", "25%"]
    assert len(speed.line("tlc", result(6.0))) == len(speed.HEAD)


def test_without_a_peer_that_is_said(
    speed: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "fresh", lambda *_: result(2.0))
    speed.main(["--sizes", "3000"])
    printed = capsys.readouterr().out
    assert "default BERTopic was left out" in printed
    assert "times less" not in printed


def test_a_peer_is_left_out_above_its_size(
    speed: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def fresh(python: str, *arguments: str) -> dict[str, Any]:
        asked.append((python, arguments[1]))
        return result(2.0)

    monkeypatch.setattr(speed, "fresh", fresh)
    speed.main(["--sizes", "3000,9000", "--peer", "their-python", "--peer-most", "3000"])
    assert [case for python, case in asked if python == "their-python"] == ["bertopic"]
    assert [case for _, case in asked].count("tlc") == 2
    assert "left out:" not in capsys.readouterr().out
