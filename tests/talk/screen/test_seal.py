"""Seals: the same thing has the same one, and without the key nobody can make it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.talk.screen.seal import Seal, own_folder, own_seal

ONE, OTHER = Seal(bytes(32)), Seal(bytes([7]) * 32)


def test_the_same_value_has_the_same_seal_and_another_has_another() -> None:
    assert ONE.of("name", "ana") == ONE.of("name", "ana")
    assert ONE.of("name", "ana") != ONE.of("name", "anca")


def test_kinds_do_not_mix() -> None:
    assert ONE.of("name", "1") != ONE.of("date", "1")
    assert ONE.of("a", "b\x1fc") == ONE.of("a\x1fb", "c")  # kinds never hold the mark between them


def test_another_key_makes_other_seals() -> None:
    assert ONE.of("name", "ana") != OTHER.of("name", "ana")
    assert ONE.name != OTHER.name


def test_the_key_stands_in_no_repr() -> None:
    assert "\\x07" not in repr(OTHER)
    assert "07" * 8 not in repr(OTHER)


def test_a_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(StudyError, match="damaged"):
        Seal(b"short")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TLC_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_persons_key_is_made_once_for_each_study_and_then_kept(home: Path) -> None:
    first = own_seal("study1")

    assert own_seal("study1") == first
    assert own_seal("study2") != first
    assert sorted(path.name for path in (home / "keys").iterdir()) == ["study1.key", "study2.key"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_its_owner_may_read_the_key(home: Path) -> None:
    own_seal("study1")

    assert stat.S_IMODE((home / "keys" / "study1.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["", "zz", "00" * 31])
def test_a_damaged_key_is_told_and_not_replaced(home: Path, damage: str) -> None:
    own_seal("study1")
    (home / "keys" / "study1.key").write_text(damage)

    with pytest.raises(StudyError):
        own_seal("study1")
    assert (home / "keys" / "study1.key").read_text() == damage


def test_where_no_key_can_be_written_the_mend_is_named(home: Path) -> None:
    home.write_text("a file stands where the folder should be")

    with pytest.raises(StudyError, match="cannot be read or written") as raised:
        own_seal("study1")
    assert "--keys" in str(raised.value)


def test_without_a_word_the_computers_own_folder_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TLC_HOME", raising=False)

    assert own_folder().name == "tlc"
    assert own_folder().is_absolute()
