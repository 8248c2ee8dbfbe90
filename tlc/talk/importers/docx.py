"""Word documents: paragraphs that begin with a label, in bold or not, and tables of speakers, words, translations."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import replace

from tlc.errors import TranscriptError
from tlc.talk.importers import _office
from tlc.talk.importers._account import Aside, balanced, characters, no_words, not_too_many
from tlc.talk.importers._heads import Line
from tlc.talk.importers._lines import Talk, talk_of
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._table import Row, columns_unknown, talk_of_rows
from tlc.talk.importers._word import Paragraph, Style, Table, all_text, blocks_of, styles_of
from tlc.talk.importers._word_beside import KINDS, MAIN_PARTS, mention_the_rest, mention_writers, pictures

_WHAT = "a Word document"
_TABLE_LEFT_OUT = (
    "A table in this file looks like talk, and was left out, for people speak in its paragraphs too. If what is in the "
    "table was said, put all of it into one form: paragraphs, or one table."
)
_EMPTY = Line(number=0, text="")


def read(data: bytes, *, name: str) -> RawTranscript:
    """Read a transcript in Word's .docx.

    Tracked insertions are read, deletions set aside; so are comments, headers and footers, footnotes, text boxes and
    hidden text. Where both paragraphs and tables hold talk, the one with more of it is the transcript.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is no Word document, is unsafe to unpack, its table's columns cannot be told apart, or it holds no words.
    """
    archive = _office.opened(data, name=name, what=_WHAT)
    members = archive.namelist()
    main = _main_part(archive, name=name)
    folder = main.rpartition("/")[0] + "/"
    aside = Aside()
    for member in members:
        if found := MAIN_PARTS.fullmatch(member.removeprefix(folder)):
            part = _office.part(archive, member, name=name, what=_WHAT)
            aside.add(KINDS[found[1]], all_text(part))
            mention_writers(part, aside)
    styles: dict[str, Style] = {}
    if f"{folder}styles.xml" in members:
        styles = styles_of(_office.part(archive, f"{folder}styles.xml", name=name, what=_WHAT))
    body = _office.part(archive, main, name=name, what=_WHAT)
    if next(body.iter("{*}altChunk", "{*}subDoc"), None) is not None:
        # Word shows what is in there as talk; nothing here could say that it was left out.
        raise TranscriptError(
            "The file holds another document inside it, which cannot be read with it.",
            where=name,
            hint="Open it in Word, copy all of it into a new document, and save that.",
        )
    not_too_many(sum(1 for _ in body.iter("{*}p")), name=name)
    mention_writers(body, aside)
    mention_the_rest(archive, aside, folder=folder, main=main, name=name)
    warnings = pictures(members)
    lines, rows, first_table = _numbered(blocks_of(body, styles=styles, aside=aside))
    in_lines = sum(characters(line.text) for line in lines)
    in_rows = sum(characters(cell) for row in rows for cell in row.cells)
    if not in_lines + in_rows:
        raise no_words(name)
    read = in_lines + in_rows + sum(aside.counts.values())
    spoken, tabled = talk_of(lines, name=name), talk_of_rows(rows) if rows else None
    if tabled and _words(tabled) > _words(spoken):
        aside.take(tabled.aside)
        aside.add("headings", _written(lines[:first_table]))
        aside.add("outside tables", _written(lines[first_table:]))
        raw = balanced(tabled.turns, read=read, aside=aside, unit="row", name=name)
        return replace(raw, warnings=warnings)
    if in_rows > in_lines and not spoken.labelled:
        raise columns_unknown(name)
    aside.take(spoken.aside)
    aside.add("tables", "\n".join(cell for row in rows for cell in row.cells))
    if tabled and tabled.labelled:
        warnings = (*warnings, _TABLE_LEFT_OUT)
    raw = balanced(spoken.turns, read=read, aside=aside, unit="paragraph", name=name)
    return replace(raw, warnings=warnings)


def _written(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _numbered(blocks: Iterable[Paragraph | Table]) -> tuple[list[Line], list[Row], int]:
    """Number lines by their paragraph, and rows; say how many lines stand above the first table."""
    lines: list[Line] = []
    rows: list[Row] = []
    paragraphs = tables = first_table = 0
    for block in blocks:
        if isinstance(block, Table):
            first_table = first_table if rows else len(lines)
            tables += 1
            rows += [replace(row, number=number, table=tables) for number, row in enumerate(block.rows, len(rows) + 1)]
        else:
            paragraphs += 1
            # The empty line makes each paragraph a block of its own.
            lines += [replace(line, number=paragraphs) for line in (*block, _EMPTY)]
    return lines, rows, first_table


def _words(talk: Talk) -> int:
    """How many characters of it are known to be talk."""
    return sum(characters(turn.text) for turn in talk.turns) if talk.labelled else 0


def _main_part(archive: zipfile.ZipFile, *, name: str) -> str:
    """Find the document itself: Word for the web does not always call it word/document.xml."""
    if "_rels/.rels" in archive.namelist():
        for link in _office.part(archive, "_rels/.rels", name=name, what=_WHAT):
            target = str(link.get("Target", "")).lstrip("/")
            if str(link.get("Type", "")).endswith("/officeDocument") and target in archive.namelist():
                return target
    if "word/document.xml" not in archive.namelist():
        raise _office.cannot_open(name, what=_WHAT)
    return "word/document.xml"
