"""What the random sample tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.listen.agree import Undefined
from tlc.listen.codings import Kept
from tlc.listen.compare import wilson
from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.queue import order
from tlc.listen.suggest.sampled import sampled

HOURS, PAPERS = "access.hours", "access.papers"


@pytest.fixture
def drawn(words: Material) -> list[str]:
    """The turns of the small study in the drawn order."""
    return [words.turns[row] for row in order(words.turns)]


def closed(words: Material, turn: str) -> str:
    text = words.texts[words.rows[turn]]
    return next((word for word in ("closed", "Closed") if word in text), "")


def test_shares_come_from_turns_that_were_drawn(
    small: Any, words: Material, drawn: list[str], kept: Callable[..., Kept], judged: Callable[..., Labels], hits: Any
) -> None:
    # All but the last is the sample; the last, which was drawn, is left out of it.
    read = dict.fromkeys(drawn[:6], "random")
    marks = [small.mark(turn, closed(words, turn), HOURS) for turn in drawn[:5] if closed(words, turn)]
    found = hits({turn: [(HOURS, "closed")] for turn in drawn[:5]})
    result = sampled(words, judged(kept("asha", *marks, read=read)), found)
    (hours,) = result.codes
    assert (result.turns, result.of, result.seed) == (5, len(words), 1)
    assert 0 < len(marks) < 5
    assert (hours.turns, hours.share) == (len(marks), len(marks) / 5)
    assert (hours.interval.low, hours.interval.high) == wilson(len(marks), 5)
    assert (hours.hits, hours.right, hours.precision) == (5, len(marks), len(marks) / 5)
    assert hours.precision_interval == hours.interval


def test_a_term_that_stands_nowhere_in_the_sample_has_no_precision(
    small: Any, words: Material, drawn: list[str], kept: Callable[..., Kept], judged: Callable[..., Labels], hits: Any
) -> None:
    turn = next(turn for turn in drawn[:5] if closed(words, turn))
    mark = small.mark(turn, closed(words, turn), HOURS)
    result = sampled(words, judged(kept("asha", mark, read=dict.fromkeys(drawn[:6], "random"))), hits({}))
    assert isinstance(result.codes[0].precision, Undefined)
    assert isinstance(result.codes[0].precision_interval, Undefined)
    assert result.codes[0].hits == 0


def test_where_nothing_was_drawn_there_is_no_sample(
    words: Material,
    drawn: list[str],
    kept: Callable[..., Kept],
    judged: Callable[..., Labels],
    hits: Callable[..., Hits],
) -> None:
    read = dict.fromkeys(drawn[:6], "rules")
    result = sampled(words, judged(kept("asha", read=read)), hits({drawn[0]: [(HOURS, "closed")]}))
    assert (result.turns, result.codes) == (0, ())


def test_what_two_coders_drew_counts_together(
    words: Material,
    drawn: list[str],
    kept: Callable[..., Kept],
    judged: Callable[..., Labels],
    hits: Callable[..., Hits],
) -> None:
    files = [kept("asha", read={drawn[0]: "random"}), kept("ben", read={drawn[1]: "random", drawn[2]: "random"})]
    assert sampled(words, judged(*files), hits({})).turns == 2


def test_another_seed_has_another_sample(
    words: Material,
    drawn: list[str],
    kept: Callable[..., Kept],
    judged: Callable[..., Labels],
    hits: Callable[..., Hits],
) -> None:
    labels = judged(kept("asha", read=dict.fromkeys(drawn[:6], "random")))
    assert sampled(words, labels, hits({}), seed=2).turns < 5
    assert sampled(words, labels, hits({}), seed=2).seed == 2


def test_a_study_that_was_read_from_end_to_end_is_its_own_sample(
    words: Material, kept: Callable[..., Kept], judged: Callable[..., Labels], hits: Callable[..., Hits]
) -> None:
    labels = judged(kept("asha", finished=frozenset(words.sessions)))
    result = sampled(words, labels, hits({words.turns[0]: [(PAPERS, "x")]}))
    assert result.turns == len(words)
    assert (result.codes[0].share, result.codes[0].precision) == (0, 0)
