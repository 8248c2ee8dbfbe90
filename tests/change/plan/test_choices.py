"""What people decided about the plan: a table a person, that opens in Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.change.plan.choices import COLUMNS, FOLDER, Choice, Choices, rejected
from tlc.errors import StudyError

Explained = Callable[..., None]
TOLD = {"what": "reject", "library": "A12", "why": "There is one already."}


def test_a_study_where_nobody_decided_anything_has_no_choices(tmp_path: Path) -> None:
    assert Choices(tmp_path).read() == ()
    assert not (tmp_path / FOLDER).exists()


def test_what_was_decided_is_kept_with_who_and_why(tmp_path: Path) -> None:
    name = Choices(tmp_path).add("asha", TOLD)
    (one,) = Choices(tmp_path).read()
    assert one == Choice(id=name, at=one.at, by="asha", what="reject", library="A12", why="There is one already.")
    assert name == "asha-1"


def test_each_person_has_a_table_and_all_are_read_in_the_order_of_their_times(tmp_path: Path) -> None:
    choices = Choices(tmp_path)
    for by in ("ben", "asha", "ben"):
        choices.add(by, TOLD)
    assert {path.name for path in (tmp_path / FOLDER).glob("*.csv")} == {"asha.csv", "ben.csv"}
    assert {one.id for one in choices.read()} == {"ben-1", "ben-2", "asha-1"}
    assert [one.at for one in choices.read()] == sorted(one.at for one in choices.read())


def test_a_text_that_a_spreadsheet_would_run_comes_back_as_it_was(tmp_path: Path) -> None:
    Choices(tmp_path).add("asha", TOLD | {"why": "=SUM(1)"})
    assert "'=SUM(1)" in (tmp_path / FOLDER / "asha.csv").read_text("utf-8")
    assert Choices(tmp_path).read()[0].why == "=SUM(1)"


def test_a_row_that_is_no_decision_is_named_with_its_line(tmp_path: Path, explained: Explained) -> None:
    Choices(tmp_path).add("asha", TOLD)
    path = tmp_path / FOLDER / "asha.csv"
    path.write_text(path.read_text("utf-8").replace("reject", "forget"), "utf-8")
    with pytest.raises(StudyError) as caught:
        Choices(tmp_path).read()
    explained(caught.value, what="holds no decision", where="asha.csv, line 2", hint="earlier version")
    (problem,) = Choices(tmp_path).check()
    assert problem.what == caught.value.what


def test_a_file_that_is_whole_has_no_problem(tmp_path: Path) -> None:
    Choices(tmp_path).add("asha", TOLD)
    assert list(Choices(tmp_path).check()) == []


def test_a_table_without_a_column_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "asha.csv"
    path.parent.mkdir(parents=True)
    path.write_text(",".join(COLUMNS[:-1]) + "\n", encoding="utf-8")
    (problem,) = Choices(tmp_path).check()
    assert "no column 'why'" in problem.what


def test_what_somebody_wrote_is_in_no_repr(canary: str) -> None:
    one = Choice(id="a-1", at="", by="a", what="change", column="what", before=canary, after=canary, why=canary)
    assert canary not in repr(one)


def test_the_last_word_on_an_action_of_the_library_holds() -> None:
    def one(number: int, what: str, library: str) -> Choice:
        return Choice(id=f"a-{number}", at="", by="a", what=what, library=library)  # type: ignore[arg-type]

    choices = [one(1, "reject", "A1"), one(2, "reject", "A2"), one(3, "take", "A1"), one(4, "change", "A2")]
    assert list(rejected(choices)) == ["A2"]
    assert rejected([]) == {}
