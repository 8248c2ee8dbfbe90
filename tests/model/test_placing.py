"""A placing says where a coding went, in ids and places alone."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from tlc.model import HOWS, Placing, Span

SPAN = Span(turn="FG01:0003", start=0, end=6)
ASIDE = Placing(coding="a1", coder="asha", code="access.hours", before=SPAN, after=None, how="set aside", why="gone")


def test_a_placing_has_no_field_for_words() -> None:
    assert {one.name for one in fields(Placing)} == {"coding", "coder", "code", "before", "after", "how", "why"}


def test_a_placing_is_frozen_and_takes_its_fields_by_name() -> None:
    with pytest.raises(FrozenInstanceError):
        ASIDE.how = "moved"  # type: ignore[misc]
    assert all(one.kw_only for one in fields(Placing))


def test_there_are_four_ways() -> None:
    assert HOWS == ("same place", "moved", "words changed", "set aside")
