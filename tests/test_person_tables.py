"""Tables that several people write: one file a person, read by all, and never half-written."""

from __future__ import annotations

import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc import _files, _person_tables
from tlc._person_tables import PersonTables, checked_person, tidy
from tlc.errors import StudyError

COLUMNS = ("id", "at", "by", "what")
EARLY, LATE = "2026-06-01T10:00:00Z", "2026-06-02T10:00:00Z"


@pytest.fixture
def log(tmp_path: Path) -> PersonTables:
    return PersonTables(tmp_path / "plan" / "things", COLUMNS)


def test_a_folder_that_is_not_there_holds_no_rows_and_is_not_made_by_looking(log: PersonTables) -> None:
    assert log.rows() == ()
    assert not log.folder.exists()


def test_columns_begin_with_who_and_when() -> None:
    with pytest.raises(StudyError, match="begins with"):
        PersonTables(Path("x"), ("by", "at", "id", "what"))


def test_rows_of_everybody_come_in_the_order_of_their_times(log: PersonTables) -> None:
    assert log.append("ben", {"what": "first"}, at=EARLY) == "ben-1"
    assert log.append("asha", {"what": "second"}, at=LATE) == "asha-1"
    assert log.append("ben", {"what": "third"}, at=LATE) == "ben-2"
    assert [(row["id"], row["what"]) for row in log.rows()] == [
        ("ben-1", "first"),
        ("asha-1", "second"),
        ("ben-2", "third"),
    ]
    assert [path.name for path in log.files()] == ["asha.csv", "ben.csv"]


def test_ten_rows_of_one_second_keep_their_order(log: PersonTables) -> None:
    for number in range(11):
        log.append("asha", {"what": str(number)}, at=EARLY)
    assert [row["what"] for row in log.rows()] == [str(number) for number in range(11)]


def test_a_clock_that_was_set_back_moves_no_row_before_what_others_wrote(log: PersonTables) -> None:
    log.append("ben", {"what": "x"}, at=LATE)
    log.append("asha", {"what": "y"}, at=EARLY)
    assert [row["at"] for row in log.rows()] == [LATE, LATE]


def test_without_a_time_a_row_is_of_now(log: PersonTables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_person_tables, "utc_now", lambda: LATE)
    log.append("asha", {"what": "x"})
    assert log.rows()[0]["at"] == LATE


def test_who_writes_last_within_a_second_stands_last_whatever_their_name(
    log: PersonTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_person_tables, "utc_now", lambda: LATE)
    for by in ("ben", "asha", "asha", "ben"):
        log.append(by, {"what": "x"})
    assert [row["id"] for row in log.rows()] == ["ben-1", "asha-1", "asha-2", "ben-2"]
    assert [row["at"][-3:] for row in log.rows()] == ["00Z", "01Z", "01Z", "02Z"]


def test_several_rows_are_written_at_once_or_not_at_all(log: PersonTables, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log.extend("asha", [{"what": "a"}, {"what": "b"}], at=EARLY) == ("asha-1", "asha-2")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_files, "_write", full)
    with pytest.raises(StudyError, match="cannot be written"):
        log.extend("asha", [{"what": "c"}, {"what": "d"}])
    assert [row["what"] for row in log.rows()] == ["a", "b"]


