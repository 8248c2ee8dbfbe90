"""Whether somebody speaks Romanian in a text: only then are its words looked up."""

from __future__ import annotations

import re
from collections.abc import Set

_ROMANIAN_LETTER = re.compile("[ăâîșşțţĂÂÎȘŞȚŢ]")
# Words of nearly every Romanian sentence that are none in English: one of these tells, or two of the shorter ones.
_ROMANIAN_LISTED = (
    "si nu cu din sunt este eram era fost avea aveam avem pentru care daca cand unde cum foarte bine acolo aici acum "
    "sau deci imi iti isi meu mea mele mei nostru noastra lui alta altul unul unii acesta aceasta asta astea ceva "
    "cineva nimic nimeni doar dupa pana fara despre intre trebuie poate fac face stiu vreau mult multe tot toata"
)
_ROMANIAN_SHORT = "la de pe ca ce sa se ma mi te ne va le il ii al ai un o eu tu noi voi el ea ei ele mai da dar iar fi"
_ROMANIAN = frozenset(_ROMANIAN_LISTED.split())
_ROMANIAN_BY_TWO = frozenset(_ROMANIAN_SHORT.split())
#: Letters with Romanian marks, and without them.
PLAIN = str.maketrans("ăâîșşțţĂÂÎȘŞȚŢ", "aaissttAAISSTT")


def has_romanian(text: str, words: Set[str]) -> bool:
    """Whether a text holds Romanian: a letter of its own, or the little words of its sentences.

    Parameters
    ----------
    text : str
        The text as it stands.
    words : set of str
        Its words, in small letters without Romanian marks.

    >>> has_romanian("Am fost acolo", {"am", "fost", "acolo"}), has_romanian("I was there", {"i", "was", "there"})
    (True, False)
    """
    if not words.isdisjoint(_ROMANIAN) or len(words & _ROMANIAN_BY_TWO) > 1:
        return True
    return not text.isascii() and _ROMANIAN_LETTER.search(text) is not None
