"""What a model sees of a text: its words, the codebook's terms in it, and the question that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tlc.errors import AnalysisError
from tlc.listen.suggest._columns import Block, Columns, Vocabulary, asked, joined, parts, words
from tlc.listen.suggest._recipe import Recipe

if TYPE_CHECKING:
    from tlc.listen.embed import Embedder
    from tlc.model import Codebook


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What is known of each text, as numbers; made once, and kept while the words and the codebook stay.

    Attributes
    ----------
    codes : tuple of str
        Ids of the codes that are offered.
    columns : Columns
        What the columns of the matrix stand for.
    matrix : sparse array, shape (n_texts, n_columns)
    prior : float array, shape (n_texts, n_codes)
        Log odds of each code by the rules alone.
    hits : bool array, shape (n_texts, n_codes)
        Whether a term of the code stands in the text.
    """

    codes: tuple[str, ...]
    columns: Columns
    matrix: Any
    prior: npt.NDArray[np.float64]
    hits: npt.NDArray[np.bool_]
    way: _Way | None = field(default=None, repr=False)

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        codebook: Codebook,
        *,
        language: str | Sequence[str] = "en",
        questions: Sequence[str] | None = None,
        embedder: Embedder | None = None,
        recipe: Recipe | None = None,
    ) -> Features:
        """Weigh what the texts hold. Nothing is asked about what people coded.

        Parameters
        ----------
        language : str or sequence of str
            Of all texts, or of each.
        questions : sequence of str, optional
            What was asked before each text; empty where nothing was.
        embedder : Embedder, optional
            One that gives a text the same point whatever the other texts are.

        Returns
        -------
        Features
            The same texts always give the same numbers.

        Raises
        ------
        AnalysisError
            There are more or fewer languages or questions than texts.
        CodebookError
            A term cannot be read.
        """
        recipe = recipe or Recipe()
        way = _Way(
            codebook=codebook,
            recipe=recipe,
            vocabularies=(words(texts, recipe), parts(texts, recipe)),
            asked=asked(questions or (), recipe),
            embedder=embedder,
            spoken=tuple(sorted(set(_each(language, len(texts))))),
        )
        return way.features(texts, language, questions)

    def transform(
        self,
        texts: Sequence[str],
        questions: Sequence[str] | None = None,
        *,
        language: str | Sequence[str] = "en",
    ) -> Features:
        """Weigh other texts in the same columns: words that are new to them are passed over."""
        if self.way is None:
            raise AnalysisError("These features were not made from texts.", hint="Make them with Features.fit().")
        return self.way.features(texts, language, questions)

    def __len__(self) -> int:
        return int(self.matrix.shape[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How texts become numbers."""

    codebook: Codebook
    recipe: Recipe
    vocabularies: tuple[Vocabulary, ...]
    asked: Vocabulary
    embedder: Embedder | None
    spoken: tuple[str, ...]

    def features(
        self, texts: Sequence[str], language: str | Sequence[str], questions: Sequence[str] | None
    ) -> Features:
        languages = _each(language, len(texts))
        if questions is not None and len(questions) != len(texts):
            raise AnalysisError(
                f"There are {len(questions)} questions for {len(texts)} texts.", hint="Give one to each."
            )
        codes = tuple(code.id for code in self.codebook.offered)
        terms = self._terms(texts, languages, {code: place for place, code in enumerate(codes)})
        found = _by_code(terms, len(codes))
        blocks = [
            Block("usual", np.ones((len(texts), 1)), ("",), (-1,)),
            Block("own_hit", (found > 0).astype(np.float64), [""] * len(codes), range(len(codes))),
            terms,
            *(vocabulary.block(texts) for vocabulary in self.vocabularies),
            self.asked.block(questions if questions is not None else [""] * len(texts)),
        ]
        if self.embedder is not None and len(texts):
            points = self.recipe.vectors_weigh * self.embedder.embed(texts).astype(np.float64)
            blocks.append(Block("vector", points, [""] * points.shape[1], [-1] * points.shape[1]))
        columns, matrix = joined(blocks)
        return Features(
            codes=codes, columns=columns, matrix=matrix, prior=_prior(found, self.recipe), hits=found > 0, way=self
        )

    def _terms(self, texts: Sequence[str], languages: Sequence[str], place: dict[str, int]) -> Block:
        """Which terms of the codebook stand in which text: each text is asked for those of its language."""
        from scipy.sparse import csr_array, hstack, vstack

        from tlc.listen.rules import compile_rules

        names: list[str] = []
        owners: list[int] = []
        numbers: Any = csr_array((len(texts), 0))
        for language in self.spoken:
            rules = compile_rules(self.codebook, language)
            if not rules.terms:
                continue
            rows = np.array([row for row, name in enumerate(languages) if name == language], dtype=np.int64)
            own = (
                csr_array(rules.counts([texts[row] for row in rows])) if len(rows) else csr_array((0, len(rules.terms)))
            )
            own.data = np.ones_like(own.data, dtype=np.float64)
            # The rows of this language among rows of nothing, in the order of the texts.
            padded = vstack([own, csr_array((1, own.shape[1]))], format="csr")
            spread = np.full(len(texts), len(rows))
            spread[rows] = np.arange(len(rows))
            numbers = hstack([numbers, padded[spread]], format="csr")
            names += [f"term '{term}'" for _, term in rules.terms]
            owners += [place[code] for code, _ in rules.terms]
        return Block("own_term", numbers, names, owners)


def _each(language: str | Sequence[str], n: int) -> Sequence[str]:
    languages = [language] * n if isinstance(language, str) else language
    if len(languages) != n:
        raise AnalysisError(f"There are {len(languages)} languages for {n} texts.", hint="Give one to each.")
    return languages


def _by_code(terms: Block, codes: int) -> npt.NDArray[np.float64]:
    """How many different terms of each code stand in each text."""
    from scipy.sparse import csr_array

    owners = np.asarray(terms.owners, dtype=np.int64)
    belongs = csr_array((np.ones(len(owners)), (np.arange(len(owners)), owners)), shape=(len(owners), codes))
    return np.asarray((terms.numbers @ belongs).todense(), dtype=np.float64)


def _prior(found: npt.NDArray[np.float64], recipe: Recipe) -> npt.NDArray[np.float64]:
    """Log odds of each code from how many of its terms were found."""
    logits = np.full(found.shape, recipe.unhit)
    hit = found > 0
    logits[hit] += recipe.hit + recipe.further * np.log2(found[hit])
    return logits
