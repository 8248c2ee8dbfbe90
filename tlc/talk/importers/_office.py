"""Opening Word and Excel files, which are zip archives of XML, without trusting them."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib

from lxml import etree

from tlc.errors import TranscriptError

MAX_BYTES = 200_000_000
MAX_MEMBERS = 2_000
# Small files may be very regular; only a big one that was tiny is a bomb.
MAX_RATIO = 100
RATIO_FROM_BYTES = 10_000_000

_PIECE = 1_000_000
_LONGEST_NAME = 260
_ENCRYPTED = 0x1
# Windows opens a device under these names, whatever the ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


def opened(data: bytes, *, name: str, what: str) -> zipfile.ZipFile:
    """Open an Office file, once it is known that it will not fill the memory.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.
    what : str
        What it should be, as the end of "It cannot be opened as ...".

    Raises
    ------
    TranscriptError
        It is not a zip archive, has a password, unpacks to more than a transcript can be, or holds links, parts of
        one name, or names that lead out of it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _FAULTS as error:
        raise cannot_open(name, what=what, old=data.startswith(_OLD_OFFICE)) from error
    # What is declared here is held to in part(), and by zipfile itself.
    size = sum(member.file_size for member in members)
    is_bomb = size > RATIO_FROM_BYTES and size > MAX_RATIO * len(data)
    if size > MAX_BYTES or len(members) > MAX_MEMBERS or is_bomb:
        raise TranscriptError(
            f"The file would unpack to {size // 1_000_000} megabytes in {len(members)} parts; no transcript does.",
            where=name,
            hint="Open it, copy the text into a new file, and save that.",
        )
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise TranscriptError("The file has a password.", where=name, hint="Take the password off, and save it again.")
    # Which of two parts of one name a program shows depends on the program.
    twice = len({member.filename.casefold() for member in members}) < len(members)
    if twice or not all(_is_ordinary(member) for member in members):
        raise TranscriptError(
            "The file holds parts whose names no office program gives: it was made to mislead, or is damaged.",
            where=name,
            hint="Ask who made it. If the words are wanted, copy them into a new file, and save that.",
        )
    return archive


def part(archive: zipfile.ZipFile, member: str, *, name: str, what: str) -> etree._Element:
    """Read one XML part of an Office file.

    Raises
    ------
    TranscriptError
        It is damaged, or holds a document type definition: Office writes none, attackers do.
    """
    try:
        data = _unpacked(archive, member)
    except _FAULTS as error:
        raise cannot_open(name, what=what) from error
    if any(doctype in data for doctype in _DOCTYPES):
        raise _has_doctype(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        # Without its cause: the parser quotes what it stumbles over, and that may be somebody's words.
        raise cannot_open(name, what=what) from None
    # The parser knows encodings that the search above does not.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _has_doctype(name)
    return root


def _is_ordinary(member: zipfile.ZipInfo) -> bool:
    """Whether a part is a plain file or folder whose name stays inside the archive on every computer."""
    name = member.filename
    steps = name.removesuffix("/").split("/")
    return (
        not stat.S_ISLNK(member.external_attr >> 16)
        and len(name) <= _LONGEST_NAME
        and name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and all(step and step.strip(". ") and not _RESERVED.fullmatch(step) for step in steps)
    )


def _unpacked(archive: zipfile.ZipFile, member: str) -> bytes:
    """Unpack a part piece by piece, and never more than it was said to hold."""
    declared = archive.getinfo(member).file_size
    pieces: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > declared:
                raise zipfile.BadZipFile("more than declared")
    if size < declared:
        raise zipfile.BadZipFile("less than declared")
    return b"".join(pieces)


def cannot_open(name: str, *, what: str, old: bool = False) -> TranscriptError:
    """Make the error for a file that is damaged, or something else."""
    hint = (
        f"It is of the old kind, or has a password: open it, take the password off, and save it as {what}."
        if old
        else "Open it in the program it comes from and save it again."
    )
    return TranscriptError(f"The file cannot be opened as {what}.", where=name, hint=hint)


def _has_doctype(name: str) -> TranscriptError:
    return TranscriptError(
        "The file holds a document type definition, which could hide text or harm this computer.",
        where=name,
        hint="Do not open it elsewhere either before you know who made it.",
    )
