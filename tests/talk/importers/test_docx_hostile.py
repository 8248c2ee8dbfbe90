"""Word documents that hide something, are damaged, or mean harm."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Sequence

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers.docx import read

Make = Callable[..., bytes]
Said = Callable[..., str]
MarkTable = Callable[[Sequence[Sequence[str]]], str]


def test_hidden_and_deleted_names_do_not_come_in(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("badinput/hidden.docx"), name="a.docx")
    assert "Maria" not in "".join(turn.text for turn in raw.turns)
    kinds = {"headers": 32, "comments": 21, "deleted": 12, "hidden": 15, "text boxes": 12, "labels": 3}
    assert raw.account.aside == kinds
    assert "INSERTED-tracked" in raw.turns[0].text


@pytest.mark.parametrize("name", ["lol.docx", "xxe.docx"])
def test_hostile_documents_are_refused_and_never_hang(name: str, shared: Callable[[str], bytes]) -> None:
    data = shared(f"badinput/{name}")
    began = time.process_time()
    with pytest.raises(TranscriptError, match="document type definition"):
        read(data, name="a.docx")
    assert time.process_time() - began < 5


def test_a_document_that_unpacks_to_much_is_refused(word_file: Make) -> None:
    with pytest.raises(TranscriptError, match="would unpack to 20 megabytes"):
        read(word_file("<w:p><w:r><w:t>" + "zabranic " * 2_300_000 + "</w:t></w:r></w:p>"), name="a.docx")


def test_elements_within_elements_come_to_an_end(word_file: Make) -> None:
    for depth in (200, 5000):
        body = "<w:sdt>" * depth + "<w:p><w:r><w:t>P01: Yes.</w:t></w:r></w:p>" + "</w:sdt>" * depth
        try:
            raw = read(word_file(body), name="a.docx")
        except TranscriptError as error:
            assert depth == 5000, error.what
        else:
            assert [turn.text for turn in raw.turns] == ["Yes."]


def test_every_damaged_document_is_read_or_refused(word_file: Make, said: Said, table: MarkTable) -> None:
    parts = zipfile.ZipFile(io.BytesIO(word_file(said("P01: zabranic") + table([("Speaker", "Text"), ("P02", "No.")]))))
    document = parts.read("word/document.xml")
    for cut in range(0, len(document), 7):
        damaged = document[:cut] + document[cut + 5 :]
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", damaged)
        try:
            assert read(file.getvalue(), name="a.docx").account.balances
        except TranscriptError as error:
            assert "zabranic" not in str(error)
