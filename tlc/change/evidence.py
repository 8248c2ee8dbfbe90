"""Evidence: what people's accepted codings hold for each theme, over its denominators.

Only what a person accepted counts; what rules or models suggest is nobody's evidence. A session counts as read when
a person has coded anything in it, or called it finished: the others say nothing for or against a theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from tlc.counting import accepted, on_voices
from tlc.model import VOICES, Codebook, Evidence, Participant


def evidence(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    people: Iterable[Participant],
    codebook: Codebook,
    *,
    finished: Iterable[str] = (),
) -> dict[str, Evidence]:
    """Gather the evidence for every code and heading of a codebook.

    Parameters
    ----------
    turns : DataFrame
        TURNS of ``tlc.frames``.
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    people : iterable of Participant
    codebook : Codebook
    finished : iterable of str
        Sessions that a person called finished: they were read, even if nothing was found there.

    Returns
    -------
    dict of theme to Evidence
        In the codebook's order; a heading holds what its codes hold, each person and session once.
    """
    by_id = {person.id: person for person in people}
    read = accepted(codings)
    sessions_read = sessions_of(turns, codings, finished)
    spoken = turns[turns["transcript"].isin(sessions_read)]
    groups_read, spoke = set(spoken["group"]), set(spoken["speaker"].dropna())
    # Those who withdrew are among them: a denominator without them would tell how many they are.
    took_part = Counter(person.role for person in by_id.values() if person.group in groups_read or person.id in spoke)
    evidence_codings = on_voices(read, turns, by_id.values())
    found = {}
    for code in codebook:
        themes = {code.id, *(below.id for below in codebook.below(code.id))}
        marks = evidence_codings[evidence_codings["code"].isin(themes)]
        said = _voices(marks["speaker"].dropna(), by_id)
        # Two coders who mark overlapping words found the same passage.
        found[code.id] = Evidence(
            theme=code.id,
            codings=tuple(marks["coding"]),
            quotes=len(passages(marks)),
            sessions=tuple(sorted(set(marks["transcript"]))),
            sessions_read=len(sessions_read),
            community=said["community"],
            community_read=took_part["community"],
            professionals=said["professional"],
            professionals_read=took_part["professional"],
            unknown_speaker=len(passages(marks[marks["speaker"].isna()])),
            serious=tuple(marks.loc[marks["serious"], "coding"]),
            serious_quotes=len(passages(marks[marks["serious"]])),
        )
    return found


def sessions_of(turns: pd.DataFrame, codings: pd.DataFrame, finished: Iterable[str] = ()) -> list[str]:
    """Name the sessions that were read: a person has coded something there, or called them finished."""
    return sorted({*accepted(codings)["transcript"], *(set(finished) & set(turns["transcript"]))})


def passages(marks: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Join overlapping spans of one turn: the passages that were found, as (turn, start, end) in code points.

    Spans that only touch stay apart.

    >>> marks = pd.DataFrame({"turn": ["FG01:0001"] * 3, "start": [0, 3, 9], "end": [5, 8, 12]})
    >>> passages(marks)
    [('FG01:0001', 0, 8), ('FG01:0001', 9, 12)]
    """
    joined: list[tuple[str, int, int]] = []
    spans = sorted(zip(marks["turn"], marks["start"], marks["end"], strict=True))
    for turn, start, end in ((turn, int(start), int(end)) for turn, start, end in spans):
        if joined and joined[-1][0] == turn and start < joined[-1][2]:
            last = joined.pop()
            joined.append((turn, last[1], max(last[2], end)))
        else:
            joined.append((turn, start, end))
    return joined


def _voices(speakers: Iterable[str], people: Mapping[str, Participant]) -> dict[str, tuple[str, ...]]:
    known = sorted(set(speakers))
    return {role: tuple(name for name in known if people[name].role == role) for role in VOICES}
