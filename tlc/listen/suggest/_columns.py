"""The columns of a model: which words, terms and questions it weighs, and by what name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tlc.listen.suggest._recipe import Recipe

#: What a column may stand for, as `Recipe` names its strength.
KINDS = ("usual", "own_hit", "own_term", "length", "word", "question", "theme", "vector")
# Words of one letter count too, such as "I".
_WORD = r"(?u)\b\w+\b"


class Columns(NamedTuple):
    """What columns stand for: those of the matrix, then those of the points.

    Attributes
    ----------
    names : tuple of str
        As a person reads them; empty for what means nothing to a person.
    kinds : int array
        Places in `KINDS`.
    owners : int array
        The place of the code that the column belongs to, or -1.
    """

    names: tuple[str, ...]
    kinds: npt.NDArray[np.int8]
    owners: npt.NDArray[np.int64]

    def of(self, kind: str) -> npt.NDArray[np.int64]:
        """The places of the columns of a kind."""
        return np.flatnonzero(self.kinds == KINDS.index(kind))


class Block(NamedTuple):
    """Columns of one kind, with their numbers."""

    kind: str
    numbers: Any
    names: Sequence[str]
    owners: Sequence[int]


def unnamed(kind: str, numbers: Any) -> Block:
    """Columns that mean nothing to a person, and belong to no code."""
    return Block(kind, numbers, [""] * numbers.shape[1], [-1] * numbers.shape[1])


def columns(blocks: Sequence[Block]) -> Columns:
    """Say what the columns of some blocks beside each other stand for."""
    return Columns(
        tuple(name for block in blocks for name in block.names),
        np.array([KINDS.index(block.kind) for block in blocks for _ in block.names], dtype=np.int8),
        np.array([owner for block in blocks for owner in block.owners], dtype=np.int64),
    )


def beside(blocks: Sequence[Block]) -> Any:
    """Put the numbers of some blocks beside each other: a sparse array."""
    from scipy.sparse import csr_array, hstack

    return csr_array(hstack([block.numbers for block in blocks], format="csr", dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that were seen when the columns were made; each text's are weighed by how rare they are.

    Attributes
    ----------
    kind : str
        Of `KINDS`.
    vectorizer : object
        scikit-learn's; None where there were no words.
    mark : str
        Stands before each name.
    """

    kind: str
    vectorizer: Any
    mark: str = ""

    def block(self, texts: Sequence[str]) -> Block:
        """Weigh the words of some texts, each text's to a length of 1; words that were not seen are passed over."""
        from scipy.sparse import csr_array

        if self.vectorizer is None:
            return Block(self.kind, csr_array((len(texts), 0)), (), ())
        names = [f"{self.mark}{name}" for name in self.vectorizer.get_feature_names_out()]
        if not len(texts):
            return Block(self.kind, csr_array((0, len(names))), names, [-1] * len(names))
        return Block(self.kind, csr_array(self.vectorizer.transform(texts)), names, [-1] * len(names))


def words(texts: Sequence[str], recipe: Recipe) -> Vocabulary:
    """The words of some texts."""
    return Vocabulary("word", _seen(texts, recipe.rare))


def asked(questions: Sequence[str], recipe: Recipe) -> Vocabulary:
    """The words of questions."""
    return Vocabulary("question", _seen(questions, recipe.rare), mark="asked: ")


def condensed(numbers: Any, recipe: Recipe) -> npt.NDArray[np.float64]:
    """The directions in which texts differ most: float array, shape (n_words, n_themes).

    Source: Deerwester, Dumais, Furnas, Landauer and Harshman (1990), Indexing by latent semantic analysis, JASIS 41.
    """
    from sklearn.utils.extmath import randomized_svd
    from threadpoolctl import threadpool_limits

    size = min(recipe.themes, min(numbers.shape) - 1)
    if size < 1 or not numbers.nnz:
        return np.zeros((numbers.shape[1], 0))
    # One thread: the order in which many of them add numbers up changes the last digits.
    with threadpool_limits(limits=1):
        _, _, directions = randomized_svd(numbers, n_components=size, n_iter=3, random_state=0)
    return np.asarray(directions.T, dtype=np.float64)


def _seen(texts: Sequence[str], rare: int) -> Any:
    """Learn which words there are; None where there are none."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    for least in (rare, 1):
        try:
            return TfidfVectorizer(min_df=least, sublinear_tf=True, token_pattern=_WORD).fit(texts)
        except ValueError:
            # scikit-learn says so where nothing is left: a handful of texts, or empty ones.
            continue
    return None
