"""How far people agree with each other on the presence of codes: nothing can be learnt from them beyond that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tlc.listen.agree.draws import Interval
from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.codings import Kept
from tlc.listen.compare import wilson
from tlc.listen.suggest.labels import Bools, Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.quality import FEWEST_TURNS

NOT_TOGETHER = Undefined("no turn was read by two people")
UNUSED = Undefined("nobody used it on turns that two people read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How far people agree.

    Attributes
    ----------
    turns : int
        Read by two people or more.
    overall : Figure
        Over all codes: twice what both put, over what each of them put (F1), all pairs of people together.
    by_code : dict of code to Figure
    interval : Interval or Undefined
        95 % of ``overall``.
    intervals : dict of code to Interval or Undefined
    """

    turns: int
    overall: Figure
    by_code: dict[str, Figure]
    interval: Interval | Undefined
    intervals: dict[str, Interval | Undefined]


def together(material: Material, labels: Labels, kept: Iterable[Kept], *, fewest: int = FEWEST_TURNS) -> Together:
    """Compare people, pair by pair, on the turns that both of them read.

    Read is what a person said they had read, and the sessions that they called finished. Of somebody who never says
    either, as when codings come from a spreadsheet, it is the sessions in which they coded anything. What was merely
    coded is not enough: turns on which both had put something would look like agreement.

    Parameters
    ----------
    fewest : int
        Of a code that people put on fewer turns that both read, nothing is said.

    The interval is Wilson's for the turns on which both put a code, of those on which either did, told as F1: where
    the one is J, the other is 2J/(1 + J). It takes turns for independent, and pairs of people too.

    Source: agreement on presence: Dice (1945), Ecology 26; for coders: Hripcsak and Rothschild (2005), Agreement, the
    F-measure, and reliability in information retrieval, J. Am. Med. Inform. Assoc. 12(3), 296-298.
    """
    read = {one.coder.id: _read(one, material, labels) for one in kept if one.coder.id in labels.by_coder}
    yes = {name: labels.by_coder[name].values == 1 for name in read}
    both, put = np.zeros(len(labels.codes)), np.zeros(len(labels.codes))
    shared = np.zeros(len(material), dtype=bool)
    for one, other in combinations(sorted(read), 2):
        rows = read[one] & read[other]
        shared |= rows
        both += 2 * (yes[one] & yes[other])[rows].sum(axis=0)
        put += yes[one][rows].sum(axis=0) + yes[other][rows].sum(axis=0)
    if not shared.any():
        return Together(
            turns=0,
            overall=NOT_TOGETHER,
            by_code=dict.fromkeys(labels.codes, NOT_TOGETHER),
            interval=NOT_TOGETHER,
            intervals=dict.fromkeys(labels.codes, NOT_TOGETHER),
        )
    found = {code: _share(both[place], put[place], fewest) for place, code in enumerate(labels.codes)}
    overall, interval = _share(both.sum(), put.sum(), fewest)
    return Together(
        turns=int(shared.sum()),
        overall=overall,
        by_code={code: share for code, (share, _) in found.items()},
        interval=interval,
        intervals={code: ends for code, (_, ends) in found.items()},
    )


def _share(both: float, put: float, fewest: int) -> tuple[Figure, Interval | Undefined]:
    """Tell F1 with its interval, from twice the turns on which both put a code, and what each of them put."""
    together, either = round(both / 2), round(put - both / 2)
    if not either:
        return UNUSED, UNUSED
    if either < fewest:
        few = Undefined(f"too few to say: {either} turn{'' if either == 1 else 's'} on which one of them put it")
        return few, few
    low, high = wilson(together, either)
    return float(both / put), Interval(2 * low / (1 + low), 2 * high / (1 + high))


def _read(kept: Kept, material: Material, labels: Labels) -> Bools:
    judged = labels.by_coder[kept.coder.id]
    if kept.read or kept.finished:
        there = (
            turn in kept.read or name in kept.finished
            for turn, name in zip(material.turns, material.sessions, strict=True)
        )
    else:
        coded = {name for name, yes in zip(material.sessions, judged.read, strict=True) if yes}
        there = (name in coded for name in material.sessions)
    return np.fromiter(there, dtype=bool, count=len(material))
