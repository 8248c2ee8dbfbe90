"""What became of codings, as a person reads it: counted, and those listed that somebody should look at."""

from __future__ import annotations

from typing import get_args

import pytest

from tlc.lab.replaced import counts, replaced
from tlc.model import Placing, Span
from tlc.model.placing import How, Why
from tlc.talk.earlier import Replacing


def placing(how: How, *, coder: str = "asha", turn: str = "FG01:0002", why: Why = "") -> Placing:
    before = Span(turn=turn, start=0, end=4)
    after = None if how == "set aside" else Span(turn="FG01:0009", start=0, end=4)
    return Placing(coding="x", coder=coder, code="access.hours", before=before, after=after, how=how, why=why)


def replacing(*placings: Placing, kept: int = 0, **suggestions: int) -> Replacing:
    return Replacing(
        transcript="FG01",
        number=1,
        at="2026-06-01T10:00:00Z",
        before="ab" * 32,
        after="cd" * 32,
        step="t",
        placings=placings,
        kept=kept,
        suggestions=suggestions,
    )


def test_each_way_is_counted() -> None:
    one = replacing(placing("moved"), placing("moved"), placing("words changed"), placing("set aside"), kept=7)
    assert counts(one) == (
        "7 codings kept their place, 2 moved with their words, 1 had their words corrected, 1 were set aside"
    )


def test_what_kept_its_words_is_not_listed() -> None:
    listing = replaced(replacing(placing("moved"), kept=3))
    assert (len(listing), listing.frame.empty) == (0, True)


def test_what_is_to_be_looked_at_is_listed_by_coder_turn_and_code() -> None:
    one = replacing(
        placing("words changed", coder="ben"),
        placing("set aside", coder="ben", turn="FG01:0003", why="parted"),
        placing("set aside", coder="asha", turn="FG01:0008", why="two places"),
        placing("words changed", coder="asha"),
    )
    rows = [tuple(row) for row in replaced(one).frame.itertuples(index=False)]
    assert [row[:5] for row in rows] == [
        ("set aside", "asha", "access.hours", "FG01:0008", ""),
        ("set aside", "ben", "access.hours", "FG01:0003", ""),
        ("words changed", "asha", "access.hours", "FG01:0002", "FG01:0009"),
        ("words changed", "ben", "access.hours", "FG01:0002", "FG01:0009"),
    ]
    assert "several places" in rows[0][5]
    assert "a turn begins" in rows[1][5]


@pytest.mark.parametrize("why", [why for why in get_args(Why) if why])
def test_every_reason_is_told_in_words(why: Why) -> None:
    (told,) = replaced(replacing(placing("set aside", why=why))).frame["why"]
    assert len(told) > len(why)


def test_it_is_told_where_the_earlier_version_is() -> None:
    assert "transcripts/earlier/FG01-abababababab.txt" in replaced(replacing()).note


def test_where_nothing_was_replaced_no_earlier_version_is_named() -> None:
    from dataclasses import replace

    one = replacing(placing("moved"))
    assert "earlier" not in replaced(replace(one, after=one.before)).note


def test_what_to_do_is_said_where_there_is_something_to_do() -> None:
    assert "tlc tag" in replaced(replacing(rules=12)).note
    assert "12 suggestions" in replaced(replacing(rules=12)).note
    assert "tlc tag" not in replaced(replacing()).note
    assert "code it again" in replaced(replacing(placing("set aside", why="gone"))).note
    assert "code it again" not in replaced(replacing(placing("moved"))).note
