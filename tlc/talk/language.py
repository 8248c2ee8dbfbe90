"""Which language a turn is in, told offline by its words, and never guessed where they are too few."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: BCP 47: nobody can tell.
UNDETERMINED = "und"
# Measured on 1,500 pieces each of spoken English and written Romanian, with and without diacritics: between the two
# languages at most 1 in 1,000 of those decided was wrong. Below, "yes, yes" passes for anything.
_LEAST_WORDS = 3
_LEAST_LETTERS = 12
_LEAST_CONFIDENCE = 0.9
# For saying that a person declared the wrong language, more is asked.
_SURPRISING_WORDS = 8
_SURPRISING_CONFIDENCE = 0.95
# Only languages that these studies meet: among all that the model knows, Romanian passes for its small neighbours.
_MET = ("ar", "bg", "bn", "cs", "en", "es", "fr", "hu", "it", "pl", "pt", "ro", "ru", "sk", "so", "tr", "uk", "ur")


def languages_of(texts: Sequence[str], among: Sequence[str]) -> list[str]:
    """Tell the language of each text.

    Parameters
    ----------
    texts : sequence of str
        Words of turns, without notes.
    among : sequence of str
        The languages that are spoken in the session, as BCP 47 tags. A single one is taken as declared.

    Returns
    -------
    list of str
        One of ``among`` for each text; ``und`` where a text is too short or too close to another language. All of
        them where one of the languages cannot be told at all, as Romani: its words would pass for Romanian.

    Notes
    -----
    By py3langid (Barbaresi 2021, after Lui and Baldwin 2012, langid.py), whose model comes with it.

    >>> languages_of(["Nu am putut să ajung la doctor.", "I could not see a doctor.", "Da."], ["en", "ro"])
    ['ro', 'en', 'und']
    """
    tags = {_primary(tag): tag for tag in reversed(among)}
    if len(tags) < 2:
        return [next(iter(tags.values()), UNDETERMINED)] * len(texts)
    if not can_tell(among):
        return [UNDETERMINED] * len(texts)
    identifier = _identifier()
    identifier.set_languages(sorted(tags))
    return [
        tags[language] if confidence >= _LEAST_CONFIDENCE and _is_enough(text, _LEAST_WORDS) else UNDETERMINED
        for text, (language, confidence) in ((text, identifier.classify(text)) for text in texts)
    ]


def can_tell(among: Sequence[str]) -> bool:
    """Whether each of the languages is one that can be told by its words.

    >>> can_tell(["en", "ro"]), can_tell(["en", "rom"])
    (True, False)
    """
    identifier = _identifier()
    identifier.set_languages()
    return {_primary(tag) for tag in among} <= set(identifier.labels)


def surprises(texts: Sequence[str], declared: Sequence[str]) -> tuple[int, ...]:
    """Find texts that plainly are in another language than declared.

    Parameters
    ----------
    texts, declared : sequences of str
        Of one length: words of turns, and the languages that they are said to be in.

    Returns
    -------
    tuple of int
        Places in ``texts``. Texts of fewer than 8 words, and those in a language that cannot be told, are never
        surprising.

    >>> surprises(["Nu am putut să ajung la doctor, că era închis de tot."], ["en"])
    (0,)
    """
    found = []
    for tag in sorted(set(declared)):
        if not can_tell([tag]):
            continue
        identifier = _identifier()
        identifier.set_languages(sorted({*_MET, _primary(tag)}))
        for place, (text, said) in enumerate(zip(texts, declared, strict=True)):
            if said == tag and _is_enough(text, _SURPRISING_WORDS):
                language, confidence = identifier.classify(text)
                if language != _primary(tag) and confidence >= _SURPRISING_CONFIDENCE:
                    found.append(place)
    return tuple(sorted(found))


def _is_enough(text: str, least_words: int) -> bool:
    return len(text.split()) >= least_words and sum(letter.isalpha() for letter in text) >= _LEAST_LETTERS


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()


@cache
def _identifier() -> LanguageIdentifier:
    # It takes most of a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
