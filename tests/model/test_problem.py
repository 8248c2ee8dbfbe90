"""A problem is a line that says where, what and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tlc.errors import StudyError, TlcError
from tlc.model import Problem, Settings


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem(severity="error", what="Gone."), "Gone."),
        (Problem(severity="error", what="Gone.", mend="Add it."), "Gone. Add it."),
        (Problem(severity="warning", what="Gone.", where="groups.csv"), "groups.csv: Gone."),
        (
            Problem(severity="warning", what="Gone.", where=(Path("a/groups.csv"), 3), mend="Add it."),
            "groups.csv, line 3: Gone. Add it.",
        ),
    ],
)
def test_a_problem_is_one_line(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_an_error_becomes_a_problem_with_all_it_had() -> None:
    problem = Problem.of(StudyError("Twice.", where=(Path("a/groups.csv"), 3), hint="Keep one."))
    assert (problem.severity, problem.place, problem.mend) == ("error", "groups.csv, line 3", "Keep one.")


def test_an_error_without_place_or_hint_becomes_a_problem_without() -> None:
    assert str(Problem.of(TlcError("Twice."))) == "Twice."


def test_the_same_problem_found_twice_is_one() -> None:
    one, other = (Problem(severity="error", what="Gone.", where="groups.csv") for _ in range(2))
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("fields", "stops"),
    [({"severity": "error"}, True), ({"severity": "error", "draft": True}, False), ({"severity": "warning"}, False)],
)
def test_only_an_error_that_keeps_no_draft_stops_the_report(fields: dict[str, Any], stops: bool) -> None:
    assert Problem(what="Gone.", **fields).stops is stops


def test_settings_are_careful_by_default() -> None:
    settings = Settings(title="A study")
    assert (settings.min_cell, settings.reviewed, settings.synthetic) == (5, "", False)


def test_settings_expect_nothing_that_nobody_said() -> None:
    settings = Settings(title="A study")
    assert {settings.expected_participants, settings.expected_focus_groups, settings.expected_interviews} == {None}
