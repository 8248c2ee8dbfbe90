"""Plain text: ``P01: words``, ``[P01] words``, a name on its own line, and what Otter and f4 write."""

from __future__ import annotations

from tlc.talk.importers._account import Aside, balanced, characters, not_too_many, words_of
from tlc.talk.importers._heads import Line
from tlc.talk.importers._lines import talk_of
from tlc.talk.importers._raw import RawTranscript


def read(data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    r"""Read a transcript in plain text.

    Lines without a label belong to the turn above, and join it with a line end. What stands before the first label is
    set aside as a heading. Times are kept as the turn's seconds.

    Parameters
    ----------
    data : bytes
        In Unicode, or in the encoding named.
    name : str
        The file's own name, for messages.
    encoding : str or None
        Such as ``cp1250``, where a person says so.

    Raises
    ------
    TranscriptError
        It is not text, or holds no words.

    >>> read(b"P01: Yes.\nAlways.\n[00:01:10] P02: No.", name="FG01.txt").turns[1].seconds
    70.0
    """
    aside = Aside()
    text = words_of(data, name=name, encoding=encoding, aside=aside)
    read = characters(text) + sum(aside.counts.values())
    lines = [Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=1)]
    not_too_many(sum(not line.is_empty for line in lines), name=name)
    talk = talk_of(lines, name=name)
    aside.take(talk.aside)
    return balanced(talk.turns, read=read, aside=aside, unit="line", name=name)
