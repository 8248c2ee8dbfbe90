"""Themes as facts: how sure, what speaks against them, and how many people may be told of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tlc.change.report.facts import ReportFacts, ThemeFacts
from tlc.change.report.gather import gather
from tlc.model import Contrary, Evidence, Rating

Themes = Callable[..., dict[str, ThemeFacts]]
Rate = Callable[..., Rating]
HOURS = "access.hours"


def test_a_rating_gives_its_level_and_all_four_reasons(themes: Themes, a_rating: Rate) -> None:
    rating = themes(ratings={HOURS: a_rating(coherence="moderate", by="asha")}, names={"asha": "Asha"})[HOURS].rating
    assert rating is not None
    assert (rating.level, rating.confirmed, rating.by, rating.serious) == ("Moderate", True, ("Asha",), False)
    assert rating.reasons == (
        ("Adequacy", "none", "The adequacy was looked at."),
        ("Coherence", "moderate", "The coherence was looked at."),
        ("Methodological limits", "none", "The methods was looked at."),
        ("Relevance", "none", "The relevance was looked at."),
    )


def test_a_theme_that_was_not_rated_has_no_rating(facts: Callable[..., ReportFacts], themes: Themes) -> None:
    assert themes()[HOURS].rating is None
    assert facts().rating_name == ""


def test_the_scheme_is_named_where_anything_was_rated(facts: Callable[..., ReportFacts], a_rating: Rate) -> None:
    assert facts(ratings={HOURS: a_rating()}).rating_name == "TLC evidence rating (CERQual-informed)"


def test_somebody_of_the_team_without_a_name_stands_under_their_id(themes: Themes, a_rating: Rate) -> None:
    theme = themes(ratings={HOURS: a_rating(by="ben", searched="asha")}, names={"asha": "Asha"})[HOURS]
    assert theme.rating is not None and theme.rating.by == ("ben",)
    assert theme.searched == "Asha"


def test_rare_but_serious_stands_beside_the_level(themes: Themes, a_rating: Rate) -> None:
    rating = themes(ratings={HOURS: a_rating(adequacy="serious", serious=True)})[HOURS].rating
    assert rating is not None and (rating.level, rating.serious) == ("Low", True)


def test_passages_that_speak_against_a_theme_are_counted_and_those_that_may_be_are_quoted(
    themes: Themes, a_rating: Rate
) -> None:
    # P2 may not be quoted, and one turn was noted by two people.
    turns = (("FG02:0001", "asha"), ("FG01:0003", "asha"), ("FG02:0001", "ben"))
    contrary = tuple(Contrary(theme=HOURS, turn=turn, by=who, reason="r") for turn, who in turns)
    theme = themes(ratings={HOURS: a_rating(contrary=contrary)})[HOURS]
    assert theme.contrary_noted == "2"
    assert [quote.text for quote in theme.contrary] == ["Closed. And they wanted papers."]


def test_the_reason_of_a_contrary_passage_is_not_in_the_facts(
    facts: Callable[..., ReportFacts], a_rating: Rate
) -> None:
    contrary = (Contrary(theme=HOURS, turn="FG02:0001", by="asha", reason="a note on one person"),)
    assert "a note on one person" not in repr(facts(ratings={HOURS: a_rating(contrary=contrary)}))


def test_themes_of_the_first_page_have_three_quotes_and_others_one(themes: Themes, mark: Callable[..., Any]) -> None:
    words = ("It", "is closed", "my shift", "Sunday")
    found = themes(*(mark("FG01:0002", some, code) for some in words for code in (HOURS, "helps.time")))
    assert {name: len(theme.quotes) for name, theme in found.items() if name in (HOURS, "helps.time")} == {
        HOURS: 3,
        "helps.time": 1,
    }


def test_a_training_pack_has_two_quotes_where_the_page_has_one(
    material: Callable[..., Any], frame: Callable[..., Any], mark: Callable[..., Any]
) -> None:
    held = material(frame(*(mark("FG01:0002", some, "helps.time") for some in ("It", "is closed", "my shift"))))
    everybody = tuple(replace(one, consent=replace(one.consent, training=True)) for one in held.people)
    held = replace(held, people=everybody)
    for use, number in (("publish", 1), ("training", 2)):
        found = gather(held, use=use)[0]
        themes = (*(theme for principle in found.principles for theme in principle.themes), *found.unmapped)
        assert [len(theme.quotes) for theme in themes if theme.id == "helps.time"][:1] == [number]


def changed(evidence: dict[str, Evidence], **more: Any) -> dict[str, Evidence]:
    return evidence | {HOURS: replace(evidence[HOURS], **more)}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"events": ("EV1",), "events_read": 2}, "Beside the sessions it was found in 1 of 2 records of events."),
        (
            {"events": ("EV1",), "events_read": 2, "feedback": ("C1", "C2"), "feedback_read": 3},
            "Beside the sessions it was found in 1 of 2 records of events and in 2 of 3 collections of feedback.",
        ),
        ({"events_read": 2}, ""),
    ],
)
def test_what_was_found_beside_the_sessions_is_told_apart(
    material: Callable[..., Any],
    frame: Callable[..., Any],
    marks: tuple[Any, ...],
    themes: Themes,
    more: dict[str, Any],
    told: str,
) -> None:
    evidence = dict(material(frame(*marks)).evidence)
    before, after = themes()[HOURS], themes(evidence=changed(evidence, **more))[HOURS]
    assert after.beside == told
    assert replace(after, beside="") == before


def test_passages_that_would_tell_how_few_people_there_were_are_not_counted(themes: Themes) -> None:
    hours = themes(min_cell=5)[HOURS]
    assert not hours.community.is_number
    assert (hours.passages, hours.quotes_withheld) == (0, 0)
