"""Names of people and places: by the roster, by what announces them, by lists of names, by their capital."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tlc.talk.screen._hit import Hit, Level
from tlc.talk.screen._view import View
from tlc.talk.screen.names._capitals import capital_marks
from tlc.talk.screen.names._marks import ROSTER, Mark, hit_of, joined, strongest, without_overlaps
from tlc.talk.screen.names._places import place_marks, role_marks
from tlc.talk.screen.names._roster import Match, Roster
from tlc.talk.screen.names._tokens import Piece, Token, piece_of, surfaces, tokens
from tlc.talk.screen.names._triggers import trigger_marks

__all__ = ["Roster", "find"]

_BESIDE = frozenset({" ", "-", ", "})


def find(view: View, *, roster: Roster | None = None, before: str = "", known: Collection[str] = ()) -> Iterator[Hit]:
    """Find what could be the name of a person or a place, or a role that only one person holds.

    Parameters
    ----------
    view : View
        The text: a turn, or a line.
    roster : Roster, optional
        The real names of the study. Their hits block, where the word is not just a word.
    before : str
        What stands before this text: it tells whether a sentence goes on. Empty: a sentence starts.
    known : collection of str
        Folded words that a person has looked at and that identify nobody. The roster is above them.

    Yields
    ------
    Hit
        In order of start; none overlaps another. A forename and its surname are one hit. ``value`` is the folded
        name without endings, so that "Maria" and "Mariei" are one person.

    >>> from tlc.talk.screen._view import view_of
    >>> text = "I said to Doctor Trabalotsa that Mariei îi e rău."
    >>> [(hit.rule, hit.kind, hit.value) for hit in find(view_of(text))]
    [('name.title', 'staff_name', 'trabalotsa'), ('name.gazetteer', 'name', 'maria')]
    """
    piece = piece_of(view, before)
    words = [*tokens(piece, every=piece.casing == "small")]
    marks = [*trigger_marks(piece, words, known)]
    if piece.casing != "small":
        marks += capital_marks(piece, words, known)
    if roster:
        marks += _roster_marks(piece, roster)
    groups = [*joined(strongest(marks), piece)]
    groups += [[mark] for mark in (*place_marks(piece, known), *role_marks(piece))]
    for group in without_overlaps(groups):
        yield hit_of(group, piece)


def _roster_marks(piece: Piece, roster: Roster) -> Iterator[Mark]:
    # Each different word once, as most of talk names nobody.
    named = roster.named(surfaces(piece), piece.romanian)
    if not named:
        return
    like = tokens(piece, every=True, among=named)
    found = [(token, match) for token in like if (match := roster.match(token.word, piece.romanian))]
    for place, (token, match) in enumerate(found):
        neighbours = found[max(0, place - 1) : place] + found[place + 1 : place + 2]
        beside = any(
            _is_beside(piece, token, other) and (of_other.plain < 2 or roster.has_pair(match, of_other))
            for other, of_other in neighbours
        )
        level = _level(piece, token, match, beside=beside)
        if level is not None:
            yield Mark(
                start=token.start,
                end=token.end,
                rank=ROSTER,
                rule=match.rule,
                value=match.value,
                level=level,
                closed=token.possessive,
            )


def _level(piece: Piece, token: Token, match: Match, *, beside: bool) -> Level | None:
    """Decide what a name of the roster is here: somebody, perhaps somebody, or just a word."""
    if not match.plain or beside:
        return "block"
    if not token.capital:
        # Small letters tell nothing by themselves, unless nobody uses the word.
        return "warn" if match.plain == 1 else None
    if match.plain > 2:
        return None if piece.casing == "capital" or piece.starts_sentence(token.start) else "warn"
    if piece.casing == "capital" or piece.starts_sentence(token.start):
        return "warn"
    return "block"


def _is_beside(piece: Piece, token: Token, other: Token) -> bool:
    first, second = sorted((token, other), key=lambda either: either.start)
    return piece.text[first.end : second.start] in _BESIDE
