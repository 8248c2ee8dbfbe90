"""The view in which words are compared: as long as the text, letter for letter, so that a place is the same in both."""

from __future__ import annotations

import re
import unicodedata

# One sign for the many that look and mean alike: the two ways of writing the Romanian letters, quotation marks,
# hyphens. Beware: both sides are one code point each, or places would move.
_ALIKE = {
    **dict.fromkeys("‘’‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑", "-"),
    **dict(zip("şţ", "șț", strict=True)),
}
_DASHES = re.compile(r"[–—−](?<=\w[–—−])(?=\w)")
_SPACES = "\n\t\r\x0b\x0c\x85\xa0\u2002\u2003\u2009\u202f\u2028\u2029\u3000"
# Talk breaks off: "the interpre- the nurse". Beware: it begins with the hyphen itself so that it is quick to find.
_HANGING = re.compile(r"-(?:(?<=\w-)-*(?![\w-])|(?<![\w-]-)-*(?=\w))")
# Latin letters with accents, without the signs of times and division among them.
_ACCENTED = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
# They write no spaces between words, so any place may be a word's end: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


def view(text: str) -> str:
    """Bring a text into the form in which words are compared; it is as long as the text.

    >>> view("N’am ÎNŢELES")
    "n'am înțeles"
    """
    if not text.isascii():
        text = _lower(text)
        # Beware: one str.translate would look at every letter; most of these signs are in no text.
        for sign, plain in _ALIKE.items():
            if sign in text:
                text = text.replace(sign, plain)
    else:
        text = text.lower()
    for sign in _SPACES:
        if sign in text:
            text = text.replace(sign, " ")
    if "-" in text:
        text = _HANGING.sub(lambda found: " " * len(found[0]), text)
    if not text.isascii() and any(dash in text for dash in "–—−"):
        text = _DASHES.sub("-", text)
    return text


def without_accents(text: str) -> str:
    """Take the accents off the letters that have a plain one below; the text stays as long as it was.

    >>> without_accents("înțeleg") == "inteleg"
    True
    """
    return text if text.isascii() else "".join(map(_plain.__getitem__, text))


def has_accents(text: str) -> bool:
    """Whether whoever wrote a text writes accents."""
    return not text.isascii() and _ACCENTED.search(text) is not None


class _Plain(dict[str, str]):
    def __missing__(self, letter: str) -> str:
        base = _BARRED.get(letter) or unicodedata.normalize("NFKD", letter)[:1]
        self[letter] = plain = base if letter.isalpha() and base.isascii() else letter
        return plain


# Unicode takes these for letters of their own.
_BARRED = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i"}
_plain = _Plain()


class Letters(dict[str, int]):
    """What each character is to a word: 1 a part of it, 2 an apostrophe, 0 none.

    >>> LETTERS["a"], LETTERS["'"], LETTERS["."]
    (1, 2, 0)
    """

    def __missing__(self, letter: str) -> int:
        if letter == "'":
            kind = 2
        elif letter == "_" or letter.isalnum() or unicodedata.category(letter)[0] == "M":
            kind = 0 if _UNSPACED.match(letter) else 1
        else:
            kind = 0
        self[letter] = kind
        return kind


#: One for all, filled as characters are met.
LETTERS = Letters()


def ends(text: str, place: int) -> bool:
    """Whether a word may end at a place of a view; before an apostrophe it may, but not in *can't*.

    >>> ends("gp's", 2), ends("can't", 3), ends("cannot", 3)
    (True, False, False)
    """
    if place >= len(text):
        return True
    kind = LETTERS[text[place]]
    if kind == 2:
        return not (text.startswith("'t", place) and LETTERS[text[place - 1]] == 1 and ends(text, place + 2))
    return not (kind == 1 and LETTERS[text[place - 1]] == 1)


def word_end(text: str, place: int) -> int:
    """Where the word that a place stands in ends.

    >>> word_end("interpreters, all", 5)
    12
    """
    while place < len(text) and LETTERS[text[place]] == 1:
        place += 1
    return place


def _lower(text: str) -> str:
    # Beware: İ alone grows when lowered.
    return "İ".join(part.lower() for part in text.split("İ")) if "İ" in text else text.lower()
