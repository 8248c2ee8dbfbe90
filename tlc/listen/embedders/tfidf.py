"""The embedder that is always there: it learns from the texts themselves, and needs no model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.embedders.embedder import Embedder

__all__ = ["Embedder", "TfidfSvd"]


@dataclass(slots=True)
class TfidfSvd:
    """The embedder that is always there: words, pairs of words and parts of words, weighted and condensed.

    It learns from the texts themselves, needs no model and no network, and knows no language: parts of words let
    "spelled" stand near "spelling", and "programare" near "programări". Words that function in a sentence are kept,
    for lists of them hold words that matter in talk ("name" is on spaCy's); the weighting makes them light.

    Attributes
    ----------
    dimensions : int
        At most; small collections have fewer.
    """

    dimensions: int = 50
    name: str = "tfidf"
    revision: str = "1"
    together: ClassVar[bool] = True

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it shares nothing with any other text.

        The same texts in the same order always give the same points.

        Raises
        ------
        AnalysisError
            There are no texts, or no words in them.

        >>> points = TfidfSvd().embed(["my name is wrong", "they spelled my name wrong", "the bus was late"] * 3)
        >>> bool(points[0] @ points[1] > points[0] @ points[2])
        True
        """
        return self.embed_beside(texts, ())[0]

    def embed_beside(
        self, texts: Sequence[str], others: Sequence[str]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give texts their points, and others theirs by what was learnt from ``texts`` alone.

        Returns
        -------
        tuple of two float32 arrays
            Rows of length 1; 0 where a text shares no word and no part of one with ``texts``.

        Raises
        ------
        AnalysisError
            There are no texts, or no words in them.

        >>> points, beside = TfidfSvd().embed_beside(["a late bus", "a wrong name"] * 3, ["buses", "Löffel"])
        >>> [bool(row.any()) for row in beside]
        [True, False]
        """
        from threadpoolctl import threadpool_limits

        # One thread: the order in which many of them add numbers up changes the last digits, and then the topics.
        with threadpool_limits(limits=1):
            learnt = _learnt(texts, self.dimensions)
            return learnt.points.copy(), learnt.place(others)


@dataclass(frozen=True, slots=True, eq=False)
class _Learnt:
    """What was learnt from texts: what weighs words, what condenses them (None where there is too little), points."""

    key: bytes
    features: Any
    svd: Any
    points: NDArray[np.float32]

    def place(self, others: Sequence[str]) -> NDArray[np.float32]:
        from sklearn.preprocessing import normalize

        if not len(others):
            return np.zeros((0, self.points.shape[1]), dtype=np.float32)
        weights = self.features.transform(others)
        return _single(normalize(weights).toarray() if self.svd is None else normalize(self.svd.transform(weights)))


# What was learnt last, so that definitions and quotes can be placed one after another beside the same texts.
_last: list[_Learnt] = []
#: More than this is not kept in memory for it, in bytes.
_MOST_KEPT = 64_000_000


def _learnt(texts: Sequence[str], dimensions: int) -> _Learnt:
    key = hashlib.sha256(json.dumps([dimensions, *texts]).encode()).digest()
    for last in _last:
        if last.key == key:
            return last
    learnt = _learn(key, texts, dimensions)
    _last[:] = [learnt] if learnt.svd is not None and learnt.svd.components_.nbytes <= _MOST_KEPT else []
    return learnt


def _learn(key: bytes, texts: Sequence[str], dimensions: int) -> _Learnt:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    features, weights = _weights(texts)
    size = min(dimensions, min(weights.shape) - 1)
    if size < 1:
        return _Learnt(key, features, None, _single(normalize(weights).toarray()))
    # Beware: ARPACK goes on from numbers of its own where texts repeat each other, and never twice the same.
    svd = TruncatedSVD(size, algorithm="randomized", n_iter=10, random_state=0)
    # It divides by the variance too, which is 0 where all texts are the same; nothing here uses the result.
    with np.errstate(divide="ignore", invalid="ignore"):
        return _Learnt(key, features, svd, _single(normalize(svd.fit_transform(weights))))


def _single(rows: Any) -> NDArray[np.float32]:
    return np.asarray(rows, dtype=np.float32)


def _weights(texts: Sequence[str]) -> tuple[Any, Any]:
    """Weigh what each text holds: what weighs, and a sparse matrix, texts by words, pairs of words and parts."""
    try:
        # What stands in more than three texts of ten says little about any of them.
        return _weighed(_features(rare_word=2, rare_part=3, common=0.3), texts)
    except ValueError:
        # scikit-learn says so where nothing is left: a handful of texts, or many that are all but the same.
        return _everything(texts)


def _everything(texts: Sequence[str]) -> tuple[Any, Any]:
    try:
        return _weighed(_features(rare_word=1, rare_part=1, common=1.0), texts)
    except ValueError as error:
        raise AnalysisError("The texts hold no words to compare.", hint="Are they empty, or all withdrawn?") from error


def _weighed(features: Any, texts: Sequence[str]) -> tuple[Any, Any]:
    return features, features.fit_transform(texts)


def _features(*, rare_word: int, rare_part: int, common: float) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=rare_word, max_df=common, sublinear_tf=True)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=rare_part, max_df=common, sublinear_tf=True)
    return FeatureUnion([("words", words), ("parts", parts)])
