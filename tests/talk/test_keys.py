"""The key file: what it holds comes back, nothing of it shows, and it is never where others get a copy."""

from __future__ import annotations

import stat
import sys
import traceback
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlc.errors import StudyError, TlcError
from tlc.talk import keys as key_file
from tlc.talk.keys import Keys, new_keys, open_keys, read_names, rotate

pytest.importorskip("cryptography", reason="the key file needs the extra 'keys'")

PASSPHRASE = "three random words"  # noqa: S105 - of this test
OTHER_WORDS = "four more random words"
CANARY = "Zephyrine Quillfeather"
ROWS = ((CANARY, "P01"), ("Ștefania Dobre", "P02"), ("Doctor Nobody", ""))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt is slow on purpose; one test below tries it as it is."""
    monkeypatch.setattr(key_file, "_N", 2**2)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "study.toml").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path, study: Path) -> Path:
    """A key file with names in it."""
    path = tmp_path / "safe" / "luton.keys"
    new_keys(path, study=study, passphrase=PASSPHRASE).with_names(ROWS).save(path, PASSPHRASE)
    return path


def message(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def test_what_is_saved_comes_back(path: Path) -> None:
    keys = open_keys(path, passphrase=PASSPHRASE)
    assert set(keys.rows) == set(ROWS)
    assert set(keys.names) == {name for name, _ in ROWS}
    assert len(keys.seal_key) == 32


def test_a_new_key_file_has_a_key_of_its_own_and_no_names(tmp_path: Path, study: Path) -> None:
    one = new_keys(tmp_path / "one.keys", study=study, passphrase=PASSPHRASE)
    two = new_keys(tmp_path / "two.keys", study=study, passphrase=PASSPHRASE)
    assert one.seal_key != two.seal_key
    assert one.study != two.study
    assert one.names == ()
    assert open_keys(tmp_path / "one.keys", passphrase=PASSPHRASE) == one


def test_the_cost_is_what_it_is_said_to_be(tmp_path: Path, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "_N", 2**17)
    made = new_keys(tmp_path / "real.keys", study=study, passphrase=PASSPHRASE)
    assert b'"n": 131072, "r": 8, "p": 1' in (tmp_path / "real.keys").read_bytes()
    assert open_keys(tmp_path / "real.keys", passphrase=PASSPHRASE) == made


def test_saving_twice_never_gives_the_same_bytes(path: Path) -> None:
    before = path.read_bytes()
    open_keys(path, passphrase=PASSPHRASE).save(path, PASSPHRASE)
    assert path.read_bytes() != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_only_the_owner_may_read_it(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_wrong_passphrase_is_refused_in_two_plain_lines(path: Path) -> None:
    with pytest.raises(StudyError, match="passphrase is wrong") as refused:
        open_keys(path, passphrase=OTHER_WORDS)
    assert len(str(refused.value).split("\n")) == 2


def test_an_accent_may_be_typed_in_either_way(tmp_path: Path, study: Path) -> None:
    composed, marked = "caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301"
    new_keys(tmp_path / "a.keys", study=study, passphrase=marked)
    assert open_keys(tmp_path / "a.keys", passphrase=composed).names == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), change=st.integers(1, 255))
def test_a_changed_byte_is_refused(path: Path, place: int, change: int) -> None:
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= change
    changed = path.with_name("changed.keys")
    changed.write_bytes(data)
    with pytest.raises(StudyError) as refused:
        open_keys(changed, passphrase=PASSPHRASE)
    assert "Zephyrine" not in message(refused.value)


@pytest.mark.parametrize("cut", [0, 1, 40, -1, -17])
def test_a_file_that_was_cut_short_is_refused(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(StudyError):
        open_keys(path, passphrase=PASSPHRASE)


def test_bytes_added_at_the_end_are_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(StudyError, match="changed"):
        open_keys(path, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"null\n", b"[]\n", b"{}\n", b'{"study": 1, "salt": [], "nonce": {}}\n', b"\xff\xfe", b"[" * 9000],
)
def test_another_file_is_no_key_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other").write_bytes(data)
    with pytest.raises(StudyError, match="no key file"):
        open_keys(tmp_path / "other", passphrase=PASSPHRASE)


def test_a_file_cannot_choose_how_long_it_takes_to_open(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"n": 4,', b'"n": 1073741824,'))
    with pytest.raises(StudyError, match="no key file"):
        open_keys(path, passphrase=PASSPHRASE)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "_MOST_BYTES", 10)
    (tmp_path / "large").write_bytes(bytes(11))
    with pytest.raises(StudyError, match="larger than 10 bytes"):
        open_keys(tmp_path / "large", passphrase=PASSPHRASE)


@pytest.mark.parametrize("name", ["missing.keys", "."])
def test_what_is_no_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(StudyError, match="cannot be read"):
        open_keys(tmp_path / name, passphrase=PASSPHRASE)


def test_no_name_is_in_the_file_nor_in_the_text_form(path: Path) -> None:
    keys = open_keys(path, passphrase=PASSPHRASE)
    for part in CANARY.split():
        assert part.encode() not in path.read_bytes()
        assert part not in repr(keys) + str(keys) + f"{[keys]}"
    assert keys.seal_key.hex() not in repr(keys)
    assert repr(keys) == "Keys(3 names, 2 participants)"


@pytest.mark.parametrize("passphrase", ["", "short", "       1       "])
def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path, study: Path, passphrase: str) -> None:
    with pytest.raises(StudyError, match="shorter than 8"):
        new_keys(tmp_path / "a.keys", study=study, passphrase=passphrase)
    assert not (tmp_path / "a.keys").exists()


def test_keys_are_never_replaced_by_new_ones(path: Path, study: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StudyError, match="a file already"):
        new_keys(path, study=study, passphrase=PASSPHRASE)
    assert path.read_bytes() == before


def test_the_keys_of_one_study_do_not_replace_those_of_another(path: Path) -> None:
    other = Keys(study="00" * 16, seal_key=bytes(32))
    with pytest.raises(StudyError, match="another study"):
        other.save(path, PASSPHRASE)
    assert open_keys(path, passphrase=PASSPHRASE).study != other.study


def test_a_place_inside_the_study_is_refused(study: Path) -> None:
    with pytest.raises(StudyError, match="inside a study"):
        new_keys(study / "sub" / "a.keys", study=study, passphrase=PASSPHRASE)
    assert not (study / "sub").exists()


def test_a_study_is_known_by_its_path_before_it_has_its_table(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="inside a study"):
        new_keys(tmp_path / "plan" / "a.keys", study=tmp_path / "plan", passphrase=PASSPHRASE)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_into_the_study_does_not_help(tmp_path: Path, study: Path) -> None:
    (tmp_path / "door").symlink_to(study, target_is_directory=True)
    with pytest.raises(StudyError, match="inside a study"):
        new_keys(tmp_path / "door" / "a.keys", study=study, passphrase=PASSPHRASE)
    assert [file.name for file in study.iterdir()] == ["study.toml"]


@pytest.mark.parametrize("is_file", [True, False])
def test_a_git_folder_is_refused_whatever_its_mark(tmp_path: Path, study: Path, is_file: bool) -> None:
    mark = tmp_path / "work" / ".git"
    mark.parent.mkdir()
    mark.write_text("gitdir: elsewhere", encoding="utf-8") if is_file else mark.mkdir()
    with pytest.raises(StudyError, match="git folder"):
        new_keys(tmp_path / "work" / "deep" / "a.keys", study=study, passphrase=PASSPHRASE)


def test_a_key_file_that_was_moved_into_a_study_is_not_opened(path: Path, study: Path) -> None:
    moved = path.rename(study / "luton.keys")
    with pytest.raises(StudyError, match="inside a study"):
        open_keys(moved, passphrase=PASSPHRASE)


def test_a_new_passphrase_keeps_key_and_names(path: Path) -> None:
    before = open_keys(path, passphrase=PASSPHRASE)
    assert rotate(path, PASSPHRASE, OTHER_WORDS) == before
    assert open_keys(path, passphrase=OTHER_WORDS) == before
    with pytest.raises(StudyError):
        open_keys(path, passphrase=PASSPHRASE)


def test_a_refused_new_passphrase_leaves_the_file_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StudyError):
        rotate(path, PASSPHRASE, "short")
    assert path.read_bytes() == before


def test_names_are_added_once_and_tidied(path: Path) -> None:
    keys = open_keys(path, passphrase=PASSPHRASE)
    assert keys.with_names([(f"  {CANARY.replace(' ', '   ')} ", " P01 ")]).rows == keys.rows


def test_two_people_may_share_a_name() -> None:
    keys = Keys(study="00", seal_key=bytes(32)).with_names([("Maria Dobre", "P01"), ("Maria Dobre", "P02")])
    assert len(keys.rows) == 2
    assert keys.names == ("Maria Dobre",)


def test_an_empty_name_is_refused_by_its_number() -> None:
    with pytest.raises(StudyError, match="Name 2 is empty") as refused:
        Keys(study="00", seal_key=bytes(32)).with_names([(CANARY, ""), ("  ", "P02")])
    assert "Zephyrine" not in str(refused.value)


def test_who_leaves_takes_the_name_along(path: Path) -> None:
    left = open_keys(path, passphrase=PASSPHRASE).without("P01")
    assert CANARY not in left.names
    assert len(left.rows) == 2


def test_a_list_of_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("Name;Participant\nȘtefania  Dobre;P02\nNobody;\n", encoding="utf-8")
    assert read_names(tmp_path / "names.csv") == (("Ștefania Dobre", "P02"), ("Nobody", ""))


def test_a_list_of_names_inside_the_study_is_refused(study: Path) -> None:
    (study / "names.csv").write_text(f"name,participant\n{CANARY},P01\n", encoding="utf-8")
    with pytest.raises(StudyError, match="inside a study") as refused:
        read_names(study / "names.csv")
    assert "Zephyrine" not in message(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        f"{CANARY},P01\n",
        f"name,participant\n{CANARY},P01\n ,P02\n",
        f'name,participant\n"{CANARY},P01\n',
        f"name,participant\n{CANARY},P01,x,y\n",
        f"name\n{CANARY}\n",
    ],
)
def test_a_broken_list_is_refused_without_a_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TlcError) as refused:
        read_names(tmp_path / "list.csv")
    assert "Zephyrine" not in message(refused.value)
    assert "list.csv" in str(refused.value)


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(StudyError, match="leads nowhere"):
        open_keys(Path("a\0b"), passphrase=PASSPHRASE)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no such list"):
        read_names(tmp_path / "none.csv")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.text(min_size=1).filter(str.strip), st.text(max_size=5))))
def test_any_names_come_back_as_they_were_put_in(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    keys = Keys(study="ab" * 16, seal_key=bytes(range(32))).with_names(rows)
    path = keys.save(tmp_path / "any.keys", PASSPHRASE)
    assert open_keys(path, passphrase=PASSPHRASE) == keys
