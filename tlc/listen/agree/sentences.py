"""Sentences of a turn, as units: by punctuation alone, in any language that uses it, without touching an offset."""

from __future__ import annotations

import re

# What ends a sentence, with the quotation marks and brackets that close after it. A full stop of Chinese or Japanese
# ends it at once; any other only before white space. A run of marks is looked at once, from its first one.
_END = re.compile(r"(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++[\"'”’»)\]]*+(?=\s)|[。！？]+[”’」』）]*|\n+")
_SPACE = re.compile(r"\s*+")
_LAST_WORD = re.compile(r"[^\s(\[\"'“„«]*$")
_LONGEST = 6
# After these a full stop ends no sentence; after the others not before a number. English, then Romanian.
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "rev", "st", "e.g", "i.e", "vs"} | {"dl", "dna", "d-na", "d-ra"})
_NUMBERED = frozenset({"no", "tel", "ext", "p"} | {"nr", "str", "bl", "sc", "ap", "et", "art"})


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a text into sentences.

    A sentence ends with ``. ! ? …`` (and the like of other scripts) before white space, and at a line break. It does
    not end where the next word begins with a small letter, after a single capital (``J. Smith``), nor after a few
    abbreviations of English and Romanian that stand before a name or a number. No such rule is always right; this one
    is the same for every coder, which is what units need to be.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of (start, end)
        Code points, half-open, without the white space around: every other character is in exactly one sentence.

    >>> text = "I rang at 8.30. Dr. Pop said no. Then... nothing!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['I rang at 8.30.', 'Dr. Pop said no.', 'Then... nothing!']
    """
    found = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text) if _ends(text, match)), len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            found.append((first, last))
        start = end
    return tuple(found)


def _ends(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in "\n。！？":
        return True
    space = _SPACE.match(text, match.end())
    after = text[space.end() : space.end() + 1] if space else ""
    if after.islower():
        return False
    if mark != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - _LONGEST), match.start())
    word = before.group() if before else ""
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return not (word.lower() in _TITLES or (word.lower() in _NUMBERED and after.isdigit()))
