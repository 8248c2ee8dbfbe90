"""Texts as points: near each other when they are about the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError


class Embedder(Protocol):
    """Anything that turns texts into points; others can be installed under the entry point ``tlc.embedders``.

    Attributes
    ----------
    name, revision : str
        Recorded with every run, so that it can be repeated.
    """

    name: str
    revision: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point: an array of shape (n_texts, n_dimensions)."""
        ...


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
        from sklearn.decomposition import TruncatedSVD
        from sklearn.preprocessing import normalize
        from threadpoolctl import threadpool_limits

        # One thread: the order in which many of them add numbers up changes the last digits, and then the topics.
        with threadpool_limits(limits=1):
            weights = _weights(texts)
            size = min(self.dimensions, min(weights.shape) - 1)
            if size < 1:
                return np.asarray(normalize(weights).toarray(), dtype=np.float32)
            # Beware: ARPACK goes on from numbers of its own where texts repeat each other, and never twice the same.
            svd = TruncatedSVD(size, algorithm="randomized", n_iter=10, random_state=0)
            # It divides by the variance too, which is 0 where all texts are the same; nothing here uses the result.
            with np.errstate(divide="ignore", invalid="ignore"):
                return np.asarray(normalize(svd.fit_transform(weights)), dtype=np.float32)


def _weights(texts: Sequence[str]) -> Any:
    """Weigh what each text holds: a sparse matrix, texts by words, pairs of words and parts of words."""
    try:
        # What stands in more than three texts of ten says little about any of them.
        return _features(rare_word=2, rare_part=3, common=0.3).fit_transform(texts)
    except ValueError:
        # scikit-learn says so where nothing is left: a handful of texts, or many that are all but the same.
        return _everything(texts)


def _everything(texts: Sequence[str]) -> Any:
    try:
        return _features(rare_word=1, rare_part=1, common=1.0).fit_transform(texts)
    except ValueError as error:
        raise AnalysisError("The texts hold no words to compare.", hint="Are they empty, or all withdrawn?") from error


def _features(*, rare_word: int, rare_part: int, common: float) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=rare_word, max_df=common, sublinear_tf=True)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=rare_part, max_df=common, sublinear_tf=True)
    return FeatureUnion([("words", words), ("parts", parts)])
