"""Which column of a table holds what: told by the row that names them, or by what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tlc.talk.importers._speakers import accepted, fold
from tlc.talk.importers._times import seconds

UNDETERMINED = "und"  # BCP 47: the heading says "Original" and names no language

_KINDS = {
    "translation": "translation translated traducere traducerea tradus",
    "original": "original originalul originala source",
    "speaker": "speaker speakers participant participants respondent respondents"
    " vorbitor vorbitoare who cine name nume label persoana",
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
# Words that English talk is full of and other languages hardly know: "a", "in" and "are" are Romanian, too.
_ENGLISH_WORDS = "the and i you was that of to is we they he she not with for my were have this what it don your"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
PLAINLY_ENGLISH, PLAINLY_NOT = 0.15, 0.03
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
class Columns:
    """Which column holds what; None where no column does."""

    width: int
    text: int
    speaker: int | None = None
    time: int | None = None
    original: int | None = None
    original_language: str | None = None


def named(row: Row) -> Columns | None:
    """Read a row as the names of the columns; None where it is not that."""
    kinds = [kind_of(cell) for cell in row.cells]
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
    return Columns(
        width=len(row.cells),
        text=text,
        speaker=kind_names.index("speaker") if "speaker" in kind_names else None,
        time=kind_names.index("time") if "time" in kind_names else None,
        original=original,
        original_language=None if original is None else words[original][1] or UNDETERMINED,
    )


def kind_of(cell: str) -> tuple[str, str | None] | None:
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


def guessed(rows: Sequence[Row]) -> Columns | None:
    """Tell the columns by what is in them: one of labels, one of words, perhaps times and numbers."""
    width = max((len(row.cells) for row in rows), default=0)
    speaker = time = None
    words = []
    for column in range(width):
        cells = [cell for row in rows if (cell := row.cell(column))]
        labels = accepted(cell.rstrip(" :") for cell in cells)
        if not cells or _are_running(cells):
            continue
        if all(":" in cell and seconds_of(cell) is not None for cell in cells):
            time = column
        elif speaker is None and len(cells) > 1 and sum(c.rstrip(" :") in labels for c in cells) > 0.8 * len(cells):
            speaker = column
        else:
            words.append(column)
    if speaker is None or not 0 < len(words) < 3:
        return None
    text = words[0] if len(words) == 1 else _english(rows, words)
    if text is None:
        return None
    original = next((column for column in words if column != text), None)
    language = None if original is None else UNDETERMINED
    return Columns(width=width, text=text, speaker=speaker, time=time, original=original, original_language=language)


def _english(rows: Sequence[Row], columns: Sequence[int]) -> int | None:
    """Tell the translation of two columns of words: it is plainly English, and the other plainly is not."""
    shares = {}
    for column in columns:
        words = [word for row in rows for word in re.findall(r"[^\W\d_]+", row.cell(column).casefold())]
        shares[column] = sum(word in _ENGLISH for word in words) / max(1, len(words))
    first, second = sorted(columns, key=lambda column: -shares[column])
    return first if shares[first] >= PLAINLY_ENGLISH and shares[second] <= PLAINLY_NOT else None


def seconds_of(cell: str) -> float | None:
    """Read a cell of a column of times; None where it holds none.

    >>> seconds_of("12.5"), seconds_of("[00:01:10]"), seconds_of("soon")
    (12.5, 70.0, None)
    """
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", cell):
        return float(cell)
    return seconds(cell.strip("[]()#"))
