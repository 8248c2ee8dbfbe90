"""Files: written whole or not at all, and found where tlc ships them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tlc.errors import StudyError

_PACKAGE = Path(__file__).resolve().parent


def write_whole(path: Path, data: str | bytes) -> Path:
    r"""Write a file so that nobody ever sees half of it.

    The bytes go to a temporary neighbour, are forced to the disk, and then take the file's name.

    Raises
    ------
    StudyError
        It cannot be written there; what stood there before is untouched.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_whole(folder / "a.txt", "one\n").read_bytes()
    b'one\n'
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        _write(path, raw)
    except OSError as error:
        raise StudyError(
            "The file cannot be written.",
            where=path,
            hint="Is there room on the disk, and may you write there? Close it in other programs.",
        ) from error
    return path


def shipped(name: str) -> Path:
    """Find a folder that ships with tlc: ``transcripts_sample`` or ``codebooks``.

    In a clone it stands beside the package; in an installed tlc, inside it.

    Raises
    ------
    StudyError
        This installation lacks it.

    >>> shipped("codebooks").name
    'codebooks'
    """
    for candidate in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise StudyError(f"This installation of tlc lacks its folder '{name}'.", hint="Install tlc again.")


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner may read; a shared folder needs the folder's usual rights.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
