"""Text comes in as UTF-8 or not at all, and is kept in one form."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc._text import decode, digest, normalise, read
from tlc.errors import CodebookError, StudyError, TlcError, TranscriptError

ROMANIAN = "Bună ziua, înțeleg și știu."
Explained = Callable[..., None]


@pytest.mark.parametrize(
    "data",
    [
        ROMANIAN.encode(),
        codecs.BOM_UTF8 + ROMANIAN.encode(),
        codecs.BOM_UTF16_LE + ROMANIAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ROMANIAN.encode("utf-16-be"),
    ],
    ids=["plain", "with a mark", "utf-16 little", "utf-16 big"],
)
def test_text_is_decoded_and_its_mark_goes(data: bytes) -> None:
    assert decode(data) == ROMANIAN


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"") == ""


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-16"])
def test_an_old_encoding_is_refused_and_never_guessed(encoding: str, canary: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(f"P01: {canary}".encode(encoding), where="FG01.txt")
    explained(caught.value, what="not in UTF-8", where="FG01.txt", hint="save it again as UTF-8")


def test_half_a_utf_16_letter_is_refused() -> None:
    with pytest.raises(TranscriptError):
        decode(codecs.BOM_UTF16_LE + b"a\0b")


def test_utf_16_without_its_mark_is_refused_and_does_not_lose_letters(canary: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(canary.replace("ă", "a").encode("utf-16-le"), where="FG01.txt")
    explained(caught.value, what="its encoding is not marked", where="FG01.txt", hint="save it again as UTF-8")


def test_the_cause_of_a_refusal_is_kept() -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(b"\xff")
    assert isinstance(caught.value.__cause__, UnicodeDecodeError)


@pytest.mark.parametrize("kind", [StudyError, CodebookError, TranscriptError])
def test_the_caller_says_of_which_kind_a_refusal_is(kind: type[TlcError], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xe3")
    with pytest.raises(kind):
        read(path, kind=kind)


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"one\r\ntwo\t3")
    assert read(path) == "one\r\ntwo\t3"


def test_a_file_that_is_not_there_is_explained(tmp_path: Path, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read(tmp_path / "a.txt")
    explained(caught.value, what="cannot be opened", where="a.txt", hint="may you read it?")


def test_a_file_that_another_program_holds_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, explained: Explained
) -> None:
    path = tmp_path / "a.txt"

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "locked", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TranscriptError) as caught:
        read(path, kind=TranscriptError)
    explained(caught.value, what="cannot be opened", where="a.txt", hint="Close it in other programs")
    assert isinstance(caught.value.__cause__, PermissionError)


@pytest.mark.parametrize(
    "line_end",
    ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"],
    ids=["unix", "windows", "old mac", "word's line break", "page break", "next line", "line", "paragraph"],
)
def test_whatever_ends_a_line_becomes_a_line_end(line_end: str) -> None:
    assert normalise(f"one{line_end}two") == "one\ntwo"


def test_two_line_ends_stay_two() -> None:
    assert normalise("one\r\n\r\ntwo\r\rthree") == "one\n\ntwo\n\nthree"


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u202f", " "])
def test_a_space_of_any_kind_parts_words_as_a_space(space: str) -> None:
    assert normalise(f"la{space}doctor") == "la doctor"


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("s\u0326i", "și"),
        ("i\u0302nt\u0326eleg", "înțeleg"),
        ("a\u0306", "ă"),
        ("s\u0327i", "şi"),
        ("café", "café"),
    ],
    ids=["comma below", "circumflex", "breve", "cedilla", "composed already"],
)
def test_a_letter_and_its_accent_become_one_code_point(came: str, kept: str) -> None:
    assert normalise(came) == kept


def test_a_cedilla_stays_a_cedilla_because_words_are_kept_as_they_were_written() -> None:
    assert normalise("ştiu ţara") == "ştiu ţara"


@pytest.mark.parametrize("junk", ["\ufeff", "\x00", "\x07", "\x1b", "\x1e", "\x1f", "\x7f", "\ud800"])
def test_what_is_no_character_goes(junk: str) -> None:
    assert normalise(f"do{junk}ctor") == "doctor"


@pytest.mark.parametrize("kept", ["👩🏽‍⚕️", "\u200d", "\u00ad", "“așa”", "—", "नमस्ते", "مرحبا", "Ω"])
def test_what_people_write_with_is_kept(kept: str) -> None:
    assert normalise(kept) == kept


@given(st.text(alphabet=st.characters()))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters()))
def test_normalised_text_can_be_written_and_is_composed(text: str) -> None:
    once = normalise(text)
    assert unicodedata.is_normalized("NFC", once)
    assert decode(once.encode("utf-8")) == once


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(normalise(text).split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_a_digest_is_sha_256_of_utf_8() -> None:
    assert digest("ă") == hashlib.sha256("ă".encode()).hexdigest()


def test_a_digest_changes_with_one_letter() -> None:
    assert digest("da") != digest("Da")


def test_the_digest_of_no_text_is_the_published_one() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
