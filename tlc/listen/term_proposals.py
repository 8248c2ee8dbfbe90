"""Terms proposed from what people coded: words that stand in a code's passages more than elsewhere, and no term has."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd
import regex

from tlc.counting import by_people
from tlc.errors import CodebookError
from tlc.listen.rules import compile_rules
from tlc.listen.tag import CONTEXT
from tlc.model import Codebook

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*")
# What was replaced when the file came in, such as [GP surgery 1], is nobody's word.
_REPLACED = regex.compile(r"\[[^\]\n]{0,80}\]")
_LONGEST = 3
_Z = 1.96
# What would mostly find turns that nobody coded is no help to anybody.
_LEAST_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class TermProposal:
    """Some words that could become a term of a code, for a person to weigh.

    Attributes
    ----------
    code, language : str
    term : str
        As it would be written in the codebook.
    people, sessions : int
        How many said it in passages of the code, and in how many sessions.
    passages : int
        Passages of the code that it finds and no term of the code finds yet.
    beside : int
        Turns of the sessions that were read that it finds too, where nobody coded this code.
    z : float
        How far its log odds stand from 0, in standard errors.

    >>> TermProposal(code="access.hours", language="en", term="bucket", people=3, sessions=2, passages=4, beside=1,
    ...     z=2.8).share
    0.8
    """

    code: str
    language: str
    term: str
    people: int
    sessions: int
    passages: int
    beside: int
    z: float

    @property
    def share(self) -> float:
        """Of all that it would newly find in what was read, the share that people coded."""
        return self.passages / (self.passages + self.beside)


def propose_terms(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    codebook: Codebook,
    *,
    names: Collection[str] = (),
    least: tuple[int, int] = (3, 2),
    most: int = 5,
) -> tuple[TermProposal, ...]:
    """Propose words, and phrases of two or three words, that set the passages of a code apart.

    Parameters
    ----------
    turns : DataFrame
        TURNS of ``tlc.frames``.
    codings : DataFrame
        CODINGS of ``tlc.frames``; only what people accepted counts, and of the sessions in which they coded.
    codebook : Codebook
    names : collection of str
        Real names: no word of them is ever proposed. Words that mostly stand with a capital inside a sentence, and
        words in place of names, are left out without being listed.
    least : tuple of int
        By how many people, in how many sessions, a proposal was said at least, in passages of the code.
    most : int
        How many to propose for each code at most.

    Returns
    -------
    tuple of TermProposal
        In the codebook's order; of each code, what finds most passages that no term finds, first. What would find
        nine turns that nobody coded for each passage is left out.

    Notes
    -----
    The measure is the log odds ratio of passages that hold the words, in the code and elsewhere, over its standard
    error, with Jeffreys' 1/2 added to each count; at least 1.96 is asked. It says what is typical here, and with many
    words tried some come up by chance.

    Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political Analysis 16, section 3.5, whose prior is
    informative where this one is Jeffreys'.
    """
    read = by_people(codings)
    spoken = turns[~turns["role"].isin(list(CONTEXT)) & turns["transcript"].isin(set(read["transcript"]))]
    found: list[TermProposal] = []
    for language in sorted({_primary(one) for one in spoken["language"]}):
        part = spoken[[_primary(one) == language for one in spoken["language"]]]
        found += _of_language(part, read, codebook, language, _Limits(_banned(part, names, language), least, most))
    places = {code.id: place for place, code in enumerate(codebook)}
    return tuple(sorted(found, key=lambda one: places[one.code]))


@dataclass(frozen=True, slots=True)
class _Limits:
    banned: frozenset[str]
    least: tuple[int, int]
    most: int


def _of_language(
    turns: pd.DataFrame, read: pd.DataFrame, codebook: Codebook, language: str, limits: _Limits
) -> Iterator[TermProposal]:
    rows = {turn: (text, who, where) for turn, text, who, where in _columns(turns)}
    grams = {turn: _grams(text, limits.banned) for turn, (text, _, _) in rows.items()}
    for code in codebook.offered:
        spans = _spans(read[(read["code"] == code.id) & read["turn"].isin(rows)])
        if sum(map(len, spans.values())) < limits.least[0]:
            continue
        inside: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        outside: defaultdict[str, set[str]] = defaultdict(set)
        for turn, places in grams.items():
            for gram, start, end in places:
                number = next(
                    (n for n, span in enumerate(spans.get(turn, ())) if span[0] <= start and end <= span[1]), -1
                )
                if number >= 0:
                    inside[gram].add((turn, number))
                else:
                    outside[gram].add(turn)
        total, others = sum(map(len, spans.values())), len(rows)
        scored = []
        for gram, passages in inside.items():
            people = {rows[turn][1] for turn, _ in passages} - {""}
            sessions = {rows[turn][2] for turn, _ in passages}
            if len(people) >= limits.least[0] and len(sessions) >= limits.least[1]:
                z = log_odds_z(len(passages), total, len(outside[gram]), others)
                if z >= _Z:
                    scored.append((gram, passages, people, sessions, z))
        tried = _Tried(codebook, code.id, language, {turn: row[0] for turn, row in rows.items()}, spans)
        yield from tried.best(_longest(scored), limits.most)


def log_odds_z(inside: int, total: int, outside: int, others: int) -> float:
    """Give the log odds ratio of two shares over its standard error, with 1/2 added to each count.

    Parameters
    ----------
    inside, total : int
        Passages of the code that hold the words, of how many.
    outside, others : int
        The same elsewhere.

    >>> round(log_odds_z(8, 10, 20, 100), 2), round(log_odds_z(2, 10, 20, 100), 2)
    (3.41, 0.19)
    """
    counts = (inside + 0.5, total - inside + 0.5, outside + 0.5, others - outside + 0.5)
    ratio = math.log(counts[0] / counts[1]) - math.log(counts[2] / counts[3])
    return ratio / math.sqrt(sum(1 / count for count in counts))


_Scored = tuple[str, set[tuple[str, int]], set[str], set[str], float]


def _longest(scored: Sequence[_Scored]) -> list[_Scored]:
    """Keep of words that stand in the same passages the longest phrase: it finds less besides."""
    kept = []
    for one in scored:
        longer = (other for other in scored if other is not one and f" {one[0]} " in f" {other[0]} ")
        if not any(other[1] == one[1] for other in longer):
            kept.append(one)
    return sorted(kept, key=lambda one: (-one[4], one[0]))


@dataclass(frozen=True, slots=True)
class _Tried:
    """Proposals tried by the rules themselves, each as it would stand in the codebook."""

    codebook: Codebook
    code: str
    language: str
    texts: Mapping[str, str]
    spans: Mapping[str, Sequence[tuple[int, int]]]

    def best(self, scored: Sequence[_Scored], most: int) -> list[TermProposal]:
        terms = [one[0] for one in scored]
        if not terms:
            return []
        has = {turn for turn, spans in self._found(None).items() if spans}
        now = self._found(tuple(terms))
        held = self._passages(self._found(None))
        found = []
        for gram, _, people, sessions, z in scored:
            hits = {turn: [(first, last) for term, first, last in spans if term == gram] for turn, spans in now.items()}
            new = (
                self._passages({turn: [("", first, last) for first, last in spans] for turn, spans in hits.items()})
                - held
            )
            beside = {turn for turn, spans in hits.items() if spans and turn not in self.spans and turn not in has}
            if new and len(new) >= _LEAST_SHARE * (len(new) + len(beside)):
                found.append(
                    TermProposal(
                        code=self.code,
                        language=self.language,
                        term=gram,
                        people=len(people),
                        sessions=len(sessions),
                        passages=len(new),
                        beside=len(beside),
                        z=z,
                    )
                )
        return sorted(found, key=lambda one: (-one.passages, -one.share, -one.z, one.term))[:most]

    def _found(self, terms: tuple[str, ...] | None) -> dict[str, list[tuple[str, int, int]]]:
        """Find these words in each turn, or without any what the code's own terms find."""
        code = self.codebook[self.code]
        given = code if terms is None else replace(code, terms={self.language: terms})
        book = replace(self.codebook, codes=(replace(given, parent=None),), digest="")
        try:
            hits = compile_rules(book, self.language).find_all(list(self.texts.values()))
        except CodebookError:
            # A term that cannot be read finds nothing; checking the codebook names it.
            return {turn: [] for turn in self.texts}
        return {
            turn: [(hit.term, hit.start, hit.end) for hit in found]
            for turn, found in zip(self.texts, hits, strict=True)
        }

    def _passages(self, hits: Mapping[str, Sequence[tuple[str, int, int]]]) -> set[tuple[str, int]]:
        return {
            (turn, number)
            for turn, spans in self.spans.items()
            for number, (first, last) in enumerate(spans)
            if any(start < last and first < end for _, start, end in hits.get(turn, ()))
        }


