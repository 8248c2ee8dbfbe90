"""PDF, its text only: a PDF knows where letters stand on a page, not which words follow which."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters
from tlc.talk.importers._heads import Line
from tlc.talk.importers._lines import talk_of
from tlc.talk.importers._raw import RawTranscript

if TYPE_CHECKING:
    from pypdf import PdfReader

WARNING = (
    "A PDF does not say in which order its words are read, nor where a line or a turn ends: compare the transcript "
    "with the PDF, turn by turn, or bring in the document that the PDF was made from."
)
MAX_PAGES = 500
MAX_SECONDS = 60
# A page full of words takes 20 kilobytes of drawing; this is a map or an attack.
MAX_PAGE_BYTES = 2_000_000
# Lines at the edge of so many pages, and of so great a share of them, are headers and footers.
RECURS, SHARE = 3, 0.5
EDGE_LINES = 2

# What a damaged file makes pypdf stumble over, beside its own errors.
_FAULTS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    EOFError,
    OSError,
    zlib.error,
    struct.error,
    MemoryError,
)
_NUMBER = re.compile(r"\W*(?:(?:page|pagina|p\.?)\s*)?\d{1,4}(?:\s*(?:/|of|din)\s*\d{1,4})?\W*", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")


def read(data: bytes, *, name: str) -> RawTranscript:
    """Read the text of a PDF, with a warning that somebody must compare it.

    What recurs at the top or foot of pages is set aside as headers, with the pages' numbers. Comments, the text of
    form fields and the properties of the file are kept for the gate. Attachments and scripts are not touched.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is no PDF, is damaged, has a password, is too large, or holds pictures of words in place of words.
    """
    if b"%PDF-" not in data[:1024]:
        raise _cannot_open(name)
    aside = Aside()
    with _quiet():
        pages = _guarded(lambda: _pages(data, aside=aside, name=name), name=name)
    if not any(characters(page) for page in pages):
        raise TranscriptError(
            "The PDF holds no text: its pages are pictures, as a scanner makes them.",
            where=name,
            hint="Bring in the document that it was made from, or have it typed.",
        )
    lines = list(_lines(pages, aside=aside))
    read_in = sum(characters(page) for page in pages)
    talk = talk_of(lines, name=name)
    aside.take(talk.aside)
    raw = balanced(talk.turns, read=read_in, aside=aside, unit="line", name=name)
    return replace(raw, warnings=(*raw.warnings, WARNING))


def _guarded(work: Callable[[], list[str]], *, name: str) -> list[str]:
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        return work()
    except LimitReachedError:
        raise _too_large(name) from None
    except (PyPdfError, *_FAULTS):
        # Without its cause: it may quote the page.
        raise _cannot_open(name) from None


def _pages(data: bytes, *, aside: Aside, name: str) -> list[str]:
    from pypdf import PdfReader

    began = time.monotonic()
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise TranscriptError(
            "The PDF has a password, or its text is locked.",
            where=name,
            hint="Open it, print it to a new PDF without a password, or bring in the document it was made from.",
        )
    if len(reader.pages) > MAX_PAGES:
        raise _too_large(name)
    _mention_properties(reader, aside)
    pages = []
    for page in reader.pages:
        contents = page.get_contents()
        if time.monotonic() - began > MAX_SECONDS or (
            contents is not None and len(contents.get_data()) > MAX_PAGE_BYTES
        ):
            raise _too_large(name)
        pages.append(normalise(page.extract_text()))
        for note in _entries(page.get("/Annots")):
            for key in ("/Contents", "/RC", "/T", "/Subj", "/V", "/TU"):
                _mention(note, key, aside)
            _mention(_entry(note, "/A"), "/URI", aside)
    return pages


def _mention_properties(reader: PdfReader, aside: Aside) -> None:
    for key, value in (reader.metadata or {}).items():
        # The programs that wrote it, and when.
        if key not in ("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"):
            aside.mention("properties", str(value))
    xmp = reader.xmp_metadata
    if xmp is not None:
        for names in (xmp.dc_creator, xmp.dc_contributor):
            for text in names or ():
                aside.mention("properties", str(text))
        for titles in (xmp.dc_title, xmp.dc_description):
            for text in (titles or {}).values():
                aside.mention("properties", str(text))


def _entries(value: object) -> Iterator[object]:
    from pypdf.generic import PdfObject

    found: object = value.get_object() if isinstance(value, PdfObject) else None
    if isinstance(found, list):
        yield from (entry.get_object() for entry in found if isinstance(entry, PdfObject))


def _entry(node: object, key: str) -> object:
    from pypdf.generic import PdfObject

    value = node.get(key) if isinstance(node, dict) else None
    return value.get_object() if isinstance(value, PdfObject) else None


def _mention(node: object, key: str, aside: Aside) -> None:
    value = _entry(node, key)
    if isinstance(value, str):
        aside.mention("comments", value)


def _lines(pages: Sequence[str], *, aside: Aside) -> Iterator[Line]:
    """Number the lines through all pages, and set aside what recurs at their edges."""
    split = [page.split("\n") for page in pages]
    edges = [_edges(lines) for lines in split]
    times = Counter(shape for lines, places in zip(split, edges, strict=True) for shape in _shapes(lines, places))
    number = 0
    for lines, places in zip(split, edges, strict=True):
        for place, text in enumerate(lines):
            number += 1
            recurs = times[_shape(text)] >= max(RECURS, SHARE * len(pages))
            if place in places and (_NUMBER.fullmatch(text) or recurs):
                aside.add("headers", text)
            else:
                yield Line(number=number, text=text)


def _edges(lines: Sequence[str]) -> frozenset[int]:
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return frozenset(filled[:EDGE_LINES] + filled[-EDGE_LINES:])


def _shapes(lines: Sequence[str], places: frozenset[int]) -> frozenset[str]:
    return frozenset(_shape(lines[place]) for place in places)


def _shape(text: str) -> str:
    # "Study of sleep 3" recurs with another number; "P03: Yes." is somebody's answer.
    return _OWN_NUMBER.sub("0", " ".join(text.split()))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's own warnings out of the log: they quote what they stumble over."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _cannot_open(name: str) -> TranscriptError:
    return TranscriptError(
        "The file cannot be opened as a PDF: it is damaged, or something else.",
        where=name,
        hint="Open it, print it to a new PDF, or bring in the document that it was made from.",
    )


def _too_large(name: str) -> TranscriptError:
    return TranscriptError(
        f"The PDF has more than {MAX_PAGES} pages, or a page takes too long to read.",
        where=name,
        hint="Bring in the document that it was made from, or only the pages with talk.",
    )
