"""Topics are for people to judge: those of one person alone are not called emerging."""

from __future__ import annotations

from typing import Any

import pytest

from tlc.model import Topic, TopicRun


def topic(number: int = 1, **fields: Any) -> Topic:
    given = {"words": (("surname", 0.4),), "turns": (), "sessions": 2, "speakers": 3, "uncoded": 1.0, "gap": 1.0}
    return Topic(number=number, **{**given, **fields})


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


@pytest.mark.parametrize(
    ("sessions", "speakers", "emerges"), [(2, 3, True), (5, 9, True), (1, 3, False), (2, 2, False), (0, 0, False)]
)
def test_a_topic_emerges_when_enough_people_in_enough_sessions_carry_it(
    sessions: int, speakers: int, emerges: bool
) -> None:
    assert bool(run(topic(sessions=sessions, speakers=speakers)).emerging) is emerges


def test_how_many_are_enough_is_part_of_the_run() -> None:
    alone = topic(sessions=1, speakers=1)
    assert run(alone, min_sessions=1, min_speakers=1).emerging == (alone,)


def test_emerging_topics_keep_their_order() -> None:
    assert [one.number for one in run(topic(1), topic(2, speakers=1), topic(3)).emerging] == [1, 3]


def test_a_run_without_topics_has_none_that_emerge() -> None:
    assert run().emerging == ()


@pytest.mark.parametrize("name", ["settings", "versions"])
def test_what_a_run_was_made_with_cannot_be_changed_afterwards(name: str) -> None:
    given = {"engine": "nmf"}
    kept = getattr(run(**{name: given}), name)
    given["engine"] = "other"
    assert kept["engine"] == "nmf"
    with pytest.raises(TypeError):
        kept["engine"] = "other"
