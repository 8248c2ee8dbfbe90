"""The words of a language, as simplemma ships them: only the words, which is far quicker than words with lemmas."""

from __future__ import annotations

import lzma
from importlib.util import find_spec
from pathlib import Path

from tlc._lazy import require

# How simplemma's files start. What starts otherwise, or does not add up, is left to the library to read.
_HEADER = b"SMFC1\x00"
_AS_BEFORE = 254
_LONG = 0x80


def words_of(language: str) -> str:
    """Give every word of a language in every inflection, one a line.

    Parameters
    ----------
    language : str
        A language that simplemma has, such as ``"en"``.

    Raises
    ------
    MissingExtraError
        simplemma is not installed.

    >>> "houses" in words_of("en").split()
    True
    """
    try:
        return _quickly(language)
    except (OSError, ValueError, IndexError, lzma.LZMAError):
        module = require(
            "simplemma.strategies.dictionaries",
            purpose="telling names from words",
            install="pip install tlc-toolkit",
        )
        return "\n".join(module.DefaultDictionaryFactory().get_dictionary(language))


def _quickly(language: str) -> str:
    found = find_spec("simplemma")
    folder = next(iter(found.submodule_search_locations or ()), "") if found else ""
    packed = Path(folder, "strategies", "dictionaries", "data", f"{language}.plzma").read_bytes()
    return keys_of(lzma.decompress(packed)).decode()


def keys_of(data: bytes) -> bytes:
    """Give the keys of a front-coded dictionary, one a line.

    Each record holds how many bytes its key shares with the key before it, the rest of the key behind its length, how
    the value is made, and (mostly) the end of the value behind its length. A length of 128 or more takes several bytes.

    Raises
    ------
    ValueError
        It is no such dictionary, or it does not hold as many words as it says.
    IndexError
        It is cut short.
    """
    if not data.startswith(_HEADER):
        raise ValueError("no front-coded dictionary")
    count, at = _length(data, len(_HEADER))
    keys: list[bytes] = []
    key, end = b"", len(data)
    while at < end:
        shared, length = data[at], data[at + 1]
        at += 2
        if shared >= _LONG or length >= _LONG:
            shared, at = _length(data, at - 2)
            length, at = _length(data, at)
        made = at + length
        key = key[:shared] + data[at:made]
        keys.append(key)
        at = made + 1
        if data[made] != _AS_BEFORE:
            length = data[at]
            at += 1
            if length >= _LONG:
                length, at = _length(data, at - 1)
            at += length
    if len(keys) != count or at != end:
        raise ValueError("a dictionary that is cut short")
    return b"\n".join(keys)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & (_LONG - 1)) << shift
        at, shift = at + 1, shift + 7
        if byte < _LONG:
            return value, at
