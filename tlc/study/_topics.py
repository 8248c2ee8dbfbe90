"""What a study does with topics: fit them, and what people make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc.model import TopicRun
from tlc.study._fresh import TRANSCRIPTS, stamp_of
from tlc.study._suggest import Suggest

if TYPE_CHECKING:
    from tlc.lab.show import Topics


class Model(Suggest):
    """The part of ``Study`` that has to do with topics."""

    def topics(self, *, seed: int = 1, topics: int | None = None) -> Topics:
        """Fit topics: candidate patterns, those that the codebook covers least first.

        Parameters
        ----------
        seed : int
            Recorded with the run; the same seed and words give the same topics.
        topics : int, optional
            How many; by default as many as the amount of material suggests.

        Raises
        ------
        AnalysisError
            There is too little material.
        """
        from tlc.lab.show import Topics
        from tlc.listen.topics.fit import save

        run = self._fit(seed, topics)
        save(run, self.path / "topics" / f"seed-{run.seed}")
        return Topics(run=run)

    # Behind the methods

    def _fit(self, seed: int, topics: int | None = None) -> TopicRun:
        from tlc.listen.topics.fit import fit

        coded = tuple((kept.coder.id, kept.number) for kept in self.kept)
        key = (seed, topics, coded, stamp_of(self.path, TRANSCRIPTS))
        if key not in self._runs:
            self._runs[key] = fit(self.turns, self.codings, seed=seed, topics=topics)
        return self._runs[key]
