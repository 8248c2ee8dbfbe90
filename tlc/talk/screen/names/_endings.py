"""The endings that names take in English and Romanian, put on and taken off."""

from __future__ import annotations

from collections.abc import Iterator

# "Don't" is not Don, and "I'm" nobody; "John'll" is John.
_CONTRACTIONS = ("'t", "'m", "'re", "'ve")
_POSSESSIVES = ("'s", "s'", "'ll", "'d", "'")
# Romanian: genitive and dative, the article, the vocative. What is cut, and what stood there before it.
_CASES = (
    ("ului", ""),
    ("ului", "u"),
    ("iei", "ia"),
    ("lui", ""),
    ("ule", ""),
    ("ule", "u"),
    ("ei", "a"),
    ("ai", "a"),
    ("ii", "ia"),
    ("ul", ""),
    ("ul", "u"),
)
_SHORTEST = 3


def is_contraction(word: str) -> bool:
    """Whether the apostrophe makes it a verb, as in "don't".

    >>> is_contraction("don't"), is_contraction("dan's")
    (True, False)
    """
    return word.endswith(_CONTRACTIONS)


def bare(word: str) -> str:
    """Take the English possessive off a folded word.

    >>> bare("maria's"), bare("o'neill"), bare("thomas'")
    ('maria', "o'neill", 'thomas')
    """
    for ending in _POSSESSIVES:
        if len(word) > len(ending) and word.endswith(ending):
            return word.removesuffix(ending) + ("s" if ending == "s'" else "")
    return word


def stems(word: str) -> Iterator[str]:
    """Give what a folded word could be without a Romanian ending, nearest first; not the word itself.

    >>> list(stems("mariei"))
    ['maria', 'maria']
    >>> "petru" in stems("petrului")
    True
    """
    for ending, before in _CASES:
        if word.endswith(ending) and len(word) - len(ending) + len(before) >= _SHORTEST:
            yield word.removesuffix(ending) + before


def inflected(name: str) -> Iterator[str]:
    """Give the forms that a folded name takes, without the name itself.

    >>> sorted(inflected("anca"))
    ['ancai', 'ancalui', 'ancas', 'ancei', 'ancii', 'anco']
    """
    yield name + "s"
    yield name + "lui"
    if name.endswith("a"):
        yield from (name[:-1] + ending for ending in ("ei", "ii", "ai", "o"))
        return
    yield from (name + ending for ending in ("ului", "ul", "ule", "ei"))
    if name.endswith(("u", "e")):
        yield from (name[:-1] + ending for ending in ("ului", "ule", "ei"))
