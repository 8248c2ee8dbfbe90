"""A batch of files: each is answered, whatever the others are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.talk.screen.batch import check_files
from tlc.talk.screen.gate import Gate

Open = Callable[..., Gate]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    content = {
        "good.txt": b"P01: all well.\nP02: yes.\n",
        "name.txt": b"P01: so said Ana.\nP02: yes.\n",
        "number.txt": b"P01: ring 12345.\nP02: yes.\n",
        "broken.docx": b"PK no",
        "empty.txt": b"",
        "other.xyz": b"x",
        "old.txt": "P01: aşteptat ţie.\nP02: da.\n".encode("cp1250"),
    }
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in content}


def test_every_file_has_its_answer_and_a_bad_one_stops_no_other(a_gate: Open, files: dict[str, Path]) -> None:
    found = {one.name: one.verdict for one in check_files(a_gate(), files.values())}

    assert found == {
        "good.txt": "PASS",
        "name.txt": "WARN",
        "number.txt": "BLOCK",
        "broken.docx": "REFUSED",
        "empty.txt": "REFUSED",
        "other.xyz": "REFUSED",
        "old.txt": "REFUSED",
    }


def test_a_refused_file_says_why_and_is_not_in_the_log(a_gate: Open, files: dict[str, Path]) -> None:
    gate = a_gate()
    (one,) = check_files(gate, [files["broken.docx"]])

    assert one.problem is not None and one.problem.mend
    assert not list(gate.log.entries("check"))


def test_text_in_an_unknown_encoding_comes_with_its_readings(a_gate: Open, files: dict[str, Path]) -> None:
    (one,) = check_files(a_gate(), [files["old.txt"]])

    shown = {reading.encoding: reading.lines for reading in one.readings}
    assert any("aşteptat" in line for line in shown["cp1250"])
    assert len(shown) > 1
    assert "aştep" not in str(one.problem)


def test_an_encoding_that_was_named_is_used_and_not_argued_with(a_gate: Open, files: dict[str, Path]) -> None:
    (one,) = check_files(a_gate(), [files["old.txt"]], encoding="cp1250")

    assert one.verdict == "PASS"
    assert not one.readings


@pytest.mark.parametrize("name", ["broken.docx", "empty.txt", "other.xyz"])
def test_what_is_no_text_has_no_readings(a_gate: Open, files: dict[str, Path], name: str) -> None:
    (one,) = check_files(a_gate(), [files[name]])

    assert not one.readings


def test_a_file_that_is_not_there_is_refused(a_gate: Open, tmp_path: Path) -> None:
    (one,) = check_files(a_gate(), [tmp_path / "none.txt"])

    assert one.verdict == "REFUSED"


def test_its_repr_holds_neither_names_nor_words(a_gate: Open, files: dict[str, Path]) -> None:
    (one,) = check_files(a_gate(), [files["name.txt"]])

    assert repr(one) == "Checked(WARN)"


def test_a_log_that_cannot_be_written_stops_the_batch(a_gate: Open, files: dict[str, Path], tmp_path: Path) -> None:
    gate = a_gate()
    (tmp_path / "screening").write_text("a file in the folder's place")

    with pytest.raises(StudyError):
        check_files(gate, [files["good.txt"]])
