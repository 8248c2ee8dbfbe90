"""BERTopic with our parts inside, and BERTopic as it comes."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tlc._lazy import require
from tlc.errors import MissingExtraError

Engine = Literal["bertopic", "bertopic-default"]
ENGINES: tuple[Engine, ...] = ("bertopic", "bertopic-default")

#: A topic of fewer documents is none.
SMALLEST = 5
_INSTALL = "python -m pip install --no-deps -r requirements.lock"
_INSTALL_DEFAULT = "python -m pip install umap-learn hdbscan"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clustered:
    """Points and the groups that they are in.

    Attributes
    ----------
    points : float array, shape (n, d)
        The vectors, condensed; of length 1 or 0.
    labels : int array, shape (n,)
        From 0, the largest group first; -1 for what BERTopic's own engine leaves over.
    agreement : float array, shape (n,)
        The share of runs that put the point where it is, 0 to 1; NaN with BERTopic's own engine.
    votes : float array, shape (n, k)
        The share of runs that put each point into each group; rows sum to 1.
    """

    points: NDArray[np.float64]
    labels: NDArray[np.int64]
    agreement: NDArray[np.float64]
    votes: NDArray[np.float64]


def runs_for(documents: int) -> int:
    """How many runs of k-means have a vote: fewer where there is more, since each is then surer by itself.

    >>> [runs_for(n) for n in (20, 1000, 3000, 100_000)]
    [100, 90, 30, 20]
    """
    return max(20, min(100, 90_000 // max(documents, 1)))


def cluster(vectors: NDArray[Any], *, topics: int, seed: int, runs: int | None = None) -> Clustered:
    """Group vectors as topics do, without BERTopic: condensed, then clustered by consensus.

    Parameters
    ----------
    vectors : float array, shape (n, D)
    topics : int
        How many groups to look for, at most.
    runs : int, optional
        By default `runs_for` of the number of vectors.

    >>> vectors = np.repeat(np.eye(3), 10, axis=0)
    >>> cluster(vectors, topics=3, seed=1).labels.max()
    np.int64(2)
    """
    condense, consensus = parts(len(vectors), topics=topics, seed=seed, runs=runs)
    return _clustered(condense.fit_transform(vectors), consensus)


def parts(documents: int, *, topics: int, seed: int, runs: int | None = None) -> tuple[Any, Any]:
    """Make what stands in BERTopic for UMAP and for HDBSCAN: estimators, not fitted yet."""
    from tlc.listen.topics.condense import Condense
    from tlc.listen.topics.consensus import Consensus

    runs = runs_for(documents) if runs is None else runs
    return Condense(), Consensus(clusters=topics, seed=seed, smallest=SMALLEST, runs=runs)


def _clustered(points: NDArray[np.float64], consensus: Any) -> Clustered:
    if not hasattr(consensus, "labels_"):
        consensus.fit(points)
    return Clustered(points=points, labels=consensus.labels_, agreement=consensus.agreement_, votes=consensus.votes_)


def fit_bertopic(
    texts: Sequence[str], vectors: NDArray[Any], *, topics: int, seed: int, runs: int, vocabulary: list[str]
) -> tuple[Any, Clustered]:
    """Fit BERTopic with our parts: its topics are numbered from 0, the largest first, as ours are from 1.

    Raises
    ------
    MissingExtraError
        BERTopic is not installed.
    """
    with warnings.catch_warnings():
        # BERTopic silences warnings of every library when it is imported; here they are put back.
        bertopic = _bertopic()
        from threadpoolctl import threadpool_limits

        from tlc.listen.topics._words import SharedWords, vectorizer

        condense, consensus = parts(len(texts), topics=topics, seed=seed, runs=runs)
        model = bertopic.BERTopic(
            # "english" would drop every letter with a diacritic.
            language="multilingual",
            umap_model=condense,
            hdbscan_model=consensus,
            vectorizer_model=vectorizer(vocabulary),
            representation_model=SharedWords(vocabulary),
        )
        # BERTopic numbers topics by their size with a sort that leaves equal ones in no order; ours are sorted.
        model._sort_mappings_by_frequency = lambda documents: documents
        with threadpool_limits(limits=1):
            model.fit_transform(list(texts), vectors)
        del model._sort_mappings_by_frequency
    return model, _clustered(condense.transform(vectors), consensus)


def fit_default(texts: Sequence[str], vectors: NDArray[Any], *, topics: int | None, seed: int) -> tuple[Any, Clustered]:
    """Fit BERTopic as it comes, for comparison: UMAP, HDBSCAN, and documents that get no topic.

    Raises
    ------
    MissingExtraError
        BERTopic, UMAP or HDBSCAN is not installed.
    """
    for name in ("umap", "hdbscan"):
        try:
            import_module(name)
        except ImportError as error:
            raise MissingExtraError(
                f"The library '{name}' is not installed, or not whole. It is needed for BERTopic as it comes.",
                hint=f"Install it with: {_INSTALL_DEFAULT}. Or leave the engine out: ours needs neither.",
            ) from error
    with warnings.catch_warnings():
        bertopic = _bertopic()
        from sklearn.feature_extraction.text import CountVectorizer
        from threadpoolctl import threadpool_limits

        # What BERTopic takes by itself, with a seed.
        umap = import_module("umap").UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed
        )
        model = bertopic.BERTopic(
            language="multilingual",
            umap_model=umap,
            nr_topics=topics,
            vectorizer_model=CountVectorizer(analyzer=str.split),
        )
        with threadpool_limits(limits=1):
            labels = np.asarray(model.fit_transform(list(texts), np.asarray(vectors))[0], dtype=np.int64)
    from tlc.listen.topics.condense import Condense

    votes = np.zeros((len(labels), labels.max(initial=-1) + 1))
    placed = np.flatnonzero(labels >= 0)
    votes[placed, labels[placed]] = 1
    return model, Clustered(
        points=Condense().fit_transform(vectors), labels=labels, agreement=np.full(len(labels), np.nan), votes=votes
    )


def _bertopic() -> Any:
    """Import BERTopic without spaCy, which it asks for a single class: that would cost a second and 45 MB."""
    if "bertopic" in sys.modules or "spacy" in sys.modules:
        return require("bertopic", purpose="finding topics", install=_INSTALL)
    sys.modules["spacy"] = None  # type: ignore[assignment]
    try:
        bertopic = require("bertopic", purpose="finding topics", install=_INSTALL)
    finally:
        del sys.modules["spacy"]
    # Who asks for that class gets it, and spaCy with it.
    offered = import_module("bertopic.representation")
    offered.__dict__.pop("PartOfSpeech", None)
    offered.__dict__["__getattr__"] = _part_of_speech
    return bertopic


def _part_of_speech(name: str) -> Any:
    if name != "PartOfSpeech":
        raise AttributeError(f"module 'bertopic.representation' has no attribute {name!r}")
    return import_module("bertopic.representation._pos").PartOfSpeech
