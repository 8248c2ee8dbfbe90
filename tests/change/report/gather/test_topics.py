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


@pytest.mark.parametrize(("turns", "told"), [(3, 0), (4, 4)])
def test_turns_are_told_only_where_as_many_people_could_have_said_them(facts: Facts, turns: int, told: int) -> None:
    # "Fewer than 5 people", of at least three, in three turns: these would be three people.
    of_three = run()
    names = tuple(f"FG01:{number:04}" for number in range(2, 2 + turns))
    (topic,) = of_three.topics
    topic = replace(topic, turns=tuple(name if number < 3 else "FG01:0002" for number, name in enumerate(names)))
    (found,) = facts(run=replace(of_three, topics=(replace(topic, speakers=3, uncoded=0.5),)), min_cell=5).topics
    assert (found.speakers.text, found.turns) == ("fewer than 5", told)
    assert found.uncoded == ("50%" if told else "not shown")


def test_how_many_took_part_is_not_told_where_that_would_tell_a_small_role(facts: Facts) -> None:
    assert [facts(run=run(), min_cell=least).topics[0].speakers_in_all for least in (2, 9)] == [7, 0]
