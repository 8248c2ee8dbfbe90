"""How good the suggestions are on this study: measured on sessions that the model had not seen, beside the people.

The ceiling is how far people agree with each other: nothing can be learnt from them that they do not share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tlc.listen.agree.draws import Interval, spread
from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.compare import wilson
from tlc.listen.suggest.decide import threshold
from tlc.listen.suggest.labels import HALF, Floats, Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.measures import Bin, calibration_error, reliability
from tlc.listen.suggest.suggestions import likely

Ints = npt.NDArray[np.int64]
#: Of codes with fewer coded turns, or in fewer sessions, no figure is given.
FEWEST_TURNS, FEWEST_SESSIONS = 10, 3
#: With fewer sessions, drawing them anew says nothing about others.
SESSIONS_TO_DRAW = 5
BINS = 10
#: Most decisions are easy noes, and hide what is wrong elsewhere: errors are told above this chance too.
LIKELY = 0.1
#: With a smaller share of turns on which nobody found anything, it is told that there are none to speak of.
LEAST_BARE = 0.1
NOTHING_SUGGESTED = Undefined("the model would suggest it nowhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeQuality:
    """How good the suggestions of one code are.

    Attributes
    ----------
    code : str
        Its id; empty for all codes together.
    turns, sessions : int
        In how many people put it, of those that they judged.
    suggested, right : int
        In how many turns the model would suggest it, and in how many of these people had put it.
    expected : float
        The sum of its chances over the judged turns: near ``turns`` where the chances are honest.
    precision, recall, f1 : Figure
        Of what is suggested, how much is right; of what people coded, how much is suggested; and both in one.
    precision_interval, recall_interval : Interval or Undefined
        95 %, Wilson (1927).
    f1_interval : Interval or Undefined
        95 %, by drawing whole sessions anew.
    note : str
        Why there are no figures.
    """

    code: str
    turns: int
    sessions: int
    suggested: int
    right: int
    expected: float
    precision: Figure
    recall: Figure
    f1: Figure
    precision_interval: Interval | Undefined
    recall_interval: Interval | Undefined
    f1_interval: Interval | Undefined
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How good the suggestions are.

    Attributes
    ----------
    codes : tuple of CodeQuality
        Of each code, in the codebook's order.
    overall : CodeQuality
        All codes together (micro).
    macro : Figure
        The mean F1 of the codes of which there is enough to say.
    bins : tuple of Bin
        Ten ranges of chances, with what came true in each.
    error, error_likely : Figure
        Calibration error over all decisions, and over those with a chance above 0.1.
    cut : float
        From which chance on a code counts as suggested; of each session, the cut is found in the others.
    shown, shown_right : int
        What people would have been shown: the three likeliest codes of each turn, above the floor; and how many of
        these people had put.
    turns, sessions : int
        Judged by people, and measured on.
    bare : int
        The turns of these on which nobody put any code.
    seed, resamples : int
    """

    codes: tuple[CodeQuality, ...]
    overall: CodeQuality
    macro: Figure
    bins: tuple[Bin, ...]
    error: Figure
    error_likely: Figure
    cut: float
    shown: int
    shown_right: int
    turns: int
    sessions: int
    bare: int
    seed: int
    resamples: int


def measurable(scores: Floats) -> Undefined | None:
    """Say why nothing can be measured; None where something can.

    >>> measurable(np.array([[np.nan]]))
    Undefined(reason='too few codings, or codings in one session only')
    """
    return Undefined("too few codings, or codings in one session only") if np.isnan(scores).all() else None


