"""The benchmark of the report makes the study that it says, draws the real page, and measures what it prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tlc.change.framework import inclusion_health
from tlc.change.report.gather import gather
from tlc.change.report.html import every_theme
from tlc.listen.codebook import read_codebook

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "report.py"


@pytest.fixture(scope="module")
def report(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


@pytest.fixture(scope="module")
def material(report: ModuleType):  # type: ignore[no-untyped-def]
    return report.made_material(20, read_codebook(report.CODEBOOK), inclusion_health())


def test_a_study_is_as_large_as_it_says(report: ModuleType, material) -> None:  # type: ignore[no-untyped-def]
    assert len(material.transcripts) == len(material.groups) == 20
    assert len(material.turns) == 20 * report.TURNS
    assert len(material.people) == 20 * report.PEOPLE
    assert len(material.codings) == 20 * report.MARKS


def test_its_report_holds_many_themes_with_quotes_ratings_and_actions(material) -> None:  # type: ignore[no-untyped-def]
    facts, trace = gather(material)
    themes = every_theme(facts)
    assert len(themes) >= 20
    assert len({theme.sessions for theme in themes}) >= 3, "codes are used unevenly"
    assert all(theme.rating for theme in themes)
    assert len(trace) >= 20
    assert len(facts.actions) == 12


def test_the_peer_shows_the_same_themes_and_actions(report: ModuleType, material) -> None:  # type: ignore[no-untyped-def]
    page = report.peer(material)
    facts, _ = gather(material)
    assert all(theme.label in page for theme in every_theme(facts)[:5])
    assert facts.actions[0].owner in page


def test_the_least_time_of_some_rounds_is_told(report: ModuleType) -> None:
    seconds, given = report.timed(lambda: sum(range(1000)), 3)
    assert 0 <= seconds < 1
    assert given == 499_500
