"""Ratings of the units that anybody marked, and of all the others, as they are and in every resample."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from tlc.listen.agree.draws import draw
from tlc.listen.agree.material import Material
from tlc.listen.agree.ratings import UNSEEN, Floats, Ints, Ratings
from tlc.listen.agree.units import Units


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """Units of all sessions, and how often each turn is in each resample.

    Where not everybody read all turns of a session, those that the same coders read stand for a session of their own.

    Attributes
    ----------
    units : Units
    session : int array
        The session of each unit, numbered from 0.
    saw : bool array, shape (coders, sessions)
        Who coded which session.
    often : float array, shape (resamples, turns)
    totals : float array, shape (1 + resamples, sessions)
        How many units each session has; first as it is.
    """

    units: Units
    session: Ints
    saw: np.ndarray
    often: np.ndarray
    totals: Floats


def drawn(material: Material, units: Units, *, seed: int, resamples: int) -> Drawn:
    """Draw the turns anew, once for all codes."""
    parts = list(zip(material.turns["transcript"], material.who, strict=True))
    names = {part: number for number, part in enumerate(dict.fromkeys(parts))}
    of_turn = np.array([names[part] for part in parts], dtype=np.int64)
    saw = np.array([[coder in who for _, who in names] for coder in material.coders])
    session = of_turn[units.turn]
    sizes = np.zeros((len(of_turn), len(names)))
    np.add.at(sizes, (units.turn, session), units.size)
    often = draw(of_turn, resamples, seed)
    totals = np.vstack([sizes.sum(axis=0), often @ sizes])
    return Drawn(units=units, session=session, saw=saw, often=often, totals=totals)


def ratings(source: Drawn, said: Ints, where: Ints, categories: Sequence[Hashable]) -> tuple[Ratings, Ratings]:
    """Make ratings of what coders said of some units, where all other units are of category 0.

    Parameters
    ----------
    said : int array, shape (coders, marked units)
        Number of the category; what stands where a coder did not code the session does not matter.
    where : int array
        Which units these are.

    Returns
    -------
    ratings, resampled : Ratings
        As they are, and with one row of weights for each resample.
    """
    from scipy.sparse import csr_matrix

    units = source.units
    groups, group = np.unique(source.saw, axis=1, return_inverse=True)
    session = source.session[where]
    said = np.where(source.saw[:, session], said, UNSEEN)
    patterns, pattern = np.unique(said, axis=1, return_inverse=True)
    # A unit with a mark counts with its pattern, and no longer with those of which nobody said anything.
    rest = np.where(groups, 0, UNSEEN)
    size, turn = units.size[where], units.turn[where]
    many, turns = patterns.shape[1] + rest.shape[1], source.often.shape[1]
    moved = csr_matrix((size, (turn, pattern.reshape(-1))), shape=(turns, many))
    gone = csr_matrix((size, (turn, patterns.shape[1] + group.reshape(-1)[session])), shape=(turns, many))
    per_turn = moved - gone
    marked = np.unique(turn)
    weights = np.vstack([per_turn.sum(axis=0), source.often[:, marked] @ per_turn[marked]])
    of_group = group.reshape(-1)[:, None] == np.arange(rest.shape[1])
    weights[:, patterns.shape[1] :] += source.totals @ of_group
    values = np.concatenate([patterns, rest], axis=1).astype(np.int64)
    weights = np.asarray(weights, dtype=np.float64)
    names = tuple(categories)
    return (
        Ratings(values=values, categories=names, weights=weights[0]),
        Ratings(values=values, categories=names, weights=weights[1:]),
    )
