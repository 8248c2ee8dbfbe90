"""How far people agree on the presence of codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.listen.agree import Interval, Undefined
from tlc.listen.agree.measure import agree
from tlc.listen.codings import Kept
from tlc.listen.compare import wilson
from tlc.listen.suggest.labels import judge
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.together import NOT_TOGETHER, Together, together
from tlc.model import Coder

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"


@pytest.fixture
def compare(small: Any, words: Material) -> Callable[..., Together]:
    return lambda *files, fewest=1: together(words, judge(words, files, small.codebook), files, fewest=fewest)


def test_agreement_is_twice_what_both_put_over_what_each_put(small: Any, kept: Any, compare: Any) -> None:
    found = compare(
        kept("asha", *(small.mark(turn, "losed", HOURS) for turn in ("FG01:0002", "FG01:0004"))),
        kept(
            "ben",
            small.mark("FG01:0002", "closed", HOURS, coder="ben"),
            small.mark("FG01:0003", "papers", PAPERS, coder="ben"),
        ),
    )
    assert found.by_code[HOURS] == pytest.approx(2 / 3)
    assert found.by_code[PAPERS] == 0
    assert isinstance(found.by_code[LETTERS], Undefined)
    assert found.overall == pytest.approx(2 / 4)
    assert found.turns == 4, "all of FG01 that can be coded"


def test_it_is_the_agreement_that_is_measured_elsewhere(small: Any, kept: Any, compare: Any) -> None:
    marks = [
        small.mark("FG01:0002", "closed", HOURS),
        small.mark("FG01:0003", "letter", LETTERS),
        small.mark("FG01:0006", "papers", PAPERS),
        small.mark("FG01:0002", "closed", HOURS, coder="ben"),
        small.mark("FG01:0003", "papers", PAPERS, coder="ben"),
    ]
    run = agree(small.turns, small.codings(*marks), ["asha", "ben"], resamples=0)
    found = compare(*(kept(who, *(one for one in marks if one.coder == who)) for who in ("asha", "ben")))
    assert found.overall == pytest.approx(run.overall.positive)


def test_turns_that_one_of_them_has_not_read_are_not_compared(small: Any, kept: Any, compare: Any) -> None:
    found = compare(
        kept("asha", small.mark("FG01:0002", "closed", HOURS), read={"FG01:0002": "random"}),
        kept("ben", small.mark("FG01:0003", "papers", PAPERS, coder="ben"), read={"FG01:0002": "", "FG01:0003": ""}),
    )
    assert found.turns == 1
    assert found.by_code[HOURS] == 0
    assert isinstance(found.by_code[PAPERS], Undefined)


def test_what_was_coded_and_not_read_to_the_end_is_not_compared(small: Any, kept: Any, compare: Any) -> None:
    # Only turns on which both put something are shared: agreement would be there by choice.
    files = [
        kept(who, small.mark("FG01:0002", "closed", HOURS, coder=who), read={other: ""})
        for who, other in (("asha", "FG01:0003"), ("ben", "FG01:0004"))
    ]
    assert compare(*files).overall is NOT_TOGETHER


def test_finished_sessions_are_read(small: Any, kept: Any, compare: Any) -> None:
    found = compare(
        kept("asha", small.mark("FG02:0001", "Closed", HOURS), finished=frozenset({"FG02"})),
        kept("ben", finished=frozenset({"FG02"})),
    )
    assert (found.turns, found.overall) == (2, 0)


def test_three_people_are_compared_pair_by_pair(small: Any, kept: Any, compare: Any) -> None:
    cleo = Coder(id="cleo", name="Cleo")
    found = compare(
        kept("asha", small.mark("FG02:0001", "Closed", HOURS)),
        kept("ben", small.mark("FG02:0001", "Closed", HOURS, coder="ben")),
        kept("", small.mark("FG02:0002", "papers", PAPERS, coder="cleo"), as_coder=cleo),
    )
    assert found.by_code[HOURS] == pytest.approx(2 / 4)


@pytest.mark.parametrize("coders", [(), ("asha",), ("asha", "together")])
def test_without_two_people_nothing_is_known(small: Any, kept: Any, compare: Any, coders: tuple[str, ...]) -> None:
    files: list[Kept] = [kept(who, small.mark("FG01:0002", "closed", HOURS, coder=who)) for who in coders]
    nothing = dict.fromkeys((HOURS, PAPERS, LETTERS), NOT_TOGETHER)
    assert compare(*files) == Together(
        turns=0, overall=NOT_TOGETHER, by_code=nothing, interval=NOT_TOGETHER, intervals=nothing
    )


def test_the_interval_is_wilsons_told_as_f1(small: Any, kept: Any, compare: Any) -> None:
    found = compare(
        kept("asha", *(small.mark(turn, "losed", HOURS) for turn in ("FG01:0002", "FG01:0004"))),
        kept("ben", small.mark("FG01:0002", "closed", HOURS, coder="ben")),
    )
    low, high = wilson(1, 2)
    assert found.intervals[HOURS] == Interval(2 * low / (1 + low), 2 * high / (1 + high))
    assert found.interval == found.intervals[HOURS]
    assert found.interval.low < found.by_code[HOURS] < found.interval.high
    assert isinstance(found.intervals[PAPERS], Undefined)


def test_of_a_code_on_few_turns_nothing_is_said(small: Any, kept: Any, compare: Any) -> None:
    files = [
        kept("asha", *(small.mark(turn, "losed", HOURS) for turn in ("FG01:0002", "FG01:0004"))),
        kept("ben", small.mark("FG01:0002", "closed", HOURS, coder="ben")),
    ]
    few = Undefined("too few to say: 2 turns on which one of them put it")
    found = compare(*files, fewest=3)
    assert (found.by_code[HOURS], found.intervals[HOURS], found.overall) == (few, few, few)
    assert compare(*files, fewest=2).by_code[HOURS] == pytest.approx(2 / 3)
