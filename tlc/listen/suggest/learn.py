"""Learn from what people accepted and rejected, starting from what the rules say.

Each code has its own logistic regression whose log odds are those of the rules plus a weighted sum of what stands in
the text. The weights are held at nothing as strongly as `Recipe` says (maximum a posteriori, normal priors), so that
with no judgements the rules decide, and with many the judgements do. Nothing is drawn at random, and nothing is kept
but the weights: the same judgements give the same model.

Source: Schapire, Rochery, Rahim and Gupta (2002), Incorporating prior knowledge into boosting, ICML, for a prior made
of rules; Bishop (2006), Pattern Recognition and Machine Learning, ch. 4.3, for the regression.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tlc.errors import AnalysisError
from tlc.listen.suggest._columns import KINDS
from tlc.listen.suggest._recipe import Recipe
from tlc.listen.suggest.features import Features

Numbers = npt.NDArray[np.float64]

# How near to the lowest point the search for weights ends. It always begins at nothing, so the same judgements give
# the same weights, whatever was learnt before.
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A model of some codes.

    Attributes
    ----------
    codes : tuple of str
    weights : float array, shape (n_columns, n_codes)
    judged : int array, shape (n_codes,)
        From how many judgements each code was learnt.
    """

    codes: tuple[str, ...]
    weights: Numbers
    judged: npt.NDArray[np.int64]

    def scores(self, features: Features) -> Numbers:
        """How likely each text has each code: chances between 0 and 1, shape (n_texts, n_codes)."""
        return _chance(features.prior + features.matrix @ self.weights)

    def reasons(self, features: Features, row: int, code: str) -> list[tuple[str, float]]:
        """What in a text speaks for a code, strongest first.

        Returns
        -------
        list of (str, float)
            Words as they stand in the text, in lower case; terms as ``term 'interpreter*'``; words of the question
            as ``asked: letter``. The number is what it adds to the log odds, beyond the code's general frequency.
        """
        place = self.codes.index(code)
        line = features.matrix[[row]].tocoo()
        adds = line.data * self.weights[line.col, place]
        own = features.columns.owners[line.col] == place
        terms = features.columns.kinds[line.col] == KINDS.index("own_term")
        # What the rules say belongs to the terms that said it.
        share = self._said(features, row, place, int((own & terms).sum()))
        found = [
            (name, float(add))
            for name, add in zip(
                (features.columns.names[column] for column in line.col), adds + share * (own & terms), strict=True
            )
            if name and add > 0
        ]
        return sorted(found, key=lambda reason: (-reason[1], reason[0]))

    def _said(self, features: Features, row: int, place: int, terms: int) -> float:
        if not terms:
            return 0.0
        return float(features.prior[row, place] - features.prior[:, place].min()) / terms


def learn(features: Features, labels: Numbers, *, recipe: Recipe | None = None) -> Learned:
    """Learn each code from what was judged.

    Parameters
    ----------
    labels : float array, shape (n_texts, n_codes)
        1 yes, 0 no, between where coders differ, NaN where nobody judged.

    Raises
    ------
    AnalysisError
        The labels are of another shape than the texts and codes, or not between 0 and 1.
    """
    from threadpoolctl import threadpool_limits

    labels = _checked(features, labels)
    judged = ~np.isnan(labels)
    rows = np.flatnonzero(judged.any(axis=1))
    weights = np.zeros((features.matrix.shape[1], len(features.codes)))
    if len(rows):
        # One thread: the order in which many of them add numbers up changes the last digits.
        with threadpool_limits(limits=1):
            weights = _weights(
                features.matrix[rows], features.prior[rows], labels[rows], _strengths(features, recipe or Recipe())
            )
    return Learned(features.codes, weights, judged.sum(axis=0))


