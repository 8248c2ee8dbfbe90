"""What every workbook of tlc needs."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tlc._workbooks import without_controls, without_times


def made(when: int) -> bytes:
    """A workbook that was written in some year."""
    book = openpyxl.Workbook()
    book.active["A1"] = "one"  # type: ignore[index]
    book.properties.created = book.properties.modified = book.properties.created.replace(year=when)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_when_it_was_written_leaves_no_trace() -> None:
    assert without_times(made(2020)) == without_times(made(2026))


def test_what_it_holds_is_still_there() -> None:
    raw = without_times(made(2026))
    assert openpyxl.load_workbook(io.BytesIO(raw)).active["A1"].value == "one"  # type: ignore[index]
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert b"2026" not in parts.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("text", "left"), [("a\x00b", "ab"), ("a\x1fb\x0b", "ab"), ("a\tb\nc\rd", "a\tb\nc\rd"), ("șă", "șă")]
)
def test_signs_that_no_cell_may_hold_are_left_out(text: str, left: str) -> None:
    assert without_controls(text) == left
