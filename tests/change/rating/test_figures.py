"""What a rating goes by, counted by hand in the small study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.evidence import evidence
from tlc.change.rating.figures import Against, Figures, Ground, figures
from tlc.model import Codebook, Coding, Group, Involvement, Participant, Settings

Mark = Callable[..., Coding]
Count = Callable[..., dict[str, Figures]]


@pytest.fixture
def count(
    turns: pd.DataFrame,
    everybody: tuple[Participant, ...],
    book: Codebook,
    groups: tuple[Group, ...],
    frame: Callable[..., pd.DataFrame],
) -> Count:
    """Count what the rules go by for some codings in the small study."""

    def counted(*marks: Coding, against: Against | None = None, **more: Any) -> dict[str, Figures]:
        fields = {"settings": Settings(title="x", min_cell=2), "people": everybody, "groups": groups, "codebook": book}
        ground = Ground(**(fields | more))
        codings = frame(*marks)
        held = evidence(turns, codings, ground.people, book, finished=ground.finished, groups=ground.groups)
        return figures(held, ground, turns, codings, against or Against())

    return counted


@pytest.fixture
def said(mark: Mark) -> tuple[Coding, ...]:
    """Opening hours in three sessions: P1, somebody unknown, P3 and the professional P5; FG01 by two people."""
    return (
        mark("FG01:0002", "closed after my shift", "access.hours"),
        mark("FG01:0002", "closed on Sunday", "access.hours", "ben"),
        mark("FG01:0004", "Always closed", "access.hours"),
        mark("FG02:0001", "Closed", "access.hours"),
        mark("IN01:0002", "it is closed", "access.hours"),
    )


def test_sessions_people_and_passages_are_those_of_the_evidence(count: Count, said: tuple[Coding, ...]) -> None:
    hours = count(*said)["access.hours"]
    assert (hours.sessions, hours.sessions_read, hours.passages) == (3, 3, 5)
    assert (hours.community, hours.professionals, hours.known) == (2, 1, 3)
    assert (hours.unknown, hours.unknown_sessions, hours.known) == (1, 1, 3)


def test_only_what_was_found_has_figures(count: Count, said: tuple[Coding, ...]) -> None:
    assert list(count(*said)) == ["access", "access.hours"]


def test_a_session_that_two_people_read_is_counted_once_however_they_did(count: Count, mark: Mark) -> None:
    found = mark("FG02:0001", "Closed", "access.hours")
    assert count(found)["access.hours"].twice == 0
    assert count(found, mark("FG02:0001", "papers", "access.papers", "ben"))["access.hours"].twice == 1
    assert count(found, finished={"FG02": frozenset({"ben"})})["access.hours"].twice == 1
    assert count(found, finished={"FG02": frozenset({"asha"})})["access.hours"].twice == 0
    rejected = mark("FG02:0001", "papers", "access.papers", "ben", status="rejected")
    assert count(found, rejected)["access.hours"].twice == 1, "who rejects has read"
    suggested = mark("FG02:0001", "papers", "access.papers", "rules", status="suggested")
    assert count(found, suggested)["access.hours"].twice == 0, "a machine is no second coder"


def test_what_was_settled_in_agreement_was_read_by_two(count: Count, mark: Mark) -> None:
    assert count(mark("FG02:0001", "Closed", "access.hours", "together"))["access.hours"].twice == 1


def test_translations_are_checked_unless_they_await_it_or_nobody_says_who(
    count: Count, said: tuple[Coding, ...], groups: tuple[Group, ...]
) -> None:
    # FG01 was spoken in two languages and nobody says who translated; FG02 was spoken in the transcript's language.
    assert [getattr(count(*said)["access.hours"], name) for name in ("translated", "unchecked")] == [1, 1]
    lost = "by the team; the original was not kept"
    for translation, unchecked in (("by the team, checked by two readers", 0), ("Awaiting review", 1), (lost, 1)):
        changed = (replace(groups[0], translation=translation), *groups[1:])
        hours = count(*said, groups=changed)["access.hours"]
        assert (hours.translated, hours.unchecked) == (1, unchecked)
    regional = (replace(groups[0], spoken=("en-GB",)), *groups[1:])
    assert count(*said, groups=regional)["access.hours"].translated == 0
    mixed = (replace(groups[0], mixed=("en", "ro")), *groups[1:])
    assert count(*said, groups=mixed)["access.hours"].translated == 0, "a transcript in both languages is none"


def test_who_led_a_session_is_written_down_or_not(
    count: Count, said: tuple[Coding, ...], groups: tuple[Group, ...]
) -> None:
    assert count(*said)["access.hours"].led == 0
    led = (replace(groups[0], facilitator="R1"), *groups[1:])
    assert count(*said, groups=led)["access.hours"].led == 1


@pytest.mark.parametrize(
    ("rounds", "checked"),
    [
        ((), False),
        ((Involvement(date="2026-09", kind="co_development"),), False),
        ((Involvement(date="2026-09", kind="member_check"),), True),
        ((Involvement(date="2026-09", kind="member_check", themes=("access.hours",)),), True),
        ((Involvement(date="2026-09", kind="member_check", themes=("access",)),), True),
        ((Involvement(date="2026-09", kind="member_check", themes=("language",)),), False),
    ],
)
def test_a_round_in_which_the_theme_was_taken_back_checks_it(
    count: Count, said: tuple[Coding, ...], rounds: tuple[Involvement, ...], checked: bool
) -> None:
    assert count(*said, involvement=rounds)["access.hours"].member_check is checked


def test_a_heading_is_not_checked_with_one_of_its_codes(count: Count, said: tuple[Coding, ...]) -> None:
    rounds = (Involvement(date="2026-09", kind="member_check", themes=("access.hours",)),)
    found = count(*said, involvement=rounds)
    assert (found["access.hours"].member_check, found["access"].member_check) == (True, False)


def test_what_study_toml_says_of_a_review_counts_for_all(count: Count, said: tuple[Coding, ...]) -> None:
    settings = Settings(title="x", min_cell=2, reviewed="September 2026, with two groups")
    assert count(*said, settings=settings)["access.hours"].member_check


def test_a_heading_gathers_what_speaks_against_its_codes_and_its_search_covers_them(
    count: Count, said: tuple[Coding, ...]
) -> None:
    found = count(*said, against=Against(noted={"access.hours": 2, "access.papers": 1, "language": 4}))
    assert (found["access"].against, found["access.hours"].against) == (3, 2)
    assert count(*said, against=Against(searched=frozenset({"access"})))["access.hours"].searched
    assert not count(*said, against=Against(searched=frozenset({"access.hours"})))["access"].searched


def aged(everybody: tuple[Participant, ...], **ages: str) -> tuple[Participant, ...]:
    """The small study's people and more of FG01, with their ages."""
    new = tuple(
        Participant(id=name, role="community", group="FG01", consent=everybody[0].consent)
        for name in ages
        if name not in {person.id for person in everybody}
    )
    return tuple(replace(one, traits={"age": ages[one.id]} if one.id in ages else {}) for one in (*everybody, *new))


