"""Who spoke, who led, and where people took part beyond talking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.report.facts import ReportFacts, ThemeFacts
from tlc.change.report.gather.people import unlike
from tlc.change.report.material import Material
from tlc.model import Group, Involvement, Participant

Facts = Callable[..., ReportFacts]


def one_round(kind: str = "member_check", **more: Any) -> Involvement:
    return Involvement(**({"date": "2026-09-14", "kind": kind} | more))  # type: ignore[arg-type]


# Who spoke


def test_turns_are_counted_by_who_spoke_of_all_turns_in_sessions(facts: Facts) -> None:
    table = facts().participation
    assert table is not None
    assert table.rows == (
        ("Community participants", "5", "5", "11"),
        ("Professionals", "2", "2", "11"),
        ("Researchers and interpreters", "not counted", "2", "11"),
        ("Not known", "not available", "2", "11"),
    )


def test_the_turns_of_all_rows_make_up_the_whole(facts: Facts) -> None:
    table = facts().participation
    assert table is not None
    assert sum(int(row[2]) for row in table.rows) == int(table.rows[0][3]) == 11


def test_few_people_are_not_counted_out_beside_their_turns(facts: Facts) -> None:
    table = facts(min_cell=5).participation
    assert table is not None
    assert {row[0]: row[1] for row in table.rows}["Professionals"] == "fewer than 5"


def test_cards_are_nobodys_turns(facts: Facts, groups: tuple[Group, ...]) -> None:
    cards = tuple(replace(group, kind="feedback") if group.id.startswith("FG") else group for group in groups)
    table = facts(groups=cards).participation
    assert table is not None
    assert {row[0]: row[2] for row in table.rows} == {"Professionals": "2", "Researchers and interpreters": "1"}


# Who led


@pytest.mark.parametrize(
    ("leaders", "told"),
    [
        ({"FG01": "R1"}, "Community researchers led 1 of 4 sessions, in which 71 % of the coded passages were said."),
        ({"FG01": "R1", "IN02": "R1; R9"}, "Community researchers led 2 of 4 sessions, in which 71 %"),
        ({"FG01": "R9"}, ""),
        ({}, ""),
    ],
)
def test_methods_say_how_many_sessions_community_researchers_led(
    facts: Facts, groups: tuple[Group, ...], everybody: tuple[Participant, ...], leaders: dict[str, str], told: str
) -> None:
    people = tuple(replace(one, role="co_researcher") if one.id == "R1" else one for one in everybody)
    named = tuple(replace(group, facilitator=leaders.get(group.id, "")) for group in groups)
    found = [line for line in facts(groups=named, people=people).methods if line.startswith("Community researchers")]
    assert found[0].startswith(told) if told else found == []


# Beyond talking


def test_a_round_is_told_by_its_month_in_words(facts: Facts) -> None:
    table = facts(
        involvement=(
            one_round(
                with_whom="two groups", language="ro;en", themes=("access.hours", "access"), what_changed="A word."
            ),
            one_round("co_development", decided="A desk.", with_whom="one group", language="en"),
        )
    ).involvement
    assert table is not None
    assert table.columns == ("When", "What", "With whom", "Language", "About", "What changed", "Decided")
    assert table.rows == (
        (
            "2026-09",
            "Findings taken back to participants",
            "two groups",
            "Romanian and English",
            "Opening hours do not fit; Getting in",
            "A word.",
            "nothing was written down",
        ),
        (
            "2026-09",
            "Actions developed together",
            "one group",
            "English",
            "all themes",
            "nothing was written down",
            "A desk.",
        ),
    )


def test_a_column_that_nobody_filled_in_is_left_out(facts: Facts) -> None:
    table = facts(involvement=(one_round(), one_round("feedback"))).involvement
    assert table is not None
    assert table.columns == ("When", "What")


def test_without_rounds_there_is_no_table(facts: Facts) -> None:
    assert facts().involvement is None


def test_a_decision_of_a_board_is_no_round_in_which_people_took_part(facts: Facts) -> None:
    assert facts(involvement=(one_round("decision", decided="A desk.", with_whom="the board"),)).involvement is None


# Why professionals may seem to say more

MORE = ("Said more often by professionals (6 of 9) than by community participants (7 of 55).",)


@pytest.mark.parametrize(
    ("differs", "kinds", "is_told"),
    [
        (MORE, {}, True),
        (("By gender: men 6 of 20, women 15 of 20.",), {}, False),
        (MORE, {"IN01": "focus_group", "IN02": "focus_group"}, False),  # heard alike: all in groups
        (MORE, {"FG01": "interview", "FG02": "interview"}, False),  # heard alike: all alone
    ],
)
def test_who_was_heard_otherwise_is_told_where_professionals_are_set_beside_participants(
    themes: Callable[..., dict[str, ThemeFacts]],
    material: Callable[..., Material],
    frame: Callable[..., pd.DataFrame],
    differs: tuple[str, ...],
    kinds: dict[str, Any],
    is_told: bool,
) -> None:
    theme = replace(themes()["access.hours"], differs=differs)
    held = material(frame())
    heard = tuple(replace(group, kind=kinds.get(group.id, group.kind)) for group in held.groups)
    assert bool(unlike(replace(held, groups=heard), [theme])) is is_told


def test_the_note_of_a_round_is_the_teams_own(facts: Facts) -> None:
    assert "a note for us" not in repr(facts(involvement=(one_round(note="a note for us"),)))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            one_round("decision", decided="A desk stays open", themes=("access.hours",)),
            ("September\xa02026: A desk stays open. Because of: Opening hours do not fit.",),
        ),
        (
            one_round("decision", decided="A desk.", what_changed="The clinic moved."),
            ("September\xa02026: A desk. The clinic moved.",),
        ),
        (one_round("decision"), ()),
        (one_round("member_check", what_changed="A word."), ()),
    ],
)
def test_decisions_are_what_changed_because_of_what_was_heard(
    facts: Facts, made: Involvement, told: tuple[str, ...]
) -> None:
    assert facts(involvement=(made,)).changes == told
