"""How far people agree with each other on the presence of codes: nothing can be learnt from them beyond that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.codings import Kept
from tlc.listen.suggest.labels import Bools, Labels
from tlc.listen.suggest.material import Material

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
    """

    turns: int
    overall: Figure
    by_code: dict[str, Figure]


def together(material: Material, labels: Labels, kept: Iterable[Kept]) -> Together:
    """Compare people, pair by pair, on the turns that both of them read.

    Read is what a person said they had read, and the sessions that they called finished. Of somebody who never says
    either, as when codings come from a spreadsheet, it is the sessions in which they coded anything. What was merely
    coded is not enough: turns on which both had put something would look like agreement.

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
        return Together(turns=0, overall=NOT_TOGETHER, by_code=dict.fromkeys(labels.codes, NOT_TOGETHER))
    return Together(
        turns=int(shared.sum()),
        overall=_share(both.sum(), put.sum()),
        by_code={code: _share(both[place], put[place]) for place, code in enumerate(labels.codes)},
    )


def _share(both: float, put: float) -> Figure:
    return float(both / put) if put else UNUSED


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
