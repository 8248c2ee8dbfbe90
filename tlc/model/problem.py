"""A problem that a check found: what, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tlc.errors import TlcError, Where, place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. An error stands in the way of the report; a warning is for a person to weigh.

    Attributes
    ----------
    draft : bool
        An error that lets the report be made, and keeps it a draft.

    >>> print(Problem(severity="error", what="Group FG09 has no transcript.", where="groups.csv", mend="Add it."))
    groups.csv: Group FG09 has no transcript. Add it.
    """

    severity: Severity
    what: str
    where: Where | None = None
    mend: str = ""
    draft: bool = False

    @property
    def stops(self) -> bool:
        """Whether no report can be made before it is mended."""
        return self.severity == "error" and not self.draft

    @classmethod
    def of(cls, error: TlcError) -> Problem:
        """Turn a raised error into a problem of a list."""
        return cls(severity="error", what=error.what, where=error.where, mend=error.hint or "")

    @property
    def place(self) -> str:
        """The place as people read it: file name and line, or an empty text."""
        return place(self.where)

    def __str__(self) -> str:
        first = f"{self.place}: {self.what}" if self.place else self.what
        return f"{first} {self.mend}".rstrip()
