"""Praat's TextGrid: a tier for each speaker, and in it intervals with words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters, not_too_many, words_of
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._segments import Segment, turns_of

# Praat reads texts in quotation marks, numbers that stand free, and flags; all else is there for people to read.
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]++|"")*+)"|(?P<open>")|(?P<flag><exists>|<absent>)|![^\n]*'
    r"|(?<!\S)(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)(?!\S)"
)
_FOR_PEOPLE = re.compile(
    r"File type|Object class|xmin|xmax|tiers\?|size|item|class|name|intervals|points|text|mark|number|time"
    r"|\[\d*\]|[=:]"
)
_CLASSES = {"IntervalTier": 2, "TextTier": 1}


@dataclass(frozen=True, slots=True)
class _Token:
    line: int
    text: str | None = None
    number: float | None = None


def read(data: bytes, *, name: str) -> RawTranscript:
    r"""Read a transcript in Praat's long or short text format.

    A tier is a speaker, and its name the label. Intervals with words are put in the order of their times; consecutive
    ones of one tier, at most 5 seconds apart and with nobody between, are one turn. Points are set aside.

    Parameters
    ----------
    data : bytes
        UTF-8, or UTF-16 with a byte order mark.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is not a TextGrid, is damaged, or holds no words.

    >>> tier = b'"IntervalTier" "P01" 0 2 1 0 2 "Yes."'
    >>> read(b'"ooTextFile" "TextGrid" 0 2 <exists> 1 ' + tier, name="FG01.TextGrid").turns[0].label
    'P01'

    Source: Praat manual, "TextGrid file formats".
    """
    if data.startswith(b"ooBinaryFile"):
        raise TranscriptError(
            "The TextGrid is in Praat's binary format.", where=name, hint="In Praat: Save as text file."
        )
    text = words_of(data, name=name)
    aside = Aside()
    segments = list(_segments(_tokens(text, aside=aside, name=name), aside=aside, name=name))
    not_too_many(sum(bool(one.text.strip()) for one in segments), name=name)
    turns = turns_of(segments, aside=aside)
    turns_and_aside = sum(characters(turn.text) for turn in turns) + sum(aside.counts.values())
    # Quotation marks, and what Praat writes beside the words for people to read.
    aside.count("markup", characters(text) - turns_and_aside)
    return balanced(turns, read=characters(text), aside=aside, unit="line", name=name)


def _tokens(text: str, *, aside: Aside, name: str) -> Iterator[_Token]:
    """Read texts, numbers and flags; what else stands between them and is not Praat's is set aside."""
    line, end = 1, 0
    for found in _TOKEN.finditer(text):
        between = text[end : found.start()]
        _note(between, aside=aside)
        line += between.count("\n")
        if found["open"]:
            raise _damaged(name, line=line)
        if found["text"] is not None:
            yield _Token(line, text=found["text"].replace('""', '"'))
        elif found["number"]:
            aside.count("times", len(found["number"]))
            yield _Token(line, number=float(found["number"]))
        elif not found["flag"]:
            _note(found[0], aside=aside)
        line += found[0].count("\n")
        end = found.end()
    _note(text[end:], aside=aside)


def _note(between: str, *, aside: Aside) -> None:
    rest = " ".join(_FOR_PEOPLE.sub(" ", between).split())
    if rest:
        aside.add("remarks", rest)


def _segments(tokens: Iterator[_Token], *, aside: Aside, name: str) -> Iterator[Segment]:
    """Read the tiers in the order in which the manual says that everything stands."""
    last = _Token(1)

    def number() -> float:
        nonlocal last
        last = next(tokens, last)
        if last.number is None or not math.isfinite(last.number):
            raise _damaged(name, line=last.line)
        return last.number

    def text() -> str:
        nonlocal last
        last = next(tokens, last)
        if last.text is None:
            raise _damaged(name, line=last.line)
        return last.text

    if (text(), text()) != ("ooTextFile", "TextGrid"):
        raise _damaged(name, line=1)
    _, _, tiers = number(), number(), number()
    for _ in range(int(tiers)):
        times = _CLASSES.get(text())
        if times is None:
            raise _damaged(name, line=last.line)
        label = text().strip()
        aside.count("labels", characters(label))
        _, _, entries = number(), number(), number()
        for _ in range(int(entries)):
            begun = [number() for _ in range(times)]
            words = text()
            if times == 1:
                aside.add("points", words)
            else:
                yield Segment(number=last.line, text=words, label=label or None, start=begun[0], end=begun[1])
    if next(tokens, None):
        raise _damaged(name, line=last.line)


def _damaged(name: str, *, line: int) -> TranscriptError:
    return TranscriptError(
        "The file cannot be read as a TextGrid: something is missing, or too much.",
        where=(name, line),
        hint="Open it in Praat and save it again as a text file.",
    )
