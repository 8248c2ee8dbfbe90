"""A topic model fitted: each document in one topic, with how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import tlc
from tlc.errors import AnalysisError
from tlc.listen.topics.documents import MIXED, Documents
from tlc.listen.topics.engine import ENGINES, Clustered, Engine, cluster, fit_bertopic, fit_default, runs_for
from tlc.listen.topics.keywords import Words, left_out, shared_words, weighed
from tlc.model import Topic

__all__ = ["WEAK", "Clustered", "Fitted", "Options", "cluster", "default_topics", "fit", "runs_for"]

#: A document that fewer of the runs put where it is stands there weakly.
WEAK = 0.6
#: From this share of documents in one language a topic of a mixed run is flagged.
ONE_LANGUAGE = 0.9
_MADE_WITH = ("bertopic", "scikit-learn", "numpy", "scipy", "pandas")
_MADE_WITH_DEFAULT = ("umap-learn", "hdbscan", "numba")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is chosen of a fit, beside documents and vectors.

    Attributes
    ----------
    seed : int
    topics : int, optional
        How many to look for, at most; by default `default_topics` of the number of documents.
    engine : str
        ``bertopic``: with our parts inside. ``bertopic-default``: as it comes, for comparison.
    stop_words : tuple of str
        More words that shall not stand for a topic.
    barred : tuple of str
        Names on the roster, which never stand for one. They are used, and recorded nowhere.
    runs : int, optional
        How many runs of k-means have a vote; by default `runs_for` of the number of documents.
    embedder : str
        Name and revision of what made the vectors, to be recorded.
    """

    seed: int = 1
    topics: int | None = None
    engine: Engine = "bertopic"
    # Either may hold names.
    stop_words: tuple[str, ...] = field(default=(), repr=False)
    barred: tuple[str, ...] = field(default=(), repr=False)
    runs: int | None = None
    embedder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Fitted:
    """A topic model, fitted.

    Attributes
    ----------
    documents : Documents
    vectors : float array, shape (n, D)
        What the embedder made of them, as given.
    points : float array, shape (n, d)
        The vectors condensed, of length 1 or 0.
    labels : int array, shape (n,)
        From 0, the largest topic first; a topic's number is one more. -1 only with ``bertopic-default``.
    agreement : float array, shape (n,)
        The share of runs that put a document where it is, 0 to 1; NaN with ``bertopic-default``.
    votes : float array, shape (n, k)
        The share of runs that put each document into each topic; rows sum to 1.
    words : tuple
        For each label its words with their weights, heaviest first.
    nearness : float array, shape (n,)
        The cosine between a document and the middle of its topic, -1 to 1; NaN without a topic.
    bertopic : BERTopic
        Fitted, to be merged, drawn and saved as its own documentation says. Its topic 0 is our topic 1.
    options : Options
        With everything that was left open filled in.
    versions : mapping of str to str
    """

    documents: Documents
    vectors: NDArray[Any]
    points: NDArray[np.float64]
    labels: NDArray[np.int64]
    agreement: NDArray[np.float64]
    votes: NDArray[np.float64]
    words: tuple[Words, ...]
    nearness: NDArray[np.float64]
    bertopic: Any
    options: Options
    versions: Mapping[str, str]

    def __repr__(self) -> str:
        # Nobody's words: see `Documents`.
        return f"Fitted({len(self.words)} topics of {len(self.documents)} documents, seed {self.options.seed})"

    @property
    def embedder(self) -> str:
        """Name and revision of what made the vectors."""
        return self.options.embedder

    @property
    def weak(self) -> float:
        """The share of documents whose agreement is below 0.6; NaN where nothing votes."""
        return _weak(self.agreement)

    @property
    def rest(self) -> int:
        """How many documents have no topic: none, but with ``bertopic-default``."""
        return int((self.labels < 0).sum())

    @property
    def settings(self) -> dict[str, str]:
        """What the run was made with, to be recorded and printed."""
        chosen = self.options
        return {
            "engine": "BERTopic" if chosen.engine == "bertopic" else "BERTopic as it comes",
            "embedder": chosen.embedder,
            "topics": "as it finds" if chosen.topics is None else str(chosen.topics),
            "unit": self.documents.unit,
            "language": self.documents.language,
            "stop_words": " ".join(chosen.stop_words),
        } | ({"runs": str(chosen.runs)} if chosen.engine == "bertopic" else {})

    def topics(self) -> tuple[Topic, ...]:
        """The topics by their numbers, as the model made them and before people decided anything.

        What depends on codings (``uncoded``) and on other fits (``stability``) is left open.
        """
        frame = self.documents.frame.assign(nearness=self.nearness, agreement=self.agreement)
        is_mixed = self.documents.language == MIXED
        return tuple(
            topic_of(frame[self.labels == label], number=label + 1, words=words, is_mixed=is_mixed)
            for label, words in enumerate(self.words)
        )


