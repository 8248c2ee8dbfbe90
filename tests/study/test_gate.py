"""A study's gate in a notebook: who checks, with which keys, and what is asked only once."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc.errors import StudyError
from tlc.study._gate import open_gate, shut_gate
from tlc.talk.keys import Keys


@pytest.fixture
def session(study_folder: Path) -> Path:
    path = study_folder / "sessions" / "FG01.txt"
    path.write_text("R01: All well?\nP01: We went to Wexbournia with Mrs Quillfeather.\n", encoding="utf-8")
    return path


def test_checking_brings_nothing_in(study_folder: Path, session: Path) -> None:
    study = tlc.open(study_folder)

    found = study.check(session, by="asha")

    assert [one.verdict for one in found] == ["WARN"]
    assert not study.transcripts
    assert not (study_folder / "transcripts").exists()


def test_without_files_the_study_itself_is_checked(study_folder: Path) -> None:
    assert [problem.severity for problem in tlc.open(study_folder).check()] == ["warning"]


def test_who_checks_is_whom_the_computer_knows(
    study_folder: Path, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "DOMAIN\\Ásha Quill")
    tlc.open(study_folder).check(session)

    assert [path.name for path in (study_folder / "screening").iterdir()] == ["domain-sha-quill.jsonl"]


def test_a_computer_without_users_checks_all_the_same(
    study_folder: Path, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    tlc.open(study_folder).check(session)

    assert (study_folder / "screening" / "somebody.jsonl").is_file()


def test_words_that_the_study_knows_are_not_asked_about(study_folder: Path, session: Path) -> None:
    toml = study_folder / "study.toml"
    toml.write_text(toml.read_text("utf-8") + '[check]\nknown = ["Wexbournia"]\n', encoding="utf-8")

    review = tlc.open(study_folder).review(session, by="asha")

    assert [item.contexts[0].match.split()[-1] for item in review.open] == ["Quillfeather"]


def test_a_reviewed_file_comes_in_with_its_brackets(study_folder: Path, session: Path) -> None:
    study = tlc.open(study_folder)
    review = study.review(session, by="asha")
    while review.open:
        review.decide(review.open[0].id, "replace", label="somebody")

    study.add(session)

    assert "[somebody 1]" in study.transcripts["FG01"].turns[1].text
    assert "Quillfeather" not in (study_folder / "transcripts" / "FG01.txt").read_text("utf-8")


def test_what_could_not_be_read_is_named_in_the_review(study_folder: Path) -> None:
    (study_folder / "sessions" / "FG02.docx").write_bytes(b"no")

    review = tlc.open(study_folder).review(study_folder / "sessions", by="asha")

    assert [problem.place for problem in review.refused] == ["FG02.docx"]


def test_bringing_in_writes_no_log(study_folder: Path, session: Path) -> None:
    tlc.open(study_folder).add(session)

    assert not (study_folder / "screening").exists()


def test_two_with_the_same_key_file_seal_alike(study_folder: Path, session: Path) -> None:
    keys = Keys(study="ab", seal_key=bytes(range(32)), rows=(("Ada Quillfeather", "P02"),))
    study = tlc.open(study_folder)
    for who in ("asha", "ben"):
        assert [one.verdict for one in study.check(session, by=who, keys=keys)] == ["BLOCK"]

    seals = []
    for who in ("asha", "ben"):
        lines = (study_folder / "screening" / f"{who}.jsonl").read_text("utf-8").splitlines()
        seals.append([finding[4] for finding in json.loads(lines[1])["findings"]])
    assert seals[0] == seals[1]


def test_a_name_on_the_roster_can_only_be_replaced(study_folder: Path, session: Path) -> None:
    keys = Keys(study="ab", seal_key=bytes(range(32)), rows=(("Ada Quillfeather", "P02"),))

    review = tlc.open(study_folder).review(session, by="asha", keys=keys)

    blocked = [item for item in review.open if item.level == "block"]
    assert [item.choices for item in blocked] == [("replace",)]


def test_a_finder_that_is_not_there_is_told(study_folder: Path) -> None:
    with pytest.raises(StudyError, match="no finder 'oracle'"):
        open_gate(tlc.open(study_folder), by="asha", also=["oracle"])


def test_presidio_can_be_asked_as_well(study_folder: Path, session: Path) -> None:
    pytest.importorskip("presidio_analyzer")
    tlc.open(study_folder).check(session, by="asha", also=["presidio"])

    assert "+presidio" in (study_folder / "screening" / "asha.jsonl").read_text("utf-8")


def test_one_who_only_brings_in_sees_everybodys_decisions(
    study_folder: Path, session: Path, let_through: Callable[..., None]
) -> None:
    study = tlc.open(study_folder)
    let_through(study, session)

    gate = shut_gate(study)

    assert [line["by"] for line in gate.log.entries("decision")] == ["asha"] * len(list(gate.log.entries("decision")))
    assert [one.problem for one in study.add(session)] == [None]


def test_a_transcript_that_came_in_unchecked_is_named(tiny_study: tlc.Study) -> None:
    assert not [one for one in tiny_study.check() if "without a check" in one.what]
    (tiny_study.path / "screening" / "asha.jsonl").unlink()

    (problem,) = [one for one in tlc.open(tiny_study.path).check() if "without a check" in one.what]

    assert problem.what == "FG01, IN01 came in without a check for identifiers."
    assert problem.severity == "warning"
