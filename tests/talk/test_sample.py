"""The sample is laid out once, whole, and never over anything of somebody's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc._files import shipped
from tlc.errors import StudyError
from tlc.talk import sample
from tlc.talk.new_study import FOLDERS
from tlc.talk.people import read_groups, read_participants, read_speakers
from tlc.talk.sample import CODERS, lay_out_sample
from tlc.talk.settings import FILE, read_settings

Explained = Callable[..., None]


@pytest.fixture(autouse=True)
def ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample of two files, and a codebook, in place of the ones that ship."""
    for name in ("transcripts_sample/study.toml", "transcripts_sample/sessions/FG01.txt", "codebooks/barriers.toml"):
        path = tmp_path / "shipped" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "shipped/transcripts_sample/.DS_Store").write_text("junk")
    monkeypatch.setattr(sample, "shipped", lambda name: tmp_path / "shipped" / name)
    return tmp_path / "shipped"


def test_the_sample_is_copied_with_its_folders_and_a_codebook(tmp_path: Path) -> None:
    assert lay_out_sample(tmp_path / "demo") is True
    assert {str(path.relative_to(tmp_path / "demo")) for path in (tmp_path / "demo").rglob("*")} == {
        ".tlc-demo",
        "study.toml",
        "codebook.toml",
        "sessions",
        str(Path("sessions/FG01.txt")),
        *FOLDERS,
    }


def test_an_earlier_demo_is_left_as_it_is(tmp_path: Path) -> None:
    lay_out_sample(tmp_path / "demo")
    (tmp_path / "demo/study.toml").write_text("changed by hand")
    assert lay_out_sample(tmp_path / "demo") is False
    assert (tmp_path / "demo/study.toml").read_text() == "changed by hand"


@pytest.mark.parametrize("name", ["notes.txt", FILE])
def test_a_folder_that_holds_something_else_is_not_touched(tmp_path: Path, name: str, explained: Explained) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("mine")
    with pytest.raises(StudyError) as caught:
        lay_out_sample(folder)
    explained(caught.value, what="holds something else", where="mine", hint="tlc demo FOLDER")
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(name, "mine")]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(StudyError, match="holds something else"):
        lay_out_sample(tmp_path / "mine")


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    assert lay_out_sample(tmp_path / "demo") is True


def test_a_copy_that_was_cut_short_is_not_taken_for_a_whole_one(tmp_path: Path, ships: Path) -> None:
    (ships / "codebooks/barriers.toml").unlink()
    with pytest.raises(OSError):
        lay_out_sample(tmp_path / "demo")
    with pytest.raises(StudyError, match="holds something else"):
        lay_out_sample(tmp_path / "demo")


def test_the_sample_that_ships_says_that_it_is_invented() -> None:
    settings = read_settings(shipped("transcripts_sample") / FILE)
    assert settings.synthetic
    assert "synthetic" in settings.title


def test_the_tables_of_the_sample_that_ships_agree_with_each_other() -> None:
    folder = shipped("transcripts_sample")
    groups, people = read_groups(folder / "groups.csv"), read_participants(folder / "participants.csv")
    settings = read_settings(folder / FILE)
    assert sum(person.counts for person in people) == settings.expected_participants
    assert {person.group for person in people} - {None} <= {group.id for group in groups}
    assert read_speakers(folder / "speakers.csv", people, {group.id for group in groups}).people


@pytest.mark.parametrize("coder", CODERS)
def test_the_codings_of_both_sample_coders_ship(coder: str) -> None:
    assert (shipped("transcripts_sample") / "codings" / f"{coder}.csv").is_file()
