"""Names without a roster: known to lists of names, or a word with a capital that no dictionary has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

import regex

from tlc.talk.screen.names._endings import stems
from tlc.talk.screen.names._marks import GAZETTEER, UNKNOWN, Mark
from tlc.talk.screen.names._tokens import Piece, Token
from tlc.talk.screen.names._words import Sort, sort_of

_NAME = Sort.FORENAME | Sort.SURNAME
# Months that are forenames: after these words, or beside a number, the month is meant.
_MONTHS = frozenset({"april", "may", "june"})
_OF_TIME = regex.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|on|of|since|until|till|by|from|to|during|last|next|this|every|early|late|mid|end|before|after|about|"
    r"around|the|through|between|or|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|st|nd|rd|th|first|second|third|[a-z]+(?:teenth|tieth|fth|urth|xth|nth|hth)))\W*$",
    regex.I,
)
_DAY_OR_YEAR = regex.compile(r" (?:the )?\d|, ?(?:19|20)\d\d(?!\d)")
_LOOK_BACK = 20
# Endings that the naming of medicines lays down, and endings of surnames.
_MEDICINE = regex.compile(
    r"(?:pril|olol|statin|azoles?|mab|cillin|mycin|oxacin|sartan|dipine|furantoin|oxetine|[zs]epam|profen|enadine|idone|"
    r"tadine|amines?|verine|caine|olone|asone|cycline|formin|gliptin|tidine|setron|parin|xaban|triptan|vir)$"
)
_SURNAME = regex.compile(r"\p{L}{3}(?:escu|eanu|o[wv]ic[zh]?|owsk[ia]|ewsk[ia]|enko|shvili|opoulos|oglu|sson)$")
_ACRONYMS = regex.compile(r"\p{Lu}{2,6}s")
_SHORTEST_SHOUT = 4
_SHORTEST_UNKNOWN_SHOUT = 6


def capital_marks(piece: Piece, words: Iterable[Token], known: Collection[str]) -> Iterator[Mark]:
    """Mark what lists of names hold, and what with its capital inside a sentence could be a name."""
    before: Token | None = None
    is_name = False
    for token in words:
        follows = before is not None and piece.text[before.end : token.start] in (" ", "-") and not before.possessive
        found = None if token.word in known else _mark(piece, token, surname=follows and is_name)
        before, is_name = token, found is not None and found.rank == GAZETTEER
        if found is not None:
            yield found


def is_namely(word: str, romanian: bool = True) -> bool:
    """Whether a word is a name sooner than a word, however it is cased.

    >>> is_namely("adriana"), is_namely("mihaiului"), is_namely("doctor")
    (True, True, False)
    """
    return _is_sooner_name(_base(word, romanian)[0])


def value_of(word: str, romanian: bool = True) -> str:
    """Give a name without a Romanian ending, where only one name can be meant."""
    return _base(word, romanian)[1]


_NOT_NAMELY = Sort.KNOWN | Sort.ORDINARY


def _is_sooner_name(sort: int) -> bool:
    return bool(sort & _NAME) and (not sort & Sort.WORD or bool(sort & Sort.PROPER)) and not sort & _NOT_NAMELY


@lru_cache(maxsize=50_000)
def _base(word: str, romanian: bool) -> tuple[int, str]:
    sort = sort_of(word, romanian)
    if sort & ~Sort.PROPER:
        return sort, word
    if _MEDICINE.search(word):
        return Sort.WORD, word
    if _SURNAME.search(word):
        return Sort.SURNAME, word
    for stem in stems(word):
        of_stem = sort_of(stem, romanian)
        if of_stem & _NAME and not (of_stem & Sort.WORD and not of_stem & Sort.PROPER):
            return of_stem, stem
    return sort, word


def _mark(piece: Piece, token: Token, *, surname: bool) -> Mark | None:
    sort, value = _base(token.word, piece.romanian)
    if piece.casing == "capital":
        rank = GAZETTEER if sort & _NAME and not sort & (Sort.WORD | Sort.KNOWN) else 0
    elif token.shouted:
        rank = _rank_of_shout(token.word, sort)
    elif sort & Sort.WORD and not sort & (_NAME | Sort.PROPER):
        return _as_surname(token, sort) if surname else None
    elif surname and not (sort & Sort.KNOWN and not sort & Sort.SURNAME):
        rank = GAZETTEER
    else:
        rank = 0 if _ACRONYMS.fullmatch(piece.text, token.start, token.end) else _rank(piece, token, sort)
    return _made(token, rank, value) if rank else None


def _as_surname(token: Token, sort: int) -> Mark | None:
    # "John Doe": any word may be a surname; a country or a service is none.
    return None if sort & Sort.KNOWN else _made(token, GAZETTEER, token.word)


def _rank(piece: Piece, token: Token, sort: int) -> int:
    """How strongly a word with a capital is a name: 0, it is none."""
    if sort & Sort.KNOWN:
        return GAZETTEER if token.word in _MONTHS and _is_person(piece, token) else 0
    if sort & Sort.FORENAME and sort & Sort.PROPER and not sort & Sort.ORDINARY:
        return GAZETTEER
    if sort & _NAME and not sort & Sort.WORD:
        return GAZETTEER if len(token.word) > 2 or not piece.starts_sentence(token.start) else 0
    starts = piece.starts_sentence(token.start)
    if sort & Sort.WORD:
        usual = sort & Sort.FORENAME or (sort & Sort.SURNAME and sort & Sort.PROPER and not sort & Sort.ORDINARY)
        return GAZETTEER if usual and not starts else 0
    return 0 if starts or len(token.word) < 3 else UNKNOWN


def _rank_of_shout(word: str, sort: int) -> int:
    # "JOHN" is a name sooner than a word; "HOPE" is one only after a title.
    if sort & Sort.KNOWN or (sort & Sort.WORD and not _is_sooner_name(sort)):
        return 0
    if sort & _NAME and len(word) >= _SHORTEST_SHOUT:
        return GAZETTEER
    return UNKNOWN if len(word) >= _SHORTEST_UNKNOWN_SHOUT else 0


def _is_person(piece: Piece, token: Token) -> bool:
    earlier = piece.text[max(0, token.start - _LOOK_BACK) : token.start]
    if piece.starts_sentence(token.start) or _DAY_OR_YEAR.match(piece.text, token.end):
        return False
    return not _OF_TIME.search(earlier)


def _made(token: Token, rank: int, value: str) -> Mark:
    rule, kind = ("name.gazetteer", "name") if rank == GAZETTEER else ("name.capital", "unknown_word")
    return Mark(start=token.start, end=token.end, rank=rank, rule=rule, kind=kind, value=value, closed=token.possessive)