@given(st.text(max_size=40))
def test_what_was_written_is_read_again_but_for_what_nobody_sees(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    log = PersonTables(tmp_path_factory.mktemp("one"), COLUMNS)
    log.append("asha", {"what": text}, at=EARLY)
    written = log.rows()[0]["what"]
    # Tables are read in one form of Unicode. An apostrophe before a formula is the table's own; a text that begins so
    # loses it, and nothing else.
    meant = unicodedata.normalize("NFC", tidy(text))
    assert written in (meant, meant.removeprefix("'"))
    assert "\n" not in written


@pytest.mark.parametrize("cell", ["=SUM(1)", "+49", "-x", "@me"])
def test_a_spreadsheet_runs_nothing(log: PersonTables, cell: str) -> None:
    log.append("asha", {"what": f"{cell} z"}, at=EARLY)
    assert f"'{cell}" in (log.folder / "asha.csv").read_text(encoding="utf-8-sig")
    assert log.rows()[0]["what"] == f"{cell} z"


def test_cells_of_columns_that_the_table_has_not_are_left_out(log: PersonTables) -> None:
    log.append("asha", {"what": "x", "more": "y", "by": "ben", "id": "ben-9"}, at=EARLY)
    assert dict(log.rows()[0].cells) == {"id": "asha-1", "at": EARLY, "by": "asha", "what": "x"}


def test_windows_of_several_people_at_once_lose_nothing(log: PersonTables) -> None:
    def write(by: str) -> None:
        for _ in range(4):
            log.append(by, {"what": "x"})

    threads = [threading.Thread(target=write, args=(by,)) for by in ("asha", "asha", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = {row["id"] for row in log.rows()}
    assert ids == {*(f"asha-{n}" for n in range(1, 9)), *(f"ben-{n}" for n in range(1, 5))}
    assert {path.suffix for path in log.folder.iterdir()} == {".csv"}


def test_another_window_that_writes_for_long_is_told(log: PersonTables, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append("asha", {"what": "x"}, at=EARLY)
    (log.folder / ".asha.csv.lock").touch()
    monkeypatch.setattr(_person_tables, "_PATIENCE", 0.02)
    with pytest.raises(StudyError, match="another window") as told:
        log.append("asha", {"what": "y"})
    assert told.value.hint
    monkeypatch.setattr(_person_tables, "_STALE", -1.0)
    assert log.append("asha", {"what": "y"}) == "asha-2"


def test_rows_are_changed_and_taken_out_and_the_others_stay(log: PersonTables) -> None:
    for what in ("stay", "change", "go"):
        log.append("asha", {"what": what}, at=EARLY)
    log.append("ben", {"what": "stay"}, at=EARLY)
    before = (log.folder / "ben.csv").stat().st_mtime_ns
    count = log.rewrite(
        lambda cells: (
            {**cells, "what": "new"} if cells["what"] == "change" else None if cells["what"] == "go" else cells
        )
    )
    assert count == 2
    assert [(row["id"], row["what"]) for row in log.rows()] == [
        ("asha-1", "stay"),
        ("asha-2", "new"),
        ("ben-1", "stay"),
    ]
    assert (log.folder / "ben.csv").stat().st_mtime_ns == before


def test_a_notice_above_a_table_stays_there(log: PersonTables) -> None:
    log.append("asha", {"what": "x"}, at=EARLY)
    path = log.folder / "asha.csv"
    path.write_text("# Everything here is invented.\n" + path.read_text(encoding="utf-8-sig"), encoding="utf-8")
    log.append("asha", {"what": "y"}, at=EARLY)
    log.rewrite(lambda cells: None if cells["what"] == "x" else cells)
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == "# Everything here is invented."
    assert [row["what"] for row in log.rows()] == ["y"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (f"ben-1,{EARLY},ben,x", "not by the person"),
        (f"asha-0,{EARLY},asha,x", "not by the person"),
        (f"asha-1٣,{EARLY},asha,x", "not by the person"),
        ("asha-2,yesterday,asha,x", "no time"),
        ("asha-2,2026-13-01T10:00:00Z,asha,x", "no time"),
        ("asha-2,2026-6-01T10:00:00Z,asha,x", "no time"),
        (f"asha-1,{EARLY},asha,x", "same id"),
    ],
)
def test_a_row_that_somebody_spoilt_is_named_by_its_line(log: PersonTables, row: str, what: str) -> None:
    log.append("asha", {"what": "quince"}, at=EARLY)
    path = log.folder / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig") + row + "\n", encoding="utf-8")
    with pytest.raises(StudyError, match=what) as told:
        log.rows()
    assert told.value.where == (path, 3)
    assert [error.where for error in log.check()] == [(path, 3)]
    with pytest.raises(StudyError):
        log.append("ben", {"what": "x"})
    assert not (log.folder / "ben.csv").exists()


def test_a_check_asks_what_can_make_something_of_a_row(log: PersonTables) -> None:
    log.append("asha", {"what": "x"}, at=EARLY)
    log.append("ben", {"what": "y"}, at=EARLY)

    def only_x(row: _person_tables.Row) -> None:
        if row["what"] != "x":
            raise StudyError("Not x.", where=row.where)

    assert [error.what for error in log.check(only_x)] == ["Not x."]


def test_hidden_files_are_nobodys(log: PersonTables) -> None:
    log.append("asha", {"what": "x"}, at=EARLY)
    (log.folder / ".ben.csv").write_text("rubbish", encoding="utf-8")
    assert [path.name for path in log.files()] == ["asha.csv"]


@pytest.mark.parametrize("by", ["", "Asha B", "../asha", "rules", "model", "agreed", "con"])
def test_nobody_and_no_machine_writes(log: PersonTables, by: str) -> None:
    with pytest.raises(StudyError):
        checked_person(by)
    with pytest.raises(StudyError):
        log.append(by, {"what": "x"})
    assert not log.folder.exists()
