"""JSON, as speech recognisers write it: Whisper and its kin, AWS Transcribe, Deepgram, AssemblyAI, Rev."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from tlc._text import decode, normalise
from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, balanced, characters, not_too_many
from tlc.talk.importers._raw import RawTranscript, RawTurn
from tlc.talk.importers._recognised import SPEAKERS, segments_of
from tlc.talk.importers._segments import UNIT, turns_of

# A long session with a time for each word takes 10 MB; unpacked, JSON takes some twenty times its size.
MAX_BYTES = 20_000_000
# AWS writes three objects for a word.
MAX_OBJECTS = 150_000
MAX_DEPTH = 50

# AWS writes its numbers as text.
_MEASURES = frozenset({"start_time", "end_time", "confidence"})
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,12})?")

_Leaf = tuple[tuple[int, object], str]


def read(data: bytes, *, name: str) -> RawTranscript:
    r"""Read the transcript of a speech recogniser in JSON.

    Every piece of text in the file is accounted for: what repeats the words (a time for each word, the whole text once
    more) is counted as such, and all else is set aside as "other values".

    Parameters
    ----------
    data : bytes
        UTF-8, or UTF-16 with a byte order mark.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is not JSON, names a thing twice, has a shape that nobody knows, or holds no words.

    >>> data = b'{"segments": [{"start": 1.0, "end": 2.0, "text": " Yes.", "speaker": "SPEAKER_00"}]}'
    >>> read(data, name="FG01.json").turns[0].label
    'SPEAKER_00'
    """
    if len(data) > MAX_BYTES or data.count(b"{") > MAX_OBJECTS:
        raise TranscriptError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB, or holds more than {MAX_OBJECTS} objects.",
            where=name,
            hint="Ask the program for a transcript without a time for each word, or for .vtt or .txt.",
        )
    tree = _parsed(decode(data, where=name), name=name)
    leaves = list(_leaves(tree, name=name))
    segments, used = segments_of(tree, name=name)
    not_too_many(len(segments), name=name)
    aside = Aside()
    turns = turns_of(segments, aside=aside)
    _account_for([leaf for leaf in leaves if leaf[0] not in used], turns, aside=aside)
    aside.count("labels", sum(characters(text) for place, text in leaves if place in used and place[1] in SPEAKERS))
    # A name may stand where programs put the names of fields.
    aside.mention("names of fields", " ".join(dict.fromkeys(_keys(tree, name=name))))
    return balanced(turns, read=sum(characters(text) for _, text in leaves), aside=aside, unit=UNIT, name=name)


def _account_for(leaves: Sequence[_Leaf], turns: Sequence[RawTurn], *, aside: Aside) -> None:
    """Set aside what no segment took, each text once for the gate however often it stands in the file."""
    words = {word for turn in turns for word in turn.text.split()}
    labels = {turn.label for turn in turns}
    others: dict[str, None] = {}
    for (_, key), text in leaves:
        if key in SPEAKERS and text in labels:
            kind = "labels"
        elif key in _MEASURES and _NUMBER.fullmatch(text):
            kind = "times"
        elif all(word in words for word in text.split()):
            # Claimed to be a repetition only where each word of it was kept.
            kind = "repeated words"
        else:
            kind = "other values"
            others[text] = None
        aside.count(kind, characters(text))
    for text in others:
        aside.mention("other values", text)


def _parsed(text: str, *, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        # Without its cause: it carries the whole file.
        raise _broken(name, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise _broken(name) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(_: str) -> object:
    raise ValueError("NaN and Infinity are no JSON")


def _broken(name: str, *, line: int | None = None) -> TranscriptError:
    return TranscriptError(
        "The file cannot be read as JSON: it is damaged, too deep, or names a thing twice.",
        where=name if line is None else (name, line),
        hint="Save it again from the program it comes from, or as .vtt or .txt.",
    )


def _keys(tree: object, *, name: str) -> Iterator[str]:
    for node in _nodes(tree, name=name):
        if isinstance(node, dict):
            yield from node


def _leaves(tree: object, *, name: str) -> Iterator[_Leaf]:
    """Yield every text in a tree: what holds it, its place there, and itself. Names of fields are no text."""
    for node in _nodes(tree, name=name):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(value, str):
                yield (id(node), key), normalise(value)


def _nodes(tree: object, *, name: str) -> Iterator[dict[str, object] | list[object]]:
    """Yield every object and list in a tree, level by level: no file is deep enough to end Python's own stack."""
    level = [tree] if isinstance(tree, dict | list) else []
    for _ in range(MAX_DEPTH):
        yield from level
        inside = (value for node in level for value in (node.values() if isinstance(node, dict) else node))
        level = [value for value in inside if isinstance(value, dict | list)]
        if not level:
            return
    raise _broken(name)
