"""Codings in a spreadsheet: one row a coding, the words quoted as they stand in the turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from tlc._tables import Row, read_table, write_table
from tlc._text import normalise
from tlc.errors import CodingError, StudyError
from tlc.listen.codings import coding_id
from tlc.model import Codebook, Coder, Coding, Problem, Span, Turn

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z")


def read_spreadsheet(
    path: Path, coder: Coder, *, turns: Mapping[str, Turn], codebook: Codebook, made_at: str
) -> tuple[tuple[Coding, ...], tuple[Problem, ...]]:
    """Read a coder's codings from a CSV table.

    Parameters
    ----------
    path : Path
        Columns ``turn``, ``code`` and ``quote``; ``memo``, ``serious`` and ``made_at`` if there are any. An empty
        quote stands for the whole turn; one may be given with notes such as "[laughs]" or without. Where a quote
        stands more than once in its turn, the first is meant.
    made_at : str
        The time to write where a row says none; ISO 8601 in UTC.

    Returns
    -------
    codings : tuple of Coding
        Accepted, because a person made them.
    problems : tuple of Problem
        One for each row that could not be read; such a row yields no coding.

    Raises
    ------
    StudyError
        The table itself cannot be read.
    """
    codings: dict[str, Coding] = {}
    problems: list[Problem] = []
    for row in read_table(path, required=("turn", "code", "quote")):
        try:
            mark = _coding(row, coder, turns, codebook, made_at)
            if mark.id in codings:
                raise CodingError("The same words are coded twice with the same code.", hint="Take one of them out.")
            codings[mark.id] = mark
        except (CodingError, StudyError) as error:
            problems.append(Problem(severity="error", what=error.what, where=row.where, mend=error.hint or ""))
    return tuple(codings.values()), tuple(problems)


def write_spreadsheet(path: Path, codings: Iterable[Coding]) -> Path:
    """Write codings as a table to go through in Excel: whoever keeps a row makes that coding their own.

    Raises
    ------
    CodingError
        The file is there already: somebody may be working in it.
    """
    if path.exists():
        raise CodingError("The file is there already.", where=path, hint="Name another one, so that no work is lost.")
    rows = ((mark.span.turn, mark.code, mark.quote, mark.memo, "", mark.because) for mark in codings)
    return write_table(path, ("turn", "code", "quote", "memo", "serious", "because"), rows)


def _near(code: str, codebook: Codebook) -> str:
    if code in codebook:
        return "It is a heading, which cannot be applied: use one of the codes under it."
    close = get_close_matches(code, [one.id for one in codebook.applied], n=1)
    return f"Did you mean {close[0]}?" if close else "Copy its id from the codebook."


def _coding(row: Row, coder: Coder, turns: Mapping[str, Turn], codebook: Codebook, made_at: str) -> Coding:
    turn = turns.get(row["turn"])
    if turn is None:
        raise CodingError("There is no such turn.", hint="Turns are named like FG01:0042.")
    if row["code"] not in codebook or not codebook[row["code"]].applies:
        raise CodingError("There is no such code in the codebook.", hint=_near(row["code"], codebook))
    if row["made_at"] and not _TIME.fullmatch(row["made_at"]):
        raise CodingError(
            "The time is not of the form 2026-07-06T17:42:10Z.",
            hint="A spreadsheet may have changed it; it may be empty.",
        )
    quote = normalise(row["quote"]) or turn.text
    place = turn.place_of(quote)
    if place is None and quote[:1] == "'":
        # write_table puts it before what a spreadsheet would run as a formula.
        place = turn.place_of(quote[1:])
    if place is None:
        raise CodingError(
            "The quote does not stand in its turn.", hint="Copy it from the transcript, letter by letter."
        )
    span = Span(turn=turn.id, start=place[0], end=place[1])
    code = codebook[row["code"]].id
    return Coding(
        id=coding_id(coder.id, span, code),
        span=span,
        code=code,
        coder=coder.id,
        quote=span.words(turn),
        made_at=row["made_at"] or made_at,
        memo=row["memo"],
        serious=row.yes("serious"),
    )
