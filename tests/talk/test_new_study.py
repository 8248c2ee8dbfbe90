"""A new study is a folder that a person can fill in, and that tlc can open at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc._files import shipped
from tlc.errors import StudyError
from tlc.talk.new_study import FOLDERS, new_study
from tlc.talk.settings import FILE, read_settings

Explained = Callable[..., None]


def test_a_new_study_has_every_table_and_folder(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "luton")
    assert {path.name for path in folder.iterdir()} == {
        "study.toml",
        "groups.csv",
        "participants.csv",
        "speakers.csv",
        "actions.csv",
        "involvement.csv",
        "codebook.toml",
        *FOLDERS,
    }


def test_a_new_study_opens_and_has_nobody_in_it(tmp_path: Path) -> None:
    study = tlc.open(new_study(tmp_path / "luton"))
    assert (study.groups, study.people, study.transcripts, study.actions) == ((), (), {}, ())
    assert not [problem for problem in study.check() if problem.severity == "error"]


def test_a_study_is_called_by_its_title_or_else_by_its_folder(tmp_path: Path) -> None:
    named = new_study(tmp_path / "a", title="Getting healthcare")
    unnamed = new_study(tmp_path / "luton")
    assert [read_settings(folder / FILE).title for folder in (named, unnamed)] == ["Getting healthcare", "luton"]


def test_a_study_in_the_present_folder_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "luton").mkdir()
    monkeypatch.chdir(tmp_path / "luton")
    assert read_settings(new_study(Path()) / FILE).title == "luton"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ('What "we" said', "What 'we' said"),
        ("back\\slash", "backslash"),
        ("two\nlines\tand more", "two lines and more"),
        ("s\u0326i noi", "și noi"),
        ('title = ""', "title = ''"),
    ],
)
def test_any_title_makes_a_study_file_that_can_be_read(tmp_path: Path, title: str, kept: str) -> None:
    assert read_settings(new_study(tmp_path / "a", title=title) / FILE).title == kept


@pytest.mark.parametrize("codebook", ["barriers", "levesque"])
def test_a_study_begins_with_the_codebook_that_was_asked_for(tmp_path: Path, codebook: str) -> None:
    folder = new_study(tmp_path / "a", codebook=codebook)
    assert (folder / "codebook.toml").read_bytes() == (shipped("codebooks") / f"{codebook}.toml").read_bytes()


@pytest.mark.parametrize("codebook", ["", "nothing", "Barriers", "../codebooks/barriers", "barriers.toml"])
def test_a_codebook_that_does_not_ship_is_explained_with_those_that_do(
    tmp_path: Path, codebook: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        new_study(tmp_path / "a", codebook=codebook)
    explained(caught.value, what="There is no codebook", hint="barriers, levesque")
    assert not (tmp_path / "a").exists()


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    assert (new_study(tmp_path) / FILE).is_file()


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path, name: str, explained: Explained) -> None:
    folder = tmp_path / "luton"
    folder.mkdir()
    (folder / name).write_text("mine")
    with pytest.raises(StudyError) as caught:
        new_study(folder)
    explained(caught.value, what="not empty", where="luton", hint="nothing was changed")
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "luton").write_text("mine")
    with pytest.raises(StudyError, match="not empty"):
        new_study(tmp_path / "luton")
