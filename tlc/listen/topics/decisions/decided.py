"""A fit as people left it: topics with their names, and documents where decisions have put them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from tlc.listen.topics.decisions.mark import Mark
from tlc.listen.topics.decisions.replay import Replayed
from tlc.listen.topics.fit import Fitted, nearness
from tlc.listen.topics.keywords import left_out, shared_words, weighed
from tlc.model import Candidate, Topic


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decided:
    """A fit after decisions.

    Attributes
    ----------
    fitted : Fitted
        With labels from 0 for the topics that there are now; ``bertopic`` is as it was fitted.
    numbers : tuple of int
        For each label the number that people see.
    replayed : Replayed
    """

    fitted: Fitted
    numbers: tuple[int, ...]
    replayed: Replayed

    def topics(self) -> tuple[Topic, ...]:
        """The topics by their numbers, with what people made of them."""
        return tuple(
            _marked(topic, number, self.replayed.marks.get(number, Mark()))
            for topic, number in zip(self.fitted.topics(), self.numbers, strict=True)
        )

    def with_verdicts(self, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
        """Give candidates the verdicts that people gave their topics."""
        made = []
        for one in found:
            mark = self.replayed.marks.get(one.topic, Mark())
            made.append(replace(one, verdict=mark.verdict, by=mark.by, why=mark.why))
        return tuple(made)


def decided(fitted: Fitted, replayed: Replayed) -> Decided:
    """Make a fit what decisions have made of it.

    Where they have moved no document the fit stays as it is. Else words, nearness and agreement are those of the
    topics that there are now; who was placed by a person keeps the agreement of where the model had put them.
    """
    now = replayed.labels
    numbers = tuple(sorted({int(number) for number in now} - {0}))
    labels = np.searchsorted(numbers, now).astype(np.int64)
    labels[now == 0] = -1
    if np.array_equal(labels, fitted.labels):
        return Decided(fitted=fitted, numbers=numbers, replayed=replayed)
    columns = [replayed.parted.numbers.index(number) for number in numbers]
    votes = replayed.parted.votes[:, columns]
    agreement = np.where(labels >= 0, votes[np.arange(len(labels)), labels], np.nan)
    frame, texts = fitted.documents.frame, fitted.documents.texts
    speakers = frame["speaker"].where(frame["speaker"].notna(), None)
    nothing = left_out(sorted(set(frame["language"])), fitted.options.stop_words)
    vocabulary = shared_words(texts, speakers, left_out=nothing, barred=fitted.options.barred)
    after = replace(
        fitted,
        labels=labels,
        votes=votes,
        agreement=np.where(np.isnan(fitted.agreement), np.nan, agreement),
        words=weighed(texts, labels, vocabulary),
        nearness=nearness(fitted.points, labels),
    )
    return Decided(fitted=after, numbers=numbers, replayed=replayed)


def _marked(topic: Topic, number: int, mark: Mark) -> Topic:
    return replace(topic, number=number, name=mark.name, hidden=mark.hidden, artefact=mark.artefact, locked=mark.locked)
