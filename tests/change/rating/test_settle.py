"""What people said, laid over what the rules propose: the last word holds, and all of them stay in the log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tlc.change.rating import Entry, said, settle
from tlc.model import COMPONENTS, Code, Codebook, Judged, Rating


@pytest.fixture
def book() -> Codebook:
    codes = (
        Code(id="access", kind="heading", label={"en": "Access"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours"}, parent="access", aliases=("access.times",)),
    )
    return Codebook(id="b", name="B", version="1", codes=codes)


def entry(number: int, by: str = "asha", what: Any = "judged", **more: Any) -> Entry:
    fields: dict[str, Any] = {"theme": "access.hours", "at": f"2026-10-{number:02}T10:00:00Z"}
    if what == "judged":
        fields |= {"component": "methods", "concern": "minor", "proposed": "moderate", "reason": "One waits."}
    elif what != "searched":
        fields |= {"turn": "FG02:0011", "digest": "abc", "reason": "It suited her."}
    return Entry(id=f"{by}-{number}", by=by, what=what, **(fields | more))


def proposed(concern: Any = "moderate") -> dict[str, Rating]:
    four = [
        Judged(component=one, concern=concern, reason="Figures.", proposed=concern, proposed_reason="Figures.")
        for one in COMPONENTS
    ]
    return {"access.hours": Rating(theme="access.hours", components=tuple(four), serious=True)}


def after(book: Codebook, *entries: Entry, concern: Any = "moderate") -> Rating:
    return settle(proposed(concern), said(entries, book))["access.hours"]


def test_what_nobody_said_anything_of_stays_as_proposed(book: Codebook) -> None:
    assert after(book) == proposed()["access.hours"]


def test_what_a_person_changed_holds_with_their_reason_and_the_proposal_beside_it(book: Codebook) -> None:
    rating = after(book, entry(1))
    methods = rating.components[2]
    assert (methods.concern, methods.reason, methods.by) == ("minor", "One waits.", "asha")
    assert (methods.proposed, methods.proposed_reason, methods.is_outdated) == ("moderate", "Figures.", False)
    assert [one.by for one in rating.components] == ["", "", "asha", ""]
    assert rating.serious


def test_a_later_word_takes_the_place_of_an_earlier_one_whoever_said_it(book: Codebook) -> None:
    methods = after(book, entry(1), entry(2, "ben", concern="none", reason="None waits.")).components[2]
    assert (methods.concern, methods.reason, methods.by) == ("none", "None waits.", "ben")


def test_a_confirmation_without_a_reason_prints_the_figures_as_they_are_now(book: Codebook) -> None:
    methods = after(book, entry(1, concern="moderate", reason="")).components[2]
    assert (methods.concern, methods.reason, methods.by) == ("moderate", "Figures.", "asha")


def test_where_the_figures_have_changed_since_the_reason_says_so(book: Codebook) -> None:
    methods = after(book, entry(1, concern="moderate", reason=""), concern="none").components[2]
    assert methods.is_outdated
    assert (methods.concern, methods.proposed) == ("moderate", "none")
    assert methods.reason == "Found moderate when the figures proposed moderate; they propose none now. Figures."
    given = after(book, entry(1), concern="none").components[2]
    assert (given.reason, given.is_outdated) == ("One waits.", True), "a person's own reason stays their own"


def test_a_code_that_was_renamed_keeps_what_was_said_of_it(book: Codebook) -> None:
    assert after(book, entry(1, theme="access.times")).components[2].by == "asha"


def test_a_code_that_is_gone_is_set_aside(book: Codebook) -> None:
    told = said([entry(1, theme="access.gone"), entry(2)], book)
    assert [one.id for one in told.unknown] == ["asha-1"]
    assert list(told.judged) == [("access.hours", "methods")]


def test_passages_that_speak_against_it_stand_once_each_in_the_order_of_their_turns(book: Codebook) -> None:
    rating = after(
        book,
        entry(1, what="contrary", turn="FG02:0011"),
        entry(2, what="contrary", turn="FG01:0003"),
        entry(3, "ben", what="contrary", turn="FG02:0011", reason="Another reason."),
    )
    assert [(one.turn, one.by, one.reason) for one in rating.contrary] == [
        ("FG01:0003", "asha", "It suited her."),
        ("FG02:0011", "ben", "Another reason."),
    ]


def test_what_was_pointed_at_can_be_taken_back_and_pointed_at_again(book: Codebook) -> None:
    first, back = entry(1, what="contrary"), entry(2, "ben", what="not contrary")
    assert after(book, first, back).contrary == ()
    assert len(after(book, first, back, entry(3, what="contrary")).contrary) == 1
    assert after(book, back).contrary == ()


def test_who_looked_last_for_passages_against_it_is_named(book: Codebook) -> None:
    rating = after(book, entry(1, what="searched"), entry(2, "ben", what="searched"))
    assert rating.searched == "ben"


def test_the_rules_are_told_how_many_passages_speak_against_what(book: Codebook) -> None:
    told = said(
        [
            entry(1, what="contrary", turn="FG02:0011"),
            entry(2, what="contrary", turn="FG01:0003"),
            replace(entry(3, what="searched"), theme="access"),
        ],
        book,
    )
    assert (dict(told.against.noted), told.against.searched) == ({"access.hours": 2}, frozenset({"access"}))
