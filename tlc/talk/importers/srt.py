"""SRT subtitles: numbered cues with times, perhaps with ``Name: words`` in them."""

from __future__ import annotations

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters, not_too_many, words_of
from tlc.talk.importers._cue_file import cues_of
from tlc.talk.importers._cues import talk_of_cues
from tlc.talk.importers._raw import RawTranscript


def read(data: bytes, *, name: str, encoding: str | None = None) -> RawTranscript:
    r"""Read a transcript in SRT.

    Consecutive cues of one speaker, at most 5 seconds apart, are one turn. Where most cues carry a label, one without
    is by an unknown speaker; where few do, a label holds until the next. A first cue "Notice: ..." is set aside.

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
        It is not SRT, a cue's times cannot be read, or it holds no words.

    >>> read(b"1\n00:00:01,000 --> 00:00:02,000\nP01: Yes.\n", name="FG01.srt").turns[0].text
    'Yes.'
    """
    aside = Aside()
    text = words_of(data, name=name, encoding=encoding, aside=aside)
    not_too_many(text.count("-->"), name=name)
    read = characters(text) + sum(aside.counts.values())
    cues = cues_of(text.split("\n"), blocks={}, aside=aside, name=name)
    if not cues:
        raise TranscriptError(
            "The file cannot be read as SRT subtitles: there are no times in it.",
            where=name,
            hint="Save it again as .srt, or give it the ending of what it is, such as .txt.",
        )
    talk = talk_of_cues(cues)
    aside.take(talk.aside)
    return balanced(talk.turns, read=read, aside=aside, unit="line", name=name)
