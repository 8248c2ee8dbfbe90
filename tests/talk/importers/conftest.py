"""Small files of each kind, built by hand, and the shared public files where they lie beside the project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

SHARED = Path(__file__).parents[4] / "shared" / "data"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def shared() -> Callable[[str], bytes]:
    """Read one of the shared public files; the test is skipped where they are absent."""

    def read(path: str) -> bytes:
        if not (SHARED / path).is_file():
            pytest.skip(f"the shared file {path} is not here")
        return (SHARED / path).read_bytes()

    return read


@pytest.fixture
def zipped() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """Make a zip archive of parts."""

    def make(parts: Mapping[str, str | bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return file.getvalue()

    return make


@pytest.fixture
def word_file(zipped: Callable[[Mapping[str, str | bytes]], bytes]) -> Callable[..., bytes]:
    """Make a Word document of the XML of its body, and of further parts."""

    def make(body: str, parts: Mapping[str, str | bytes] | None = None, *, main: str = "word/document.xml") -> bytes:
        link = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
        rels = f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>'
        document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        return zipped({"_rels/.rels": rels, main: document, **(parts or {})})

    return make


@pytest.fixture
def said() -> Callable[..., str]:
    """The XML of a paragraph: runs of text, in bold where they stand between stars."""

    def make(*runs: str) -> str:
        made = []
        for run in runs:
            bold = "<w:rPr><w:b/></w:rPr>" if run.startswith("*") else ""
            made.append(f'<w:r>{bold}<w:t xml:space="preserve">{escape(run.strip("*"))}</w:t></w:r>')
        return f"<w:p>{''.join(made)}</w:p>"

    return make


@pytest.fixture
def table(said: Callable[..., str]) -> Callable[[Sequence[Sequence[str]]], str]:
    """The XML of a table of plain cells."""

    def make(rows: Sequence[Sequence[str]]) -> str:
        made = ["".join(f"<w:tc>{said(cell)}</w:tc>" for cell in row) for row in rows]
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"

    return make


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Make an Excel workbook of the rows of its sheets; text is text, also where it begins with an equals sign."""

    def make(*sheets: Sequence[Sequence[object]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for rows in sheets:
            sheet = book.create_sheet()
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row, start=1):
                    cell = sheet.cell(number, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return make
