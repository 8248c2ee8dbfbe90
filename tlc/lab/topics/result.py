"""A topic run as it shows itself, with its views and with the hands of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.errors import AnalysisError, StudyError
from tlc.lab.show import Listing, as_html, as_text
from tlc.lab.topics.cards import Emerging
from tlc.lab.topics.codes import CodesTable, LinksTable
from tlc.lab.topics.desk import Material, TopicDesk
from tlc.lab.topics.near import HierarchyTable, LikenessTable
from tlc.lab.topics.numbers import NumbersTable
from tlc.lab.topics.overview import is_out, labels_of, notes_of, shown_table, topics_table
from tlc.lab.topics.spread import SpreadTable, paragraphs
from tlc.lab.topics.steady import StabilityTable
from tlc.lab.topics.turns import TurnsTable
from tlc.listen.topics.decisions.parted import Parted
from tlc.listen.topics.fit import WEAK, Fitted
from tlc.listen.topics.likeness import Likeness, hierarchy, likeness
from tlc.listen.topics.links import CodesOn, codes_on, links
from tlc.listen.topics.over_time import over_time
from tlc.listen.topics.spread import REST, spread
from tlc.model import Topic, TopicRun

if TYPE_CHECKING:
    from tlc.listen.topics.stability import Stability


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Topics:
    """Topics that a model found, as people left them.

    Attributes
    ----------
    run : TopicRun
        Every topic and candidate, with the settings, seed and versions that repeat the fit.
    fitted : Fitted
    parted : Parted
        The topic of each document, with what people merged and split.
    material : Material
        What the views count on.
    desk : TopicDesk, optional
        Where decisions go.
    measured : Stability, optional
    notes : tuple of str
        What became of earlier decisions.
    """

    run: TopicRun
    fitted: Fitted
    parted: Parted
    material: Material
    desk: TopicDesk | None = None
    measured: Stability | None = None
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Any:
        return iter(self.run.topics)

    def __len__(self) -> int:
        return len(self.run.topics)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a topic, also those that people took out; counts of too few people are missing."""
        return topics_table(self.run.topics, self.material.min_cell)

    @property
    def title(self) -> str:
        """How many topics there are."""
        many = len(self._labels)
        return f"{many} topic{'' if many == 1 else 's'}"

    @property
    def note(self) -> str:
        """What it is made of, and how far it can be relied on."""
        sentences = self.measured.sentences if self.measured is not None else ()
        return "\n".join(notes_of(self.run, sentences, self.notes))

    @property
    def bertopic(self) -> Any:
        """The fitted BERTopic, to be merged, drawn and saved as its own documentation says.

        Its topic 0 is topic 1 here. It knows nothing of what people decided, and holds people's words: what it draws
        or saves stays with the study team.
        """
        return self.fitted.bertopic

    @property
    def emerging(self) -> Emerging:
        """What the codebook may miss: candidates for people to judge, the one to look at first in front."""
        return Emerging(
            items=tuple(one for one in self.run.emerging if one.topic in self._labels),
            topics={topic.number: topic for topic in self.run.topics},
            material=self.material,
            least=(self.run.min_speakers, self.run.min_sessions),
        )

    # Views

    @property
    def stability(self) -> StabilityTable:
        """How far the topics come back in other fits.

        Raises
        ------
        AnalysisError
            It was not measured.
        """
        if self.measured is None:
            raise AnalysisError("Stability was not measured.", hint="Leave out stability=False.")
        topics = [topic for topic in self.run.topics if not is_out(topic)]
        return StabilityTable(result=self.measured, topics=topics, labels=self._labels)

    def numbers(self) -> NumbersTable:
        """Try other numbers of topics: what comes back, what stands apart, and which number is proposed."""
        from tlc.listen.topics.numbers import profile

        return NumbersTable(result=profile(self.fitted.vectors, seed=self.run.seed), now=len(self.run.topics))

    def turns(self, topic: int) -> TurnsTable:
        """List the turns of a topic, the most typical first.

        Raises
        ------
        AnalysisError
            There is no such topic.
        """
        found = self._topic(topic)
        documents = self.fitted.documents.frame
        columns = ("turns", "transcript", "speaker", "language")
        rows = zip(*(documents[name] for name in columns), self.fitted.agreement.tolist(), strict=True)
        of = {turn: (*cells, agreement) for turns, *cells, agreement in rows for turn in turns}
        listed = [(turn, *of[turn], of[turn][-1] < WEAK) for turn in found.turns if turn in of]
        frame = pd.DataFrame(listed, columns=["turn", "session", "speaker", "language", "agreement", "weak"])
        turns = self.material.turns_named(found.turns)
        return TurnsTable(label=f"{found.number} {found.label}".strip(), frame=frame, turns=turns)

    def by(self, by: str) -> SpreadTable:
        """Set side by side how many people of each case carry each topic, of those who took part.

        Parameters
        ----------
        by : str
            ``group``, ``role``, ``language``, a column of ``groups.csv``, or a trait such as ``age_band``.

        Raises
        ------
        AnalysisError
            Nothing is known under the name ``by``.
        """
        result = spread(self.fitted.documents.frame, self.parted.topic, by=by, **self._who)
        return SpreadTable(result=result, labels=self._labels, min_cell=self.material.min_cell)

    def over_time(self) -> SpreadTable:
        """Set side by side how many people carry each topic, month by month.

        Raises
        ------
        AnalysisError
            The sessions are of one month, or nobody wrote down of which.
        """
        found = over_time(self.fitted.documents.frame, self.parted.topic, **self._who)
        return SpreadTable(
            result=found.spread, labels=self._labels, min_cell=self.material.min_cell, undated=found.undated
        )

    def distances(self) -> LikenessTable:
        """Say how alike topics are, two by two."""
        return LikenessTable(result=self._likeness(), labels=self._labels)

    def hierarchy(self) -> HierarchyTable:
        """Join topics, the most alike first.

        Raises
        ------
        AnalysisError
            There are fewer than two topics.
        """
        return HierarchyTable(result=hierarchy(self._likeness()), labels=self._labels)

    def codes(self) -> CodesTable:
        """Say which codes stand on which topic."""
        names = {code.id: code.name for code in self.material.codebook}
        return CodesTable(result=self._codes_on(), labels=self._labels, codes=names, min_cell=self.material.min_cell)

    def links(self, other: Topics) -> LinksTable:
        """Find the topics of another run, in another language say, on which the same codes stand."""
        names = {code.id: code.name for code in self.material.codebook}
        found = links(self._codes_on(), other._codes_on())
        return LinksTable(result=found, labels=(self._labels, other._labels), codes=names)

    def export(self, folder: str | Path, *, words: bool = False) -> Listing[Path]:
        """Write tidy tables that other programs read, R's ``stm`` among them.

        Parameters
        ----------
        folder : path
            Made where it is not there; tables of the same names are replaced.
        words : bool
            Also which shared words stand in which document. They are in no order and make no sentence, but they tell
            what somebody spoke of, turn by turn: such a table is for the study team, as transcripts are.

        Returns
        -------
        Listing of Path

        Raises
        ------
        AnalysisError
            Words are asked for, and none is shared by three people in two sessions.
        StudyError
            A file cannot be written.
        """
        from tlc.lab.topics.export import export

        return export(self.fitted, self.parted, self.run.topics, folder=Path(folder), words=words)

    # Hands. Each decision is written down with who made it and why, and each gives the run anew.

    def name(self, topic: int, name: str, *, by: str, why: str = "") -> Topics:
        """Give a topic a name."""
        return self._decide("name", (topic,), by=by, why=why, value=name)

    def merge(self, topics: Iterable[int], *, by: str, why: str) -> Topics:
        """Make one topic of several; it has the smallest of their numbers."""
        return self._decide("merge", tuple(topics), by=by, why=why)

    def split(self, topic: int, *, by: str, why: str, into: int = 2, turns: Sequence[str] = ()) -> Topics:
        """Part a topic into so many, or part some of its turns off."""
        return self._decide("split", (topic,), by=by, why=why, value=" ".join(turns) or str(into))

    def hide(self, topic: int, *, by: str, why: str) -> Topics:
        """Take a topic out of lists and pictures; it stays counted, and is told."""
        return self._decide("hide", (topic,), by=by, why=why)

    def artefact(self, topic: int, *, by: str, why: str) -> Topics:
        """Take out a topic that says how talk was held or recorded, and nothing of what it was about."""
        return self._decide("artefact", (topic,), by=by, why=why)

    def show(self, topic: int, *, by: str, why: str = "") -> Topics:
        """Put a topic back that was taken out."""
        return self._decide("show", (topic,), by=by, why=why)

    def lock(self, topic: int, *, by: str, why: str = "") -> Topics:
        """Keep a topic's turns and name through later fits."""
        return self._decide("lock", (topic,), by=by, why=why)

    def unlock(self, topic: int, *, by: str, why: str = "") -> Topics:
        """Let later fits change a topic again."""
        return self._decide("unlock", (topic,), by=by, why=why)

    def decide(self, topic: int, verdict: str, *, by: str, why: str = "") -> Topics:
        """Say what a topic is: ``new barrier``, ``part of CODE``, ``not a barrier`` or ``undecided``."""
        return self._decide("verdict", (topic,), by=by, why=why, value=verdict)

    def undo(self, decision: str, *, by: str, why: str = "") -> Topics:
        """Take a decision back, by the id that the log gives it."""
        return self._decide("undo", (), by=by, why=why, value=decision)

    def log(self) -> Listing[Any]:
        """List everything that people decided about topics, who did, and why."""
        return self._desk.log()

    def __repr__(self) -> str:
        return as_text(self.title, shown_table(self.run.topics, self.material.min_cell), self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, shown_table(self.run.topics, self.material.min_cell)) + paragraphs(self.note)

    # Behind the methods

    @property
    def _labels(self) -> dict[int, str]:
        return labels_of(self.run.topics)

    @property
    def _who(self) -> dict[str, Any]:
        return {"turns": self.material.turns, "people": self.material.people, "groups": self.material.groups}

    @property
    def _desk(self) -> TopicDesk:
        if self.desk is None:
            raise StudyError("This run belongs to no study.", hint="Open the study, and fit them there: study.topics()")
        return self.desk

    def _decide(self, what: str, topics: tuple[int, ...], *, by: str, why: str, value: str = "") -> Topics:
        return self._desk.decide(what, topics, by=by, why=why, value=value)

    def _topic(self, number: int) -> Topic:
        for topic in self.run.topics:
            if topic.number == number:
                return topic
        there = ", ".join(str(topic.number) for topic in self.run.topics)
        raise AnalysisError("There is no topic of this number.", hint=f"There are: {there}.")

    def _likeness(self) -> Likeness:
        shown: NDArray[np.int64] = np.where(np.isin(self.parted.topic, list(self._labels)), self.parted.topic, REST)
        return likeness(self.fitted.points, shown)

    def _codes_on(self) -> CodesOn:
        return codes_on(self.fitted.documents.frame, self.parted.topic, self.material.codings)
