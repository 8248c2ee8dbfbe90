"""Only plain files of an ordinary size are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import _file
from tlc.talk.importers._file import bytes_of

Explained = Callable[..., None]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"P01: Yes.\r\n\x1a more")
    assert bytes_of(tmp_path / "a.txt") == b"P01: Yes.\r\n\x1a more"


def test_an_empty_file_has_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert bytes_of(tmp_path / "a.txt") == b""


def test_a_file_that_is_not_there_is_explained(tmp_path: Path, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        bytes_of(tmp_path / "a.txt")
    explained(caught.value, what="cannot be opened", where="a.txt", hint="Is it there")


def test_a_folder_that_is_named_like_a_file_is_refused(tmp_path: Path, explained: Explained) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(TranscriptError) as caught:
        bytes_of(tmp_path / "a.txt")
    explained(caught.value, what="It is a folder", where="a.txt", hint="Name a file in it")


@pytest.mark.parametrize("target", ["b.txt", "nowhere.txt", "a.txt"])
def test_a_link_is_not_followed(tmp_path: Path, target: str, explained: Explained) -> None:
    (tmp_path / "b.txt").write_bytes(b"P01: Yes.")
    try:
        (tmp_path / "a.txt").symlink_to(tmp_path / target)
    except OSError:
        pytest.skip("this computer makes no links")
    with pytest.raises(TranscriptError) as caught:
        bytes_of(tmp_path / "a.txt")
    explained(caught.value, what="a link", where="a.txt", hint="Name the file itself")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this computer has no pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, explained: Explained) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(TranscriptError) as caught:
        bytes_of(tmp_path / "a.txt")
    explained(caught.value, what="a pipe or a device", where="a.txt", hint="Name a file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this computer has no such device")
def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(TranscriptError, match="a pipe or a device"):
        bytes_of(Path("/dev/zero"))


@pytest.mark.parametrize(("size", "refused"), [(10, False), (11, True)])
def test_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, refused: bool
) -> None:
    monkeypatch.setattr(_file, "MOST_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * size)
    if not refused:
        assert len(bytes_of(tmp_path / "a.txt")) == size
        return
    with pytest.raises(TranscriptError, match="larger than"):
        bytes_of(tmp_path / "a.txt")
