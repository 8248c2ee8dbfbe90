"""Folders that hold a model: what must lie in them, and which model it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tlc.errors import AnalysisError

_POINTER = b"version https://git-lfs"
_ELSEWHERE = "tlc never fetches a model: put its files there, or name another embedder in study.toml."


def model_files(folder: Path, *wanted: tuple[str, ...]) -> tuple[Path, ...]:
    """Find a model's files.

    Parameters
    ----------
    folder : path
    wanted : tuples of str
        For each file the places where it may lie in the folder; the first that is there is taken.

    Raises
    ------
    AnalysisError
        The folder or one of the files is not there, or is only the pointer that Git leaves in place of a large file.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "tokenizer.json").write_text("{}")
    >>> [path.name for path in model_files(folder, ("onnx/tokenizer.json", "tokenizer.json"))]
    ['tokenizer.json']
    """
    if not folder.is_dir():
        raise AnalysisError("There is no such folder, so no model in it.", where=folder, hint=_ELSEWHERE)
    found = []
    for places in wanted:
        path = next((folder / place for place in places if (folder / place).is_file()), None)
        if path is None:
            raise AnalysisError(
                f"The folder holds no model that tlc can use: it lacks {places[0]}.", where=folder, hint=_ELSEWHERE
            )
        if _starts(path) == _POINTER:
            raise AnalysisError(
                "The file only points to the model: it was copied from Git without its large files.",
                where=path,
                hint="Fetch them there with: git lfs pull",
            )
        found.append(path)
    return tuple(found)


def digest(paths: Iterable[Path]) -> str:
    """Tell which model it is: the first 16 digits of a SHA-256 over what the files hold, in the order given.

    Raises
    ------
    AnalysisError
        One of them cannot be read.
    """
    over = hashlib.sha256()
    for path in paths:
        over.update(file_digest(path))
    return over.hexdigest()[:16]


def file_digest(path: Path) -> bytes:
    """The SHA-256 of one file.

    Raises
    ------
    AnalysisError
        It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> AnalysisError:
    """An error that says which model cannot be read; what the library says of it stays away, only its kind is told."""
    return AnalysisError(
        f"The model cannot be read ({type(error).__name__}).",
        where=path,
        hint="Is the copy whole, and of the kind that study.toml says? Copy it again, or name another embedder.",
    )


def setting(path: Path, key: str, default: Any) -> Any:
    """What a JSON file beside a model says; the default where there is no such file, or it does not say."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default
    return said.get(key, default) if isinstance(said, dict) else default


def with_version(model: str, library: str) -> str:
    """A revision: which model, and which version of the library that runs it, for the last digits depend on both.

    >>> with_version("0123456789abcdef", "no-such-library")
    '0123456789abcdef'
    """
    try:
        return f"{model} {library} {version(library)}"
    except PackageNotFoundError:
        return model


def _starts(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_POINTER))
    except OSError as error:
        raise unreadable(path, error) from error
