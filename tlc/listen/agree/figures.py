"""The figures of one code, and of all codes together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlc.listen.agree.alpha import alpha
from tlc.listen.agree.chance import brennan_prediger, cohen, conger, gwet, percent, positive
from tlc.listen.agree.draws import ALIKE, spread
from tlc.listen.agree.ratings import UNSEEN, Figure, Ratings, Shares, Undefined, pooled
from tlc.listen.agree.result import CodeAgreement
from tlc.listen.agree.unitise import added

UNUSED = Undefined("nobody used it")
EVERYWHERE = Undefined("everybody put it on every unit")
#: Where passages begin and end is asked only of those who compare characters.
NOT_ASKED = Undefined("only for characters")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """One code's ratings, and what its coefficients are made of.

    Attributes
    ----------
    ratings : Ratings
        Category 1: the coder put the code on the unit.
    resampled : Ratings
        The same in each resample.
    unitised : Shares or None
        Of the passages; None where it was not asked for.
    """

    ratings: Ratings
    resampled: Ratings
    unitised: Shares | None

    @property
    def positives(self) -> tuple[int, ...]:
        """For each coder, how many units."""
        return tuple(int(self.ratings.weights @ (own == 1)) for own in self.ratings.values)

    @property
    def prevalence(self) -> float:
        """The share of positives among all that coders said."""
        return sum(self.positives) / float(self.ratings.weights @ (self.ratings.values != UNSEEN).sum(axis=0))


def of_code(code: str, parts: Parts) -> CodeAgreement:
    """Compute one code's figures."""
    ratings = parts.ratings
    if not ratings.varies:
        return _none(code, parts.positives, EVERYWHERE if any(parts.positives) else UNUSED)
    agreed = percent(ratings)
    alike = "they never differed on this code" if agreed == 1 else ALIKE
    return CodeAgreement(
        code=code,
        positives=parts.positives,
        prevalence=parts.prevalence,
        percent=agreed,
        kappa=cohen(ratings) if len(ratings.values) == 2 else conger(ratings).figure,
        alpha=alpha(ratings).figure,
        alpha_interval=spread(alpha(parts.resampled).values, alike=alike),
        ac1=gwet(ratings).figure,
        ac1_interval=spread(gwet(parts.resampled).values, alike=alike),
        brennan_prediger=brennan_prediger(ratings).figure,
        positive=positive(ratings),
        unitised=NOT_ASKED if parts.unitised is None else parts.unitised.figure,
    )


def of_all(every: Sequence[Parts], coders: int) -> CodeAgreement:
    """Compute the figures of all codes together: disagreement is summed up over the codes before it is compared.

    Codes that everybody put everywhere or nowhere are not among them.
    """
    used = [parts for parts in every if parts.ratings.varies]
    if not used:
        return _none("", (0,) * coders, UNUSED)
    kappa = pooled([conger(parts.ratings) for parts in used])
    alike = "they never differed on any code" if kappa.observed == 0 else ALIKE
    positives = tuple(sum(own) for own in zip(*(parts.positives for parts in used), strict=True))
    unitised = [parts.unitised for parts in used if parts.unitised is not None]
    return CodeAgreement(
        code="",
        positives=positives,
        prevalence=float(np.mean([parts.prevalence for parts in used])),
        percent=1 - float(kappa.observed),
        kappa=kappa.figure,
        alpha=pooled([alpha(parts.ratings) for parts in used]).figure,
        alpha_interval=spread(pooled([alpha(parts.resampled) for parts in used]).values, alike=alike),
        ac1=pooled([gwet(parts.ratings) for parts in used]).figure,
        ac1_interval=spread(pooled([gwet(parts.resampled) for parts in used]).values, alike=alike),
        brennan_prediger=pooled([brennan_prediger(parts.ratings) for parts in used]).figure,
        positive=positive(*(parts.ratings for parts in used)),
        unitised=added(unitised).figure if unitised else NOT_ASKED,
    )


def _none(code: str, positives: tuple[int, ...], why: Undefined) -> CodeAgreement:
    figures: dict[str, Undefined] = dict.fromkeys(
        ("percent", "kappa", "alpha", "alpha_interval", "ac1", "ac1_interval", "brennan_prediger"), why
    )
    prevalence: Figure = 0.0 if why is UNUSED else 1.0
    return CodeAgreement(code=code, positives=positives, prevalence=prevalence, positive=why, unitised=why, **figures)
