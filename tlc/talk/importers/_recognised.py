"""The shapes in which speech recognisers write JSON, each brought into segments."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers._segments import Segment

Used = set[tuple[int, object]]
_Thing = Mapping[str, object]

_TEXTS = ("text", "transcript", "content", "utterance")
SPEAKERS = ("speaker", "speaker_label", "speaker_name", "speaker_id")
_STARTS = ("start", "start_time", "begin")
_ENDS = ("end", "end_time")
# Where lists of segments lie, the surest first; seconds are 1.0, milliseconds 0.001.
_LISTS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("segments",), 1.0),  # Whisper, faster-whisper, WhisperX
    (("utterances",), 0.001),  # AssemblyAI
    (("results", "utterances"), 1.0),  # Deepgram
    (("results", "audio_segments"), 1.0),  # AWS Transcribe, newer
    (("transcription",), 1.0),  # whisper.cpp
    (("turns",), 1.0),
    (("transcript",), 1.0),
    (("meeting_transcripts",), 1.0),
)


def segments_of(tree: object, *, name: str) -> tuple[tuple[Segment, ...], Used]:
    """Find the segments in a tree of JSON, and say which of its texts they took.

    Parameters
    ----------
    tree : object
        What ``json.loads`` gives.
    name : str
        The file's own name, for messages.

    Returns
    -------
    tuple of Segment, set of (int, str)
        The texts taken are named by the ``id`` of what holds them, and their place in it.

    Raises
    ------
    TranscriptError
        No shape fits.

    >>> found, used = segments_of([{"text": "Yes.", "speaker": "A"}], name="FG01.json")
    >>> found[0].label, len(used)
    ('A', 2)
    """
    used: Used = set()
    shapes: tuple[Callable[[object, Used], list[Segment] | None], ...] = (_listed, _paragraphs, _items, _monologues)
    for shape in shapes:
        found = shape(tree, used)
        if found is not None:
            return tuple(found), used
    raise TranscriptError(
        "The file is JSON, but none of the shapes that tlc knows.",
        where=name,
        hint="Expected: a list 'segments', 'utterances' or 'turns' whose parts have 'text', and perhaps 'speaker', "
        "'start' and 'end'; or save it as .vtt, .srt or .txt.",
    )


def _listed(tree: object, used: Used) -> list[Segment] | None:
    for path, unit in (((), 1.0), *_LISTS):
        parts = _things(_at(tree, path))
        if parts and all(_key(part, _TEXTS) for part in parts):
            return [_segment(part, number=number, unit=unit, used=used) for number, part in enumerate(parts, 1)]
    return None


def _segment(part: _Thing, *, number: int, unit: float, used: Used) -> Segment:
    start, end = _number(part, _STARTS, unit=unit), _number(part, _ENDS, unit=unit)
    if start is None and isinstance(offsets := part.get("offsets"), dict):
        start, end = _number(offsets, ("from",), unit=0.001), _number(offsets, ("to",), unit=0.001)
    return Segment(number=number, text=_take(part, _TEXTS, used), label=_label(part, used), start=start, end=end)


def _paragraphs(tree: object, used: Used) -> list[Segment] | None:
    """Deepgram without utterances: paragraphs of sentences. A second channel would be another recording."""
    channels = _things(_at(tree, ("results", "channels")))
    options = _things(channels[0].get("alternatives")) if len(channels) == 1 else []
    paragraphs = _things(_at(options[0], ("paragraphs", "paragraphs"))) if options else []
    if not paragraphs:
        return None
    found = []
    for number, paragraph in enumerate(paragraphs, 1):
        text = " ".join(_take(sentence, _TEXTS, used) for sentence in _things(paragraph.get("sentences")))
        start, end = _number(paragraph, _STARTS), _number(paragraph, _ENDS)
        found.append(Segment(number=number, text=text, label=_label(paragraph, used), start=start, end=end))
    return found


def _items(tree: object, used: Used) -> list[Segment] | None:
    """AWS Transcribe, older: single words and marks, and beside them who spoke when."""
    items = _things(_at(tree, ("results", "items")))
    if not items or not all(_things(item.get("alternatives")) for item in items):
        return None
    who = {
        str(item.get("start_time")): label
        for stretch in _things(_at(tree, ("results", "speaker_labels", "segments")))
        for item in _things(stretch.get("items"))
        if isinstance(label := item.get("speaker_label") or stretch.get("speaker_label"), str)
    }
    found: list[Segment] = []
    for item in items:
        word = _take(_things(item["alternatives"])[0], _TEXTS, used)
        if item.get("type") == "punctuation" and found:
            found[-1] = _longer(found[-1], word, end=None)
            continue
        said = item.get("speaker_label")
        label = said if isinstance(said, str) else who.get(str(item.get("start_time")))
        start, end = _number(item, _STARTS), _number(item, _ENDS)
        if found and found[-1].label == label:
            found[-1] = _longer(found[-1], f" {word}", end=end)
        else:
            found.append(Segment(number=len(found) + 1, text=word, label=label, start=start, end=end))
    return found


def _monologues(tree: object, used: Used) -> list[Segment] | None:
    """Rev: monologues of words and marks, spaces included."""
    monologues = _things(_at(tree, ("monologues",)))
    if not monologues:
        return None
    found = []
    for number, monologue in enumerate(monologues, 1):
        elements = _things(monologue.get("elements"))
        starts = [start for element in elements if (start := _number(element, ("ts",))) is not None]
        ends = [end for element in elements if (end := _number(element, ("end_ts",))) is not None]
        text = "".join(_take(element, ("value",), used) for element in elements)
        found.append(
            Segment(
                number=number,
                text=text,
                label=_label(monologue, used),
                start=starts[0] if starts else None,
                end=ends[-1] if ends else None,
            )
        )
    return found


def _longer(one: Segment, more: str, *, end: float | None) -> Segment:
    return Segment(
        number=one.number,
        # Pieces are normalised; where they meet, an accent may still join its letter.
        text=normalise(one.text + more),
        label=one.label,
        start=one.start,
        end=one.end if end is None else end,
    )


def _take(part: _Thing, keys: Sequence[str], used: Used) -> str:
    key = _key(part, keys)
    if key is None:
        return ""
    used.add((id(part), key))
    return normalise(str(part[key]))


def _key(part: _Thing, keys: Sequence[str]) -> str | None:
    return next((key for key in keys if isinstance(part.get(key), str)), None)


def _label(part: _Thing, used: Used) -> str | None:
    number = next((part[key] for key in SPEAKERS if type(part.get(key)) is int), None)
    if number is not None:
        # Deepgram and Rev count speakers from 0.
        return f"Speaker {number}"
    return " ".join(_take(part, SPEAKERS, used).split()) or None


def _number(part: _Thing, keys: Sequence[str], *, unit: float = 1.0) -> float | None:
    value = next((part[key] for key in keys if part.get(key) is not None), None)
    # AWS writes its numbers as text; true is a number to Python.
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = float(value) * unit
    except (ValueError, OverflowError):
        return None
    return round(seconds, 3) if math.isfinite(seconds) and seconds >= 0 else None


def _at(tree: object, path: Sequence[str]) -> object:
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _things(value: object) -> list[_Thing]:
    """Read a list of objects; empty where it is anything else."""
    return list(value) if isinstance(value, list) and all(isinstance(part, dict) for part in value) else []
