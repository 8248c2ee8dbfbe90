"""How alike topics are, as it shows itself: a grid of their likeness, and a tree of what would be joined first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tlc.lab.plots import Fork, Plot, heat, tree
from tlc.lab.show import as_text
from tlc.listen.topics.likeness import Hierarchy, Likeness

_NEAR = 3
_HOW = "Likeness is the cosine between the middles of two topics, in which 1 is the same and 0 nothing in common"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class LikenessTable:
    """How alike topics are, two by two.

    Attributes
    ----------
    result : Likeness
    labels : mapping of topic to str
    """

    result: Likeness
    labels: Mapping[int, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row a pair of topics, the most alike first."""
        names, matrix = self.result.topics, self.result.matrix
        rows = [
            (names[one], names[other], self.labels[names[one]], self.labels[names[other]], float(matrix[one, other]))
            for one in range(len(names))
            for other in range(one + 1, len(names))
        ]
        rows.sort(key=lambda row: (-row[4], row[0], row[1]))
        return pd.DataFrame(rows, columns=["topic", "beside", "label", "label_beside", "likeness"])

    @property
    def title(self) -> str:
        """What it shows."""
        return "How alike topics are"

    @property
    def note(self) -> str:
        """How to read it."""
        return f"{_HOW}. Topics that are very much alike may be one: read both before you merge them."

    def plot(self) -> Plot:
        """Draw a grid: the more alike two topics are, the darker; in hundredths."""
        names, matrix = self.result.topics, self.result.matrix
        near = np.round(100 * matrix).astype(np.int64)
        # What has nothing in common stays empty, so that what has stands out.
        cells = {
            (str(one), str(other)): int(near[row, column])
            for row, one in enumerate(names)
            for column, other in enumerate(names)
            if row != column and near[row, column] > 0
        }
        axes = [(str(name), self.labels[name]) for name in names], [(str(name), str(name)) for name in names]
        note = f"In hundredths; empty where there is nothing in common. {self.note}"
        return heat(cells, axes=axes, title=self.title, table=self.frame, note=note)

    @property
    def _nearest(self) -> pd.DataFrame:
        """For each topic the topics that are most like it, as people read them."""
        frame = self.frame
        rows = []
        for name in self.result.topics:
            mine = frame[(frame["topic"] == name) | (frame["beside"] == name)].head(_NEAR)
            others = [
                (self.labels[beside if topic == name else topic], near)
                for topic, beside, near in mine[["topic", "beside", "likeness"]].itertuples(index=False, name=None)
            ]
            rows.append((self.labels[name], "; ".join(f"{label} {near:.2f}" for label, near in others) or "-"))
        return pd.DataFrame(rows, columns=["topic", "most like it"])

    def __repr__(self) -> str:
        return "\n".join((self.title, *(f"{one}: {other}" for one, other in self._nearest.to_numpy()), self.note))

    def _repr_html_(self) -> str:
        return self.plot()._repr_html_()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class HierarchyTable:
    """Topics joined, the nearest first, until all of them are one.

    Attributes
    ----------
    result : Hierarchy
    labels : mapping of topic to str
    """

    result: Hierarchy
    labels: Mapping[int, str]

    @property
    def frame(self) -> pd.DataFrame:
        """One row a joining, the nearest first: the topics of both sides, and how far they are apart."""
        rows = [
            (step, _listed(join.left), _listed(join.right), join.distance)
            for step, join in enumerate(self.result.joins, start=1)
        ]
        return pd.DataFrame(rows, columns=["step", "left", "right", "distance"])

    @property
    def title(self) -> str:
        """What it shows."""
        return "Topics, the most alike joined first"

    @property
    def note(self) -> str:
        """How to read it."""
        return (
            "Distance is 1 less the mean likeness of the topics of both sides (average linkage; Sokal and Michener "
            "1958). "
            f"{_HOW}. It says which topics to read side by side, and not how many there are."
        )

    def plot(self) -> Plot:
        """Draw the tree."""
        leaves = [(str(name), self.labels[name]) for name in self.result.topics]
        forks = [
            Fork(left=tuple(map(str, join.left)), right=tuple(map(str, join.right)), distance=join.distance)
            for join in self.result.joins
        ]
        return tree(leaves, forks, title=self.title, table=self.frame, note=self.note)

    def __repr__(self) -> str:
        return as_text(self.title, self.frame, self.note)

    def _repr_html_(self) -> str:
        return self.plot()._repr_html_()


def _listed(topics: tuple[int, ...]) -> str:
    return " ".join(map(str, topics))
