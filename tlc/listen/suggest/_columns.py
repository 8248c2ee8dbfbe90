"""The columns of a model: which words, parts of words, terms and questions it weighs, and by what name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tlc.listen.suggest._recipe import Recipe

#: What a column may stand for, as `Recipe` names its strength.
KINDS = ("usual", "own_hit", "own_term", "word", "part", "question", "vector")


class Columns(NamedTuple):
    """What columns stand for.

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

    @property
    def readable(self) -> npt.NDArray[np.bool_]:
        """Which columns have a name for people."""
        return np.array([bool(name) for name in self.names], dtype=bool)


class Block(NamedTuple):
    """Columns of one kind, with their numbers."""

    kind: str
    numbers: Any
    names: Sequence[str]
    owners: Sequence[int]


def joined(blocks: Sequence[Block]) -> tuple[Columns, Any]:
    """Put blocks beside each other: what the columns stand for, and a sparse array of their numbers."""
    from scipy.sparse import csr_array, hstack

    columns = Columns(
        tuple(name for block in blocks for name in block.names),
        np.array([KINDS.index(block.kind) for block in blocks for _ in block.names], dtype=np.int8),
        np.array([owner for block in blocks for owner in block.owners], dtype=np.int64),
    )
    return columns, csr_array(hstack([block.numbers for block in blocks], format="csr", dtype=np.float64))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that were seen when the columns were made; each text's are weighed by how rare they are.

    Attributes
    ----------
    kind : str
        Of `KINDS`.
    weigh : float
        The length to which a text's words are brought.
    mark : str
        Stands before each name; names are empty where it is None.
    """

    kind: str
    weigh: float
    vectorizer: Any
    mark: str | None = ""

    def block(self, texts: Sequence[str]) -> Block:
        """Weigh the words of some texts; words that were not seen before are passed over."""
        from scipy.sparse import csr_array

        if self.vectorizer is None:
            return Block(self.kind, csr_array((len(texts), 0)), (), ())
        names = self.vectorizer.get_feature_names_out()
        shown = ["" if self.mark is None else f"{self.mark}{name}" for name in names]
        return Block(self.kind, self.weigh * self.vectorizer.transform(texts), shown, [-1] * len(shown))


def words(texts: Sequence[str], recipe: Recipe) -> Vocabulary:
    """The words, and pairs of words, of some texts."""
    return Vocabulary("word", recipe.words_weigh, _seen(texts, rare=recipe.rare_word, ngram_range=(1, 2)))


def parts(texts: Sequence[str], recipe: Recipe) -> Vocabulary:
    """Parts of words, two to five letters long, so that spelling and inflection matter less."""
    made = _seen(texts, rare=recipe.rare_part, analyzer="char_wb", ngram_range=(2, 5))
    return Vocabulary("part", recipe.parts_weigh, made, mark=None)


def asked(questions: Sequence[str], recipe: Recipe) -> Vocabulary:
    """The words of questions."""
    return Vocabulary("question", 1.0, _seen(questions, rare=recipe.rare_word, ngram_range=(1, 1)), mark="asked: ")


def _seen(texts: Sequence[str], *, rare: int, **how: Any) -> Any:
    """Learn which words there are; None where there are none."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    for least in (rare, 1):
        try:
            return TfidfVectorizer(min_df=least, sublinear_tf=True, dtype=np.float64, **how).fit(texts)
        except ValueError:
            # scikit-learn says so where nothing is left: a handful of texts, or empty ones.
            continue
    return None
