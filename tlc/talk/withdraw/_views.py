"""What a file says: its text in every form in which a program may have written it."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import sqlite3
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tlc._text import USUAL_ENCODINGS
from tlc.talk.withdraw._forms import decoded, forms, in_letters
from tlc.talk.withdraw._sheets import columns

#: More than this, unpacked, is not a study's file.
_MOST_BYTES = 200_000_000
_DEEPEST = 2
#: A run of letters up to this long is a digest or a key, whatever its first bytes look like.
_DIGEST = 96
#: A cell up to this long may be one word of many.
_WORD = 40
#: Where an archive's list of contents ends: it may have a comment behind it.
_LAST = 66_000
_PACKED: tuple[tuple[bytes, Callable[[io.BytesIO], io.BufferedIOBase]], ...] = (
    (b"\x1f\x8b", lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_PACKED_MARKS = (b"PK\x03\x04", b"%PDF", *(mark for mark, _ in _PACKED))
_PLAIN = bytes([0, 9, 10, 13, *range(32, 127)])
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Pictures hold no text in old encodings; databases are read cell by cell.
_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3\x00")
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
        yield from _archive(data, depth)
        return
    for mark, opened in _PACKED:
        if data.startswith(mark):
            yield from _of(_unpacked(data, opened, depth), depth + 1)
            return
    if data.startswith(b"%PDF"):
        yield _pdf(data), b""
        return
    for text in dict.fromkeys(_texts(data)):
        for form in forms(text):
            yield form, b""
        if depth < _DEEPEST:
            yield from _in_letters(text, depth)
    if b"\0" in data:
        yield "", data
    # Last: whatever stands in front of an archive has been looked at when the archive cannot be opened.
    if b"PK\x05\x06" in data[-_LAST:] and zipfile.is_zipfile(io.BytesIO(data)):
        yield from _archive(data, depth)


def _texts(data: bytes) -> Iterator[str]:
    """Read bytes as what they are marked with, as UTF-8, and as all that they may be where they are neither."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield data.decode(encoding, errors="replace")
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", errors="replace")
        if not data.startswith(_NO_TEXT):
            yield from (data.decode(encoding, errors="replace") for encoding in USUAL_ENCODINGS)
    if empty := data.count(0):
        # Without a mark, wider letters are known by their empty bytes; from which end, nobody knows.
        for width in ("16", "32") if 2 * empty >= len(data) else ("16",):
            yield from (data.decode(f"utf-{width}-{end}", errors="replace") for end in ("le", "be"))


def _in_letters(text: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """Look into what a text carries as base64; a digest is no file, and what cannot be opened may be one."""
    few = []
    for data in in_letters(text):
        if data.startswith((*_PACKED_MARKS, *_CLOSED)) and len(data) > _DIGEST:
            yield from _of(data, depth + 1)
        elif 2 * len(data.translate(None, _PLAIN)) < len(data):
            if b"\0" in data:
                yield from _of(data, depth + 1)
            few.append(data)
    # Together, since a file may hold many thousands.
    if few:
        yield from _of(b"\n".join(few), depth + 1)


def _archive(data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said = "\n".join([*archive.namelist(), decoded(archive.comment)])
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise CannotLookError from error
    # Names can be read where what they name is sealed.
    for form in forms(said):
        yield form, b""
    sheets: dict[str, bytes] = {}
    for name, member in _members(data, depth):
        if name.startswith("xl/"):
            sheets[name] = member
        yield from _of(member, depth + 1)
    for column in columns(sheets):
        yield column, b""


def _members(data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
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
                yield info.filename, member
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
                cells: defaultdict[int, list[str]] = defaultdict(list)
                for row in file.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name that the file itself gave
                    yield from (text for cell in row for text in _cell(cell))
                    for place, cell in enumerate(row):
                        if isinstance(cell, str) and len(cell) <= _WORD:
                            cells[place].append(cell)
                # A word a row.
                yield from (" ".join(column) for column in cells.values())
    except sqlite3.Error:
        return


def _cell(cell: object) -> Iterator[str]:
    # Most cells of a coder's file are empty.
    if isinstance(cell, str) and cell:
        yield from forms(cell)
    elif isinstance(cell, bytes):
        yield from (text for text, _ in _of(cell, _DEEPEST - 1))
