"""The audit log: each line hangs on the one before it, and a change anywhere shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.talk.screen.log import Log

NOON = "2026-06-01T12:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "screening"


def three(folder: Path, by: str = "asha") -> Path:
    log = Log(folder, by)
    for word in ("one", "two", "three"):
        log.write("check", NOON, file=word)
    return folder / f"{by}.jsonl"


def test_what_was_written_is_read_back_in_order(folder: Path) -> None:
    three(folder)

    assert [line["file"] for line in Log(folder, "ben").entries("check")] == ["one", "two", "three"]


def test_only_the_sort_that_is_asked_for_is_given(folder: Path) -> None:
    three(folder)

    assert list(Log(folder, "asha").entries("decision")) == []


def test_everybody_writes_a_file_of_their_own_and_reads_all(folder: Path) -> None:
    three(folder, "asha")
    Log(folder, "ben").write("check", "2026-06-01T11:00:00Z", file="before")

    files = [line["file"] for line in Log(folder, "asha").entries("check")]

    assert files == ["before", "one", "two", "three"]
    assert sorted(path.name for path in folder.iterdir()) == ["asha.jsonl", "ben.jsonl"]


def test_the_study_has_one_name_whoever_began(folder: Path) -> None:
    three(folder, "ben")
    assert Log(folder, "asha").study == Log(folder, "ben").study
    three(folder, "asha")
    assert Log(folder, "asha").study == Log(folder, "ben").study


def test_two_windows_of_one_person_keep_one_chain(folder: Path) -> None:
    first, second = Log(folder, "asha"), Log(folder, "asha")
    first.write("check", NOON, file="one")
    second.write("check", NOON, file="two")
    first.write("check", NOON, file="three")

    assert [line["file"] for line in Log(folder, "asha").entries("check")] == ["one", "two", "three"]


def test_nothing_is_written_before_the_first_line(folder: Path) -> None:
    log = Log(folder, "asha")

    assert not log.began
    assert not folder.exists()


@pytest.mark.parametrize("line", range(4))
def test_a_changed_line_is_named(folder: Path, line: int) -> None:
    path = three(folder)
    lines = path.read_text().split("\n")
    changed = json.loads(lines[line]) | {"at": "2026-06-02T12:00:00Z"}
    lines[line] = json.dumps(changed)
    path.write_text("\n".join(lines))

    with pytest.raises(StudyError, match=f"line {line + 1}: The log of checks was changed"):
        Log(folder, "asha")


@pytest.mark.parametrize("line", range(3))
def test_a_line_that_was_taken_out_shows_at_the_next(folder: Path, line: int) -> None:
    path = three(folder)
    lines = path.read_text().split("\n")
    del lines[line]
    path.write_text("\n".join(lines))

    with pytest.raises(StudyError, match=f"line {line + 1}:"):
        Log(folder, "asha")


def test_a_line_from_another_persons_log_does_not_fit(folder: Path) -> None:
    three(folder, "asha")
    (folder / "ben.jsonl").write_bytes((folder / "asha.jsonl").read_bytes())

    with pytest.raises(StudyError, match=r"ben\.jsonl, line 1"):
        Log(folder, "ben")


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", "no json\n", "[" * 100_000 + "\n", '"hash"\n'])
def test_what_is_no_log_is_refused(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "asha.jsonl").write_text(text)

    with pytest.raises(StudyError, match="line 1"):
        Log(folder, "asha")


def test_half_a_line_left_by_a_power_cut_is_written_over(folder: Path) -> None:
    path = three(folder)
    whole = path.read_bytes()
    path.write_bytes(whole + whole.split(b"\n")[1][:40])

    log = Log(folder, "asha")
    assert len(list(log.entries("check"))) == 3
    log.write("check", NOON, file="four")

    assert path.read_bytes().startswith(whole)
    assert [line["file"] for line in Log(folder, "asha").entries("check")] == ["one", "two", "three", "four"]


def test_reading_changes_nothing(folder: Path) -> None:
    path = three(folder)
    path.write_bytes(path.read_bytes() + b'{"half')
    before = path.read_bytes()

    list(Log(folder, "asha").entries("check"))

    assert path.read_bytes() == before


@pytest.mark.parametrize("by", ["", "Asha", "a b", "../asha", "asha.x", "ä", "-x", "a" * 32])
def test_a_name_that_could_not_be_a_files_is_refused(folder: Path, by: str) -> None:
    with pytest.raises(StudyError, match="small letters"):
        Log(folder, by)


def test_where_the_log_cannot_be_written_nothing_is_decided(folder: Path) -> None:
    path = three(folder)
    log = Log(folder, "asha")
    path.unlink()
    path.mkdir()

    with pytest.raises(StudyError):
        log.write("decision", NOON)
