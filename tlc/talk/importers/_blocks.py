"""Paragraphs and tables of a document, in order, made into a transcript: what Word, OpenDocument and RTF share."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tlc._text import normalise
from tlc.talk.importers._account import Aside, balanced, characters, no_words
from tlc.talk.importers._heads import Line
from tlc.talk.importers._lines import Talk, talk_of
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows

MAX_SPAN = 63  # Word's own limit of columns

_EMPTY = Line(number=0, text="")
_TABLE_LEFT_OUT = (
    "A table in this file looks like talk, and was left out, for people speak in its paragraphs too. If what is in the "
    "table was said, put all of it into one form: paragraphs, or one table."
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or a run itself, says of bold and of hidden text; None where it says nothing."""

    bold: bool | None = None
    hidden: bool | None = None

    def over(self, below: Style) -> Style:
        """Take from the style below what this one does not say."""
        bold = below.bold if self.bold is None else self.bold
        return Style(bold, below.hidden if self.hidden is None else self.hidden)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with at least two columns; rows count from 1."""

    rows: tuple[Row, ...]


Paragraph = tuple[Line, ...]
"""A paragraph: one line, or more where it holds line breaks; they are not numbered yet."""

Piece = tuple[str, bool]
"""Some text, and whether it is bold."""


def paragraph_of(pieces: Iterable[Piece], *, clean: Callable[[str], str] = normalise) -> Paragraph:
    r"""Join pieces of text into a paragraph, a line for each line end in them; ``clean`` normalises each piece.

    >>> [(line.text, line.bold) for line in paragraph_of([("P01: ", True), ("Yes.\nAlways.", False)])]
    [('P01: Yes.', 5), ('Always.', 0)]
    """
    lines: list[list[Piece]] = [[]]
    for text, bold in pieces:
        first, *more = clean(text).split("\n")
        lines[-1].append((first, bold))
        lines += [[(piece, bold)] for piece in more]
    return tuple(_line(line) for line in lines)


def _line(pieces: Sequence[Piece]) -> Line:
    # The pieces are normalised; only where they meet may an accent still join its letter.
    text = unicodedata.normalize("NFC", "".join(piece for piece, _ in pieces))
    start = ""
    for piece, bold in pieces:
        if not bold and piece.strip():
            break
        start += piece
    # Where an accent stands in the next piece, the letters before it are not the line's own beginning.
    start = unicodedata.normalize("NFC", start)
    any_bold = any(bold and piece.strip() for piece, bold in pieces)
    return Line(number=0, text=text, bold=len(start) if any_bold and text.startswith(start) else 0)


def cell_lines(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    """Give the lines of a cell, those of a table inside it too."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells if cell)
        else:
            yield from (line.text for line in block if not line.is_empty)


def transcript_of(blocks: Iterable[Paragraph | Table], *, aside: Aside, name: str) -> RawTranscript:
    """Make a transcript of a document; of paragraphs and tables, that with more talk in it is the transcript.

    Parameters
    ----------
    blocks : iterable of Paragraph or Table
    aside : Aside
        What the document holds beside them; it is added to.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        The columns of its table cannot be told apart, or it holds no words.
    """
    lines, rows, first_table = _numbered(blocks)
    beside = sum(aside.counts.values())
    in_lines = sum(characters(line.text) for line in lines)
    in_rows = sum(characters(cell) for row in rows for cell in row.cells)
    if not in_lines + in_rows:
        raise no_words(name)
    read = in_lines + in_rows + beside
    spoken, tabled = talk_of(lines, name=name), talk_of_rows(rows) if rows else None
    if tabled and _words(tabled) > _words(spoken):
        aside.take(tabled.aside)
        aside.add("headings", "\n".join(line.text for line in lines[:first_table]))
        aside.add("outside tables", "\n".join(line.text for line in lines[first_table:]))
        return balanced(tabled.turns, read=read, aside=aside, unit="row", name=name)
    if in_rows > in_lines and not spoken.labelled:
        raise columns_unknown(name)
    aside.take(spoken.aside)
    aside.add("tables", "\n".join(cell for row in rows for cell in row.cells))
    raw = balanced(spoken.turns, read=read, aside=aside, unit="paragraph", name=name)
    return replace(raw, warnings=(_TABLE_LEFT_OUT,)) if tabled and tabled.labelled else raw


def _numbered(blocks: Iterable[Paragraph | Table]) -> tuple[list[Line], list[Row], int]:
    """Number lines by their paragraph, and rows; say how many lines stand above the first table."""
    lines: list[Line] = []
    rows: list[Row] = []
    paragraphs = tables = first_table = 0
    for block in blocks:
        if isinstance(block, Table):
            first_table = first_table if rows else len(lines)
            tables += 1
            rows += [replace(row, number=number, table=tables) for number, row in enumerate(block.rows, len(rows) + 1)]
        else:
            paragraphs += 1
            # The empty line makes each paragraph a block of its own.
            lines += [replace(line, number=paragraphs) for line in (*block, _EMPTY)]
    return lines, rows, first_table


def _words(talk: Talk) -> int:
    """How many characters of it are known to be talk."""
    return sum(characters(turn.text) for turn in talk.turns) if talk.labelled else 0
