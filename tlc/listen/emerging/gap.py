"""How far the codebook misses each topic: one formula, and everything that goes into it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlc.listen.topics.keywords import Words, at_least

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: The formula's name, recorded with each run. Whoever changes anything in this file counts it up.
FORMULA = "gap 1"
#: How much each part counts. Being far from the codebook is one idea, measured in two ways.
WEIGHTS: Mapping[str, float] = {
    "uncovered": 1.0,
    "no strong cue": 1.0,
    "far from definitions": 0.5,
    "far from quotes": 0.5,
    "cohesion": 1.0,
    "sharpness": 1.0,
}
#: How many of a topic's words its sharpness goes by.
SHARPEST = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """What is known of documents and codes before any topic is looked at.

    Attributes
    ----------
    codes : tuple of str
        Ids: the columns of all arrays.
    covered : bool array, shape (documents, codes)
        The document has the code: by a person, or, where nobody has read, by a term of it.
    strong : bool array, shape (documents, codes)
        As ``covered``, but terms count only where two different ones of the code stand in the document.
    read : bool array, shape (documents,)
        A person has read it.
    definitions, quotes : float array, shape (documents, codes)
        Cosine between the document and the code's definition, and the middle of what people coded with it; NaN for a
        code that has none.
    """

    codes: tuple[str, ...]
    covered: Bools
    strong: Bools
    read: Bools
    definitions: Floats
    quotes: Floats

    @property
    def is_covered(self) -> Bools:
        """Whether any code covers the document: shape (documents,)."""
        return np.asarray(self.covered.any(axis=1), dtype=bool)

    @property
    def is_strong(self) -> Bools:
        """Whether any code covers it strongly: shape (documents,)."""
        return np.asarray(self.strong.any(axis=1), dtype=bool)

    def without(self, hidden: Collection[str]) -> Evidence:
        """What would be known if some codes were not in the codebook."""
        kept = np.array([code not in hidden for code in self.codes], dtype=bool)
        return Evidence(
            codes=tuple(code for code in self.codes if code not in hidden),
            covered=self.covered[:, kept],
            strong=self.strong[:, kept],
            read=self.read,
            definitions=self.definitions[:, kept],
            quotes=self.quotes[:, kept],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gaps:
    """How far the codebook misses each topic of a run.

    Attributes
    ----------
    gap : float array, shape (topics,)
        0 to 100; 50 is a topic in which everything is as it is on average in this run.
    parts : mapping of str to float array
        Each of WEIGHTS as it was measured; NaN where it could not be.
    nearest : tuple of str
        The code whose definition stands nearest to the topic; empty where no code has one.
    likeness : float array, shape (topics,)
        How near, as a mean cosine; NaN where there is none.
    """

    gap: Floats
    parts: Mapping[str, Floats] = field(repr=False)
    nearest: tuple[str, ...]
    likeness: Floats


def gaps(
    vectors: NDArray[Any],
    labels: NDArray[np.int64],
    words: tuple[Words, ...],
    evidence: Evidence,
    *,
    agreement: Floats | None = None,
) -> Gaps:
    """Say how far the codebook misses each topic.

    Each part is measured topic by topic, and a document counts in it as often as two runs agree on it (its agreement
    squared), so that the core of a topic decides and not its fringe. The parts are: the share of documents that no
    code covers, and the share that none covers by strong cues (of both the lower end of the 95 % interval counts,
    since of three documents all may be uncovered by chance); how far documents stand from the nearest definition, and
    from the nearest code's quotes; how near to each other they stand (mean cosine of all pairs); and how much its
    words are its own (the mean weight of its five heaviest). Each part is set against its mean and standard deviation
    over the topics of the run; the gap is their weighted mean, as a percentage of the normal distribution.

    Parameters
    ----------
    vectors : float array, shape (documents, dimensions)
        Of length 1 or 0.
    labels : int array, shape (documents,)
        The topic of each document, from 0; -1 for none.
    words : tuple
        For each topic its words with their weights, heaviest first.
    evidence : Evidence
    agreement : float array, shape (documents,), optional
        The share of runs that put each document where it is; where nothing votes (NaN), documents count fully.

    Source: ours, after the codebook gap of the studies named in docs/topics.md; chosen on one collection of Usenet
    posts with single codes hidden, and frozen then (benchmarks/emerging.py).

    >>> vectors = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=float)
    >>> known = np.array([[True], [True], [False], [False]])
    >>> near = vectors[:, :1]
    >>> evidence = Evidence(
    ...     codes=("a",), covered=known, strong=known, read=known[:, 0], definitions=near, quotes=near * np.nan
    ... )
    >>> found = gaps(vectors, np.array([0, 0, 1, 1]), ((), ()), evidence)
    >>> bool(found.gap[1] > 50 > found.gap[0]), found.nearest
    (True, ('a', 'a'))
    """
    sure = np.ones(len(labels)) if agreement is None else np.nan_to_num(agreement, nan=1.0)
    groups = _Groups(labels=labels, sure=np.clip(sure, 1e-3, 1) ** 2, topics=len(words))
    mean = groups.mean
    parts = {
        "uncovered": groups.at_least(~evidence.is_covered),
        "no strong cue": groups.at_least(~evidence.is_strong),
        "far from definitions": mean(1 - _nearest(evidence.definitions)),
        "far from quotes": mean(1 - _nearest(evidence.quotes)),
        "cohesion": groups.cohesion(vectors),
        "sharpness": np.array([sum(weight for _, weight in own[:SHARPEST]) / SHARPEST for own in words]),
    }
    near = np.stack([mean(column) for column in evidence.definitions.T], axis=1) if evidence.codes else None
    nearest, likeness = _named(near, evidence.codes, len(words))
    return Gaps(gap=_combined(parts), parts=parts, nearest=nearest, likeness=likeness)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Groups:
    """Documents in topics, each counting as much as ``sure`` says; an empty topic has NaN."""

    labels: NDArray[np.int64]
    sure: Floats
    topics: int

    def sum(self, values: NDArray[Any]) -> Floats:
        inside = self.labels >= 0
        weights = (self.sure * values)[inside]
        return np.asarray(np.bincount(self.labels[inside], weights=weights, minlength=self.topics), dtype=np.float64)

    def mean(self, values: NDArray[Any]) -> Floats:
        return _divided(self.sum(values), self.sum(np.ones(len(values))))

    def at_least(self, yes: Bools) -> Floats:
        shares, sizes = self.mean(yes), self.sum(np.ones(len(yes)))
        low = [
            float(at_least(np.array([one]), size)[0]) if size else np.nan
            for one, size in zip(shares, sizes, strict=True)
        ]
        return np.array(low, dtype=np.float64)

    def cohesion(self, vectors: NDArray[Any]) -> Floats:
        found = np.full(self.topics, np.nan)
        for topic in range(self.topics):
            inside = self.labels == topic
            weights = self.sure[inside]
            if inside.sum() > 1:
                points = np.asarray(vectors[inside], dtype=np.float64) * weights[:, None]
                total = points.sum(axis=0)
                pairs = weights.sum() ** 2 - weights @ weights
                found[topic] = (total @ total - (points * points).sum()) / pairs
        return found


def _divided(above: Floats, below: Floats) -> Floats:
    return np.asarray(np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0))


def _combined(parts: Mapping[str, Floats]) -> Floats:
    """Set each part against its spread over the topics, and take the weighted mean of those that were measured."""
    told = {name: values for name, values in parts.items() if not np.isnan(values).all()}
    # Where there is no quote, or no definition, the other stands for both.
    total = {name: WEIGHTS[name] * (2 if _is_alone(name, told) else 1) for name in told}
    mean = sum((total[name] * _standard(values) for name, values in told.items()), np.zeros(1)) / sum(total.values())
    # Rounded: the last digits depend on the machine, and order must not.
    return np.array([round(100 * NormalDist().cdf(float(value)), 4) for value in mean])


def _is_alone(name: str, told: Mapping[str, Floats]) -> bool:
    pair = {"far from definitions", "far from quotes"}
    return name in pair and len(pair & set(told)) == 1


def _standard(values: Floats) -> Floats:
    """How many standard deviations each value lies above the mean; 0 where it is not known, or all are the same."""
    known = values[~np.isnan(values)]
    spread = float(known.std())
    if spread < 1e-9:
        return np.zeros(len(values))
    return np.asarray(np.where(np.isnan(values), 0.0, (values - known.mean()) / spread))


def _nearest(cosines: Floats) -> Floats:
    """How near the nearest code is to each document; NaN where there is nothing to be near to."""
    if not cosines.shape[1] or np.isnan(cosines).all():
        return np.full(len(cosines), np.nan)
    return np.asarray(np.nanmax(cosines, axis=1))


def _named(near: Floats | None, codes: tuple[str, ...], topics: int) -> tuple[tuple[str, ...], Floats]:
    if near is None or np.isnan(near).all():
        return ("",) * topics, np.full(topics, np.nan)
    # Of two codes that are as near, the first in the codebook.
    best = [int(np.nanargmax(np.round(row, 6))) if not np.isnan(row).all() else -1 for row in near]
    named = tuple(codes[place] if place >= 0 else "" for place in best)
    return named, np.array([row[place] if place >= 0 else np.nan for row, place in zip(near, best, strict=True)])