def fit(documents: Documents, vectors: NDArray[Any], *, options: Options = Options()) -> Fitted:
    """Fit topics on documents and their vectors.

    Documents come sorted by what they hold, so neither the order of files nor the number of threads changes anything.

    Parameters
    ----------
    documents : Documents
    vectors : float array, shape (n, D)
        One a document, in their order.

    Raises
    ------
    AnalysisError
        Not even one topic is asked for, the engine is unknown, or vectors are too few or hold no numbers.
    MissingExtraError
        The engine's libraries are not installed.
    """
    _checked(documents, vectors, options)
    texts, frame = documents.texts, documents.frame
    languages = sorted(set(frame["language"]))
    speakers = frame["speaker"].where(frame["speaker"].notna(), None)
    nothing = left_out(languages, options.stop_words)
    vocabulary = shared_words(texts, speakers, left_out=nothing, barred=options.barred)
    if options.engine == "bertopic":
        options = replace(
            options,
            topics=default_topics(len(texts)) if options.topics is None else options.topics,
            runs=runs_for(len(texts)) if options.runs is None else options.runs,
        )
        model, found = fit_bertopic(
            texts,
            vectors,
            topics=options.topics or 1,
            seed=options.seed,
            runs=options.runs or 1,
            vocabulary=vocabulary,
        )
        words = tuple(tuple(model.get_topic(label)) for label in range(found.votes.shape[1]))
    else:
        model, found = fit_default(texts, vectors, topics=options.topics, seed=options.seed)
        words = weighed(texts, found.labels, vocabulary)
    return Fitted(
        documents=documents,
        vectors=vectors,
        points=found.points,
        labels=found.labels,
        agreement=found.agreement,
        votes=found.votes,
        words=words,
        nearness=nearness(found.points, found.labels),
        bertopic=model,
        options=options,
        versions=_versions(options.engine),
    )


def default_topics(documents: int) -> int:
    """How many topics to look for: 1.75 times the square root, five documents to a topic, and 40 at most to read.

    That is many: a search for what is missing needs fine topics, since a coarse one mixes what is new with what is
    known. A report can do with fewer.

    >>> [default_topics(n) for n in (20, 100, 520, 10_000)]
    [4, 18, 40, 40]
    """
    return max(1, min(round(1.75 * math.sqrt(documents)), 40, documents // 5))


def nearness(points: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosine between each point and the middle of its group; NaN for a point without one."""
    near = np.full(len(points), np.nan)
    for label in range(labels.max(initial=-1) + 1):
        inside = labels == label
        middle = points[inside].mean(axis=0)
        near[inside] = points[inside] @ (middle / max(float(np.linalg.norm(middle)), 1e-12))
    return near


def topic_of(part: pd.DataFrame, *, number: int, words: Words, is_mixed: bool = False) -> Topic:
    """Make the noun of a topic from its documents.

    Parameters
    ----------
    part : DataFrame
        Rows of `Documents.frame` with ``nearness`` and ``agreement``.
    """
    languages = part["language"].value_counts(normalize=True)
    return Topic(
        number=number,
        words=words,
        turns=tuple(turn for turns in spread(part) for turn in turns),
        documents=len(part),
        sessions=part["transcript"].nunique(),
        groups=part["group"].nunique(),
        speakers=part["speaker"].nunique(),
        agreement=float(part["agreement"].mean()),
        weak=_weak(part["agreement"].to_numpy()),
        language=str(languages.index[0]) if is_mixed and languages.iloc[0] >= ONE_LANGUAGE else "",
    )


def spread(part: pd.DataFrame) -> Iterable[tuple[str, ...]]:
    """Put the turns of the most typical documents first, spread over people, and these over sessions.

    Each person's most typical document comes before anybody's second, and among these the first of each session
    before the second of any. Documents that stand in their topic weakly come after all others.
    """
    order = part.assign(is_weak=part["agreement"] < WEAK)
    order = order.sort_values(["is_weak", "nearness", "document"], ascending=[True, False, True], kind="stable")
    # Who nobody knows may be anybody: the session stands for them.
    who = order["speaker"].fillna("?" + order["transcript"])
    order["turn_of_person"] = order.groupby([order["is_weak"], who]).cumcount()
    order["turn_of_session"] = order.groupby(["is_weak", "turn_of_person", "transcript"]).cumcount()
    order = order.sort_values(["is_weak", "turn_of_person", "turn_of_session"], kind="stable")
    return tuple(order["turns"])


def _weak(agreement: NDArray[np.float64]) -> float:
    return float((agreement < WEAK).mean()) if len(agreement) and not np.isnan(agreement).all() else math.nan


def _checked(documents: Documents, vectors: NDArray[Any], options: Options) -> None:
    if options.topics is not None and options.topics < 1:
        raise AnalysisError("The number of topics to look for is less than one.", hint="Leave it out, or ask for 10.")
    if options.engine not in ENGINES:
        raise AnalysisError("The engine is unknown.", hint=f"Use one of: {', '.join(ENGINES)}.")
    if vectors.ndim != 2 or len(vectors) != len(documents):
        raise AnalysisError(
            f"There are {len(documents)} documents, and not one vector for each.",
            hint="The embedder must give one vector for each text.",
        )
    if not np.isfinite(vectors).all():
        raise AnalysisError("Some vectors hold no numbers.", hint="Is the embedder's model damaged?")


def _versions(engine: Engine) -> dict[str, str]:
    found = {"tlc": tlc.__version__}
    for name in _MADE_WITH + (_MADE_WITH_DEFAULT if engine == "bertopic-default" else ()):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
