"""What a study does with topics: fit them, and what people make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tlc.study._suggest import Suggest

if TYPE_CHECKING:
    from tlc.lab.topics import Topics
    from tlc.listen.emerging import SelfTest
    from tlc.study._promoting import Promoted
    from tlc.study._topic_desk import Desk


class Model(Suggest):
    """The part of ``Study`` that has to do with topics."""

    def topics(  # noqa: PLR0913 - each is a choice that the run records
        self,
        *,
        seed: int = 1,
        topics: int | None = None,
        embedder: str = "",
        engine: str = "bertopic",
        unit: str = "turn",
        language: str = "",
        mixed: bool = False,
        stability: bool = True,
    ) -> Topics:
        """Fit topics: patterns in what people said, with what people decided about them.

        Parameters
        ----------
        seed : int
            Recorded with the run; the same seed and words give the same topics.
        topics : int, optional
            How many to look for; by default as many as the amount of material suggests.
        embedder : str
            What makes vectors of turns, such as ``wordllama`` or ``onnx:models/minilm``; by default what
            ``study.toml`` names.
        engine : str
            ``bertopic``, set up for studies of this size; or ``bertopic-default``, as it comes, for comparison.
        unit : str
            ``turn``, or ``speaker``: short turns of one speaker are joined.
        language : str
            Of which language; by default the one that most turns are in. Topics of two languages are two runs.
        mixed : bool
            All languages at once; topics that are nearly all in one are marked.
        stability : bool
            Whether to fit again and again, to see how far the topics come back. Without it the answer comes sooner.

        Returns
        -------
        Topics
            ``run`` has every topic and candidate, ``emerging`` shows the candidates, ``bertopic`` is the fitted
            BERTopic. What it was made with is written down in the study's folder ``topics``, and nobody's words.

        Raises
        ------
        AnalysisError
            There is too little material, or a choice is none that there is.
        StudyError
            A log of decisions cannot be read.
        """
        desk = self.topic_desk(
            seed=seed, topics=topics, embedder=embedder, engine=engine, unit=unit, language=language, mixed=mixed
        )
        return desk.shown(stability=stability)

    def topics_self_test(self, *, seed: int = 1, topics: int | None = None, embedder: str = "") -> SelfTest:
        """Try how far the list of candidates can be trusted here: hide each code, and see whether it comes back.

        Parameters
        ----------
        seed, topics, embedder
            As for ``topics``.

        Returns
        -------
        SelfTest
            ``sentence`` sums it up, and ``frame`` has a row a code.

        Raises
        ------
        AnalysisError
            There is too little material.
        """
        from tlc.listen.emerging import self_test
        from tlc.study._topic_run import decided_of, evidence_for

        choice = self.topic_desk(seed=seed, topics=topics, embedder=embedder).choice
        now = decided_of(self, choice)
        evidence = evidence_for(self, choice, now)
        return self_test(now.fitted, evidence, topics=now.topics(), numbers=now.replayed.labels)

    def promote(  # noqa: PLR0913 - what a code is made of
        self,
        *,
        topic: int,
        code: str,
        label: str | Mapping[str, str],
        by: str,
        why: str = "",
        definition: str = "",
        terms: Sequence[str] | None = None,
        seed: int = 1,
        **choice: int | str | bool | None,
    ) -> Promoted:
        """Make a draft code of a topic, in a new version of the codebook, and write down that it is a new barrier.

        Parameters
        ----------
        topic : int
            Its number in the run that ``seed`` and ``choice`` name.
        code : str
            The id of the new code, with its heading before a dot: ``access.no_id``.
        label : str or mapping of language to str
            What it is called.
        by, why : str
            Who decides, and why.
        definition : str
            When to use it.
        terms : sequence of str, optional
            What suggests it, as in the codebook; by default phrases that set the topic apart and that three people or
            more said.
        choice
            As for ``topics``: ``topics=12``, ``embedder="wordllama"``.

        Returns
        -------
        Promoted
            The code, and what to do next.

        Raises
        ------
        StudyError
            There is no such topic.
        CodebookError
            There is such a code already, or a term cannot be read. Nothing is written.
        """
        from tlc.study._promoting import Wish, promoted

        wish = Wish(code=code, label=label, by=by, why=why, definition=definition, terms=terms)
        return promoted(self.topic_desk(seed=seed, **choice), topic, wish)

    def topic_desk(self, **choice: int | str | bool | None) -> Desk:
        """Take decisions about topics without showing them: ``take`` writes one down, ``log`` lists them all.

        In a notebook ``study.topics()`` has the same hands: ``name``, ``merge``, ``split`` and the others.

        Parameters
        ----------
        choice
            Of the run that the topics' numbers are of, as for ``topics``.
        """
        from tlc.study._topic_desk import Desk
        from tlc.study._topic_run import Choice

        return Desk(study=self, choice=Choice.of(**choice))
