"""Codes that stand together, as they show themselves: a list, a square, and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tlc.change.disclosure import people
from tlc.lab.plots import Plot, heat
from tlc.lab.show import as_html, as_text
from tlc.listen.cooccurrence import Cooccurrence, Pair
from tlc.model import Codebook

_COLUMNS = {
    "first": "str",
    "second": "str",
    "first_label": "str",
    "second_label": "str",
    "together": "int64",
    "either": "int64",
    "jaccard": "float64",
    "sessions": "int64",
    "people": "Int64",
}
_MOST_PAIRS, _MOST_CODES = 30, 25


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class PairsTable:
    """Pairs of codes that one coder put on the same words.

    Attributes
    ----------
    result : Cooccurrence
    codebook : Codebook
    min_cell : int
        Counts of people below it are not shown.
    """

    result: Cooccurrence
    codebook: Codebook
    min_cell: int

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.result.pairs)

    def __len__(self) -> int:
        return len(self.result.pairs)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a pair, those that stand together most often first; ``people`` is missing where it is not shown."""
        rows = [
            (
                pair.first,
                pair.second,
                self.codebook[pair.first].name,
                self.codebook[pair.second].name,
                pair.together,
                pair.either,
                pair.jaccard,
                len(pair.sessions),
                people(len(pair.people), self.min_cell).value,
            )
            for pair in self.result.pairs
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def matrix(self) -> pd.DataFrame:
        """The square of codes: how often each pair stands together, and in the diagonal how often each code stands."""
        codes = list(self.result.codes)
        square = pd.DataFrame(0, index=pd.Index(codes, name="code"), columns=codes, dtype="int64")
        for code, count in zip(codes, self.result.counts, strict=True):
            square.loc[code, code] = count
        for pair in self.result.pairs:
            square.loc[pair.first, pair.second] = square.loc[pair.second, pair.first] = pair.together
        return square

    @property
    def title(self) -> str:
        """What was counted."""
        where = "on the same words" if self.result.unit == "passage" else "in the same turn"
        many = len(self.result.pairs)
        return f"{many} {'pair' if many == 1 else 'pairs'} of codes that one coder put {where}"

    @property
    def note(self) -> str:
        """How to read the table."""
        more = len(self.result.pairs) - _MOST_PAIRS
        rest = f"The first {_MOST_PAIRS} are shown; all are in .frame. " if more > 0 else ""
        units = "passages" if self.result.unit == "passage" else "turns"
        return (
            f"{rest}Together: {units} with both codes. Jaccard: these, of the {units} with either. That two codes "
            "stand together says where to read, not that one thing leads to the other; with few of them, large shares "
            "come about by chance."
        )

    @property
    def _shown(self) -> pd.DataFrame:
        shown = self.frame[:_MOST_PAIRS].drop(columns=["first", "second"])
        said = [people(len(pair.people), self.min_cell).text for pair in self.result.pairs[:_MOST_PAIRS]]
        return shown.assign(people=said).rename(columns={"first_label": "code", "second_label": "and"})

    def plot(self, most: int = _MOST_CODES) -> Plot:
        """Draw the codes that stand together, as a grid; at most so many codes, those in most pairs first."""
        often: dict[str, int] = {}
        for pair in self.result.pairs:
            for code in (pair.first, pair.second):
                often[code] = often.get(code, 0) + pair.together
        kept = set(sorted(often, key=lambda code: (-often[code], code))[:most])
        codes = [code for code in self.result.codes if code in kept]
        rows = [(code, f"{place}. {self.codebook[code].name}") for place, code in enumerate(codes, 1)]
        columns = [(code, str(place)) for place, code in enumerate(codes, 1)]
        # Half of the square says it all, and the other half stays quiet.
        counts = {(pair.second, pair.first): pair.together for pair in self.result.pairs}
        left_out = len(often) - len(codes)
        note = "Columns bear the numbers of the rows." + (f" Codes that are not drawn: {left_out}." if left_out else "")
        return heat(counts, axes=(rows, columns), title=self.title, table=self._shown, note=note)

    def __repr__(self) -> str:
        return as_text(self.title, self._shown, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._shown, self.note)
