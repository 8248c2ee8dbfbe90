"""The codebook's rules: find its terms in what people said, and say which term it was.

Words are compared without regard to case, to curly or straight quotation marks, and to the two ways of writing
the Romanian letters ș and ț. The view in which they are compared is as long as the text itself, letter for letter,
so the place of a hit is its place in the text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product, takewhile
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tlc._text import normalise
from tlc.errors import CodebookError
from tlc.model import RULES, Codebook, Coding, Span

if TYPE_CHECKING:
    from spacy.language import Language

#: Roles whose words are context: they ask, explain or translate.
CONTEXT = ("facilitator", "interpreter", "co_researcher")

_SAME = str.maketrans("şţŞŢ‘’‛ʼ′“”„‟«»‐‑", "șțȘȚ" + 5 * "'" + 6 * '"' + 2 * "-")
# Talk breaks off ("the interpre- the nurse") and is typed in haste ("at home.The nurse").
_BREAKS = re.compile(r"(?<=\w)-+(?![\w-])|(?<![\w-])-+(?=\w)")
_STOPS = re.compile(r"(?<=[^\W\d_]{2})\.")


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    place: int
    code: str
    term: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    rule: _Rule


def tag(
    turns: pd.DataFrame, codebook: Codebook, *, made_at: str, roles_excluded: Sequence[str] = CONTEXT
) -> tuple[Coding, ...]:
    """Suggest a coding wherever a term of the codebook was said.

    A term is one word or several, in the language of the turn; a ``*`` at the end of a word stands for any ending.
    Hits of one code that overlap, or have only white space between them, become one coding. A turn in a language
    for which the codebook has no terms is passed over: `untagged_languages` names them.

    Parameters
    ----------
    turns : DataFrame
        TURNS. Who spoke may be unknown: such turns are tagged.
    made_at : str
        The time to record, ISO 8601 in UTC.
    roles_excluded : sequence of str
        Whose turns are context, and not tagged.

    Returns
    -------
    tuple of Coding
        Suggested, by the coder ``rules``; in the order of turns, then of words, then of the codebook. ``because``
        names the terms that were found. The same words and the same codebook always give the same ids.

    Raises
    ------
    CodebookError
        A term has no letters, or a ``*`` that does not end a word.
    """
    spoken = _spoken(turns, roles_excluded)
    placed = []
    for language, part in spoken.groupby("language", sort=True):
        texts = list(part["text"])
        found = _hits(texts, _rules(codebook, str(language)), str(language))
        for place, turn, text, hits in zip(part.index, part["turn"], texts, found, strict=True):
            for run in _runs(hits, text):
                coding = _coding(turn, text, run, digest=codebook.digest, made_at=made_at)
                placed.append(((place, run[0].start, run[0].rule.place), coding))
    return tuple(coding for _, coding in sorted(placed, key=lambda entry: entry[0]))


def untagged_languages(
    turns: pd.DataFrame, codebook: Codebook, *, roles_excluded: Sequence[str] = CONTEXT
) -> tuple[str, ...]:
    """List the languages that were spoken but have no terms in the codebook, in alphabetical order."""
    languages = sorted(set(_spoken(turns, roles_excluded)["language"]))
    return tuple(language for language in languages if not _rules(codebook, language))


def _spoken(turns: pd.DataFrame, roles_excluded: Sequence[str]) -> pd.DataFrame:
    return turns[~turns["role"].isin(list(roles_excluded))].reset_index(drop=True)


def _rules(codebook: Codebook, language: str) -> list[_Rule]:
    return [
        _Rule(place, code.id, term)
        for place, code in enumerate(codebook.applied)
        for name, terms in code.terms.items()
        if _primary(name) == _primary(language)
        for term in terms
    ]


def _hits(texts: list[str], rules: list[_Rule], language: str) -> Iterator[list[_Hit]]:
    """Find the rules in each text, sorted by place in the text and then in the codebook."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = _tokeniser(_primary(language))
    spoken = [_tokens(text, nlp) for text in texts]
    vocabulary = sorted({token.text for tokens in spoken for token in tokens})
    forms = cache(lambda word: _forms(word, vocabulary, nlp))
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, rule in enumerate(rules):
        matcher.add(str(number), [Doc(nlp.vocab, words=words) for words in _patterns(rule, forms)])
    for tokens in spoken:
        found = matcher(Doc(nlp.vocab, words=[token.text for token in tokens]))
        hits = [
            _Hit(tokens[first].start, tokens[after - 1].end, rules[int(nlp.vocab.strings[key])])
            for key, first, after in found
        ]
        yield sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule.place, hit.rule.term))


