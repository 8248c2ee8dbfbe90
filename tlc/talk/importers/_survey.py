"""Surveys and cards: a person or an event in each row, and one or more columns of free text, each cell a turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._columns import Row, kind_of
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._raw import RawTurn
from tlc.talk.importers._speakers import fold, is_id_or_role

# Folded.
_WORDS = {
    # A column with such a heading holds what people wrote, however short.
    "comments": (
        "comment comments feedback response responses answer answers suggestion suggestions testimonial quote quotes "
        "story comentariu comentarii raspuns raspunsuri sugestie sugestii parere pareri opinie opinii poveste"
    ),
    # "Response ID", "Comment date", "Feedback score": about the words, not the words.
    "about": (
        "id nr no number date data time ora type tip status score scor rating count code cod language limba channel "
        "source name nume email mail phone telefon address adresa postcode age varsta gender gen category url link by "
        "consent"
    ),
    # Where and by which way feedback came in: no column of such a name holds what people wrote, however long it is.
    "circumstances": (
        "route ruta channel canal service services serviciu servicii site place venue town location loc event month "
        "luna attendance vaccinations referrals team ward department organisation group consent basis"
    ),
}
_COMMENTS, _ABOUT, _CIRCUMSTANCES = (frozenset(words.split()) for words in _WORDS.values())
# Beside such headings "Text" is what people wrote; without them it could be talk of speakers that nobody recognised.
_CARD = _CIRCUMSTANCES | frozenset({"date", "data"})
_ASKING = re.compile(
    r"(?:what|why|how|who|where|when|which|please|tell|describe|explain|any|is there|anything|in your own words"
    r"|ce|cum|de ce|cine|unde|cand|care|va rugam|spune|descrie)\b"
)
_ROUTE = frozenset({"route", "ruta", "channel", "canal"})
_FREE_WORDS, _OTHER_FREE_WORDS = 3.0, 5.0
_DISTINCT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Survey:
    heading: int
    columns: tuple[int, ...]
    speaker: int | None


def talk_of_survey(rows: Sequence[Row]) -> Talk | None:
    """Make a turn of each comment; None where no column is named for comments.

    The comments of a row follow each other in the order of their columns. Who wrote them is told by a column of
    participants, where there is one; otherwise nobody knows.

    >>> heading = Row(number=1, cells=("Respondent", "Age", "What could we do better?"))
    >>> talk = talk_of_survey([heading, Row(number=2, cells=("P01", "34", "Open on Saturdays, please."))])
    >>> talk.turns[0].label, talk.turns[0].text
    ('P01', 'Open on Saturdays, please.')
    """
    survey = _found(rows)
    if survey is None:
        return None
    aside = Aside()
    turns: list[RawTurn] = []
    for place, row in enumerate(rows):
        if place <= survey.heading:
            aside.add("headings", "\n".join(row.cells))
        elif row.table != rows[survey.heading].table:
            aside.add("tables", "\n".join(row.cells))
        else:
            turns += _turns(row, survey, aside=aside)
    routes = _routes(rows[survey.heading].cells, rows[survey.heading + 1 :])
    if routes > 1:
        aside.warn(
            f"The rows came in by {routes} routes, and a group has one: to see the routes apart, save each as a file "
            "and a group of its own."
        )
    return Talk(turns=tuple(turns), aside=aside, labelled=True) if turns else None


def has_route(row: Row) -> bool:
    """Whether a row of headings names the route by which the rows came in: no transcript has one."""
    return any(_ROUTE & set(_tokens(cell)) for cell in row.cells)


def _turns(row: Row, survey: _Survey, *, aside: Aside) -> list[RawTurn]:
    label = row.cell(survey.speaker).rstrip(" :") or None
    aside.count("labels", characters(row.cell(survey.speaker)))
    for place, cell in enumerate(row.cells):
        if place not in survey.columns and place != survey.speaker:
            aside.add("other columns", cell)
    texts = (
        "\n".join(line.strip() for line in row.cell(place).split("\n") if line.strip()) for place in survey.columns
    )
    return [RawTurn(label=label, text=text, number=row.number) for text in texts if text]


def _found(rows: Sequence[Row]) -> _Survey | None:
    """Find the row of headings: the first that fills the table, and in which nothing recurs below."""
    filled = [place for place, row in enumerate(rows) if any(cell.strip() for cell in row.cells)]
    if len(filled) < 2:
        return None
    width = max(_width(rows[place]) for place in filled)
    heading = next(place for place in filled if _width(rows[place]) >= max(1, width - 1))
    below = [rows[place] for place in filled if place > heading and rows[place].table == rows[heading].table]
    names = rows[heading].cells
    if not below or any(_cannot_head(name, column, below) for column, name in enumerate(names) if name.strip()):
        return None
    columns = [column for column, name in enumerate(names) if _asks(name, [row.cell(column) for row in below])]
    if not columns and any(_CARD & set(_tokens(name)) for name in names):
        columns = [column for column, name in enumerate(names) if kind_of(name) == ("words", None)]
    if not columns:
        return None
    speaker = _speaker(names, below)
    more = [
        column
        for column, name in enumerate(names)
        if column not in (*columns, speaker)
        and not (_ABOUT | _CIRCUMSTANCES) & set(_tokens(name))
        and _is_free([row.cell(column) for row in below], least=_OTHER_FREE_WORDS)
    ]
    return _Survey(heading=heading, columns=tuple(sorted(columns + more)), speaker=speaker)


def _width(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _cannot_head(name: str, column: int, below: Sequence[Row]) -> bool:
    """Whether a cell is no heading: an id, a role that is no heading elsewhere, or something that recurs below."""
    if is_id_or_role(name) and kind_of(name) is None and fold(name) not in _CIRCUMSTANCES:
        return True
    return any(row.cell(column) == name.strip() for row in below)


def _asks(name: str, cells: Sequence[str]) -> bool:
    tokens = _tokens(name)
    if not tokens or not any(characters(cell) for cell in cells):
        return False
    if _COMMENTS & set(tokens) and not _ABOUT & set(tokens):
        return True
    asking = name.strip().endswith("?") or (len(tokens) > 1 and bool(_ASKING.match(" ".join(tokens))))
    return asking and _is_free(cells, least=_FREE_WORDS)


def _is_free(cells: Sequence[str], *, least: float) -> bool:
    """Whether people wrote in their own words: several of them, and seldom the same."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled or sum(len(cell.split()) for cell in filled) < least * len(filled):
        return False
    return len(set(filled)) > _DISTINCT * len(filled)


def _speaker(names: Sequence[str], below: Sequence[Row]) -> int | None:
    for column, name in enumerate(names):
        kind = kind_of(name)
        if kind and kind[0] == "speaker":
            return column
    for column, name in enumerate(names):
        cells = [cell for row in below if (cell := row.cell(column))]
        if fold(name) in ("id", "code", "cod") and cells and all(is_id_or_role(cell) for cell in cells):
            return column
    return None


def _routes(names: Sequence[str], below: Sequence[Row]) -> int:
    """By how many routes what stands in the rows came in; 0 where no column says it."""
    columns = [column for column, name in enumerate(names) if _ROUTE & set(_tokens(name))]
    return len({fold(cell) for row in below if columns and (cell := row.cell(columns[0]))})


def _tokens(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))
