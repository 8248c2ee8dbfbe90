"""What a file says: its text in every form in which a program may have written it."""

from __future__ import annotations

import bz2
import gzip
import html
import io
import lzma
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

#: More than this, unpacked, is not a study's file.
_MOST_BYTES = 200_000_000
_DEEPEST = 2
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PACKED: tuple[tuple[bytes, Callable[[io.BytesIO], io.BufferedIOBase]], ...] = (
    (b"\x1f\x8b", lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_SQLITE = b"SQLite format 3\x00"
# Packed, drawn or sealed in ways that cannot be looked into here.
_CLOSED = (
    b"7z\xbc\xaf",
    b"Rar!",
    b"PAR1",
    b"\x80\x04\x95",
    b"\x80\x05\x95",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"ID3",
    b"OggS",
)
_CLOSED_NAMES = frozenset(
    {".pkl", ".pickle", ".joblib", ".npy", ".npz", ".mp3", ".m4a", ".wav", ".mp4", ".safetensors"}
)


class CannotLookError(Exception):
    """The file cannot be looked into, so nobody can say what it holds."""


def views(path: Path) -> Iterator[tuple[str, bytes]]:
    """Go through what a file holds: each text, with the bytes that it was read from where these are no plain text.

    Raises
    ------
    CannotLookError
        The file cannot be opened or unpacked, or is of a kind that hides its words.
    """
    if path.suffix.casefold() in _CLOSED_NAMES:
        raise CannotLookError
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CannotLookError
        data = path.read_bytes()
    except OSError as error:
        raise CannotLookError from error
    if data.startswith(_SQLITE):
        yield from ((text, b"") for text in _cells(path))
    yield from _of(data, 0)


def _of(data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    if data.startswith(_CLOSED):
        raise CannotLookError
    if data.startswith(b"PK\x03\x04"):
        for member in _members(data, depth):
            yield from _of(member, depth + 1)
        return
    for mark, opened in _PACKED:
        if data.startswith(mark):
            yield from _of(_unpacked(data, opened, depth), depth + 1)
            return
    if data.startswith(b"%PDF"):
        yield _pdf(data), b""
        return
    # UTF-16 without a mark looks like this too, from either end.
    binary = b"\0" in data
    for encoding in ("utf-8", *(("utf-16-le", "utf-16-be") if binary else ())):
        for text in _forms(data.decode(encoding, errors="replace")):
            yield text, b""
    if binary:
        yield "", data


def _forms(text: str) -> Iterator[str]:
    yield text
    if "\\" in text:
        yield _ESCAPE.sub(_unescaped, text)
    if "<" in text:
        # Word parts a sentence wherever it was corrected; a page parts words by tags alone.
        for gap in ("", " "):
            yield html.unescape(_TAG.sub(gap, text))
    elif "&" in text:
        yield html.unescape(text)


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else " " if match[2] in "nrt" else match[2]


def _members(data: bytes, depth: int) -> Iterator[bytes]:
    if depth >= _DEEPEST:
        raise CannotLookError
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                with archive.open(info) as file:
                    member = file.read(left + 1)
                left -= len(member)
                if left < 0:
                    raise CannotLookError
                yield member
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise CannotLookError from error


def _unpacked(data: bytes, opened: Callable[[io.BytesIO], io.BufferedIOBase], depth: int) -> bytes:
    try:
        with opened(io.BytesIO(data)) as file:
            inside = file.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
        raise CannotLookError from error
    if depth >= _DEEPEST or len(inside) > _MOST_BYTES:
        raise CannotLookError
    return inside


def _pdf(data: bytes) -> str:
    try:
        import pypdf
    except ImportError as error:
        raise CannotLookError from error
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    except Exception as error:  # whatever breaks in a PDF, its words stay unknown
        raise CannotLookError from error


def _cells(path: Path) -> Iterator[str]:
    """Read every text in a database; its bytes, which may hold more, are looked through in any case."""
    try:
        # Immutable: looking must neither lock it nor leave a journal beside it.
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            file.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
            names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                quoted = name.replace('"', '""')
                for row in file.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name that the file itself gave
                    yield from (text for cell in row for text in _cell(cell))
    except sqlite3.Error:
        return


def _cell(cell: object) -> Iterator[str]:
    if isinstance(cell, str):
        yield from _forms(cell)
    elif isinstance(cell, bytes):
        yield from (text for text, _ in _of(cell, _DEEPEST - 1))
