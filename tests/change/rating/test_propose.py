"""Ratings as the rules propose them: the cases that the scheme names, and a whole study by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from tlc.change.evidence import evidence
from tlc.change.rating import Against, Ground, propose
from tlc.frames import codings_frame, turns_frame
from tlc.model import (
    COMPONENTS,
    Codebook,
    Coder,
    Coding,
    Consent,
    Group,
    Involvement,
    Participant,
    Rating,
    Settings,
    Span,
    Transcript,
)

AGES = ("18-29", "30-44", "45-59")
WORDS = "Nobody came who speaks our language."
STORY = "They took my daughter from the ward."


@pytest.fixture
def eleven(a_transcript: Callable[..., Transcript], book: Codebook) -> Callable[..., dict[str, Rating]]:
    """Rate a study of eleven sessions with five people each; nine of them say one thing, one person another."""
    people = tuple(
        Participant(
            id=f"P{number}",
            role="community" if number % 5 else "professional",
            group=f"FG{number // 5 + 1:02}",
            traits={"age": AGES[number % 3]},
            consent=Consent(analyse=True),
        )
        for number in range(55)
    )
    groups = tuple(
        Group(
            id=f"FG{number:02}",
            kind="focus_group",
            spoken=("ro",),
            facilitator="R1",
            translation="by the team, checked by two speakers of Romanian",
        )
        for number in range(1, 12)
    )
    told = [
        a_transcript(*[(one.id, f"{WORDS} {STORY}") for one in people if one.group == group.id], name=group.id)
        for group in groups
    ]

    def mark(turn: str, words: str, code: str, coder: str, serious: bool) -> Coding:
        start = 0 if words == WORDS else len(WORDS) + 1
        return Coding(
            id=f"{coder}-{turn}-{code}",
            span=Span(turn=turn, start=start, end=start + len(words)),
            code=code,
            coder=coder,
            quote=words,
            made_at="2026-06-01T10:00:00Z",
            serious=serious,
        )

    def rated(*, unchecked: bool = False, settings: Settings | None = None) -> dict[str, Rating]:
        spoken = [turn.id for place, one in enumerate(told[:9]) for turn in one.turns[: 4 if place < 3 else 3]]
        marks = [mark(turn, WORDS, "language.letters", "asha", turn == spoken[0]) for turn in spoken]
        marks += [mark(turn, WORDS, "language.letters", "ben", False) for turn in spoken[:8]]
        marks += [
            mark("FG10:0002", STORY, "access.papers", "asha", True),
            mark("FG11:0001", WORDS, "helps.time", "asha", False),
        ]
        turns = turns_frame(told, people)
        codings = codings_frame(marks, [Coder(id="asha", name="A"), Coder(id="ben", name="B")])
        there = [replace(one, translation="awaiting review") for one in groups] if unchecked else groups
        ground = Ground(
            settings=settings or Settings(title="x"),
            people=people,
            groups=tuple(there),
            codebook=book,
            finished={group.id: frozenset({"asha"}) for group in groups},
            involvement=() if unchecked else (Involvement(date="2026-09", kind="member_check"),),
        )
        held = evidence(turns, codings, people, book, finished=ground.finished, groups=groups)
        against = Against(searched=frozenset({"language.letters"}))
        return propose(held, ground, turns=turns, codings=codings, against=against)

    return rated


def test_nine_of_eleven_sessions_and_thirty_people_checked_and_taken_back_are_high(
    eleven: Callable[..., dict[str, Rating]],
) -> None:
    rating = eleven()["language.letters"]
    assert rating.level == "High"
    assert [one.concern for one in rating.components] == ["none"] * 4
    assert rating.components[0].reason == (
        "Found in 9 of 11 sessions, said by 21 of 44 community participants and 9 of 11 professionals."
    )


def test_the_same_theme_with_translations_that_wait_and_no_member_check_is_lower(
    eleven: Callable[..., dict[str, Rating]],
) -> None:
    rating = eleven(unchecked=True)["language.letters"]
    assert rating.level == "Moderate"
    assert rating.components[2].concern == "moderate"


@pytest.mark.parametrize("unchecked", [False, True])
def test_one_vivid_story_is_low_at_best_with_a_flag_of_its_own(
    eleven: Callable[..., dict[str, Rating]], unchecked: bool
) -> None:
    rating = eleven(unchecked=unchecked)["access.papers"]
    assert rating.level in ("Low", "Very low")
    assert rating.components[0].concern == "serious"
    assert rating.serious


def test_what_is_serious_and_in_many_sessions_is_not_called_rare(eleven: Callable[..., dict[str, Rating]]) -> None:
    assert not eleven()["language.letters"].serious, "one of its passages is serious, and it is widespread"
    assert not eleven()["helps.time"].serious, "rare and nobody called it serious"


def test_every_theme_that_was_found_has_four_reasons_and_is_confirmed_by_nobody(
    eleven: Callable[..., dict[str, Rating]],
) -> None:
    rated = eleven()
    assert list(rated) == ["access", "access.papers", "language", "language.letters", "helps", "helps.time"]
    for rating in rated.values():
        assert tuple(one.component for one in rating.components) == COMPONENTS
        assert not rating.confirmed
        assert all(one.reason == one.proposed_reason and one.concern == one.proposed for one in rating.components)
        assert not any(word in one.reason for one in rating.components for word in (WORDS, STORY))


def test_nothing_found_is_nothing_rated(
    book: Codebook, turns: pd.DataFrame, frame: Callable[..., pd.DataFrame], everybody: tuple[Participant, ...]
) -> None:
    ground = Ground(settings=Settings(title="x"), people=everybody, groups=(), codebook=book)
    held = evidence(turns, frame(), everybody, book)
    assert propose(held, ground, turns=turns, codings=frame()) == {}


def test_what_came_up_beside_the_sessions_alone_is_rated_low_and_its_serious_passages_are_flagged(
    a_transcript: Callable[..., Transcript],
    book: Codebook,
    turns: pd.DataFrame,
    frame: Callable[..., pd.DataFrame],
    everybody: tuple[Participant, ...],
) -> None:
    card = a_transcript((None, "They asked for papers."), name="EV1")
    both = pd.concat([turns, turns_frame([card], everybody)], ignore_index=True)
    groups = (Group(id="EV1", kind="event"),)
    span = Span(turn="EV1:0001", start=0, end=4)
    codings = frame(
        Coding(id="a", span=span, code="access.papers", coder="asha", quote="They", made_at="x", serious=True)
    )
    ground = Ground(settings=Settings(title="x"), people=everybody, groups=groups, codebook=book)
    held = evidence(both, codings, everybody, book, groups=groups)
    rating = propose(held, ground, turns=both, codings=codings)["access.papers"]
    assert rating.components[0].concern == "serious"
    assert "only at events or in feedback" in rating.components[0].reason
    assert rating.serious
