"""Writing the report: a page for everybody, and a trace that stays with the team."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tlc.change.report import write
from tlc.change.report.gather import Material
from tlc.change.report.write import write_report
from tlc.errors import StudyError
from tlc.model import Coding, Transcript

Mark = Callable[..., Coding]


@pytest.fixture
def ready(
    material: Callable[..., Material],
    frame: Callable[..., pd.DataFrame],
    mark: Mark,
    transcripts: tuple[Transcript, ...],
    canary: str,
) -> Material:
    """Material of which one speaker may be quoted, and one, who says the canary, may not."""
    turns = tuple(
        replace(turn, text=f"They wanted papers, {canary}.") if turn.speaker == "P2" else turn
        for turn in transcripts[0].turns
    )
    marks = (
        mark("FG01:0002", "closed after my shift", "access.hours"),
        mark("FG01:0003", "They wanted papers", "access.papers"),
    )
    return material(frame(*marks), transcripts=(replace(transcripts[0], turns=turns), *transcripts[1:]))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_page_is_written_where_it_was_asked_for(ready: Material, tmp_path: Path) -> None:
    path = write_report(ready, tmp_path / "reports" / "action-framework.html")
    assert path == tmp_path / "reports" / "action-framework.html"
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_trace_stands_beside_the_page_and_says_which_turn_each_quote_is_from(
    ready: Material, tmp_path: Path
) -> None:
    write_report(ready, tmp_path / "r.html")
    assert rows(tmp_path / "r-trace.csv") == [["quote", "turn"], ["Q1", "FG01:0002"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r-held-back.csv", "r-trace.csv", "r.html"]


def test_the_page_quotes_who_agreed_and_names_no_turn(ready: Material, tmp_path: Path) -> None:
    page = write_report(ready, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "closed after my shift" in page
    assert "(Q1)" in page
    assert "FG01:0002" not in page


@pytest.mark.parametrize("audience", ["board", "public", "community"])
def test_a_page_for_others_has_a_trace_of_what_it_quotes(ready: Material, tmp_path: Path, audience: str) -> None:
    path = write_report(ready, tmp_path / "r.html", audience=audience)
    traced = [row[0] for row in rows(tmp_path / "r-trace.csv")[1:]]
    page = path.read_text(encoding="utf-8")
    assert all(f"({reference})" in page for reference in traced)
    assert ("women who clean" in page) is (audience == "board")


def test_what_was_held_back_stands_beside_the_page_and_not_in_it(ready: Material, tmp_path: Path) -> None:
    page = write_report(ready, tmp_path / "r.html").read_text(encoding="utf-8")
    header, *held = rows(tmp_path / "r-held-back.csv")
    assert header == ["what", "of", "turn", "why"]
    assert ["quote", "access.papers", "FG01:0003", "no consent to publication"] in held
    assert "no consent to publication" not in page


def test_for_an_audience_that_there_is_not_nothing_is_written(ready: Material, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no such audience"):
        write_report(ready, tmp_path / "r.html", audience="press")
    assert list(tmp_path.iterdir()) == []


def test_no_word_of_somebody_who_may_not_be_quoted_is_in_any_file(ready: Material, tmp_path: Path, canary: str) -> None:
    write_report(ready, tmp_path / "r.html")
    assert not [path for path in tmp_path.iterdir() if canary in path.read_text(encoding="utf-8-sig")]


def test_the_trace_holds_nobodys_words(ready: Material, tmp_path: Path) -> None:
    write_report(ready, tmp_path / "r.html")
    assert "closed" not in (tmp_path / "r-trace.csv").read_text(encoding="utf-8-sig")


def test_writing_twice_gives_the_same_bytes(ready: Material, tmp_path: Path) -> None:
    pages = [write_report(ready, tmp_path / f"{n}" / "r.html").read_bytes() for n in (1, 2)]
    assert pages[0] == pages[1]


def test_a_report_is_written_over_an_older_one(ready: Material, tmp_path: Path) -> None:
    (tmp_path / "r.html").write_text("old", encoding="utf-8")
    (tmp_path / "r-trace.csv").write_text("old", encoding="utf-8")
    write_report(ready, tmp_path / "r.html")
    assert "old" not in rows(tmp_path / "r-trace.csv")[0]
    assert (tmp_path / "r.html").stat().st_size > 1000


def test_where_the_page_cannot_be_made_the_old_one_and_its_trace_stay(
    ready: Material,
    material: Callable[..., Material],
    frame: Callable[..., pd.DataFrame],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_report(ready, tmp_path / "r.html")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fails(facts: object) -> str:
        raise RuntimeError(type(facts).__name__)

    monkeypatch.setattr(write, "render", fails)
    with pytest.raises(RuntimeError):
        write_report(material(frame()), tmp_path / "r.html")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_study_without_codings_has_a_report_and_an_empty_trace(
    material: Callable[..., Material], frame: Callable[..., pd.DataFrame], tmp_path: Path
) -> None:
    write_report(material(frame()), tmp_path / "r.html")
    assert rows(tmp_path / "r-trace.csv") == [["quote", "turn"]]