def out_of_fold(
    features: Features,
    labels: Numbers,
    groups: Sequence[Hashable],
    *,
    folds: int = 5,
    recipe: Recipe | None = None,
) -> Numbers:
    """Score each judged text by a model that saw nothing of its group.

    Parameters
    ----------
    groups : sequence, one for each text
        Texts of one person or one session belong together.
    folds : int
        Into so many parts the groups are dealt; as many as there are groups, if those are fewer.

    Returns
    -------
    float array, shape (n_texts, n_codes)
        NaN where nobody judged. Where all that was judged is of one group, the chances are those of the rules.
    """
    recipe = recipe or Recipe()
    labels = _checked(features, labels)
    judged = ~np.isnan(labels)
    scores = np.full(labels.shape, np.nan)
    for fold in _dealt(groups, np.asarray(judged.any(axis=1)), folds, recipe.seed):
        rest = labels.copy()
        rest[fold] = np.nan
        scores[fold] = learn(features, rest, recipe=recipe).scores(features)[fold]
    scores[~judged] = np.nan
    return scores


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


def _checked(features: Features, labels: Numbers) -> Numbers:
    labels = np.asarray(labels, dtype=np.float64)
    if labels.shape != (len(features), len(features.codes)):
        raise AnalysisError(
            f"There are labels for {' x '.join(map(str, labels.shape))} decisions, but "
            f"{len(features)} texts and {len(features.codes)} codes.",
            hint="Give each text a row, and each code that is offered a column.",
        )
    if ((labels < 0) | (labels > 1)).any():
        raise AnalysisError("A label is not between 0 and 1.", hint="Write 1 for yes, 0 for no, NaN for not judged.")
    return labels


def _strengths(features: Features, recipe: Recipe) -> Numbers:
    """How strongly each weight is held at nothing: float array, shape (n_columns, n_codes)."""
    kinds, owners = features.columns.kinds, features.columns.owners
    usual = np.array([float(getattr(recipe, kind)) for kind in KINDS])[kinds]
    strengths = np.repeat(usual[:, None], len(features.codes), axis=1)
    others = (owners[:, None] >= 0) & (owners[:, None] != np.arange(len(features.codes)))
    strengths[others] = recipe.hit_of_other
    return strengths


def _weights(matrix: object, prior: Numbers, labels: Numbers, strengths: Numbers) -> Numbers:
    """The weights that make the judgements likeliest, as far as they are not held back."""
    from scipy.optimize import minimize

    judged = ~np.isnan(labels)
    said = np.where(judged, labels, 0.0)
    turned = matrix.T.tocsr()  # type: ignore[attr-defined]
    shape, scale = strengths.shape, 1 / np.sqrt(strengths)

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        scaled = flat.reshape(shape)
        logits = prior + matrix @ (scaled * scale)  # type: ignore[operator]
        loss = np.where(judged, np.logaddexp(0, logits) - said * logits, 0.0).sum()
        error = np.where(judged, _chance(logits) - said, 0.0)
        return float(loss + 0.5 * (scaled * scaled).sum()), ((turned @ error) * scale + scaled).ravel()

    options = {"maxiter": 60, "ftol": 0.0, "gtol": _TOLERANCE, "maxcor": 10}
    found = minimize(cost, np.zeros(strengths.size), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x.reshape(shape) * scale, dtype=np.float64)


def _dealt(
    groups: Sequence[Hashable], judged: npt.NDArray[np.bool_], folds: int, seed: int
) -> list[npt.NDArray[np.int64]]:
    """Deal the judged rows into folds, so that no group is in two: the rows of each fold."""
    if len(groups) != len(judged):
        raise AnalysisError(f"There are {len(groups)} groups for {len(judged)} texts.", hint="Give each text a group.")
    names: dict[Hashable, int] = {}
    number = np.array([names.setdefault(group, len(names)) for group in groups], dtype=np.int64)
    used = np.unique(number[judged])
    place = np.random.default_rng(seed).permutation(len(used)) % max(1, min(folds, len(used)))
    fold = np.full(len(names), -1)
    fold[used] = place
    return [np.flatnonzero(judged & (fold[number] == one)) for one in range(max(1, min(folds, len(used))))]


def _chance(logits: Numbers) -> Numbers:
    from scipy.special import expit

    return np.asarray(expit(logits), dtype=np.float64)
