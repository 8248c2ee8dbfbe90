"""What a model sees of a text: its words, the codebook's terms in it, and the question that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tlc.errors import AnalysisError
from tlc.listen.suggest._clues import Usual, believed, clues, usual
from tlc.listen.suggest._columns import Block, Columns, Vocabulary, asked, beside, columns, condensed, unnamed, words
from tlc.listen.suggest._recipe import Recipe
from tlc.listen.suggest.embedder import vectors

if TYPE_CHECKING:
    from tlc.listen.embedders.tfidf import Embedder
    from tlc.model import Codebook

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """What is known of each text, as numbers; made once, and kept while the words and the codebook stay.

    Attributes
    ----------
    codes : tuple of str
        Ids of the codes that are offered.
    columns : Columns
        What the columns of ``matrix``, and then those of ``points``, stand for.
    matrix : sparse array, shape (n_texts, n_columns)
        Words, terms, question, length.
    points : float array, shape (n_texts, n_dimensions)
        What the words amount to: themes, and the embedder's dimensions if there is one.
    directions : float array, shape (n_words, n_themes)
        How words make up themes.
    clues : float array, shape (n_texts, n_codes, n_clues)
        What the rules say.
    prior : float array, shape (n_texts, n_codes)
        Log odds of each code by the rules alone.
    hits : bool array, shape (n_texts, n_codes)
        Whether a term of the code stands in the text.
    """

    codes: tuple[str, ...]
    columns: Columns
    matrix: Any
    points: Numbers
    directions: Numbers
    clues: Numbers
    prior: Numbers
    hits: npt.NDArray[np.bool_]
    _way: _Way | None = field(default=None, repr=False)

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

        >>> from tlc.model import Code, Codebook
        >>> bus = Code(id="bus", kind="barrier", label={"en": "Bus"}, terms={"en": ("bus",)})
        >>> book = Codebook(id="b", name="B", version="1", codes=(bus,))
        >>> Features.fit(["two buses came", "nobody came"], book).hits.tolist()
        [[True], [False]]
        """
        recipe = recipe or Recipe()
        spoken = tuple(sorted(set(_each("languages", language, len(texts)))))
        vocabulary = words(texts, recipe)
        seen = vocabulary.block(texts)
        way = _Way(
            codebook=codebook,
            recipe=recipe,
            spoken=spoken,
            words=vocabulary,
            asked=asked(questions or (), recipe),
            directions=condensed(seen.numbers, recipe),
            embedder=embedder,
        )
        return way.features(texts, language, questions)

    def transform(
        self,
        texts: Sequence[str],
        questions: Sequence[str] | None = None,
        *,
        language: str | Sequence[str] = "en",
    ) -> Features:
        """Weigh other texts in the same columns: words that are new to them are passed over.

        Raises
        ------
        AnalysisError
            These features were not made from texts, or there are more or fewer languages or questions than texts.
        """
        if self._way is None:
            raise AnalysisError("These features were not made from texts.", hint="Make them with Features.fit().")
        return self._way.features(texts, language, questions)

    def __len__(self) -> int:
        return int(self.matrix.shape[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How texts become numbers."""

    codebook: Codebook
    recipe: Recipe
    spoken: tuple[str, ...]
    words: Vocabulary
    asked: Vocabulary
    directions: Numbers
    embedder: Embedder | None
    among: Usual | None = None

    def features(
        self, texts: Sequence[str], language: str | Sequence[str], questions: Sequence[str] | None
    ) -> Features:
        languages = _each("languages", language, len(texts))
        put = _each("questions", questions if questions is not None else "", len(texts))
        codes = tuple(code.id for code in self.codebook.offered)
        terms = self._terms(texts, languages, {code: place for place, code in enumerate(codes)})
        found = _by_code(terms, len(codes))
        lengths = np.array([len(text.split()) for text in texts], dtype=np.float64)
        among = self.among or usual(found, lengths, np.isin(np.arange(len(codes)), terms.owners))
        seen = self.words.block(texts)
        longer = (np.log1p(lengths) - among.length)[:, None]
        blocks = [
            unnamed("usual", np.ones((len(texts), 1))),
            Block("own_hit", (found > 0).astype(np.float64), [""] * len(codes), range(len(codes))),
            terms,
            unnamed("length", longer),
            seen,
            self.asked.block(put),
        ]
        points = [unnamed("theme", np.asarray(seen.numbers @ self.directions))]
        if self.embedder is not None and len(texts):
            points.append(unnamed("vector", vectors(self.embedder, texts)))
        said = clues(found, lengths, among)
        return Features(
            codes=codes,
            columns=columns([*blocks, *points]),
            matrix=beside(blocks),
            points=np.hstack([block.numbers for block in points]),
            directions=self.directions,
            clues=said,
            prior=said @ believed(self.recipe),
            hits=found > 0,
            _way=replace(self, among=among),
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
            rows = np.array([row for row, name in enumerate(languages) if name == language], dtype=np.int64)
            own = csr_array((0, len(rules.terms)))
            if len(rows):
                own = csr_array(rules.counts([texts[row] for row in rows]), dtype=np.float64)
                own.data[:] = 1.0
            # The rows of this language among rows of nothing, in the order of the texts.
            padded = csr_array(vstack([own, csr_array((1, len(rules.terms)))], format="csr"))
            spread = np.full(len(texts), len(rows))
            spread[rows] = np.arange(len(rows))
            numbers = hstack([numbers, padded[spread]], format="csr")
            names += [f"term '{term}'" for _, term in rules.terms]
            owners += [place[code] for code, _ in rules.terms]
        return Block("own_term", numbers, names, owners)


def _each(what: str, given: str | Sequence[str], n: int) -> Sequence[str]:
    each = [given] * n if isinstance(given, str) else given
    if len(each) != n:
        raise AnalysisError(f"There are {len(each)} {what} for {n} texts.", hint="Give one to each.")
    return each


def _by_code(terms: Block, codes: int) -> Numbers:
    """How many different terms of each code stand in each text."""
    from scipy.sparse import csr_array

    owners = np.asarray(terms.owners, dtype=np.int64)
    belongs = csr_array((np.ones(len(owners)), (np.arange(len(owners)), owners)), shape=(len(owners), codes))
    return np.asarray((terms.numbers @ belongs).todense(), dtype=np.float64).reshape(-1, codes)
