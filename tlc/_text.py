"""Text as tlc keeps it: the only place that decodes, normalises and digests words."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from tlc.errors import StudyError, TlcError, TranscriptError, Where

# Where Unicode says that a line ends, beside \n: without these, the words on both sides would become one.
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(path: Path, *, kind: type[TlcError] = StudyError) -> str:
    """Read a text file of the study, as it stands.

    Raises
    ------
    TlcError
        Of the kind given: the file cannot be opened, or is not text in UTF-8 or UTF-16.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise kind(
            "The file cannot be opened.",
            where=path,
            hint="Is it there, and may you read it? Close it in other programs.",
        ) from error
    return decode(data, where=path, kind=kind)


def decode(data: bytes, *, where: Where | None = None, kind: type[TlcError] = TranscriptError) -> str:
    """Read bytes as UTF-8, or as UTF-16 where a byte order mark says so.

    Nothing else is guessed: Romanian text saved as Windows-1250 would come in with wrong letters and nobody
    would notice.

    Raises
    ------
    TlcError
        Of the kind given: the bytes are neither; the message names the file, never its words.

    >>> decode("înțeleg".encode("utf-8"))
    'înțeleg'
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise kind(
            "The text is not in UTF-8, so accented letters would come in wrong.",
            where=where,
            hint="Open it in the program it comes from and save it again as UTF-8.",
        ) from error
    if "\0" in text:
        # UTF-16 without its mark passes for UTF-8; half of its letters would go as control characters.
        raise kind(
            "The file is not text, or its encoding is not marked.",
            where=where,
            hint="Open it in the program it comes from and save it again as UTF-8.",
        )
    return text


def normalise(text: str) -> str:
    r"""Bring text into the one form in which tlc keeps and counts it.

    Letters with accents become single code points (Unicode NFC); whatever ends a line, a page break too, becomes
    ``\n``; byte order marks and control characters go; tabs and non-breaking spaces become spaces. Normalising twice
    changes nothing.

    >>> normalise("s\u0326i\r\nda\ufeff")
    'și\nda'
    """
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    text = text.replace("\t", " ").replace("\u00a0", " ").replace("\u202f", " ")
    kept = (c for c in text if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c != "\ufeff"))
    return unicodedata.normalize("NFC", "".join(kept))


def digest(text: str) -> str:
    """Name a text by its SHA-256, in hexadecimal.

    >>> digest("")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
