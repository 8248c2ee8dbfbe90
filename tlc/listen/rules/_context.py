"""The sentence around a hit: where sentences end, as spaCy's rules or a trained pipeline say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tlc.listen.rules._compile import primary

if TYPE_CHECKING:
    from spacy.language import Language


def in_context(text: str, start: int, end: int, language: str, *, nlp: Language | None = None) -> tuple[int, int]:
    """Find the sentence, or the sentences, that some words stand in.

    Parameters
    ----------
    text : str
    start, end : int
        The words: code points, half-open.
    language : str
        For the rules by which a text is parted.
    nlp : Language, optional
        A spaCy pipeline that marks sentences, to be asked instead; tlc installs none.

    Returns
    -------
    start, end : int
        Without the white space around.

    >>> text = "It was late. Nobody came, no. We left."
    >>> start, end = in_context(text, 13, 19, "en")
    >>> text[start:end]
    'Nobody came, no.'
    """
    doc = (nlp or _sentencer(primary(language)))(text)
    touched = [sent for sent in doc.sents if sent.start_char < end and start < sent.end_char]
    if not touched:
        return start, end
    first, last = min(touched[0].start_char, start), max(touched[-1].end_char, end)
    around = text[first:last]
    return first + len(around) - len(around.lstrip()), last - (len(around) - len(around.rstrip()))


@cache
def blank(language: str) -> Language:
    """Give spaCy's rules for a language, or those for any."""
    return _new(language)


@cache
def _sentencer(language: str) -> Language:
    nlp = _new(language)
    nlp.add_pipe("sentencizer")
    return nlp


def _new(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except ImportError:
        # spaCy does not know the language (Romani, say), or needs another library for it.
        return spacy.blank("xx")
