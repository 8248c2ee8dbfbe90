"""Reads numbers, letters and months that are said in words: "double oh", "nineteen", "SW", "cinci aprilie"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tlc.talk.screen.structured import _words as words
from tlc.talk.screen.structured._piece import Piece

Sort = Literal["digit", "number", "written", "ordinal", "month", "letters"]
_TOKEN = re.compile(
    r"\ba (?:" + "|".join(word[2:] for word in words.ORDINALS if word.startswith("a ")) + r")\b|"
    r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|\ufffc|[?!£$€%@]"
)
_WORD = re.compile(r"[^\W\d_]+")
# "S for sugar", "T as in tango", "M de la Maria": the word says only which letter was meant.
_FOR_LETTER = re.compile(r",? (?:for|as in|as for|like in|like|ca in|ca|de la|from) ([\w'-]+)")
# "2TH" at the end of a postcode is no ordinal.
_INWARD_LIKE = re.compile(r"\d(?:ST|ND|RD|TH)\Z")
_MOST_NOISES = 5


class Group(NamedTuple):
    """One number, letter or month as said.

    ``joined`` tells that only sounds and commas stand before it, and no "of", "in" or "the".
    """

    text: str
    sort: Sort
    start: int
    end: int
    joined: bool


class _Atom(NamedTuple):
    role: str
    number: int
    text: str
    start: int
    end: int
    gap: str


def runs(piece: Piece) -> Iterator[list[Group]]:
    """Find the stretches of a piece in which nothing but numbers, letters, months and fillers is said.

    Examples
    --------
    >>> from tlc.talk.screen.structured._piece import piece_of
    >>> [[group.text for group in run] for run in runs(piece_of("I said SW nineteen, um, one EZ, double four"))]
    [['sw', '19', '1', 'ez', '44']]
    """
    for atoms in _stretches(piece):
        groups = list(_groups(atoms))
        if groups:
            yield groups


def _stretches(piece: Piece) -> Iterator[list[_Atom]]:
    atoms: list[_Atom] = []
    gap: list[str] = []
    skip_until = 0
    shouted = piece.text.isupper()
    for match in _TOKEN.finditer(piece.plain):
        start = match.start()
        if start < skip_until:
            continue
        word = match.group()
        # In capitals throughout, "IN" and "AND" are words, and no letters.
        joins = shouted and (word in words.LINKS or word in words.NOISES)
        atom = None if joins else _atom(piece, word, start, " ".join(gap))
        if word in words.SOMETIMES_LETTERS and _among_letters(piece, atoms, match.end()):
            atom = _Atom("l", 0, word[0], start, match.end(), " ".join(gap))
        if atom is not None:
            if len(atoms) > 1 and atom.role == "o" and _ends_postcode(piece, atoms, atom):
                atoms += _digit_and_letters(atom)
            else:
                atoms.append(atom)
            gap = []
            if atom.role == "l" and len(word) == 1:
                skip_until = _after_its_word(piece, word, match.end())
        elif (word in words.NOISES or word in words.LINKS) and len(gap) < _MOST_NOISES:
            gap.append(word)
        else:
            if any(atom.role != "l" for atom in atoms):
                yield atoms
            atoms, gap = [], []
    if any(atom.role != "l" for atom in atoms):
        yield atoms


def _after_its_word(piece: Piece, letter: str, end: int) -> int:
    """Give where the word ends that tells which letter was meant; 0 when there is none."""
    match = _FOR_LETTER.match(piece.plain, end)
    return match.end() if match and match[1][0] == letter and len(match[1]) > 2 else 0


def _among_letters(piece: Piece, atoms: list[_Atom], end: int) -> bool:
    """Tell whether a word stands after or before a word of the spelling alphabet."""
    if any(atom.role == "l" and atom.end - atom.start > 2 for atom in atoms[-9:]):
        return True
    following = _WORD.match(piece.plain, end + 1)
    return following is not None and len(following.group()) > 3 and following.group() in words.LETTER_WORDS


def _ends_postcode(piece: Piece, atoms: list[_Atom], atom: _Atom) -> bool:
    shaped = _INWARD_LIKE.match(piece.text[atom.start : atom.end]) is not None
    return shaped and atoms[-2].role == "l" and atoms[-1].role in "dtyn"


def _digit_and_letters(atom: _Atom) -> list[_Atom]:
    middle = atom.start + 1
    letters = atom.text[1:]
    return [
        _Atom("n", 0, atom.text[0], atom.start, middle, atom.gap),
        _Atom("l", 0, letters, middle, atom.end, ""),
    ]


def _atom(piece: Piece, word: str, start: int, gap: str) -> _Atom | None:
    end = start + len(word)
    role = number = None
    if word in words.DIGITS:
        role, number = "d", words.DIGITS[word]
    elif word in words.TEENS:
        role, number = "t", words.TEENS[word]
    elif word in words.TENS:
        role, number = "y", words.TENS[word]
    elif word in words.ORDINALS:
        role, number = "o", words.ORDINALS[word]
    elif word in words.MONTHS:
        role, number = "m", words.MONTHS[word]
    elif word in words.HUNDREDS or word in words.THOUSANDS:
        role, number = ("h", 100) if word in words.HUNDREDS else ("k", 1000)
    elif word in words.REPEATS:
        role, number = "r", words.REPEATS[word]
    elif word[0].isdecimal():
        role, number = ("n", 0) if word.isdecimal() else ("o", int(word[:-2][:4]))
    elif word in words.LETTER_WORDS:
        role, number, word = "l", 0, words.LETTER_WORDS[word]
    elif _is_spelled(word, piece.text[start:end]):
        role, number = "l", 0
    return None if role is None or number is None else _Atom(role, number, word, start, end, gap)


def _is_spelled(word: str, as_written: str) -> bool:
    if not word.isalpha() or not word.isascii() or (word in words.NOISES and not as_written.isupper()):
        return False
    if as_written.isupper():
        return len(word) <= 5 and not (word in words.SHORT_WORDS and len(word) == 1)
    return len(word) <= 2 and word not in words.SHORT_WORDS and word not in ("a", "i")


def _groups(atoms: list[_Atom]) -> Iterator[Group]:
    place = 0
    while place < len(atoms):
        atom = atoms[place]
        following = atoms[place + 1] if place + 1 < len(atoms) else None
        after = place + 1
        sort: Sort = "letters"
        text = atom.text
        if atom.role == "r":
            one_written = following is not None and following.role == "n" and len(following.text) == 1
            if following is not None and (following.role in "dl" or one_written):
                if following.role == "l" and following.text == "u":
                    text = "w"  # "double u"
                else:
                    sort = "letters" if following.role == "l" else "digit"
                    text = (str(following.number) if following.role == "d" else following.text) * atom.number
                after = place + 2
            else:
                place += 1
                continue
        elif atom.role == "m":
            sort = "month"
        elif atom.role == "o":
            sort, text = "ordinal", str(atom.number)
        elif atom.role == "n":
            sort = "written"
            after += following is not None and following.role in "hk"  # "65 thousand" is an amount
        elif atom.role in "dtyhk" or (atom.text == "o" and following is not None and following.role in "hk"):
            text, sort, after = _number(atoms, place)
        yield Group(text, sort, atom.start, atoms[after - 1].end, not _has_link(atom.gap))
        place = after


def _has_link(gap: str) -> bool:
    return any(word in words.LINKS and word != "and" for word in gap.split())


def _number(atoms: list[_Atom], place: int) -> tuple[str, Sort, int]:
    """Read one number as it is said, and tell where the next begins."""
    text, sort, after = _below_hundred(atoms, place)
    if sort == "ordinal":
        return text, sort, after
    number = int(text)
    if after < len(atoms) and atoms[after].role == "k":
        rest, after = _rest(atoms, after + 1, below=1000)
        return str((number or 1) * 1000 + rest), "number", after
    if after < len(atoms) and atoms[after].role == "h":
        rest, after = _rest(atoms, after + 1, below=100)
        return str((number or 1) * 100 + rest), "number", after
    return text, sort, after


def _below_hundred(atoms: list[_Atom], place: int) -> tuple[str, Sort, int]:
    atom = atoms[place]
    if atom.role in "hk" or atom.role == "l":
        return "1", "number", place + (atom.role == "l")
    if atom.role == "y" and place + 1 < len(atoms):
        following = atoms[place + 1]
        tight = following.gap in ("", "si", "s", "um", "uh", "er", "ah", "a si") and following.start - atom.end < 9
        if tight and following.role == "d" and following.number:
            return str(atom.number + following.number), "number", place + 2
        if tight and following.role == "o" and following.number < 10:
            return str(atom.number + following.number), "ordinal", place + 2
    return str(atom.number), "digit" if atom.role == "d" else "number", place + 1


def _rest(atoms: list[_Atom], place: int, *, below: int) -> tuple[int, int]:
    """Read what follows "hundred" or "thousand" as a part of the same number: nothing is 0."""
    if place >= len(atoms) or atoms[place].role not in "dty":
        return 0, place
    first = atoms[place]
    text, sort, after = _below_hundred(atoms, place)
    if sort == "ordinal":
        return 0, place
    if after < len(atoms) and atoms[after].role == "h":
        if below <= 100:
            return 0, place
        rest, after = _rest(atoms, after + 1, below=100)
        return int(text) * 100 + rest, after
    alone = after >= len(atoms) or atoms[after].role not in "dr"
    linked = "and" in first.gap.split() or "si" in first.gap.split()
    if first.number and (first.role in "ty" or linked or alone):
        return int(text), after
    return 0, place
