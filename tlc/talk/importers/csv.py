"""Tables as CSV: a turn in each row, under headings such as Speaker, Romanian, English, Time."""

from __future__ import annotations

import csv
import io

from tlc._text import decode, normalise
from tlc.errors import TranscriptError
from tlc.talk.importers._account import balanced, characters, no_words, not_too_many
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows

_DELIMITERS = ",;\t|"


def read(data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    r"""Read a transcript from a table in CSV.

    Parameters
    ----------
    data : bytes
        In Unicode, or in the encoding named; cells parted by comma, semicolon, tab or bar.
    name : str
        The file's own name, for messages.
    encoding : str or None
        What it is in, where it is not Unicode.

    Raises
    ------
    TranscriptError
        It is not a table, its columns cannot be told apart, or it holds no words.

    >>> read("Speaker,Română,English\nP01,Da.,Yes.\n".encode(), name="FG02.csv").turns[0].original
    'Da.'
    """
    return read_table(decode(data, where=name, encoding=encoding), delimiters=_DELIMITERS, name=name)


def read_table(text: str, *, delimiters: str, name: str) -> RawTranscript:
    """Read a transcript from a table whose cells are parted by one of several marks.

    Parameters
    ----------
    text : str
        As it stands in the file.
    delimiters : str
        The marks to try, the likeliest first.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is not a table, its columns cannot be told apart, or it holds no words.
    """
    if not characters(text):
        raise no_words(name)
    broken: TranscriptError | None = None
    for delimiter in delimiters:
        try:
            rows = _rows(text, delimiter=delimiter, name=name)
        except TranscriptError as error:
            broken = broken or error
            continue
        not_too_many(len(rows), name=name)
        if talk := talk_of_rows(rows):
            read = sum(characters(cell) for row in rows for cell in row.cells)
            return balanced(talk.turns, read=read, aside=talk.aside, unit="row", name=name)
    raise broken or columns_unknown(name)


def _rows(text: str, *, delimiter: str, name: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        # Normalised cell by cell: before, it would make spaces of the tabs between them.
        return [
            Row(number=number, cells=tuple(normalise(cell) for cell in cells))
            for number, cells in enumerate(reader, start=1)
        ]
    except csv.Error as error:
        raise TranscriptError(
            "The quotation marks around the cells do not match.",
            where=(name, reader.line_num),
            hint="Open it in a spreadsheet program and save it again as CSV (UTF-8), or as .xlsx.",
        ) from error
