"""The body of a Word document: its paragraphs and tables in order, apart from what is not to be read as words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tlc._text import normalise, without_unseen
from tlc.talk.importers._account import UNSEEN, Aside, characters
from tlc.talk.importers._blocks import MAX_SPAN, Paragraph, Piece, Style, Table, cell_lines, paragraph_of
from tlc.talk.importers._table import Row

_DELETED = frozenset({"del", "moveFrom"})
_BOXES = frozenset({"drawing", "pict", "object"})
_TEXT = frozenset({"t", "delText", "instrText", "delInstrText"})
_MARKS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


def styles_of(root: etree._Element) -> dict[str, Style]:
    """Read the styles of a document, each with what it takes over from those it is based on."""
    found = {_attribute(style, "styleId"): style for style in root if _local(style) == "style"}
    styles = {}
    for name in found:
        style, seen, above = Style(), {""}, name
        while above in found and above not in seen:
            seen.add(above)
            style = style.over(_said(_child(found[above], "rPr")))
            based = _child(found[above], "basedOn")
            above = "" if based is None else _attribute(based, "val")
        styles[name] = style
    return styles


def all_text(node: etree._Element) -> str:
    """Read everything in a part that somebody wrote, a paragraph a line; of two forms of one thing only the first."""
    return "".join(_texts(node)).strip("\n")


def blocks_of(container: etree._Element, *, styles: Mapping[str, Style], aside: Aside) -> Iterator[Paragraph | Table]:
    """Read paragraphs and tables in order; a table of one column is only layout, and gives its paragraphs.

    Parameters
    ----------
    container : element
        The body, or a cell.
    styles : mapping of str to Style
    aside : Aside
        What is deleted, hidden or in boxes goes there.
    """
    for child in container:
        kind = _local(child)
        if kind == "p":
            yield _paragraph(child, styles=styles, aside=aside)
        elif kind == "tbl":
            cells = [_cells(row) for row in _rows(child)]
            if max((len(row) for row in cells), default=0) > 1:
                yield Table(tuple(_row(row, styles=styles, aside=aside) for row in cells))
            else:
                for row in cells:
                    for cell in row:
                        yield from blocks_of(cell, styles=styles, aside=aside)
        elif kind in _DELETED:
            aside.add("deleted", all_text(child))
        elif kind == "AlternateContent":
            yield from blocks_of(_first(child), styles=styles, aside=aside)
        else:
            yield from blocks_of(child, styles=styles, aside=aside)


def _paragraph(node: etree._Element, *, styles: Mapping[str, Style], aside: Aside) -> Paragraph:
    properties = _child(node, "pPr")
    style = _named(properties, "pStyle", styles=styles)
    aside.part()

    def clean(text: str) -> str:
        normal = normalise(text)
        seen = without_unseen(normal)
        aside.count(UNSEEN, characters(normal) - characters(seen))
        return seen

    return paragraph_of(_pieces(node, style=style, styles=styles, aside=aside), clean=clean)


def _pieces(node: etree._Element, *, style: Style, styles: Mapping[str, Style], aside: Aside) -> Iterator[Piece]:
    """Read the text of a paragraph, run by run, and whether it is bold."""
    for child in node:
        kind = _local(child)
        if kind == "r":
            properties = _child(child, "rPr")
            run = _said(properties).over(_named(properties, "rStyle", styles=styles)).over(style)
            yield from _pieces(child, style=run, styles=styles, aside=aside)
        elif kind == "t" and style.hidden:
            aside.join("hidden", child.text or "")
        elif kind == "t":
            aside.part()
            yield child.text or "", bool(style.bold)
        elif kind in _MARKS:
            yield _MARKS[kind], bool(style.bold)
        elif kind in _DELETED:
            aside.join("deleted", all_text(child))
        elif kind in _BOXES:
            aside.add("text boxes", all_text(child))
        elif kind in _TEXT:
            aside.join("deleted" if kind == "delText" else "field codes", child.text or "")
        elif kind == "AlternateContent":
            yield from _pieces(_first(child), style=style, styles=styles, aside=aside)
        elif not kind.endswith("Pr"):
            # Links, insertions, content controls: whatever it is, its words were said.
            yield from _pieces(child, style=style, styles=styles, aside=aside)


def _row(cells: Sequence[etree._Element], *, styles: Mapping[str, Style], aside: Aside) -> Row:
    texts: list[str] = []
    merged = set()
    for cell in cells:
        properties = _child(cell, "tcPr")
        merge = _child(properties, "vMerge")
        if merge is not None and _attribute(merge, "val") in ("", "continue"):
            merged.add(len(texts))
        texts.append("\n".join(cell_lines(blocks_of(cell, styles=styles, aside=aside))))
        span = _attribute(_child(properties, "gridSpan"), "val")
        texts += [""] * (min(int(span), MAX_SPAN) - 1 if span.isdecimal() else 0)
    return Row(number=0, cells=tuple(texts), merged=frozenset(merged))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _nearest(table, "tr")


def _cells(row: etree._Element) -> list[etree._Element]:
    return list(_nearest(row, "tc"))


def _nearest(node: etree._Element, kind: str) -> Iterator[etree._Element]:
    # Content controls may stand around rows and cells.
    for child in node:
        if _local(child) == kind:
            yield child
        else:
            yield from _nearest(child, kind)


def _texts(node: etree._Element) -> Iterator[str]:
    for child in node:
        if _local(child) in _TEXT:
            yield child.text or ""
        elif _local(child) in _MARKS:
            yield _MARKS[_local(child)]
        else:
            # Without these, the last word of one paragraph and the first of the next would be one.
            end = "\n" if _local(child) == "p" else ""
            yield end
            yield from _texts(_first(child) if _local(child) == "AlternateContent" else child)
            yield end


def _first(alternatives: etree._Element) -> etree._Element:
    # Word writes a text box twice, in a new and in an old form.
    return next((child for child in alternatives if _local(child)), alternatives)


def _named(properties: etree._Element | None, kind: str, *, styles: Mapping[str, Style]) -> Style:
    return styles.get(_attribute(_child(properties, kind), "val"), Style())


def _said(properties: etree._Element | None) -> Style:
    return Style(bold=_switch(properties, "b"), hidden=_switch(properties, "vanish"))


def _switch(properties: etree._Element | None, kind: str) -> bool | None:
    switch = _child(properties, kind)
    return None if switch is None else _attribute(switch, "val") not in _OFF


def _child(node: etree._Element | None, kind: str) -> etree._Element | None:
    return None if node is None else next((child for child in node if _local(child) == kind), None)


def _attribute(node: etree._Element | None, kind: str) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.items() if str(key).rpartition("}")[2] == kind), "")


def _local(node: etree._Element) -> str:
    # Comments and processing instructions have no name. Word has two namespaces for the same names.
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
