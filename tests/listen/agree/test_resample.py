"""Ratings of what was marked and of all the rest, as they are and in every resample."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tlc.listen.agree.draws import draw
from tlc.listen.agree.material import gather
from tlc.listen.agree.resample import Drawn, drawn, ratings
from tlc.listen.agree.units import cut

Make = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def source(turns: Make, codings: Make) -> Drawn:
    """Two sessions of three and two turns; ben did not code the second, and cara not the first."""
    frame = turns(*[("FG01", "community", "abc")] * 3, *[("FG02", "community", "defgh")] * 2)
    marks = codings(
        ("asha", "FG01:0001", 0, 1, "a.a"),
        ("ben", "FG01:0001", 0, 1, "a.a"),
        ("asha", "FG02:0001", 0, 1, "a.a"),
        ("cara", "FG02:0001", 0, 1, "a.a"),
    )
    material = gather(frame, marks, ("asha", "ben", "cara"))
    units = cut(list(material.turns["text"]), "character", np.array([0, 1, 12, 13]))
    return drawn(material, units, seed=4, resamples=30)


def weights(source: Drawn, said: list[list[int]], where: list[int]) -> dict[tuple[int, ...], float]:
    found, _ = ratings(source, np.array(said), np.array(where, dtype=np.int64), (0, 1))
    kept: dict[tuple[int, ...], float] = {}
    for column, weight in zip(found.values.T.tolist(), found.weights, strict=True):
        kept[tuple(column)] = kept.get(tuple(column), 0) + weight
    return {column: weight for column, weight in kept.items() if weight}


def test_sessions_know_who_coded_them_and_how_much_they_hold(source: Drawn) -> None:
    assert source.saw.tolist() == [[True, True], [True, False], [False, True]]
    assert source.totals[0].tolist() == [9, 10]
    assert source.often.shape == (30, 5)


def test_what_nobody_marked_is_no_for_those_who_coded_the_session(source: Drawn) -> None:
    assert weights(source, [[], [], []], []) == {(0, 0, -1): 9, (0, -1, 0): 10}


def test_what_somebody_marked_is_taken_from_what_nobody_did(source: Drawn) -> None:
    # Units 0 and 1 are the first character of the first turn, and its two others.
    assert source.units.size[:2].tolist() == [1, 2]
    assert weights(source, [[1, 0], [1, 1], [0, 0]], [0, 1]) == {
        (1, 1, -1): 1,
        (0, 1, -1): 2,
        (0, 0, -1): 6,
        (0, -1, 0): 10,
    }


def test_a_resample_counts_each_turn_as_often_as_it_was_drawn(source: Drawn) -> None:
    often = draw(np.array([0, 0, 0, 1, 1]), 30, seed=4)
    assert (often == source.often).all()
    found, resampled = ratings(source, np.array([[1], [0], [0]]), np.array([0]), (0, 1))
    marked = found.values.T.tolist().index([1, 0, -1])
    assert resampled.weights[:, marked].tolist() == often[:, 0].tolist()
    assert (resampled.weights.sum(axis=1) == 9 + 10).all()
    assert (resampled.weights >= 0).all()


def test_sessions_of_different_length_change_the_total_of_a_resample(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "community", "a"), ("FG01", "community", "b" * 9))
    marks = codings(("asha", "FG01:0001", 0, 1, "a.a"), ("ben", "FG01:0001", 0, 1, "a.a"))
    material = gather(frame, marks, ("asha", "ben"))
    source = drawn(material, cut(["a", "b" * 9], "character", np.array([0, 1])), seed=1, resamples=40)
    assert set(source.totals[1:, 0].tolist()) == {2, 10, 18}
    assert source.totals[0].tolist() == [10]
