"""Texts placed one at a time."""

from __future__ import annotations

import threading
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.embedders._each import each


def letters(text: str) -> Any:
    return np.array([len(text), ord(text[0]) % 7], dtype=np.float32)


@given(st.lists(st.text(max_size=3), max_size=90), st.integers(0, 3))
def test_no_text_minds_its_neighbours(texts: list[str], workers: int) -> None:
    together = each(texts, letters, size=2, workers=workers)
    assert together.shape == (len(texts), 2)
    for text, point in zip(texts, together, strict=True):
        assert each([text], letters, size=2)[0].tobytes() == point.tobytes()


def test_texts_keep_their_order_however_long_each_takes() -> None:
    def slow(text: str) -> Any:
        time.sleep(0.002 * (int(text) % 3))
        return np.array([float(text), 1.0])

    points = each([str(number) for number in range(1, 40)], slow, size=2, workers=4)
    np.testing.assert_allclose(points[:, 0] / points[:, 1], range(1, 40), rtol=1e-5)


def test_what_is_said_twice_is_placed_once() -> None:
    asked: list[str] = []

    def place(text: str) -> Any:
        asked.append(text)
        return letters(text)

    each(["bus", "late", "bus"], place, size=2)
    assert sorted(asked) == ["bus", "late"]


def test_a_point_at_nothing_stays_there() -> None:
    assert not each(["bus"], lambda _: np.zeros(2, dtype=np.float32), size=2).any()


def test_whoever_stops_it_waits_for_few_texts() -> None:
    asked = 0
    lock = threading.Lock()

    def place(_: str) -> Any:
        nonlocal asked
        with lock:
            asked += 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        each([str(number) for number in range(1000)], place, size=2, workers=2)
    assert asked <= 64
