"""Topics: patterns in the words that a model proposes, for people to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One candidate pattern: words that stand together, and the turns they stand in.

    Attributes
    ----------
    number : int
        From 1, in the order of ``gap``: the topic that the codebook covers least comes first.
    words : tuple of (str, float)
        The words that mark it out, with their weights, heaviest first.
    turns : tuple of str
        Ids of its turns, the most typical first.
    sessions, speakers : int
        In how many sessions, and by how many known participants, it is carried.
    uncoded : float
        Share of its turns that no person has coded, 0 to 1; NaN where no turn of it was read by a coder.
    gap : float
        How far the codebook misses it, 0 to 1: the basis of its place in the list.

    >>> topic = Topic(
    ...     number=1, words=(("surname", 0.4),), turns=("FG01:0002",), sessions=1, speakers=1, uncoded=1.0, gap=1.0
    ... )
    >>> topic.label
    'surname'
    """

    number: int
    words: tuple[tuple[str, float], ...]
    turns: tuple[str, ...]
    sessions: int
    speakers: int
    uncoded: float
    gap: float

    @property
    def label(self) -> str:
        """Its four heaviest words."""
        return ", ".join(word for word, _ in self.words[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRun:
    """One fit of a topic model, with everything needed to repeat it.

    Attributes
    ----------
    settings : mapping of str to str
        Engine, embedder, number of topics and the like.
    versions : mapping of str to str
        Libraries and their versions.
    corpus_digest : str
        SHA-256 of the turns that went in.
    documents : int
        How many turns went in; each has exactly one topic.

    >>> TopicRun(topics=(), seed=1, settings={}, versions={}, corpus_digest="", documents=0).emerging
    ()
    """

    topics: tuple[Topic, ...]
    seed: int
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    corpus_digest: str
    documents: int
    min_speakers: int = 3
    min_sessions: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", MappingProxyType(dict(self.settings)))
        object.__setattr__(self, "versions", MappingProxyType(dict(self.versions)))

    @property
    def emerging(self) -> tuple[Topic, ...]:
        """Topics that enough people in enough sessions carry, the least covered by the codebook first."""
        return tuple(
            topic
            for topic in self.topics
            if topic.speakers >= self.min_speakers and topic.sessions >= self.min_sessions
        )
