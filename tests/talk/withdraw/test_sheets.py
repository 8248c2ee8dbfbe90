"""A column of a spreadsheet is read as one text, whichever way its cells keep their words."""

from __future__ import annotations

import pytest

from tlc.talk.withdraw._sheets import columns

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = {
    "xl/sharedStrings.xml": b"<sst><si><t>the</t></si><si><r><t>jel</t></r><r><t>ly &amp; c\xc4\x83</t></r></si></sst>"
}


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (
            b'<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="A2" t="s"><v>0</v></c>',
            ["jelly & că the", "the"],
        ),
        (b'<c r="A1" t="inlineStr"><is><t>so</t></is></c><c r="A2" t="str"><f>A1</f><v>x</v></c>', ["so A1x"]),
        (
            b'<c r="A1" t="s"><v>7</v></c><c r="A2" t="s"><v>' + b"9" * 5000 + b'</v></c><c r="A3" t="s"><v>x</v></c>',
            ["  "],
        ),
        (b'<c t="s"><v>0</v></c><c r="AB12" t="s"><v>0', ["the", "the"]),
        (b"\xff<c ", [""]),
        (b"", []),
    ],
)
def test_cells_of_a_column_are_read_in_a_row(cells: bytes, read: list[str]) -> None:
    assert list(columns({SHEET: cells, **STRINGS})) == read


def test_a_workbook_without_words_has_no_column() -> None:
    assert list(columns({"xl/styles.xml": b"<c r='A1'>"})) == []
