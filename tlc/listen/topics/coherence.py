"""How well the words of topics go together in texts (NPMI), and how few of them stand for two topics (diversity).

They compare models on the same texts and the same words. Coherence says little about what people make of a topic
(Hoyle et al. 2021, Is automated topic model evaluation broken?, NeurIPS), so tlc chooses nothing by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError

#: What is added to a share before its logarithm, as in gensim.
_LITTLE = 1e-12


def npmi(words: Sequence[Sequence[str]], texts: Sequence[Sequence[str]], *, window: int | None = 10) -> float:
    """Say how much more often than by chance the words of a topic stand near each other: the mean over topics.

    Parameters
    ----------
    words : sequence of sequences of str
        The words of each topic. Words that stand in no text are left out.
    texts : sequence of sequences of str
        Texts as words, in the same form.
    window : int or None
        Words are together that stand in so many neighbouring places; None: anywhere in the same text.

    Returns
    -------
    float
        -1 (never together) to 1 (only together); 0 is chance. NaN where no topic has two words that stand in texts.

    Raises
    ------
    AnalysisError
        There are no texts, or the window is less than one word.

    Source: normalised pointwise mutual information of Bouma (2009), in sliding windows as the measure ``c_npmi`` of
    Röder, Both and Hinneburg (2015), Exploring the space of topic coherence measures, WSDM. It is gensim's to the last
    digits where no window holds a word twice; where one does, gensim (4.4) forgets the word when the first of the two
    slides out.

    >>> texts = [["name", "wrong"], ["bus", "late"], ["name", "spelled", "wrong"], ["late", "bus"]]
    >>> round(npmi([["name", "wrong"]], texts), 2), round(npmi([["name", "bus"]], texts), 2)
    (1.0, -0.95)
    """
    if not texts or (window is not None and window < 1):
        raise AnalysisError("Coherence needs texts, and a window of one word or more.", hint="Give texts as words.")
    asked = sorted({word for topic in words for word in topic})
    place = {word: number for number, word in enumerate(asked)}
    holds = _windows([[place.get(word, -1) for word in text] for text in texts], len(asked), window)
    share = (holds.T @ holds).toarray() / holds.shape[0]
    alone = share.diagonal()
    coherent = []
    for topic in words:
        # Beware: a word given twice would be perfectly coherent with itself.
        known = [place[word] for word in dict.fromkeys(topic) if alone[place[word]]]
        one, other = np.triu_indices(len(known), k=1)
        if len(one):
            first, second = np.array(known)[one], np.array(known)[other]
            together = share[first, second] + _LITTLE
            lift = np.log(together / (alone[first] * alone[second]))
            # Words that stand in every window are together no more often than by chance.
            alike = np.divide(lift, -np.log(together), out=np.zeros_like(lift), where=together < 1)
            coherent.append(float(alike.mean()))
    return float(np.mean(coherent)) if coherent else float("nan")


def diversity(words: Sequence[Sequence[str]]) -> float:
    """Say which share of all topics' words is different, 0 to 1; NaN where there are none.

    Source: Dieng, Ruiz and Blei (2020), Topic modeling in embedding spaces, TACL 8.

    >>> diversity([["name", "wrong"], ["name", "bus"]])
    0.75
    """
    every = [word for topic in words for word in topic]
    return len(set(every)) / len(every) if every else float("nan")


def _windows(texts: list[list[int]], words: int, window: int | None) -> Any:
    """Say which window holds which word: a sparse matrix of ones, windows by words.

    A text that is no longer than the window is one window.
    """
    from scipy.sparse import csr_matrix

    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    windows = 0
    for text in texts:
        numbers = np.array(text, dtype=np.int64)
        width = len(text) if window is None else min(window, len(text))
        count = max(1, len(text) - width + 1)
        at = np.flatnonzero(numbers >= 0)
        # A word is in each window that begins at it or less than a width before it.
        starts = at[:, None] - np.arange(width)
        fits = (starts >= 0) & (starts < count)
        rows.append(starts[fits] + windows)
        columns.append(np.broadcast_to(numbers[at][:, None], starts.shape)[fits])
        windows += count
    row, column = np.concatenate(rows), np.concatenate(columns)
    holds = csr_matrix((np.ones(len(row)), (row, column)), shape=(windows, words))
    # Ones that stood in the same place were added up.
    holds.data[:] = 1
    return holds
