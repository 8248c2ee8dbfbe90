"""How far topics come back, as it shows itself: in other fits, measure by measure, topic by topic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tlc.lab.plots import Block, Dot, Plot, dots
from tlc.lab.show import as_html, as_text
from tlc.lab.topics.spread import paragraphs
from tlc.model import Topic

if TYPE_CHECKING:
    from tlc.listen.topics.stability import Stability

_KINDS = {"seeds": "other seeds", "bootstrap": "a part of the documents", "sessions": "some sessions left out"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class StabilityTable:
    """How far topics come back in other fits.

    Attributes
    ----------
    result : Stability
        Of the run as a whole.
    topics : sequence of Topic
        Those that are shown, each with its own.
    labels : mapping of topic to str
    """

    result: Stability
    topics: Sequence[Topic]
    labels: Mapping[int, str]

    @property
    def whole(self) -> pd.DataFrame:
        """One row a kind of other fits, for the run as a whole."""
        return self.result.frame

    @property
    def frame(self) -> pd.DataFrame:
        """One row a topic: how much of it comes back in other fits, 0 to 1, by kind."""
        rows = [
            (one.number, self.labels[one.number], *(one.stability.get(kind, math.nan) for kind in _KINDS))
            for one in self.topics
        ]
        return pd.DataFrame(rows, columns=["topic", "label", *_KINDS]).astype(dict.fromkeys(_KINDS, "float64"))

    @property
    def title(self) -> str:
        """What it shows."""
        return "How far topics come back in other fits"

    @property
    def note(self) -> str:
        """What it comes to, in sentences."""
        return "\n".join((*self.result.sentences, "As a whole, with all figures: .whole"))

    def plot(self) -> Plot:
        """Draw how much of each topic comes back: a dot is the mean, the line reaches from kind to kind."""
        drawn = []
        for one in self.topics:
            found = [one.stability[kind] for kind in _KINDS if kind in one.stability]
            words = f"{min(found):.2f} to {max(found):.2f}" if found else "not measured"
            middle = sum(found) / len(found) if found else math.nan
            low, high = (min(found), max(found)) if found else (math.nan, math.nan)
            drawn.append(Dot(label=self.labels[one.number], share=middle, low=low, high=high, words=words))
        return dots(
            [Block(label="Share of the topic that comes back", dots=tuple(drawn))],
            title=self.title,
            table=self.frame,
            drawn="A dot is how much of a topic comes back, from 0 to 1; the line reaches from kind to kind of fits.",
            ticks="{:.2f}",
            note=f"The line reaches from the lowest to the highest of: {', '.join(_KINDS.values())}.\n{self.note}",
        )

    def __repr__(self) -> str:
        return as_text(self.title, self._shown, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._shown) + paragraphs(self.note)

    @property
    def _shown(self) -> pd.DataFrame:
        # The label begins with the topic's number.
        return self.frame.drop(columns="topic").rename(columns={"label": "topic"} | _KINDS)
