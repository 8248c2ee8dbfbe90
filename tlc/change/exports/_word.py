"""Word documents that everybody can read: real headings, tables with a head, a language, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from tlc._workbooks import without_times
from tlc.change.exports._plain import one_line, plain

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_FONT = "Arial"
_BLUE = "003087"  # on white 13.6 to 1
_HEAD = "E8EDEE"
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Normal": 11, "Caption": 11}
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Paper:
    """A Word document, written from the top to the bottom.

    Parameters
    ----------
    title : str
        Its first line, and its title property, which a screen reader says first.
    marks : sequence of str
        What stands at the top of each page: that it is a draft, that people are invented.
    language : str
        Of the document (BCP 47).
    wide : bool
        Pages lie on their side, for wide tables.

    >>> paper = Paper("What we heard", marks=["DRAFT"])
    >>> paper.heading("Themes")
    >>> paper.saved()[:2]
    b'PK'
    """

    def __init__(self, title: str, *, marks: Sequence[str] = (), language: str = "en-GB", wide: bool = False) -> None:
        from docx import Document

        self._document = Document()
        self._wide = wide
        self._lay_out()
        self._dress(language)
        self._name(one_line(title), language)
        self._stamp([one_line(mark) for mark in marks], one_line(title))
        self._document.add_paragraph(one_line(title), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading of level 1, 2 or 3."""
        self._document.add_heading(one_line(text), level)

    def text(self, text: str, *, bold: bool = False, language: str = "") -> None:
        """Add a paragraph; its language where it is another than the document's."""
        _say(self._document.add_paragraph(), text, bold=bold, language=language)

    def bullets(self, items: Sequence[str]) -> None:
        """Add a list."""
        for item in items:
            self._document.add_paragraph(one_line(item), style="List Bullet")

    def quote(self, text: str, *, by: str, language: str = "") -> None:
        """Add somebody's words, and under them who said them."""
        words = self._document.add_paragraph(style="Quote")
        words.paragraph_format.keep_with_next = bool(by)
        _say(words, f"“{plain(text)}”", language=language)
        if by:
            self._document.add_paragraph(one_line(by), style="Body Text").paragraph_format.left_indent = _centimetres(1)

    def table(
        self, caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float] = ()
    ) -> None:
        """Add a table with its caption; its head comes again on each page, and no row is parted by a page's end.

        Parameters
        ----------
        caption : str
            Stands above the table, and is its alternative text.
        columns : sequence of str
            Names of columns.
        rows : sequence of sequences of str
            As many cells as columns in each; the first names the row.
        widths : sequence of float, optional
            Of columns, in centimetres.
        """
        above = self._document.add_paragraph(one_line(caption), style="Caption")
        above.paragraph_format.keep_with_next = True
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        _describe(table, one_line(caption))
        for cell, name in zip(table.rows[0].cells, columns, strict=True):
            _fill(cell, name, bold=True)
            cell._tc.get_or_add_tcPr().append(_made("w:shd", val="clear", color="auto", fill=_HEAD))
        for row in rows:
            for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
                _fill(cell, words, bold=not place)
        for row_of_cells in table.rows:
            row_of_cells._tr.get_or_add_trPr().append(_made("w:cantSplit"))
        table.rows[0]._tr.get_or_add_trPr().append(_made("w:tblHeader"))
        if widths:
            table.autofit = False
            for row_of_cells in table.rows:
                for cell, width in zip(row_of_cells.cells, widths, strict=True):
                    cell.width = _centimetres(width)
        self._document.add_paragraph()

    def saved(self) -> bytes:
        """The document's bytes; the same content gives the same bytes."""
        raw = io.BytesIO()
        self._document.save(raw)
        return without_times(raw.getvalue())

    def _lay_out(self) -> None:
        from docx.enum.section import WD_ORIENT

        section = self._document.sections[0]
        long, short = _centimetres(29.7), _centimetres(21)
        section.page_width, section.page_height = (long, short) if self._wide else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if self._wide else WD_ORIENT.PORTRAIT
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, _centimetres(1.8))

    def _dress(self, language: str) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for name, size in _SIZES.items():
            style = self._document.styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().rFonts
            for which in ("ascii", "hAnsi", "cs", "eastAsia"):
                # A font of the theme would win over the one that is named.
                fonts.attrib.pop(qn(f"w:{which}Theme"), None)
                fonts.set(qn(f"w:{which}"), _FONT)
            fonts.attrib.pop(qn("w:cstheme"), None)
            if name != "Normal":
                style.font.color.rgb = RGBColor.from_string(_BLUE)
        self._document.styles["Quote"].font.color.rgb = RGBColor(0, 0, 0)
        for one in self._document.styles.element.iter(qn("w:lang")):
            one.set(qn("w:val"), language)

    def _name(self, title: str, language: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.language = title[:255], language
        properties.author = properties.last_modified_by = properties.comments = ""

    def _stamp(self, marks: Sequence[str], title: str) -> None:
        section = self._document.sections[0]
        top = section.header.paragraphs[0]
        for number, mark in enumerate(marks):
            _say(top if not number else section.header.add_paragraph(), mark, bold=True)
        # A running title tells which paper a loose page is of.
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{title[:100]} - page ")
        foot.add_run()._r.extend(
            (
                _made("w:fldChar", fldCharType="begin"),
                _written("w:instrText", " PAGE "),
                _made("w:fldChar", fldCharType="end"),
            )
        )


def _say(paragraph: Paragraph, text: str, *, bold: bool = False, language: str = "") -> None:
    run = paragraph.add_run(plain(text))
    run.bold = bold or None
    if not language:
        return
    properties = run._r.get_or_add_rPr()
    if language.partition("-")[0].casefold() in _RIGHT_TO_LEFT:
        paragraph._p.get_or_add_pPr().append(_made("w:bidi"))
        properties.append(_made("w:rtl"))
        properties.append(_made("w:lang", bidi=language))
    else:
        properties.append(_made("w:lang", val=language))


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt

    for number, line in enumerate(plain(text).split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold or None, Pt(9)
        paragraph.paragraph_format.space_after = Pt(2)


def _describe(table: Table, caption: str) -> None:
    properties = table._tbl.tblPr
    properties.append(_made("w:tblCaption", val=caption))
    properties.append(_made("w:tblDescription", val=f"Table: {caption}"))


def _made(tag: str, **attributes: str) -> BaseOxmlElement:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _written(tag: str, text: str) -> BaseOxmlElement:
    element = _made(tag)
    element.text = text
    return element


def _centimetres(number: float) -> Length:
    from docx.shared import Cm

    return Cm(number)
