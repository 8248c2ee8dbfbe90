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

from tlc._text import controls_in, decode, digest, normalise, read, readings, without_unseen
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


def test_utf_16_that_cannot_be_told_is_refused_and_does_not_lose_letters(explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode("Yes. șțșțșțșțșțșțșțșțș\0".encode("utf-16-le"), where="FG01.txt")
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


# Encodings


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_empty_bytes(codec: str) -> None:
    assert decode(ROMANIAN.encode(codec)) == ROMANIAN


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_read_with_its_mark(codec: str) -> None:
    mark = codecs.BOM_UTF32_LE if codec.endswith("le") else codecs.BOM_UTF32_BE
    assert decode(mark + ROMANIAN.encode(codec)) == ROMANIAN


@pytest.mark.parametrize("data", [b"P\0\0\x001\0\0\0", b"a\0b", b"abcdefgh\0", b"\0\0\0\0", "ș\0ț".encode()])
def test_bytes_that_only_look_like_utf_16_are_refused(data: bytes) -> None:
    with pytest.raises(TranscriptError, match=r"not text|not in UTF-8"):
        decode(data)


@pytest.mark.parametrize("encoding", ["cp1250", "CP1250", "windows-1250", " cp1250 "])
def test_an_encoding_that_a_person_names_is_used(encoding: str) -> None:
    assert decode("aşteptaţi".encode("cp1250"), encoding=encoding) == "aşteptaţi"


@pytest.mark.parametrize(
    "encoding", ["nonsense", "", "base64", "rot13", "zlib", "idna", "utf-7", "unicode_escape", "a\0b"]
)
def test_what_is_no_encoding_of_text_is_refused_with_the_usual_ones(encoding: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(b"Yes.", where="FG01.txt", encoding=encoding)
    explained(caught.value, what="does not know that encoding", where="FG01.txt", hint="cp1250, iso8859_16")


@pytest.mark.parametrize(
    "data",
    [
        ROMANIAN.encode(),
        codecs.BOM_UTF8 + b"Yes.",
        ROMANIAN.encode("utf-16"),
        ROMANIAN.encode("utf-16-le"),
    ],
)
def test_an_encoding_for_what_is_unicode_is_refused(data: bytes, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(data, where="FG01.txt", encoding="cp1250")
    explained(caught.value, what="in Unicode already", where="FG01.txt", hint="Leave the encoding out")


def test_plain_letters_are_the_same_in_any_encoding_but_not_in_utf_16() -> None:
    assert decode(b"Yes.", encoding="cp1250") == "Yes."
    with pytest.raises(TranscriptError, match="in Unicode already"):
        decode(b"Yes.", encoding="utf-16-le")


def test_naming_utf_8_for_utf_8_does_no_harm() -> None:
    assert decode(codecs.BOM_UTF8 + ROMANIAN.encode(), encoding="utf-8") == ROMANIAN


def test_an_encoding_that_does_not_fit_is_refused(explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(b"\x81\xff", where="FG01.txt", encoding="cp1250")
    explained(caught.value, what="not in the encoding named", where="FG01.txt", hint="--encoding")


def test_only_a_transcript_is_told_of_the_option() -> None:
    with pytest.raises(StudyError) as caught:
        decode(b"\xff", kind=StudyError)
    assert "--encoding" not in (caught.value.hint or "")


def test_readings_show_the_lines_whose_letters_differ() -> None:
    data = "P01: Da.\nP01: aşteptaţi\nP02: 5 £".encode("iso8859_2", "ignore")
    shown = {one.encoding: one.lines for one in readings(data)}
    assert shown["cp1250"] == ("P01: aşteptaţi",)
    assert shown["iso8859_16"] == ("P01: așteptați",)
    assert shown["cp1252"] == ("P01: aºteptaþi",)


def test_at_most_three_lines_are_shown_and_long_ones_are_cut() -> None:
    data = b"\n".join([b"x" * 5000 + b"\xba" + b"y" * 5000] * 9)
    for one in readings(data):
        assert len(one.lines) == 3
        assert all(len(line) <= 80 for line in one.lines)


def test_a_reading_keeps_its_words_out_of_logs(canary: str) -> None:
    (first, *_) = readings(canary.encode("cp1250"))
    assert first.lines == (canary,)
    assert canary not in repr(first)


@pytest.mark.parametrize("kept", ["👩🏽‍⚕️", "❤️‍🔥", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇷🇴", "1️⃣", "👨‍👩‍👧", "☺️", "می‌خواهم", "ক্‍ষ", "înțeleg", "a", ""])
def test_what_belongs_to_an_emoji_or_a_word_is_kept(kept: str) -> None:
    assert without_unseen(f"a {kept} b") == f"a {kept} b"


@pytest.mark.parametrize(
    "unseen",
    list(
        "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2063"
        "\u2066\u2067\u2068\u2069\u206f\u3164\ufe0f\ufeff\ufff9\U000e0041\U000e007f\U000e0100"
    ),
)
def test_what_hides_a_word_from_a_search_goes(unseen: str) -> None:
    assert without_unseen(f"Ză{unseen}bra{unseen}nic") == "Zăbranic"


def test_letters_meet_their_accents_where_something_unseen_stood_between() -> None:
    assert without_unseen("a\u200b\u0306") == "ă"


@given(st.text())
def test_taking_out_what_is_unseen_adds_nothing(text: str) -> None:
    once = without_unseen(normalise(text))
    assert len(once) <= len(normalise(text))
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("badinput/enc_ro_cedilla_cp1250.txt", "cp1250"),
        ("badinput/enc_ro_iso8859-16.txt", "iso8859_16"),
        ("badinput/enc_en_cp1252.txt", "cp1252"),
        ("talk/parlamint_ro/variant_cp1250.txt", "cp1250"),
        ("talk/parlamint_ro/variant_iso8859_16.txt", "iso8859_16"),
    ],
)
def test_a_file_in_an_old_encoding_reads_as_its_twin_in_utf_8(name: str, encoding: str) -> None:
    twins = {
        "badinput/enc_ro_cedilla_cp1250.txt": "badinput/enc_ro_cedilla_utf-8.txt",
        "badinput/enc_ro_iso8859-16.txt": "badinput/enc_ro_utf-8.txt",
        "badinput/enc_en_cp1252.txt": "badinput/enc_en_utf-8.txt",
        "talk/parlamint_ro/variant_cp1250.txt": "talk/parlamint_ro/variant_cedilla.txt",
        "talk/parlamint_ro/variant_iso8859_16.txt": "talk/parlamint_ro/variant_nfd_utf16.txt",
    }
    shared = Path(__file__).parents[2] / "shared" / "data"
    if not (shared / name).is_file():
        pytest.skip(f"the shared file {name} is not here")
    data = (shared / name).read_bytes()
    with pytest.raises(TranscriptError, match="not in UTF-8"):
        decode(data)
    assert encoding in [one.encoding for one in readings(data)]
    twin = normalise(decode((shared / twins[name]).read_bytes()))
    assert normalise(decode(data, encoding=encoding)) == twin


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF)))
def test_controls_are_counted_as_unicode_knows_them(text: str) -> None:
    known = [c for c in text if unicodedata.category(c) == "Cc" and not c.isspace()]
    assert controls_in(text) == len(known)
    assert not any(c in normalise(text) for c in known)
