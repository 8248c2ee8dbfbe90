"""A codebook's workbook taken back: what somebody changed in it, onto the codebook as it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from tlc.errors import CodebookError
from tlc.listen.codebook import _edit
from tlc.listen.codebook._edit import Edit
from tlc.listen.codebook._excel import read_rows
from tlc.listen.codebook._read import read_codebook
from tlc.listen.codebook._sheet import WAS, Row, cells_of, code_of_row, columns_of
from tlc.listen.codebook._versions import find
from tlc.model import Code, Codebook

_SIZES = ("patch", "minor", "major")


def read_excel(path: Path, book: Codebook, *, versions: Path) -> Edit:
    """Read a workbook that `to_excel` wrote, and say what its changes make of the codebook.

    A row counts for what was changed in it since it was written, so that what somebody else changed meanwhile stays.
    A code without a row stays as it is.

    Parameters
    ----------
    path : Path
        The workbook.
    book : Codebook
        As it is now.
    versions : Path
        Where earlier versions are kept: the workbook may be of one of them.

    Returns
    -------
    Edit
        For ``CodebookFile.write``.

    Raises
    ------
    CodebookError
        A row cannot be taken (with its number), two people changed the same field, the version of which the workbook
        was made is not kept, or nothing is changed. Nothing is written in any case.
    """
    version, rows = read_rows(path)
    base = book if version == book.version else _version(version, versions, path)
    seen: dict[str, int] = {}
    edit = Edit(codes=book.codes, what="", size="patch")
    done: dict[str, list[str]] = {"Renamed": [], "Changed": [], "Added": []}
    for row in sorted(rows, key=_turn):
        try:
            edit, kind, name = _taken(edit, replace(book, codes=edit.codes), row, base)
            replace(book, codes=edit.codes)  # which contradicts itself here, or not because of this row
        except CodebookError as error:
            raise CodebookError(error.what, where=(path, row.number), hint=error.hint) from error
        if name in seen:
            raise CodebookError(
                f"Code '{name}' stands in row {seen[name]} too.", where=(path, row.number), hint="Keep one of the two."
            )
        seen[name] = row.number
        for one in kind:
            done[one].append(name)
    if not any(done.values()):
        raise CodebookError("Nothing is changed in the workbook.", where=path, hint="Was it saved?")
    told = ". ".join(f"{verb} {', '.join(map(repr, names))}" for verb, names in done.items() if names)
    return replace(edit, what=f"Taken from a workbook. {told}.")


def _turn(row: Row) -> int:
    """Say when a row's turn is: new names first, then new headings, so that other rows can stand under them."""
    was = row.cells.get(WAS, "").strip()
    if was:
        return 0 if row.cells["id"].strip() != was else 3
    return 1 if row.cells.get("kind", "").strip() == "heading" else 2


def _version(version: str, versions: Path, path: Path) -> Codebook:
    if not version:
        raise CodebookError(
            "The workbook does not say of which version it was made.",
            where=path,
            hint="Keep its sheet 'how to', or write a new one with: tlc codebook excel",
        )
    return read_codebook(find(versions, version))


def _taken(edit: Edit, book: Codebook, row: Row, base: Codebook) -> tuple[Edit, Sequence[str], str]:
    """Take one row: the edit with it, what was done, and the id of the code."""
    was = row.cells.get(WAS, "").strip()
    if not was:
        code = code_of_row(row, None)
        return _joined(edit, _edit.added(book, code)), ("Added",), code.id
    if was not in base or was not in book:
        raise CodebookError(f"There is no code '{was}' any more.", hint="Leave the row out, or empty its 'id so far'.")
    before = base[was]
    given = code_of_row(row, before)
    kinds = []
    name = book[was].id
    if given.id != before.id and given.id != name:
        edit = _joined(edit, _edit.renamed(book, name, given.id))
        book, name = replace(book, codes=edit.codes), given.id
        kinds.append("Renamed")
    values = _merged(row, before, given, book[name], tuple(columns_of(base)))
    if values:
        edit = _joined(edit, _edit.changed(book, name, values))
        kinds.append("Changed")
    return edit, kinds, name


def _merged(row: Row, before: Code, given: Code, now: Code, columns: Sequence[str]) -> Mapping[str, Any]:
    """Give the fields that were changed in the workbook, unless they were changed elsewhere too."""
    # What a cell cannot hold, such as two spaces, is no change: so the code as written is read back the same way.
    written = code_of_row(Row(row.number, dict(zip(columns, cells_of(before, columns), strict=True))), before)
    values: dict[str, Any] = {}
    for field in (one.name for one in fields(Code) if one.name not in ("id", "aliases")):
        old, new, here = (getattr(one, field) for one in (written, given, now))
        if field in ("label", "terms"):
            changed = {one: new.get(one, ()) for one in (*old, *new) if old.get(one) != new.get(one)}
            clash = [one for one in changed if here.get(one) not in (old.get(one), new.get(one))]
            changed = {one: value for one, value in changed.items() if here.get(one, ()) != value}
            if changed or clash:
                values[field] = changed
        else:
            clash = [field] if new != old and here not in (old, new) else []
            if new not in (old, here):
                values[field] = new
        if clash:
            raise CodebookError(
                f"The {field} of '{now.id}' was changed in the workbook, and in the codebook too.",
                hint="Look at both, and make the cell as it is to be in a new workbook: tlc codebook excel",
            )
    return values


def _joined(one: Edit, two: Edit) -> Edit:
    size = max(one.size, two.size, key=_SIZES.index)
    return replace(two, size=size, new=(*one.new, *two.new))
