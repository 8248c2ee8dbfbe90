"""Tables with a turn in each row, from a spreadsheet or a Word document: which column holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._columns import Columns, Row, guessed, named, seconds_of
from tlc.talk.importers._heads import Line, heads_of
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._raw import RawTurn
from tlc.talk.importers._survey import has_route, talk_of_survey
from tlc.talk.importers._times import HEAD, stamp, without_stamps

__all__ = ["Row", "columns_unknown", "talk_of_rows"]


def talk_of_rows(rows: Sequence[Row]) -> Talk | None:
    """Make a turn of each row; None where no column can be told to hold words.

    The row that names the columns may stand below a title. Without one, a column of labels beside one column of words
    is enough, or beside two of which one is plainly English. In a survey or a stack of cards each comment is a turn.

    >>> heading = Row(number=1, cells=("Speaker", "Română", "English"))
    >>> talk = talk_of_rows([heading, Row(number=2, cells=("P01", "Da.", "Yes."))])
    >>> talk.turns[0].text, talk.turns[0].original, talk.turns[0].original_language
    ('Yes.', 'Da.', 'ro')
    """
    has_headings = any(named(row) and not has_route(row) for row in rows)
    if not has_headings and (survey := talk_of_survey(rows)):
        return survey
    columns = None if has_headings else guessed(rows)
    if not has_headings and columns is None:
        return None
    aside = Aside()
    turns: list[RawTurn] = []
    table, label = rows[0].table, None
    for row in rows:
        found = named(row) if has_headings else None
        if found:
            columns = found
        elif columns and row.table != table and len(row.cells) != columns.width:
            columns = None
        table = row.table
        if found or columns is None:
            aside.add("tables" if turns and not found else "headings", "\n".join(row.cells))
            continue
        label = label if columns.speaker in row.merged else row.cell(columns.speaker).rstrip(" :") or None
        turns += _turn(row, columns, label=label, aside=aside)
    if not any(turn.label for turn in turns):
        turns = _labelled(turns, aside=aside)
    return Talk(turns=tuple(turns), aside=aside, labelled=True)


def columns_unknown(name: str) -> TranscriptError:
    """Make the error for a table whose columns nobody has named."""
    return TranscriptError(
        "It is not clear which column of the table holds the words.",
        where=name,
        hint="Give it a first row such as: Speaker | Română | English, or: Speaker | Text.",
    )


def _turn(row: Row, columns: Columns, *, label: str | None, aside: Aside) -> list[RawTurn]:
    text, original = row.cell(columns.text), row.cell(columns.original)
    if not text and not original:
        aside.add("rows without words", "\n".join(row.cells))
        return []
    aside.count("labels", characters(row.cell(columns.speaker)))
    aside.count("times", characters(row.cell(columns.time)))
    used = {columns.text, columns.original, columns.speaker, columns.time}
    for place, cell in enumerate(row.cells):
        if place not in used:
            aside.add("other columns", cell)
    begun = seconds_of(row.cell(columns.time))
    if found := HEAD.match(text):
        aside.count("times", characters(found[0]))
        text, begun = text[found.end() :], stamp(found) if begun is None else begun
    text, original = _tidy(text, aside), _tidy(original, aside)
    if not text and not original:
        return []
    # A turn that nobody has translated yet keeps its own words.
    translated = bool(text and original)
    return [
        RawTurn(
            label=label,
            text=text or original,
            number=row.number,
            original=original if translated else None,
            original_language=columns.original_language if translated else None,
            seconds=begun,
        )
    ]


def _tidy(text: str, aside: Aside) -> str:
    lines = (line.strip() for line in without_stamps(text, aside).split("\n"))
    return "\n".join(line for line in lines if line)


def _labelled(turns: Sequence[RawTurn], *, aside: Aside) -> list[RawTurn]:
    """Read ``P01: words`` inside the cells of a table that has no column of speakers."""
    heads = heads_of([Line(number=turn.number, text=turn.text.partition("\n")[0]) for turn in turns])
    named = list(turns)
    for place, head in heads.items():
        turn = turns[place]
        words, said = turn.text[head.end :].strip(), turn.original
        prefix = turn.text[: head.end]
        if head.family == "alone" or not words:
            continue
        aside.count("labels", characters(prefix))
        if said and said.startswith(prefix) and said != prefix:
            aside.count("labels", characters(prefix))
            said = said.removeprefix(prefix).strip()
        named[place] = replace(turn, label=head.label, text=words, original=said)
    return named
