"""Evidence: what people's accepted codings hold for each theme, over its denominators.

Only what a person accepted counts; what rules or models suggest is nobody's evidence. A session counts as read when
a person has coded anything in it, or called it finished: the others say nothing for or against a theme. Events and
feedback are counted beside the sessions and never among them: nobody knows how many people a stack of cards is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from tlc.counting import accepted, beside_sessions, on_voices
from tlc.model import VOICES, Codebook, Evidence, Group, Participant


def evidence(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    people: Iterable[Participant],
    codebook: Codebook,
    *,
    finished: Iterable[str] = (),
    groups: Iterable[Group] = (),
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
    groups : iterable of Group
        Those of kind ``event`` or ``feedback`` stand beside the sessions; every other transcript is one.

    Returns
    -------
    dict of theme to Evidence
        In the codebook's order; a heading holds what its codes hold, each person and session once.
    """
    by_id, kinds = {person.id: person for person in people}, beside_sessions(groups)
    finished = tuple(finished)
    sessions = turns[~turns["group"].isin(kinds)]
    sessions_read = sessions_of(sessions, codings, finished)
    spoken = sessions[sessions["transcript"].isin(sessions_read)]
    groups_read, spoke = set(spoken["group"]), set(spoken["speaker"].dropna())
    cards = turns[turns["group"].isin(kinds)]
    of_cards = dict(zip(cards["transcript"], cards["group"].map(kinds), strict=True))
    base = _Read(
        kinds=kinds,
        people=by_id,
        sessions=len(sessions_read),
        # Those who withdrew are among them: a denominator without them would tell how many they are.
        roles=Counter(person.role for person in by_id.values() if person.group in groups_read or person.id in spoke),
        beside=Counter(of_cards[name] for name in sessions_of(cards, codings, finished)),
    )
    by_code: dict[str, list[_Mark]] = {}
    for mark in _marks(on_voices(accepted(codings), turns, by_id.values())):
        by_code.setdefault(mark.code, []).append(mark)
    found = {}
    for code in codebook:
        themes = {code.id, *(below.id for below in codebook.below(code.id))}
        found[code.id] = _of_theme(code.id, sorted(mark for theme in themes for mark in by_code.get(theme, ())), base)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read: the denominators that all themes share."""

    kinds: Mapping[str, str]
    people: Mapping[str, Participant]
    sessions: int
    roles: Mapping[str, int]
    beside: Mapping[str, int]


class _Mark(NamedTuple):
    """One coding, at its place in the order of the turns. Sieving a table theme by theme would be slow."""

    place: int
    coding: str
    code: str
    turn: str
    start: int
    end: int
    transcript: str
    group: str
    speaker: str | None
    serious: bool


def _marks(table: pd.DataFrame) -> Iterator[_Mark]:
    columns = [table[name].tolist() for name in ("coding", "code", "turn", "start", "end", "transcript", "group")]
    speakers = [
        None if missing else name for name, missing in zip(table["speaker"], table["speaker"].isna(), strict=True)
    ]
    return map(_Mark, range(len(table)), *columns, speakers, table["serious"].tolist())


def _of_theme(theme: str, everywhere: Sequence[_Mark], read: _Read) -> Evidence:
    marks = [mark for mark in everywhere if mark.group not in read.kinds]
    beside = [mark for mark in everywhere if mark.group in read.kinds]
    serious = [mark for mark in everywhere if mark.serious]
    said = _voices((mark.speaker for mark in marks if mark.speaker is not None), read.people)
    # Two coders who mark overlapping words found the same passage.
    return Evidence(
        theme=theme,
        codings=tuple(mark.coding for mark in marks),
        quotes=_count(marks),
        sessions=tuple(sorted({mark.transcript for mark in marks})),
        sessions_read=read.sessions,
        community=said["community"],
        community_read=read.roles["community"],
        professionals=said["professional"],
        professionals_read=read.roles["professional"],
        unknown_speaker=_count(mark for mark in marks if mark.speaker is None),
        serious=tuple(mark.coding for mark in serious),
        serious_quotes=_count(serious),
        events=_of_kind("event", beside, read.kinds),
        events_read=read.beside["event"],
        feedback=_of_kind("feedback", beside, read.kinds),
        feedback_read=read.beside["feedback"],
        beside=tuple(mark.coding for mark in beside),
        beside_quotes=_count(beside),
    )


def _count(marks: Iterable[_Mark]) -> int:
    return len(_joined((mark.turn, mark.start, mark.end) for mark in marks))


def sessions_of(turns: pd.DataFrame, codings: pd.DataFrame, finished: Iterable[str] = ()) -> list[str]:
    """Name the sessions that were read: a person has coded something there, or called them finished.

    Only those that ``turns`` holds are named: hand over the turns of sessions, and no event or feedback is among them.
    """
    return sorted({*accepted(codings)["transcript"].unique(), *finished} & {*turns["transcript"].unique()})


def passages(marks: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Join overlapping spans of one turn: the passages that were found, as (turn, start, end) in code points.

    Spans that only touch stay apart.

    >>> marks = pd.DataFrame({"turn": ["FG01:0001"] * 3, "start": [0, 3, 9], "end": [5, 8, 12]})
    >>> passages(marks)
    [('FG01:0001', 0, 8), ('FG01:0001', 9, 12)]
    """
    return _joined(zip(marks["turn"], marks["start"].tolist(), marks["end"].tolist(), strict=True))


def _joined(spans: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    joined: list[tuple[str, int, int]] = []
    for turn, start, end in sorted(spans):
        if joined and joined[-1][0] == turn and start < joined[-1][2]:
            last = joined.pop()
            joined.append((turn, last[1], max(last[2], end)))
        else:
            joined.append((turn, start, end))
    return joined


def _voices(speakers: Iterable[str], people: Mapping[str, Participant]) -> dict[str, tuple[str, ...]]:
    known = sorted(set(speakers))
    return {role: tuple(name for name in known if people[name].role == role) for role in VOICES}


def _of_kind(kind: str, marks: Iterable[_Mark], kinds: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({mark.transcript for mark in marks if kinds[mark.group] == kind}))
