"""Topics are for people to judge: what a run says of them, and what it is made with."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from tlc.model import Candidate, Topic, TopicRun


def topic(number: int = 1, **fields: Any) -> Topic:
    given = {"words": (("surname", 0.4),), "turns": (), "documents": 1, "sessions": 2, "groups": 1, "speakers": 3}
    return Topic(number=number, **{**given, **fields})


def candidate(number: int, rank: int, **fields: Any) -> Candidate:
    return Candidate(topic=number, rank=rank, gap=50.0, **fields)


def run(*topics: Topic, **fields: Any) -> TopicRun:
    given = {"seed": 1, "settings": {}, "versions": {}, "corpus_digest": "", "documents": 0}
    return TopicRun(topics=topics, **{**given, **fields})


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ((), ""),
        ((("surname", 0.4),), "surname"),
        (tuple((word, 0.1) for word in ("a", "b", "c", "d", "e")), "a, b, c, d"),
    ],
)
def test_a_label_is_the_four_heaviest_words(words: tuple[tuple[str, float], ...], label: str) -> None:
    assert topic(words=words).label == label


def test_a_name_that_people_gave_is_the_label() -> None:
    assert topic(name="Not on the computer").label == "Not on the computer"


def test_what_was_not_measured_is_undefined_and_not_nought() -> None:
    alone = topic()
    assert all(math.isnan(value) for value in (alone.agreement, alone.weak, alone.uncoded))
    assert dict(alone.stability) == {}
    assert math.isnan(candidate(1, 1).likeness)
    assert math.isnan(run().weak)


def test_candidates_stand_in_the_order_of_their_ranks() -> None:
    made = run(topic(1), topic(2), candidates=(candidate(1, 2), candidate(2, 1)))
    assert [one.topic for one in made.emerging] == [2, 1]
    assert [one.number for one in made.shown] == [2, 1]


def test_no_repr_tells_a_count_of_people_or_what_somebody_wrote() -> None:
    few = topic(1, documents=97, sessions=98, groups=99, speakers=91, turns=("FG07:0093",))
    told = {"sessions": 94, "groups": 95, "speakers": 96, "sentence": "said by 92 people", "why": "asked by Zina"}
    shown = repr(run(few, candidates=(candidate(1, 1, **told),)))
    assert "surname" in shown
    assert "rank=1" in shown
    assert not re.search(r"9\d|Zina", shown)


def test_a_run_without_candidates_has_none_that_emerge() -> None:
    assert run(topic(1)).emerging == run(topic(1)).shown == ()


@pytest.mark.parametrize("fields", [{"hidden": True}, {"artefact": True}])
def test_what_people_put_away_is_a_candidate_still_and_not_shown(fields: dict[str, bool]) -> None:
    made = run(topic(1, **fields), topic(2), candidates=(candidate(1, 1), candidate(2, 2)))
    assert len(made.emerging) == 2
    assert [one.number for one in made.shown] == [2]


@pytest.mark.parametrize(
    ("verdict", "is_shown"),
    [("", True), ("undecided", True), ("new barrier", True), ("part of access.cost", True), ("not a barrier", False)],
)
def test_what_people_judged_to_be_no_barrier_is_not_shown(verdict: str, is_shown: bool) -> None:
    made = run(topic(1), candidates=(candidate(1, 1, verdict=verdict),))
    assert bool(made.shown) is is_shown


def test_a_candidate_whose_topic_is_gone_is_not_shown() -> None:
    assert run(topic(1), candidates=(candidate(7, 1),)).shown == ()


@pytest.mark.parametrize("name", ["settings", "versions", "aside", "stability"])
def test_what_a_run_was_made_with_cannot_be_changed_afterwards(name: str) -> None:
    given: dict[str, Any] = {"engine": "nmf"}
    kept = getattr(run(**{name: given}), name)
    given["engine"] = "other"
    assert kept["engine"] == "nmf"
    with pytest.raises(TypeError):
        kept["engine"] = "other"


def test_parts_and_stability_cannot_be_changed_afterwards() -> None:
    for kept in (topic(stability={"seeds": 0.5}).stability, candidate(1, 1, parts={"seeds": 0.5}).parts):
        with pytest.raises(TypeError):
            kept["seeds"] = 1.0  # type: ignore[index]
