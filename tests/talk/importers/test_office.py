"""Office files are opened without trusting them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import _office

WHAT = "a Word document"
Zipped = Callable[[Mapping[str, str | bytes]], bytes]


def part(data: bytes, member: str = "a.xml") -> str:
    archive = _office.opened(data, name="FG01.docx", what=WHAT)
    return str(_office.part(archive, member, name="FG01.docx", what=WHAT).tag)


def test_a_part_is_read(zipped: Zipped) -> None:
    assert part(zipped({"a.xml": "<words/>"})) == "words"


@pytest.mark.parametrize("data", [b"", "zăbranic".encode(), b"PK\x03\x04zabranic", b"\x00" * 100])
def test_what_is_no_archive_is_refused(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        part(data)
    explained(
        caught.value, what="The file cannot be opened as a Word document.", where="FG01.docx", hint="save it again"
    )


def test_an_old_or_locked_file_is_named_as_such(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        part(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"zabranic" * 99)
    explained(caught.value, what="cannot be opened", where="FG01.docx", hint="of the old kind, or has a password")


def test_a_part_that_is_not_there_is_an_error(zipped: Zipped) -> None:
    with pytest.raises(TranscriptError, match="cannot be opened"):
        part(zipped({"b.xml": "<words/>"}))


def test_a_damaged_part_is_an_error(zipped: Zipped) -> None:
    data = bytearray(zipped({"a.xml": "<words>" + "zabranic " * 99 + "</words>"}))
    place = data.index(b"a.xml") + 12
    data[place : place + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(TranscriptError, match="cannot be opened"):
        part(bytes(data))


@pytest.mark.parametrize("xml", ["", "zabranic", "<zabranic>", "<a>&zabranic;</a>", "<a><b></a></b>", "<a\x01/>"])
def test_xml_that_is_broken_is_an_error_without_its_cause(
    xml: str, zipped: Zipped, explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        part(zipped({"a.xml": xml}))
    explained(caught.value, what="cannot be opened", where="FG01.docx", hint="save it again")
    # The parser's own message may quote the words it stumbled over.
    assert caught.value.__suppress_context__
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]>',
    ],
)
def test_a_document_type_definition_is_refused(
    doctype: str, encoding: str, zipped: Zipped, explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        part(zipped({"a.xml": f"{doctype}<a>zăbranic</a>".encode(encoding)}))
    explained(caught.value, what="document type definition", where="FG01.docx", hint="who made it")


@pytest.mark.parametrize("encoding", ["utf-32", "cp037"])
def test_a_definition_in_an_encoding_that_hides_it_is_refused_too(encoding: str, zipped: Zipped) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x "xx">]><a>b</a>'.encode(encoding)
    with pytest.raises(TranscriptError, match=r"document type definition|cannot be opened"):
        part(zipped({"a.xml": xml}))


def test_a_small_file_that_unpacks_to_much_is_refused(zipped: Zipped, explained: Callable[..., None]) -> None:
    data = zipped({"a.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    assert len(data) < 100_000
    with pytest.raises(TranscriptError) as caught:
        part(data)
    explained(caught.value, what="would unpack to 30 megabytes in 1 parts", where="FG01.docx", hint="copy the text")


def test_a_large_file_is_refused_whatever_its_ratio(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_office, "MAX_BYTES", 10)
    with pytest.raises(TranscriptError, match="would unpack to 0 megabytes"):
        part(zipped({"a.xml": "<words>yes</words>"}))


def test_a_regular_file_of_an_ordinary_size_is_read(zipped: Zipped) -> None:
    data = zipped({"a.xml": "<a>" + "<b/>" * 500_000 + "</a>"})
    assert len(data) * 100 < 2_000_000
    assert part(data) == "a"


def test_a_file_of_very_many_parts_is_refused(zipped: Zipped) -> None:
    with pytest.raises(TranscriptError, match="in 2001 parts"):
        part(zipped({f"{number}.xml": "" for number in range(2001)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    # Which of the two a program shows depends on the program.
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", "<a/>")
        archive.writestr("A.xml", "<b/>")
    with pytest.raises(TranscriptError, match="made to mislead"):
        part(file.getvalue())


def test_a_size_that_lies_is_found_out(zipped: Zipped) -> None:
    data = bytearray(zipped({"a.xml": "<a>" + " " * 5000 + "</a>"}))
    true = (5007).to_bytes(4, "little")
    while true in data:
        data[data.index(true) : data.index(true) + 4] = (7).to_bytes(4, "little")
    with pytest.raises(TranscriptError, match="cannot be opened"):
        part(bytes(data))


@pytest.mark.parametrize("declared", [5006, 5008, 2_000_000_000])
def test_a_size_that_is_wrong_by_little_or_much_is_found_out(zipped: Zipped, declared: int) -> None:
    data = bytearray(zipped({"a.xml": "<a>" + " " * 5000 + "</a>"}))
    true = (5007).to_bytes(4, "little")
    while true in data:
        data[data.index(true) : data.index(true) + 4] = declared.to_bytes(4, "little")
    with pytest.raises(TranscriptError, match=r"cannot be opened|would unpack to 2000 megabytes"):
        part(bytes(data))


@pytest.mark.parametrize(
    "member",
    [
        "../../evil.txt",
        "/abs/evil.txt",
        "sources\\..\\..\\win.txt",
        "sources/CON.txt",
        "word/nul",
        "word/Com1.xml",
        "word//a.xml",
        "word/./a.xml",
        "C:/a.xml",
        "word/a\u202exml",
        "word/...",
        "a/" * 140 + "deep.xml",
    ],
)
def test_names_that_lead_out_of_an_archive_are_refused(
    member: str, zipped: Zipped, explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        part(zipped({"a.xml": "<a/>", member: "zabranic"}))
    explained(caught.value, what="names no office program gives", where="FG01.docx", hint="Ask who made it")


@pytest.mark.parametrize(
    "member", ["word/", "word/console.xml", "word/a b.xml", "docProps/_rels/x.rels", "[Content_Types].xml"]
)
def test_names_as_office_programs_give_them_are_ordinary(member: str, zipped: Zipped) -> None:
    assert part(zipped({"a.xml": "<a/>", member: ""})) == "a"


def test_a_link_inside_an_archive_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", "<a/>")
        link = zipfile.ZipInfo("b.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(TranscriptError, match="made to mislead"):
        part(file.getvalue())


def test_a_part_with_a_password_is_refused(zipped: Zipped, explained: Callable[..., None]) -> None:
    data = bytearray(zipped({"a.xml": "<a/>"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(TranscriptError) as caught:
        part(bytes(data))
    explained(caught.value, what="has a password", where="FG01.docx", hint="Take the password off")


def test_an_archive_that_means_harm_is_refused(shared: Callable[[str], bytes]) -> None:
    with pytest.raises(TranscriptError, match="made to mislead"):
        part(shared("badinput/trav.qdpx"), "project.qde")
