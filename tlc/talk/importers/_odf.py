"""The body of an OpenDocument text: its paragraphs and tables in order, apart from what is not to be read as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from tlc.talk.importers._account import Aside
from tlc.talk.importers._blocks import MAX_SPAN, Paragraph, Piece, Style, Table, cell_lines, paragraph_of
from tlc.talk.importers._table import Row

MAX_ROWS = 1_000

_PARAGRAPHS = frozenset({"p", "h"})
_ASIDE = {
    "annotation": "comments",
    "note": "footnotes",
    "frame": "text boxes",
    "custom-shape": "text boxes",
    "rect": "text boxes",
    "line": "text boxes",
    "ellipse": "text boxes",
    "circle": "text boxes",
    "polyline": "text boxes",
    "polygon": "text boxes",
    "path": "text boxes",
    "g": "text boxes",
    "caption": "text boxes",
    "connector": "text boxes",
    "tracked-changes": "deleted",
    "hidden-text": "hidden",
    "hidden-paragraph": "hidden",
    "ruby-text": "glosses",
    "forms": "form fields",
    "toc-mark": "index entries",
}
# Who wrote a comment or changed something, and when: for the gate, no part of the text.
_WRITERS = frozenset({"creator", "sender-initials", "creator-initials", "date", "date-string"})
_WRITTEN = frozenset({"href", "string-value", "title", "description", "author", "label", "help-message"})
_INSIDE = re.compile(r"#.*|(?:\./)?(?:Pictures|ObjectReplacements|Object \d+).*")
_BOLD = re.compile(r"bold|[6-9]00")
_SPACES = re.compile(r"[ \t\r\n]+")


def styles_of(roots: Iterable[etree._Element]) -> dict[str, Style]:
    """Read the styles of a document, each with what it takes over from its parent."""
    found = {
        _attribute(style, "name"): style
        for root in roots
        for style in root.iter("{*}style")
        if _attribute(style, "family") in ("text", "paragraph", "section")
    }
    styles = {}
    for name in found:
        style, seen, above = Style(), {""}, name
        while above in found and above not in seen:
            seen.add(above)
            style = style.over(_said(found[above]))
            above = _attribute(found[above], "parent-style-name")
        styles[name] = style
    return styles


def _said(style: etree._Element) -> Style:
    properties = next((child for child in style if _local(child) == "text-properties"), None)
    weight, display = _attribute(properties, "font-weight"), _attribute(properties, "display")
    return Style(bold=bool(_BOLD.fullmatch(weight)) if weight else None, hidden=display == "none" if display else None)


def blocks_of(
    container: etree._Element, *, styles: Mapping[str, Style], aside: Aside, hidden: bool = False
) -> Iterator[Paragraph | Table]:
    """Read paragraphs and tables in order; a table of one column is only layout, and gives its paragraphs.

    Parameters
    ----------
    container : element
        The body, a section, a list or a cell.
    styles : mapping of str to Style
    aside : Aside
        What is deleted, hidden, a comment, a note or in a box is set aside in it.
    hidden : bool
        Whether it stands in a section that is hidden.
    """
    for child in container:
        kind = _local(child)
        if kind in _PARAGRAPHS:
            style = replace(styles.get(_attribute(child, "style-name"), Style()))
            style = Style(style.bold, True) if hidden else style
            yield paragraph_of(list(_pieces(child, style=style, styles=styles, aside=aside)))
            aside.part()
        elif kind == "table":
            yield from _table(child, styles=styles, aside=aside, hidden=hidden)
        elif kind in _ASIDE:
            set_aside(child, _ASIDE[kind], aside=aside)
        else:
            below = hidden or (kind == "section" and _attribute(child, "display") in ("none", "condition"))
            yield from blocks_of(child, styles=styles, aside=aside, hidden=below)


def set_aside(node: etree._Element, kind: str, *, aside: Aside) -> None:
    """Set all words in an element aside; who wrote them goes to the gate apart."""
    aside.add(kind, all_text(node))
    for writer in node.iter():
        if _local(writer) in _WRITERS and not _local(writer).startswith("date"):
            aside.mention("properties", writer.text or "")


def all_text(node: etree._Element) -> str:
    """Read everything in an element that somebody wrote, a line for each paragraph."""
    return "".join(_texts(node)).strip("\n")


def mention_attributes(root: etree._Element, aside: Aside) -> None:
    """Keep for the gate what stands in attributes: links, hidden values, descriptions."""
    values = (
        str(value)
        for node in root.iter(etree.Element)
        for key, value in node.items()
        if str(key).rpartition("}")[2] in _WRITTEN or (_local(node) == "bookmark-start" and str(key).endswith("name"))
    )
    for value in dict.fromkeys(values):
        if not _INSIDE.fullmatch(value):
            aside.mention("properties", value)


def _texts(node: etree._Element) -> Iterator[str]:
    if _local(node) in _WRITERS:
        return
    yield _space(node) + _SPACES.sub(" ", node.text or "")
    for child in node:
        if _local(child):
            yield from _texts(child)
        yield _SPACES.sub(" ", child.tail or "")
    if _local(node) in _PARAGRAPHS:
        yield "\n"


def _pieces(node: etree._Element, *, style: Style, styles: Mapping[str, Style], aside: Aside) -> Iterator[Piece]:
    """Read the text of a paragraph, piece by piece, and whether it is bold."""

    def say(text: str | None) -> Iterator[Piece]:
        words = _SPACES.sub(" ", text or "")
        if style.hidden:
            aside.join("hidden", words)
        elif words:
            aside.part()
            yield words, bool(style.bold)

    yield from say(node.text)
    for child in node:
        kind = _local(child)
        if kind in _ASIDE:
            set_aside(child, _ASIDE[kind], aside=aside)
        elif space := _space(child):
            yield space, bool(style.bold)
        elif kind:
            inner = styles.get(_attribute(child, "style-name"), Style()) if kind == "span" else Style()
            yield from _pieces(child, style=inner.over(style), styles=styles, aside=aside)
        yield from say(child.tail)


def _space(node: etree._Element) -> str:
    return {"s": " ", "tab": " ", "line-break": "\n"}.get(_local(node), "")


def _table(
    table: etree._Element, *, styles: Mapping[str, Style], aside: Aside, hidden: bool
) -> Iterator[Paragraph | Table]:
    rows = list(_nearest(table, frozenset({"table-row"})))
    cells = [list(_nearest(row, frozenset({"table-cell", "covered-table-cell"}))) for row in rows]
    if max((len(row) for row in cells), default=0) < 2:
        for row_cells in cells:
            for cell in row_cells:
                yield from blocks_of(cell, styles=styles, aside=aside, hidden=hidden)
        return
    made: list[Row] = []
    pending: dict[int, int] = {}
    for node, row_cells in zip(rows, cells, strict=True):
        row = _row(row_cells, pending, styles=styles, aside=aside, hidden=hidden)
        repeated = _count(node, "number-rows-repeated", most=MAX_ROWS) if any(row.cells) else 1
        made += [row] * repeated
    yield Table(tuple(made))


def _row(
    cells: Iterable[etree._Element],
    pending: dict[int, int],
    *,
    styles: Mapping[str, Style],
    aside: Aside,
    hidden: bool,
) -> Row:
    """Read a row; ``pending`` says for how many rows more each column continues the cell above."""
    texts: list[str] = []
    merged = set()
    for cell in cells:
        text = "\n".join(cell_lines(blocks_of(cell, styles=styles, aside=aside, hidden=hidden)))
        spans = _count(cell, "number-rows-spanned", most=MAX_ROWS) - 1
        for _ in range(_count(cell, "number-columns-repeated", most=MAX_SPAN)):
            column = len(texts)
            if _local(cell) == "covered-table-cell" and pending.get(column, 0):
                merged.add(column)
                pending[column] -= 1
            elif spans:
                for place in range(_count(cell, "number-columns-spanned", most=MAX_SPAN)):
                    pending[column + place] = spans
            texts.append(text)
    return Row(number=0, cells=tuple(texts), merged=frozenset(merged))


def _nearest(node: etree._Element, kinds: frozenset[str]) -> Iterator[etree._Element]:
    # Rows may stand in groups and in the table's header.
    for child in node:
        if _local(child) in kinds:
            yield child
        elif _local(child) != "table":
            yield from _nearest(child, kinds)


def _count(node: etree._Element, kind: str, *, most: int) -> int:
    value = _attribute(node, kind)
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1


def _attribute(node: etree._Element | None, kind: str) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == kind), "")


def _local(node: etree._Element) -> str:
    # Comments and processing instructions have no name.
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
