"""A codebook's terms made into what can be searched for: plain phrases in all their forms, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tlc.errors import CodebookError
from tlc.listen.rules._inflect import inflections
from tlc.listen.rules._syntax import Phrase, Term, Word, parse_term
from tlc.listen.rules._view import view
from tlc.model import Codebook

#: Into how many plain phrases a term's first words are spelled out; the words after those are looked at in place.
MOST_SPELLED = 64
# Between words of a phrase, and inside one: in "m-au" another word may begin.
_SIGNS = re.compile(r"\W")
_LETTER = r"[\w\p{M}]"

#: The parts of a term that stand near each other, and what must not stand over it.
FIRST, SECOND, UNLESS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Lead:
    """A plain phrase to search for, and what must follow it.

    Attributes
    ----------
    text : str
        In the form of a view, with single spaces.
    term : int
        The place of its term.
    part : int
        ``FIRST``, ``SECOND`` or ``UNLESS``.
    begins : bool
        The last word goes on: any ending will do.
    tail : str
        A pattern for what follows; empty where nothing needs to.
    """

    text: str
    term: int
    part: int
    begins: bool = False
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The terms of one codebook in one language.

    Attributes
    ----------
    terms : tuple of (str, str)
        Code and term, in the codebook's order.
    places : tuple of int
        Of each term, the place of its code.
    leads : tuple of Lead
        What to search for.
    near : mapping of int to int
        Of terms in two parts, how many words may stand between.
    several : frozenset of int
        Terms of which more than one hit may stand in the same words.
    patterns : mapping of int to str
        Of terms that are regular expressions, the expression.
    plain : mapping of int to tuple of str
        Of terms that are nothing but phrases, all of them.
    inflected : mapping of int to str
        Of terms that are nothing but words in any inflection, those words.
    """

    terms: tuple[tuple[str, str], ...]
    places: tuple[int, ...]
    leads: tuple[Lead, ...]
    near: Mapping[int, int] = field(default_factory=dict)
    several: frozenset[int] = frozenset()
    patterns: Mapping[int, str] = field(default_factory=dict)
    plain: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    inflected: Mapping[int, str] = field(default_factory=dict)


def compiled(codebook: Codebook, language: str) -> Compiled:
    """Compile the terms that a codebook has in a language.

    Raises
    ------
    CodebookError
        A term cannot be read; its code is named.
    """
    found = list(_terms(codebook, language))
    read = [_read(code, term) for _, code, term in found]
    words = (word for term in read for phrase in _phrases(term) for word in _words(phrase))
    forms = inflections({word.text for word in words if not word.begins and not word.exact}, language)
    leads = {number: list(_leads(term, number, forms)) for number, term in enumerate(read)}
    near = {number: term.between for number, term in enumerate(read) if term.second}
    several = {
        number
        for number, term in enumerate(read)
        if term.second or term.unless or (term.first and _may_meet(term.first, leads[number]))
    }
    return Compiled(
        terms=tuple((code, term) for _, code, term in found),
        places=tuple(place for place, _, _ in found),
        leads=tuple(lead for number in leads for lead in leads[number]),
        near=near,
        several=frozenset(several),
        patterns={number: term.pattern for number, term in enumerate(read) if term.pattern},
        plain={
            number: tuple(lead.text for lead in leads[number])
            for number, term in enumerate(read)
            if _plain(term, leads[number])
        },
        inflected={number: str(term) for number, term in enumerate(read) if _is_inflected(term)},
    )


def _plain(term: Term, leads: Sequence[Lead]) -> bool:
    """Whether a term is nothing but phrases that are spelled out."""
    return term.first is not None and not (
        term.second or term.unless or any(lead.begins or lead.tail for lead in leads)
    )


def primary(language: str) -> str:
    """Give the first part of a language's tag: English is English in any region."""
    return language.partition("-")[0].casefold()


def _terms(codebook: Codebook, language: str) -> Iterator[tuple[int, str, str]]:
    for place, code in enumerate(codebook.offered):
        for name, terms in code.terms.items():
            if primary(name) == primary(language):
                yield from ((place, code.id, term) for term in terms)


def _read(code: str, term: str) -> Term:
    try:
        return parse_term(term)
    except CodebookError as error:
        raise CodebookError(f"Code '{code}' has a term that cannot be used. {error.what}", hint=error.hint) from error


def _phrases(term: Term) -> tuple[Phrase, ...]:
    return tuple(
        phrase
        for phrase in (term.first, term.second, *(term.unless.options if term.unless else ()))
        if phrase is not None
    )


def _words(phrase: Phrase) -> Iterator[Word]:
    for way in phrase.ways():
        for place in way:
            yield from place


def _leads(term: Term, number: int, forms: Mapping[str, tuple[str, ...]]) -> Iterator[Lead]:
    parts = [(FIRST, term.first), (SECOND, term.second)]
    parts += [(UNLESS, phrase) for phrase in (term.unless.options if term.unless else ())]
    seen = set()
    for part, phrase in parts:
        for way in phrase.ways() if phrase else ():
            for lead in _spelled([_forms(place, forms) for place in way], number, part):
                if lead not in seen:
                    seen.add(lead)
                    yield lead


def _is_inflected(term: Term) -> bool:
    if term.first is None or term.second or term.unless:
        return False
    options = [option for place in term.first.places for option in place]
    return len(options) == len(term.first.places) and all(
        isinstance(option, Word) and not option.begins for option in options
    )


def _forms(place: Sequence[Word], forms: Mapping[str, tuple[str, ...]]) -> list[tuple[str, bool]]:
    """List the forms that may stand at one place, and whether any ending may follow."""
    found: dict[tuple[str, bool], None] = {}
    for word in place:
        text = view(word.text)
        all_forms = (text,) if word.begins or word.exact else forms[text]
        found |= dict.fromkeys((form, word.begins) for form in all_forms)
    return list(found)


def _spelled(places: list[list[tuple[str, bool]]], number: int, part: int) -> Iterator[Lead]:
    starts = [("", False)]
    used = 0
    for place in places:
        if used and (len(starts) * len(place) > MOST_SPELLED or any(begins for _, begins in starts)):
            break
        starts = [(f"{start} {form}".lstrip(), begins) for start, _ in starts for form, begins in place]
        used += 1
    tail = "".join(" " + _one_of(place) for place in places[used:])
    for start, begins in starts:
        yield Lead(start, number, part, begins, tail)


def _one_of(place: Iterable[tuple[str, bool]]) -> str:
    import regex

    ordered = sorted(place, key=lambda form: (-len(form[0]), form))
    options = "|".join(
        regex.escape(form, special_only=True) + (f"{_LETTER}*" if more else "") for form, more in ordered
    )
    return rf"(?:{options})(?!(?<={_LETTER}){_LETTER})"


def _may_meet(phrase: Phrase, leads: Sequence[Lead]) -> bool:
    """Whether two hits of one term may stand in the same words: then only the longer one is kept."""
    if any(lead.tail for lead in leads):
        return True
    plain = not any(lead.begins or not lead.text.replace(" ", "").isalnum() for lead in leads)
    if plain and next(islice(phrase.ways(), 1, None), None) is None:
        # All are of as many words, so none is inside another.
        return False
    parted = [(f" {_SIGNS.sub(' ', lead.text)} ", lead.begins) for lead in leads]
    return any(
        one is not other and (one[0] in other[0] or (other[1] and other[0][:-1] in one[0]))
        for one in parted
        for other in parted
    )
