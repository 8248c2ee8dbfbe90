"""What the model suggests: at most three codes a turn, on the words that speak for them, each saying why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import HALF, Bools, Floats, Labels
from tlc.listen.suggest.material import Material
from tlc.model import MODEL, Coding, Span

if TYPE_CHECKING:
    from tlc.listen.suggest.features import Features
    from tlc.listen.suggest.learn import Learned

#: At most so many codes are suggested for one turn.
MOST_OF_A_TURN = 3
#: What is less likely than this is not suggested: of ten such, less than one would be right.
FLOOR = 0.1
#: So many reasons are told, and so many codings that it is like.
_REASONS, _ALIKE = 4, 2
# A word counts as speaking for a code when it weighs at least this share of the one that weighs most.
_STRONG = 0.5
# What is left of "I've" or "it's" says nothing by itself.
_SHORTEST = 3
_TERM = re.compile(r"term '(.*)'")


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """All that suggestions rest on, row by row of one material.

    Attributes
    ----------
    material : Material
    hits : Hits
    labels : Labels
    features : Features
        Of the same turns.
    """

    material: Material
    hits: Hits
    labels: Labels
    features: Features = field(repr=False)


class Likely(NamedTuple):
    """A code that may stand on a turn."""

    row: int
    place: int
    chance: float


def likely(scores: Floats, decided: Bools, rows: Sequence[int], *, floor: float = FLOOR) -> tuple[Likely, ...]:
    """Choose the codes to suggest: of each turn the most likely, at most three, above a floor.

    Parameters
    ----------
    scores : float array, shape (turns, codes)
    decided : bool array, shape (turns, codes)
        Where a decision was taken already: these are passed over.
    rows : sequence of int
        The turns to suggest for.

    >>> likely(np.array([[0.2, 0.9, 0.05]]), np.array([[False, True, False]]), [0])
    (Likely(row=0, place=0, chance=0.2),)
    """
    found = []
    for row in rows:
        open_ = np.where(decided[row], -1.0, scores[row])
        # Equal chances keep the codebook's order.
        for place in np.argsort(-open_, kind="stable")[:MOST_OF_A_TURN]:
            if open_[place] >= floor:
                found.append(Likely(row, int(place), float(open_[place])))
    return tuple(found)


def suggest(ground: Ground, learned: Learned, chosen: Iterable[Likely], *, made_at: str) -> tuple[Coding, ...]:
    """Make suggestions of what was chosen.

    The words that a suggestion stands on are the sentences in which the words are that speak for it most; the whole
    turn where no word can be told. Its id depends on turn, words and code alone, so that a decision on it holds while
    the model changes.

    Parameters
    ----------
    learned : Learned
        The model that gave the chances, for its reasons.
    made_at : str
        ISO 8601 in UTC.

    Returns
    -------
    tuple of Coding
        By the coder ``model``, in the order given. ``because`` tells the chance and what it goes by; ``like`` holds
        the ids of the accepted codings with this code on the turns that are most alike, in other words than the
        turn's own.
    """
    picks = tuple(chosen)
    alike = _alike(ground, picks)
    return tuple(_coding(ground, learned, pick, alike[pick], made_at) for pick in picks)


def suggestion_id(span: Span, code: str) -> str:
    """Name a suggestion by what it marks.

    >>> suggestion_id(Span(turn="FG01:0001", start=0, end=4), "access.hours")
    'model-1a9248dc2834'
    """
    key = f"{span.turn}|{span.start}|{span.end}|{code}"
    return f"{MODEL.id}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _coding(ground: Ground, learned: Learned, pick: Likely, like: tuple[str, ...], made_at: str) -> Coding:
    material, code = ground.material, ground.labels.codes[pick.place]
    said = [(name, weight) for name, weight in learned.reasons(ground.features, pick.row, code) if weight > 0]
    # Words that stand in any sentence help a model a little, and a reader not at all.
    light = _light(material.languages[pick.row].partition("-")[0])
    reasons = [reason for reason in said if not _is_light(reason[0], light)] or said
    start, end = _words(ground, pick.row, code, reasons)
    span = Span(turn=material.turns[pick.row], start=start, end=end)
    return Coding(
        id=suggestion_id(span, code),
        span=span,
        code=code,
        coder=MODEL.id,
        quote=material.texts[pick.row][start:end],
        made_at=made_at,
        because=because(pick.chance, [name for name, _ in reasons]),
        like=like,
        status="suggested",
    )


def because(chance: float, reasons: Sequence[str]) -> str:
    """Tell a chance and what it goes by, in words.

    >>> because(0.724, ["letter", "term 'interpreter*'"])
    "72 in 100; goes by: 'letter', term 'interpreter*'"
    """
    # A chance is never told as certain.
    told = f"{min(max(round(100 * chance), 1), 99)} in 100"
    named = [name if _TERM.fullmatch(name) or ": " in name else f"'{name}'" for name in reasons[:_REASONS]]
    return f"{told}; goes by: {', '.join(named)}" if named else told


def _is_light(name: str, light: frozenset[str]) -> bool:
    words = name.removeprefix("asked: ").casefold().split()
    return all(word in light or len(word) < _SHORTEST for word in words)


@cache
def _light(language: str) -> frozenset[str]:
    """Words that stand in any sentence, as spaCy lists them, but for some that matter in talk about services."""
    from spacy.util import get_lang_class

    try:
        return frozenset(get_lang_class(language).Defaults.stop_words - {"call", "move", "name", "serious"})
    except ImportError:
        # spaCy does not know this language, and so has no list for it.
        return frozenset()


def _words(ground: Ground, row: int, code: str, reasons: Sequence[tuple[str, float]]) -> tuple[int, int]:
    """Choose the words that a suggestion stands on."""
    from tlc.listen.rules import in_context

    text, language = ground.material.texts[row], ground.material.languages[row]
    strong = [name for name, weight in reasons if weight >= _STRONG * reasons[0][1]]
    places = [place for name in strong for place in _places(ground.hits.found[row], code, text, name)]
    if not places:
        places = [(hit.start, hit.end) for hit in ground.hits.found[row] if hit.code == code]
    if not places:
        return 0, len(text)
    return _joined(text, [in_context(text, *place, language) for place in places])


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first of some spans, and what touches it: words that stand far apart are not one passage."""
    start, end = spans[0]
    for first, last in sorted(spans):
        if first >= start and not text[end:first].strip():
            end = max(end, last)
    for first, last in sorted(spans, reverse=True):
        if last <= end and not text[last:start].strip():
            start = min(start, first)
    return start, end


