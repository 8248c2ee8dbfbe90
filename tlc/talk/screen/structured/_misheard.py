"""Letters of a postcode that were typed as words: "em fourteen five are ex"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Found, Piece

_SOUNDS = {
    "a": "ay eh hay", "b": "bee be bea", "c": "see sea cee", "d": "dee", "e": "ee he", "f": "ef eff", "g": "gee jee",
    "h": "aitch haitch age", "i": "eye aye", "j": "jay", "k": "kay cay okay", "l": "el ell", "m": "em", "n": "en an",
    "o": "oh owe", "p": "pee pea", "q": "queue cue", "r": "are ar our", "s": "ess es", "t": "tea tee", "u": "you yew",
    "v": "vee", "w": "double-you double-u", "x": "ex eks", "y": "why wye", "z": "zed zee",
}  # fmt: skip
_LETTERS = {sound: letter for letter, sounds in _SOUNDS.items() for sound in sounds.split()}
_DIGITS = {word: str(number) for word, number in words.DIGITS.items()}
_NUMBERS = {word: str(number) for word, number in {**words.TEENS, **words.TENS}.items()}
_DOUBLE_YOU = regex.compile(r"double[ -](?:you|yoo|u|ewe)(?!\w)")
_ASKED = regex.compile(r"(?<!\w)(?:post ?-?code|postal code|cod(?:ul)? postal)(?!\w)")
_TOKEN = regex.compile(r"double-(?:you|u|yoo|ewe)|[a-z]+|\d+")
_MOST_TOKENS = 9
_REACH = 60


def postcodes(piece: Piece, whole: regex.Pattern[str]) -> Iterator[Found]:
    """Find postcodes whose letters are typed as they sound, right after somebody speaks of a postcode.

    >>> from tlc.talk.screen.structured._piece import piece_of
    >>> code = regex.compile("[a-z]{1,2}[0-9]{2,3}[a-z]{2}")
    >>> [found.value for found in postcodes(piece_of("gee you one, four ay bee", "Your postcode?"), code)]
    ['gu14ab']
    """
    if not piece.holds(_ASKED):
        return
    # The same length, so that places stay the same.
    plain = _DOUBLE_YOU.sub(lambda match: match.group().replace(" ", "-"), piece.plain)
    places = [match.end() for match in _ASKED.finditer(plain)]
    if _ASKED.search(piece.before):
        places.insert(0, 0)
    for place in places:
        found = _after(plain, place, whole)
        if found is not None:
            yield found


def _after(plain: str, place: int, whole: regex.Pattern[str]) -> Found | None:
    tokens = list(_TOKEN.finditer(plain, place, place + _REACH))
    for first in range(len(tokens)):
        text = ""
        twice = False
        best: Found | None = None
        for token in tokens[first : first + _MOST_TOKENS]:
            if token.group() == "double" and text:
                twice = True
                continue
            sign = _sign(token.group())
            if not sign:
                break
            added_to = len(sign) == 1 and sign.isdecimal() and _is_tens(text)
            text = (text[:-1] if added_to else text) + sign * (1 + twice)
            twice = False
            if whole.fullmatch(text):
                start, end = tokens[first].start(), token.end()
                best = Found("postcode", "block", "postcode.misheard", start, end, text)
        if best is not None:
            return best
    return None


def _is_tens(text: str) -> bool:
    """Tell whether a text ends with a number of tens, to which a digit may be added: "twenty" "four"."""
    return text[-1:] == "0" and text[-2:-1] in tuple("23456789")


def _sign(word: str) -> str:
    """Give the letter or the digits that a word stands for; nothing when it stands for none."""
    if word.isdecimal() or len(word) == 1:
        return word
    return (
        _DIGITS.get(word)
        or _NUMBERS.get(word)
        or _LETTERS.get(word.replace("-yoo", "-you").replace("-ewe", "-you"), "")
    )
