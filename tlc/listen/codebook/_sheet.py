"""A codebook as rows of a table: a code in each, a field in each column, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tlc._text import normalise
from tlc.errors import CodebookError
from tlc.listen.codebook._read import single_spaced
from tlc.model import CODE_KINDS, CODE_ORIGINS, CODE_STATUSES, POLARITIES, Code, Codebook, PrincipleLink

WAS = "id so far"
#: What may stand in some columns.
CHOICES: Mapping[str, Sequence[str]] = {
    "kind": CODE_KINDS,
    "origin": CODE_ORIGINS,
    "polarity": POLARITIES,
    "status": CODE_STATUSES,
}
#: Columns that tell and are not taken back.
ONLY_TOLD = ("aliases", "added_by", "added_on", "since")
_TEXTS = ("brief", "definition", "include", "exclude", "notes")
_LISTS = ("examples", "actions")
_PRINCIPLE = re.compile(r"(\d+)\s*[:.)-]?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes
    ----------
    number : int
        As Excel counts.
    cells : mapping of column to text
    """

    number: int
    cells: Mapping[str, str]


def columns_of(book: Codebook) -> tuple[str, ...]:
    """Name the columns of a codebook's sheet.

    >>> hours = Code(id="hours", kind="barrier", label={"en": "Hours"})
    >>> columns_of(Codebook(id="b", name="B", version="1", codes=(hours,)))[:5]
    ('id', 'parent', 'kind', 'label en', 'brief')
    """
    languages = _languages(book)
    return (
        *("id", "parent", "kind", *(f"label {one}" for one in languages), *_TEXTS[:4], "examples"),
        *(f"terms {one}" for one in languages),
        *("principles", "actions", "polarity", "status", "origin", "notes", *ONLY_TOLD, WAS),
    )


def cells_of(code: Code, columns: Sequence[str]) -> tuple[str, ...]:
    """Write a code into its row; what is a list has a line for each."""
    return tuple(_cell(code, column) for column in columns)


def code_of_row(row: Row, base: Code | None) -> Code:
    """Read a row back.

    Parameters
    ----------
    row : Row
    base : Code or None
        The code as it was written into the row; columns that the sheet lacks stay as they are there.

    Raises
    ------
    CodebookError
        Something in the row cannot stand there; no cell is repeated.
    """
    cells = {name: normalise(text).strip() for name, text in row.cells.items()}
    values: dict[str, Any] = {name: cells[name] for name in ("id", *_TEXTS) if name in cells}
    values |= {name: cells[name] for name in CHOICES if cells.get(name)}
    values |= {name: _lines(cells[name]) for name in _LISTS if name in cells}
    if "parent" in cells:
        values["parent"] = cells["parent"] or None
    for field in ("label", "terms"):
        given = {
            name.partition(" ")[2]: _terms(text) if field == "terms" else " ".join(text.split())
            for name, text in cells.items()
            if name.startswith(f"{field} ")
        }
        before = getattr(base, field) if base is not None else {}
        values[field] = {one: value for one, value in {**before, **given}.items() if value}
    if "principles" in cells:
        values["principles"] = tuple(map(_principle, _lines(cells["principles"])))
    if not values.get("id"):
        raise CodebookError("The code has no id.", hint="Give it one: access.hours.")
    if base is not None:
        return replace(base, **values)
    if "kind" not in values:
        raise CodebookError("The code has no kind.", hint=f"Use one of: {', '.join(CODE_KINDS)}.")
    return Code(**values)


def _cell(code: Code, column: str) -> str:
    field, _, language = column.partition(" ")
    match field:
        case "id" if column == WAS:
            return code.id
        case "label":
            return code.label.get(language, "")
        case "terms":
            return "\n".join(code.terms.get(language, ()))
        case "principles":
            return "\n".join(f"{link.principle}: {link.reason}" for link in code.principles)
    value = getattr(code, field)
    return (value or "") if isinstance(value, str | None) else "\n".join(value)


def _languages(book: Codebook) -> tuple[str, ...]:
    named = (language for code in book for language in (*code.label, *code.terms))
    return tuple(dict.fromkeys(["en", *book.languages, *named]))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(single_spaced, _lines(text))))


def _principle(line: str) -> PrincipleLink:
    found = _PRINCIPLE.fullmatch(line)
    if found is None:
        raise CodebookError(
            "A principle does not begin with its number.", hint="Write a line for each, such as 4: care must be near."
        )
    return PrincipleLink(principle=int(found[1]), reason=found[2])
