"""The candidates of a run: topics that enough people carry, where the codebook misses most first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.listen.emerging.gap import Evidence, Gaps, gaps
from tlc.listen.emerging.reach import is_carried, quotes, told
from tlc.model import Candidate, Participant, Topic

if TYPE_CHECKING:
    from tlc.listen.topics.fit import Fitted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """The topics of a fit, as people have left them, laid out for scoring.

    Attributes
    ----------
    topics : tuple of Topic
    labels : int array, shape (documents,)
        The place of each document's topic among ``topics``; -1 for none.
    may_emerge : tuple of bool
        Which of them can be candidates: carried by enough people, and neither hidden nor called an artefact.
    """

    topics: tuple[Topic, ...]
    labels: NDArray[np.int64]
    may_emerge: tuple[bool, ...]
    fitted: Fitted

    def ranked(self, evidence: Evidence) -> tuple[Gaps, tuple[int, ...]]:
        """Score all topics, and give the places of those that can be candidates, the widest gap first."""
        words = tuple(topic.words for topic in self.topics)
        found = gaps(self.fitted.vectors, self.labels, words, evidence, agreement=self.fitted.agreement)
        can = [place for place, may in enumerate(self.may_emerge) if may]
        return found, tuple(sorted(can, key=lambda place: (-found.gap[place], self.topics[place].number)))

    def unknown(self, place: int) -> int:
        """How many documents of a topic are by speakers whom nobody knows."""
        return int(self.fitted.documents.frame["speaker"].isna().to_numpy()[self.labels == place].sum())


def field_of(
    fitted: Fitted, *, topics: Sequence[Topic] | None = None, numbers: NDArray[np.int64] | None = None
) -> Field:
    """Lay the topics of a fit out for scoring; parameters as of `candidates`."""
    chosen = tuple(fitted.topics() if topics is None else topics)
    of = np.asarray(fitted.labels + 1 if numbers is None else numbers)
    labels = np.full(len(of), -1, dtype=np.int64)
    for place, topic in enumerate(chosen):
        labels[of == topic.number] = place
    laid = Field(topics=chosen, labels=labels, may_emerge=(), fitted=fitted)
    may = [
        is_carried(topic, unknown=laid.unknown(place)) and not topic.hidden and not topic.artefact
        for place, topic in enumerate(chosen)
    ]
    return replace(laid, may_emerge=tuple(may))


def candidates(
    fitted: Fitted,
    evidence: Evidence,
    *,
    turns: pd.DataFrame,
    people: Iterable[Participant],
    topics: Sequence[Topic] | None = None,
    numbers: NDArray[np.int64] | None = None,
) -> tuple[Candidate, ...]:
    """List the topics that may be emerging barriers, where people should look first at the top.

    Only topics that three people in two sessions carry are listed; a document whose speaker nobody knows stands for a
    person. The list says where to look. It measures no importance, and whether something is a barrier a person decides.

    Parameters
    ----------
    fitted : Fitted
    evidence : Evidence
        From `evidence_of`, of the same fit.
    turns : DataFrame
        TURNS of ``tlc.frames``.
    people : iterable of Participant
        Only words of those who may be quoted are named as quotes.
    topics : sequence of Topic, optional
        As people have left them; by default those of the fit. Hidden ones and artefacts are no candidates.
    numbers : int array, shape (documents,), optional
        The number of each document's topic, 0 for none; by default those of the fit.
    """
    laid = field_of(fitted, topics=topics, numbers=numbers)
    found, order = laid.ranked(evidence)
    covered = evidence.is_covered
    frame = fitted.documents.frame.assign(nearness=fitted.nearness, agreement=fitted.agreement, covered=covered)
    lengths = dict(zip(turns["turn"], turns["text"].fillna("").str.len(), strict=True))
    sessions, groups = frame["transcript"].nunique(), frame["group"].nunique()
    known = tuple(people)
    share = uncoded(evidence, np.asarray(laid.labels))
    made = []
    for rank, place in enumerate(order, start=1):
        inside = laid.labels == place
        topic = replace(laid.topics[place], uncoded=share.get(place, float("nan")))
        sentence = told(
            topic,
            groups=groups,
            unknown=laid.unknown(place),
            uncovered=float((~covered[inside]).mean()),
            nearest=found.nearest[place],
        )
        made.append(
            Candidate(
                topic=topic.number,
                rank=rank,
                gap=round(float(found.gap[place]), 1),
                parts={name: round(float(values[place]), 4) for name, values in found.parts.items()},
                nearest=found.nearest[place],
                likeness=round(float(found.likeness[place]), 4),
                sessions=topic.sessions,
                sessions_in_all=sessions,
                groups=topic.groups,
                groups_in_all=groups,
                speakers=topic.speakers,
                uncoded=topic.uncoded,
                agreement=topic.agreement,
                quotes=quotes(frame[inside], lengths, known),
                sentence=sentence,
            )
        )
    return tuple(made)


def uncoded(evidence: Evidence, numbers: NDArray[np.int64]) -> Mapping[int, float]:
    """Say of each topic what share of its documents no person coded, of those that people have read.

    Parameters
    ----------
    numbers : int array, shape (documents,)
        The topic of each document.

    Returns
    -------
    mapping of int to float
        Without the topics of which nobody has read a document.
    """
    coded = evidence.is_covered
    read = {int(number) for number in numbers[evidence.read]}
    return {number: float((~coded[evidence.read & (numbers == number)]).mean()) for number in sorted(read)}
