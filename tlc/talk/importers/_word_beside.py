"""What a Word document holds beside its text: who wrote it, where it links to, what its pictures are called."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from tlc.talk.importers import _office
from tlc.talk.importers._account import Aside
from tlc.talk.importers._word import all_text

#: Parts whose words are read and set aside, and the kinds under which they are.
MAIN_PARTS = re.compile(r"(header|footer|comments|footnotes|endnotes)\d*\.xml")
KINDS = {
    "header": "headers",
    "footer": "headers",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
}
_WHAT = "a Word document"
# Names of fonts, colours and numberings: Word writes these, nobody speaks in them.
_WORDLESS = re.compile(r"(?:theme/.*|fontTable|webSettings|numbering)\.xml")
# Of the properties only those that somebody chose; the others are counts, dates and the program's own name.
_PROPERTIES = frozenset(
    {"creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "contentStatus"}
    | {"Company", "Manager", "HyperlinkBase", "Template", "TitlesOfParts"}
)
_WRITTEN = frozenset({"author", "initials", "descr", "title", "tooltip", "userId", "displayName", "alt", "string"})
_NAMED = frozenset({"alias", "tag", "bookmarkStart", "docVar", "docPr", "cNvPr", "attachedSchema", "dataBinding"})
# "_GoBack", "Picture 1" and "Heading 1 Char" are Word's own.
_OWN = re.compile(
    r"_.*|(?:picture|image|imagine|text box|shape|chart|group|object) ?\d*"
    r"|(?:heading \d|(?:sub)?title|header|footer|body text(?: \d)?|macro text|(?:intense )?quote) char",
    re.IGNORECASE,
)
_BINARY = re.compile(r"(?:.*/)?(?:media|embeddings|activeX|diagrams|charts)/.*(?<!\.rels)(?<!\.xml)|.*vbaProject\.bin")


def mention_writers(part: etree._Element, aside: Aside) -> None:
    """Keep for the gate what stands in a part's attributes: who commented or changed, how pictures are described."""
    for text in dict.fromkeys(_attributes(part)):
        aside.mention("properties", text)


def mention_the_rest(archive: zipfile.ZipFile, aside: Aside, *, folder: str, main: str, name: str) -> None:
    """Keep for the gate the words of every part that is not read: properties, links, variables, and unknown ones."""
    for member in archive.namelist():
        inside = member.removeprefix(folder)
        if member == main or MAIN_PARTS.fullmatch(inside) or _WORDLESS.fullmatch(inside):
            continue
        if member.endswith(".rels"):
            _mention_links(_office.part(archive, member, name=name, what=_WHAT), aside)
        elif member.endswith(".xml") and member != "[Content_Types].xml":
            root = _office.part(archive, member, name=name, what=_WHAT)
            mention_writers(root, aside)
            if member in ("docProps/core.xml", "docProps/app.xml"):
                for text in _chosen(root):
                    aside.mention("properties", text)
            elif inside not in ("settings.xml", "styles.xml"):
                aside.mention("properties", _every_text(root) or all_text(root))


def pictures(members: Iterable[str]) -> tuple[str, ...]:
    """Warn of pictures and other files inside a document, which nobody can read here."""
    count = sum(bool(_BINARY.fullmatch(member)) for member in members)
    if not count:
        return ()
    what = "a picture or another file" if count == 1 else f"{count} pictures or other files"
    return (f"The document holds {what}, which tlc does not read: look at what they show before you share it.",)


def _mention_links(links: etree._Element, aside: Aside) -> None:
    for link in links:
        if str(link.get("TargetMode", "")).casefold() == "external":
            aside.mention("links", str(link.get("Target", "")))


def _attributes(part: etree._Element) -> Iterator[str]:
    for node in part.iter(etree.Element):
        local = str(node.tag).rpartition("}")[2]
        custom = local == "style" and any(str(key).endswith("customStyle") for key, _ in node.items())
        wanted = _WRITTEN | {"name", "val"} if local in _NAMED else _WRITTEN
        for key, value in node.items():
            text = str(value)
            if str(key).rpartition("}")[2] in wanted and not _OWN.fullmatch(text):
                yield text
        if custom:
            yield from (
                str(value)
                for child in node
                if str(child.tag).endswith("}name")
                for value in child.values()
                if not _OWN.fullmatch(str(value))
            )


def _chosen(root: etree._Element) -> Iterator[str]:
    for node in root.iter(etree.Element):
        if str(node.tag).rpartition("}")[2] in _PROPERTIES:
            text = _every_text(node)
            yield "" if text.casefold() == "normal.dotm" else text


def _every_text(root: etree._Element) -> str:
    return "\n".join(str(text).strip() for text in root.itertext() if text.strip())
