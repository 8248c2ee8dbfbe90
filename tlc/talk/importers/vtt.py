"""WebVTT, as Teams, Zoom and Whisper write it: ``<v Name>words</v>`` or ``Name: words`` in cues with times."""

from __future__ import annotations

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters, not_too_many, words_of
from tlc.talk.importers._cue_file import cues_of
from tlc.talk.importers._cues import talk_of_cues
from tlc.talk.importers._raw import RawTranscript

_BLOCKS = {"WEBVTT": "headings", "NOTE": "notices", "STYLE": "markup", "REGION": "markup"}


def read(data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    r"""Read a transcript in WebVTT.

    Cues are taken in the order of their times, whatever their ids say. Consecutive cues of one speaker, at most
    5 seconds apart, are one turn.

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
        It is not WebVTT, a cue's times cannot be read, or it holds no words.

    >>> data = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v P01>Yes.</v>\n"
    >>> read(data, name="FG01.vtt").turns[0].label
    'P01'
    """
    aside = Aside()
    text = words_of(data, name=name, encoding=encoding, aside=aside)
    not_too_many(text.count("-->"), name=name)
    read = characters(text) + sum(aside.counts.values())
    lines = text.split("\n")
    if lines[0].split()[:1] != ["WEBVTT"]:
        raise TranscriptError(
            "The file cannot be read as WebVTT: its first line is not WEBVTT.",
            where=name,
            hint="Save it again as .vtt, or give it the ending of what it is, such as .srt or .txt.",
        )
    talk = talk_of_cues(cues_of(lines, blocks=_BLOCKS, aside=aside, name=name))
    aside.take(talk.aside)
    return balanced(talk.turns, read=read, aside=aside, unit="line", name=name)
