"""What the library proposes: for the themes that people raised, the most pressing in front, and not twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc._files import shipped
from tlc.change.actions import Library, action_library
from tlc.change.plan.choices import Choice
from tlc.change.plan.suggest import Suggestion, answers, owner_role, suggestions, themes_in_order
from tlc.errors import ActionError
from tlc.listen.codebook import read_codebook
from tlc.model import COMPONENTS, Action, Codebook, Evidence, Judged, LibraryAction, Rating
from tlc.model.rating import Concern

Explained = Callable[..., None]


def held(theme: str, sessions: int = 1, **more: Any) -> Evidence:
    fields: dict[str, Any] = {
        "theme": theme,
        "codings": tuple(f"a{number}" for number in range(sessions)),
        "quotes": sessions,
        "sessions": tuple(f"FG{number:02}" for number in range(sessions)),
        "sessions_read": 9,
        "community": ("P1",) if sessions else (),
        "community_read": 9,
        "professionals": (),
        "professionals_read": 9,
    }
    return Evidence(**(fields | more))


def rated(theme: str, *concerns: Concern) -> Rating:
    judged = tuple(
        Judged(component=component, concern=concern, reason="x", proposed=concern, proposed_reason="x")
        for component, concern in zip(COMPONENTS, concerns, strict=True)
    )
    return Rating(theme=theme, components=judged)


def entry(name: str, *barriers: str, **more: Any) -> LibraryAction:
    fields = {"title": name, "what": "Act", "principles": (4,), "owner_role": "icb", "horizon": "short"}
    return LibraryAction(id=name, barriers=barriers, source="Somebody, 2024", grounded="stated", **(fields | more))


def shelf(*entries: LibraryAction) -> Library:
    return Library(version="1", actions=entries, owner_roles={"icb": "The board", "trust": "A trust"}, horizons={})


def proposed(
    library: Library,
    book: Codebook,
    *found: Evidence,
    ratings: tuple[Rating, ...] = (),
    plan: tuple[Action, ...] = (),
    choices: tuple[Choice, ...] = (),
) -> tuple[Suggestion, ...]:
    return suggestions(
        library,
        book,
        {one.theme: one for one in found},
        ratings={one.theme: one for one in ratings},
        plan=plan,
        choices=choices,
    )


def chosen(number: int, what: Any, library: str) -> Choice:
    return Choice(id=f"asha-{number}", at="2026-06-01T10:00:00Z", by="asha", what=what, library=library, why="Why.")


# Which themes


def test_a_theme_that_nobody_raised_and_what_needs_no_action_is_in_no_order(book: Codebook) -> None:
    evidence = {name: held(name) for name in ("access.hours", "helps.time", "access")}
    evidence |= {"access.papers": held("access.papers", 0)}
    assert themes_in_order(book, evidence, {}) == ("access.hours",)


def test_serious_themes_come_first_then_the_surest_then_the_most_widespread(book: Codebook) -> None:
    names = ("access.hours", "access.papers", "language.letters")
    evidence = {name: held(name, sessions) for name, sessions in zip(names, (2, 5, 3), strict=True)}
    assert themes_in_order(book, evidence, {}) == ("access.papers", "language.letters", "access.hours")
    ratings = {
        "access.hours": rated("access.hours", "none", "none", "minor", "minor"),
        "access.papers": rated("access.papers", "serious", "none", "none", "none"),
        "language.letters": rated("language.letters", "moderate", "none", "none", "none"),
    }
    assert themes_in_order(book, evidence, ratings) == ("access.hours", "language.letters", "access.papers")
    evidence["access.papers"] = held("access.papers", 1, serious=("a1",))
    assert themes_in_order(book, evidence, ratings)[0] == "access.papers"


def test_themes_that_are_as_widespread_are_ordered_by_how_many_people_said_it(book: Codebook) -> None:
    evidence = {
        "access.hours": held("access.hours", community=("P1",)),
        "access.papers": held("access.papers", community=("P1",), professionals=("P5",)),
    }
    assert themes_in_order(book, evidence, {}) == ("access.papers", "access.hours")


# Which actions


def test_an_action_is_proposed_for_the_themes_that_were_raised(book: Codebook) -> None:
    library = shelf(entry("A1", "language.letters"), entry("A2", "access.hours", "access.papers"))
    found = proposed(library, book, held("access.hours", 1), held("access.papers", 3))
    assert [(one.entry.id, one.themes) for one in found] == [("A2", ("access.papers", "access.hours")), ("A1", ())]


def test_actions_come_in_the_order_of_the_first_theme_that_they_answer(book: Codebook) -> None:
    library = shelf(entry("A1", "access.hours"), entry("A2", "language.letters"), entry("A3", "access"))
    found = proposed(library, book, held("access.hours", 1), held("language.letters", 3))
    assert [one.entry.id for one in found] == ["A2", "A1", "A3"]


def test_an_action_for_a_heading_answers_all_that_stands_under_it(book: Codebook) -> None:
    assert answers(entry("A1", "access"), book["access.papers"], book)
    assert not answers(entry("A1", "access"), book["language.letters"], book)


def test_a_barrier_that_the_studys_codebook_does_not_have_answers_nothing(book: Codebook) -> None:
    assert not answers(entry("A1", "trust.mistrust"), book["access.papers"], book)


def test_what_is_in_the_plan_says_as_which_action(book: Codebook) -> None:
    plan = (Action(id="7", what="Act", because=(), principles=(), library="A1"),)
    (one,) = proposed(shelf(entry("A1", "access.hours")), book, held("access.hours"), plan=plan)
    assert (one.standing, one.action) == ("in the plan", "7")


def test_what_was_rejected_says_by_whom_and_is_open_again_once_it_was_taken(book: Codebook) -> None:
    library, found = shelf(entry("A1", "access.hours")), held("access.hours")
    no = (chosen(1, "reject", "A1"),)
    (one,) = proposed(library, book, found, choices=no)
    assert (one.standing, one.choice) == ("rejected", no[0])
    (one,) = proposed(library, book, found, choices=(*no, chosen(2, "take", "A1")))
    assert (one.standing, one.choice) == ("open", None)


def test_a_change_after_a_rejection_does_not_undo_it(book: Codebook) -> None:
    choices = (chosen(1, "reject", "A1"), chosen(2, "change", "A1"))
    (one,) = proposed(shelf(entry("A1", "access.hours")), book, held("access.hours"), choices=choices)
    assert one.standing == "rejected"


@pytest.mark.parametrize("role", ["icb", "trust"])
def test_an_owner_role_that_there_is_passes(role: str) -> None:
    assert owner_role(shelf(), role) == role


def test_an_owner_role_that_there_is_not_is_answered_with_those_there_are(explained: Explained, canary: str) -> None:
    with pytest.raises(ActionError) as caught:
        owner_role(shelf(), canary)
    explained(caught.value, what="no such owner role", hint="icb, trust")


# The library that ships


@pytest.fixture(scope="module")
def barriers() -> Codebook:
    return read_codebook(shipped("codebooks") / "barriers.toml")


def test_every_barrier_alone_has_something_proposed_for_it(barriers: Codebook) -> None:
    for code in barriers.applied:
        if code.kind in ("barrier", "consequence", "workaround"):
            first = proposed(action_library(), barriers, held(code.id))[0]
            assert first.themes == (code.id,), code.id


def test_every_theme_of_knowledge_trust_and_language_proposes_community_connectors(barriers: Codebook) -> None:
    themes = [code for code in barriers.applied if code.parent in ("knowledge", "trust", "language")]
    assert len(themes) > 10
    for code in themes:
        found = {one.entry.id: one for one in proposed(action_library(), barriers, held(code.id))}
        assert found["A05"].themes == (code.id,), code.id


def test_refused_registration_proposes_safe_surgeries_with_their_seven_steps(barriers: Codebook) -> None:
    found = {one.entry.id: one for one in proposed(action_library(), barriers, held("access.registration"))}
    assert found["A08"].themes == ("access.registration",)
    assert len(found["A08"].entry.steps) == 7
    assert found["A08"].entry.steps_source


def test_the_interpreting_service_and_the_training_are_stated_in_their_source() -> None:
    library = {one.id: one for one in action_library().actions}
    for name in ("A01", "A13"):
        assert library[name].grounded == "stated"
        assert library[name].source.startswith("Healthcare Leader, 29 May 2024")
