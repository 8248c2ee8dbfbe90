"""The publisher's own picture for the head of the report: small, running nothing, without hidden notes."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from pathlib import Path

from tlc.errors import StudyError

MOST_BYTES = 200_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# What programs and cameras write into a picture: who made it, where, when, with what.
_PNG_NOTES = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
# JPEG's segments for applications and comments; of these, colours need 2 (profile) and 14 (how they are stored).
_JPEG_NOTES = frozenset((*range(0xE1, 0xF0), 0xFE)) - {0xE2, 0xEE}
_JPEG_PICTURE = 0xDA


def picture(folder: Path, name: str, *, alt: str) -> str:
    """Read the picture that a study names, as a data URI.

    Parameters
    ----------
    folder : Path
        The study's folder; the picture lies in it.
    name : str
        Its path within the folder; empty gives no picture.
    alt : str
        What it shows, for those who do not see it.

    Returns
    -------
    str
        ``data:image/png;base64,...``, without what programs or cameras noted in the file; empty without a name.

    Raises
    ------
    StudyError
        It is not there or not in the folder, too large, no PNG or JPEG, cut off, or nothing says what it shows.
    """
    if not name:
        return ""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise StudyError(
            "The report's picture is not in the study folder.",
            where=folder / "study.toml",
            hint="Copy it there, and give its file name under [report] image.",
        )
    if not alt.strip():
        raise StudyError(
            "Nothing says what the report's picture shows.",
            where=folder / "study.toml",
            hint="Say it in a few words under [report] image_alt: some readers hear the page.",
        )
    if path.stat().st_size > MOST_BYTES:
        raise StudyError(
            f"The report's picture is larger than {MOST_BYTES // 1000} kB.", where=path, hint="Save it smaller."
        )
    data = path.read_bytes()
    kinds = {_PNG: ("png", _png_parts), _JPEG: ("jpeg", _jpeg_parts)}
    found = next((kind for start, kind in kinds.items() if data.startswith(start)), None)
    if found is None:
        raise StudyError("The report's picture is neither PNG nor JPEG.", where=path, hint="Save it as PNG.")
    kind, parts = found
    try:
        clean = b"".join(parts(data))
    except (struct.error, IndexError) as error:
        raise StudyError("The report's picture is cut off.", where=path, hint="Save it again.") from error
    return f"data:image/{kind};base64,{base64.b64encode(clean).decode('ascii')}"


def _png_parts(data: bytes) -> Iterator[bytes]:
    """Signature and chunks, but for notes. Source: PNG specification, third edition, section 5.3."""
    yield _PNG
    place, name = len(_PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            raise IndexError
        if name not in _PNG_NOTES:
            yield data[place:end]
        place = end


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Segments up to the picture itself, but for notes, and the rest. Source: ITU-T T.81, annex B."""
    yield data[:2]
    place, kind = 2, 0
    while kind != _JPEG_PICTURE:
        mark, kind, length = struct.unpack_from(">BBH", data, place)
        end = place + 2 + length
        if mark != 0xFF or end > len(data):
            raise IndexError
        if kind not in _JPEG_NOTES:
            yield data[place:end]
        place = end
    # After its end mark a file may hold anything.
    end = data.rfind(b"\xff\xd9")
    if end < place:
        raise IndexError
    yield data[place : end + 2]
