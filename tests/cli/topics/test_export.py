"""``tlc topics export``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_tables_are_written_and_named(run: Run, tmp_path: Path) -> None:
    status, out, err = run("topics", "export", str(tmp_path / "out"), "--topics", "4")
    assert (status, err) == (0, "")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written
    assert all(name in out for name in written)


def test_no_table_holds_a_sentence(run: Run, tmp_path: Path) -> None:
    run("topics", "export", str(tmp_path / "out"), "--topics", "4", "--words")
    for path in (tmp_path / "out").iterdir():
        assert "scares me" not in path.read_text(encoding="utf-8")


def test_words_of_documents_are_written_only_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    run("topics", "export", str(tmp_path / "out"), "--topics", "4")
    out = run("topics", "export", str(tmp_path / "more"), "--topics", "4", "--words")[1]
    without = {path.name for path in (tmp_path / "out").iterdir()}
    added = {path.name for path in (tmp_path / "more").iterdir()} - without
    assert added
    assert "keep it as you keep transcripts" in out


def test_a_folder_must_be_named(run: Run) -> None:
    assert run("topics", "export")[0] == 2
