"""Tab-parted text: Whisper's ``start end text`` in milliseconds, and tables with a turn in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tlc._text import decode, normalise
from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters, not_too_many
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._segments import Segment, turns_of
from tlc.talk.importers.csv import read_table

_HEADINGS = ["start", "end", "text"]
_LINE = re.compile(r"(?P<start>\d{1,12})\t(?P<end>\d{1,12})\t(?P<text>.*)")
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    r"""Read a transcript whose cells are parted by tabs.

    Parameters
    ----------
    data : bytes
        In Unicode, or in the encoding named.
    name : str
        The file's own name, for messages.
    encoding : str or None
        What it is in, where it is not Unicode.

    Raises
    ------
    TranscriptError
        A time cannot be read, the columns cannot be told apart, or it holds no words.

    >>> read(b"start\tend\ttext\n1500\t2000\tYes.\n", name="FG01.tsv").turns[0].seconds
    1.5
    """
    text = decode(data, where=name, encoding=encoding).removeprefix("\ufeff")
    lines = _LINE_END.split(text)
    if lines[0].casefold().strip().split("\t") != _HEADINGS or not any(_LINE.fullmatch(line) for line in lines[1:]):
        return read_table(text, delimiters="\t", name=name)
    not_too_many(len(lines), name=name)
    aside = Aside()
    aside.add("headings", lines[0])
    turns = turns_of(list(_segments(lines, aside=aside, name=name)), aside=aside)
    return balanced(turns, read=characters(text), aside=aside, unit="line", name=name)


def _segments(lines: Sequence[str], *, aside: Aside, name: str) -> Iterator[Segment]:
    for number, line in enumerate(lines[1:], start=2):
        if not normalise(line).strip():
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise TranscriptError(
                "A row does not begin with two times in milliseconds.",
                where=(name, number),
                hint="Save the file again from the program it comes from, or as .vtt or .txt.",
            )
        aside.count("times", len(found["start"]) + len(found["end"]))
        start, end = int(found["start"]) / 1000, int(found["end"]) / 1000
        yield Segment(number=number, text=normalise(found["text"]), start=start, end=end)
