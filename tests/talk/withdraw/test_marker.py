"""What is unfinished is known from one small file, and what was done from one table: both without words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.talk.withdraw import MARKER, RECORD, Begun, begun, check_leaving, finished, records

NOTE = Begun(
    person="P07",
    date="2026-06-01",
    turns=("FG01:0002", "FG01:0004"),
    codings=3,
    review=("FG01:0001",),
    delete=("ab" * 32,),
    left=1,
    verified=False,
)


@pytest.mark.parametrize(
    "note", [NOTE, Begun(person="P07", date="2026-06-01"), Begun(person="P1", date="", known=False)]
)
def test_what_was_begun_is_read_as_it_was_written(tmp_path: Path, note: Begun) -> None:
    note.save(tmp_path)
    assert begun(tmp_path) == note


def test_the_marker_says_to_a_reader_what_to_do(tmp_path: Path) -> None:
    NOTE.save(tmp_path)
    first = (tmp_path / MARKER).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# P07 is leaving this study. Leave this file where it is, and run: tlc withdraw P07"


def test_without_a_marker_nothing_is_unfinished(tmp_path: Path) -> None:
    assert begun(tmp_path) is None
    assert check_leaving(tmp_path) == ()


def test_an_unfinished_withdrawal_is_an_error_until_it_is_finished(tmp_path: Path) -> None:
    NOTE.save(tmp_path)
    (problem,) = check_leaving(tmp_path)
    assert str(problem) == (
        f"{MARKER}: P07 is leaving the study, and this is not finished. Finish it with: tlc withdraw P07"
    )
    assert problem.severity == "error"
    finished(tmp_path)
    finished(tmp_path)
    assert check_leaving(tmp_path) == ()


@pytest.mark.parametrize("content", ["person = ", "colour = 1", ""])
def test_a_marker_that_cannot_be_read_is_an_error_with_a_way_out(tmp_path: Path, content: str) -> None:
    (tmp_path / MARKER).write_text(content, encoding="utf-8")
    with pytest.raises(StudyError, match="unfinished withdrawal cannot be read") as caught:
        begun(tmp_path)
    assert "Delete this one file" in (caught.value.hint or "")


def test_a_field_of_a_newer_version_is_passed_over(tmp_path: Path) -> None:
    NOTE.save(tmp_path)
    path = tmp_path / MARKER
    path.write_text("later = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["later"] == 1
    assert begun(tmp_path) == NOTE


def test_the_record_grows_by_a_line_for_each_and_by_none_for_the_same_again(tmp_path: Path) -> None:
    assert records(tmp_path) == ()
    NOTE.record(tmp_path)
    NOTE.record(tmp_path)
    Begun(person="P08", date="2026-06-02", verified=True).record(tmp_path)
    assert [tuple(row.values()) for row in records(tmp_path)] == [
        ("2026-06-01", "P07", "2", "3", "1", "1", "no", "FG01:0001"),
        ("2026-06-02", "P08", "0", "0", "0", "0", "yes", ""),
    ]


def test_the_record_is_whole_after_each_line(tmp_path: Path) -> None:
    NOTE.record(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD]
