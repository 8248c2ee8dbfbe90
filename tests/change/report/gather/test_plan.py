"""The plan as facts: by owner, as a checklist, and as answers to those who spoke."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tlc.change.report.facts import ReportFacts
from tlc.model import Action, Rating

Facts = Callable[..., ReportFacts]
ROLES = {"icb": "Integrated care board", "trust": "NHS trust"}


def action(name: str, *because: str, **more: Any) -> Action:
    return Action(id=name, what=f"Do {name}", **({"because": because, "principles": (4,)} | more))


def test_actions_stand_under_the_kind_of_their_owner(facts: Facts) -> None:
    plan = (
        action("1", owner="Board of Northwick", owner_role="icb"),
        action("2", owner="Head of outpatients", owner_role="trust"),
        action("3", owner="Director of something", owner_role="icb"),
    )
    assert [(one.role, one.name, one.actions) for one in facts(actions=plan, roles=ROLES).owners] == [
        ("icb", "Integrated care board", ("1", "3")),
        ("trust", "NHS trust", ("2",)),
    ]


def test_an_owner_of_no_known_kind_stands_under_their_own_words_however_these_are_written(facts: Facts) -> None:
    plan = (action("1", owner="Head  of Housing"), action("2", owner="head of housing", owner_role="unheard-of"))
    assert [(one.role, one.name, one.actions) for one in facts(actions=plan, roles=ROLES).owners] == [
        ("", "Head  of Housing", ("1", "2"))
    ]


def test_what_nobody_owns_comes_last_and_what_was_dropped_is_nobodys(facts: Facts) -> None:
    plan = (action("1"), action("2", owner="Zebra crossings"), action("3", owner="The board", status="dropped"))
    assert [(one.name, one.actions) for one in facts(actions=plan).owners] == [
        ("Zebra crossings", ("2",)),
        ("Nobody yet", ("1",)),
    ]


def test_the_checklist_holds_what_is_rated_high_or_moderate_once(facts: Facts, a_rating: Callable[..., Rating]) -> None:
    ratings = {
        "access.hours": a_rating(coherence="moderate"),
        "access.papers": a_rating(theme="access.papers"),
        "language.letters": a_rating(theme="language.letters", adequacy="serious"),
    }
    assert [(row.anchor, row.label, row.level) for row in facts(ratings=ratings).checklist] == [
        ("access-hours", "Opening hours do not fit", "Moderate"),
        ("access-papers", "Asked for papers", "High"),
    ]


def test_without_ratings_there_is_no_checklist(facts: Facts) -> None:
    assert facts().checklist == ()


def test_each_theme_is_answered_by_its_actions_or_stands_there_without_one(facts: Facts) -> None:
    plan = (
        action("1", "access.hours", owner="The board", by_when="2027-03", status="agreed"),
        action("2", "access"),
        action("3", "access.papers", status="dropped"),
    )
    rows = facts(actions=plan).feedback
    assert [(row.said, row.action, row.will, row.owner, row.by_when, row.status) for row in rows] == [
        ("Opening hours do not fit", "1", "Do 1", "The board", "2027-03", "agreed"),
        ("Opening hours do not fit", "2", "Do 2", "", "", "proposed"),
        ("Asked for papers", "2", "Do 2", "", "", "proposed"),
        ("Letters that nobody explains", "", "", "", "", ""),
    ]
    assert [row.anchor for row in rows][-1] == "language-letters"


def test_what_helps_is_answered_only_where_an_action_does(facts: Facts) -> None:
    assert "Somebody takes the time" not in {row.said for row in facts().feedback}
    assert "Somebody takes the time" in {row.said for row in facts(actions=(action("1", "helps.time"),)).feedback}


def test_an_action_says_what_it_costs_where_it_was_decided_and_what_else_it_rests_on(facts: Facts) -> None:
    (found,) = facts(
        actions=(
            action(
                "1",
                cost="Two posts",
                decided_at="workshop in May",
                decided_by="the steering group",
                because_of="A duty",
                nice=("1.5",),
                ics=("ICS2",),
            ),
        )
    ).actions
    assert (found.cost, found.decided, found.rests_on) == ("Two posts", "workshop in May, the steering group", "A duty")
    assert (found.nice, found.ics) == (("1.5",), ("ICS2",))


def test_a_theme_that_was_found_beside_the_sessions_alone_says_so(
    facts: Facts, material: Callable[..., Any], frame: Callable[..., Any], marks: tuple[Any, ...]
) -> None:
    held = dict(material(frame(*marks)).evidence)
    held["language.letters"] = replace(held["language.letters"], sessions=(), codings=(), beside=("asha-6",))
    (found,) = facts(actions=(action("1", "language.letters"),), evidence=held).actions
    assert found.because == (("language-letters", "Letters that nobody explains", "found beside the sessions only"),)
