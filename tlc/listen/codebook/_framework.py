"""A codebook begun from somebody else's: a sheet with a code in each row, and the category and type it belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tlc._text import normalise
from tlc.errors import CodebookError
from tlc.listen.codebook._excel import opened, texts_of
from tlc.listen.codebook._fields import SCHEMA, code_as_toml, list_as_toml, text_as_toml
from tlc.model import Code, Codebook

#: What the columns are called in such sheets; the first row that names a category and a code is the head.
_COLUMNS = {
    "type": ("type", "feedback type", "type of feedback"),
    "category": ("category", "theme", "topic"),
    "code": ("code", "code name", "sub-theme", "subtheme"),
    "definition": ("definition", "description", "code description", "explanation"),
    "example": ("example", "examples", "example feedback"),
}
_MOST_ROWS_ABOVE = 20


def read_framework(path: Path) -> Codebook:
    """Read a sheet of types, categories and codes as a new codebook, without terms.

    Columns ``category`` and ``code`` are needed; ``type``, ``definition`` and ``example`` are taken if they are there.
    An empty cell of a type or a category means the one above, as in merged cells. What a code stands under becomes its
    headings; ids are made from the words.

    Raises
    ------
    CodebookError
        It is no workbook, a cell holds a formula, or no sheet has these columns.
    """
    workbook = opened(path)
    for sheet in workbook.worksheets:
        grid = [[" ".join(normalise(text).split()) for text in row] for row in texts_of(sheet, path)]
        for number, row in enumerate(grid[:_MOST_ROWS_ABOVE]):
            columns = _columns(row)
            if "category" in columns and "code" in columns:
                codes = tuple(_codes(grid[number + 1 :], columns))
                if codes:
                    return Codebook(id=_slug(path.stem), name=path.stem, version="0.1.0", codes=codes)
    raise CodebookError(
        "No sheet has codes under columns 'category' and 'code'.", where=path, hint="Call the columns so, and save."
    )


def book_as_toml(book: Codebook) -> str:
    """Write a whole codebook, as its file has it.

    >>> hours = Code(id="hours", kind="barrier", label={"en": "Hours"})
    >>> print(book_as_toml(Codebook(id="b", name="B", version="1", codes=(hours,))).split("[[code]]")[0])
    schema = "tlc-codebook/2"
    id = "b"
    name = "B"
    version = "1"
    languages = ["en"]
    """
    head = {"schema": SCHEMA, "id": book.id, "name": book.name, "version": book.version}
    lines = [f"{key} = {text_as_toml(value)}\n" for key, value in head.items()]
    lines.append(f"languages = {list_as_toml(book.languages)}\n")
    return "".join([*lines, *(f"\n{code_as_toml(code)}" for code in book)])


def _columns(row: Sequence[str]) -> Mapping[str, int]:
    names = [text.casefold() for text in row]
    return {
        field: next(names.index(one) for one in known if one in names)
        for field, known in _COLUMNS.items()
        if any(one in names for one in known)
    }


def _codes(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Iterator[Code]:
    """Make codes of rows, each heading before the first code under it."""
    has_types = len({row[columns["type"]] for row in rows if row[columns["type"]]}) > 1 if "type" in columns else False
    levels = ("type", "category") if has_types else ("category",)
    labels = dict.fromkeys(levels, "")
    made: dict[tuple[str, ...], str] = {}
    for row in rows:
        cells = {field: row[place] for field, place in columns.items()}
        for number, level in enumerate(levels):
            if cells[level] and cells[level] != labels[level]:
                # Another type begins its own categories.
                labels |= {level: cells[level], **dict.fromkeys(levels[number + 1 :], "")}
        if not cells["code"]:
            continue
        parent: str | None = None
        for number, level in enumerate(levels):
            path = tuple(labels[one] for one in levels[: number + 1])
            if not labels[level]:
                continue
            if path not in made:
                made[path] = _id(parent, labels[level], made.values())
                yield Code(id=made[path], kind="heading", label={"en": labels[level]}, parent=parent)
            parent = made[path]
        key = ("code", *labels.values(), cells["code"])
        if key in made:
            continue
        made[key] = _id(parent, cells["code"], made.values())
        code = Code(id=made[key], kind="barrier", label={"en": cells["code"]}, parent=parent)
        example = cells.get("example", "")
        yield replace(code, definition=cells.get("definition", ""), examples=(example,) if example else ())


def _id(parent: str | None, label: str, taken: Collection[str]) -> str:
    base = f"{parent}.{_slug(label)}" if parent else _slug(label)
    return next(one for one in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _slug(text: str) -> str:
    """Make a name of words: small plain letters; of a script without them, a name that says nothing.

    >>> _slug("Lack of trust / rumours"), _slug("Frică de uși"), _slug("2nd dose"), _slug("страх")
    ('lack_of_trust_rumours', 'frica_de_usi', 'c_2nd_dose', 'code')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "_".join(re.findall("[a-z0-9]+", plain))[:48].strip("_") or "code"
    return name if name[0].isalpha() else f"c_{name}"
