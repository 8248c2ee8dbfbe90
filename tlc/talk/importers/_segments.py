"""Stretches of talk with their times, made into turns: what speech recognisers and Praat have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._cues import JOIN_WITHIN_SECONDS
from tlc.talk.importers._heads import Line, heads_of
from tlc.talk.importers._raw import RawTurn

UNIT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of talk as it stands in the file.

    Attributes
    ----------
    number : int
        Where it stands, from 1.
    text : str
        Normalised words; may be empty.
    label : str or None
        The speaker's label; None where there is none.
    start, end : float or None
        In seconds; None where the file does not say.
    """

    number: int
    text: str
    label: str | None = None
    start: float | None = None
    end: float | None = None


def turns_of(segments: Iterable[Segment], *, aside: Aside) -> tuple[RawTurn, ...]:
    """Make turns of segments, in the order of their times; empty ones are passed over.

    Consecutive segments of one speaker, at most 5 seconds apart and with nobody between, are one turn. Segments of
    unknown speakers are never joined: nobody knows that it is the same person.

    Parameters
    ----------
    segments : iterable of Segment
    aside : Aside
        Labels and times at the head of the words are counted in it, where no segment has a label of its own.

    >>> first = Segment(number=1, text="Yes,", label="P01", start=1.0, end=2.0)
    >>> second = Segment(number=2, text="always.", label="P01", start=2.5, end=3.0)
    >>> turns_of([second, first], aside=Aside())[0].text
    'Yes, always.'
    """
    spoken = [replace(one, text=" ".join(one.text.split())) for one in segments if one.text.strip()]
    if not any(one.label for one in spoken):
        spoken = _labelled(spoken, aside=aside)
    if all(one.start is not None for one in spoken):
        spoken.sort(key=lambda one: one.start or 0.0)
    # Joined at the end: a text made longer piece by piece is copied whole each time.
    joined: list[tuple[Segment, list[str]]] = []
    previous: Segment | None = None
    for one in spoken:
        if previous and _continues(previous, one):
            joined[-1][1].append(one.text)
        else:
            joined.append((one, [one.text]))
        previous = one
    return tuple(
        RawTurn(label=first.label, text=" ".join(texts), number=first.number, seconds=first.start)
        for first, texts in joined
    )


def _continues(previous: Segment, one: Segment) -> bool:
    if one.label is None or one.label != previous.label or previous.end is None or one.start is None:
        return False
    return one.start - previous.end <= JOIN_WITHIN_SECONDS


def _labelled(segments: Sequence[Segment], *, aside: Aside) -> list[Segment]:
    """Read ``Name: words`` in segments of a file that names no speakers elsewhere."""
    heads = heads_of([Line(number=one.number, text=one.text) for one in segments])
    named = list(segments)
    for place, head in heads.items():
        one = segments[place]
        words = one.text[head.end :].strip()
        if head.family == "alone" or not words:
            continue
        aside.count("times", head.times)
        aside.count("labels", characters(one.text[: head.end]) - head.times)
        named[place] = replace(one, label=head.label, text=words)
    return named
