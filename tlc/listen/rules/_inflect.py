"""All forms of a word, from simplemma's dictionaries turned round: looked up when a codebook is compiled, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from tlc.listen.rules._view import view
from tlc.listen.rules._words import words_of

# Under what names simplemma keeps languages that have others too.
_NAMES = {"bs": "hbs", "hr": "hbs", "sh": "hbs", "sr": "hbs", "no": "nb"}
_HISSING = ("s", "x", "z", "ch", "sh")
#: What was looked up in this process.
_known: dict[tuple[str, str], tuple[str, ...]] = {}


def inflections(words: Iterable[str], language: str) -> Mapping[str, tuple[str, ...]]:
    """Give all forms of each word, as the view of a text has them; the word itself comes first.

    A word stands for all forms of the word that it is a form of: *judged* for *judge*, *judges*, *judging*. Where it
    is a headword itself too, it stands for its own forms besides.

    Parameters
    ----------
    words : iterable of str
    language : str
        The first part of its tag: ``ro``. In one without a dictionary, each word stands for itself.

    >>> inflections(["waiting"], "en")["waiting"]
    ('waiting', 'wait', 'waited', 'waitings', 'waits')
    """
    asked = {view(word) for word in words}
    new = sorted(word for word in asked if (word, language) not in _known)
    if new:
        _known.update({(word, language): forms for word, forms in _look_up(new, language).items()})
    return {word: _known[view(word), language] for word in asked}


def _look_up(words: list[str], language: str) -> dict[str, tuple[str, ...]]:
    known = words_of(language)
    together = {word: group for group in known.together for word in group}
    found = {word: (word, *(form for form in together[word] if form != word)) for word in words if word in together}
    found |= {word: (word,) for word in words if word in known.alone}
    rest = [word for word in words if word not in found]
    lemmas, forms = _dictionary_of(rest, language)
    for word in rest:
        mine: set[str] = set()
        for lemma in {word, *lemmas.get(word, ())}:
            mine |= forms.get(lemma, set()) | set(known.more.get(lemma, ()))
        if language == "en" and mine <= {word}:
            mine |= {f"{word}es" if word.endswith(_HISSING) else f"{word}s"}
        found[word] = (word, *sorted(form for form in mine - {word} if _is_form(form, word)))
    return found


def _is_form(form: str, word: str) -> bool:
    # Dictionaries made from texts hold bits of words ("m", "-ai", "isn") and abbreviations ("dr.").
    return (
        len(form) > 1
        and form[0].isalnum()
        and form[-1].isalnum()
        and " " not in form
        and ("'" in word or "'" not in form)
    )


def _dictionary_of(words: list[str], language: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Look words up: of each word its headwords, and of each headword, and each word, its forms."""
    if not words:
        return {}, {}
    entries = _entries(_NAMES.get(language, language))
    lemmas: dict[str, set[str]] = {}
    for word in words:
        for spelled in {word, word.capitalize(), word.upper(), word.replace("ș", "ş").replace("ț", "ţ")}:
            lemma = entries.get(spelled.encode())
            if lemma is not None:
                lemmas.setdefault(word, set()).add(lemma.decode())
    wanted = {lemma for found in lemmas.values() for lemma in found}
    wanted |= {spelled for word in words for spelled in (word, word.capitalize())}
    sought = {lemma.encode() for lemma in wanted}
    forms: dict[str, set[str]] = {}
    for form, lemma in entries.items():
        if lemma in sought:
            forms.setdefault(view(lemma.decode()), set()).add(view(form.decode()))
    return {word: set(map(view, found)) for word, found in lemmas.items()}, forms


# Beware: that of a language with many forms takes hundreds of megabytes (Polish).
@lru_cache(maxsize=2)
def _entries(language: str) -> Mapping[bytes, bytes]:
    from simplemma.strategies.dictionaries import dictionary_factory

    if language not in dictionary_factory.SUPPORTED_LANGUAGES:
        return {}
    return dictionary_factory._load_dictionary_from_disk(language)
