"""Words that people do not want to be called by, wherever the team wrote them, and never where people said them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc.errors import StudyError
from tlc.study._words import check_wording

WORDING = '[wording]\npreferred = ["Roma people"]\navoided = ["Gypsy = Roma people"]\n'
INTERPRETER = "codebook.toml, code language.interpreter"
ACTIONS = """action,what,because,principles,owner,by_when,measure
A1,Ask the Gypsy women,access.hours,4,Board,2027-03,How many
"""


@pytest.fixture
def folder(lay_study: Callable[[Path], Path], tmp_path: Path) -> Path:
    path = lay_study(tmp_path / "study")
    add(path / "study.toml", WORDING)
    return path


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder: Path) -> list[str]:
    return [problem.place for problem in check_wording(tlc.open(folder))]


def test_a_study_that_keeps_to_its_words_is_told_nothing(folder: Path) -> None:
    assert told(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("study.toml", "A tiny study", "A Gypsy study", "study.toml, title"),
        ("groups.csv", "women with young children", "Gypsy women", "groups.csv, group FG01"),
        ("codebook.toml", 'definition = "No interpreter."', 'definition = "Gypsies."', INTERPRETER),
        ("codebook.toml", "care must be within reach", "for the gypsy families", "codebook.toml, code access.hours"),
        ("codebook.toml", "Getting in", "Gypsies get in", "codebook.toml, code access"),
    ],
)
def test_what_the_team_wrote_is_looked_through(folder: Path, file: str, old: str, new: str, place: str) -> None:
    swap(folder / file, old, new)
    assert told(folder) == [place]


def test_actions_and_rounds_are_looked_through(folder: Path) -> None:
    (folder / "actions.csv").write_text(ACTIONS, encoding="utf-8")
    rounds = "date,kind,with_whom,what_changed\n2026-09,member_check,eight Gypsy women,\n"
    (folder / "involvement.csv").write_text(rounds, encoding="utf-8")
    assert told(folder) == ["actions.csv, action A1", "involvement.csv, 2026-09"]


def test_what_people_said_is_not_looked_through(folder: Path) -> None:
    swap(folder / "codebook.toml", 'definition = "Cannot register."', 'examples = ["They called me Gypsy."]')
    swap(folder / "sessions" / "FG01.txt", "It is closed", "Gypsy, they say, and it is closed")
    assert told(folder) == []


def test_a_file_that_cannot_be_read_hides_nothing_of_the_others(folder: Path) -> None:
    swap(folder / "study.toml", "A tiny study", "A Gypsy study")
    (folder / "actions.csv").write_text("nonsense\n", encoding="utf-8")
    assert told(folder) == ["study.toml, title"]


def test_the_check_of_the_study_tells_of_it_as_a_warning(folder: Path) -> None:
    swap(folder / "study.toml", "A tiny study", "A Gypsy study")
    found = [problem for problem in tlc.open(folder).check() if problem.place == "study.toml, title"]
    assert [problem.severity for problem in found] == ["warning"]


def test_a_name_that_stands_for_nothing_is_refused(folder: Path) -> None:
    swap(folder / "study.toml", "[report]", '[report]\nnames = ["Bury Park surgery"]')
    with pytest.raises(StudyError, match="Entry 1 of 'names'"):
        check_wording(tlc.open(folder))
    assert any("Entry 1 of 'names'" in problem.what for problem in tlc.open(folder).check())
