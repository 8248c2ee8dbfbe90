"""The framework matrix as it shows itself: what people wrote in each cell, counts, and the way to the quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pandas as pd

from tlc.change.disclosure import NOT_AVAILABLE, Shown, parts
from tlc.errors import AnalysisError
from tlc.lab.plots import Plot, heat
from tlc.lab.reading._wide import as_wide_html, as_wide_text
from tlc.lab.reading._workbook import write_workbook
from tlc.lab.team import protection
from tlc.listen.matrix import Cell, Matrix
from tlc.model import Code, Codebook

_COLUMNS = {
    "row": "str",
    "code": "str",
    "label": "str",
    "heading": "str",
    "state": "str",
    "passages": "Int64",
    "community": "Int64",
    "professionals": "Int64",
    "summary": "str",
    "quotes": "str",
}
_QUOTES = ["row", "code", "label", "coding", "turn", "speaker", "language", "quote", "original", "coder", "memo"]
_MARKS = {"not said": "0", "not said so far": "0?", "not read yet": "-", "not kept": "x"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class MatrixTable:
    """Cases by codes.

    What shows itself holds summaries, which people wrote in their own words, and counts; no participant's words.
    Those are in ``quotes()`` and in the file that ``save()`` writes, for the study team.

    Attributes
    ----------
    result : Matrix
        With the ids of people and codings.
    codebook : Codebook
    spoken : DataFrame
        The codings that count, with their turn's speaker, language and original.
    min_cell : int
        Counts of people below it are not shown, nor the passages of their cell; but rows that are people stay whole.
    """

    result: Matrix
    codebook: Codebook
    spoken: pd.DataFrame
    min_cell: int

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.result.cells)

    def __len__(self) -> int:
        return len(self.result.cells)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a cell, also where nothing was said; ids of quotes are parted by spaces.

        ``community`` and ``professionals`` count people, and are missing where they are not shown; and so are
        ``passages`` and the ids there. `quotes` has the ids, with the words.
        """
        shown, passages = self._people, self._passages
        rows = [
            (
                cell.row,
                cell.code,
                self.codebook[cell.code].name,
                self._heading(self.codebook[cell.code]),
                cell.state,
                passages[cell.row, cell.code],
                shown[cell.row, cell.code][0].value,
                shown[cell.row, cell.code][1].value,
                _summary(cell),
                " ".join(cell.quotes) if passages[cell.row, cell.code] is not None else "",
            )
            for cell in self.result.cells
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def wide(self) -> pd.DataFrame:
        """Rows are cases, columns are codes, and each cell is what people wrote; empty where nobody has."""
        rows = [[_summary(self.result[case, code.id]) for code in self.result.codes] for case in self.result.cases]
        index = pd.Index(self.result.cases, name=self.result.rows)
        return pd.DataFrame(rows, index=index, columns=[code.id for code in self.result.codes], dtype="str")

    @property
    def counts(self) -> pd.DataFrame:
        """Rows are cases, columns are codes: how many passages; missing where nothing was read yet, or not shown."""
        shown = self._passages
        rows = [
            [None if cell.state == "not read yet" else shown[cell.row, cell.code] for cell in line]
            for line in self._lines.values()
        ]
        index = pd.Index(self.result.cases, name=self.result.rows)
        return pd.DataFrame(rows, index=index, columns=[code.id for code in self.result.codes], dtype="Int64")

    def quotes(self, row: str | None = None, code: str | None = None) -> pd.DataFrame:
        """Give the quotes of a cell, of a row, of a column, or of all. They are people's words: for the team.

        Raises
        ------
        AnalysisError
            There is no such cell.
        """
        code = self.codebook[code].id if code is not None else None
        cells = [cell for cell in self.result.cells if row in (None, cell.row) and code in (None, cell.code)]
        if not cells:
            raise AnalysisError("The matrix has no such row or column.", hint="See its rows and columns in .counts.")
        said = self.spoken.set_index("coding", drop=False).to_dict("index")
        places = ((cell, coding) for cell in cells for coding in cell.quotes)
        rows = [
            {"row": cell.row, "label": self.codebook[cell.code].name, **said[coding], "code": cell.code}
            for cell, coding in places
        ]
        return pd.DataFrame(rows, columns=_QUOTES).astype("str")

    def save(self, path: str | Path) -> Path:
        """Write the matrix as an Excel workbook: a sheet of summaries, and a sheet of all quotes with their turns.

        It holds people's words, and stays with the study team.

        Raises
        ------
        StudyError
            The name does not end in ``.xlsx``, or the file cannot be written.
        """
        return write_workbook(Path(path), self._heads, self._sheet, self.quotes() if self.result.cells else None)

    @property
    def title(self) -> str:
        """What the matrix sets out."""
        written = sum(bool(cell.summaries) for cell in self.result.cells)
        said = sum(cell.state == "said" for cell in self.result.cells)
        size = f"{len(self.result.cases)} rows ({self.result.rows.replace('_', ' ')}), {len(self.result.codes)} codes"
        return f"Framework matrix: {size}; {said} cells with quotes, {written} summarised"

    @property
    def note(self) -> str:
        """How to read the table."""
        silent = [code.name for code in self.result.codes if code not in self._used]
        return "\n".join(
            part
            for part in (
                f"Found nowhere, and not shown: {'; '.join(silent)}." if silent else "",
                "That nothing is in a cell is a finding too, but only where it says 'not said'.",
                self._protection,
                "Write a summary: study.summarise(row, code, text, coder=...). Read the quotes: .quotes(row, code)",
            )
            if part
        )

    @property
    def _protection(self) -> str:
        if self.result.rows == "participant":
            return "Each row is a single person: this table is for the team and must not leave it."
        single = " Some rows are single people: it must not leave it." if self.result.alone else ""
        return f"Community and professionals apart. {protection(self.min_cell, beside='the passages there')}{single}"

    @property
    def _legend(self) -> str:
        kept = "; x: not kept" if any(cell.state == "not kept" for cell in self.result.cells) else ""
        passages = self._passages
        is_hidden = any(cell.passages and passages[cell.row, cell.code] is None for cell in self.result.cells)
        hidden = "; said: how often is not shown" if is_hidden else ""
        return f"-: not read yet; 0?: not said so far{hidden}{kept}."

    def plot(self) -> Plot:
        """Draw how many passages each cell holds; ``-`` is not read yet."""
        shown = self._passages
        counts = {
            (cell.code, cell.row): shown[cell.row, cell.code] or _MARKS.get(cell.state, cell.state)
            for cell in self.result.cells
            if cell.state != "not said"
        }
        rows = [(code.id, code.name) for code in self._used]
        columns = [(case, case) for case in self.result.cases]
        note = f"Passages. Empty: not said; {self._legend}\n{self._protection}"
        return heat(counts, axes=(rows, columns), title=self.title, table=self.counts.T.reset_index(), note=note)

    @property
    def _lines(self) -> dict[str, list[Cell]]:
        return {row: list(cells) for row, cells in groupby(self.result.cells, key=lambda cell: cell.row)}

    @property
    def _used(self) -> tuple[Code, ...]:
        used = {cell.code for cell in self.result.cells if cell.passages or cell.summaries}
        return tuple(code for code in self.result.codes if code.id in used)

    @property
    def _people(self) -> dict[tuple[str, str], tuple[Shown, Shown]]:
        """Counts of people as they may be shown. The rows of a column are parts of a total that is in the evidence."""
        shown = {}
        for code in self.result.codes:
            cells = [self.result[case, code.id] for case in self.result.cases]
            community = parts([len(cell.community) for cell in cells], self.min_cell)
            professionals = parts([len(cell.professionals) for cell in cells], self.min_cell)
            for cell, *two in zip(cells, community, professionals, strict=True):
                kept = cell.state != "not kept"
                shown[cell.row, code.id] = (two[0], two[1]) if kept else (NOT_AVAILABLE, NOT_AVAILABLE)
        return shown

    @property
    def _passages(self) -> dict[tuple[str, str], int | None]:
        """Passages as they may be shown: beside a hidden count of people, one passage would be one person."""
        people, shown = self._people, {}
        for cell in self.result.cells:
            place = (cell.row, cell.code)
            # A row that is a person has nothing to hide but what is not kept of them.
            whole = self.result.rows == "participant" and cell.state != "not kept"
            shown[place] = cell.passages if whole or all(one.is_number for one in people[place]) else None
        return shown

    @property
    def _heads(self) -> list[tuple[str, list[Code]]]:
        """Headings, each with its codes."""
        return [(name, list(codes)) for name, codes in groupby(self.result.codes, key=self._heading)]

    @property
    def _sheet(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """For each row its cells: what stands in them, and whether there are quotes."""
        people, passages = self._people, self._passages
        return [
            (row, [(_words(c, people[row, c.code], passages[row, c.code]), bool(c.quotes)) for c in cells])
            for row, cells in self._lines.items()
        ]

    def _heading(self, code: Code) -> str:
        return self.codebook[code.parent].name if code.parent is not None else ""

    def __repr__(self) -> str:
        used = self._used
        passages = self._passages
        rows = [
            (code.id, *(_mark(self.result[case, code.id], passages[case, code.id]) for case in self.result.cases))
            for code in used
        ]
        frame = pd.DataFrame(rows, columns=["passages", *self.result.cases])
        return as_wide_text(self.title, frame, f"0: not said; {self._legend}\n{self.note}")

    def _repr_html_(self) -> str:
        used, people, passages = self._used, self._people, self._passages
        grouped = groupby(used, key=self._heading)
        heads = [("", [self.result.rows.replace("_", " ")])]
        heads += [(name, [code.name for code in codes]) for name, codes in grouped]
        rows = [
            [case, *(_words(self.result[at], people[at], passages[at]) for at in [(case, code.id) for code in used])]
            for case in self.result.cases
        ]
        return as_wide_html(self.title, heads, rows, self.note)


def _mark(cell: Cell, passages: int | None) -> str:
    return str(passages or cell.state) if cell.state == "said" else _MARKS[cell.state]


def _summary(cell: Cell) -> str:
    """What people wrote, with their ids where there are several."""
    if len(cell.summaries) == 1:
        return cell.summaries[0].text
    return "\n".join(f"{one.coder}: {one.text}" for one in cell.summaries)


def _words(cell: Cell, people: tuple[Shown, Shown], shown: int | None) -> str:
    """What a cell shows: summaries, and below them counts or what it means that there are none."""
    named = zip(("community", "professionals"), people, strict=True)
    counts = [f"{name}: {shown.text}" for name, shown in named if shown.value]
    passages = "said" if shown is None else f"{shown} {'passage' if shown == 1 else 'passages'}"
    count = "; ".join([passages, *counts]) if cell.state == "said" else cell.state
    return "\n".join(part for part in (_summary(cell), count) if part)
