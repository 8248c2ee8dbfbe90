"""Who carries a topic: distinct people of those who took part, and never a count of turns."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.compare import wilson
from tlc.listen.topics.spread import Carried, Spread, spread

HERE = Path(__file__).parent


@pytest.fixture
def talk(small: Any, loaded: Callable[[Path], Any]) -> Any:
    return loaded(HERE / "sorted_talk.py").Sorted(small)


def found(result: Spread, topic: int, voices: str = "community") -> dict[str, Carried]:
    return {held.value: held for held in result.held if held.topic == topic and held.voices == voices}


def test_people_are_counted_once_however_much_they_say(talk: Any) -> None:
    once = spread(talk.documents, talk.numbers, by="group", **talk.who)
    many = talk.documents.loc[[0] * 5 + list(range(8))].reset_index(drop=True)
    numbers = np.concatenate([[talk.numbers[0]] * 5, talk.numbers])
    assert spread(many, numbers, by="group", **talk.who).held == once.held


def test_those_who_took_part_are_the_denominator_also_those_who_withdrew(talk: Any) -> None:
    closed = found(spread(talk.documents, talk.numbers, by="group", **talk.who), 1)
    assert closed["FG01"].people == ("P1",)
    assert closed["FG01"].people_in_all == ("P1", "P2", "P3", "P7")
    assert closed["FG02"].people_in_all == ("P4", "P5", "P8")


def test_a_share_has_wilsons_interval(talk: Any) -> None:
    closed = found(spread(talk.documents, talk.numbers, by="group", **talk.who), 1)["FG01"]
    assert (closed.share, closed.interval) == (0.25, wilson(1, 4))


def test_nobody_of_nobody_is_no_share() -> None:
    nobody = Carried(
        topic=1, voices="community", value="x", people=(), people_in_all=(), sessions=(), sessions_in_all=()
    )
    assert math.isnan(nobody.share)


def test_a_trait_parts_people_and_one_that_nobody_wrote_down_says_so(talk: Any) -> None:
    result = spread(talk.documents, talk.numbers, by="age_band", **talk.who)
    assert result.values == ("18-29", "30-44", "not given")
    papers = found(result, 2)
    assert {value: held.people for value, held in papers.items()} == {
        "18-29": ("P3",),
        "30-44": ("P2",),
        "not given": ("P5",),
    }
    assert papers["18-29"].sessions == ("FG01",)
    assert papers["18-29"].sessions_in_all == ("FG01", "FG02")


def test_community_and_professionals_stand_apart(talk: Any) -> None:
    result = spread(talk.documents, talk.numbers, by="role", **talk.who)
    assert found(result, 1, "professional")["professional"].people == ("P6",)
    assert "professional" not in found(result, 1)


def test_speakers_whom_nobody_knows_are_told_and_in_no_count(talk: Any) -> None:
    result = spread(talk.documents, np.where(talk.numbers == 0, 1, talk.numbers), by="group", **talk.who)
    # One turn of nobody known, and one of P9, who is in no table.
    assert result.unknown == {1: 2, 2: 0}
    assert all("P9" not in held.people + held.people_in_all for held in result.held)


def test_the_rest_is_no_topic(talk: Any) -> None:
    result = spread(talk.documents, talk.numbers, by="group", **talk.who)
    assert {held.topic for held in result.held} == {1, 2}


def test_sessions_without_a_document_are_in_no_denominator(talk: Any) -> None:
    kept = (talk.documents["transcript"] == "FG02").to_numpy()
    result = spread(talk.documents[kept], talk.numbers[kept], by="age_band", **talk.who)
    assert result.sessions == ("FG02",)
    everybody = {person for held in result.held for person in held.people_in_all}
    assert everybody == {"P4", "P5", "P8"}


def test_a_case_in_which_nobody_carries_it_stands_there_with_nobody(talk: Any) -> None:
    kept = ~talk.documents["document"].eq("FG02:0002").to_numpy()
    papers = found(spread(talk.documents[kept], talk.numbers[kept], by="group", **talk.who), 2)["FG02"]
    assert (papers.people, papers.share) == ((), 0.0)


def test_without_people_nothing_is_counted_but_the_unknown(talk: Any) -> None:
    result = spread(talk.documents, talk.numbers, by="group", **(talk.who | {"people": ()}))
    assert result.held == ()
    assert result.unknown == {1: 4, 2: 3}


@pytest.mark.parametrize("by", ["participant", "star sign"])
def test_people_are_not_set_side_by_side_and_what_is_not_known_is_refused(talk: Any, by: str) -> None:
    with pytest.raises(AnalysisError):
        spread(talk.documents, talk.numbers, by=by, **talk.who)