def _patterns(rule: _Rule, forms: Callable[[str], list[list[str]]]) -> Iterator[list[str]]:
    """Spell a term out as the runs of tokens that it stands for among the words that were said."""
    words = normalise(rule.term).split()
    if not words or any(not word.rstrip("*") or "*" in word.rstrip("*") for word in words):
        raise CodebookError(
            f"Code '{rule.code}' has a term that is empty, or has a * that does not end a word.",
            hint="Write a word, some words, or the beginning of a word and a *: interpret*.",
        )
    for run in product(*map(forms, words)):
        yield [token for form in run for token in form]


def _forms(word: str, vocabulary: list[str], nlp: Language) -> list[list[str]]:
    """List the tokens that a word of a term stands for; with a ``*``, those of every word said that begins so."""
    start = word.rstrip("*")
    whole = [token.text for token in _tokens(start, nlp)]
    if start == word:
        return [whole]
    *before, last = whole
    begun = takewhile(lambda said: said.startswith(last), vocabulary[bisect_left(vocabulary, last) :])
    endings = [[*before, said] for said in begun]
    return endings if whole in endings else [whole, *endings]


def _runs(hits: list[_Hit], text: str) -> list[list[_Hit]]:
    """Gather the hits of one code that overlap or touch."""
    runs: list[list[_Hit]] = []
    for hit in sorted(hits, key=lambda hit: hit.rule.place):
        if runs and runs[-1][0].rule.code == hit.rule.code:
            reached = max(earlier.end for earlier in runs[-1])
            if hit.start <= reached or not text[reached : hit.start].strip():
                runs[-1].append(hit)
                continue
        runs.append([hit])
    return runs


def _coding(turn: str, text: str, run: list[_Hit], *, digest: str, made_at: str) -> Coding:
    code, start, end = run[0].rule.code, run[0].start, max(hit.end for hit in run)
    name = hashlib.sha256(f"{turn}|{start}|{end}|{code}|{digest}".encode()).hexdigest()[:12]
    return Coding(
        id=f"rules-{name}",
        span=Span(turn=turn, start=start, end=end),
        code=code,
        coder=RULES.id,
        quote=text[start:end],
        made_at=made_at,
        because="; ".join(dict.fromkeys(_because(hit, text) for hit in run)),
        status="suggested",
    )


def _because(hit: _Hit, text: str) -> str:
    matched = f" matched '{text[hit.start : hit.end]}'" if "*" in hit.rule.term else ""
    return f"term '{hit.rule.term}'{matched}"


def _tokens(text: str, nlp: Language) -> list[_Token]:
    """Part a text into words and signs; white space is none, so a term is found across a line break."""
    tokens: list[_Token] = []
    for token in nlp.make_doc(_view(text)):
        if token.is_space:
            continue
        # English tokenisers part "id" into i + d, but "id." only into id + a full stop; here a word stays whole.
        if tokens and tokens[-1].end == token.idx and _is_letter(tokens[-1].text[-1]) and _is_letter(token.text[0]):
            begun = tokens.pop()
            tokens.append(_Token(begun.text + token.text, begun.start, token.idx + len(token)))
        else:
            tokens.append(_Token(token.text, token.idx, token.idx + len(token)))
    return tokens


def _is_letter(sign: str) -> bool:
    # Scripts without capitals are left as they are parted: some of them write no spaces (Chinese, Thai).
    return sign.isdigit() or sign.lower() != sign.upper()


def _view(text: str) -> str:
    # Beware: İ alone grows when lowered. Tokenisers see this view, for they cut "ID" and "id" differently.
    lowered = "İ".join(part.lower() for part in text.translate(_SAME).split("İ"))
    # A full stop clings to some words ("proof of id."); a comma never does.
    return _STOPS.sub(",", _BREAKS.sub(lambda found: " " * len(found[0]), lowered))


@cache
def _tokeniser(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except ImportError:
        # spaCy does not know the language (Romani, say), or needs another library for it.
        return spacy.blank("xx")


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
