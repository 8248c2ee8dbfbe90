"""A codebook's file in parts: one for each code and each line of the change log, each with the comment above it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tlc.errors import CodebookError

# [code.terms] goes on with the code before it.
_HEADER = re.compile(r"\[\[?\s*(?P<name>[A-Za-z0-9_-]+)\s*\]\]?\s*(#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some lines of the file that belong together.

    Attributes
    ----------
    kind : str
        ``code``, ``changelog``, or the name of another section.
    lead : str
        Blank lines and comments before it.
    body : str
        From its header to its last value.
    entry : dict
        What the body says.
    """

    kind: str
    lead: str
    body: str
    entry: dict[str, Any]

    @property
    def banner(self) -> str:
        """What of the lead stands apart, and is about more than this one: all up to the last blank line."""
        lines = self.lead.splitlines(keepends=True)
        last = max((number for number, line in enumerate(lines, 1) if not line.strip()), default=0)
        kept = "".join(lines[:last])
        return kept if kept.strip() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A whole file: joined again, its parts are the file."""

    head: str
    blocks: tuple[Block, ...]
    tail: str

    @property
    def text(self) -> str:
        """The file."""
        return self.head + "".join(one.lead + one.body for one in self.blocks) + self.tail


def split_blocks(text: str, content: dict[str, Any], path: Path) -> Blocks:
    r"""Part a codebook's file.

    Parameters
    ----------
    text : str
        The file, normalised.
    content : dict
        What it says as a whole.
    path : Path
        For messages.

    Raises
    ------
    CodebookError
        The parts do not say what the file says: codes do not each begin with a line ``[[code]]``.

    >>> text = 'id = "b"\n\n# Hours\n[[code]]\nid = "hours"\n'
    >>> parts = split_blocks(text, {"code": [{"id": "hours"}]}, Path("b.toml"))
    >>> parts.blocks[0].lead, parts.blocks[0].entry
    ('\n# Hours\n', {'id': 'hours'})
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = [
        (number, found["name"]) for number, line in enumerate(lines) if (found := _HEADER.fullmatch(line.strip()))
    ]
    ends = [_end(lines, start) for start, _ in starts] + [_end(lines, len(lines))]
    blocks = []
    for place, (start, kind) in enumerate(starts):
        body = "".join(lines[start : ends[place + 1]])
        try:
            said = tomllib.loads(body)
        except tomllib.TOMLDecodeError as error:
            raise _not_parted(path) from error
        entry = said.get(kind)
        blocks.append(
            Block(
                kind=kind,
                lead="".join(lines[ends[place] : start]),
                body=body,
                entry=entry[0] if isinstance(entry, list) else {},
            )
        )
    if [one.entry for one in blocks if one.kind == "code"] != content["code"]:
        raise _not_parted(path)
    return Blocks(head="".join(lines[: ends[0]]), blocks=tuple(blocks), tail="".join(lines[ends[-1] :]))


def _end(lines: list[str], start: int) -> int:
    """Find where what stands before a line ends; from there, blank lines and comments belong to what follows."""
    while start and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith("#")):
        start -= 1
    return start


def _not_parted(path: Path) -> CodebookError:
    return CodebookError(
        "The codes are written in a way that tlc can read and not change.",
        where=path,
        hint="Begin each code with a line [[code]] of its own, or change the file in a text editor.",
    )
