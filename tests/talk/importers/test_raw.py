"""What importers share: turns, accounts, and how a named encoding reaches them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import docx, read_in, srt, takes_encoding, txt, vtt

Explained = Callable[..., None]


@pytest.mark.parametrize(
    ("importer", "takes"), [(txt.read, True), (vtt.read, True), (srt.read, True), (docx.read, False)]
)
def test_formats_of_plain_text_take_an_encoding(importer: Callable[..., object], takes: bool) -> None:
    assert takes_encoding(importer) is takes  # type: ignore[arg-type]


def test_without_an_encoding_any_importer_is_called() -> None:
    assert read_in(txt.read, b"P01: Yes.", name="a.txt").turns[0].text == "Yes."


def test_an_encoding_reaches_the_importer() -> None:
    raw = read_in(srt.read, "1\n00:01,000 --> 00:02,000\nP01: aşa".encode("cp1250"), name="a.srt", encoding="cp1250")
    assert raw.turns[0].text == "aşa"


def test_an_encoding_for_a_file_that_says_its_own_is_refused(explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_in(docx.read, b"", name="a.docx", encoding="cp1250")
    explained(caught.value, what="say themselves", where="a.docx", hint="Leave the encoding out")
