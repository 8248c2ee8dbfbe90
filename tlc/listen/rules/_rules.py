"""A codebook's rules, ready to search: what a hit is, and how hits are found and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from tlc.errors import CodebookError
from tlc.listen.rules._compile import FIRST, compiled, primary
from tlc.listen.rules._search import CUE, CUE_AFTER, Automaton, Piece, Place, pieces
from tlc.listen.rules._sense import FARTHEST, cue_words, sense_of
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
        self._cues = cue_words(self.language)
        leads = self._compiled.leads
        self._accented = any(without_accents(lead.text + lead.tail) != lead.text + lead.tail for lead in leads)

    def __repr__(self) -> str:
        return f"Rules({self.language!r}, {len(self.codes)} codes, {len(self.terms)} terms)"

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

        width = max(len(self.terms), 1)
        keys: list[int] = []
        for piece, automaton in self._pieces(texts, plain):
            places = self._places(piece, automaton)
            if self._compiled.several:
                parted = ((at, self._kept(found, piece.text)) for at, found in piece.parted(places))
                keys += [
                    piece.numbers[at] * width + place[2] for at, found in parted for place in found if place[2] >= 0
                ]
                continue
            at, starts, row = 0, piece.starts, piece.numbers[0] * width
            for _, end, term, _, _ in places:
                while end > starts[at + 1]:
                    at += 1
                    row = piece.numbers[at] * width
                if term >= 0:
                    keys.append(row + term)
        cells, times = np.unique(np.array(keys, dtype=np.int64), return_counts=True)
        return csr_array((times, (cells // width, cells % width)), shape=(len(texts), len(self.terms)))

    # Behind the methods

    @cached_property
    def _automaton(self) -> Automaton:
        return Automaton(self._compiled, self._cues)

    @cached_property
    def _folded(self) -> Automaton:
        return Automaton(self._compiled, self._cues, folded=True)

    @cached_property
    def _patterns(self) -> dict[int, regex.Pattern[str]]:
        import regex

        return {term: regex.compile(made, regex.IGNORECASE) for term, made in self._compiled.patterns.items()}

    def _pieces(self, texts: Sequence[str], plain: Sequence[bool] | None) -> Iterator[tuple[Piece, Automaton]]:
        if not self._accented:
            yield from ((piece, self._automaton) for piece in pieces(texts, range(len(texts))))
            return
        folded = [(plain is None or plain[number]) and not has_accents(text) for number, text in enumerate(texts)]
        for lost in sorted(set(folded)):
            automaton = self._folded if lost else self._automaton
            numbers = [number for number, one in enumerate(folded) if one is lost]
            yield from ((piece, automaton) for piece in pieces(texts, numbers))

    def _places(self, piece: Piece, automaton: Automaton) -> list[Place]:
        places = automaton.places(piece.text)
        for term, pattern in self._patterns.items():
            places += self._matches(piece, term, pattern)
        return places

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
        text, terms = piece.text, self.terms
        cue_end = -FARTHEST
        cue_after = any(place[2] == CUE_AFTER for place in places) if self._cues[1] else False
        for start, end, term, _, folded in places:
            if term < 0:
                cue_end = end if term == CUE else cue_end
                continue
            sense, cue = "affirmed", ""
            # Most hits have no cue anywhere near, and a careful look takes time.
            if cue_after or start - cue_end < FARTHEST:
                sense, cue = sense_of(text, start, end, self.language)
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
