"""What a study does with topics: fit them, and what people make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc.model import TopicRun
from tlc.study._fresh import TRANSCRIPTS, stamp_of
from tlc.study._suggest import Suggest

if TYPE_CHECKING:
    from tlc.lab.show import Topics
    from tlc.listen.topics.fit import Fitted


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
        from tlc.listen.topics.record import save

        fitted, run = self._fit(seed, topics)
        save(fitted, run, self.path / "topics" / f"seed-{run.seed}")
        return Topics(run=run)

    # Behind the methods

    def _fit(self, seed: int, topics: int | None = None) -> tuple[Fitted, TopicRun]:
        from tlc.listen.embedders.tfidf import TfidfSvd
        from tlc.listen.topics.documents import documents
        from tlc.listen.topics.first_gap import ranked
        from tlc.listen.topics.fit import Options, fit
        from tlc.listen.topics.record import run_of

        coded = tuple((kept.coder.id, kept.number) for kept in self.kept)
        key = (seed, topics, coded, stamp_of(self.path, TRANSCRIPTS))
        if key not in self._runs:
            read, embedder = documents(self.turns, self.people), TfidfSvd()
            options = Options(seed=seed, topics=topics, embedder=f"{embedder.name} {embedder.revision}")
            fitted = fit(read, embedder.embed(read.texts), options=options)
            found, candidates = ranked(fitted, self.codings)
            self._runs[key] = fitted, run_of(fitted, topics=found, candidates=candidates)
        return self._runs[key]
