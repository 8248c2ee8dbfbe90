"""How widely a topic is carried, and who may be quoted for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from tlc.listen.topics.fit import WEAK
from tlc.model import Participant, Topic

#: From so many people in so many sessions a topic can be a candidate: fewer may be one person's story.
MIN_SPEAKERS = 3
MIN_SESSIONS = 2
MOST_QUOTES = 5

_SHARES = ((0.995, "all"), (0.85, "nearly all"), (0.6, "most"), (0.4, "about half"), (0.15, "some"), (0.005, "little"))


def is_carried(topic: Topic, *, unknown: int) -> bool:
    """Whether enough people in enough sessions carry a topic.

    Parameters
    ----------
    topic : Topic
    unknown : int
        How many of its documents are by speakers whom nobody knows. Where there are any, they stand for people.

    >>> one = Topic(number=1, words=(), turns=(), documents=9, sessions=2, groups=2, speakers=2)
    >>> is_carried(one, unknown=0), is_carried(one, unknown=4)
    (False, True)
    """
    return topic.sessions >= MIN_SESSIONS and topic.speakers + unknown >= MIN_SPEAKERS


def quotes(part: pd.DataFrame, lengths: Mapping[str, int], people: Iterable[Participant]) -> tuple[str, ...]:
    """Choose at most five turns, of different people who may be quoted and of as many sessions as can be.

    Parameters
    ----------
    part : DataFrame
        A topic's documents, with ``nearness``, ``agreement`` and ``covered``: those that no code covers come first,
        the most typical before others, and those that stand in their topic weakly last.
    lengths : mapping of turn to int
        How long each turn is: of joined turns the longest is quoted.
    people : iterable of Participant
    """
    allowed = {person.id for person in people if person.may_quote}
    part = part[part["speaker"].isin(allowed)].assign(is_weak=lambda rows: rows["agreement"] < WEAK)
    order = part.sort_values(
        ["is_weak", "covered", "nearness", "document"], ascending=[True, True, False, True], kind="stable"
    ).drop_duplicates("speaker")
    waiting = list(zip(order["transcript"], order["turns"], strict=True))
    heard: Counter[str] = Counter()
    chosen: list[str] = []
    while waiting and len(chosen) < MOST_QUOTES:
        session, turns = min(waiting, key=lambda one: heard[one[0]])
        waiting.remove((session, turns))
        heard[session] += 1
        chosen.append(max(turns, key=lambda turn: (lengths.get(turn, 0), turn)))
    return tuple(chosen)


def told(topic: Topic, *, groups: int, unknown: int, uncovered: float, nearest: str) -> str:
    """Say in plain words how widely a topic is carried, how little of it is coded, and what is nearest.

    Parameters
    ----------
    groups : int
        In how many groups there was anything to model.
    unknown : int
        How many of its documents are by speakers whom nobody knows.
    uncovered : float
        The share of its documents in which no term of the codebook stands, for where nobody has read.
    nearest : str
        A code, or nothing.

    >>> topic = Topic(number=1, words=(), turns=(), documents=20, sessions=6, groups=6, speakers=9, uncoded=0.8)
    >>> told(topic, groups=11, unknown=0, uncovered=0.8, nearest="access.hours")
    'Said in 6 of 11 groups by 9 people; most of it is uncoded; nearest code: access.hours.'
    """
    if not topic.speakers:
        who = "; who spoke is not known"
    else:
        who = f" by {topic.speakers} people" + (" and by others whom nobody knows" if unknown else "")
    if math.isnan(topic.uncoded):
        missed = f"nobody has read it yet, and {share(uncovered)} of it holds no term of the codebook"
    else:
        missed = f"{share(topic.uncoded)} of it is uncoded"
    near = f"nearest code: {nearest}" if nearest else "no code is near"
    return f"Said in {topic.groups} of {groups} groups{who}; {missed}; {near}."


def share(value: float) -> str:
    """Put a share in a word, so that no small number of turns is told.

    >>> [share(value) for value in (1.0, 0.8, 0.5, 0.0)]
    ['all', 'most', 'about half', 'none']
    """
    return next((word for least, word in _SHARES if value >= least), "none")
