"""Files of cues, WebVTT or SRT, parted into cues; everything else in them is set aside under its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._times import seconds

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,6})?"
_TIMING = re.compile(rf"\s*(?P<start>{_CLOCK})\s*-->\s*(?P<end>{_CLOCK})(?:\s.*)?")
_SETTINGS = re.compile(rf"^\s*{_CLOCK}\s*-->\s*{_CLOCK}|\b(?:align|line|position|size|vertical|region):[\w%.,-]*")
# Numbers, and what Teams makes: 1f4e...-9a/12-0.
_PLAIN_ID = re.compile(r"\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/\d+(?:-\d+)?)?", re.IGNORECASE)
_LIKE_TIMING = re.compile(r"\s*\d[\d:.,]*\s*-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue as it stands in the file.

    Attributes
    ----------
    number : int
        The line of its times, from 1.
    start, end : float
        In seconds.
    lines : tuple of str
        What is shown, markup included.
    """

    number: int
    start: float
    end: float
    lines: tuple[str, ...]


def cues_of(lines: Sequence[str], *, blocks: Mapping[str, str], aside: Aside, name: str) -> tuple[Cue, ...]:
    """Part the lines of a file into cues.

    Words that an empty line cut off from their cue stay with it.

    Parameters
    ----------
    lines : sequence of str
    blocks : mapping of str to str
        First words of blocks that are not cues, such as ``NOTE``, and the kind under which they are set aside.
    aside : Aside
        What is set aside is added to it.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        A cue's times cannot be read.

    >>> cues_of(["1", "00:01,000 --> 00:02,000", "Yes."], blocks={}, aside=Aside(), name="FG01.srt")[0].lines
    ('Yes.',)
    """
    return tuple(
        _cue(number, timing, shown, name=name) for number, timing, shown in _parted(lines, blocks=blocks, aside=aside)
    )


def _parted(lines: Sequence[str], *, blocks: Mapping[str, str], aside: Aside) -> Iterator[tuple[int, str, list[str]]]:
    cue: tuple[int, str, list[str]] | None = None
    block = ""
    for place, line in enumerate(lines):
        opens = place == 0 or not lines[place - 1].strip()
        if not line.strip():
            block = ""
        elif _LIKE_TIMING.match(line):
            if cue:
                yield cue
            cue, block = (place + 1, line, []), ""
            aside.count("times", characters(line))
            # Settings such as "align:start" may follow; anything else may, too.
            aside.mention("markup", _SETTINGS.sub("", line))
        elif block or (opens and line.split()[0] in blocks):
            block = block or blocks[line.split()[0]]
            aside.add(block, line)
        elif (opens or line.strip().isdigit()) and place + 1 < len(lines) and _LIKE_TIMING.match(lines[place + 1]):
            aside.count("cue ids", characters(line))
            aside.mention("cue ids", "" if _PLAIN_ID.fullmatch(line.strip()) else line)
        elif cue:
            cue[2].append(line)
        else:
            aside.add("headings", line)
    if cue:
        yield cue


def _cue(number: int, timing: str, shown: Sequence[str], *, name: str) -> Cue:
    found = _TIMING.fullmatch(timing)
    start, end = (seconds(found["start"]), seconds(found["end"])) if found else (None, None)
    if start is None or end is None:
        raise TranscriptError(
            "A cue's times cannot be read.", where=(name, number), hint="Write them as 00:01:23.000 --> 00:01:25.000."
        )
    return Cue(number=number, start=start, end=end, lines=tuple(shown))
