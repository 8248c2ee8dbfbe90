"""A round of involvement has a date and a kind, and shows nothing of what people wrote of it."""

from __future__ import annotations

from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.model import INVOLVEMENT_KINDS, Involvement


@pytest.mark.parametrize("date", ["2026-09", "2026-09-14", "2026-12-31"])
@pytest.mark.parametrize("kind", INVOLVEMENT_KINDS)
def test_a_month_or_a_day_is_a_date(date: str, kind: Any) -> None:
    assert Involvement(date=date, kind=kind).date == date


@pytest.mark.parametrize("date", ["", "2026", "September 2026", "2026-13", "2026-09-32", "2026-9", "2026-09-14 "])
def test_anything_else_is_none(date: str) -> None:
    with pytest.raises(StudyError, match="no date"):
        Involvement(date=date, kind="member_check")


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(StudyError, match="unknown kind") as told:
        Involvement(date="2026-09", kind="party")  # type: ignore[arg-type]
    assert "member_check" in str(told.value)


def test_what_people_wrote_is_in_no_repr() -> None:
    one = Involvement(date="2026-09", kind="decision", what_changed="quince", decided="quince", note="quince")
    assert "quince" not in repr(one)
