"""Words in a coder's file that stand in no transcript any more: of codings taken off, undone or set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tlc.listen.codings._file import events, reading, whose
from tlc.listen.codings._state import replay
from tlc.model import Span


def lost_quotes(path: Path, said: Callable[[Span, str], bool]) -> frozenset[str]:
    """Quotes of codings that do not stand, which were said at a place by somebody.

    Parameters
    ----------
    path : Path
        One coder's file.
    said : callable
        Whether the words at a place, in any version of the transcript, are those of whom one asks about.

    Raises
    ------
    CodingError
        The file cannot be read.
    """
    with reading(path) as file:
        log = events(file, path)
        standing = replay(whose(file, path), log).codings
    return frozenset(
        event.quote
        for event in log
        if event.span is not None and event.coding not in standing and said(event.span, event.quote)
    )