def test_sub_groups_are_those_of_which_enough_people_took_part(
    count: Count, said: tuple[Coding, ...], everybody: tuple[Participant, ...]
) -> None:
    # 60+ is one person and is no sub-group; P1 and P3 said it, of the two others, and nobody of the fourth.
    ages = {"P1": "18-29", "P11": "18-29", "P12": "30-44", "P3": "30-44", "P13": "60+", "P14": "45-59", "P15": "45-59"}
    hours = count(*said, people=aged(everybody, **ages))["access.hours"]
    assert (hours.heard, hours.sub_groups) == (2, 3)


def test_a_trait_of_one_value_leaves_nobody_to_be_missed(
    count: Count, said: tuple[Coding, ...], everybody: tuple[Participant, ...]
) -> None:
    same = aged(everybody, P1="18-29", P11="18-29", P3="18-29")
    assert count(*said, people=same)["access.hours"].sub_groups == 0


def test_languages_are_sub_groups_too(
    count: Count, said: tuple[Coding, ...], everybody: tuple[Participant, ...]
) -> None:
    tongues = {"P1": "ro", "P2": "ro", "P4": "en", "P3": "en"}
    spoken = tuple(replace(one, language=tongues.get(one.id)) for one in everybody)
    assert (count(*said[:2], said[3], people=spoken)["access.hours"].heard) == 2
    only_one_group = count(*said[:2], people=spoken)["access.hours"]
    assert only_one_group.sub_groups == 1, "of those who speak English only one was in what was read"


def test_professionals_and_who_was_in_sessions_that_nobody_read_are_in_no_sub_group(
    count: Count, said: tuple[Coding, ...], everybody: tuple[Participant, ...]
) -> None:
    ages = {"P1": "18-29", "P2": "18-29", "P4": "30-44", "P3": "60+", "P6": "60+", "P5": "45-59", "P7": "45-59"}
    there = aged(everybody, **ages)
    assert count(*said[:2], people=there)["access.hours"].sub_groups == 1
    assert count(*said, people=there)["access.hours"].sub_groups == 2
