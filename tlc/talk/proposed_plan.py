"""A plan that somebody proposes, read as paragraphs: Word, OpenDocument, plain text and Markdown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tlc._text import decode, normalise, without_unseen
from tlc.errors import TranscriptError
from tlc.talk.importers import _odf, _office, _word
from tlc.talk.importers._account import Aside, no_words, not_too_many
from tlc.talk.importers._blocks import Paragraph, Table
from tlc.talk.importers._file import bytes_of

#: Endings of the files that can be read.
ENDINGS = ("docx", "odt", "txt", "md")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPlan:
    """A plan as it is read.

    Attributes
    ----------
    name : str
        The file's own name, without folders.
    digest : str
        SHA-256 of its bytes.
    paragraphs : tuple of str
        None is empty; a row of a table is one.

    >>> ProposedPlan(name="plan.txt", digest="", paragraphs=("One.",))
    ProposedPlan(name='plan.txt', digest='')
    """

    name: str
    digest: str
    paragraphs: tuple[str, ...] = field(repr=False)


def read_proposed_plan(path: Path) -> ProposedPlan:
    """Read a plan.

    What is deleted, hidden, or in comments, headers and boxes is not of the plan.

    Raises
    ------
    TranscriptError
        It cannot be opened, is of another kind, is damaged, or holds no words.
    """
    ending = path.suffix.casefold().removeprefix(".")
    if ending not in ENDINGS:
        raise TranscriptError(
            f"A plan cannot be read from a file that ends in '.{ending}'." if ending else "The file has no ending.",
            where=path,
            hint=f"Save it as one of: {', '.join(ENDINGS)}.",
        )
    data = bytes_of(path)
    if ending == "docx":
        texts = _texts(_of_word(data, path.name))
    elif ending == "odt":
        texts = _texts(_of_odt(data, path.name))
    else:
        texts = iter(normalise(decode(data, where=path)).split("\n"))
    paragraphs = tuple(line for text in texts if (line := " ".join(without_unseen(text).split())))
    if not any(character.isalnum() for line in paragraphs for character in line):
        raise no_words(path.name)
    not_too_many(len(paragraphs), name=path.name)
    return ProposedPlan(name=path.name, digest=hashlib.sha256(data).hexdigest(), paragraphs=paragraphs)


def _of_word(data: bytes, name: str) -> Iterator[Paragraph | Table]:
    what, member = "a Word document", "word/document.xml"
    archive = _office.opened(data, name=name, what=what)
    if member not in archive.namelist():
        raise _office.cannot_open(name, what=what)
    root = _office.part(archive, member, name=name, what=what)
    return _word.blocks_of(root, styles={}, aside=Aside())


def _of_odt(data: bytes, name: str) -> Iterator[Paragraph | Table]:
    what, member = "an OpenDocument text", "content.xml"
    archive = _office.opened(data, name=name, what=what)
    if member not in archive.namelist():
        raise _office.cannot_open(name, what=what)
    root = _office.part(archive, member, name=name, what=what)
    body = root.find("{*}body/{*}text")
    if body is None:
        raise _office.cannot_open(name, what=what)
    return iter(list(_odf.blocks_of(body, styles=_odf.styles_of([root]), aside=Aside())))


def _texts(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (" | ".join(cell for cell in row.cells if cell.strip()) for row in block.rows)
        else:
            yield " ".join(line.text for line in block)
