"""Lists that people fill in of themselves: kept as they wrote them, and nothing is made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.change.self_rating import LAST_STEP, audit_table, roadmap_table
from tlc.errors import StudyError
from tlc.model import Codebook

Explained = Callable[..., None]


def saved(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_answers_stand_beside_the_themes_that_speak_to_them(tmp_path: Path, book: Codebook) -> None:
    path = saved(
        tmp_path,
        "audit.csv",
        "section,answer,themes",
        "Access,in part,access.hours; access",
        "Staff,,",
    )
    shown = audit_table(path, book)
    assert shown is not None
    assert shown.rows == (
        ("Access", "in part", "Opening hours do not fit; Getting in"),
        ("Staff", "not answered", "none"),
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [("Access,yes,access.huors", "A theme is not in the codebook"), (",yes,", "The answer has no section")],
)
def test_what_is_wrong_with_an_answer_is_explained_with_its_line(
    tmp_path: Path, book: Codebook, row: str, what: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        audit_table(saved(tmp_path, "audit.csv", "section,answer,themes", row), book)
    explained(caught.value, what=what, where="audit.csv, line 2", hint="Write")


def test_of_a_roadmap_only_the_last_step_is_known(tmp_path: Path) -> None:
    shown = roadmap_table(saved(tmp_path, "roadmap.csv", "step,what,rating"))
    assert shown is not None
    assert [row[1] for row in shown.rows] == ["not filled in"] * 6 + [LAST_STEP]
    assert {row[2] for row in shown.rows} == {"not rated"}


def test_steps_stand_as_people_wrote_them_in_their_order(tmp_path: Path) -> None:
    shown = roadmap_table(saved(tmp_path, "roadmap.csv", "step,what,rating", "7,,begun", "2,Our own words,in place"))
    assert shown is not None
    assert shown.rows[1] == ("2", "Our own words", "in place")
    assert shown.rows[6] == ("7", LAST_STEP, "begun")


@pytest.mark.parametrize("row", ["8,a,b", "0,a,b", "one,a,b", "²,a,b", "1,a,b\n1,c,d"])
def test_a_step_that_is_none_or_stands_twice_is_refused(tmp_path: Path, row: str, explained: Explained) -> None:
    path = saved(tmp_path, "roadmap.csv", "step,what,rating", *row.split("\n"))
    with pytest.raises(StudyError) as caught:
        roadmap_table(path)
    line = 2 + row.count("\n")
    explained(caught.value, what="none of 1 to 7", where=f"roadmap.csv, line {line}", hint="one row for each step")


def test_without_the_files_there_are_no_tables(tmp_path: Path, book: Codebook) -> None:
    assert (audit_table(tmp_path / "audit.csv", book), roadmap_table(tmp_path / "roadmap.csv")) == (None, None)
