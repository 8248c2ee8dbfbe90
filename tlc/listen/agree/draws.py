"""Bootstrap intervals: what a figure would have been on other turns of the same sessions.

Whole turns are drawn anew within each session, as many as it has, with all that stands in them. Units within a turn
hang together, characters above all, so that drawing them one by one would make intervals far too narrow; and teams
share too few sessions to draw those. An interval therefore speaks of these coders and of sessions like these, not
of other coders. Drawing whole clusters, and not again inside them: Davison and Hinkley (1997), Bootstrap Methods and
their Application, section 3.8. The percentile interval for nominal agreement: Zapf, Castell, Morawietz and Karch
(2016), BMC Medical Research Methodology 16, 93.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tlc.listen.agree.ratings import Floats, Ints, Undefined

#: In at least this share of the resamples a figure must be defined, or it has no interval.
_ENOUGH = 0.95
ALIKE = "every resample gives the same figure"


@dataclass(frozen=True, slots=True)
class Interval:
    """From the 2.5th to the 97.5th percentile of the resamples.

    >>> Interval(0.25, 0.5).high
    0.5
    """

    low: float
    high: float


def draw(sessions: Ints, resamples: int, seed: int) -> npt.NDArray[np.float32]:
    """Draw turns with replacement within each session.

    Parameters
    ----------
    sessions : int array
        The session of each turn, numbered from 0.

    Returns
    -------
    float array, shape (resamples, turns)
        How often each turn is in each resample.

    >>> draw(np.array([0, 0, 1]), 4, seed=1).sum(axis=1)
    array([3., 3., 3., 3.], dtype=float32)
    """
    random = np.random.default_rng(seed)
    drawn = np.zeros((resamples, len(sessions)), dtype=np.float32)
    for session in range(int(sessions.max(initial=-1)) + 1):
        (turns,) = np.nonzero(sessions == session)
        if not turns.size:
            continue
        chosen = random.integers(0, turns.size, size=(resamples, turns.size))
        chosen += np.arange(resamples)[:, None] * turns.size
        often = np.bincount(chosen.reshape(-1), minlength=resamples * turns.size)
        drawn[:, turns] = often.reshape(resamples, turns.size)
    return drawn


def spread(values: Floats, *, alike: str = ALIKE) -> Interval | Undefined:
    """Give the interval of the values of all resamples; NaN is one in which the figure is undefined.

    ``alike`` is the reason to give where they are all the same.

    >>> spread(np.linspace(0, 1, 1001)) == Interval(0.025, 0.975)
    True
    """
    known = values[~np.isnan(values)]
    if not values.size:
        return Undefined("no resamples were asked for")
    if known.size < _ENOUGH * values.size:
        return Undefined("in 5 % of the resamples or more, nobody used it")
    if np.ptp(known) == 0:
        # An interval from 1 to 1 would claim most where coders shared least: it stays the same in every resample.
        return Undefined(alike)
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(float(low), float(high))
