"""Results made of the small study of `tests/listen/small.py`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlc.lab.reading import ComparisonTable, MatrixTable, PairsTable
from tlc.listen.compare import compare
from tlc.listen.cooccurrence import cooccurrence
from tlc.listen.matrix import columns_of, matrix

SMALL = Path(__file__).parents[2] / "listen" / "small.py"


@pytest.fixture
def small(loaded: Callable[[Path], Any]) -> Any:
    return loaded(SMALL).Small()


@pytest.fixture
def marks(small: Any) -> tuple[Any, ...]:
    """Four people of the community say that it is closed, one of them twice, and so do a nurse and somebody unknown."""
    places = (
        ("FG01:0002", "closed after"),
        ("FG01:0002", "Sunday"),
        ("FG01:0003", "wanted"),
        ("FG01:0004", "closed"),
        ("FG01:0006", "always"),
        ("FG02:0001", "Closed"),
        ("IN01:0002", "closed"),
    )
    hours = [small.mark(turn, words, "access.hours") for turn, words in places]
    return (*hours, small.mark("FG01:0002", "closed", "access.papers"))


@pytest.fixture
def matrix_of(small: Any) -> Callable[..., MatrixTable]:
    def make(*marks: Any, rows: str = "group", summaries: Any = (), min_cell: int = 2, **more: Any) -> MatrixTable:
        frames = small.frames(*marks)
        result = matrix(
            frames,
            rows=rows,
            people=small.people,
            groups=small.groups,
            codes=columns_of(small.codebook),
            written=(dict.fromkeys(more.get("read", ("FG01", "FG02", "IN01")), True), summaries),
        )
        spoken = frames[1].merge(frames[0][["turn", "speaker", "language", "original"]], on="turn")
        return MatrixTable(result=result, codebook=small.codebook, spoken=spoken, min_cell=min_cell)

    return make


@pytest.fixture
def comparison_of(small: Any) -> Callable[..., ComparisonTable]:
    def make(*marks: Any, by: str = "age_band", min_cell: int = 2) -> ComparisonTable:
        result = compare(small.frames(*marks), by=by, people=small.people, groups=small.groups, codebook=small.codebook)
        return ComparisonTable(result=result, codebook=small.codebook, min_cell=min_cell)

    return make


@pytest.fixture
def pairs_of(small: Any) -> Callable[..., PairsTable]:
    def make(*marks: Any, min_cell: int = 2, **more: Any) -> PairsTable:
        result = cooccurrence(small.frames(*marks), people=small.people, codebook=small.codebook, **more)
        return PairsTable(result=result, codebook=small.codebook, min_cell=min_cell)

    return make
