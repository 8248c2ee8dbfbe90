"""Points of length 1, whoever made them; and texts placed beside the texts of a study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.embedders import Embedder, TfidfSvd, embed_beside
from tlc.listen.embedders.embedder import unit

Explained = Callable[..., None]

TALK = ["they spelled my surname wrong", "the bus is always late", "mould on the wall at home"] * 4


class Lengths:
    """An embedder of somebody else's, on a scale of its own."""

    name, revision = "lengths", "1"

    def embed(self, texts: Sequence[str]) -> Any:
        return np.array([[3.0 * len(text), 4.0 * len(text)] for text in texts])


numbers = st.floats(-1e6, 1e6, allow_subnormal=False).filter(lambda number: number == 0 or abs(number) > 1e-6)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=8))
def test_every_row_has_length_one_or_was_nothing(rows: list[tuple[float, ...]]) -> None:
    lengths = np.linalg.norm(unit(rows, texts=len(rows), name="any"), axis=1)
    assert [round(length, 5) for length in lengths] == [1.0 if any(row) else 0.0 for row in rows]


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=8))
def test_points_that_were_brought_to_length_one_keep_every_bit(rows: list[tuple[float, ...]]) -> None:
    once = unit(rows, texts=len(rows), name="any").astype(np.float32)
    assert unit(once, texts=len(rows), name="any").astype(np.float32).tobytes() == once.tobytes()


@pytest.mark.parametrize(
    "points",
    [[1.0, 2.0], [[1.0]], [[1.0], [2.0, 3.0]], [["a"], ["b"]], [[float("nan")], [1.0]], [[float("inf")], [1.0]], None],
    ids=["one row", "too few", "ragged", "words", "no number", "endless", "nothing"],
)
def test_what_is_no_row_of_numbers_for_each_text_is_refused(points: Any, explained: Explained) -> None:
    with pytest.raises(AnalysisError) as caught:
        unit(points, texts=2, name="mine")
    explained(caught.value, what="'mine' does not give each text a row of numbers", hint="name another")


def test_another_text_stands_near_what_is_about_the_same_thing() -> None:
    points, beside = embed_beside(TfidfSvd(), TALK, ["a surname that is wrong", "late buses"])
    assert [int(row.argmax()) for row in beside @ points[:3].T] == [0, 1]


def test_what_is_placed_beside_them_moves_no_text() -> None:
    alone = TfidfSvd().embed(TALK)
    points, _ = embed_beside(TfidfSvd(), TALK, ["surname"] * 50)
    assert points.tobytes() == alone.tobytes()


def test_a_text_is_placed_beside_the_others_where_it_stands_among_them() -> None:
    points, beside = embed_beside(TfidfSvd(), TALK, TALK)
    np.testing.assert_allclose(beside, points, atol=1e-4)


def test_a_text_that_shares_nothing_is_nowhere() -> None:
    _, beside = embed_beside(TfidfSvd(), TALK, ["Löffel", ""])
    assert not beside.any()


@pytest.mark.parametrize("embedder", [TfidfSvd(), Lengths()], ids=["learns", "does not learn"])
def test_nothing_beside_them_is_an_array_without_rows(embedder: Embedder) -> None:
    points, beside = embed_beside(embedder, TALK, [])
    assert beside.shape == (0, points.shape[1])


def test_an_embedder_that_learns_nothing_places_both_in_the_same_way() -> None:
    points, beside = embed_beside(Lengths(), ["a", "bb"], ["a"])
    assert points.dtype == beside.dtype == np.float32
    np.testing.assert_allclose(points, [[0.6, 0.8]] * 2, atol=1e-6)
    assert beside.tobytes() == points[:1].tobytes()


@pytest.mark.parametrize("texts", [["word"] * 20, ["one text alone"]])
def test_texts_that_are_all_the_same_leave_room_for_others(texts: list[str]) -> None:
    points, beside = embed_beside(TfidfSvd(), texts, ["text", "word"])
    assert points.shape[1] == beside.shape[1]
    assert len(beside) == 2
