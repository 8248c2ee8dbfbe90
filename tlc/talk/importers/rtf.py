"""Rich text (.rtf): paragraphs that begin with a label, in bold or not, and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, not_too_many
from tlc.talk.importers._blocks import Paragraph, Piece, Table, paragraph_of, transcript_of
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._rtf import BODY, CELL, PARAGRAPH, PROPERTIES, ROW, marked, parts_of
from tlc.talk.importers._table import Row

# Pictures are most of a large file, and are passed over quickly; words are not.
MAX_LETTERS = 4_000_000
_LINES = re.compile(rb"\\(?:par|line|cell)(?![a-z])")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def read(data: bytes, *, name: str) -> RawTranscript:
    r"""Read a transcript in RTF.

    Hidden and deleted words are set aside; so are comments, headers and footers, footnotes, text boxes, and the marks
    of lists.

    Parameters
    ----------
    data : bytes
        With whatever code pages the file itself names.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is no RTF, is cut off, holds letters that its code page does not know, or holds no words.

    >>> read(rb"{\rtf1\ansi\ansicpg1250 {\b P01:} \'baTiu.\par}", name="FG01.rtf").turns[0].text
    'şTiu.'
    """
    if not data.lstrip().startswith(rb"{\rtf"):
        raise _cannot_open(name)
    not_too_many(sum(1 for _ in _LINES.finditer(data)), name=name)
    aside = Aside()
    plain = _plain(data, name=name)
    return transcript_of(list(_blocks(plain, aside=aside)), aside=aside, name=name)


def _plain(data: bytes, *, name: str) -> str:
    from striprtf import striprtf

    letters_of: Callable[..., str] = striprtf.rtf_to_text
    try:
        rtf = marked(data.decode("latin-1").lstrip())
        if len(rtf) > MAX_LETTERS:
            raise TranscriptError(
                "The file holds more text than a transcript can.", where=name, hint="Save it as .docx or .txt."
            )
        plain = letters_of(rtf, encoding="cp1252")
    except (ValueError, LookupError, OverflowError):
        # Without its cause: it may quote the letters.
        raise _cannot_open(name) from None
    # RTF writes a letter beyond the first plane as two halves.
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), plain)


def _blocks(plain: str, *, aside: Aside) -> Iterator[Paragraph | Table]:
    pieces: list[Piece] = []
    cells: list[str] = []
    rows: list[Row] = []
    for kind, bold, text in parts_of(plain):
        if kind == PROPERTIES:
            aside.mention(PROPERTIES, text)
        elif kind != BODY:
            aside.join(kind, text)
        elif not text:
            aside.part()
        elif text == CELL:
            cells.append("\n".join(line.text for line in paragraph_of(pieces) if not line.is_empty))
            pieces = []
        elif text == ROW:
            rows.append(Row(number=0, cells=tuple(cells)))
            cells = []
        elif text == PARAGRAPH:
            # A paragraph outside the table ends it.
            yield from _table(rows, cells)
            rows, cells = [], []
            yield paragraph_of(pieces)
            pieces = []
        else:
            pieces.append((text, bold))
    yield from _table(rows, cells)
    yield paragraph_of(pieces)


def _table(rows: Sequence[Row], cells: Sequence[str]) -> Iterator[Paragraph | Table]:
    """Make a table of rows; one of a single column is only layout, and gives its paragraphs."""
    rows = [*rows, *([Row(number=0, cells=tuple(cells))] if cells else [])]
    if max((len(row.cells) for row in rows), default=0) > 1:
        yield Table(tuple(rows))
    else:
        yield from (paragraph_of([(cell, False)]) for row in rows for cell in row.cells)


def _cannot_open(name: str) -> TranscriptError:
    return TranscriptError(
        "The file cannot be opened as RTF: it is damaged, cut off, or something else.",
        where=name,
        hint="Open it in the program it comes from and save it again, best as .docx.",
    )
