"""Units: the pieces of talk over which coders are compared, each with the turn and session it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from tlc.listen.agree.ratings import Floats, Ints
from tlc.listen.agree.sentences import sentences

Unit = Literal["turn", "sentence", "character"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Units:
    """Where units stand.

    Characters are not listed one by one: between two places where somebody's coding begins or ends all are alike, and
    stand together as one piece with a size.

    Attributes
    ----------
    turn : int array
        Row of the turn, in the order of the turns.
    start, end : int array
        In the continuous text of all turns, in code points: each turn begins one after the end of the one before.
    size : float array
        1 for a turn or a sentence; for a piece of characters, how many they are.
    """

    turn: Ints
    start: Ints
    end: Ints
    size: Floats

    def under(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Find the units under spans: which span, which unit, one pair a row."""
        first = np.searchsorted(self.end, start, side="right")
        last = np.searchsorted(self.start, end, side="left")
        many = np.maximum(last - first, 0)
        span = np.repeat(np.arange(len(many)), many)
        unit = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
        return span, unit


def beginnings(texts: Sequence[str]) -> Ints:
    """Where each turn begins in the continuous text; the last is where it ends."""
    return np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts])]).astype(np.int64)


def cut(texts: Sequence[str], unit: Unit, edges: Ints) -> Units:
    """Cut turns into units.

    Parameters
    ----------
    texts : sequence of str
        Of each turn; none is empty.
    unit : str
        ``turn``, ``sentence`` or ``character``.
    edges : int array
        Where codings begin and end in the continuous text; used for characters.
    """
    begin = beginnings(texts)
    if unit == "sentence":
        pieces = [(turn, first, last) for turn, text in enumerate(texts) for first, last in sentences(text)]
        turn, first, last = np.array(pieces, dtype=np.int64).reshape(-1, 3).T
        return Units(turn=turn, start=begin[turn] + first, end=begin[turn] + last, size=np.ones(len(turn)))
    if unit == "turn":
        turn = np.arange(len(texts), dtype=np.int64)
        return Units(turn=turn, start=begin[:-1], end=begin[1:] - 1, size=np.ones(len(turn)))
    # The place after a turn's end is an edge like any other, and what lies between it and the next turn is no piece.
    edges = np.unique(np.concatenate([begin[:-1], begin[1:] - 1, edges]))
    start, end = edges[:-1], edges[1:]
    turn = np.searchsorted(begin, start, side="right") - 1
    inside = end < begin[turn + 1]
    turn, start, end = turn[inside], start[inside], end[inside]
    return Units(turn=turn, start=start, end=end, size=(end - start).astype(np.float64))
