"""What a random sample of the turns tells: how common each code is, and how often its terms are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlc.listen.agree.draws import Interval
from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.compare import wilson
from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import HALF, Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.queue import order, sample


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSampled:
    """How common a code is, as far as the sample tells.

    Attributes
    ----------
    code : str
    turns : int
        In how many turns of the sample people put it.
    share : Figure
        Of the turns of the sample.
    interval : Interval or Undefined
        95 %, Wilson (1927).
    hits, right : int
        In how many turns of the sample a term of the code stands, and in how many of these people put it.
    precision : Figure
        The share of these; of so few that its interval should be looked at first.
    precision_interval : Interval or Undefined
    """

    code: str
    turns: int
    share: Figure
    interval: Interval | Undefined
    hits: int
    right: int
    precision: Figure
    precision_interval: Interval | Undefined


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """The random sample, and what it tells.

    Attributes
    ----------
    turns, of : int
        How many turns are in the sample, of how many that can be coded.
    seed : int
        Of the drawn order.
    codes : tuple of CodeSampled
        Those that were found in it, or of which a term stands in it; in the codebook's order.
    """

    turns: int
    of: int
    seed: int
    codes: tuple[CodeSampled, ...]


def sampled(material: Material, labels: Labels, hits: Hits, *, seed: int = 1) -> Sampled:
    """Estimate from the turns that were drawn at random.

    Parameters
    ----------
    seed : int
        The one with which the queue was drawn.

    Returns
    -------
    Sampled
        Without turns where nothing was drawn and read yet.
    """
    at_random = {
        material.rows[turn]
        for judged in labels.by_coder.values()
        for turn, drawn in judged.drawn.items()
        if drawn == "random"
    }
    rows = sample(order(material.turns, seed=seed), labels.read, at_random)
    found = tuple(_of(code, place, rows, labels, hits) for place, code in enumerate(labels.codes))
    told = tuple(one for one in found if rows and (one.turns or one.hits))
    return Sampled(turns=len(rows), of=len(material), seed=seed, codes=told)


def _of(code: str, place: int, rows: Sequence[int], labels: Labels, hits: Hits) -> CodeSampled:
    yes = {row for row in rows if labels.values[row, place] >= HALF}
    hit = set(hits.by_code.get(code, ())) & set(rows)
    return CodeSampled(
        code=code,
        turns=len(yes),
        share=len(yes) / len(rows) if rows else Undefined("nothing was drawn at random and read yet"),
        interval=_interval(len(yes), len(rows), "nothing was drawn at random and read yet"),
        hits=len(hit),
        right=len(hit & yes),
        precision=len(hit & yes) / len(hit) if hit else Undefined("no term of it stands in the sample"),
        precision_interval=_interval(len(hit & yes), len(hit), "no term of it stands in the sample"),
    )


def _interval(count: int, total: int, why: str) -> Interval | Undefined:
    low, high = wilson(count, total)
    return Undefined(why) if np.isnan(low) else Interval(low, high)
