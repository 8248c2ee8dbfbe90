"""Versions of a codebook: how the next is called, and where the one before is kept."""

from __future__ import annotations

import re
from pathlib import Path

from tlc._files import write_whole
from tlc.errors import CodebookError
from tlc.listen.codebook._edit import Size

FOLDER = "codebook-versions"
_NUMBERS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,2}")
_PLACE = {"major": 0, "minor": 1, "patch": 2}


def next_version(version: str, size: Size) -> str:
    """Count a version up: the first number where codings stand under other codes, the last where wording changed.

    Raises
    ------
    CodebookError
        The version is not made of numbers.

    >>> next_version("1.4.2", "patch"), next_version("1.4.2", "minor"), next_version("2.1", "major")
    ('1.4.3', '1.5.0', '3.0.0')
    """
    if not _NUMBERS.fullmatch(version or "0"):
        raise CodebookError("The codebook's version is not made of numbers.", hint='Write version = "1.0.0" in it.')
    numbers = [*map(int, (version or "0").split(".")), 0, 0][:3]
    place = _PLACE[size]
    return ".".join(map(str, [*numbers[:place], numbers[place] + 1, *(0 for _ in numbers[place + 1 :])]))


def keep(folder: Path, version: str, digest: str, raw: bytes) -> Path:
    """Keep a codebook's file as it stands, under its version.

    A file that was changed by hand without a new version does not take the place of the one that had the version first:
    it is kept beside it, under the beginning of its digest.
    """
    path = folder / f"{version or '0'}.toml"
    if path.is_file() and path.read_bytes() != raw:
        path = folder / f"{version or '0'}+{digest[:8]}.toml"
    return path if path.is_file() else write_whole(path, raw)


def find(folder: Path, name: str) -> Path:
    """Find a version that was kept.

    Raises
    ------
    CodebookError
        There is none of that name.
    """
    path = folder / f"{name}.toml"
    if re.fullmatch(r"[0-9A-Za-z.+-]+", name) and path.is_file():
        return path
    there = ", ".join(kept(folder)[-6:])
    raise CodebookError(
        f"No version '{name}' of the codebook is kept here."
        if re.fullmatch(r"[0-9.]+", name)
        else "There is no such file.",
        where=folder,
        hint=f"There are: {there}." if there else "A version is kept as soon as tlc changes the codebook.",
    )


def kept(folder: Path) -> tuple[str, ...]:
    """Name the versions that were kept, oldest first."""

    def numbers(name: str) -> tuple[tuple[int, ...], str]:
        return tuple(map(int, re.findall("[0-9]+", name.partition("+")[0]))), name

    return tuple(sorted((path.stem for path in folder.glob("*.toml")), key=numbers))
