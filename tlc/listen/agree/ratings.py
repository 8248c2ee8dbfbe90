"""Ratings: what each coder said of each unit, in the form in which every coefficient takes it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from tlc.errors import AnalysisError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Stands in ``Ratings.values`` where a coder did not see a unit.
UNSEEN = -1
NO_PAIRS = "no unit was seen by two coders"
NO_VARIATION = "only one value was ever used, so there is nothing to agree or differ about"


@dataclass(frozen=True, slots=True)
class Undefined:
    """A figure that cannot be computed, and why. It is no number: ``float()`` of it is NaN, never 0 or 1.

    >>> float(Undefined("nobody used it"))
    nan
    """

    reason: str

    def __float__(self) -> float:
        return nan


Figure = float | Undefined


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratings:
    """What coders said of units; equal units may stand together, with how many they are.

    Attributes
    ----------
    values : int array, shape (coders, units)
        Number of the category; ``UNSEEN`` where that coder did not see the unit.
    categories : tuple
        What the numbers stand for; all that could be said, not only what was.
    weights : float array, shape (units,) or (resamples, units)
        How many units each column stands for; for a bootstrap, in each resample.

    >>> rated([[1, 2, None], [1, 1, 2]]).counts
    array([[2., 0.],
           [1., 1.],
           [0., 1.]])
    """

    values: Ints
    categories: tuple[Hashable, ...]
    weights: Floats

    @property
    def counts(self) -> Floats:
        """How many coders put each unit into each category: (units, categories)."""
        numbers = np.arange(len(self.categories))
        return np.asarray((self.values[:, :, None] == numbers).sum(axis=0), dtype=np.float64)

    @property
    def paired(self) -> npt.NDArray[np.bool_]:
        """Which units two coders or more saw."""
        seen: npt.NDArray[np.bool_] = (self.values != UNSEEN).sum(axis=0) >= 2
        return seen

    @property
    def totals(self) -> Floats:
        """How often each category was used on units that two coders saw; one row a resample if there are any."""
        from scipy.sparse import csr_matrix

        coder, unit = np.nonzero((self.values != UNSEEN) & self.paired)
        # There are as many categories as different sets of codes: nearly all of this table is empty.
        shape = (self.values.shape[1], len(self.categories))
        used = csr_matrix((np.ones(len(unit)), (unit, self.values[coder, unit])), shape=shape)
        return np.asarray(self.weights @ used)

    @property
    def varies(self) -> npt.NDArray[np.bool_]:
        """Whether more than one category was used on units that two coders saw; for each resample if there are any."""
        several: npt.NDArray[np.bool_] = (self.totals > 0).sum(axis=-1) >= 2
        return several

    def within(self, units: npt.NDArray[np.bool_]) -> Ratings:
        """Keep some of the units."""
        return Ratings(values=self.values[:, units], categories=self.categories, weights=self.weights[..., units])


def rated(rows: Sequence[Sequence[Hashable | None]], categories: Collection[Hashable] | None = None) -> Ratings:
    """Read ratings from one row a coder, one column a unit; None where that coder did not see the unit.

    Parameters
    ----------
    rows : sequence of sequences
        All of one length.
    categories : collection, optional
        All that could be said, in order; by default what was said, in order (sets: as they come).

    Raises
    ------
    AnalysisError
        There are fewer than two coders, rows of different lengths, or a value outside the categories.
    """
    if len(rows) < 2 or len({len(row) for row in rows}) != 1:
        raise AnalysisError("Ratings need two coders or more, and as many units of each.")
    said: list[Any] = list(dict.fromkeys(value for row in rows for value in row if value is not None))
    if categories is None:
        ordered = said if any(isinstance(value, frozenset) for value in said) else sorted(said)
    else:
        ordered = list(categories)
    number = {value: place for place, value in enumerate(ordered)}
    if any(value not in number for value in said):
        raise AnalysisError("A coder used a value that is not among the categories.")
    values = [[UNSEEN if value is None else number[value] for value in row] for row in rows]
    array = np.array(values, dtype=np.int64).reshape(len(rows), -1)
    return Ratings(values=array, categories=tuple(ordered), weights=np.ones(array.shape[1]))


def tabulated(table: Sequence[Sequence[int]]) -> Ratings:
    """Read the ratings of two coders from their table: row what the first said, column what the second did.

    >>> tabulated([[40, 9], [6, 45]]).weights.sum()
    np.float64(100.0)
    """
    size = len(table)
    if any(len(row) != size for row in table):
        raise AnalysisError("The table of two coders needs as many rows as columns.")
    first, second = np.divmod(np.arange(size * size), size)
    weights = np.array(table, dtype=np.float64).reshape(-1)
    return Ratings(values=np.vstack([first, second]), categories=tuple(range(size)), weights=weights)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shares:
    """How much coders differ, and how much they would by chance: a coefficient in its two parts.

    Every coefficient here is ``1 - observed / expected``. The parts are kept, so that those of several codes can be
    pooled, and those of many resamples be computed at once.

    Attributes
    ----------
    observed, expected : float array, shape () or (resamples,)
        Shares of disagreement; ``observed`` is NaN where nothing was seen twice, ``expected`` 0 where nothing varies.
    """

    observed: Floats
    expected: Floats

    @property
    def values(self) -> Floats:
        """The coefficient; NaN where it is undefined."""
        computed = self.expected > 0
        ratio = np.divide(self.observed, self.expected, out=np.full(self.expected.shape, nan), where=computed)
        return np.asarray(1 - ratio)

    @property
    def figure(self) -> Figure:
        """The coefficient of one set of weights, or why there is none."""
        if np.isnan(self.observed):
            return Undefined(NO_PAIRS)
        return float(self.values) if self.expected > 0 else Undefined(NO_VARIATION)


def shares(ratings: Ratings, observed: Floats, expected: Floats) -> Shares:
    """Put the parts of a coefficient together; where nothing varies, no disagreement is expected."""
    return Shares(observed=np.asarray(observed), expected=np.where(ratings.varies, expected, 0.0))


def pooled(parts: Sequence[Shares]) -> Shares:
    """Pool the coefficients of several codes: mean observed over mean expected disagreement.

    A mean of coefficients would give the rarest code as much say as the commonest; this one goes by how much there
    was to agree about. Codes for which it is undefined are left out.

    Source: De Vries, Elliott, Kanouse and Teleki (2008), Using pooled kappa to summarize interrater agreement across
    many items, Field Methods 20(3), 272-282.
    """
    if not parts:
        return Shares(observed=np.asarray(nan), expected=np.asarray(0.0))
    observed = np.stack([part.observed for part in parts])
    expected = np.stack([part.expected for part in parts])
    computed = (expected > 0) & ~np.isnan(observed)
    some = np.maximum(computed.sum(axis=0), 1)
    return Shares(
        observed=np.where(computed, observed, 0).sum(axis=0) / some,
        expected=np.where(computed, expected, 0).sum(axis=0) / some,
    )
