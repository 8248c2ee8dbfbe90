"""The audit log: each line hangs on the one before it, and a change anywhere shows."""

from __future__ import annotations

import hashlib
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
        log.write("looked", NOON, file=word)
    return folder / f"{by}.jsonl"


def test_what_was_written_is_read_back_in_order(folder: Path) -> None:
    three(folder)

    assert [line["file"] for line in Log(folder, "ben").entries("looked")] == ["one", "two", "three"]


def test_only_the_sort_that_is_asked_for_is_given(folder: Path) -> None:
    three(folder)

    assert list(Log(folder, "asha").entries("decision")) == []


def test_everybody_writes_a_file_of_their_own_and_reads_all(folder: Path) -> None:
    three(folder, "asha")
    Log(folder, "ben").write("looked", "2026-06-01T11:00:00Z", file="before")

    files = [line["file"] for line in Log(folder, "asha").entries("looked")]

    assert files == ["before", "one", "two", "three"]
    assert sorted(path.name for path in folder.iterdir()) == ["asha.jsonl", "ben.jsonl"]


def test_the_study_has_one_name_whoever_began(folder: Path) -> None:
    three(folder, "ben")
    assert Log(folder, "asha").study == Log(folder, "ben").study
    three(folder, "asha")
    assert Log(folder, "asha").study == Log(folder, "ben").study


def test_two_windows_of_one_person_keep_one_chain(folder: Path) -> None:
    first, second = Log(folder, "asha"), Log(folder, "asha")
    first.write("looked", NOON, file="one")
    second.write("looked", NOON, file="two")
    first.write("looked", NOON, file="three")

    assert [line["file"] for line in Log(folder, "asha").entries("looked")] == ["one", "two", "three"]


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
    assert len(list(log.entries("looked"))) == 3
    log.write("looked", NOON, file="four")

    assert path.read_bytes().startswith(whole)
    assert [line["file"] for line in Log(folder, "asha").entries("looked")] == ["one", "two", "three", "four"]


def test_reading_changes_nothing(folder: Path) -> None:
    path = three(folder)
    path.write_bytes(path.read_bytes() + b'{"half')
    before = path.read_bytes()

    list(Log(folder, "asha").entries("looked"))

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


def begun(folder: Path, **more: object) -> Path:
    """A log with one line more, whose digests are all right."""
    path = three(folder)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    line = {"at": NOON, "by": "asha", "number": len(lines), "before": lines[-1]["hash"]} | more
    line["hash"] = hashlib.sha256(json.dumps(line, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
    path.write_text(path.read_text() + json.dumps(line) + "\n")
    return path


CHECK = {"file": "d", "text": "t", "rules": "2", "verdict": "PASS", "findings": []}


def test_a_whole_line_of_a_check_is_read(folder: Path) -> None:
    begun(folder, what="check", **CHECK)

    assert [line["file"] for line in Log(folder, "asha").entries("check")] == ["d"]


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "check"},
        {"what": "check", **CHECK, "findings": [["name"]]},
        {"what": "check", **CHECK, "findings": [["name", "warn", "r", 1, "s", "turn", 0, -1, 4]]},
        {"what": "check", **CHECK, "findings": "none"},
        {"what": "decision", "choice": "keep"},
        {"what": "undo", "of": 7},
    ],
)
def test_a_line_without_what_it_must_hold_is_refused_though_its_digest_is_right(
    folder: Path, fields: dict[str, object]
) -> None:
    begun(folder, **fields)

    with pytest.raises(StudyError, match="line 5"):
        Log(folder, "asha")


def test_a_study_name_that_would_lead_elsewhere_is_refused(folder: Path) -> None:
    first = {"what": "begin", "at": "", "by": "asha", "number": 0, "format": "tlc-screening/1", "study": "../../evil"}
    first["before"] = ""
    first["hash"] = hashlib.sha256(json.dumps(first, sort_keys=True).encode()).hexdigest()
    folder.mkdir()
    (folder / "asha.jsonl").write_text(json.dumps(first) + "\n")

    with pytest.raises(StudyError, match="line 1"):
        Log(folder, "asha")


def test_logs_of_two_studies_are_not_read_together(folder: Path, tmp_path: Path) -> None:
    three(folder, "asha")
    other = three(tmp_path / "other", "ben")
    (folder / "ben.jsonl").write_bytes(other.read_bytes())

    with pytest.raises(StudyError, match="of two studies"):
        Log(folder, "asha")


@pytest.mark.parametrize("by", ["con", "nul", "com1", "lpt9", "aux", "prn"])
def test_a_name_that_windows_keeps_for_itself_is_refused(folder: Path, by: str) -> None:
    with pytest.raises(StudyError, match="small letters"):
        Log(folder, by)


def test_a_name_that_only_begins_like_one_is_taken(folder: Path) -> None:
    assert Log(folder, "connie").by == "connie"
