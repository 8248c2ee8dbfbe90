"""Krippendorff's alpha, for any number of coders, with units left out, and for several kinds of difference.

Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania; (2004), Content
Analysis, 2nd ed., ch. 11. For sets of codes: Passonneau (2006), Measuring agreement on set-valued items, LREC 2006;
Artstein and Poesio (2008), Computational Linguistics 34(4), 555-596.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from tlc.listen.agree.ratings import UNSEEN, Floats, Ratings, Shares

#: From the categories, and how often each was used, to how different each is from each: 0 where it is the same.
Difference = Callable[[Sequence[Any], Floats], Floats]


def nominal(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001 - all differences are called alike
    """Any two categories are equally different."""
    return np.asarray(1 - np.eye(len(categories)))


def ordinal(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Ranks differ by how many values lie between them; for one set of weights."""
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle) ** 2)


def interval(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Numbers differ by the square of their distance."""
    number = np.array(categories, dtype=np.float64)
    return np.asarray((number[:, None] - number) ** 2)


def ratio(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Numbers from 0 up differ by the square of their distance over their sum."""
    number = np.array(categories, dtype=np.float64)
    apart, total = number[:, None] - number, number[:, None] + number
    return np.divide(apart, total, out=np.zeros_like(apart), where=total != 0) ** 2


def jaccard(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Sets differ by the share of their members that they do not have in common."""
    return _unlike(*_shared(categories))


def masi(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Sets differ by MASI as its author has it: 1 - J M.

    J is Jaccard's index; M is 1 where the sets are equal, 2/3 where one holds the other, 1/3 where they overlap, and
    else 0. Another definition goes by the same name: `masi_dkpro`.
    """
    common, size = _shared(categories)
    return 1 - (1 - _unlike(common, size)) * (1 - _steps(common, size))


def masi_dkpro(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Sets differ by what the library DKPro calls MASI: (1 - J) times its set distance."""
    common, size = _shared(categories)
    return _unlike(common, size) * _steps(common, size)


def set_steps(categories: Sequence[Any], totals: Floats) -> Floats:  # noqa: ARG001
    """Sets differ by 0 where equal, 1/3 where one holds the other, 2/3 where they overlap, else 1 (DKPro)."""
    return _steps(*_shared(categories))


def alpha(ratings: Ratings, difference: Difference = nominal) -> Shares:
    """Krippendorff's alpha: 1 perfect, 0 as by chance, below 0 worse than chance.

    Parameters
    ----------
    ratings : Ratings
        Units that fewer than two coders saw do not count.
    difference : function
        How different two categories are.

    >>> from tlc.listen.agree.ratings import rated
    >>> round(alpha(rated([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]])).figure, 4)
    0.0952
    """
    totals = ratings.totals
    apart = difference(ratings.categories, totals)
    values = ratings.values
    seen = (values != UNSEEN).sum(axis=0)
    differ = np.zeros(len(seen))
    for one, other in permutations(range(len(values)), 2):
        both = (values[one] != UNSEEN) & (values[other] != UNSEEN)
        differ[both] += apart[values[one, both], values[other, both]]
    differ /= np.maximum(seen - 1, 1)
    every = totals.sum(axis=-1)
    some = every > 0
    # Divided once and last: among values that are all the same but one, alpha must be 0 to the last bit.
    observed = np.divide(ratings.weights @ differ, every, out=np.full(every.shape, np.nan), where=some)
    chance = (totals * (totals @ apart)).sum(axis=-1)
    expected = np.divide(chance, every * (every - 1), out=np.zeros(every.shape), where=some)
    return Shares(observed=np.asarray(observed), expected=np.asarray(expected))


def _shared(categories: Sequence[Any]) -> tuple[Floats, Floats]:
    """How many members each two sets have in common, and how many each set has."""
    every = dict.fromkeys(member for held in categories for member in held)
    members = {member: number for number, member in enumerate(every)}
    holds = np.zeros((len(categories), len(members)))
    for row, held in enumerate(categories):
        holds[row, [members[member] for member in held]] = 1
    return np.asarray(holds @ holds.T), np.asarray(holds.sum(axis=1))


def _unlike(common: Floats, size: Floats) -> Floats:
    either = size[:, None] + size - common
    # Two empty sets are the same: both coders found nothing.
    return np.asarray(1 - np.divide(common, either, out=np.ones_like(common), where=either > 0))


def _steps(common: Floats, size: Floats) -> Floats:
    equal = (common == size[:, None]) & (common == size)
    inside = common == np.minimum(size[:, None], size)
    return np.select([equal, inside, common > 0], [0.0, 1 / 3, 2 / 3], 1.0)
