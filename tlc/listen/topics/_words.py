"""Our words as BERTopic's: its representation and its vocabulary. Imported only where BERTopic is there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import bertopic._bertopic
import numpy as np
from bertopic.representation import BaseRepresentation
from sklearn.feature_extraction.text import CountVectorizer

from tlc.listen.topics.keywords import LETTERS, weighed

#: Stand in BERTopic's vocabulary where no word may; it fails at fewer than two.
NOTHING = ("-", "--")


class SharedWords(BaseRepresentation):  # type: ignore[misc]
    """Words by the share of documents that hold them, for ``representation_model`` of BERTopic.

    Parameters
    ----------
    vocabulary : list of str
        The words that may stand for a topic, from `shared_words`: said by enough people, and no names.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self.vocabulary = vocabulary

    def extract_topics(
        self,
        topic_model: Any,  # noqa: ARG002 - BERTopic passes these
        documents: Any,
        c_tf_idf: Any,  # noqa: ARG002
        topics: Any,
    ) -> dict[int, list[tuple[str, float]]]:
        """Give each topic its words, in the form that BERTopic wants: label -> list of words with weights."""
        numbers = sorted(int(label) for label in topics)
        held = documents["Topic"].astype(int)
        labels = np.searchsorted(np.array(numbers), held.to_numpy())
        words = weighed(documents["Document"].tolist(), labels, self.vocabulary)
        return {number: list(words[place]) if place < len(words) else [] for place, number in enumerate(numbers)}


def _no_hdbscan(_: object) -> bool:
    return False


if find_spec("hdbscan") is None:
    # Without it BERTopic 0.17 asks whether a model is an instance of None, and `transform` fails. It is mended here
    # because this is imported again wherever a model that holds our words is loaded.
    bertopic._bertopic.is_supported_hdbscan = _no_hdbscan


def vectorizer(vocabulary: list[str]) -> CountVectorizer:
    """Count only the words that may stand for a topic, so that no other gets into a model that is saved."""
    if not vocabulary:
        # BERTopic fails where it finds no word at all.
        return CountVectorizer(analyzer=_nothing)
    return CountVectorizer(token_pattern=LETTERS, vocabulary=vocabulary)


def _nothing(_: str) -> list[str]:
    return list(NOTHING)
