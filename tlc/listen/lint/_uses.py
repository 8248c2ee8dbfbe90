"""Count what each term finds, in the study and in a control corpus, and say which terms want a look."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.listen.compare import wilson
from tlc.listen.lint._around import Neighbour, Place, Said, Snippet, by_term, misled, snippets, telling
from tlc.listen.lint._judged import judge
from tlc.listen.rules import Rules, compile_rules
from tlc.listen.tag import CONTEXT
from tlc.model import Codebook

#: Below so many judged hits, a share says too little.
LEAST_JUDGED = 50
#: Off topic a term may be found so often, set against how often it is found here.
_NEAR = 0.5
_FEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """What one term of the codebook found.

    Attributes
    ----------
    code, term, language : str
    here, control : int
        Hits in the study and in the control corpus.
    here_words, control_words : int
        How many words of the language there are in each; 0 for none.
    judged : int
        Hits in the study that people judged.
    right : float
        How many of them were right; half a hit where one of two people said so.
    least_precision : float
        Terms that are right less often want a look.
    misled, telling : tuple of Neighbour
        Phrases that a ``not (...)`` should set aside, and phrases that could take the term's place.
    examples, off_topic : tuple of Snippet
        Of the study, where they were asked for, and of the control corpus.

    >>> use = TermUse(code="helps.good_care", term="kind", language="en", here=18, here_words=20_000, control=230,
    ...     control_words=100_000)
    >>> use.rate, use.control_rate, use.warnings
    (9.0, 23.0, ('off topic as often as here',))
    """

    code: str
    term: str
    language: str
    here: int
    here_words: int
    control: int = 0
    control_words: int = 0
    judged: int = 0
    right: float = 0.0
    least_precision: float = 0.3
    misled: tuple[Neighbour, ...] = ()
    telling: tuple[Neighbour, ...] = ()
    examples: tuple[Snippet, ...] = ()
    off_topic: tuple[Snippet, ...] = ()

    @property
    def rate(self) -> float:
        """Hits in the study on 10,000 words; NaN where nobody spoke the language."""
        return _rate(self.here, self.here_words)

    @property
    def control_rate(self) -> float:
        """Hits in the control corpus on 10,000 words; NaN where there is none of the language."""
        return _rate(self.control, self.control_words)

    @property
    def precision(self) -> float:
        """Share of the judged hits that were right; NaN below ``LEAST_JUDGED`` of them."""
        return self.right / self.judged if self.judged >= LEAST_JUDGED else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the precision (Wilson 1927); NaN and NaN where there is none."""
        return wilson(round(self.right), self.judged) if self.judged >= LEAST_JUDGED else (math.nan, math.nan)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why the term wants a look; nothing is ever changed by itself."""
        found = []
        if self.control >= _FEWEST and self.here_words and self.control_rate >= _NEAR * self.rate:
            found.append("never here, and off topic" if not self.here else _nearness(self.control_rate / self.rate))
        if self.precision < self.least_precision:
            found.append("seldom right")
        return tuple(found)


def lint(
    codebook: Codebook,
    turns: pd.DataFrame,
    control: Mapping[str, Sequence[str]],
    *,
    codings: pd.DataFrame | None = None,
    read: Mapping[str, Collection[str]] | None = None,
    least_precision: float = 0.3,
) -> tuple[TermUse, ...]:
    """Count for each term of each language what it finds.

    Parameters
    ----------
    codebook : Codebook
    turns : DataFrame
        TURNS of ``tlc.frames``. What facilitators and interpreters say is left out, as it is by `tag`. Words before
        they were translated count for the terms of their language.
    control : mapping of language to sequence of str
        Texts about other things.
    codings : DataFrame, optional
        CODINGS of ``tlc.frames``, to tell which hits were right.
    read : mapping of coder to collection of turn, optional
        The turns that each person has read to the end.
    least_precision : float
        Terms that are right less often are warned of.

    Returns
    -------
    tuple of TermUse
        Those that want a look first, and of these the commonest off topic.

    Raises
    ------
    CodebookError
        A term cannot be read, or its regex takes too long.
    """
    spoken = turns[~turns["role"].isin(list(CONTEXT))]
    uses: list[TermUse] = []
    for language in languages_of(codebook):
        rules = compile_rules(codebook, language)
        here, names = _said_in(spoken, language)
        texts = next((tuple(found) for name, found in control.items() if _primary(name) == language), ())
        uses += _uses(rules, language, here, Said(texts), _Judging(names, codings, read, least_precision))
    return tuple(sorted(uses, key=lambda use: (not use.warnings, -use.control, -use.here, use.code, use.term)))


def languages_of(codebook: Codebook) -> tuple[str, ...]:
    """Name the languages that the codebook has terms in, in alphabetical order."""
    return tuple(sorted({_primary(name) for code in codebook.offered for name, terms in code.terms.items() if terms}))


@dataclass(frozen=True, slots=True)
class _Judging:
    # The turn of each text; empty for words before they were translated, which nobody codes.
    turns: tuple[str, ...]
    codings: pd.DataFrame | None
    read: Mapping[str, Collection[str]] | None
    least_precision: float

    def of(self, code: str, places: Sequence[Place]) -> tuple[int, float]:
        if self.codings is None:
            return 0, 0.0
        hits = [(self.turns[text], start, end, code) for text, start, end in places if self.turns[text]]
        told = [value for value in judge(hits, self.codings, self.read or {}) if not math.isnan(value)]
        return len(told), sum(told)


def _uses(rules: Rules, language: str, here: Said, control: Said, judging: _Judging) -> Iterator[TermUse]:
    own, there = _places(rules, here.texts), _places(rules, control.texts)
    here_words, control_words = here.words, control.words
    for code, term in dict.fromkeys(rules.terms):
        places, off_topic = own.get((code, term), []), there.get((code, term), [])
        judged, right = judging.of(code, places)
        yield TermUse(
            code=code,
            term=term,
            language=language,
            here=len(places),
            here_words=here_words,
            control=len(off_topic),
            control_words=control_words,
            judged=judged,
            right=right,
            least_precision=judging.least_precision,
            misled=misled(here, places, control, off_topic),
            telling=telling(here, places, control, off_topic),
            examples=snippets(here.texts, places),
            off_topic=snippets(control.texts, off_topic),
        )


def _places(rules: Rules, texts: Sequence[str]) -> dict[tuple[str, str], list[Place]]:
    return by_term(
        ((hit.code, hit.term), Place(number, hit.start, hit.end))
        for number, hits in enumerate(rules.find_all(texts))
        for hit in hits
    )


def _said_in(turns: pd.DataFrame, language: str) -> tuple[Said, tuple[str, ...]]:
    texts, speakers, sessions, names = [], [], [], []
    columns = ["turn", "transcript", "speaker", "language", "text", "original_language", "original"]
    for turn, session, speaker, spoken, text, original_language, original in turns[columns].itertuples(
        index=False, name=None
    ):
        if _primary(spoken) == language:
            said, name = text, turn
        elif _primary(original_language) == language and isinstance(original, str):
            said, name = original, ""
        else:
            continue
        texts.append(said)
        names.append(name)
        sessions.append(session)
        speakers.append(speaker if isinstance(speaker, str) else "")
    return Said(texts, speakers, sessions), tuple(names)


def _rate(hits: int, words: int) -> float:
    return 10_000 * hits / words if words else math.nan


def _nearness(ratio: float) -> str:
    return "off topic as often as here" if ratio >= 1 else "off topic nearly as often as here"


def _primary(language: object) -> str:
    return language.partition("-")[0].casefold() if isinstance(language, str) else ""
