"""The benchmark of coding makes what it says, marks through the real conversation, and says what it left out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tlc.listen.codings import read_coder

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "coding.py"


@pytest.fixture(scope="module")
def coding(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


@pytest.mark.parametrize("words", [400, 4_000])
def test_a_session_has_as_many_words_as_it_says(coding: ModuleType, words: int) -> None:
    assert coding.made_material(words).words == {"FG01": words}


@pytest.mark.parametrize("size", [10_000, 50_000])
def test_a_session_has_about_as_many_bytes_as_it_says(coding: ModuleType, size: int) -> None:
    material = coding.of_size(size)
    assert sum(len(turn.text.encode()) for turn in material.turns.values()) == pytest.approx(size, rel=0.1)


def test_each_mark_is_on_the_disk(coding: ModuleType, tmp_path: Path) -> None:
    material = coding.made_material(400)
    mark = coding.marker(coding.opened(material, tmp_path), material, 8)
    for _ in range(8):
        mark()
    codings = read_coder(tmp_path / "asha.sqlite").codings
    assert len(codings) == 8
    assert len({one.span.turn for one in codings}) == 8, "they are spread over the session"


def test_a_bare_commit_is_one_row(coding: ModuleType, tmp_path: Path) -> None:
    import sqlite3

    commit = coding.committer(tmp_path)
    commit()
    commit()
    with sqlite3.connect(tmp_path / "bare.sqlite") as file:
        assert file.execute("SELECT count(*) FROM event").fetchone() == (2,)
    file.close()


def test_jobs_take_turns_and_the_median_is_told(coding: ModuleType) -> None:
    order: list[str] = []
    found = coding.timed({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
    assert order == ["a", "b"] * 3
    assert set(found) == {"a", "b"}
    assert all(wall >= 0 and cpu >= 0 for wall, cpu in found.values())


def test_what_is_left_out_is_said(
    coding: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without(*_: object) -> None:
        raise ImportError

    monkeypatch.setattr(coding, "page", without)
    monkeypatch.setattr(coding, "LARGE", 20_000)
    monkeypatch.setattr(coding, "SMALL", 10_000)
    assert coding.main(["--marks", "3"]) == 0
    printed = capsys.readouterr()
    assert "Taguette was left out" in printed.out
    assert "The page was left out: ImportError" in printed.err
    assert "times a bare commit" in printed.out


def test_another_tool_is_measured_with_its_own_python(
    coding: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stand_in = tmp_path / "taguette"
    stand_in.mkdir()
    (stand_in / "__init__.py").touch()
    (stand_in / "extract.py").write_text("def extract(html, start, end):\n    assert len(html) > end\n    list(html)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    coding.taguette(sys.executable, 3)
    assert "times one in 50 kB" in capsys.readouterr().out
