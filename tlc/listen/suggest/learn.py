"""Learn from what people accepted and rejected, starting from what the rules say.

Each code has its own logistic regression whose log odds are those of the rules plus a weighted sum of what stands in
the text. The weights are held at nothing as strongly as `Recipe` says (maximum a posteriori, normal priors), so that
with no judgements the rules decide, and with many the judgements do. What the rules are worth is learnt for all codes
together. Nothing is drawn at random, the search always begins at nothing, and nothing is kept but the weights: the
same judgements give the same model, whatever was learnt before.

Source: Bishop (2006), Pattern Recognition and Machine Learning, ch. 4.3 and 4.5, for the regression; Schapire, Rochery,
Rahim and Gupta (2002), Incorporating prior knowledge into boosting, ICML, for rules as the prior.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tlc.errors import AnalysisError
from tlc.listen.suggest._clues import OF_HITS, believed
from tlc.listen.suggest._columns import KINDS
from tlc.listen.suggest._recipe import Recipe
from tlc.listen.suggest._weights import Evidence, belief, chance, weights
from tlc.listen.suggest.decide import threshold
from tlc.listen.suggest.features import Features

__all__ = ["Learned", "learn", "out_of_fold", "threshold"]

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A model of some codes.

    Attributes
    ----------
    codes : tuple of str
    belief : float array, shape (n_clues,)
        What each clue of the rules adds to the log odds.
    weights : float array, shape (n_columns, n_codes)
    judged : int array, shape (n_codes,)
        From how many judgements each code was learnt.
    lapse : float
        No chance is larger than 1 less this.
    """

    codes: tuple[str, ...]
    belief: Numbers
    weights: Numbers
    judged: npt.NDArray[np.int64]
    lapse: float

    def scores(self, features: Features) -> Numbers:
        """How likely each text has each code: chances between 0 and 1, shape (n_texts, n_codes)."""
        sure = chance(features.clues @ self.belief + _evidence(features).sums(self.weights))
        return (1 - self.lapse) * sure

    def reasons(self, features: Features, row: int, code: str) -> list[tuple[str, float]]:
        """What in a text speaks for a code, strongest first.

        Returns
        -------
        list of (str, float)
            Words of the text, in lower case; terms as ``term 'interpreter*'``; words of the question as
            ``asked: letter``. The number is what it adds to the log odds; what speaks against the code, and what has
            no name for people, is left out.
        """
        place = self.codes.index(code)
        columns, line = features.columns, features.matrix[[row]].tocoo()
        worth = self.weights[:, place].copy()
        worth[columns.of("word")] += features.directions @ worth[columns.of("theme")]
        adds: defaultdict[str, float] = defaultdict(float)
        for column, number in zip(line.col, line.data, strict=True):
            adds[columns.names[column]] += float(number * worth[column])
        own = np.flatnonzero((columns.owners == place) & (columns.kinds == KINDS.index("own_term")))
        said = [columns.names[column] for column in np.intersect1d(own, line.col)]
        for name in said:
            # What the rules say belongs to the terms that said it.
            adds[name] += self._said(features, row, place) / len(said)
        found = [(name, add) for name, add in adds.items() if name and add > 0]
        return sorted(found, key=lambda reason: (-reason[1], reason[0]))

    def _said(self, features: Features, row: int, place: int) -> float:
        whole = features.columns.of("own_hit")[place]
        hit = list(OF_HITS)
        return float(features.clues[row, place, hit] @ self.belief[hit] + self.weights[whole, place])


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

    >>> from tlc.model import Code, Codebook
    >>> bus = Code(id="bus", kind="barrier", label={"en": "Bus"}, terms={"en": ("bus",)})
    >>> texts = ["the bus was late", "no bus came", "the train was late", "nobody came"]
    >>> features = Features.fit(texts, Codebook(id="b", name="B", version="1", codes=(bus,)))
    >>> before = learn(features, np.full((4, 1), np.nan)).scores(features)
    >>> after = learn(features, np.array([[1.0], [np.nan], [1.0], [0.0]])).scores(features)
    >>> bool(before[2, 0] < 0.05 < after[2, 0])
    True
    """
    from threadpoolctl import threadpool_limits

    recipe, labels = recipe or Recipe(), _checked(features, labels)
    judged = ~np.isnan(labels)
    rows = np.flatnonzero(judged.any(axis=1))
    begin = believed(recipe)
    found = np.zeros((len(features.columns.names), len(features.codes)))
    if not len(rows):
        return Learned(features.codes, begin, found, judged.sum(axis=0), recipe.lapse)
    # One thread: the order in which many of them add numbers up changes the last digits.
    with threadpool_limits(limits=1):
        begin = belief(features.clues[rows], labels[rows], begin, recipe.belief)
        here = _evidence(features, rows)
        # Weights of what stands in no judged text would stay at nothing.
        used = np.flatnonzero(np.append(here.matrix.count_nonzero(axis=0) > 0, here.points.any(axis=0)))
        wide = used[used < here.matrix.shape[1]]
        here = Evidence(here.matrix[:, wide], here.points[:, used[len(wide) :] - here.matrix.shape[1]])
        before = features.clues[rows] @ begin
        found[used] = weights(here, before, labels[rows], _strengths(features, recipe)[used], recipe.steps)
    return Learned(features.codes, begin, found, judged.sum(axis=0), recipe.lapse)


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


def _evidence(features: Features, rows: npt.NDArray[np.int64] | None = None) -> Evidence:
    if rows is None:
        return Evidence(features.matrix, features.points)
    return Evidence(features.matrix[rows], features.points[rows])


def _strengths(features: Features, recipe: Recipe) -> Numbers:
    """How strongly each weight is held at nothing: float array, shape (n_columns, n_codes)."""
    columns = features.columns
    usual = np.array([float(getattr(recipe, kind)) for kind in KINDS])[columns.kinds]
    strengths = np.repeat(usual[:, None], len(features.codes), axis=1)
    others = (columns.owners[:, None] >= 0) & (columns.owners[:, None] != np.arange(len(features.codes)))
    # A single term of another code has no say of its own; its word has.
    terms = columns.kinds == KINDS.index("own_term")
    strengths[others] = recipe.hit_of_other
    strengths[others & terms[:, None]] = np.inf
    return strengths


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
