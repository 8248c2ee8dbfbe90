"""Fits with one thing changed, and how far their groups are the same: what stability is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["seeds", "bootstrap", "sessions"]
KINDS: tuple[Kind, ...] = ("seeds", "bootstrap", "sessions")
#: From this Jaccard index on a topic has come back (see `tlc.listen.topics.stability.in_words`).
STEADY = 0.75

_CHANGED = {
    "seeds": "with other seeds",
    "bootstrap": "without a fifth of the documents, drawn by chance",
    "sessions": "with sessions left out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is fitted again.

    Attributes
    ----------
    seeds, bootstraps : int
        How many fits with other seeds, and with documents left out by chance.
    folds : int
        How many fits without some of the sessions, at most: where there are more, several are left out at a time.
    share : float
        How many of the documents are kept, 0 to 1.
    runs : int
        How many runs of k-means have a vote in each fit. Fewer than in what is shown, to save time: stability is
        rather too low than too high for it.
    most : int
        Of more documents, so many are drawn by chance and stand for all.
    """

    seeds: int = 5
    bootstraps: int = 8
    folds: int = 8
    share: float = 0.8
    runs: int = 50
    most: int = 3000


USUAL = Effort()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Refit:
    """One more fit: which documents went in, and the group of each."""

    rows: NDArray[np.int64]
    labels: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How much stays the same when one thing is changed.

    Attributes
    ----------
    kind : str
        ``seeds``, ``bootstrap`` or ``sessions``.
    fits : int
        How many fits are compared.
    ari, lowest, highest : float or None
        Adjusted Rand index of each fit with each other, on the documents that both hold: the mean, and the extremes.
        1 is the same groups, 0 what chance gives; None where it is undefined.
    shown : float or None
        The mean of the same index between each fit and the topics that are shown.
    nmi : float or None
        Normalised mutual information of the same pairs as ``ari``, 0 to 1. It is kinder to many small groups.
    topics : tuple of float
        For each label, the mean over the fits of the Jaccard index with the group likest to it: the documents in both
        over those in either, 0 to 1. NaN where no fit held a document of it.
    why : str
        Why it is undefined; empty where it is not.
    """

    kind: Kind
    fits: int = 0
    ari: float | None = None
    lowest: float | None = None
    highest: float | None = None
    shown: float | None = None
    nmi: float | None = None
    topics: tuple[float, ...] = ()
    why: str = ""

    @property
    def jaccard(self) -> float | None:
        """The mean over topics of what each shares with the group likest to it."""
        known = [share for share in self.topics if share == share]
        return float(np.mean(known)) if known else None

    @property
    def sentence(self) -> str:
        """What it comes to, in words.

        >>> Measure(kind="seeds", fits=5, ari=0.84, lowest=0.8, highest=0.9, topics=(0.9, 0.5)).sentence
        'Fitted 5 times with other seeds: likeness 0.84 (0.80 to 0.90); 1 of 2 topics came back steadily.'
        """
        if self.ari is None:
            return f"Stability {_CHANGED[self.kind]} is undefined: {self.why}."
        steady = sum(share >= STEADY for share in self.topics)
        return (
            f"Fitted {self.fits} times {_CHANGED[self.kind]}: likeness {self.ari:.2f} "
            f"({self.lowest:.2f} to {self.highest:.2f}); {steady} of {len(self.topics)} topics came back steadily."
        )


def plan(
    kind: Kind, *, count: int, sessions: Sequence[object], seed: int, effort: Effort = USUAL
) -> list[tuple[NDArray[np.int64], int]]:
    """Say for each further fit which documents go in, as rows in order, and with which seed."""
    everything = np.arange(count)
    if kind == "seeds":
        return [(everything, seed + turn) for turn in range(1, effort.seeds + 1)]
    draw = np.random.default_rng([seed, KINDS.index(kind)])
    if kind == "bootstrap":
        kept = max(1, round(effort.share * count))
        parts = [np.sort(draw.choice(count, kept, replace=False)) for _ in range(effort.bootstraps)]
    else:
        names = sorted({str(session) for session in sessions})
        if len(names) < 2:
            return []
        fold = dict(zip(draw.permutation(names), np.arange(len(names)) % effort.folds, strict=True))
        left_out = np.array([fold[str(session)] for session in sessions])
        parts = [np.flatnonzero(left_out != one) for one in range(min(len(names), effort.folds))]
    return [(part, seed + turn) for turn, part in enumerate(parts, start=1)]


def measured(kind: Kind, labels: NDArray[Any], fits: Sequence[Refit], *, sessions: int = 0) -> Measure:
    """Compare fits with each other, and with the topics that are shown.

    Parameters
    ----------
    labels : int array, shape (n,)
        The topics that are shown.
    fits : sequence of Refit
        Their rows are places in ``labels``.
    sessions : int
        How many there are, to say why leaving some out is undefined.
    """
    from sklearn.metrics import adjusted_rand_score

    kept = np.unique(labels[labels >= 0])
    topics = tuple(_shared(labels, int(topic), fits) for topic in range(int(kept.max()) + 1 if len(kept) else 0))
    if len(np.unique(labels)) < 2:
        return Measure(kind=kind, why="there is only one topic, and nothing can change places")
    pairs = between(fits)
    if not pairs:
        why = "all documents are of one session, or it is not known" if kind == "sessions" and sessions < 2 else ""
        return Measure(kind=kind, fits=len(fits), topics=topics, why=why or "no two fits found more than one group")
    alike = [ari for ari, _ in pairs]
    shown = [float(adjusted_rand_score(labels[fit.rows], fit.labels)) for fit in fits]
    return Measure(
        kind=kind,
        fits=len(fits),
        ari=float(np.mean(alike)),
        lowest=min(alike),
        highest=max(alike),
        shown=float(np.mean(shown)),
        nmi=float(np.mean([nmi for _, nmi in pairs])),
        topics=topics,
    )


def between(fits: Sequence[Refit]) -> list[tuple[float, float]]:
    """Give the adjusted Rand index and the normalised mutual information of each two fits, on what both hold.

    Two fits that found one group each are left out: scikit-learn calls them the same, but nothing was found, twice.
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    pairs = [pair for pair in _pairs(fits) if max(len(np.unique(labels)) for labels in pair) > 1]
    return [(float(adjusted_rand_score(*pair)), float(normalized_mutual_info_score(*pair))) for pair in pairs]


def _pairs(fits: Sequence[Refit]) -> Iterable[tuple[NDArray[Any], NDArray[Any]]]:
    """Give the groups of each two fits, on the documents that both hold."""
    for place, one in enumerate(fits):
        for other in fits[:place]:
            _, mine, theirs = np.intersect1d(one.rows, other.rows, assume_unique=True, return_indices=True)
            yield one.labels[mine], other.labels[theirs]


def _shared(labels: NDArray[Any], topic: int, fits: Sequence[Refit]) -> float:
    """Take the mean over fits of the Jaccard index of a topic with the group likest to it."""
    shares = []
    for fit in fits:
        inside = labels[fit.rows] == topic
        if inside.any():
            size = np.bincount(fit.labels)
            both = np.bincount(fit.labels[inside], minlength=len(size))
            shares.append((both / (size + inside.sum() - both)).max())
    return float(np.mean(shares)) if shares else float("nan")
