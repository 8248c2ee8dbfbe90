"""An action says who does what, by when, and how anybody will know that it worked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.errors import ActionError
from tlc.model import ACTION_STATUSES, HORIZONS, Action, Evidence, Framework, LibraryAction, Measure, Principle

Explained = Callable[..., None]
FRAMEWORK = Framework(
    id="nhs",
    name="Inclusion health",
    version="1",
    principles=(
        Principle(id=1, name="Commit to action", short="Commit", aliases=("Commit to action on inclusion health",)),
        Principle(id=2, name="Understand needs", short="Understand"),
    ),
)


def action(**fields: Any) -> Action:
    given = {"id": "1", "what": "Book interpreters", "because": ("language.interpreter",), "principles": (4,)}
    return Action(**{**given, **fields})


@pytest.mark.parametrize(
    "name", ["Commit to action", "commit to ACTION", " Commit to action ", "Commit to action on inclusion health"]
)
def test_a_principle_answers_to_its_name_and_to_older_wordings(name: str) -> None:
    assert FRAMEWORK.principles[0].answers_to(name)


@pytest.mark.parametrize("name", ["", "Commit", "Understand needs", "action"])
def test_a_principle_answers_to_nothing_else(name: str) -> None:
    assert not FRAMEWORK.principles[0].answers_to(name)


@pytest.mark.parametrize(("name", "found"), [("1", 1), (" 2 ", 2), ("Commit to action", 1), ("understand needs", 2)])
def test_a_framework_finds_a_principle_by_number_or_name(name: str, found: int) -> None:
    assert FRAMEWORK.find(name).id == found


@pytest.mark.parametrize("name", ["", "3", "0", "12", "1.0", "Commit"])
def test_what_is_no_principle_is_explained_with_those_there_are(name: str, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        FRAMEWORK.find(name)
    explained(caught.value, what="not of this framework", hint="1, 2")


def test_a_frameworks_error_does_not_repeat_what_somebody_wrote(canary: str, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        FRAMEWORK.find(canary)
    explained(caught.value, what="A principle", hint="numbers")


def test_a_framework_lists_its_principles_in_order() -> None:
    assert [principle.id for principle in FRAMEWORK] == [1, 2]


@pytest.mark.parametrize("horizon", HORIZONS)
def test_an_action_has_one_of_three_horizons(horizon: str) -> None:
    assert action(horizon=horizon).horizon == horizon


@pytest.mark.parametrize("status", ACTION_STATUSES)
def test_an_action_has_a_known_status(status: str) -> None:
    assert action(status=status).status == status


@pytest.mark.parametrize(
    ("fields", "what", "hint"),
    [
        ({"horizon": "soon"}, "Action 1 has an unknown horizon", "short, medium, long"),
        ({"horizon": ""}, "Action 1 has an unknown horizon", "short, medium, long"),
        ({"status": "maybe"}, "Action 1 has an unknown status", "proposed, agreed, under way, done, dropped"),
    ],
)
def test_an_unknown_horizon_or_status_is_refused(
    fields: dict[str, str], what: str, hint: str, explained: Explained
) -> None:
    with pytest.raises(ActionError) as caught:
        action(**fields)
    explained(caught.value, what=what, hint=hint)


COMPLETE = {"owner": "ICB, director", "by_when": "2027-03", "measure": Measure(what="Share of appointments")}


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({}, ()),
        ({"because": ()}, ("because",)),
        ({"because": (), "because_of": "A legal duty"}, ()),
        ({"principles": ()}, ("principle",)),
        ({"owner": ""}, ("owner",)),
        ({"by_when": ""}, ("by when",)),
        ({"measure": Measure(target="90 %")}, ("measure",)),
        ({"owner": "", "measure": Measure()}, ("owner", "measure")),
    ],
)
def test_an_action_names_what_it_lacks(without: dict[str, Any], missing: tuple[str, ...]) -> None:
    assert action(**{**COMPLETE, **without}).missing == missing


def test_a_measure_without_what_is_measured_is_none() -> None:
    assert not Measure(baseline="10 %", target="90 %", data="bookings").is_set


def test_a_library_action_keeps_where_it_is_from() -> None:
    one = LibraryAction(
        id="A01",
        title="Interpreting",
        what="One offer",
        barriers=("language.interpreter",),
        principles=(4,),
        owner_role="icb",
        horizon="medium",
        source="Article, 2024",
        grounded="stated",
    )
    assert (one.source, one.partners, one.process) == ("Article, 2024", (), "")


def evidence(**fields: Any) -> Evidence:
    counts = {"sessions_read": 0, "community_read": 0, "professionals_read": 0}
    found = {"codings": (), "quotes": 0, "sessions": (), "community": (), "professionals": ()}
    return Evidence(**{"theme": "access.hours", **counts, **found, **fields})


def test_a_theme_that_nobody_accepted_a_passage_for_is_not_found() -> None:
    assert not evidence().found


def test_one_accepted_passage_is_enough_to_be_found_also_where_the_speaker_is_unknown() -> None:
    assert evidence(codings=("a1",), quotes=1, unknown_speaker=1).found
