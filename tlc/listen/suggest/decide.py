"""From chances to decisions: where to cut, for all codes together and for each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

#: A cut that was tuned on fewer codings than this is drawn towards what is expected without any.
_FEW = 50


def threshold(scores: Numbers, labels: Numbers) -> float:
    """The one cut for all codes that gives the best micro F1; what is as likely, or likelier, is suggested.

    Parameters
    ----------
    scores, labels : float arrays of one shape
        Pairs of which one is NaN are left out.

    Returns
    -------
    float
        Halfway between the last chance that is suggested and the next; 0.5 where nothing was coded.

    >>> threshold(np.array([0.9, 0.6, 0.2]), np.array([1.0, 1.0, 0.0]))
    0.4
    """
    known = ~np.isnan(labels) & ~np.isnan(scores)
    chances, yes = scores[known], labels[known] >= 0.5
    if not yes.any():
        return 0.5
    order = np.argsort(-chances, kind="stable")
    ranked, right = chances[order], np.cumsum(yes[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    best = last[np.argmax(2 * right[last] / (last + 1 + right[-1]))]
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + below) / 2)


def own_cuts(chances: Numbers) -> Numbers:
    """For each code the cut that promises the best F1, if the chances are honest. It takes no judgements.

    A rare code that cannot be told well is worth suggesting at a lower chance than a common one that can: the best cut
    is half of the F1 that it gives.

    Parameters
    ----------
    chances : float array, shape (n_texts, n_codes)
        Of as many texts as there are, judged or not; of those that were judged, by a model that did not see them.

    Returns
    -------
    float array, shape (n_codes,)
        Between 0 and 0.5; 0.5 where there are no texts.

    Source: Lipton, Elkan and Naryanaswamy (2014), Optimal thresholding of classifiers to maximize F1
    measure, ECML PKDD.

    >>> own_cuts(np.array([[0.9, 0.2], [0.1, 0.1], [0.0, 0.0]])).round(2).tolist()
    [0.45, 0.15]
    """
    if not len(chances):
        return np.full(chances.shape[1], 0.5)
    ranked = -np.sort(-chances, axis=0)
    expected = 2 * np.cumsum(ranked, axis=0) / (np.arange(1, len(ranked) + 1)[:, None] + ranked.sum(axis=0))
    return np.asarray(np.maximum(expected.max(axis=0) / 2, 1e-6), dtype=np.float64)


def lift(chances: Numbers, cuts: Numbers, labels: Numbers) -> float:
    """By how much all codes' own cuts are lifted or lowered together, so that micro F1 is best.

    One number for all codes, from judged texts: what was tuned on few codings is drawn towards 1.

    Parameters
    ----------
    chances : float array, shape (n_texts, n_codes)
        Of a model that did not see the texts; NaN where nobody judged.
    """
    coded = int((labels >= 0.5).sum())
    if not coded:
        return 1.0
    return float(threshold(chances / cuts, labels) ** (coded / (coded + _FEW)))