def _places(hits: Sequence[tuple[object, ...]], code: str, text: str, name: str) -> list[tuple[int, int]]:
    """Where a reason stands in a turn; nowhere if it is no word of it."""
    term = _TERM.fullmatch(name)
    if term:
        return [(hit.start, hit.end) for hit in hits if hit.code == code and hit.term == term[1]]  # type: ignore[attr-defined]
    words = r"\W+".join(map(re.escape, name.split()))
    return [found.span() for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)] if words else []


def _alike(ground: Ground, picks: Sequence[Likely]) -> dict[Likely, tuple[str, ...]]:
    """For each pick the accepted codings with its code that stand on the turns most like it."""
    labels, rows = ground.labels, ground.material.rows
    found: dict[Likely, tuple[str, ...]] = dict.fromkeys(picks, ())
    by_code: dict[str, dict[int, str]] = {}
    for mark in labels.accepted:
        # Two coders of one turn are one example; the first in the order of their ids.
        by_code.setdefault(mark.code, {}).setdefault(rows[mark.span.turn], mark.id)
    matrix = ground.features.matrix
    for place, code in enumerate(labels.codes):
        wanted = [pick for pick in picks if pick.place == place]
        known = {row: name for row, name in by_code.get(code, {}).items() if labels.values[row, place] >= HALF}
        if not wanted or not known:
            continue
        examples = np.array(sorted(known))
        near = matrix[[pick.row for pick in wanted]] @ matrix[examples].T
        near = np.asarray(near.todense() if hasattr(near, "todense") else near)
        for pick, nearness in zip(wanted, near, strict=True):
            best = np.argsort(-nearness, kind="stable")
            rows_alike = [examples[at] for at in best if nearness[at] > 0 and examples[at] != pick.row][:_ALIKE]
            found[pick] = tuple(known[int(row)] for row in rows_alike)
    return found
