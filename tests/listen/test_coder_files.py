"""Coders' files, read again when somebody wrote to them and not otherwise."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlc.errors import CodingError
from tlc.listen.coder_files import CoderFiles, check_own
from tlc.listen.codings import Finish, Journal
from tlc.model import Coder

ASHA, BEN = Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")


@pytest.fixture
def finish(tmp_path: Path) -> Callable[..., None]:
    """Let somebody call a session finished: the smallest step there is."""

    def step(session: str, coder: Coder = ASHA) -> None:
        Journal(tmp_path, coder).do(Finish(session, yes=True))

    return step


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert CoderFiles(tmp_path / "codings").read().kept == ()


def test_files_are_read_in_the_order_of_their_coders(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01", BEN)
    finish("FG02")
    assert [one.coder for one in CoderFiles(tmp_path).read().kept] == [ASHA, BEN]


def test_where_nobody_wrote_it_is_the_very_same(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01")
    files = CoderFiles(tmp_path)
    assert files.read() is files.read()


def test_a_file_that_somebody_wrote_to_is_read_again_even_if_its_time_says_nothing(
    tmp_path: Path, finish: Callable[..., None]
) -> None:
    finish("FG01")
    files, path = CoderFiles(tmp_path), tmp_path / "asha.sqlite"
    files.read()
    about = path.stat()
    finish("FG02")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert path.stat().st_size == about.st_size, "or the size would tell"
    assert files.read().kept[0].finished == {"FG01", "FG02"}


def test_one_coder_can_be_passed_over(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01")
    finish("FG01", BEN)
    assert [one.coder for one in CoderFiles(tmp_path, but="asha").read().kept] == [BEN]


def test_a_damaged_file_hides_nobody_elses_and_is_read_once_it_is_whole_again(
    tmp_path: Path, finish: Callable[..., None]
) -> None:
    finish("FG01")
    finish("FG01", BEN)
    whole = (tmp_path / "ben.sqlite").read_bytes()
    (tmp_path / "ben.sqlite").write_bytes(whole[:100])
    files = CoderFiles(tmp_path)
    found = files.read()
    assert [one.coder for one in found.kept] == [ASHA]
    assert [Path(str(error.where)).name for error in found.damaged] == ["ben.sqlite"]

    (tmp_path / "ben.sqlite").write_bytes(whole)
    assert len(files.read().kept) == 2
    assert files.read().damaged == ()


def test_a_file_that_is_gone_is_not_kept(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01")
    files = CoderFiles(tmp_path)
    files.read()
    (tmp_path / "asha.sqlite").unlink()
    assert files.read().kept == ()


def test_nothing_but_sqlite_opens_a_coders_file(
    tmp_path: Path, finish: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    finish("FG01")

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("on some systems this takes away the locks that another thread holds")

    for module in (builtins, io):
        monkeypatch.setattr(module, "open", refuse)
    assert len(CoderFiles(tmp_path).read().kept) == 1


# Two files of one coder


@pytest.fixture
def doubled(tmp_path: Path, finish: Callable[..., None]) -> Path:
    """Asha's file twice, once in capitals, and Ben's."""
    finish("FG01")
    finish("FG01", BEN)
    twin = tmp_path / "ASHA.sqlite"
    if twin.exists():
        pytest.skip("this file system does not tell ASHA.sqlite and asha.sqlite apart")
    twin.write_bytes((tmp_path / "asha.sqlite").read_bytes())
    return tmp_path


def test_two_files_of_one_coder_count_not_at_all_and_both_are_named(
    doubled: Path, explained: Callable[..., None]
) -> None:
    found = CoderFiles(doubled).read()
    assert [one.coder for one in found.kept] == [BEN]
    (error,) = found.damaged
    explained(error, what="'asha': ASHA.sqlite, asha.sqlite", where="ASHA.sqlite", hint="Keep the one with the newest")


def test_two_files_of_one_coder_are_named_also_if_one_cannot_be_read(doubled: Path) -> None:
    (doubled / "asha.sqlite").write_bytes(b"spoiled")
    (error,) = CoderFiles(doubled).read().damaged
    assert "more than one file" in error.what


def test_once_the_second_file_is_taken_out_the_first_counts_again(doubled: Path) -> None:
    files = CoderFiles(doubled)
    assert files.read().damaged
    (doubled / "ASHA.sqlite").unlink()
    assert ([one.coder for one in files.read().kept], files.read().damaged) == ([ASHA, BEN], ())


def test_a_second_file_of_the_coder_who_is_passed_over_is_nobody_elses(doubled: Path) -> None:
    found = CoderFiles(doubled, but="asha").read()
    assert ([one.coder for one in found.kept], found.damaged) == ([BEN], ())


def test_a_coder_does_not_go_on_beside_a_second_file_of_theirs(doubled: Path) -> None:
    with pytest.raises(CodingError, match="more than one file of codings of 'asha'"):
        check_own(doubled / "asha.sqlite")
    check_own(doubled / "ben.sqlite")


# Those whose files are needed


def test_only_the_file_of_somebody_who_is_asked_for_is_needed(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01")
    finish("FG01", BEN)
    (tmp_path / "ben.sqlite").write_bytes(b"spoiled")
    found = CoderFiles(tmp_path).read()
    found.need(["asha", "nobody"])
    with pytest.raises(CodingError) as caught:
        found.need(["asha", "ben"])
    assert caught.value is found.errors["ben"]


def test_a_file_of_ones_own_that_is_not_there_yet_is_whole(tmp_path: Path) -> None:
    check_own(tmp_path / "codings" / "asha.sqlite")


def test_a_letter_that_changed_in_a_file_of_ones_own_is_found(tmp_path: Path, finish: Callable[..., None]) -> None:
    finish("FG01")
    path = tmp_path / "asha.sqlite"
    check_own(path)
    path.write_bytes(path.read_bytes().replace(b"FG01", b"FG02"))
    with pytest.raises(CodingError) as caught:
        check_own(path)
    assert caught.value.hint
