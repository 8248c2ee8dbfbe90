"""Columns of a spreadsheet, which keeps each word once and writes numbers in its cells."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

SHARED = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_TAG = re.compile(r"<[^<>]*>")
_COLUMN = re.compile(r'\br="([A-Z]{1,3})\d')
_LONGEST = 10
_SHARES = re.compile(r'\bt="s"')


def columns(members: Mapping[str, bytes]) -> Iterator[str]:
    """Read the columns of a workbook from its parts, the cells of each in a row.

    >>> strings = b"<sst><si><t>the</t></si><si><t>jelly</t></si></sst>"
    >>> cells = b'<c r="A1" t="s"><v>0</v></c><c r="A2" t="s"><v>1</v></c><c r="A3" t="s"><v>0</v></c>'
    >>> list(columns({"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": cells}))
    ['the jelly the']
    """
    strings = [_plain(one) for one in _text(members.get(SHARED, b"")).split("</si>")]
    for name in sorted(filter(_SHEET.fullmatch, members)):
        said: defaultdict[str, list[str]] = defaultdict(list)
        for cell in _text(members[name]).split("<c ")[1:]:
            marks, _, rest = cell.partition(">")
            place = _COLUMN.search(marks)
            value = _plain(rest.partition("</c>")[0])
            if _SHARES.search(marks):
                number = int(value) if value.isdecimal() and len(value) < _LONGEST else len(strings)
                value = strings[number] if number < len(strings) else ""
            said[place[1] if place else ""].append(value)
        yield from map(" ".join, said.values())


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()
