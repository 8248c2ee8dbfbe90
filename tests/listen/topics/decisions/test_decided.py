"""A fit as people left it: its topics have the words, the people and the agreement of what they hold now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.listen.topics.four_things import fitted
from tlc.listen.topics.decisions import Decision, replay
from tlc.listen.topics.decisions.decided import Decided, decided
from tlc.listen.topics.fit import Fitted
from tlc.model import Candidate


@pytest.fixture(scope="module")
def made() -> Fitted:
    return fitted()


def after(made: Fitted, *decisions: Decision) -> Decided:
    return decided(made, replay(made, decisions))


def decision(made: Fitted, what: Any, *numbers: int, value: str = "", number: int = 1) -> Decision:
    turns = tuple(frozenset(topic.turns) for topic in made.topics() if topic.number in numbers)
    at = f"2026-06-01T10:00:0{number}Z"
    return Decision(
        id=f"asha-{number}", at=at, by="asha", what=what, topics=numbers, value=value, why="read", turns=turns
    )


def test_without_decisions_topics_are_as_the_model_made_them(made: Fitted) -> None:
    now = after(made)
    assert now.fitted is made
    assert now.topics() == made.topics()


def test_what_people_made_of_a_topic_stands_on_it(made: Fitted) -> None:
    now = after(
        made,
        decision(made, "name", 2, value="No ID"),
        decision(made, "hide", 3, number=2),
        decision(made, "artefact", 4, number=3),
        decision(made, "lock", 1, number=4),
    )
    assert [(one.name, one.hidden, one.artefact, one.locked) for one in now.topics()] == [
        ("", False, False, True),
        ("No ID", False, False, False),
        ("", True, False, False),
        ("", False, True, False),
    ]


def test_a_merged_topic_has_words_of_both_and_counts_whom_they_have_together(made: Fitted) -> None:
    one, other = (topic for topic in made.topics() if topic.number in (1, 3))
    now = after(made, decision(made, "merge", 1, 3))
    merged = now.topics()[0]
    assert now.numbers == (1, 2, 4)
    assert [topic.number for topic in now.topics()] == [1, 2, 4]
    assert merged.documents == one.documents + other.documents
    assert sorted(merged.turns) == sorted((*one.turns, *other.turns))
    words = {word for word, _ in merged.words}
    assert words & {word for word, _ in one.words[:3]}
    assert words & {word for word, _ in other.words[:3]}


def test_agreement_is_that_of_the_topics_that_there_are_now(made: Fitted) -> None:
    now = after(made, decision(made, "merge", 1, 3)).fitted
    assert now.votes.sum(axis=1) == pytest.approx(1)
    assert now.agreement == pytest.approx(now.votes[np.arange(len(now.labels)), now.labels])
    assert (now.agreement >= made.agreement - 1e-9).all()
    assert np.isfinite(now.nearness).all()
    assert now.bertopic is made.bertopic


def test_documents_that_a_model_left_without_a_topic_stay_without_one(made: Fitted) -> None:
    rest = replace(
        made,
        labels=np.where(made.labels == 3, -1, made.labels),
        agreement=np.full(len(made.labels), np.nan),
        words=made.words[:3],
    )
    now = after(rest, decision(made, "merge", 1, 2))
    assert now.numbers == (1, 3)
    assert sorted(set(now.fitted.labels.tolist())) == [-1, 0, 1]
    assert np.isnan(now.fitted.agreement).all()


def test_candidates_have_the_verdicts_of_their_topics(made: Fitted) -> None:
    now = after(made, decision(made, "verdict", 2, value="not a barrier"))
    found = now.with_verdicts([Candidate(topic=1, rank=1, gap=90.0), Candidate(topic=2, rank=2, gap=80.0)])
    assert [(one.topic, one.verdict, one.by, one.why) for one in found] == [
        (1, "", "", ""),
        (2, "not a barrier", "asha", "read"),
    ]


def test_a_fit_without_any_topic_has_none_to_show(made: Fitted) -> None:
    none = replace(made, labels=np.full(len(made.labels), -1), words=())
    assert after(none).topics() == ()
