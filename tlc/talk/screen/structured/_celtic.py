"""Streets of Wales, Scotland and Ireland, whose word for a street stands first: "Heol y Bont", "Clos yr Afon"."""

from __future__ import annotations

import regex

from tlc.talk.screen.structured._piece import Piece

FIRST_WORDS = (
    "heol hewl ffordd stryd clos lon rhodfa maes llys cwrt rhiw cilgant rathad sraid slighe bothar ceide gleann pen "
    "plas tai bryn cae parc dol erw "
    "cwm tan pont craig awel gwel trem porth ynys"
)
_SMALL = "y yr ty pen tan na an nan nam a' glan coed nant"
#: A whole name: the word for a street, small words between, and the name itself.
NAME = rf"(?:{'|'.join(FIRST_WORDS.split())})(?:'r)? (?:(?:{'|'.join(_SMALL.split())})[ -])*+[a-z][\w'-]++"
_AFTER = regex.compile(rf",? {{1,3}}({NAME})((?: [a-z][\w'-]++)?)")


def street_after(piece: Piece, end: int, *, asked: bool) -> int:
    """Give where a street ends that begins right after a house number; 0 when there is none.

    In small letters it counts only where an address was to come.

    >>> from tlc.talk.screen.structured._piece import piece_of
    >>> street_after(piece_of("9 Heol y Bont, Neath"), 1, asked=False)
    13
    """
    match = _AFTER.match(piece.plain, end)
    if match is None or not (asked or _is_name(piece.text[match.start(1) : match.end(1)])):
        return 0
    return match.end() if match[2] and piece.text[match.start(2) + 1].isupper() else match.end(1)


def _is_name(written: str) -> bool:
    words = written.split()
    return words[0][0].isupper() and words[-1][0].isupper()
