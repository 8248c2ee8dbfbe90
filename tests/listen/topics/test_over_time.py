"""Topics over time: months in their order, and sessions of no month set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.topics.over_time import over_time

HERE = Path(__file__).parent


@pytest.fixture
def talk(small: Any, loaded: Callable[[Path], Any]) -> Any:
    return loaded(HERE / "sorted_talk.py").Sorted(small)


def test_months_stand_in_their_order_with_who_took_part_in_each(talk: Any) -> None:
    result = over_time(talk.documents, talk.numbers, **talk.who).spread
    assert result.values == ("2026-05", "2026-06")
    closed = {held.value: held for held in result.held if held.topic == 1}
    assert (closed["2026-05"].people, closed["2026-05"].people_in_all) == (("P4",), ("P4", "P5", "P8"))
    assert closed["2026-06"].people == ("P1",)


def test_sessions_whose_month_nobody_wrote_down_are_told_and_in_no_count(talk: Any) -> None:
    result = over_time(talk.documents, talk.numbers, **talk.who)
    assert result.undated == ("IN01",)
    assert "IN01" not in result.spread.sessions


@pytest.mark.parametrize(("only", "months"), [("FG01", "1 month,"), ("IN01", "0 months")])
def test_one_month_is_no_time(talk: Any, only: str, months: str) -> None:
    kept = (talk.documents["transcript"] == only).to_numpy()
    with pytest.raises(AnalysisError, match=months.rstrip(",")) as caught:
        over_time(talk.documents[kept], np.asarray(talk.numbers)[kept], **talk.who)
    assert "groups.csv" in str(caught.value)
