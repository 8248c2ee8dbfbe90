"""Reading the bytes of a file that somebody names: a plain file of an ordinary size, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tlc.errors import TranscriptError

MOST_BYTES = 100_000_000
# A pipe must not keep tlc waiting, nor a link be followed that was put there in between. Windows has neither flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def bytes_of(path: Path) -> bytes:
    """Read a file, whole.

    Raises
    ------
    TranscriptError
        It is not there, a folder, a link, a device or a pipe, larger than 100 MB, or may not be read.
    """
    if path.is_symlink():
        raise TranscriptError("It is a link to another file.", where=path, hint="Name the file itself.")
    if path.is_dir():
        raise TranscriptError(
            "It is a folder, although its name is that of a file.", where=path, hint="Name a file in it."
        )
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise TranscriptError("It is no file but a pipe or a device.", where=path, hint="Name a file.")
            # One byte more than allowed, whatever its size was said to be a moment ago.
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TranscriptError(
            "The file cannot be opened.", where=path, hint="Is it there, and may you read it? Close it in Word."
        ) from error
    if len(data) > MOST_BYTES:
        raise TranscriptError("The file is larger than 100 MB.", where=path, hint="A transcript is far smaller.")
    return data
