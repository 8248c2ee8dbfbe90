"""How far to trust the list of candidates in this study: hide each code, and see whether the list finds it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.listen.emerging.candidates import Field, field_of
from tlc.listen.emerging.gap import FORMULA, Evidence
from tlc.model import Topic

if TYPE_CHECKING:
    from tlc.listen.topics.fit import Fitted

#: Of a code in fewer documents no topic can be expected.
LEAST = 5
#: So many candidates are looked at.
TOP = 5
#: From this share of its documents a topic is about a code.
ABOUT = 0.5
TOO_LITTLE = "too little was said"
NO_TOPIC = "no topic of its own"
NOT_CARRIED = "too few people"
FURTHER_DOWN = "further down"

#: One row a code that was hidden: how many documents have it, the best placed of the topics that are about it (half of
#: their documents have it), its share of that topic, its place among the candidates and among the topics by size,
#: whether it came back among the first, and why not.
SELF_TEST = {
    "code": "str",
    "documents": "Int64",
    "topic": "Int64",
    "share": "float64",
    "rank": "Int64",
    "by_size": "Int64",
    "back": "boolean",
    "why": "str",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class SelfTest:
    """What came of hiding each code.

    Attributes
    ----------
    frame : DataFrame
        SELF_TEST. ``back`` is missing for codes of which too little was said.
    seed : int
        Of the fit.
    candidates : int
        How many topics could have been candidates.
    """

    frame: pd.DataFrame
    seed: int
    candidates: int
    formula: str = FORMULA

    @property
    def tested(self) -> int:
        """How many codes were said often enough to be tried."""
        return int(self.frame["back"].notna().sum())

    @property
    def back(self) -> int:
        """How many of them came back among the first."""
        return int(self.frame["back"].sum())

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share that came back; as if codes were independent of each other, so a rough one.

        Source: Wilson (1927).
        """
        from scipy.stats import binomtest

        found = binomtest(self.back, self.tested).proportion_ci(method="wilson")
        return float(found.low), float(found.high)

    @property
    def sentence(self) -> str:
        """All this in plain words."""
        little = int((self.frame["why"] == TOO_LITTLE).sum())
        passed = f" Of {little} more codes {TOO_LITTLE} to try them." if little else ""
        if not self.tested:
            return f"No code of this codebook was said in {LEAST} documents or more, so none could be hidden.{passed}"
        low, high = (round(100 * end) for end in self.interval)
        without = int((self.frame["why"] == NO_TOPIC).sum())
        size = int((self.frame["by_size"] <= TOP).sum())
        return (
            f"Each of {self.tested} codes was hidden in turn: {self.back} came back among the first {TOP} of "
            f"{self.candidates} candidates ({round(100 * self.back / self.tested)} %, interval {low} to {high} %). "
            f"{without} have no topic of which they are half, and could not. By size alone {size} would have come "
            f"back.{passed} "
            f"Seed {self.seed}, formula '{self.formula}'."
        )


def self_test(
    fitted: Fitted,
    evidence: Evidence,
    *,
    topics: Sequence[Topic] | None = None,
    numbers: NDArray[np.int64] | None = None,
) -> SelfTest:
    """Hide each code in turn, with its definition, terms and codings, and see whether it comes back as a candidate.

    The fit stays as it is: it never knew the codebook. A code is back when one of the first five candidates is about
    it, that is, when half of that topic's documents have the code.

    Parameters
    ----------
    fitted : Fitted
    evidence : Evidence
        From `evidence_of`, of the same fit. What tells which documents have a code are people's codings, and where
        nobody has read, terms.
    topics, numbers
        As of `candidates`.
    """
    laid = field_of(fitted, topics=topics, numbers=numbers)
    size = sorted(range(len(laid.topics)), key=lambda place: (-laid.topics[place].documents, laid.topics[place].number))
    by_size = {place: rank for rank, place in enumerate(size, start=1)}
    rows = [_hidden(code, laid, evidence, by_size) for code in evidence.codes]
    return SelfTest(
        frame=pd.DataFrame(rows, columns=list(SELF_TEST)).astype(SELF_TEST),
        seed=fitted.options.seed,
        candidates=sum(laid.may_emerge),
    )


def _hidden(code: str, laid: Field, evidence: Evidence, by_size: dict[int, int]) -> tuple[object, ...]:
    has = evidence.covered[:, evidence.codes.index(code)]
    documents = int(has.sum())
    if documents < LEAST:
        return (code, documents, None, np.nan, None, None, None, TOO_LITTLE)
    shares = [
        float(has[laid.labels == place].mean()) if topic.documents else 0.0 for place, topic in enumerate(laid.topics)
    ]
    own = [place for place, share in enumerate(shares) if share >= ABOUT]
    if not own:
        return (code, documents, None, max(shares, default=np.nan), None, None, False, NO_TOPIC)
    _, order = laid.ranked(evidence.without([code]))
    ranks = {place: rank for rank, place in enumerate(order, start=1)}
    best = min(own, key=lambda place: (ranks.get(place, len(shares) + 1), by_size[place]))
    rank, size = ranks.get(best), min(by_size[place] for place in own)
    is_back = rank is not None and rank <= TOP
    why = "" if is_back else NOT_CARRIED if rank is None else FURTHER_DOWN
    return (code, documents, laid.topics[best].number, shares[best], rank, size, is_back, why)
