"""Which codes stand on which topic, and so which topics of two languages may be about the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.counting import accepted
from tlc.listen.topics.spread import REST

#: How many codes a link names.
_CODES_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One code on the documents of one topic. Ids of people are for the team, not for showing.

    Attributes
    ----------
    topic : int
    code : str
    documents, of : int
        How many documents of the topic hold the code, of all its documents.
    people, sessions : tuple of str
        Known participants in whose words it stands there, and where.
    by_people : bool
        Whether a person put it on any of them; otherwise only the codebook's rules did.

    >>> Standing(topic=1, code="a.b", documents=2, of=8, people=("P1",), sessions=("FG01",), by_people=True).share
    0.25
    """

    topic: int
    code: str
    documents: int
    of: int
    people: tuple[str, ...]
    sessions: tuple[str, ...]
    by_people: bool

    @property
    def share(self) -> float:
        """Of the topic's documents, how many hold the code."""
        return self.documents / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesOn:
    """The codes on all topics of a run.

    Attributes
    ----------
    standings : tuple of Standing
        Topic by topic, the code that stands on most of its documents first.
    sizes : mapping of topic to int
        How many documents each topic has, also those without any code.

    >>> CodesOn(standings=(), sizes={1: 8}).sizes[1]
    8
    """

    standings: tuple[Standing, ...]
    sizes: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two topics, one of each run, on which the same codes stand.

    Attributes
    ----------
    first, second : int
        Their numbers, each in its own run.
    likeness : float
        0 to 1: 1 where the same codes stand on both, in the same measure beyond what is usual in their run.
    codes : tuple of str
        Those that link them, what counts most first; three at most.
    """

    first: int
    second: int
    likeness: float
    codes: tuple[str, ...]


def standing_marks(codings: pd.DataFrame) -> pd.DataFrame:
    """Keep the codings that say what a document is about.

    In sessions that people have read, that is what they accepted; elsewhere what the codebook's rules suggest and
    nobody rejected.

    Parameters
    ----------
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    """
    people = accepted(codings)
    rules = codings[(codings["kind"] == "rules") & (codings["status"] != "rejected")]
    return pd.concat([people, rules[~rules["transcript"].isin(set(people["transcript"]))]])


def codes_on(documents: pd.DataFrame, numbers: NDArray[np.int64], codings: pd.DataFrame) -> CodesOn:
    """Say which codes stand on the documents of each topic.

    Parameters
    ----------
    documents : DataFrame
        What was sorted into topics: ``turns`` (ids), ``transcript`` and ``speaker``.
    numbers : int array, shape (n_documents,)
        The topic of each; 0 is the rest, which is no topic.
    codings : DataFrame
        CODINGS of ``tlc.frames``; see `standing_marks` for which of them count.
    """
    marks = standing_marks(codings)
    at: defaultdict[str, set[tuple[str, bool]]] = defaultdict(set)
    for turn, code, kind in marks[["turn", "code", "kind"]].itertuples(index=False, name=None):
        at[turn].add((code, kind != "rules"))
    sizes: defaultdict[int, int] = defaultdict(int)
    found: defaultdict[tuple[int, str], _Tally] = defaultdict(_Tally)
    rows = documents[["turns", "transcript", "speaker"]].itertuples(index=False, name=None)
    for number, (turns, transcript, speaker) in zip(np.asarray(numbers).tolist(), rows, strict=True):
        if number == REST:
            continue
        sizes[number] += 1
        held = {mark for turn in turns for mark in at.get(turn, ())}
        for code in {code for code, _ in held}:
            found[number, code].add(transcript, speaker, by_people=(code, True) in held)
    standings = [
        Standing(
            topic=topic,
            code=code,
            documents=tally.documents,
            of=sizes[topic],
            people=tuple(sorted(tally.people)),
            sessions=tuple(sorted(tally.sessions)),
            by_people=tally.by_people,
        )
        for (topic, code), tally in found.items()
    ]
    ordered = sorted(standings, key=lambda one: (one.topic, -one.documents, one.code))
    return CodesOn(standings=tuple(ordered), sizes=dict(sorted(sizes.items())))


def links(first: CodesOn, second: CodesOn) -> tuple[Link, ...]:
    """Find the topics of two runs on which the same codes stand: those of two languages, say.

    What is compared is how much more of a topic's documents hold a code than documents of its run do on the whole: a
    code that stands everywhere links nothing. The likeness is the cosine between the two topics' measures of this.

    Returns
    -------
    tuple of Link
        The most alike first; pairs that share no code beyond what is usual are left out.

    Source: ours. It says which topics a person should read side by side, and nothing more.
    """
    one, other = _beyond_usual(first), _beyond_usual(second)
    found = []
    for topic, measures in one.items():
        for beside, theirs in other.items():
            shared = {code: measures[code] * theirs[code] for code in measures.keys() & theirs.keys()}
            if not shared:
                continue
            alike = sum(shared[code] for code in sorted(shared)) / (_length(measures) * _length(theirs))
            codes = sorted(shared, key=lambda code: (-shared[code], code))[:_CODES_NAMED]
            found.append(Link(first=topic, second=beside, likeness=round(min(alike, 1.0), 6), codes=tuple(codes)))
    return tuple(sorted(found, key=lambda link: (-link.likeness, link.first, link.second)))


@dataclass(slots=True)
class _Tally:
    """What is counted of a code on a topic, document by document."""

    documents: int = 0
    people: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    by_people: bool = False

    def add(self, transcript: str, speaker: object, *, by_people: bool) -> None:
        self.documents += 1
        self.sessions.add(transcript)
        self.by_people |= by_people
        if isinstance(speaker, str):
            self.people.add(speaker)


def _beyond_usual(codes: CodesOn) -> dict[int, dict[str, float]]:
    """By how much the share of each topic's documents that hold a code is above that of all documents of the run."""
    documents = sum(codes.sizes.values())
    held: defaultdict[str, int] = defaultdict(int)
    for one in codes.standings:
        held[one.code] += one.documents
    above: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for one in codes.standings:
        # Where one topic is the whole run, nothing in it is beyond what is usual: there the share itself counts.
        usual = held[one.code] / documents if len(codes.sizes) > 1 else 0.0
        if one.share > usual:
            above[one.topic][one.code] = one.share - usual
    return dict(above)


def _length(measures: dict[str, float]) -> float:
    return float(np.sqrt(sum(measures[code] ** 2 for code in sorted(measures))))
