"""Spoiling zip archives of XML: the XML inside, the members, and what the archive says of them."""

from __future__ import annotations

import copy
import io
import random
import struct
import zipfile
from collections.abc import Callable

from lxml import etree

Chance = random.Random
Spoil = Callable[[bytes, bytes, Chance], bytes]
Member = tuple[str, bytes]

_VALUES = (
    "",
    "0",
    "-1",
    "99999999",
    "9" * 400,
    "1e9",
    "x" * 70_000,
    "..",
    "\u202e",
    "none",
    "condition",
    "continue",
    "A1",
    "XFD1048576",
)
_VALUES += ("s", "d", "e", "b", "str", "inlineStr", "true", "2024-99-99", "../word/document.xml", "\uffff", "\u0660")
_NAMES = (
    "../zabranic.xml",
    "word/document.xml",
    "CON",
    "a\\b",
    "x" * 300,
    "word/Document.xml",
    "\u202exml.x",
    "",
    "/",
    "a//b",
    "content.xml",
)
_DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "zabranic"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
# The local and the central header of a member; its version, flags, method, time, sum and sizes follow.
_HEADERS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")


def spoiled_archive(data: bytes, other: bytes, chance: Chance, spoil: Spoil) -> bytes:
    """Spoil an archive from inside, its headers, or both.

    Parameters
    ----------
    data, other : bytes
        Two archives; members of the other may be put into the first.
    chance : random.Random
    spoil : function
        What spoils plain bytes.
    """
    members, others = _members(data), _members(other)
    if not members:
        return spoil(data, other, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(members))
        name, inside = members[place]
        way = chance.random()
        if way < 0.6:
            members[place] = (name, _tree_spoiled(inside, chance))
        elif way < 0.8:
            members[place] = (name, spoil(inside, inside, chance))
        else:
            members = _list_spoiled(members, others, place, chance)
        if not members:
            break
    packed = _packed(members, chance)
    return _lying(packed, chance) if chance.random() < 0.1 else packed


def _members(data: bytes) -> list[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > 5_000_000:
                return []
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return []


def _packed(members: list[Member], chance: Chance) -> bytes:
    file = io.BytesIO()
    kind = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(file, "w") as archive:
        for name, inside in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = kind
            if chance.random() < 0.002:
                info.external_attr = 0o120777 << 16  # a link
            # A second member of a name is written all the same, with a warning that the runner silences.
            archive.writestr(info, inside)
    return file.getvalue()


def _list_spoiled(members: list[Member], others: list[Member], place: int, chance: Chance) -> list[Member]:
    name, inside = members[place]
    way = chance.randrange(5)
    if way == 0:
        return members[:place] + members[place + 1 :]
    if way == 1:
        return [*members, (name, chance.choice(members)[1])]
    if way == 2:
        new = chance.choice((*_NAMES, *(other for other, _ in members)))
        return [*members[:place], (new, inside), *members[place + 1 :]]
    if way == 3 and others:
        return [*members[:place], (name, chance.choice(others)[1]), *members[place + 1 :]]
    return [*members, (f"{name.rpartition('.')[0]}{chance.randrange(9)}.xml", inside)]


def _lying(data: bytes, chance: Chance) -> bytes:
    """Change what a header says: sizes, sums, methods, flags, places."""
    changed = bytearray(data)
    mark = chance.choice(_HEADERS)
    places = [place for place in range(len(data) - 30) if data.startswith(mark, place)]
    if places:
        place = chance.choice(places) + 4 + 2 * chance.randrange(13)
        value = chance.choice((0, 1, 8, 99, 0xFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
        size = chance.choice(("<H", "<I"))
        struct.pack_into(size, changed, place, value & (0xFFFF if size == "<H" else 0xFFFFFFFF))
    return bytes(changed)


def _tree_spoiled(data: bytes, chance: Chance) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(chance.choice((1, 2, 4, 10))):
        nodes = [node for node in root.iter(etree.Element) if node is not root]
        if not nodes:
            break
        chance.choice((_drop, _double, _nest, _value, _value, _move, _swap, _say, _remark))(
            chance.choice(nodes), nodes, chance
        )
    made = etree.tostring(root, encoding=chance.choice(("utf-8", "utf-8", "utf-8", "utf-16")), xml_declaration=True)
    return made.replace(b"?>", b"?>" + _DOCTYPE, 1) if chance.random() < 0.03 else made


def _drop(node: etree._Element, _: list[etree._Element], __: Chance) -> None:
    node.getparent().remove(node)


def _double(node: etree._Element, _: list[etree._Element], chance: Chance) -> None:
    # Few of what is large, so that files stay such as people have.
    most = 1 if len(list(node.iter())) > 50 else 40
    for _i in range(chance.choice((1, 2, most))):
        node.addnext(copy.deepcopy(node))


def _nest(node: etree._Element, nodes: list[etree._Element], chance: Chance) -> None:
    inner = node
    tag = chance.choice((node.tag, chance.choice(nodes).tag))
    for _i in range(chance.choice((1, 3, 100, 230, 400))):
        inner = etree.SubElement(inner, tag)
    inner.text = "zabranic"
    if chance.random() < 0.5:
        inner.append(copy.deepcopy(chance.choice([one for one in nodes if len(one) < 20] or [inner])))


def _value(node: etree._Element, nodes: list[etree._Element], chance: Chance) -> None:
    value = chance.choice(_VALUES)
    keys = list(node.keys()) or [key for one in nodes[:50] for key in one.attrib] or ["r"]
    try:
        node.set(chance.choice(keys), value)
    except ValueError:
        node.set(chance.choice(keys), "zabranic")


def _move(node: etree._Element, nodes: list[etree._Element], chance: Chance) -> None:
    target = chance.choice(nodes)
    if node not in target.iterancestors() and target is not node:
        target.append(node)


def _swap(node: etree._Element, nodes: list[etree._Element], chance: Chance) -> None:
    node.tag = chance.choice(nodes).tag


def _say(node: etree._Element, _: list[etree._Element], chance: Chance) -> None:
    words = chance.choice(
        ("zabranic", "P01: zabranic", "\u202e\u200b", "_x000D_", "#", "a\u0301" * 200, "1", "", "\ufdd0", "\U0001f600")
    )
    if chance.random() < 0.5:
        node.text = words
    else:
        node.tail = words


def _remark(node: etree._Element, _: list[etree._Element], chance: Chance) -> None:
    # Comments and instructions have no name, which readers forget.
    node.insert(0, chance.choice((etree.Comment("zabranic"), etree.ProcessingInstruction("x", "zabranic"))))
