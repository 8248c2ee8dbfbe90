"""What to look at next: turns that a coder has not read, most by the terms of what is covered least, some at random.

Who looks only where rules or a model point learns nothing about what these miss. So three turns of ten are drawn by a
seeded order of all turns, which depends on no rule, on no model and on no coder: what was read of its beginning is a
random sample, and the only thing from which shares may be estimated.

Showing hits of the codes that are covered least: tried on comments to health services, 200 labels chosen so gave what
500 chosen at random did. Estimates from the sample: see `sample`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import HALF, Labels
from tlc.listen.suggest.material import Material

Drawn = Literal["rules", "random"]
#: How many turns of ten are drawn at random.
RANDOM_OF_TEN = 3
AT_RANDOM = "drawn at random: keeps the estimates honest"
#: Instead of which term it is, to somebody who codes on their own.
UNTOLD = "words of the codebook stand here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A turn to look at, and why.

    Attributes
    ----------
    turn, session : str
    why : str
        In words: terms of the codebook and names of codes, nobody's words.
    drawn : str
        ``rules`` or ``random``; to be kept with the turn when it was read.
    code : str
        The code for whose term it is shown; empty where it was drawn at random.

    >>> Next(turn="FG01:0002", session="FG01", why=AT_RANDOM, drawn="random").code
    ''
    """

    turn: str
    session: str
    why: str
    drawn: Drawn
    code: str = ""


def order(turns: Sequence[str], *, seed: int = 1) -> tuple[int, ...]:
    """Draw an order of turns: the same for every coder, so that two who begin have the same turns to compare.

    Returns
    -------
    tuple of int
        Rows of ``turns``. A turn that comes in later takes a place of its own among them, and moves no other.

    >>> sorted(order(["FG01:0001", "FG01:0002", "FG01:0003"]))
    [0, 1, 2]
    """
    keys = [hashlib.sha256(f"{seed}|{turn}".encode()).digest() for turn in turns]
    return tuple(sorted(range(len(turns)), key=keys.__getitem__))


def next_turns(
    material: Material, hits: Hits, labels: Labels, *, coder: str, most: int | None = 20, seed: int = 1
) -> tuple[Next, ...]:
    """Say which turns a coder should look at next.

    Of ten turns seven are shown for a term that stands in them, each time of the code that has had the least
    attention: turns that people have coded with it, and turns with a term of it that they read and did not code, so
    that a term which mostly misses does not hold the queue up. Three of ten are drawn at random. What the coder has
    read from the queue counts, so that the shares hold however often the queue is asked for.

    Parameters
    ----------
    hits, labels : Hits, Labels
        Row by row of ``material``.
    most : int or None
        How many to give; None for all that are left.

    Returns
    -------
    tuple of Next
        No turn twice, and none that this coder has read. With ``most=None``, every turn that they have not.
    """
    own = labels.by_coder.get(coder)
    waiting = {row for row in range(len(material)) if own is None or not own.read[row]}
    drawn = [] if own is None else [one for one in own.drawn.values() if one]
    number, randomly = len(drawn), drawn.count("random")
    drawing = order(material.turns, seed=seed)
    at_random = (row for row in drawing if row in waiting)
    covered = dict(zip(labels.codes, (labels.values >= HALF).sum(axis=0).tolist(), strict=True))
    by_rules = _by_rules(drawing, hits, waiting, _attention(hits, labels))
    found: list[Next] = []
    while waiting and (most is None or len(found) < most):
        number += 1
        pick = next(by_rules, None) if randomly >= number * RANDOM_OF_TEN // 10 else None
        if pick is None:
            randomly += 1
            row, code, why = next(at_random), "", AT_RANDOM
        else:
            row, code = pick
            why = _why(hits.by_code[code][row].term, hits.names[code], covered[code])
        waiting.discard(row)
        turn, session = material.turns[row], material.sessions[row]
        found.append(Next(turn=turn, session=session, why=why, drawn="rules" if code else "random", code=code))
    return tuple(found)


def veiled(found: Sequence[Next], told: Collection[str]) -> tuple[Next, ...]:
    """Leave unsaid which code a turn is shown for, but in sessions where the coder has asked for suggestions.

    A first coding is independent only where nobody said before what could be found.

    >>> why = "the term 'a*' stands here"
    >>> one = Next(turn="FG01:0002", session="FG01", why=why, drawn="rules", code="access.hours")
    >>> veiled([one], told=[])[0].why, veiled([one], told=["FG01"])[0].code
    ('words of the codebook stand here', 'access.hours')
    """
    return tuple(replace(one, why=UNTOLD, code="") if one.code and one.session not in told else one for one in found)


def _attention(hits: Hits, labels: Labels) -> dict[str, int]:
    """How many turns of each code people have looked at: coded with it, or read though a term of it stands there."""
    given = {}
    for place, code in enumerate(labels.codes):
        judged = ~np.isnan(labels.values[:, place])
        looked = {row for row in hits.by_code.get(code, ()) if judged[row]}
        given[code] = len(looked | set(np.flatnonzero(labels.values[:, place] >= HALF).tolist()))
    return given


def _by_rules(
    drawing: Sequence[int], hits: Hits, waiting: Collection[int], attention: dict[str, int]
) -> Iterator[tuple[int, str]]:
    """Give hits, each time of the code that has had the least attention; ``waiting`` shrinks meanwhile."""
    place = {row: number for number, row in enumerate(drawing)}
    left = {code: iter(sorted(hits.by_code.get(code, ()), key=place.__getitem__)) for code in attention}
    while left:
        # The first in the codebook's order where several are alike.
        code = min(left, key=attention.__getitem__)
        row = next((row for row in left[code] if row in waiting), None)
        if row is None:
            del left[code]
            continue
        attention[code] += 1
        yield row, code


def _why(term: str, name: str, count: int) -> str:
    times = {0: "was not coded yet", 1: "was coded once so far"}.get(count, f"was coded {count} times so far")
    # Exact words have quotation marks of their own.
    shown = term if term.startswith('"') else f"'{term}'"
    return f"the term {shown} stands here; '{name}' {times}"


def sample(drawing: Sequence[int], read: npt.NDArray[np.bool_], at_random: Collection[int]) -> tuple[int, ...]:
    """Take the random sample: the turns at the beginning of the drawn order, as far as it was read.

    A turn among them that was read for another reason is as much part of the sample as those that came up by chance:
    without it, just the turns would be missing in which terms stand. The sample ends before the last turn that came up
    by chance, for of that one it is known beforehand that no rule had led to it (inverse sampling); when everything
    was read, it is everything.

    Parameters
    ----------
    drawing : sequence of int
        The order of all rows: `order`.
    read : bool array
        Whether each row was judged for every code.
    at_random : collection of int
        The rows that came up by chance.

    Source: Haldane (1945), On a method of estimating frequencies, Biometrika 33(3), 222-225.

    >>> sample([2, 0, 1, 3], np.array([True, True, True, False]), {0, 1})
    (2, 0)
    """
    length = next((place for place, row in enumerate(drawing) if not read[row]), len(drawing))
    if length == len(drawing):
        return tuple(drawing)
    while length and drawing[length - 1] not in at_random:
        length -= 1
    return tuple(drawing[: max(length - 1, 0)])
