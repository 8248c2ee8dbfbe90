"""Text as every form takes it: no sign that Word or Excel refuses, none that nobody sees, and no more than fits."""

from __future__ import annotations

import re

from tlc._text import without_unseen
from tlc._workbooks import without_controls

# XML has no place for these.
_REFUSED = re.compile("[\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")


def plain(text: str) -> str:
    r"""Take out what no document may hold, and the signs that turn text round or hide it.

    >>> plain("one\x00 \u202etwo")
    'one two'
    """
    return _REFUSED.sub("", without_unseen(without_controls(text)))


def one_line(text: str) -> str:
    r"""Put a text on one line, so that nothing in it can be taken for a new paragraph, heading or row.

    >>> one_line(" one\n# two ")
    'one # two'
    """
    return " ".join(_LINES.sub(" ", plain(text)).split())


def sentence(text: str) -> str:
    """Put a text on one line and end it with a full stop, unless it ends a sentence itself.

    >>> sentence("Two of five"), sentence("Why?"), sentence("")
    ('Two of five.', 'Why?', '')
    """
    line = one_line(text)
    return line if not line or line[-1] in ".!?…" else f"{line}."


def cut(text: str, *, words: int, letters: int = 400) -> str:
    """Cut a text to so many words and letters; an ellipsis says that it was cut.

    >>> cut("Agree one interpreting service for all", words=3)
    'Agree one interpreting …'
    """
    parts = one_line(text).split()
    kept = " ".join(parts[:words])
    if len(kept) > letters:
        # A word longer than a line is cut within itself.
        kept = kept[: letters - 1].rstrip()
        return f"{kept}…"
    return kept if len(parts) <= words else f"{kept.rstrip(',;:')} …"
