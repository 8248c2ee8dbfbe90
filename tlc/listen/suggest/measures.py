"""How good suggestions are: what they find, what they get right, and whether their chances are honest.

Labels are 1 for yes, 0 for no and NaN where nobody judged; what is not judged is left out. Where coders differ a label
lies between: it counts as yes from a half up, and as it stands where chances are compared with it. A figure that is
undefined says why, and is never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tlc.listen.agree.ratings import Figure, Undefined

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Tally(NamedTuple):
    """How many decisions were right and wrong: whole numbers per code, shape (n_codes,)."""

    right: NDArray[np.int64]
    wrong: NDArray[np.int64]
    missed: NDArray[np.int64]

    def of(self, code: int) -> tuple[int, int, int]:
        """Right, wrong and missed of one code."""
        return int(self.right[code]), int(self.wrong[code]), int(self.missed[code])

    @property
    def all(self) -> tuple[int, int, int]:
        """Right, wrong and missed of all codes together."""
        return int(self.right.sum()), int(self.wrong.sum()), int(self.missed.sum())


class Bin(NamedTuple):
    """Decisions whose chances lay from ``low`` to below ``high``: the mean chance, and the share that came true."""

    low: float
    high: float
    n: int
    chance: float
    share: float


def tally(decided: Truths, labels: Numbers) -> Tally:
    """Count decisions against labels.

    Parameters
    ----------
    decided : bool array, shape (n_texts, n_codes)
    labels : float array of the same shape

    >>> tally(np.array([[True], [True], [False]]), np.array([[1.0], [0.0], [np.nan]])).of(0)
    (1, 1, 0)
    """
    judged = ~np.isnan(labels)
    yes = judged & (np.nan_to_num(labels) >= 0.5)
    return Tally((decided & yes).sum(axis=0), (decided & judged & ~yes).sum(axis=0), (~decided & yes).sum(axis=0))


def precision(right: int, wrong: int) -> Figure:
    """Of what was suggested, the share that is right.

    >>> precision(3, 1)
    0.75
    """
    if right + wrong == 0:
        return Undefined("nothing was suggested")
    return right / (right + wrong)


def recall(right: int, missed: int) -> Figure:
    """Of what people coded, the share that was suggested.

    >>> recall(3, 1), recall(0, 0).reason
    (0.75, 'nothing was there to find')
    """
    if right + missed == 0:
        return Undefined("nothing was there to find")
    return right / (right + missed)


def f1(right: int, wrong: int, missed: int) -> Figure:
    """The harmonic mean of precision and recall.

    Source: van Rijsbergen (1979), Information Retrieval, ch. 7.

    >>> f1(2, 1, 1)
    0.6666666666666666
    """
    if right + wrong + missed == 0:
        return Undefined("nothing was suggested, and nothing was there")
    return 2 * right / (2 * right + wrong + missed)


def micro_f1(decided: Truths, labels: Numbers) -> Figure:
    """F1 of all decisions taken together: codes count by how often they occur."""
    return f1(*tally(decided, labels).all)


def macro_f1(decided: Truths, labels: Numbers) -> Figure:
    """The mean of the codes' F1: each code counts alike. Codes that have none are left out.

    >>> truth = np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    >>> macro_f1(np.array([[True, False, False], [False, False, False]]), truth)
    0.5
    """
    counts = tally(decided, labels)
    found = [f1(*counts.of(code)) for code in range(labels.shape[1])]
    return _mean(found, "no code was suggested or there")


def recall_at(scores: Numbers, labels: Numbers, k: int) -> Figure:
    """Of the codes that a text has, the share among its ``k`` likeliest; the mean over texts that have any.

    Codes that nobody judged there take no place; of equal scores, the earlier code comes first.

    >>> recall_at(np.array([[0.9, 0.5, 0.1]]), np.array([[1.0, 0.0, 1.0]]), 2)
    0.5
    """
    judged = ~np.isnan(labels)
    order = np.argsort(np.where(judged, -scores, np.inf), axis=1, kind="stable")[:, :k]
    yes = judged & (np.nan_to_num(labels) >= 0.5)
    there = yes.sum(axis=1)
    found = np.take_along_axis(yes, order, axis=1).sum(axis=1)
    return _mean((found[there > 0] / there[there > 0]).tolist(), "no text has a code")


def average_precision(scores: Numbers, labels: Numbers) -> Figure:
    """Of one code: the precision at each place of the ranking where a text that has it stands, weighed by recall.

    Texts of equal score stand at one place.

    Parameters
    ----------
    scores, labels : float array, shape (n_texts,)

    Source: Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, ch. 8.4.

    >>> average_precision(np.array([0.9, 0.8, 0.7]), np.array([1.0, 0.0, 1.0]))
    0.8333333333333333
    """
    judged = ~np.isnan(labels)
    scores, yes = scores[judged], labels[judged] >= 0.5
    if not yes.any():
        return Undefined("nothing was there to find")
    order = np.argsort(-scores, kind="stable")
    ranked, found = scores[order], np.cumsum(yes[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    gained = np.diff(found[last], prepend=0) / found[-1]
    return float((gained * found[last] / (last + 1)).sum())


def mean_average_precision(scores: Numbers, labels: Numbers) -> Figure:
    """The mean of the codes' average precision. Codes that no judged text has are left out."""
    found = [average_precision(scores[:, code], labels[:, code]) for code in range(labels.shape[1])]
    return _mean(found, "no code was there to find")


def reliability(scores: Numbers, labels: Numbers, *, bins: int = 15, above: float = 0.0) -> tuple[Bin, ...]:
    """Set the chances that were given against what people said, in bins of equal width; empty bins are left out.

    Parameters
    ----------
    above : float
        Only decisions that were given a larger chance. Most decisions are easy noes, and hide what is wrong elsewhere.

    >>> reliability(np.array([0.85, 0.9]), np.array([1.0, 0.0]), bins=5)
    (Bin(low=0.8, high=1.0, n=2, chance=0.875, share=0.5),)
    """
    taken = ~np.isnan(labels) & ((scores > above) | (above <= 0))
    chances, said = scores[taken], labels[taken]
    place = np.clip((chances * bins).astype(int), 0, bins - 1)
    found = []
    for number in np.unique(place):
        inside = place == number
        found.append(
            Bin(
                float(number / bins),
                float((number + 1) / bins),
                int(inside.sum()),
                float(chances[inside].mean()),
                float(said[inside].mean()),
            )
        )
    return tuple(found)


def calibration_error(scores: Numbers, labels: Numbers, *, bins: int = 15, above: float = 0.0) -> Figure:
    """How far chances lie from what came true: the mean distance over the bins, weighed by their decisions.

    Source: Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI.

    >>> calibration_error(np.array([0.8, 0.8]), np.array([1.0, 0.0]))
    0.30000000000000004
    """
    found = reliability(scores, labels, bins=bins, above=above)
    if not found:
        return Undefined("nothing that was judged had so large a chance" if above > 0 else "nobody judged anything")
    return sum(one.n * abs(one.chance - one.share) for one in found) / sum(one.n for one in found)


def _mean(values: Iterable[Figure], why: str) -> Figure:
    known = [value for value in values if not isinstance(value, Undefined)]
    return float(np.mean(known)) if known else Undefined(why)
