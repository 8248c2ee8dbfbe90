"""The audit log of the gate: who checked which bytes and decided what, in lines that hang on each other.

One file for each person, ``screening/asha.jsonl``, which nobody else writes: a shared folder never has to merge two.
Each line holds the digest of the line before it, so that a line that was changed, taken out or put in shows. There is
no word of anybody in it: places, kinds, and seals that only the study's key can make.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tlc._files import write_whole
from tlc._text import read
from tlc.errors import StudyError

FOLDER = "screening"
_FORMAT = "tlc-screening/1"
_WHO = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]{0,30}")
_STUDY = re.compile(r"[0-9a-f]{16}")
# What each sort of line must hold, and of which kind.
_FIELDS: Mapping[str, Mapping[str, type]] = {
    "begin": {"study": str, "format": str},
    "check": {"file": str, "text": str, "rules": str, "verdict": str, "findings": list},
    "decision": {
        "choice": str,
        "seal": str,
        "reason": str,
        "label": str,
        "file": str,
        "places": list,
        "everywhere": bool,
        "rules": str,
    },
    "undo": {"of": str},
}

Entry = Mapping[str, Any]


class Log:
    """The log of a study: everybody's lines are read, one person's are written.

    Parameters
    ----------
    folder : Path
        The study's folder ``screening``; made when the first line is written.
    by : str
        Who writes: small letters and digits, such as ``asha``.

    Raises
    ------
    StudyError
        The name is none that a file can have, a file cannot be read, or its lines do not hang together.
    """

    def __init__(self, folder: Path, by: str) -> None:
        if not _WHO.fullmatch(by):
            raise StudyError(
                "The name of who checks may hold small letters, digits, - and _ only.",
                hint="Use a short one that the team knows, such as: --by asha",
            )
        self.folder, self.by = folder, by
        self._lines = {path.stem: _read(path) for path in sorted(folder.glob("*.jsonl"))}
        if len({lines[0]["study"] for lines in self._lines.values()}) > 1:
            raise StudyError(
                "The logs of checks are of two studies.",
                where=folder,
                hint="One of them was copied here from elsewhere: take it out.",
            )

    @property
    def began(self) -> bool:
        """Whether anybody has written a line."""
        return bool(self._lines)

    @property
    def study(self) -> str:
        """The study's random name, which tells its key from other studies' keys."""
        named = [lines[0]["study"] for lines in self._lines.values()]
        return min(named) if named else self._begin()

    def entries(self, what: str) -> Iterator[Entry]:
        """Give everybody's lines of a sort, ``check``, ``decision`` or ``undo``, in the order of their times."""
        found = [line for lines in self._lines.values() for line in lines if line["what"] == what]
        yield from sorted(found, key=lambda line: (line["at"], line["by"], line["number"]))

    def write(self, what: str, at: str, **fields: object) -> Entry:
        """Add a line, safe on the disk before this returns."""
        if self._path.exists():
            # What another window wrote meanwhile is part of the chain.
            self._lines[self.by] = _read(self._path)
        else:
            self._begin()
        mine = self._lines[self.by]
        line = _chained({"what": what, "at": at, "by": self.by, "number": len(mine), **fields}, mine[-1]["hash"])
        try:
            with self._path.open("r+b") as file:
                # A power cut may have left half a line: nobody was ever told that it is there.
                file.seek(file.read().rfind(b"\n") + 1)
                file.truncate()
                file.write(_text(line).encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StudyError(
                "The log of checks cannot be written.",
                where=self._path,
                hint="Is there room on the disk, and may you write there? Nothing was decided.",
            ) from error
        mine.append(line)
        return line

    @property
    def _path(self) -> Path:
        return self.folder / f"{self.by}.jsonl"

    def _begin(self) -> str:
        named = [lines[0]["study"] for lines in self._lines.values()]
        study = min(named) if named else secrets.token_hex(8)
        first = _chained({"what": "begin", "at": "", "by": self.by, "number": 0, "format": _FORMAT, "study": study}, "")
        write_whole(self._path, _text(first))
        self._lines[self.by] = [first]
        return study


def _chained(line: dict[str, Any], before: str) -> dict[str, Any]:
    line |= {"before": before}
    return line | {"hash": _hash(line)}


def _hash(line: Entry) -> str:
    bare = {name: value for name, value in line.items() if name != "hash"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _text(line: Entry) -> str:
    return json.dumps(line, ensure_ascii=True) + "\n"


def _read(path: Path) -> list[Entry]:
    lines: list[Entry] = []
    # What follows the last line end is half a line, left by a power cut.
    for number, text in enumerate(read(path).split("\n")[:-1], start=1):
        try:
            line = json.loads(text)
            sound = line["hash"] == _hash(line) and line["before"] == (lines[-1]["hash"] if lines else "")
            sound = sound and line["number"] == len(lines) and line["by"] == path.stem and _is_whole(line)
        except (ValueError, KeyError, TypeError, RecursionError):
            sound = False
        if not sound:
            raise _broken(path, number)
        lines.append(line)
    if not lines or lines[0].get("format") != _FORMAT or not _STUDY.fullmatch(lines[0]["study"]):
        raise _broken(path, 1)
    return lines


def _is_whole(line: Entry) -> bool:
    fields = _FIELDS.get(line["what"], {})
    if not isinstance(line["at"], str) or not all(isinstance(line.get(name), kind) for name, kind in fields.items()):
        return False
    return all(_is_row(row, 9) for row in line.get("findings", ())) and all(
        _is_row(row, 4) for row in line.get("places", ())
    )


def _is_row(row: object, size: int) -> bool:
    """Whether a row ends with a place: a part, and three numbers that are not below zero."""
    if not isinstance(row, list) or len(row) != size or not all(isinstance(one, str) for one in row[:-3][:3]):
        return False
    return all(isinstance(one, int) and one >= 0 for one in row[-3:])


def _broken(path: Path, number: int) -> StudyError:
    return StudyError(
        "The log of checks was changed after it was written, so what it says cannot be relied on.",
        where=(path, number),
        hint="Put the file back from a copy. Without one, move it away and check the files again.",
    )
