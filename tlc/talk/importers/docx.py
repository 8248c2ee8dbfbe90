"""Word documents: paragraphs that begin with a label, in bold or not, and tables of speakers, words, translations."""

from __future__ import annotations

import zipfile
from dataclasses import replace

from tlc.errors import TranscriptError
from tlc.talk.importers import _office
from tlc.talk.importers._account import Aside, not_too_many
from tlc.talk.importers._blocks import Style, transcript_of
from tlc.talk.importers._raw import RawTranscript
from tlc.talk.importers._word import all_text, blocks_of, styles_of
from tlc.talk.importers._word_beside import KINDS, MAIN_PARTS, mention_the_rest, mention_writers, pictures

_WHAT = "a Word document"


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
    raw = transcript_of(blocks_of(body, styles=styles, aside=aside), aside=aside, name=name)
    return replace(raw, warnings=(*pictures(members), *raw.warnings))


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
