"""Words as they are compared: without capitals, marks and what nobody sees."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile("[-\u2010\u2011\u00ac\u00ad][ \\t]*\r?\n[ \\t>]*")
# Marks over, under and around letters, and what is there but not seen: joiners, soft hyphens, directions.
_DROPPED = frozenset({"Mn", "Me", "Cf"})


def folded(text: str) -> str:
    """Bring a text into the one form in which words are compared.

    A letter is the same letter with a cedilla, a comma or nothing below it, in one character or two, in any width.

    >>> folded("Şi \N{SOFT HYPHEN}Ține")
    'si tine'
    """
    if text.isascii():
        return text.lower()
    # Twice: what a letter is taken apart into may have another small letter, as the sign for a kelvin does.
    text = unicodedata.normalize("NFKD", text.casefold()).casefold()
    dropped = "".join(letter for letter in set(text) if unicodedata.category(letter) in _DROPPED)
    return re.sub(f"[{re.escape(dropped)}]", "", text) if dropped else text


def words_in(text: str) -> list[str]:
    """Cut a text into its words, folded; marks, underscores and line breaks part them.

    >>> words_in("“Nu_ştiu”, she said.")
    ['nu', 'stiu', 'she', 'said']
    """
    return _WORD.findall(folded(text))


def joined(text: str) -> str:
    r"""Put words together that were hyphenated at the end of a line.

    >>> joined("the quin-\n   ces")
    'the quinces'
    """
    return _CUT.sub("", text)
