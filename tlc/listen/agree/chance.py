"""Agreement of coders beyond chance, in the manners of Cohen, Scott, Fleiss, Conger, Gwet, and Brennan and Prediger.

They differ only in what they take for chance. Units that fewer than two coders saw count for what was said, where their
authors let them, and not for how far coders agree (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 2).
"""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np

from tlc.errors import AnalysisError
from tlc.listen.agree.ratings import NO_PAIRS, NO_VARIATION, Figure, Floats, Ratings, Shares, Undefined, shares


def percent(ratings: Ratings) -> Figure:
    """Share of pairs of coders that agree, in the mean over units: percent agreement.

    It holds no correction for chance, and is high wherever a code is rare.

    >>> from tlc.listen.agree.ratings import tabulated
    >>> round(percent(tabulated([[40, 9], [6, 45]])), 2)
    0.85
    """
    differ = float(_differ(ratings))
    return Undefined(NO_PAIRS) if np.isnan(differ) else 1 - differ


def positive(*ratings: Ratings) -> Figure:
    """Of the times that a coder said yes (category 1), the share in which another coder did so too.

    For two coders this is 2a / (2a + b + c), also called F1 or Dice. Units of which nobody said yes do not count. Given
    several ratings, such as one for each code, all their times are taken together.

    Source: Cicchetti and Feinstein (1990), Journal of Clinical Epidemiology 43(6), 551-558; for more than two coders by
    pairs, as Fleiss (1971) has it for each category.

    >>> from tlc.listen.agree.ratings import rated
    >>> positive(rated([[1, 1, 0, 0], [1, 0, 1, 0]]))
    0.5
    """
    agreed = possible = 0.0
    for one in ratings:
        counts = one.counts
        yes, seen = counts[:, 1], counts.sum(axis=1)
        agreed += float(one.weights @ (yes * (yes - 1)))
        possible += float(one.weights @ (yes * (seen - 1)))
    return agreed / possible if possible else Undefined("nobody used it")


def cohen(ratings: Ratings) -> Figure:
    """Cohen's kappa of two coders, as scikit-learn computes it.

    Source: Cohen (1960), Educational and Psychological Measurement 20(1), 37-46.

    Raises
    ------
    AnalysisError
        There are not two coders: use ``conger``.

    >>> from tlc.listen.agree.ratings import tabulated
    >>> round(cohen(tabulated([[88, 14, 18], [10, 40, 10], [2, 6, 12]])), 3)
    0.492
    """
    from sklearn.metrics import cohen_kappa_score

    _two(ratings)
    both = ratings.within(ratings.paired)
    if not both.weights.sum():
        return Undefined(NO_PAIRS)
    if not both.varies:
        return Undefined(NO_VARIATION)
    first, second = both.values
    return float(cohen_kappa_score(first, second, sample_weight=both.weights))


def scott(ratings: Ratings) -> Shares:
    """Scott's pi of two coders: by chance both draw from one and the same mixture of categories.

    Source: Scott (1955), Public Opinion Quarterly 19(3), 321-325.
    """
    _two(ratings)
    return fleiss(ratings.within(ratings.paired))


def fleiss(ratings: Ratings) -> Shares:
    """Fleiss' kappa: Scott's pi for any number of coders, who may have left units out.

    Source: Fleiss (1971), Psychological Bulletin 76(5), 378-382; with units left out, Gwet (2014), ch. 2.
    """
    mixture = _mixture(ratings)
    return shares(ratings, _differ(ratings), 1 - (mixture**2).sum(axis=-1))


def conger(ratings: Ratings) -> Shares:
    """Conger's kappa: Cohen's for any number of coders, each of whom draws from a mixture of their own.

    Source: Conger (1980), Psychological Bulletin 88(2), 322-328; with units left out, Gwet (2014), ch. 2.

    >>> from tlc.listen.agree.ratings import tabulated
    >>> round(conger(tabulated([[88, 14, 18], [10, 40, 10], [2, 6, 12]])).figure, 3)
    0.492
    """
    coders = len(ratings.values)
    said = ratings.values[:, :, None] == np.arange(len(ratings.categories))
    totals = np.stack([ratings.weights @ own.astype(np.float64) for own in said])
    own = totals / np.maximum(totals.sum(axis=-1, keepdims=True), 1e-300)
    by_chance = (own.mean(axis=0) ** 2 - own.var(axis=0, ddof=1) / coders).sum(axis=-1)
    return shares(ratings, _differ(ratings), 1 - by_chance)


def gwet(ratings: Ratings, agreement: Floats | None = None) -> Shares:
    """Gwet's AC1: chance is what coders would agree on if they guessed where they are unsure; AC2 with weights.

    It stays near percent agreement where a code is rare, and where kappa and alpha fall towards 0.

    Parameters
    ----------
    agreement : float array, shape (categories, categories), optional
        For AC2: from 0 to 1, how far two categories agree, such as ``quadratic(5)``. By default a category agrees
        with itself alone.

    Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48.
    """
    mixture, size = _mixture(ratings), len(ratings.categories)
    alike = np.eye(size) if agreement is None else agreement
    by_chance = alike.sum() / max(size * (size - 1), 1) * (mixture * (1 - mixture)).sum(axis=-1)
    return shares(ratings, _differ(ratings, alike), 1 - by_chance)


def brennan_prediger(ratings: Ratings, agreement: Floats | None = None) -> Shares:
    """Brennan and Prediger's kappa (also S, or Bennett's): by chance all categories are equally likely.

    Source: Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), 687-699.
    """
    size = len(ratings.categories)
    alike = np.eye(size) if agreement is None else agreement
    by_chance = np.full(ratings.weights.shape[:-1], alike.sum() / size**2)
    return shares(ratings, _differ(ratings, alike), 1 - by_chance)


def quadratic(size: int) -> Floats:
    """Weights for AC2 on ordered categories: the further apart, the less they agree.

    >>> quadratic(3)
    array([[1.  , 0.75, 0.  ],
           [0.75, 1.  , 0.75],
           [0.  , 0.75, 1.  ]])
    """
    place = np.arange(size, dtype=np.float64)
    return np.asarray(1 - ((place[:, None] - place) / (size - 1)) ** 2)


def _two(ratings: Ratings) -> None:
    if len(ratings.values) != 2:
        raise AnalysisError("This coefficient is for two coders.", hint="Use the one that takes any number of them.")


def _differ(ratings: Ratings, agreement: Floats | None = None) -> Any:
    """Share of pairs of coders that differ, in the mean over the units that two of them saw."""
    counts, paired = ratings.counts, ratings.paired.astype(np.float64)
    seen = counts.sum(axis=1)
    near = counts if agreement is None else counts @ agreement
    pairs = np.maximum(seen * (seen - 1), 1)
    differ = paired * (pairs - (counts * (near - 1)).sum(axis=1)) / pairs
    units = ratings.weights @ paired
    return np.divide(ratings.weights @ differ, units, out=np.full(np.shape(units), nan), where=units > 0)


def _mixture(ratings: Ratings) -> Floats:
    """How often each category was used, in the mean over units of what their coders said."""
    counts = ratings.counts
    seen = counts.sum(axis=1)
    said = counts / np.maximum(seen, 1)[:, None]
    units = np.asarray(ratings.weights @ (seen > 0).astype(np.float64))
    return np.asarray((ratings.weights @ said) / np.maximum(units, 1e-300)[..., None])
