"""Words of codings that do not stand: taken off, undone, or set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import Add, Journal, Move, Remove, SetAside
from tlc.listen.lost_quotes import lost_quotes
from tlc.model import Coder, Coding, Span


@pytest.fixture
def journal(tmp_path: Path, asha: Coder) -> Journal:
    return Journal(tmp_path, asha)


def everywhere(*_: object) -> bool:
    return True


def test_what_stands_is_not_lost(journal: Journal, mark: Callable[..., Coding]) -> None:
    journal.do(Add(mark("closed")))
    assert lost_quotes(journal.path, everywhere) == frozenset()


def test_what_was_taken_off_undone_or_set_aside_is(journal: Journal, mark: Callable[..., Coding]) -> None:
    taken, aside, undone = mark("closed"), mark("my shift"), mark("after")
    journal.do(Add(taken), Add(aside))
    journal.do(Remove(taken.id))
    journal.do(SetAside(aside.id))
    journal.do(Add(undone))
    journal.undo()
    assert lost_quotes(journal.path, everywhere) == {"closed", "my shift", "after"}


def test_what_was_moved_stands(journal: Journal, mark: Callable[..., Coding]) -> None:
    coding = mark("closed")
    journal.do(Add(coding))
    journal.do(Move(coding.id, Span(turn="FG01:0004", start=0, end=6), "Closed"))
    assert lost_quotes(journal.path, everywhere) == frozenset()


def test_only_what_was_said_at_a_place_counts(journal: Journal, mark: Callable[..., Coding]) -> None:
    first, second = mark("closed"), mark("acte", turn="FG01:0003")
    journal.do(Add(first), Add(second))
    journal.do(Remove(first.id), Remove(second.id))
    asked: list[tuple[Span, str]] = []

    def said(span: Span, quote: str) -> bool:
        asked.append((span, quote))
        return span.turn == "FG01:0003"

    assert lost_quotes(journal.path, said) == {"acte"}
    assert (first.span, "closed") in asked


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodingError):
        lost_quotes(tmp_path / "asha.sqlite", everywhere)
