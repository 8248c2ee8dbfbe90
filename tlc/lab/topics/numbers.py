"""How many topics there might be, as it shows itself: figures side by side, a proposal, and the choice left open."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots import Block, Dot, Plot, dots
from tlc.lab.show import as_html, as_text
from tlc.lab.topics.spread import paragraphs
from tlc.listen.topics.numbers import Profile


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class NumbersTable:
    """Numbers of topics side by side, for a researcher to choose from.

    Attributes
    ----------
    result : Profile
    now : int
        How many topics the run has.
    """

    result: Profile
    now: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row a number of topics: what comes back and what stands apart, and whether it is proposed."""
        return self.result.frame

    @property
    def title(self) -> str:
        """What it shows."""
        return "How many topics?"

    @property
    def note(self) -> str:
        """The proposal and why, and what the choice depends on."""
        sampled = (
            f" Tried on {self.result.documents} of the {self.result.of} documents, drawn by chance (seed "
            f"{self.result.seed})."
            if self.result.documents < self.result.of
            else ""
        )
        return (
            f"{self.result.sentence}{sampled}\n"
            "Stability is how alike fits on parts of the documents are; apart is how far topics stand from each other "
            "(silhouette; Rousseeuw 1987), of which 0.1 is much for talk.\n"
            f"This run has {self.now}. You choose: study.topics(topics={self.result.proposal or self.now})"
        )

    def plot(self) -> Plot:
        """Draw what comes back, from the lowest to the highest, and what stands apart, at each number."""
        numbers = self.result.numbers
        steady = [_dot(str(one.topics), one.stability, one.lowest, one.highest) for one in numbers]
        apart = [_dot(str(one.topics), one.silhouette, one.silhouette, one.silhouette) for one in numbers]
        return dots(
            [
                Block(label="Stability, by number of topics", dots=tuple(steady)),
                Block(label="How far topics stand apart, by number of topics", dots=tuple(apart)),
            ],
            title=self.title,
            table=self.frame,
            note=self.note,
            drawn="A dot is a mean between 0 and 1; the line reaches from the lowest to the highest.",
            ticks="{:.2f}",
        )

    def __repr__(self) -> str:
        return as_text(self.title, self._shown, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._shown) + paragraphs(self.note)

    @property
    def _shown(self) -> pd.DataFrame:
        rows = [
            (
                str(one.topics),
                _figure(one.stability),
                f"{_figure(one.lowest)} to {_figure(one.highest)}",
                _figure(one.silhouette),
                "proposed" if one.topics == self.result.proposal else "",
            )
            for one in self.result.numbers
        ]
        return pd.DataFrame(rows, columns=["topics", "stability", "lowest to highest", "apart", ""])


def _dot(label: str, value: float | None, low: float | None, high: float | None) -> Dot:
    if value is None or low is None or high is None:
        return Dot(label=label, share=math.nan, low=math.nan, high=math.nan, words="cannot be told")
    # Below 0 is worse than chance, or inside other topics: at the edge of the picture, with the figure in words.
    share, lowest, highest = (min(max(one, 0.0), 1.0) for one in (value, low, high))
    return Dot(label=label, share=share, low=lowest, high=highest, words=_figure(value))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
