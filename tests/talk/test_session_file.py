"""A session's file is opened once, and only when it is a file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tlc.errors import TranscriptError
from tlc.talk.session_file import files_in, read_session


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "FG01.txt"
    path.write_text("P01: Yes.\nP02: No.\n")
    return path


def refused(path: Path, **options: str) -> TranscriptError:
    with pytest.raises(TranscriptError) as raised:
        read_session(path, **options)
    assert raised.value.hint
    return raised.value


def test_a_file_is_read_with_the_importer_of_its_ending(file: Path) -> None:
    session = read_session(file)

    assert (session.name, session.importer) == ("FG01.txt", "txt")
    assert session.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [turn.text for turn in session.raw.turns] == ["Yes.", "No."]


def test_the_endings_case_does_not_matter(file: Path) -> None:
    assert read_session(file.rename(file.with_name("FG01.TXT"))).importer == "txt"


def test_its_repr_holds_neither_its_name_nor_its_words(file: Path) -> None:
    shown = repr(read_session(file.rename(file.with_name("Zabranic.txt"))))

    assert "Zabranic" not in shown
    assert "Yes" not in shown


def test_an_encoding_that_a_person_names_is_used(file: Path) -> None:
    file.write_bytes("P01: aşteptat\nP02: Da.\n".encode("cp1250"))

    assert "UTF-8" in refused(file).what
    assert read_session(file, encoding="cp1250").raw.turns[0].text == "aşteptat"


def test_files_that_know_their_encoding_are_read_as_they_say(file: Path) -> None:
    file.write_text("P01: aşteptat\nP02: Da.\n", encoding="utf-8")
    assert read_session(file, encoding="cp1250").raw.turns[0].text == "aşteptat"

    word = Path(__file__).parents[2] / "transcripts_sample" / "sessions" / "IN02.docx"
    assert read_session(word, encoding="cp1250").digest == read_session(word).digest


def test_an_encoding_that_is_none_is_told(file: Path) -> None:
    file.write_bytes("P01: aşteptat\nP02: Da.\n".encode("cp1250"))

    assert refused(file, encoding="klingon").what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "FG01.txt"
    os.mkfifo(path)

    assert "a pipe or a device" in refused(path).what


def test_a_folder_with_a_files_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "FG01.txt").mkdir()

    assert "It is a folder" in refused(tmp_path / "FG01.txt").what


def test_a_link_is_not_followed(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "FG02.txt"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("links cannot be made here")

    assert "It is a link" in refused(link).what


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "FG01.txt").place == "FG01.txt"


@pytest.mark.parametrize(("name", "what"), [("FG01", "has no ending"), ("FG01.exe", "end in '.exe'")])
def test_an_unknown_ending_is_answered_with_those_that_are_known(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / name).write_text("x")

    error = refused(tmp_path / name)

    assert what in error.what
    assert "docx" in str(error.hint)


def test_folders_are_opened_with_the_folders_in_them(tmp_path: Path) -> None:
    for name in ("b.txt", "A.txt", "more/c.txt", "more/deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert [path.name for path in files_in([tmp_path])] == ["A.txt", "b.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "~$FG01.docx",
        "~$01.docx",
        ".~lock.FG01.docx#",
        ".DS_Store",
        "._FG01.docx",
        ".FG01.txt.abc.part",
        "Thumbs.db",
        "thumbs.db",
        "DESKTOP.INI",
        "README",
        "README.md",
        "readme.txt",
        ".git/x.txt",
    ],
)
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x")

    assert not list(files_in([tmp_path]))


def test_a_linked_folder_is_not_walked_into(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")

    assert [path.name for path in files_in([tmp_path / "in"])] == ["loop"]


def test_a_file_that_is_named_is_given_back_as_it_is(tmp_path: Path) -> None:
    assert list(files_in([tmp_path / "README.md"])) == [tmp_path / "README.md"]
