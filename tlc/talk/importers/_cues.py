"""Cues with times, made into turns: what WebVTT and SRT have in common, and what tools write in them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tlc._text import normalise
from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._cue_file import Cue
from tlc.talk.importers._heads import Line, heads_of
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._raw import RawTurn

JOIN_WITHIN_SECONDS = 5
# Where fewer cues than this carry a label, a label marks a change of speaker and holds until the next.
LABEL_ON_EVERY_CUE = 0.75

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+(?P<label>[^<>]*))?>", re.IGNORECASE)
# Only the formats' own tags go: "<3" and "<laughs>" are somebody's words.
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d+:\d+\.\d+>|\{\\[^{}]*\}", re.IGNORECASE
)
# What a tag holds beside its own name: classes, colours, whatever somebody wrote there.
_NAMING = re.compile(r"<(?:v\.[^\s<>]+|(?:c|i|b|u|s|ruby|rt|lang|font)[.\s][^<>]+)|\{\\[^{}]+\}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_NOTICE = re.compile(r"(?:note|notice|notă|aviz)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one speaker says in one cue."""

    cue: Cue
    label: str | None
    text: str


def talk_of_cues(cues: Sequence[Cue]) -> Talk:
    """Make turns from cues: consecutive cues of one speaker, at most 5 seconds apart, are one turn.

    A speaker is told by ``<v Name>`` or by ``Name: words``. Cues of unknown speakers are never joined: nobody knows
    that it is the same person.

    >>> first = Cue(number=2, start=1.0, end=2.0, lines=("P01: Yes,",))
    >>> talk_of_cues([first, Cue(number=5, start=2.0, end=3.0, lines=("P01: always.",))]).turns[0].text
    'Yes, always.'
    """
    aside = Aside()
    voices = [part for cue in cues for part in _voices(cue, aside=aside)]
    parts = sorted(_named(voices, aside=aside), key=lambda part: part.cue.start)
    # Joined at the end: a text made longer piece by piece is copied whole each time.
    joined: list[tuple[_Part, list[str]]] = []
    previous: _Part | None = None
    for part in parts:
        if previous and _continues(previous, part):
            joined[-1][1].append(part.text)
        else:
            joined.append((part, [part.text]))
        previous = part
    turns = tuple(
        RawTurn(label=first.label, text=" ".join(texts), number=first.cue.number, seconds=first.cue.start)
        for first, texts in joined
    )
    return Talk(turns=turns, aside=aside, labelled=any(part.label is not None for part in parts))


def _continues(previous: _Part, part: _Part) -> bool:
    if part.label is None or part.label != previous.label:
        return False
    return part.cue.start - previous.cue.end <= JOIN_WITHIN_SECONDS


def _voices(cue: Cue, *, aside: Aside) -> Iterator[_Part]:
    """Part a cue at its voice tags; without one it is a single part of nobody."""
    text = " ".join(line.strip() for line in cue.lines)
    # Tags, and what "&amp;" is longer than "&": whatever is not kept below.
    aside.count("markup", characters(text))
    for tag in _NAMING.findall(text):
        aside.mention("markup", tag)
    spoken, *voices = _VOICE.split(text)
    pieces: list[tuple[str | None, str]] = [(None, spoken)]
    for name, words in zip(voices[::2], voices[1::2], strict=True):
        label = _clean(name or "")
        inside, _, outside = words.partition("</v>")
        pieces += [(label or None, inside), (None, outside)]
        aside.count("labels", characters(label))
        aside.count("markup", -characters(label))
        if not _clean(inside):
            aside.mention("labels", label)
    for owner, raw in pieces:
        if clean := _clean(raw):
            aside.count("markup", -characters(clean))
            yield _Part(cue=cue, label=owner, text=clean)


def _clean(text: str) -> str:
    # Where a tag goes, or an entity is read, letters may meet their accents.
    plain = unicodedata.normalize("NFC", _TAG.sub("", text))
    if "&" in plain:
        plain = normalise(_ENTITY.sub(lambda found: html.unescape(found[0]), plain))
    return " ".join(plain.split())


def _named(parts: Sequence[_Part], *, aside: Aside) -> Iterator[_Part]:
    """Read ``Name: words`` in parts that no voice tag names."""
    nameless = [place for place, part in enumerate(parts) if part.label is None]
    found = heads_of([Line(number=place, text=parts[place].text) for place in nameless])
    heads = {nameless[place]: head for place, head in found.items() if head.style in ("colon", "tight", "bracket")}
    holds = len(heads) < LABEL_ON_EVERY_CUE * len(nameless)
    first = min(heads, default=0)
    current: str | None = None
    for place, part in enumerate(parts):
        if part.label is not None:
            current = None
            yield part
        elif head := heads.get(place):
            current = head.label
            aside.count("times", head.times)
            aside.count("labels", characters(part.text[: head.end]) - head.times)
            if words := part.text[head.end :].strip():
                yield _Part(cue=part.cue, label=current, text=words)
            else:
                aside.mention("labels", head.label)
        elif place < first and _NOTICE.match(part.text):
            # SRT has no comments, so people write them as a first cue.
            aside.add("notices", part.text)
        else:
            yield _Part(cue=part.cue, label=current if holds else None, text=part.text)
