"""The declared tables, and the only place where nouns become pandas and pandas becomes plain values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from tlc.model import Candidate, Coder, Coding, Group, Participant, Topic, Transcript

#: One row a turn. ``speaker`` and ``role`` are missing where it is not known who spoke.
TURNS = {
    "turn": "str",
    "transcript": "str",
    "group": "str",
    "number": "int64",
    "speaker": "str",
    "role": "str",
    "language": "str",
    "text": "str",
    "original": "str",
    "original_language": "str",
    "seconds": "float64",
}

#: One row a coding. ``start`` and ``end`` are code points, half-open. ``decided`` is the suggestion it decides,
#: or empty; ``prompted`` is missing where the coder did not say.
CODINGS = {
    "coding": "str",
    "turn": "str",
    "transcript": "str",
    "start": "int64",
    "end": "int64",
    "code": "str",
    "coder": "str",
    "kind": "str",
    "status": "str",
    "quote": "str",
    "memo": "str",
    "because": "str",
    "decided": "str",
    "prompted": "boolean",
    "independent": "bool",
    "serious": "bool",
    "made_at": "str",
}

#: One row a hit of a term of the codebook. ``start`` and ``end`` are code points, half-open, and ``words`` what stands
#: there. ``sense`` is ``affirmed``, ``negated``, ``hypothetical`` or ``past``, and ``cue`` what says so. ``folded``:
#: found only without accents. ``aside``: not suggested, for its code is an assertion and this is said not to be so.
HITS = {
    "turn": "str",
    "transcript": "str",
    "start": "int64",
    "end": "int64",
    "words": "str",
    "code": "str",
    "term": "str",
    "language": "str",
    "sense": "str",
    "cue": "str",
    "folded": "bool",
    "aside": "bool",
}

#: One row a participant; traits stand in columns of their own after these.
PARTICIPANTS = {"participant": "str", "role": "str", "group": "str", "language": "str", "withdrawn": "bool"}

#: One row a group.
GROUPS = {
    "group": "str",
    "kind": "str",
    "label": "str",
    "community": "str",
    "month": "str",
    "language": "str",
    "translation": "str",
}

#: One row a topic. ``stability`` is the lowest of what was measured; missing where nothing was.
TOPICS = {
    "topic": "int64",
    "name": "str",
    "words": "str",
    "documents": "int64",
    "turns": "int64",
    "sessions": "int64",
    "groups": "int64",
    "speakers": "int64",
    "uncoded": "float64",
    "agreement": "float64",
    "weak": "float64",
    "stability": "float64",
    "language": "str",
    "marks": "str",
}

#: One row a candidate for an emerging barrier, the one to look at first in front.
CANDIDATES = {
    "rank": "int64",
    "topic": "int64",
    "gap": "float64",
    "sessions": "int64",
    "sessions_in_all": "int64",
    "groups": "int64",
    "groups_in_all": "int64",
    "speakers": "int64",
    "uncoded": "float64",
    "agreement": "float64",
    "nearest": "str",
    "likeness": "float64",
    "verdict": "str",
    "by": "str",
    "why": "str",
}


def table(rows: Iterable[Sequence[Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a frame of declared columns; an empty one has them too.

    >>> table([], TOPICS).columns[0]
    'topic'
    """
    return pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))


def turns_frame(transcripts: Iterable[Transcript], people: Iterable[Participant]) -> pd.DataFrame:
    """Lay transcripts out as TURNS, in the order given."""
    roles = {person.id: person.role for person in people}
    return table(
        (
            (
                turn.id,
                transcript.id,
                transcript.group,
                turn.number,
                turn.speaker,
                roles.get(turn.speaker) if turn.speaker else None,
                turn.language,
                turn.text,
                turn.original,
                turn.original_language,
                turn.seconds,
            )
            for transcript in transcripts
            for turn in transcript.turns
        ),
        TURNS,
    )


def codings_frame(codings: Iterable[Coding], coders: Iterable[Coder]) -> pd.DataFrame:
    """Lay codings out as CODINGS, in the order given."""
    kinds = {coder.id: coder.kind for coder in coders}
    return table(
        (
            (
                mark.id,
                mark.span.turn,
                mark.span.turn.partition(":")[0],
                mark.span.start,
                mark.span.end,
                mark.code,
                mark.coder,
                kinds[mark.coder],
                mark.status,
                mark.quote,
                mark.memo,
                mark.because,
                mark.decided,
                mark.prompted,
                mark.independent,
                mark.serious,
                mark.made_at,
            )
            for mark in codings
        ),
        CODINGS,
    )


def participants_frame(people: Iterable[Participant]) -> pd.DataFrame:
    """Lay participants out as PARTICIPANTS, with one more column for each trait."""
    people = list(people)
    rows = [(person.id, person.role, person.group, person.language, person.withdrawn) for person in people]
    frame = table(rows, PARTICIPANTS)
    for trait in sorted({name for person in people for name in person.traits}):
        frame[trait] = pd.array([person.traits.get(trait) for person in people], dtype="str")
    return frame


def groups_frame(groups: Iterable[Group]) -> pd.DataFrame:
    """Lay groups out as GROUPS."""
    rows = [
        (group.id, group.kind, group.label, group.community, group.month, group.language, group.translation)
        for group in groups
    ]
    return table(rows, GROUPS)


def topics_frame(topics: Iterable[Topic]) -> pd.DataFrame:
    """Lay topics out as TOPICS."""
    rows = [
        (
            topic.number,
            topic.name,
            " ".join(word for word, _ in topic.words),
            topic.documents,
            len(topic.turns),
            topic.sessions,
            topic.groups,
            topic.speakers,
            topic.uncoded,
            topic.agreement,
            topic.weak,
            min(topic.stability.values(), default=math.nan),
            topic.language,
            " ".join(name for name in ("hidden", "locked", "artefact") if getattr(topic, name)),
        )
        for topic in topics
    ]
    return table(rows, TOPICS)


def candidates_frame(candidates: Iterable[Candidate]) -> pd.DataFrame:
    """Lay candidates out as CANDIDATES."""
    return table(([getattr(one, name) for name in CANDIDATES] for one in candidates), CANDIDATES)
