"""OpenDocument texts (.odt), as LibreOffice writes them: paragraphs that begin with a label, and tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tlc.errors import TranscriptError
from tlc.talk.importers import _office
from tlc.talk.importers._account import Aside, not_too_many
from tlc.talk.importers._blocks import transcript_of
from tlc.talk.importers._odf import blocks_of, mention_attributes, set_aside, styles_of
from tlc.talk.importers._raw import RawTranscript

_WHAT = "an OpenDocument text"
_PARTS = ("styles.xml", "content.xml")
_HEADERS = tuple(f"{{*}}{kind}{page}" for kind in ("header", "footer") for page in ("", "-left", "-first"))
_OWN = frozenset({"generator", "date", "creation-date", "editing-cycles", "editing-duration", "print-date"})
# Names of styles and fonts, and how the window looked: nobody speaks in them.
_WORDLESS = ("settings.xml", "META-INF/", "Configurations2/")


def read(data: bytes, *, name: str) -> RawTranscript:
    """Read a transcript in OpenDocument.

    Tracked insertions are read, deletions set aside; so are comments, headers and footers, notes, text boxes and
    hidden text. Where both paragraphs and tables hold talk, the one with more of it is the transcript.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        It is no OpenDocument text, has a password, is unsafe to unpack, its table's columns cannot be told apart, or
        it holds no words.
    """
    archive = _office.opened(data, name=name, what=_WHAT)
    members = archive.namelist()
    if "content.xml" not in members:
        raise _office.cannot_open(name, what=_WHAT)
    if "META-INF/manifest.xml" in members:
        manifest = _office.part(archive, "META-INF/manifest.xml", name=name, what=_WHAT)
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise TranscriptError(
                "The file has a password.", where=name, hint="Open it, take the password off, and save it again."
            )
    aside = Aside()
    roots = [_office.part(archive, member, name=name, what=_WHAT) for member in _PARTS if member in members]
    for node in roots[0].iter(*_HEADERS) if len(roots) > 1 else ():
        set_aside(node, "headers", aside=aside)
    for root in roots:
        mention_attributes(root, aside)
    for member in members:
        # Properties, and objects within the document.
        if member.endswith(".xml") and not member.startswith((*_PARTS, *_WORDLESS)):
            part = _office.part(archive, member, name=name, what=_WHAT)
            mention_attributes(part, aside)
            for text in dict.fromkeys(_written(part)):
                aside.mention("properties", text)
    body = roots[-1].find("{*}body/{*}text")
    if body is None:
        raise _office.cannot_open(name, what=_WHAT)
    not_too_many(sum(1 for _ in body.iter("{*}p")), name=name)
    blocks = list(blocks_of(body, styles=styles_of(roots), aside=aside))
    return transcript_of(blocks, aside=aside, name=name)


def _written(part: etree._Element) -> Iterator[str]:
    for node in part.iter(etree.Element):
        words = (node.text or "").strip()
        # Dates, counts and the program's own name are nobody's words.
        if words and str(node.tag).rpartition("}")[2] not in _OWN:
            yield words
