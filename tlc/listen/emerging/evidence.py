"""What covers each document already: what people coded, what the codebook's terms find, and what stands near a code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc._text import digest
from tlc.counting import accepted
from tlc.listen.emerging.gap import Bools, Evidence, Floats
from tlc.listen.suggest.hits import find_hits
from tlc.listen.suggest.material import Material
from tlc.model import Code, Codebook

if TYPE_CHECKING:
    from tlc.listen.topics.fit import Fitted

#: Places texts among the documents: one row of length 1 (or 0) a text.
Embed = Callable[[Sequence[str]], NDArray[Any]]
#: So many different terms of one code in a document are a strong cue.
STRONG = 2
#: So many of a code's quotes tell where its middle lies.
MOST_QUOTES = 60


def evidence_of(
    fitted: Fitted,
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    codebook: Codebook,
    *,
    embed: Embed,
    read: Collection[str] | None = None,
) -> Evidence:
    """Gather what covers each document of a fit.

    Where people have read, what they accepted decides; elsewhere the codebook's terms do, but for hits that somebody
    rejected. Terms are sought anew: it does not matter whether the study was tagged.

    Parameters
    ----------
    fitted : Fitted
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``.
    codebook : Codebook
    embed : callable
        Places texts (definitions and quotes) among the fit's vectors. It is called once, or not at all.
    read : collection of str, optional
        The turns that people have read; by default those of each session up to the last that a person coded.

    Raises
    ------
    CodebookError
        A term of the codebook cannot be read.
    """
    frame = fitted.documents.frame
    marks = accepted(codings)
    marks = marks.assign(code=[_today(code, codebook) for code in marks["code"]])
    offered = [code.id for code in codebook.offered]
    codes = (*offered, *sorted(set(marks["code"]) - set(offered)))
    seen = read_turns(turns, marks) if read is None else frozenset(read) | frozenset(marks["turn"])
    has_read = np.array([not seen.isdisjoint(ids) for ids in frame["turns"]], dtype=bool)
    coded = _marked(frame, marks, codes)
    found = _terms(frame, codebook, codes)
    found[_marked(frame, _rejected(codings, codebook), codes)] = 0
    unread = ~has_read[:, None]
    definitions, quotes = _places(codebook, codes, marks, embed=embed, language=fitted.documents.language)
    return Evidence(
        codes=codes,
        covered=coded | (unread & (found > 0)),
        strong=coded | (unread & (found >= STRONG)),
        read=has_read,
        definitions=_cosines(fitted.vectors, definitions, len(codes)),
        quotes=_cosines(fitted.vectors, quotes, len(codes)),
    )


def read_turns(turns: pd.DataFrame, marks: pd.DataFrame) -> frozenset[str]:
    """Take for read what stands in a session before the last turn that a person coded, and that turn.

    >>> turns = pd.DataFrame({"turn": ["A:1", "A:2", "A:3"], "transcript": "A", "number": [1, 2, 3]})
    >>> sorted(read_turns(turns, pd.DataFrame({"turn": ["A:2"]})))
    ['A:1', 'A:2']
    """
    last = turns[turns["turn"].isin(marks["turn"])].groupby("transcript")["number"].max()
    return frozenset(turns.loc[turns["number"] <= turns["transcript"].map(last), "turn"])


def _today(code: str, codebook: Codebook) -> str:
    return codebook[code].id if code in codebook else code


def _rejected(codings: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    marks = codings[(codings["status"] == "rejected") & codings["kind"].isin(["person", "agreed"])]
    return marks.assign(code=[_today(code, codebook) for code in marks["code"]])


def _marked(frame: pd.DataFrame, marks: pd.DataFrame, codes: tuple[str, ...]) -> Bools:
    """Say which documents hold a turn with a mark of each code."""
    column = {code: place for place, code in enumerate(codes)}
    row = {turn: place for place, ids in enumerate(frame["turns"]) for turn in ids}
    held = np.zeros((len(frame), len(codes)), dtype=bool)
    for turn, code in zip(marks["turn"], marks["code"], strict=True):
        if turn in row and code in column:
            held[row[turn], column[code]] = True
    return held


def _terms(frame: pd.DataFrame, codebook: Codebook, codes: tuple[str, ...]) -> NDArray[np.int64]:
    """Count how many different terms of each code stand in each document."""
    words = Material(
        turns=tuple(frame["document"]),
        sessions=tuple(frame["transcript"]),
        languages=tuple(frame["language"]),
        texts=tuple(frame["text"]),
        questions=("",) * len(frame),
    )
    column = {code: place for place, code in enumerate(codes)}
    found = np.zeros((len(frame), len(codes)), dtype=np.int64)
    for row, hits in enumerate(find_hits(words, codebook).found):
        for code, _ in {(hit.code, hit.term) for hit in hits}:
            found[row, column[code]] += 1
    return found


def _places(
    codebook: Codebook, codes: tuple[str, ...], marks: pd.DataFrame, *, embed: Embed, language: str
) -> tuple[Mapping[int, Floats], Mapping[int, Floats]]:
    """Place definitions, and the middle of each code's quotes, by the code's column."""
    offered = codebook.offered
    quotes = [_quotes(marks.loc[marks["code"] == code.id, "quote"]) for code in offered]
    texts = [_told(code, language) for code in offered]
    others = list(dict.fromkeys([*texts, *(quote for own in quotes for quote in own)]))
    if not others:
        return {}, {}
    points = np.asarray(embed(others), dtype=np.float64)
    at = {text: place for place, text in enumerate(others)}
    column = {code: place for place, code in enumerate(codes)}
    definitions = {column[code.id]: points[at[text]] for code, text in zip(offered, texts, strict=True)}
    middles = {
        column[code.id]: _unit(points[[at[quote] for quote in own]].mean(axis=0))
        for code, own in zip(offered, quotes, strict=True)
        if own
    }
    return definitions, {place: middle for place, middle in middles.items() if middle.any()}


def _told(code: Code, language: str) -> str:
    label = code.label.get(language) or code.name
    return f"{label}. {code.definition or code.brief}".strip()


def _quotes(quotes: pd.Series) -> list[str]:
    """Choose some of many, the same ones each time whoever coded first."""
    return sorted({" ".join(quote.split()) for quote in quotes}, key=digest)[:MOST_QUOTES]


def _cosines(vectors: NDArray[Any], places: Mapping[int, Floats], codes: int) -> Floats:
    """Cosines between documents and codes, NaN for a code without a place."""
    cosines = np.full((len(vectors), codes), np.nan)
    for place, point in places.items():
        cosines[:, place] = np.asarray(vectors, dtype=np.float64) @ point
    return cosines


def _unit(point: Floats) -> Floats:
    return point / max(float(np.linalg.norm(point)), 1e-12)
