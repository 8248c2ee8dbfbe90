"""A codebook's rules, ready to search: what a hit is, and how hits are found and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from tlc.errors import CodebookError
from tlc.listen.rules._compile import FIRST, compiled, primary
from tlc.listen.rules._search import FIRST_CUE, Automaton, Piece, Place, pieces
from tlc.listen.rules._sense import Cue, senses
from tlc.listen.rules._settle import settled
from tlc.listen.rules._view import has_accents, without_accents
from tlc.model import Codebook

if TYPE_CHECKING:
    import regex
    from scipy.sparse import csr_array

#: How long a regular expression may take over the texts that are searched together (about 40,000 words), in seconds.
MOST_SECONDS = 2.0
# How many compiled codebooks are kept: those of a few languages, and of a version or two.
_KEPT = 16
_made: dict[tuple[object, ...], Rules] = {}


class Hit(NamedTuple):
    """One term of the codebook, found in a text.

    Attributes
    ----------
    start, end : int
        Code points, half-open.
    code, term : str
        Whose term it is, and the term as the codebook writes it.
    sense : str
        ``affirmed``, ``negated``, ``hypothetical`` or ``past``.
    cue : str
        The words that say so; empty where it is affirmed.
    folded : bool
        It was found only because accents were left out, in a text that has none.
    """

    start: int
    end: int
    code: str
    term: str
    sense: str
    cue: str
    folded: bool


class Rules:
    """The terms that a codebook has in one language. Make it with `compile_rules`.

    Attributes
    ----------
    language : str
        The first part of its tag.
    codes : tuple of str
        Ids of all codes that may be suggested, in the codebook's order.
    terms : tuple of (str, str)
        Code and term, in the codebook's order.
    """

    def __init__(self, codebook: Codebook, language: str) -> None:
        self.language = primary(language)
        self.codes = tuple(code.id for code in codebook.offered)
        self._compiled = compiled(codebook, self.language)
        self.terms = self._compiled.terms
        self._senses = senses(self.language)
        self._automata: dict[tuple[bool, bool], Automaton] = {}
        leads = self._compiled.leads
        self._accented = any(without_accents(lead.text + lead.tail) != lead.text + lead.tail for lead in leads)

    def __repr__(self) -> str:
        return f"Rules({self.language!r}, {len(self.codes)} codes, {len(self.terms)} terms)"

    @property
    def phrases(self) -> tuple[str, ...]:
        """All plain phrases that are searched for, in the form of the view, in alphabetical order."""
        return tuple(sorted({lead.text for lead in self._compiled.leads}))

    @property
    def plain(self) -> Mapping[int, tuple[str, ...]]:
        """The phrases of each term that is nothing but phrases, by its place in `terms`."""
        return self._compiled.plain

    @property
    def inflected(self) -> Mapping[int, str]:
        """The words of each term that is nothing but words in any inflection, by its place in `terms`."""
        return self._compiled.inflected

    def find(self, text: str) -> list[Hit]:
        """Find all hits in one text: by start, then by end, then by place in the codebook."""
        return self.find_all([text])[0]

    def find_all(self, texts: Sequence[str], *, plain: Sequence[bool] | None = None) -> list[list[Hit]]:
        """Find all hits in each of many texts.

        Parameters
        ----------
        texts : sequence of str
        plain : sequence of bool, optional
            Which texts are by somebody who writes no accents; by default those that have none.

        Raises
        ------
        CodebookError
            A regular expression took too long; its code and term are named.
        """
        found: list[list[Hit]] = [[] for _ in texts]
        for piece, automaton in self._pieces(texts, plain):
            for at, places in piece.parted(self._places(piece, automaton)):
                found[piece.numbers[at]] = self._hits(piece, at, self._kept(places, piece.text))
        return found

    def counts(self, texts: Sequence[str], *, plain: Sequence[bool] | None = None) -> csr_array:
        """Count how often each term stands in each text, without saying where.

        Returns
        -------
        sparse array of int, shape (n_texts, n_terms)
            A column for each of `terms`. The sum of a row is the number of hits that `find` gives.
        """
        import numpy as np
        from scipy.sparse import csr_array

        width, several = max(len(self.terms), 1), self._compiled.several
        keys: list[int] = []
        for piece, automaton in self._pieces(texts, plain, cues=False):
            places = self._places(piece, automaton)
            if several:
                parted = piece.parted([place for place in places if place[2] in several])
                made = ((at, settled(found, piece.text, self._compiled.near)) for at, found in parted)
                keys += [piece.numbers[at] * width + place[2] for at, found in made for place in found]
            at, starts, row = 0, piece.starts, piece.numbers[0] * width
            for _, end, term, _, _ in places:
                while end > starts[at + 1]:
                    at += 1
                    row = piece.numbers[at] * width
                if term not in several:
                    keys.append(row + term)
        cells, times = np.unique(np.array(keys, dtype=np.int64), return_counts=True)
        return csr_array((times, (cells // width, cells % width)), shape=(len(texts), len(self.terms)))

    # Behind the methods

    def _automaton(self, *, cues: bool, folded: bool) -> Automaton:
        if (cues, folded) not in self._automata:
            words = self._senses.words if cues else ()
            self._automata[cues, folded] = Automaton(self._compiled, words, folded=folded)
        return self._automata[cues, folded]

    @cached_property
    def _patterns(self) -> dict[int, regex.Pattern[str]]:
        import regex

        return {term: regex.compile(made, regex.IGNORECASE) for term, made in self._compiled.patterns.items()}

    def _pieces(
        self, texts: Sequence[str], plain: Sequence[bool] | None, *, cues: bool = True
    ) -> Iterator[tuple[Piece, Automaton]]:
        if self._accented:
            folded = [(plain is None or plain[number]) and not has_accents(text) for number, text in enumerate(texts)]
        else:
            folded = [False] * len(texts)
        for lost in sorted(set(folded)):
            automaton = self._automaton(cues=cues, folded=lost)
            numbers = [number for number, one in enumerate(folded) if one is lost]
            yield from ((piece, automaton) for piece in pieces(texts, numbers))

    def _places(self, piece: Piece, automaton: Automaton) -> list[Place]:
        places = automaton.places(piece.text)
        for term, pattern in self._patterns.items():
            places += self._matches(piece, term, pattern)
        # Phrases come in the order of texts by themselves; behind them, expressions do not.
        return sorted(places) if self._patterns else places

    def _matches(self, piece: Piece, term: int, pattern: regex.Pattern[str]) -> Iterator[Place]:
        """Find a regular expression in each text of a piece by itself."""
        left = MOST_SECONDS
        for start, after in pairwise(piece.starts):
            began = perf_counter()
            try:
                for found in pattern.finditer(piece.text[start : after - 1], timeout=left):
                    if found.end() > found.start():
                        yield start + found.start(), start + found.end(), term, FIRST, False
            except TimeoutError as error:
                code, written = self.terms[term]
                raise CodebookError(
                    f"Code '{code}' has a regular expression that does not come to an end: {written}",
                    hint="Write words instead, or take out repetitions inside repetitions: (a+)+.",
                ) from error
            left = max(left - (perf_counter() - began), 0.01)

    def _kept(self, places: list[Place], text: str) -> list[Place]:
        several = self._compiled.several
        if not several:
            return places
        made = settled((place for place in places if place[2] in several), text, self._compiled.near)
        return sorted([place for place in places if place[2] not in several] + made)

    def _hits(self, piece: Piece, at: int, places: list[Place]) -> list[Hit]:
        hits = []
        text, terms, tell = piece.text, self.terms, self._senses.sense
        found: list[Cue] = [(start, end, FIRST_CUE - term) for start, end, term, _, _ in places if term < 0]
        cues = self._senses.cues(text, found) if found else None
        for start, end, term, _, folded in places:
            if term >= 0:
                sense, cue = tell(text, start, end, cues) if cues else ("affirmed", "")
                hits.append(Hit(*piece.span(at, start, end), *terms[term], sense, cue, folded))
        return hits


def compile_rules(codebook: Codebook, language: str) -> Rules:
    """Make the rules of the terms that a codebook has in a language.

    The same terms are compiled once in a process.

    Parameters
    ----------
    codebook : Codebook
        Codes that are retired are left out.
    language : str
        A language's tag; its region does not matter.

    Raises
    ------
    CodebookError
        A term is not in the language of terms; its code is named.

    >>> from tlc.model import Code
    >>> late = Code(id="late", kind="barrier", label={"en": "Late"}, terms={"en": ("wait",)})
    >>> rules = compile_rules(Codebook(id="b", name="B", version="1", codes=(late,)), "en")
    >>> [(hit.start, hit.end, hit.sense, hit.cue) for hit in rules.find("I never waited.")]
    [(8, 14, 'negated', 'never')]
    """
    spoken = primary(language)
    key = (spoken, *((code.id, *_terms_in(code.terms, spoken)) for code in codebook.offered))
    if key not in _made:
        while len(_made) >= _KEPT:
            del _made[next(iter(_made))]
        _made[key] = Rules(codebook, spoken)
    return _made[key]


def _terms_in(terms: Mapping[str, tuple[str, ...]], language: str) -> Iterator[str]:
    for name, words in terms.items():
        if primary(name) == language:
            yield from words
