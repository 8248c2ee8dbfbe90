"""The log of decisions: a file a person, that Excel may open and that nobody can spoil without being told where."""

from __future__ import annotations

import csv
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.listen.topics.decisions import Decision, Decisions
from tlc.listen.topics.decisions.log import check_decisions, count_with, without_turns

AT = "2026-06-01T10:00:00Z"
TURNS = (frozenset({"FG01:0002", "FG02:0007"}), frozenset({"FG01:0004"}))


def new(what: Any = "name", by: str = "asha", at: str = AT, **more: Any) -> Decision:
    given: dict[str, Any] = {"topics": (4,), "value": "No ID", "turns": TURNS[:1], "words": "surname, card"}
    return Decision(id="", at=at, by=by, what=what, **{**given, **more})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "topics" / "decisions"


def test_a_folder_that_is_not_there_holds_no_decisions(folder: Path) -> None:
    assert Decisions.read(folder).all == ()
    assert not folder.exists()


def test_what_is_written_is_read_again(folder: Path) -> None:
    log = Decisions.read(folder).add(new())
    log = log.add(new("merge", topics=(2, 5), value="", why="the same, said twice; or more", turns=TURNS))
    assert [one.id for one in log.all] == ["asha-1", "asha-2"]
    merge = Decisions.read(folder)["asha-2"]
    assert (merge.topics, merge.why, merge.turns) == ((2, 5), "the same, said twice; or more", TURNS)


def test_what_is_taken_back_within_the_same_second_stands_before_the_taking_back(folder: Path) -> None:
    log = Decisions.read(folder).add(new(by="ben")).add(new("undo", topics=(), value="ben-1", turns=(), words=""))
    log = log.add(new(value="Anew")).add(new("undo", by="aa", topics=(), value="asha-1", turns=(), words=""))
    assert [one.id for one in log.all] == ["asha-2", "ben-1", "asha-1", "aa-1"]
    assert [one.id for one in Decisions.read(folder).all] == [one.id for one in log.all]


def test_each_person_has_a_file_and_all_are_read_in_the_order_of_their_times(folder: Path) -> None:
    log = Decisions.read(folder).add(new(at="2026-06-01T10:00:00Z"))
    log = log.add(new(by="ben", at="2026-06-01T11:00:00Z"))
    log = log.add(new(at="2026-06-01T12:00:00Z"))
    assert [one.id for one in log.all] == ["asha-1", "ben-1", "asha-2"]
    assert sorted(path.name for path in folder.iterdir()) == ["asha.csv", "ben.csv"]


def test_a_clock_that_was_set_back_moves_no_decision_before_earlier_ones(folder: Path) -> None:
    log = Decisions.read(folder).add(new(by="ben", at="2026-06-01T12:00:00Z"))
    log = log.add(new(at="2026-06-01T09:00:00Z"))
    assert {one.at for one in log.all} == {"2026-06-01T12:00:00Z"}


