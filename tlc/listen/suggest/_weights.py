"""The search for weights: what makes the judgements likeliest, as far as weights are not held back."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class Evidence(NamedTuple):
    """What stands in some texts: a sparse matrix, and points beside it."""

    matrix: Any
    points: Numbers

    def sums(self, weights: Numbers) -> Numbers:
        """Weigh it: shape (n_texts, n_codes)."""
        wide = self.matrix.shape[1]
        return np.asarray(self.matrix @ weights[:wide] + self.points @ weights[wide:], dtype=np.float64)


def weights(evidence: Evidence, before: Numbers, labels: Numbers, strengths: Numbers, steps: int) -> Numbers:
    """Find weights by maximum a posteriori, with normal priors around nothing.

    Parameters
    ----------
    before : float array, shape (n_texts, n_codes)
        Log odds that the weights add to.
    labels : float array, shape (n_texts, n_codes)
        NaN where nobody judged.
    strengths : float array, shape (n_columns, n_codes)
        How strongly each weight is held at nothing; infinite: it stays there.

    Returns
    -------
    float array, shape (n_columns, n_codes)

    Source: Liu and Nocedal (1989), On the limited memory BFGS method, Mathematical Programming 45.
    """
    from scipy.optimize import minimize

    judged = ~np.isnan(labels)
    said = np.where(judged, labels, 0.0)
    turned = evidence.matrix.T.tocsr()
    held = np.where(np.isinf(strengths), 0.0, strengths)
    scale = _scale(evidence, np.where(judged, before, np.inf), strengths)

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        now = flat.reshape(scale.shape) * scale
        logits = before + evidence.sums(now)
        lost, error = _surprise(logits, said, judged)
        slope = np.vstack([turned @ error, evidence.points.T @ error]) + held * now
        return lost + 0.5 * float((held * now * now).sum()), (slope * scale).ravel()

    options = {"maxiter": steps, "ftol": 0.0, "gtol": 1e-5, "maxcor": 8}
    found = minimize(cost, np.zeros(scale.size), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x.reshape(scale.shape) * scale, dtype=np.float64)


def belief(clues: Numbers, labels: Numbers, begin: Numbers, strength: float) -> Numbers:
    """Learn what the rules are worth, for all codes together.

    Parameters
    ----------
    clues : float array, shape (n_texts, n_codes, n_clues)
    begin : float array, shape (n_clues,)
        Where nobody judged.
    """
    from scipy.optimize import minimize

    judged = ~np.isnan(labels)
    said, seen = labels[judged], clues[judged]
    all_of_them = np.ones(said.shape, dtype=bool)

    def cost(now: Numbers) -> tuple[float, Numbers]:
        moved = now - begin
        lost, error = _surprise(seen @ now, said, all_of_them)
        return lost + 0.5 * strength * float(moved @ moved), np.asarray(seen.T @ error + strength * moved)

    return np.asarray(minimize(cost, begin, jac=True, method="L-BFGS-B").x, dtype=np.float64)


def chance(logits: Numbers) -> Numbers:
    """Chances of log odds."""
    from scipy.special import expit

    return np.asarray(expit(logits), dtype=np.float64)


def _surprise(logits: Numbers, said: Numbers, judged: npt.NDArray[np.bool_]) -> tuple[float, Numbers]:
    """How far log odds are from what was said, and which way: minus log likelihood, and its slope."""
    # One exponential for both: this is where the time goes.
    small = np.exp(-np.abs(logits))
    lost = np.log1p(small) + np.maximum(logits, 0.0) - said * logits
    chances = np.where(logits >= 0, 1.0, small) / (1.0 + small)
    return float(lost.sum(where=judged)), np.where(judged, chances - said, 0.0)


def _scale(evidence: Evidence, before: Numbers, strengths: Numbers) -> Numbers:
    """One over the root of how steeply the cost bends along each weight at first, so that few steps are enough."""
    odds = chance(before)
    bend = odds * (1 - odds)
    squared = evidence.matrix.power(2).T @ bend
    return np.asarray(1 / np.sqrt(np.vstack([squared, (evidence.points**2).T @ bend]) + strengths), dtype=np.float64)
