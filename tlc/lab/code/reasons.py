"""Why a machine suggests a code, taken apart for the page: how likely it is, and the words that speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tlc.model import Coding

_SAID = re.compile(r"(?P<chance>\d{1,3}) in 100(?:; goes by: (?P<by>.*))?", re.DOTALL)
# What is no term stands in quotes; a word may hold an apostrophe, and then no quote ends there.
_WORDS = re.compile(r"(?:^|, )'(.+?)'(?=, |$)")
_SHORTEST_STEM = 4
# A term of the codebook, as a reason names it: it may hold apostrophes, and ends where the reason goes on.
_TERM = re.compile(r"(?<=\bterm ')(.+?)(?='(?: matched |;|,|$| stands))", re.DOTALL)
_LONGEST_TERM = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """One machine's reason.

    Attributes
    ----------
    kind : str
        ``rules`` or ``model``.
    text : str
        In the machine's own words; of a model without its chance; long terms are shortened.
    chance : int or None
        How many of a hundred such turns have the code, as the model sees it.
    """

    kind: str
    text: str
    chance: int | None = None


def reason(coding: Coding, kind: str) -> Reason:
    """Take a suggestion's ``because`` apart.

    >>> from tlc.model import Span
    >>> because = "72 in 100; goes by: 'letter', 'reception', term 'interpreter*'"
    >>> span = Span(turn="FG01:0003", start=0, end=6)
    >>> mark = Coding(id="m", span=span, code="a.b", coder="model", quote="Closed", made_at="now", because=because)
    >>> reason(mark, "model")
    Reason(kind='model', text="'letter', 'reception', term 'interpreter*'", chance=72)
    """
    said = _SAID.fullmatch(coding.because.strip()) if kind == "model" else None
    if said is None:
        return Reason(kind, short(coding.because))
    return Reason(kind, short((said["by"] or "").strip()), min(100, int(said["chance"])))


def short(text: str) -> str:
    """Shorten the terms that a reason names, for reading: the words that it found say more than fifteen alternatives.

    >>> short("term 'ring|call|phone|dial|sun ~4 (at eight)|(eight o'clock)|8am' matched 'ring at eight'")
    "term 'ring|call|phone|dial|sun ~4 (at eight) …' matched 'ring at eight'"
    >>> short("term 'interpret*'")
    "term 'interpret*'"
    """
    return _TERM.sub(lambda term: _cut(term[0]), text)


def _cut(term: str) -> str:
    if len(term) <= _LONGEST_TERM:
        return term
    whole = re.match(rf".{{1,{_LONGEST_TERM - 2}}}(?=[| ])", term, re.DOTALL)  # as many whole words as have room
    return f"{whole[0] if whole else term[: _LONGEST_TERM - 2]} …"


def words_of(text: str, reasons: Iterable[Reason]) -> list[tuple[int, int]]:
    """Where the words stand by which a model goes.

    Parameters
    ----------
    text : str
        Of the whole turn.
    reasons : iterable of Reason

    Returns
    -------
    list of (int, int)
        Half-open, in order, none twice; each is a whole word. A word that does not stand there as it is may begin
        longer ones: a model knows words by their common form.

    >>> words_of("The letters came. A letter!", [Reason("model", "'letter', term 'gp'", 50)])
    [(20, 26)]
    >>> words_of("The letters came.", [Reason("model", "'letter'", 50)])
    [(4, 11)]
    """
    found: set[tuple[int, int]] = set()
    for one in reasons:
        for word in _WORDS.findall(one.text) if one.kind == "model" else ():
            whole = _places(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            begun = _places(rf"(?<!\w){re.escape(word)}\w*", text) if len(word) >= _SHORTEST_STEM else set()
            found |= whole or begun
    return sorted(found)


def _places(pattern: str, text: str) -> set[tuple[int, int]]:
    return {match.span() for match in re.finditer(pattern, text, re.IGNORECASE)}
