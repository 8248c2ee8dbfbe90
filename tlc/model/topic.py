"""Topics: patterns in the words that a model proposes, for people to judge."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One pattern: words that stand together, and the turns they stand in.

    Attributes
    ----------
    number : int
        From 1, the largest topic first. It depends on the words and the seed only, never on codings.
    words : tuple of (str, float)
        The words that mark it out, with their weights, heaviest first.
    turns : tuple of str
        Ids of its turns, the most typical first, spread over people and sessions.
    documents : int
        How many documents they make: a document is a turn, or short turns of one speaker joined.
    sessions, groups, speakers : int
        In how many sessions, in how many groups, and by how many known participants, it is carried.
    agreement : float
        The mean over its documents of the share of runs that put a document here, 0 to 1; NaN where nothing votes.
    weak : float
        The share of its documents whose agreement is below 0.6; NaN where nothing votes.
    name : str
        What people call it; empty as long as nobody gave it a name.
    hidden, locked, artefact : bool
        What people made of it: left out of lists; kept through refits; no pattern, but left by how talk was recorded.
    language : str
        In a run over several languages: the language of nearly all its documents. Else empty.
    stability : mapping of str to float
        How well it comes back, 0 to 1: ``seeds``, ``bootstrap``, ``sessions``; what was not measured is absent.
    uncoded : float
        Share of its documents that no person has coded, 0 to 1; NaN where nobody has read any of them.

    >>> topic = Topic(
    ...     number=1, words=(("surname", 0.4),), turns=("FG01:0002",), documents=1, sessions=1, groups=1, speakers=1
    ... )
    >>> topic.label
    'surname'
    """

    number: int
    words: tuple[tuple[str, float], ...]
    # Small counts of people, and what tells them, are in no repr: a notebook keeps it.
    turns: tuple[str, ...] = field(repr=False)
    documents: int = field(repr=False)
    sessions: int = field(repr=False)
    groups: int = field(repr=False)
    speakers: int = field(repr=False)
    agreement: float = math.nan
    weak: float = math.nan
    name: str = ""
    hidden: bool = False
    locked: bool = False
    artefact: bool = False
    language: str = ""
    stability: Mapping[str, float] = field(default_factory=dict)
    uncoded: float = math.nan

    def __post_init__(self) -> None:
        object.__setattr__(self, "stability", MappingProxyType(dict(self.stability)))

    @property
    def label(self) -> str:
        """Its name, or its four heaviest words."""
        return self.name or ", ".join(word for word, _ in self.words[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A topic that may be a barrier which the codebook misses: for people to judge, and never a verdict.

    Attributes
    ----------
    topic : int
        The topic's number.
    rank : int
        From 1: where people should look first.
    gap : float
        How far the codebook misses it, 0 to 100; it orders the candidates of one run and measures no importance.
    parts : mapping of str to float
        What the gap is made of.
    nearest : str
        The code that stands nearest to it; empty where the codebook has none.
    likeness : float
        How near that code is, 0 to 1; NaN where there is none.
    sessions, sessions_in_all, groups, groups_in_all, speakers : int
        How widely it is carried.
    uncoded : float
        As `Topic.uncoded`.
    agreement : float
        As `Topic.agreement`.
    quotes : tuple of str
        At most five turns, of different people who may be quoted.
    sentence : str
        All this in plain words.
    verdict, by, why : str
        What a named person decided, and why; empty as long as nobody did.

    >>> Candidate(topic=4, rank=1, gap=92.5, speakers=9).verdict
    ''
    """

    topic: int
    rank: int
    gap: float
    parts: Mapping[str, float] = field(default_factory=dict)
    nearest: str = ""
    likeness: float = math.nan
    sessions: int = field(default=0, repr=False)
    sessions_in_all: int = 0
    groups: int = field(default=0, repr=False)
    groups_in_all: int = 0
    speakers: int = field(default=0, repr=False)
    uncoded: float = math.nan
    agreement: float = math.nan
    quotes: tuple[str, ...] = ()
    sentence: str = field(default="", repr=False)
    verdict: str = ""
    by: str = ""
    why: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRun:
    """One fit of a topic model, with everything needed to repeat it.

    Attributes
    ----------
    topics : tuple of Topic
        By their numbers.
    candidates : tuple of Candidate
        Topics that may be emerging barriers.
    seed : int
    settings : mapping of str to str
        Engine, embedder, number of topics and the like.
    versions : mapping of str to str
        Libraries and their versions.
    corpus_digest : str
        SHA-256 of the documents that went in.
    documents : int
        How many went in; each has exactly one topic, but for those that BERTopic's own engine leaves over.
    aside : mapping of str to int
        Why turns are no documents, and how many.
    rest : int
        Documents that BERTopic's own engine left without a topic; 0 with ours.
    weak : float
        The share of documents whose agreement is below 0.6; NaN where nothing votes.
    stability : mapping of str to float
        How alike other fits are, 0 to 1: over ``seeds``, ``bootstrap``, and leaving ``sessions`` out.
    min_speakers, min_sessions : int
        By how many known people, in how many sessions, a topic must be carried to be a candidate.

    >>> TopicRun(topics=(), seed=1, settings={}, versions={}, corpus_digest="", documents=0).emerging
    ()
    """

    topics: tuple[Topic, ...]
    seed: int
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    corpus_digest: str
    documents: int
    candidates: tuple[Candidate, ...] = ()
    aside: Mapping[str, int] = field(default_factory=dict)
    rest: int = 0
    weak: float = math.nan
    stability: Mapping[str, float] = field(default_factory=dict)
    min_speakers: int = 3
    min_sessions: int = 2

    def __post_init__(self) -> None:
        for name in ("settings", "versions", "aside", "stability"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def emerging(self) -> tuple[Candidate, ...]:
        """The candidates, the one to look at first in front."""
        return tuple(sorted(self.candidates, key=lambda one: one.rank))

    @property
    def shown(self) -> tuple[Topic, ...]:
        """The topics of the candidates in that order, but for those that people hid or judged to be no barrier."""
        by_number = {topic.number: topic for topic in self.topics}
        kept = (
            by_number[one.topic] for one in self.emerging if one.verdict != "not a barrier" and one.topic in by_number
        )
        return tuple(topic for topic in kept if not (topic.hidden or topic.artefact))
