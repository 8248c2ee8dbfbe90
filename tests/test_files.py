"""A file is written whole or not at all, and what ships is found."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tlc import _files
from tlc._files import shipped, write_whole
from tlc.errors import StudyError

Explained = Callable[..., None]


def test_text_is_written_as_utf_8_with_its_line_ends_as_they_are(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a.txt", "și\n").read_bytes() == b"\xc8\x99i\n"


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a.bin", b"\x00\xff\r\n").read_bytes() == b"\x00\xff\r\n"


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a long text from before")
    write_whole(path, "new")
    assert path.read_text() == "new"


def test_folders_are_made(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a" / "b" / "c.txt", "x").is_file()


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_not_whole_yet_is_hidden_and_no_file_of_the_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halfway: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: halfway.extend(path.name for path in tmp_path.iterdir()))
    write_whole(tmp_path / "FG01.txt", "x")
    (name,) = halfway
    assert name.startswith(".FG01.txt.")
    assert name.endswith(".part")


def test_all_bytes_are_handed_over_before_they_are_forced_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    write_whole(tmp_path / "a.txt", "12345")
    assert sizes == [5]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_file_gets_the_folders_usual_rights_so_that_a_team_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = write_whole(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_writing_leaves_the_rights_of_the_program_as_they_were(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.txt", "x")
        after = os.umask(0o027)
    finally:
        os.umask(before)
    assert after == 0o027


def fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, explained: Explained, canary: str
) -> None:
    path = write_whole(tmp_path / "a.txt", "old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StudyError) as caught:
        write_whole(path, canary)
    explained(caught.value, what="cannot be written", where="a.txt", hint="room on the disk")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_another_program_holds_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, explained: Explained
) -> None:
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StudyError) as caught:
        write_whole(tmp_path / "a.csv", "x")
    explained(caught.value, what="cannot be written", where="a.csv", hint="Close it in other programs")
    assert not list(tmp_path.iterdir())


def test_a_file_cannot_be_written_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file, not a folder")
    with pytest.raises(StudyError, match="cannot be written"):
        write_whole(tmp_path / "a" / "b.txt", "x")


def test_stopping_in_the_middle_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["codebooks", "transcripts_sample"])
def test_what_ships_is_found_in_a_clone(name: str) -> None:
    assert any(shipped(name).iterdir())


def test_in_an_installed_tlc_what_ships_stands_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "tlc"
    (package / "_shipped" / "codebooks").mkdir(parents=True)
    (package.parent / "codebooks").mkdir()
    monkeypatch.setattr(_files, "_PACKAGE", package)
    assert shipped("codebooks") == package / "_shipped" / "codebooks"


def test_a_folder_that_does_not_ship_is_explained(explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        shipped("nothing")
    explained(caught.value, what="lacks its folder 'nothing'", hint="Install tlc again")


def test_a_file_is_no_folder_that_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "codebooks").write_text("")
    monkeypatch.setattr(_files, "_PACKAGE", tmp_path / "tlc")
    with pytest.raises(StudyError):
        shipped("codebooks")
