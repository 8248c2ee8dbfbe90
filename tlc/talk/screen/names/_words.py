"""What is known about a word by itself: whether a dictionary has it, and whether somebody bears it as a name."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib import import_module, resources
from typing import Final

from tlc._lazy import require
from tlc.talk.screen._view import folded
from tlc.talk.screen.names._dictionary import words_of

_CAPITAL_LINE = re.compile(r"^[A-Z].*$", re.MULTILINE)
# Forenames that the English dictionary has in small letters only, or that are short: names sooner than words.
_SOONER_NAMES = frozenset(("al", "angela", "curt", "pandora", "pascal", "stela"))
# How a word for a people ends, and what makes its persons of it.
_PEOPLES = ("ish", "sh", "ch", "an", "i")
_PERSONS = ("s", "man", "men", "woman", "women")
_INSTALL = "pip install tlc-toolkit"
# Languages whose letters have no capitals: none of their names can be told by one.
_WITHOUT_CAPITALS = frozenset(("ar", "bn", "fa", "gu", "he", "hi", "ja", "ko", "mr", "ne", "or", "si", "th", "zh"))
# Faker's lists of names without accents, so that a list is matched however the transcriber typed.
_FORENAMES = ("first_names", "first_names_male", "first_names_female", "first_names_unisex", "first_names_nonbinary")
_SURNAMES = (
    "last_names",
    "last_names_male",
    "last_names_female",
    "last_names_unisex",
    "last_names_common",
    "unisex_last_names",
    "male_last_names",
)


class Sort:
    """What a word can be; several at once, or nothing (0: no list knows it). Plain numbers, as they are asked often."""

    WORD: Final = 1  # in a dictionary, in small letters
    PROPER: Final = 2  # in a dictionary, with a capital
    FORENAME: Final = 4
    SURNAME: Final = 8
    KNOWN: Final = 16  # a country, a language, a service: nobody's name
    ORDINARY: Final = 32  # a name, but so common a word that small letters say nothing


@lru_cache(maxsize=200_000)
def sort_of(word: str, romanian: bool = True) -> int:
    """Tell what a folded word can be.

    Parameters
    ----------
    word : str
        The word, folded.
    romanian : bool
        Whether the words of Romanian count: in talk without a word of it, "Moraru" is no miller.

    >>> sort_of("smith") & Sort.SURNAME, bool(sort_of("romanian") & Sort.KNOWN), sort_of("trabalotsa")
    (8, True, 0)
    >>> sort_of("copiilor") & Sort.WORD, sort_of("copiilor", romanian=False) & Sort.WORD
    (1, 0)
    """
    forenames, surnames = _names()
    sort = 0
    for small, capital in (_english(), _romanian()) if romanian else (_english(),):
        sort |= (Sort.WORD if word in small else 0) | (Sort.PROPER if word in capital else 0)
    for words, flag in (
        (forenames, Sort.FORENAME),
        (surnames, Sort.SURNAME),
        (_listed("known.txt"), Sort.KNOWN),
        (_listed("ordinary.txt"), Sort.ORDINARY),
    ):
        if word in words:
            sort |= flag
    if word in _SOONER_NAMES:
        sort |= Sort.PROPER
    if romanian and word in _listed("ordinary_romanian.txt"):
        sort |= Sort.ORDINARY
    if not sort & ~Sort.PROPER and _is_of_a_people(word):
        sort |= Sort.KNOWN
    return sort


def _is_of_a_people(word: str) -> bool:
    """Whether a word with a capital is made of a people: "Englishman", "Albanians"."""
    stems = (word.removesuffix(ending) for ending in _PERSONS if word.endswith(ending))
    return any(stem.endswith(_PEOPLES) and stem in _listed("known.txt") for stem in stems)


def lines(name: str) -> Iterator[str]:
    """Read a list that ships beside this file: its lines without the comments."""
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(folded(" ".join(lines(name))).split())


@cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    return _apart(words_of("en"))


@cache
def _romanian() -> tuple[frozenset[str], frozenset[str]]:
    # One long text is brought into one form at once: word by word it takes seconds.
    text = words_of("ro")
    for letters, plain in zip(("ăâ", "î", "șş", "țţ", "Ș", "Ț", "Î"), "aistSTI", strict=True):
        for letter in letters:
            text = text.replace(letter, plain)
    return _apart(text)


def _apart(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words in every inflection, without accents: in small letters, and with a capital."""
    # What has a capital stays in the first set too: it is only ever asked for small letters.
    return frozenset(text.split("\n")), frozenset(word.lower() for word in _CAPITAL_LINE.findall(text))


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Forenames and surnames of every country that Faker has lists for, and our own few."""
    person = require("faker.providers.person", purpose="knowing names", install=_INSTALL)
    forenames, surnames = list(lines("forenames.txt")), list[str]()
    for module in sorted(pkgutil.iter_modules(person.__path__), key=lambda module: module.name):
        if module.name.partition("_")[0] in _WITHOUT_CAPITALS:
            continue
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for lists, found in ((_FORENAMES, forenames), (_SURNAMES, surnames)):
            for name in lists:
                listed = getattr(provider, name, ())
                # A few countries have no list there but a property, made of the lists that are read anyway.
                found.extend(listed if isinstance(listed, Collection) else ())
    return _parts(forenames), _parts(surnames)


def _parts(listed: list[str]) -> frozenset[str]:
    names = {*listed}  # countries share a language, and its names
    plain = "\n".join(name for name in names if name.isascii()).lower()
    marked = folded("\n".join(name for name in names if not name.isascii()))
    parts = f"{plain}\n{marked}".replace("-", " ").split()
    return frozenset(word for word in parts if len(word) > 1 and "." not in word)
