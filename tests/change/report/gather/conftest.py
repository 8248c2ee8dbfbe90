"""The facts of the small study, gathered: what each part of the gathering is tried on."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tlc.change.report.facts import ReportFacts, ThemeFacts
from tlc.change.report.gather import Material, gather
from tlc.model import Coding

Mark = Callable[..., Coding]
Frame = Callable[..., pd.DataFrame]
Make = Callable[..., Material]


@pytest.fixture
def marks(mark: Mark) -> tuple[Coding, ...]:
    return (
        mark("FG01:0002", "closed after my shift", "access.hours"),
        mark("FG01:0004", "Always closed", "access.hours"),
        mark("FG02:0001", "Closed", "access.hours", "ben"),
        mark("IN01:0002", "closed", "access.hours", "ben"),
        mark("FG01:0003", "wanted papers", "access.papers"),
        mark("FG01:0003", "Nobody could explain", "language.letters"),
        mark("FG01:0002", "Sunday", "helps.time", memo="a note of the coder"),
        mark("IN02:0001", "closed", "access.hours", "rules", status="suggested", because="term 'closed'"),
    )


@pytest.fixture
def facts(material: Make, frame: Frame, marks: tuple[Coding, ...]) -> Callable[..., ReportFacts]:
    """Gather the facts of the small study, changed as the test says."""
    return lambda *more, **other: gather(material(frame(*marks, *more), **other))[0]


@pytest.fixture
def themes(facts: Callable[..., ReportFacts]) -> Callable[..., dict[str, ThemeFacts]]:
    """Gather the small study's themes by their ids, changed as the test says."""

    def made(*more: Coding, **other: object) -> dict[str, ThemeFacts]:
        found = facts(*more, **other)
        everywhere = [theme for principle in found.principles for theme in principle.themes]
        return {theme.id: theme for theme in (*everywhere, *found.unmapped)}

    return made
