"""Tables with a turn in each row, from a spreadsheet or a Word document: which column holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tlc.errors import TranscriptError
from tlc.talk.importers._account import characters
from tlc.talk.importers._heads import Line, heads_of
from tlc.talk.importers._lines import Talk
from tlc.talk.importers._raw import RawTurn
from tlc.talk.importers._speakers import accepted, fold
from tlc.talk.importers._times import HEAD, seconds, stamp, without_stamps

UNDETERMINED = "und"  # BCP 47: the heading says "Original" and names no language

_KINDS = {
    "translation": "translation translated traducere traducerea tradus",
    "original": "original originalul originala source",
    "speaker": "speaker speakers participant participants vorbitor vorbitoare who cine name nume label persoana",
    "time": "time times start begin timestamp timecode timp ora inceput seconds",
    "words": "text words transcript transcription speech talk said content cuvinte transcriere spus",
    "number": "nr no number numar row rand line turn id index crt #",
}
_LANGUAGES = {
    "en": "en eng english engleza",
    "ro": "ro ron romanian romana",
    "rom": "rom romani romanes rromani",
    "hu": "hungarian maghiara magyar",
    "bg": "bulgarian bulgara",
    "pl": "polish poloneza polski",
    "cs": "czech ceha",
    "sk": "slovak slovaca",
    "es": "spanish spaniola",
    "pt": "portuguese portugheza",
    "fr": "french franceza",
    "it": "italian italiana",
    "ar": "arabic araba",
    "ur": "urdu",
    "bn": "bengali",
    "so": "somali",
    "tr": "turkish turca",
}
_RANK = ("translation", "words", "original", "language")
_ORIGINAL_RANK = ("original", "language", "words", "translation")
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_LANGUAGE_OF = {word: tag for tag, words in _LANGUAGES.items() for word in words.split()}
_FILLERS = frozenset({"in", "the", "of", "what", "was", "ce", "s", "a", "version", "versiune"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table.

    Attributes
    ----------
    number : int
        From 1.
    cells : tuple of str
        Normalised.
    table : int
        Which of a document's tables it stands in.
    merged : frozenset of int
        Columns in which it continues the cell above.
    """

    number: int
    cells: tuple[str, ...]
    table: int = 0
    merged: frozenset[int] = frozenset()

    def cell(self, column: int | None) -> str:
        """The cell in a column; empty where the row is shorter."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    width: int
    text: int
    speaker: int | None = None
    time: int | None = None
    original: int | None = None
    original_language: str | None = None


def talk_of_rows(rows: Sequence[Row]) -> Talk | None:
    """Make a turn of each row; None where no column can be told to hold words.

    The row that names the columns may stand below a title. Without one, a column of labels beside one column of words
    is enough.

    >>> heading = Row(number=1, cells=("Speaker", "Română", "English"))
    >>> talk = talk_of_rows([heading, Row(number=2, cells=("P01", "Da.", "Yes."))])
    >>> talk.turns[0].text, talk.turns[0].original, talk.turns[0].original_language
    ('Yes.', 'Da.', 'ro')
    """
    named = any(_named(row) for row in rows)
    columns = None if named else _guessed(rows)
    if not named and columns is None:
        return None
    aside: Counter[str] = Counter()
    turns: list[RawTurn] = []
    table, label = rows[0].table, None
    for row in rows:
        found = _named(row) if named else None
        if found:
            columns = found
        elif columns and row.table != table and len(row.cells) != columns.width:
            columns = None
        table = row.table
        if found or columns is None:
            aside["tables" if turns and not found else "headings"] += _size(row)
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


def _size(row: Row) -> int:
    return sum(characters(cell) for cell in row.cells)


def _turn(row: Row, columns: _Columns, *, label: str | None, aside: Counter[str]) -> list[RawTurn]:
    text, original = row.cell(columns.text), row.cell(columns.original)
    if not text and not original:
        aside["rows without words"] += _size(row)
        return []
    aside["labels"] += characters(row.cell(columns.speaker))
    aside["times"] += characters(row.cell(columns.time))
    used = {columns.text, columns.original, columns.speaker, columns.time}
    aside["other columns"] += sum(characters(cell) for place, cell in enumerate(row.cells) if place not in used)
    begun = _seconds(row.cell(columns.time))
    if found := HEAD.match(text):
        aside["times"] += characters(found[0])
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


def _tidy(text: str, aside: Counter[str]) -> str:
    lines = (line.strip() for line in without_stamps(text, aside).split("\n"))
    return "\n".join(line for line in lines if line)


def _seconds(cell: str) -> float | None:
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", cell):
        return float(cell)
    return seconds(cell.strip("[]()#"))


def _labelled(turns: Sequence[RawTurn], *, aside: Counter[str]) -> list[RawTurn]:
    """Read ``P01: words`` inside the cells of a table that has no column of speakers."""
    heads = heads_of([Line(number=turn.number, text=turn.text.partition("\n")[0]) for turn in turns])
    named = list(turns)
    for place, head in heads.items():
        turn = turns[place]
        words, said = turn.text[head.end :].strip(), turn.original
        prefix = turn.text[: head.end]
        if head.family == "alone" or not words:
            continue
        aside["labels"] += characters(prefix)
        if said and said.startswith(prefix) and said != prefix:
            aside["labels"] += characters(prefix)
            said = said.removeprefix(prefix).strip()
        named[place] = replace(turn, label=head.label, text=words, original=said)
    return named


def _named(row: Row) -> _Columns | None:
    """Read a row as the names of the columns; None where it is not that."""
    kinds = [_kind(cell) for cell in row.cells]
    words = {place: kind for place, kind in enumerate(kinds) if kind and kind[0] in _RANK}
    known = [kind for kind in kinds if kind]
    filled = [cell for cell in row.cells if cell.strip()]
    if not words or (len(known) < 2 and known != [("words", None)]) or len(known) < len(filled) / 2:
        return None
    text = min(words, key=lambda place: (words[place][1] != "en", _RANK.index(words[place][0]), place))
    original = None
    if words[text][0] == "translation" or words[text] == ("language", "en"):
        others = [place for place in words if place != text]
        original = min(others, key=lambda place: _ORIGINAL_RANK.index(words[place][0]), default=None)
    kind_names = [kind[0] if kind else None for kind in kinds]
    return _Columns(
        width=len(row.cells),
        text=text,
        speaker=kind_names.index("speaker") if "speaker" in kind_names else None,
        time=kind_names.index("time") if "time" in kind_names else None,
        original=original,
        original_language=None if original is None else words[original][1] or UNDETERMINED,
    )


def _kind(cell: str) -> tuple[str, str | None] | None:
    """Read one heading as a kind of column, with its language where it names one."""
    tokens = [token for token in re.findall(r"[^\W_]+|#", fold(cell)) if token not in _FILLERS]
    if not 0 < len(tokens) <= 4 or any(token not in _KIND_OF and token not in _LANGUAGE_OF for token in tokens):
        return None
    kinds = {_KIND_OF[token] for token in tokens if token in _KIND_OF}
    language = next((_LANGUAGE_OF[token] for token in tokens if token in _LANGUAGE_OF), None)
    for kind in ("translation", "original"):
        if kind in kinds:
            return kind, language
    if language:
        return "language", language
    return next(kind for kind in _KINDS if kind in kinds), None


def _are_running(cells: Sequence[str]) -> bool:
    """Whether they number the rows: ages, say, do not."""
    if not all(cell.isdecimal() and len(cell) < 9 for cell in cells):
        return False
    return all(int(second) == int(first) + 1 for first, second in pairwise(cells))


def _guessed(rows: Sequence[Row]) -> _Columns | None:
    """Tell the columns by what is in them: one of labels, one of words, perhaps times and numbers."""
    width = max((len(row.cells) for row in rows), default=0)
    speaker = time = None
    words = []
    for column in range(width):
        cells = [cell for row in rows if (cell := row.cell(column))]
        labels = accepted(cell.rstrip(" :") for cell in cells)
        if not cells or _are_running(cells):
            continue
        if all(":" in cell and _seconds(cell) is not None for cell in cells):
            time = column
        elif speaker is None and len(cells) > 1 and sum(c.rstrip(" :") in labels for c in cells) > 0.8 * len(cells):
            speaker = column
        else:
            words.append(column)
    if speaker is None or len(words) != 1:
        return None
    return _Columns(width=width, text=words[0], speaker=speaker, time=time)
