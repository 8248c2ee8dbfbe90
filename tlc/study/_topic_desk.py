"""Where decisions about topics are taken: held against the run that somebody sees, and written into their own file."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.study._sources import turns_of_sessions
from tlc.study._topic_run import Choice, decisions_of, fitted_of, replayed_on

if TYPE_CHECKING:
    from tlc.lab.show import Listing
    from tlc.lab.topics import Topics
    from tlc.listen.topics.decisions import Decision, Found, Replayed
    from tlc.study._topics import Model

_KINDS = {
    "name": "has a name",
    "merge": "is one topic",
    "split": "is split",
    "hide": "is hidden",
    "show": "is shown",
    "lock": "is locked: its turns and its name stay",
    "unlock": "is not locked any more",
    "artefact": "is an artefact, and out of lists",
    "verdict": "has a verdict",
    "promote": "has a code of its own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that was written down, and what it came to."""

    decision: Decision
    found: Found | None
    replayed: Replayed

    @property
    def sentence(self) -> str:
        """What is so now: the decision's id and the topics' numbers, and nobody's words."""
        one, head = self.decision, f"Written down as {self.decision.id}."
        if self.found is None:
            return f"{head} {one.value} is undone." if one.what == "undo" else f"{head} {self._of(one.topics)}"
        return f"{head} {self._of(self.found.topics)}"

    def _of(self, numbers: Sequence[int]) -> str:
        what = self.decision.what
        sizes = [int((self.replayed.labels == number).sum()) for number in numbers]
        named = [f"{number} ({size} documents)" for number, size in zip(numbers, sizes, strict=True)]
        if what == "split":
            return f"Topic {self.decision.topics[0]} is now {', '.join(named[:-1])} and {named[-1]}."
        if what == "merge":
            before = ", ".join(map(str, self.decision.topics[:-1]))
            return f"Topics {before} and {self.decision.topics[-1]} are topic {named[0]} now."
        return f"Topic {named[0]} {_KINDS[what]}." if named else ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Desk:
    """Takes decisions about the topics of one run.

    Parameters
    ----------
    study : Study
    choice : Choice
        Of the run: a topic's number means something in this one.
    stability : bool
        Whether the run is measured, when it is shown with a decision.
    """

    study: Model
    choice: Choice
    stability: bool = True

    def shown(self, *, stability: bool = True) -> Topics:
        """Fit the topics, or give what was fitted, with everything that was decided."""
        from tlc.lab.topics import Material, Topics
        from tlc.study._topic_run import assembled

        study, made = self.study, assembled(self.study, self.choice, stability=stability)
        # Whoever merges topics in their BERTopic changes it: what is kept for the next time stays as it was fitted.
        fitted = replace(made.decided.fitted, bertopic=deepcopy(made.decided.fitted.bertopic))
        material = Material(
            turns=turns_of_sessions(study),
            codings=study.codings,
            people=study.people,
            groups=study.groups,
            codebook=study.codebook_in_use,
            transcripts=study.transcripts,
            min_cell=study.settings.min_cell,
        )
        return Topics(
            run=made.run,
            fitted=fitted,
            parted=made.decided.replayed.parted,
            material=material,
            desk=replace(self, stability=stability),
            measured=made.measured,
            notes=made.notes,
        )

    def decide(self, what: str, topics: tuple[int, ...], *, by: str, why: str = "", value: str = "") -> Topics:
        """Write down one decision, and give the run with it; parameters as of `take`."""
        self.take(what, topics, by=by, why=why, value=value)
        return self.shown(stability=self.stability)

    def take(self, what: str, topics: tuple[int, ...], *, by: str, why: str = "", value: str = "") -> Taken:
        """Write down one decision.

        Parameters
        ----------
        what : str
            One of ``WHATS``.
        topics : tuple of int
            Their numbers; none for ``undo``.
        by : str
            Who decides: a short name that the team knows.
        value : str
            The name; the verdict; of ``split`` into how many parts, or the turns to part off; of ``undo`` the id.

        Raises
        ------
        StudyError
            Something is missing, there is no such topic, or this cannot be done to it. Nothing is written.
        AnalysisError
            The topic does not fall into parts, or there is too little to fit topics on.
        CodebookError
            The verdict names a code that the codebook does not have.
        """
        return self.written(self.prepared(what, topics, by=by, why=why, value=value))

    def prepared(self, what: str, topics: tuple[int, ...], *, by: str, why: str = "", value: str = "") -> Decision:
        """Make a decision ready to be written, and write nothing; parameters and errors as of `take`."""
        from tlc.listen.topics.decisions.decision import Decision, checked
        from tlc.listen.topics.decisions.making import made

        known, value, why = checked(what, value, why, by)
        if value.startswith("part of ") and known == "verdict":
            value = f"part of {self.study.codebook_in_use[value.split()[-1]].id}"
        log = decisions_of(self.study)
        replayed = replayed_on(self.study, fitted_of(self.study, self.choice), log.all)
        new = Decision(id="", at=utc_now(), by=by, what=known, topics=topics, value=value, why=why)
        return made(replayed, log.all, new, part=self._part, words=self._words(replayed))

    def written(self, new: Decision) -> Taken:
        """Write a decision that is ready."""
        log = decisions_of(self.study).add(new)
        written = max((one for one in log.all if one.by == new.by), key=lambda one: one.number)
        replayed = replayed_on(self.study, fitted_of(self.study, self.choice), log.all)
        found = next((one for one in replayed.found if one.decision.id == written.id), None)
        return Taken(decision=written, found=found, replayed=replayed)

    def log(self) -> Listing[Decision]:
        """List everything that was decided, by whom and why, and what became of it in this run."""
        import pandas as pd

        from tlc.lab.show import Listing
        from tlc.study._topic_notes import decisions_told

        log = decisions_of(self.study)
        replayed = replayed_on(self.study, fitted_of(self.study, self.choice), log.all)
        found = {one.decision.id: one for one in replayed.found}
        rows = [
            (one.id, one.at[:10], one.by, one.what, _numbers(one.topics), one.value, one.why, _now(found.get(one.id)))
            for one in log.all
        ]
        columns = ["id", "date", "by", "what", "topics", "value", "why", "now"]
        return Listing(
            title="Decisions about topics",
            items=log.all,
            frame=pd.DataFrame(rows, columns=columns),
            note=" ".join(decisions_told(replayed)),
        )

    def _part(self, places: Sequence[int], into: int) -> Sequence[int]:
        from tlc.listen.topics.fit import cluster

        vectors = fitted_of(self.study, self.choice).vectors[list(places)]
        found = cluster(vectors, topics=into, seed=self.choice.seed, runs=100)
        return [int(label) for label in found.labels]

    def _words(self, replayed: Replayed) -> dict[int, str]:
        from tlc.listen.topics.decisions.decided import decided

        topics = decided(fitted_of(self.study, self.choice), replayed).topics()
        return {topic.number: ", ".join(word for word, _ in topic.words[:6]) for topic in topics}


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _now(found: Found | None) -> str:
    if found is None:
        # It was undone, or it is what undid another one, or took a lock off.
        return ""
    return f"topic {_numbers(found.topics)}" if found.topics else "not found again"
