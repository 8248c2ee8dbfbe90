"""The codebook's rules at work on a study: every hit as a row, and suggestions made of those that count."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

import pandas as pd

from tlc.frames import HITS
from tlc.listen.rules import Hit, compile_rules
from tlc.listen.rules._compile import primary
from tlc.listen.rules._view import has_accents, view
from tlc.model import RULES, Codebook, Coding, Span

#: Roles whose words are context: they ask, explain or translate.
CONTEXT = ("facilitator", "interpreter", "co_researcher")

_BY = {"negated": "negated by", "hypothetical": "hypothetical by", "past": "past by"}


@dataclass(frozen=True, slots=True)
class _Turn:
    place: int
    turn: str
    transcript: str
    language: str
    text: str
    hits: list[Hit]


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """What the codebook's rules found.

    Attributes
    ----------
    codings : tuple of Coding
        Suggested, by the coder ``rules``; in the order of turns, then of words, then of the codebook.
    aside : int
        How many hits were not suggested, for their code is an assertion and they are said not to be so.
    """

    codings: tuple[Coding, ...] = field(repr=False)
    aside: int
    _turns: tuple[_Turn, ...] = field(repr=False)
    _assertions: frozenset[str] = field(repr=False)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """HITS: every hit, those too that were set aside."""
        return _frame(self._turns, self._assertions)

    def __repr__(self) -> str:
        # What was said must not end in a log.
        return f"Tagged({len(self.codings)} codings, {self.aside} hits set aside)"


def tag(turns: pd.DataFrame, codebook: Codebook, *, made_at: str, roles_excluded: Sequence[str] = CONTEXT) -> Tagged:
    """Suggest a coding wherever a term of the codebook was said.

    Terms are written as ``docs/terms.md`` tells, and sought in the turns of their language. Hits of one code that
    overlap, or have only white space between them, become one coding. Where a code's polarity is ``assertion``, what
    is said not to be so, to be so perhaps, or to have been so once is not suggested. A turn in a language for which
    the codebook has no terms is passed over: `untagged_languages` names them.

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
    Tagged
        The codings' ``because`` names the terms that were found. The same words and the same codebook always give the
        same ids.

    Raises
    ------
    CodebookError
        A term is not in the language of terms, or is a regular expression that does not come to an end.
    """
    spoken = _spoken(turns, roles_excluded)
    assertions = frozenset(code.id for code in codebook.offered if code.polarity == "assertion")
    order = {code.id: place for place, code in enumerate(codebook.offered)}
    found = sorted(_found(spoken, codebook), key=lambda turn: turn.place)
    codings = []
    for turn in found:
        kept = [hit for hit in turn.hits if not _is_aside(hit, assertions)]
        runs = _runs(kept, turn.text, order)
        codings += [_coding(turn, run, digest=codebook.digest, made_at=made_at) for run in runs]
    aside = sum(_is_aside(hit, assertions) for turn in found for hit in turn.hits) if assertions else 0
    return Tagged(codings=tuple(codings), aside=aside, _turns=tuple(found), _assertions=assertions)


def untagged_languages(
    turns: pd.DataFrame, codebook: Codebook, *, roles_excluded: Sequence[str] = CONTEXT
) -> tuple[str, ...]:
    """List the languages that were spoken but have no terms in the codebook, in alphabetical order."""
    known = {primary(name) for code in codebook.offered for name, terms in code.terms.items() if terms}
    languages = sorted(set(_spoken(turns, roles_excluded)["language"]))
    return tuple(language for language in languages if primary(language) not in known)


def _spoken(turns: pd.DataFrame, roles_excluded: Sequence[str]) -> pd.DataFrame:
    return turns[~turns["role"].isin(list(roles_excluded))].reset_index(drop=True)


def _found(spoken: pd.DataFrame, codebook: Codebook) -> list[_Turn]:
    """Find all hits, in the turns that have any."""
    found = []
    for language, part in spoken.groupby("language", sort=True):
        texts = [str(text) for text in part["text"]]
        sessions = [str(session) for session in part["transcript"]]
        # A short turn needs no accent even of somebody who writes them; a whole transcript does.
        accented = {session for session, text in zip(sessions, texts, strict=True) if has_accents(text)}
        rules = compile_rules(codebook, str(language))
        all_hits = rules.find_all(texts, plain=[session not in accented for session in sessions])
        rows = zip(part.index, part["turn"], sessions, texts, all_hits, strict=True)
        found += [
            _Turn(place, turn, session, str(language), text, hits) for place, turn, session, text, hits in rows if hits
        ]
    return found


def _is_aside(hit: Hit, assertions: frozenset[str]) -> bool:
    return hit.sense != "affirmed" and hit.code in assertions


def _runs(hits: list[Hit], text: str, order: dict[str, int]) -> list[list[Hit]]:
    """Gather the hits of one code that overlap or touch; by their beginning, then by the codebook."""
    runs: list[list[Hit]] = []
    last: dict[str, tuple[list[Hit], int]] = {}
    for hit in hits:
        run, reached = last.get(hit.code, ([], -1))
        if run and (hit.start <= reached or not text[reached : hit.start].strip()):
            run.append(hit)
        else:
            run = [hit]
            runs.append(run)
            reached = -1
        last[hit.code] = run, max(reached, hit.end)
    return sorted(runs, key=lambda run: (run[0].start, order[run[0].code]))


def _coding(turn: _Turn, run: list[Hit], *, digest: str, made_at: str) -> Coding:
    code, start, end = run[0].code, run[0].start, max(hit.end for hit in run)
    name = hashlib.sha256(f"{turn.turn}|{start}|{end}|{code}|{digest}".encode()).hexdigest()[:12]
    return Coding(
        id=f"rules-{name}",
        span=Span(turn=turn.turn, start=start, end=end),
        code=code,
        coder=RULES.id,
        quote=turn.text[start:end],
        made_at=made_at,
        because="; ".join(dict.fromkeys(_because(hit, turn.text) for hit in run)),
        status="suggested",
    )


def _because(hit: Hit, text: str) -> str:
    words = " ".join(text[hit.start : hit.end].split())
    matched = "" if view(words) == _bare(hit.term) else f" matched '{words}'"
    sense = f"; {_BY[hit.sense]} '{hit.cue}'" if hit.cue else ""
    return f"term '{hit.term}'{matched}{'; without accents' if hit.folded else ''}{sense}"


@cache
def _bare(term: str) -> str:
    return view(term.strip('"'))


def _frame(turns: Sequence[_Turn], assertions: frozenset[str]) -> pd.DataFrame:
    rows = [(turn, hit) for turn in turns for hit in turn.hits]
    columns = {
        "turn": [turn.turn for turn, _ in rows],
        "transcript": [turn.transcript for turn, _ in rows],
        "start": [hit.start for _, hit in rows],
        "end": [hit.end for _, hit in rows],
        "words": [turn.text[hit.start : hit.end] for turn, hit in rows],
        "code": [hit.code for _, hit in rows],
        "term": [hit.term for _, hit in rows],
        "language": [turn.language for turn, _ in rows],
        "sense": [hit.sense for _, hit in rows],
        "cue": [hit.cue for _, hit in rows],
        "folded": [hit.folded for _, hit in rows],
        "aside": [_is_aside(hit, assertions) for _, hit in rows],
    }
    return pd.DataFrame(columns).astype(HITS)
