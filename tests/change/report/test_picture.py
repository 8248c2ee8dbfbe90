"""The publisher's picture: only what runs nothing, and nothing that a camera or a program wrote into it."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest

from tlc.change.report.picture import MOST_BYTES, picture
from tlc.errors import StudyError


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*notes: bytes) -> bytes:
    """One black dot."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(notes) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def segment(kind: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data


def jpeg(*notes: bytes) -> bytes:
    """The frame of a picture; nobody draws it."""
    return (
        b"\xff\xd8" + b"".join(notes) + segment(0xDB, b"\0" * 65) + segment(0xDA, b"\1\1\0\0\x3f\0") + b"dots\xff\xd9"
    )


def inside(uri: str) -> bytes:
    return base64.b64decode(uri.partition("base64,")[2])


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def read_(data: bytes, name: str = "crest.png", alt: str = "A tree") -> str:
        (tmp_path / name).write_bytes(data)
        return picture(tmp_path, name, alt=alt)

    return read_


def test_no_name_no_picture(tmp_path: Path) -> None:
    assert picture(tmp_path, "", alt="") == ""


@pytest.mark.parametrize(("data", "kind"), [(png(), "png"), (jpeg(segment(0xE0, b"JFIF\0")), "jpeg")])
def test_a_clean_picture_comes_through_as_it_is(read, data: bytes, kind: str) -> None:  # type: ignore[no-untyped-def]
    uri = read(data)
    assert uri.startswith(f"data:image/{kind};base64,")
    assert inside(uri) == data


def test_what_a_program_noted_in_a_png_stays_out(read) -> None:  # type: ignore[no-untyped-def]
    notes = (chunk(b"tEXt", b"Author\0zabranic"), chunk(b"eXIf", b"place"), chunk(b"tIME", b"1234567"))
    assert inside(read(png(*notes))) == png()


def test_where_a_camera_was_stays_out_of_a_jpeg_and_its_colours_stay_in(read) -> None:  # type: ignore[no-untyped-def]
    profile, adobe = segment(0xE2, b"ICC_PROFILE\0"), segment(0xEE, b"Adobe")
    data = jpeg(segment(0xE1, b"Exif\0\0 place"), profile, segment(0xFE, b"a comment"), adobe)
    assert inside(read(data + b"zabranic", "crest.jpg")) == jpeg(profile, adobe)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG nor JPEG"),
        (b"", "neither PNG nor JPEG"),
        (png()[:-6], "cut off"),
        (png()[:30], "cut off"),
        (jpeg()[:20], "cut off"),
        (jpeg()[:-2], "cut off"),
        (b"\xff\xd8\xff" + b"\0" * 40, "cut off"),
        (png() + b"\0" * MOST_BYTES, "larger than 200 kB"),
    ],
)
def test_what_is_no_whole_small_picture_is_refused(read, data: bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StudyError, match=said):
        read(data)


def test_a_picture_must_say_what_it_shows(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StudyError, match="Nothing says what"):
        read(png(), alt=" ")


@pytest.mark.parametrize("name", ["missing.png", "../outside.png", "."])
def test_a_picture_that_is_not_in_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.png").write_bytes(png())
    study = tmp_path / "study"
    study.mkdir()
    with pytest.raises(StudyError, match="not in the study folder"):
        picture(study, name, alt="A tree")


def test_an_absolute_path_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png())
    (tmp_path / "study").mkdir()
    with pytest.raises(StudyError, match="not in the study folder"):
        picture(tmp_path / "study", str(tmp_path / "outside.png"), alt="A tree")