def test_a_file_where_the_folder_should_be_is_told_in_two_lines(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("mine", encoding="utf-8")
    with pytest.raises(StudyError, match="cannot be written"):
        Decisions(folder).add(new())
    assert folder.read_text(encoding="utf-8") == "mine"


def test_excel_opens_it_and_runs_nothing(folder: Path) -> None:
    Decisions.read(folder).add(new(value="=2+3", why='+49 "or so"', words="-x"))
    raw = (folder / "asha.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    cells = next(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert (cells["value"], cells["why"], cells["words"]) == ("'=2+3", '\'+49 "or so"', "'-x")
    back = Decisions.read(folder).add(new())["asha-1"]
    assert (back.value, back.why, back.words) == ("=2+3", '+49 "or so"', "-x")


def test_a_table_that_a_spreadsheet_wrote_again_with_semicolons_is_read(folder: Path) -> None:
    Decisions.read(folder).add(new("merge", topics=(2, 5), turns=TURNS))
    path = folder / "asha.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert Decisions.read(folder)["asha-1"].turns == TURNS


def test_another_window_of_the_same_person_loses_nothing(folder: Path) -> None:
    one, other = Decisions.read(folder), Decisions.read(folder)
    one.add(new(value="first"))
    assert [done.value for done in other.add(new(value="second")).all] == ["first", "second"]


def test_many_windows_at_once_lose_nothing(folder: Path) -> None:
    people = ["asha", "asha", "asha", "ben"]
    threads = [
        threading.Thread(target=lambda by=by: [Decisions.read(folder).add(new(by=by)) for _ in range(5)])  # type: ignore[misc]
        for by in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = {one.id for one in Decisions.read(folder).all}
    assert ids == {f"asha-{n}" for n in range(1, 16)} | {f"ben-{n}" for n in range(1, 6)}
    assert not [path for path in folder.iterdir() if path.suffix != ".csv"]


def test_a_lock_that_a_stopped_window_left_behind_holds_nobody_up_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tlc import _person_tables

    Decisions.read(folder).add(new())
    (folder / ".asha.csv.lock").touch()
    monkeypatch.setattr(_person_tables, "_PATIENCE", 0.05)
    with pytest.raises(StudyError, match="another window"):
        Decisions.read(folder).add(new())
    monkeypatch.setattr(time, "time", lambda: (folder / ".asha.csv.lock").stat().st_mtime + 120)
    assert len(Decisions.read(folder).add(new()).all) == 2


def test_a_file_that_cannot_be_written_decides_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tlc import _files

    Decisions.read(folder).add(new())
    before = (folder / "asha.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_files, "_write", full)
    with pytest.raises(StudyError, match="cannot be written"):
        Decisions.read(folder).add(new())
    assert (folder / "asha.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("what", "rename", "holds no decision"),
        ("by", "ben", "not by the person"),
        ("id", "asha-x", "not by the person"),
        ("id", "asha-1", "same id"),
        ("at", "yesterday", "holds no time"),
        ("topics", "four", "no number"),
        ("topics", "4" * 5000, "no number"),
        ("turns", "FG01:0002", "as many turns"),
        ("turns", "quince jelly", "no turn"),
        ("count", "3", "as many turns"),
    ],
)
def test_a_row_that_somebody_spoilt_is_named_by_its_line_and_not_by_its_words(
    folder: Path, column: str, value: str, what: str
) -> None:
    Decisions.read(folder).add(new()).add(new(value="Quince"))
    path = folder / "asha.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows[1][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(StudyError, match=what) as error:
        Decisions.read(folder)
    assert error.value.where == (path, 3)
    assert "uince" not in str(error.value)
    assert [one.where for one in check_decisions(folder)] == [(path, 3)]


def test_a_verdict_that_there_is_not_is_named(folder: Path) -> None:
    Decisions.read(folder).add(new("verdict", value="not a barrier", why="x"))
    path = folder / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("not a barrier", "a finding"), encoding="utf-8")
    with pytest.raises(StudyError, match="verdict"):
        Decisions.read(folder)


def test_a_table_without_a_column_is_named(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "asha.csv").write_text("id,at,by,what,topics,value,why,words,count\n", encoding="utf-8")
    with pytest.raises(StudyError, match="no column 'turns'"):
        Decisions.read(folder)


@pytest.mark.parametrize("by", ["", "Asha B", "../asha", "rules", "model", "agreed", "con"])
def test_nobody_and_no_machine_decides(folder: Path, by: str) -> None:
    with pytest.raises(StudyError):
        Decisions.read(folder).add(new(by=by))
    assert not folder.exists()


def test_an_id_that_there_is_not_is_told(folder: Path) -> None:
    with pytest.raises(StudyError, match="no decision of this id"):
        Decisions.read(folder)["asha-1"]


def test_turns_of_somebody_who_leaves_go_and_the_decision_stays(folder: Path) -> None:
    Decisions.read(folder).add(new()).add(new("merge", topics=(2, 5), why="x", turns=TURNS)).add(new("undo", turns=()))
    assert count_with(folder, ["FG01:0004"]) == 1
    assert without_turns(folder, ["FG01:0004", "FG09:0001"]) == 1
    log = Decisions.read(folder)
    assert log["asha-2"].turns == (TURNS[0], frozenset())
    assert (log["asha-2"].words, log["asha-1"].words) == ("", "surname, card")
    assert "FG01:0004" not in (folder / "asha.csv").read_text(encoding="utf-8")
    assert count_with(folder, ["FG01:0004"]) == 0


def test_where_nothing_of_theirs_stands_no_file_is_touched(folder: Path) -> None:
    Decisions.read(folder).add(new())
    before = (folder / "asha.csv").stat().st_mtime_ns
    assert without_turns(folder, ["FG09:0001"]) == 0
    assert (folder / "asha.csv").stat().st_mtime_ns == before


def test_what_people_wrote_is_in_no_repr() -> None:
    text = repr(new(value="Quince", why="because of the quince", words="quince"))
    assert "uince" not in text
    assert "FG01" not in text
