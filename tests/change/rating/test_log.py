"""What people say about ratings, in a table a person: read again, refused where spoilt, cleared of who leaves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tlc.change.rating import (
    FOLDER,
    check_entries,
    count_with,
    fingerprint,
    read_entries,
    without_turns,
    write_entries,
)
from tlc.errors import StudyError

AT = "2026-10-01T10:00:00Z"
JUDGED = {"what": "judged", "theme": "access.hours", "component": "methods", "concern": "minor", "proposed": "moderate"}
JUDGED |= {"reason": "Only one of them waits."}
CONTRARY = {
    "what": "contrary",
    "theme": "access.hours",
    "turn": "FG02:0011",
    "digest": "abc",
    "reason": "It suited her.",
}


def test_a_study_in_which_nobody_rated_holds_nothing(tmp_path: Path) -> None:
    assert read_entries(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert write_entries(tmp_path, "asha", [JUDGED, CONTRARY], at=AT) == ("asha-1", "asha-2")
    judged, contrary = read_entries(tmp_path)
    assert (judged.by, judged.at, judged.theme, judged.component) == ("asha", AT, "access.hours", "methods")
    assert (judged.concern, judged.proposed, judged.turn) == ("minor", "moderate", "")
    assert (contrary.turn, contrary.digest, contrary.concern) == ("FG02:0011", "abc", None)
    assert (tmp_path / FOLDER / "asha.csv").is_file()


def test_what_people_wrote_is_in_no_repr(tmp_path: Path) -> None:
    write_entries(tmp_path, "asha", [{**JUDGED, "reason": "quince"}], at=AT)
    assert "quince" not in repr(read_entries(tmp_path))


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("what", "liked", "says nothing"),
        ("theme", "", "no theme"),
        ("component", "size", "none of the four"),
        ("concern", "small", "no concern"),
        ("proposed", "", "no concern"),
        ("reason", "", "no reason"),
        ("at", "later", "no time"),
    ],
)
def test_a_row_that_somebody_spoilt_is_named_by_its_line_and_not_by_its_words(
    tmp_path: Path, column: str, value: str, what: str
) -> None:
    write_entries(tmp_path, "asha", [JUDGED, {**JUDGED, "reason": "quince"}], at=AT)
    path = tmp_path / FOLDER / "asha.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    rows[1][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(StudyError, match=what) as told:
        read_entries(tmp_path)
    assert told.value.where == (path, 3)
    assert "quince" not in str(told.value)
    assert [error.where for error in check_entries(tmp_path)] == [(path, 3)]


def test_a_passage_without_a_turn_is_refused(tmp_path: Path) -> None:
    write_entries(tmp_path, "asha", [{**CONTRARY, "turn": ""}], at=AT)
    with pytest.raises(StudyError, match="no turn"):
        read_entries(tmp_path)


def test_what_points_at_turns_of_somebody_who_leaves_goes_with_its_fingerprint(tmp_path: Path) -> None:
    write_entries(tmp_path, "asha", [JUDGED, CONTRARY, {**CONTRARY, "turn": "FG03:0001"}], at=AT)
    write_entries(tmp_path, "ben", [{**CONTRARY, "what": "not contrary"}], at=AT)
    assert count_with(tmp_path, ["FG02:0011", "FG09:0001"]) == 2
    assert without_turns(tmp_path, ["FG02:0011", "FG09:0001"]) == 2
    assert [one.id for one in read_entries(tmp_path)] == ["asha-1", "asha-3"]
    assert "FG02:0011" not in (tmp_path / FOLDER / "asha.csv").read_text(encoding="utf-8")
    assert count_with(tmp_path, ["FG02:0011"]) == 0


def test_a_fingerprint_is_of_the_words_as_they_stand() -> None:
    assert fingerprint("It is closed.") == fingerprint("It is closed.")
    assert fingerprint("It is closed.") != fingerprint("It is closed!")
