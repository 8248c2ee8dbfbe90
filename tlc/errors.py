"""Every error that tlc raises on purpose, so that callers can catch what they mean.

    TlcError                  anything tlc explains itself
    ├── StudyError            the study folder, or a table in it, is not as it should be
    ├── TranscriptError       a file could not be read as a transcript
    ├── CodebookError         a codebook could not be read, or contradicts itself
    ├── CodingError           a coding does not fit the words it names
    │   └── DriftError        the words under stored codings have changed
    ├── AnalysisError         a figure is undefined for this material
    ├── ActionError           the action plan or library contradicts itself
    └── MissingExtraError     an optional part of tlc is not installed

An error never holds anybody's words: only ids, file names and line numbers.
"""

from __future__ import annotations

from pathlib import Path

Where = str | Path | tuple[str | Path, int]


class TlcError(Exception):
    """Something went wrong that a person can mend.

    Parameters
    ----------
    what : str
        What is wrong, in one plain sentence.
    where : str, path, or (path, line), optional
        The place to look at. Lines count from 1.
    hint : str, optional
        What to do next.

    >>> print(TlcError("Code 'access.cost' is defined twice.", where=("codebook.toml", 41), hint="Rename one."))
    codebook.toml, line 41: Code 'access.cost' is defined twice.
    Rename one.
    """

    def __init__(self, what: str, *, where: Where | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    @property
    def place(self) -> str:
        """The place as people read it: file name and line, or an empty text."""
        return place(self.where)

    def __str__(self) -> str:
        first = f"{self.place}: {self.what}" if self.place else self.what
        return f"{first}\n{self.hint}" if self.hint else first

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: a notebook shows two plain lines in place of a stack of code.
        return str(self).split("\n")


class StudyError(TlcError):
    """The study folder, or a table in it, is not as it should be."""


class TranscriptError(TlcError):
    """A file could not be read as a transcript."""


class CodebookError(TlcError):
    """A codebook could not be read, or contradicts itself."""


class CodingError(TlcError):
    """A coding does not fit the words it names."""


class DriftError(CodingError):
    """The words under stored codings have changed since they were coded."""


class AnalysisError(TlcError):
    """A figure is undefined for this material."""


class ActionError(TlcError):
    """The action plan or the action library contradicts itself."""


class MissingExtraError(TlcError):
    """An optional part of tlc is not installed."""


def place(where: Where | None) -> str:
    """Name a place in the way people read it.

    Only the last part of a path is shown: the folders above it may hold a person's name.

    >>> place(("studies/luton/groups.csv", 3))
    'groups.csv, line 3'
    >>> place(None)
    ''
    """
    if where is None:
        return ""
    if isinstance(where, tuple):
        path, line = where
        return f"{_plain(Path(path).name)}, line {line}"
    return _plain(where.name if isinstance(where, Path) else where)


def _plain(name: str) -> str:
    # A file's name may hold what moves a terminal's cursor, or turns the writing round.
    return "".join(letter if letter.isprintable() else "?" for letter in name)