def _spans(marks: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Join overlapping codings of one code: the passages of each turn."""
    rows = sorted(zip(marks["turn"], marks["start"], marks["end"], strict=True))
    spans: dict[str, list[tuple[int, int]]] = {}
    for turn, of_turn in groupby(rows, key=lambda row: row[0]):
        joined: list[tuple[int, int]] = []
        for _, start, end in of_turn:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        spans[turn] = joined
    return spans


def _grams(text: str, banned: frozenset[str]) -> list[tuple[str, int, int]]:
    """List the words and phrases of a text, each place of them; a phrase goes across no sign but white space."""
    view = _REPLACED.sub(lambda found: "\n" * len(found[0]), text)
    words = [(found[0].lower().replace("’", "'"), found.start(), found.end()) for found in _WORD.finditer(view)]
    found = []
    for first in range(len(words)):
        for length in range(1, _LONGEST + 1):
            run = words[first : first + length]
            if len(run) < length or (length > 1 and view[run[-2][2] : run[-1][1]] not in (" ", "  ")):
                break
            # A phrase begins and ends with a word that says something; between them anything may stand.
            if run[0][0] not in banned and run[-1][0] not in banned:
                found.append((" ".join(word for word, _, _ in run), run[0][1], run[-1][2]))
    return found


def _banned(turns: pd.DataFrame, names: Collection[str], language: str) -> frozenset[str]:
    """Words that say nothing, and words that may be somebody's name."""
    told = {part.lower() for name in names for part in _WORD.findall(name)}
    capital: defaultdict[str, list[int]] = defaultdict(list)
    for text in turns["text"]:
        for found in _WORD.finditer(text):
            before = text[: found.start()].rstrip(" \"'“”‘’([")
            # At the beginning of a sentence a capital tells nothing, and I is nobody's name.
            if before and before[-1] not in ".!?:;\n" and len(found[0]) > 1:
                capital[found[0].lower()].append(found[0][0].isupper() and not found[0].isupper())
    proper = {word for word, seen in capital.items() if sum(seen) * 2 > len(seen)}
    spoken = {word.replace("’", "'") for text in turns["text"] for word in map(str.lower, _WORD.findall(text))}
    stop = _stop_words(language)
    # Two words in one, as "it's" and "don't", say no more than the first of them.
    empty = {word for word in spoken if len(word) < 3 or regex.split("n?'", word)[0] in stop}
    return frozenset(told | proper | stop | empty)


def _stop_words(language: str) -> set[str]:
    from spacy.util import get_lang_class

    try:
        return {word.replace("’", "'") for word in get_lang_class(language).Defaults.stop_words}
    except ImportError:
        # spaCy does not know this language, and so has no list for it.
        return set()


def _columns(turns: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    for turn, text, who, where in turns[["turn", "text", "speaker", "transcript"]].itertuples(index=False, name=None):
        yield turn, text, who if isinstance(who, str) else "", where


def _primary(language: object) -> str:
    return language.partition("-")[0].casefold() if isinstance(language, str) else ""
