"""Codings for a second look: those that the model finds least likely where it has not seen them.

Where somebody and the model differ, either may be right, or the codebook may be unclear. Nobody is said to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tlc.listen.suggest.labels import Floats, Labels
from tlc.listen.suggest.material import Material

#: Of codes with fewer accepted turns, or in fewer sessions, nothing is said.
FEWEST_TURNS, FEWEST_SESSIONS = 8, 2
#: A coding is listed when its chance is below this share of what is usual for its code.
UNUSUAL = 0.5
#: A code whose usual chance is lower is not known to the model: half of next to nothing says nothing.
KNOWN = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A coding to look at again.

    Attributes
    ----------
    coding, turn, code, coder : str
        Ids.
    chance : float
        How likely the model finds the code on this turn, when it learnt from other sessions only.
    usual : float
        The middle of its chances over all turns that people have coded so.
    """

    coding: str
    turn: str
    code: str
    coder: str
    chance: float
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew:
    """A code of which too little was coded to say or learn anything: in how many turns, of how many sessions."""

    code: str
    turns: int
    sessions: int


def doubts(material: Material, labels: Labels, scores: Floats) -> tuple[tuple[Doubt, ...], tuple[TooFew, ...]]:
    """List the accepted codings that the model finds least likely, the least usual for their code first.

    A rare code has low chances everywhere, so a chance is set against what is usual for its own code.

    Parameters
    ----------
    scores : float array, shape (turns, codes)
        Each turn scored by a model that did not see its session; NaN where there is no score.

    Returns
    -------
    doubts : tuple of Doubt
    left_out : tuple of TooFew
        Codes that were used, and too rarely, or that the model has not learnt to know.

    Source: setting a chance against the mean chance of its class: Northcutt, Jiang and Chuang (2021), Confident
    learning, Journal of Artificial Intelligence Research 70, 1373-1411; the middle in place of the mean, and the
    list, are ours.
    """
    place = {code: number for number, code in enumerate(labels.codes)}
    held: dict[str, dict[int, float]] = {}
    for mark in labels.accepted:
        row = material.rows[mark.span.turn]
        if mark.code in place:
            held.setdefault(mark.code, {})[row] = float(scores[row, place[mark.code]])
    usual = {code: _middle(chances.values()) for code, chances in held.items() if _is_enough(material, chances)}
    usual = {code: chance for code, chance in usual.items() if chance >= KNOWN}
    left_out = tuple(
        TooFew(code=code, turns=len(held[code]), sessions=_sessions(material, held[code]))
        for code in labels.codes
        if code in held and code not in usual
    )
    found = []
    for mark in labels.accepted:
        chance = held.get(mark.code, {}).get(material.rows[mark.span.turn], np.nan)
        if mark.code in usual and chance < UNUSUAL * usual[mark.code]:
            found.append(
                Doubt(
                    coding=mark.id,
                    turn=mark.span.turn,
                    code=mark.code,
                    coder=mark.coder,
                    chance=chance,
                    usual=usual[mark.code],
                )
            )
    return tuple(sorted(found, key=lambda one: (one.chance / one.usual, one.turn, one.coding))), left_out


def _sessions(material: Material, rows: Iterable[int]) -> int:
    return len({material.sessions[row] for row in rows})


def _is_enough(material: Material, chances: dict[int, float]) -> bool:
    return len(chances) >= FEWEST_TURNS and _sessions(material, chances) >= FEWEST_SESSIONS


def _middle(chances: Iterable[float]) -> float:
    known = [chance for chance in chances if not np.isnan(chance)]
    return float(np.median(known)) if known else 0.0