def quality(material: Material, labels: Labels, scores: Floats, *, seed: int = 1, resamples: int = 1000) -> Quality:
    """Measure suggestions against what people judged.

    Parameters
    ----------
    labels : Labels
        A turn counts as coded where at least one of two coders said so.
    scores : float array, shape (turns, codes)
        Each turn scored by a model that did not see its session; NaN where there is no score.
    seed, resamples : int
        For the intervals of F1; both are recorded.

    Returns
    -------
    Quality
        What cannot be computed is `Undefined`, with the reason.

    Source: micro and macro averages: Lewis (1991), Evaluating text categorization. Drawing whole sessions: Davison and
    Hinkley (1997), Bootstrap Methods and their Application, section 3.8.
    """
    known = ~np.isnan(labels.values) & ~np.isnan(scores)
    truth = known & (labels.values >= HALF)
    session = _numbers(material.sessions)
    marked = known & (scores >= _cuts(scores, labels.values, session)[:, None])
    counts = _counts(session, truth, marked)
    weights = _drawn(int(session.max(initial=-1)) + 1, _judged_sessions(session, known), seed, resamples)
    expected = np.where(known, scores, 0.0).sum(axis=0)
    codes = tuple(
        _of(code, counts[:, :, place], float(expected[place]), weights) for place, code in enumerate(labels.codes)
    )
    told = [one.f1 for one in codes if not one.note and isinstance(one.f1, float)]
    said = np.where(known, labels.values, np.nan)
    shown = likely(np.where(known, scores, 0.0), ~known, np.flatnonzero(known.any(axis=1)).tolist())
    return Quality(
        codes=codes,
        overall=_of("", counts.sum(axis=2), float(expected.sum()), weights),
        macro=float(np.mean(told)) if told else Undefined("of no code is there enough to say"),
        bins=reliability(scores, said, bins=BINS),
        error=calibration_error(scores, said),
        error_likely=calibration_error(scores, said, above=LIKELY),
        cut=threshold(scores, said),
        shown=len(shown),
        shown_right=sum(bool(truth[one.row, one.place]) for one in shown),
        turns=int(known.any(axis=1).sum()),
        sessions=len(_judged_sessions(session, known)),
        bare=int((known.any(axis=1) & ~(np.nan_to_num(labels.values) > 0).any(axis=1)).sum()),
        seed=seed,
        resamples=resamples,
    )


def too_few(turns: int, sessions: int) -> str:
    """Say that there is too little to say anything.

    >>> too_few(1, 1)
    'too few to say: 1 turn in 1 session'
    """
    return (
        f"too few to say: {turns} turn{'' if turns == 1 else 's'} in {sessions} session{'' if sessions == 1 else 's'}"
    )


def _of(code: str, counts: Ints, expected: float, weights: Floats) -> CodeQuality:
    """Figures from counts: sessions by (right, suggested, put)."""
    right, suggested, turns = (int(one) for one in counts.sum(axis=0))
    sessions = int((counts[:, 2] > 0).sum())
    values = {"code": code, "turns": turns, "sessions": sessions, "suggested": suggested, "right": right}
    if turns < FEWEST_TURNS or sessions < FEWEST_SESSIONS:
        why = too_few(turns, sessions)
        names = ("precision", "recall", "f1", "precision_interval", "recall_interval", "f1_interval")
        return CodeQuality(**values, expected=expected, note=why, **dict.fromkeys(names, Undefined(why)))  # type: ignore[arg-type]
    drawn = weights @ counts
    both = drawn[:, 1] + drawn[:, 2]
    f1 = np.divide(2 * drawn[:, 0], both, out=np.full(len(both), np.nan), where=both > 0)
    return CodeQuality(
        **values,  # type: ignore[arg-type]
        expected=expected,
        precision=right / suggested if suggested else NOTHING_SUGGESTED,
        recall=right / turns,
        f1=2 * right / (suggested + turns),
        precision_interval=Interval(*wilson(right, suggested)) if suggested else NOTHING_SUGGESTED,
        recall_interval=Interval(*wilson(right, turns)),
        f1_interval=spread(f1) if len(weights) else Undefined(f"fewer than {SESSIONS_TO_DRAW} sessions"),
    )


def _counts(session: Ints, truth: npt.NDArray[np.bool_], marked: npt.NDArray[np.bool_]) -> Ints:
    """Count by session what is right, suggested and put: (sessions, 3, codes)."""
    found = np.zeros((int(session.max(initial=-1)) + 1, 3, truth.shape[1]), dtype=np.int64)
    for kind, where in enumerate((truth & marked, marked, truth)):
        np.add.at(found[:, kind], session, where.astype(np.int64))
    return found


def _drawn(sessions: int, judged: Ints, seed: int, resamples: int) -> Floats:
    """How often each session is in each resample; none where there are too few to draw."""
    if len(judged) < SESSIONS_TO_DRAW or not resamples:
        return np.zeros((0, sessions))
    random = np.random.default_rng(seed)
    weights = np.zeros((resamples, sessions))
    shares = np.full(len(judged), 1 / len(judged))
    weights[:, judged] = random.multinomial(len(judged), shares, size=resamples)
    return weights


def _cuts(scores: Floats, labels: Floats, session: Ints) -> Floats:
    """For each turn the cut that is best on the other sessions."""
    cuts = np.zeros(len(session))
    for number in np.unique(session):
        own = session == number
        cuts[own] = threshold(scores[~own], labels[~own])
    return cuts


def _judged_sessions(session: Ints, known: npt.NDArray[np.bool_]) -> Ints:
    return np.unique(session[known.any(axis=1)])


def _numbers(names: Sequence[str]) -> Ints:
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.fromiter((number[name] for name in names), dtype=np.int64, count=len(names))
