"""Whether a hit was right: by what people decided, or coded in turns that they have read to the end."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from tlc.frames import CODINGS, table
from tlc.listen.lint import judge

HIT = ("FG01:0001", 5, 10, "care")
READ = {"asha": {"FG01:0001"}}


def mark(coder: str = "asha", start: int = 5, end: int = 10, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(CODINGS, "") | {"prompted": None, "independent": True, "serious": False}
    place = {"coding": "c", "turn": "FG01:0001", "start": start, "end": end, "code": "care", "coder": coder}
    return blank | place | {"kind": "person", "status": "accepted"} | more


def one(*marks: dict[str, Any], read: Any = READ, hit: Any = HIT) -> float:
    (value,) = judge([hit], frame(*marks), read)
    return value


def frame(*marks: dict[str, Any]) -> pd.DataFrame:
    return table([tuple(row[name] for name in CODINGS) for row in marks], CODINGS)


def test_a_coding_on_its_words_makes_a_hit_right() -> None:
    assert one(mark(start=8, end=30)) == 1


def test_a_rejection_on_its_words_makes_a_hit_wrong() -> None:
    assert one(mark(status="rejected", decided="rules-0123456789ab"), read={}) == 0
    assert one(mark(status="rejected", decided="model-0123456789ab")) == 0


def test_a_suggestion_of_the_model_judges_no_term_in_a_turn_half_read_whether_taken_or_not() -> None:
    assert math.isnan(one(mark(decided="model-0123456789ab"), read={}))
    assert math.isnan(one(mark(status="rejected", decided="model-0123456789ab"), read={}))


def test_a_turn_read_to_the_end_without_the_code_makes_a_hit_wrong() -> None:
    assert one() == 0
    assert one(mark(code="other")) == 0


def test_a_turn_that_nobody_has_read_judges_nothing() -> None:
    assert math.isnan(one(read={}))


def test_a_coding_in_a_turn_half_read_judges_nothing_unless_it_decides_on_a_suggestion() -> None:
    # Of such a turn only what was found is known: every term would be right.
    assert math.isnan(one(mark(), read={}))
    assert one(mark(decided="rules-0123456789ab"), read={}) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 5), (10, 20)])
def test_the_code_on_other_words_of_the_turn_says_neither(start: int, end: int) -> None:
    assert math.isnan(one(mark(start=start, end=end)))


def test_a_coding_counts_over_a_rejection_that_it_follows() -> None:
    assert one(mark(status="rejected"), mark()) == 1


def test_of_several_people_the_mean_counts() -> None:
    assert one(mark(), read={"asha": {"FG01:0001"}, "ben": {"FG01:0001"}}) == 0.5


def test_what_people_agreed_on_counts_before_what_each_of_them_said() -> None:
    read = {"asha": {"FG01:0001"}, "ben": {"FG01:0001"}, "both": {"FG01:0001"}}
    assert one(mark(), mark("both", kind="agreed"), read=read) == 1
    assert one(mark(), mark("both", kind="agreed", status="rejected"), read=read) == 0


@pytest.mark.parametrize("kind", ["rules", "model"])
def test_machines_judge_nothing(kind: str) -> None:
    assert math.isnan(one(mark("rules", kind=kind, decided="rules-1"), read={}))


def test_a_suggestion_is_no_decision() -> None:
    assert math.isnan(one(mark(status="suggested", decided="rules-1"), read={}))


def test_each_hit_is_judged_apart_and_in_order() -> None:
    other = ("FG01:0002", 0, 4, "care")
    values = judge([other, HIT, other], frame(mark()), READ)
    assert math.isnan(values[0])
    assert math.isnan(values[2])
    assert values[1] == 1


def test_no_hits_are_no_judgements() -> None:
    assert judge([], frame(mark()), READ) == []
