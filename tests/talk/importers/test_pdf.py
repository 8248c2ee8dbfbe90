"""The text of PDFs, as far as they hold any."""

from __future__ import annotations

import io
import logging
import random
import re
from collections.abc import Callable, Sequence

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers import pdf as importer
from tlc.talk.importers.pdf import WARNING, read

pypdf = pytest.importorskip("pypdf")


def pdf(*pages: Sequence[str], **properties: str) -> bytes:
    """Make a PDF of the lines of its pages, in Helvetica."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in FONT.items()})
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 50 800 Td\n{shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = stream
    if properties:
        writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    return bytes_of(writer)


FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}


def bytes_of(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def of(data: bytes) -> RawTranscript:
    raw = read(data, name="FG01.pdf")
    assert raw.account.balances
    return raw


def said(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def test_lines_are_turns_and_a_person_is_told_to_compare() -> None:
    raw = of(pdf(["P01: Yes,", "always.", "P02: No."]))
    assert said(raw) == [("P01", "Yes,\nalways."), ("P02", "No.")]
    assert raw.warnings == (WARNING,)
    assert ([turn.number for turn in raw.turns], raw.unit) == ([1, 3], "line")


def test_a_turn_may_go_over_the_end_of_a_page() -> None:
    assert said(of(pdf(["P01: Yes,"], ["always.", "P02: No."]))) == [("P01", "Yes,\nalways."), ("P02", "No.")]


def test_what_recurs_at_the_edge_of_pages_is_set_aside_with_the_numbers() -> None:
    pages = [
        ["Study of Maria", f"P0{number}: Yes.", f"and {number} more.", f"Page {number} of 4"] for number in range(1, 5)
    ]
    raw = of(pdf(*pages))
    assert said(raw) == [(f"P0{number}", f"Yes.\nand {number} more.") for number in range(1, 5)]
    assert raw.account.aside == {"headers": 4 * (12 + 8), "labels": 16}
    assert "Study of Maria" in [one.text for one in raw.beside]


def test_what_recurs_in_the_middle_of_pages_is_talk() -> None:
    pages = [[f"P0{number}: a", f"b{number}c", "yes", "yes", f"d{number}e", f"f {number} g"] for number in range(1, 5)]
    assert [turn.text.count("yes") for turn in of(pdf(*pages)).turns] == [2, 2, 2, 2]


def test_a_line_on_two_pages_is_no_header() -> None:
    assert said(of(pdf(["P01: Yes.", "Mm."], ["P02: No.", "Mm."]))) == [("P01", "Yes.\nMm."), ("P02", "No.\nMm.")]


def test_who_wrote_the_file_goes_to_the_gate_and_is_no_text() -> None:
    raw = of(pdf(["P01: Yes."], Title="A title", Author="Maria", Producer="a program"))
    assert [(one.kind, one.text) for one in raw.beside] == [("properties", "A title"), ("properties", "Maria")]
    assert raw.account.read == 8


def test_comments_go_to_the_gate() -> None:
    from pypdf.annotations import FreeText

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["P01: Yes."])))
    writer.add_annotation(0, FreeText(text="ask Maria", rect=(0, 0, 9, 9)))
    raw = of(bytes_of(writer))
    assert [(one.kind, one.text) for one in raw.beside] == [("comments", "ask Maria")]


def test_attachments_and_scripts_are_not_touched() -> None:
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["P01: Yes."])))
    writer.add_attachment("evil.txt", b"zabranic")
    script = {"/S": "/JavaScript", "/JS": "app.alert('zabranic')"}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): TextStringObject(value) for key, value in script.items()}
    )
    raw = of(bytes_of(writer))
    assert said(raw) == [("P01", "Yes.")]
    assert raw.beside == ()


def test_a_password_is_asked_off(explained: Callable[..., None]) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["P01: zabranic"])))
    writer.encrypt("secret", algorithm="RC4-40")
    with pytest.raises(TranscriptError) as caught:
        of(bytes_of(writer))
    explained(caught.value, what="has a password", where="FG01.pdf", hint="without a password")


def test_pictures_of_words_are_refused(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(pdf([], []))
    explained(caught.value, what="holds no text", where="FG01.pdf", hint="have it typed")


@pytest.mark.parametrize("data", [b"", b"zabranic", b"%PDF-1.4 zabranic", pdf(["P01: zabranic"])[:300]])
def test_what_is_damaged_is_refused_in_one_line(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(data)
    explained(caught.value, what="cannot be opened as a PDF", where="FG01.pdf", hint="print it to a new PDF")


@pytest.mark.parametrize("limit", ["MAX_PAGES", "MAX_PAGE_BYTES", "MAX_SECONDS"])
def test_what_is_too_large_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, limit, -1 if limit == "MAX_SECONDS" else 1)
    with pytest.raises(TranscriptError, match="takes too long"):
        of(pdf(["P01: Yes."], ["P02: No."]))


def test_the_library_writes_nothing_of_the_file_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    data = re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf(["P01: zabranic"]))
    with caplog.at_level(logging.DEBUG):
        of(data)
    assert caplog.records == []
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_bytes_changed_anywhere_are_read_or_refused() -> None:
    data = pdf(["Study", "P01: Yes.", "1"], ["Study", "P02: No.", "2"], Author="Maria")
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(300):
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read(bytes(changed), name="a.pdf").account.balances
        except TranscriptError as error:
            assert error.hint
