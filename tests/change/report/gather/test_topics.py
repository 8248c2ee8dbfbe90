"""Topics as facts: what people called them and decided, and sessions of which nobody makes more than there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tlc.change.report.facts import ReportFacts
from tlc.model import Candidate, Group, Topic, TopicRun

Facts = Callable[..., ReportFacts]


def run(verdict: str = "", by: str = "", name: str = "") -> TopicRun:
    topic = Topic(
        number=4,
        words=(("closed", 0.5),),
        turns=("FG01:0002",),
        documents=1,
        sessions=1,
        groups=1,
        speakers=1,
        name=name,
    )
    candidate = Candidate(topic=4, rank=1, gap=50.0, verdict=verdict, by=by, why="a reason of the team")
    return TopicRun(
        topics=(topic,), candidates=(candidate,), seed=7, settings={}, versions={}, corpus_digest="", documents=11
    )


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("new barrier", "new barrier"),
        ("undecided", "undecided"),
        ("part of access.hours", "part of “Opening hours do not fit”"),
        ("part of gone.code", "part of gone.code"),
    ],
)
def test_a_topic_says_what_was_decided_and_by_whom(facts: Facts, verdict: str, told: str) -> None:
    (topic,) = facts(run=run(verdict, "asha", "Closing times"), names={"asha": "Asha"}).topics
    assert (topic.name, topic.verdict, topic.judged_by) == ("Closing times", told, "Asha")


def test_a_topic_that_nobody_judged_names_nobody(facts: Facts) -> None:
    (topic,) = facts(run=run()).topics
    assert (topic.name, topic.verdict, topic.judged_by) == ("", "", "")


def test_why_it_was_decided_stays_with_the_team(facts: Facts) -> None:
    assert "a reason of the team" not in repr(facts(run=run("new barrier", "asha")))


def test_what_is_no_barrier_is_not_shown(facts: Facts) -> None:
    assert facts(run=run("not a barrier", "asha")).topics == ()


def test_cards_are_no_sessions_and_their_writers_took_no_part(facts: Facts, groups: tuple[Group, ...]) -> None:
    cards = tuple(replace(group, kind="feedback") if group.id == "FG01" else group for group in groups)
    (before,), (after,) = (facts(run=run(), groups=these).topics for these in (groups, cards))
    assert (before.sessions_in_all, before.speakers_in_all) == (4, 7)
    assert (after.sessions_in_all, after.speakers_in_all) == (3, 4)
