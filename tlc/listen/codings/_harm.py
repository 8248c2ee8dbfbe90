"""Why a coder's file cannot be used, in words of ours: SQLite's own may quote what is in it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from tlc.errors import CodingError

#: What Python raises where a file cannot be used; of a damaged one even SQLite's message may be no text.
UNUSABLE = (sqlite3.Error, OSError, UnicodeError, OverflowError)
#: What to do with a file that is perhaps none of tlc's.
TAKE_OUT = "If it holds codings of this study, get a whole copy of it back; if not, take it out of the folder."
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_PROTECTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def unusable(path: Path, error: Exception) -> CodingError:
    """Say why a file cannot be read or written."""
    name = getattr(error, "sqlite_errorname", "")
    number = getattr(error, "errno", None)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        why, hint = "another program has the file locked", "Is it open elsewhere? Wait a little, and try again."
    elif name == "SQLITE_FULL" or number in _FULL:
        why, hint = "the disk is full", "Make room, and try again."
    elif name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or number in _PROTECTED:
        why, hint = "the file or its folder is protected", "Is it open elsewhere? May you write in the folder?"
    elif name.startswith("SQLITE_CONSTRAINT") or isinstance(error, UnicodeEncodeError | OverflowError):
        why, hint = "what would be written is not as codings are", "Take the last change back, and try it another way."
    elif name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_MISMATCH")) or (not name and number is None):
        why, hint = "the file is damaged, or not one of tlc's", TAKE_OUT
    else:
        why = "the file or its folder is not there, or the drive failed"
        hint = "Is it open elsewhere, half copied by a sync tool, or the disk full?"
    # A drive that failed while it said that all is written may have written it.
    sure = "" if name.startswith("SQLITE_IOERR") else " Nothing was changed."
    return CodingError(f"The codings cannot be read or written: {why}.", where=path, hint=f"{hint}{sure}")


def damaged(path: Path, what: str) -> CodingError:
    """Say that a file does not hold what was written to it."""
    return CodingError(
        what,
        where=path,
        hint="The file was damaged, or another program wrote to it. Get a whole copy of it back; nothing was changed.",
    )
