"""Texts as points: the embedder that is always there."""

from __future__ import annotations

import numpy as np
import pytest

from tlc import plugins
from tlc.errors import AnalysisError
from tlc.listen.embed import TfidfSvd

TALK = [
    "they spelled my surname wrong on the letter",
    "the surname on the letter is spelled wrong again",
    "the bus to the hospital takes an hour",
    "no bus goes to the hospital in the evening",
    "the tablets are dear and the dentist is dearer",
    "I pay for tablets and never see a dentist",
    "rain came through the roof of our room",
    "our room is cold and the roof is open",
    "she rang at eight and nobody answered",
    "nobody answered when we rang at eight",
    "my daughter translates and misses school",
    "school is missed when a daughter translates",
]


def test_texts_about_the_same_thing_lie_nearer() -> None:
    points = TfidfSvd().embed(TALK)
    assert points[0] @ points[1] > points[0] @ points[2]
    assert points[2] @ points[3] > points[2] @ points[4]


def test_points_have_length_one_and_are_small_numbers() -> None:
    points = TfidfSvd().embed(TALK)
    assert points.dtype == np.float32
    assert np.allclose(np.linalg.norm(points, axis=1), 1, atol=1e-5)


def test_the_same_texts_give_the_same_bytes() -> None:
    assert TfidfSvd().embed(TALK).tobytes() == TfidfSvd().embed(TALK).tobytes()


def test_texts_that_repeat_each_other_give_the_same_bytes_too() -> None:
    assert TfidfSvd().embed(TALK * 4).tobytes() == TfidfSvd().embed(TALK * 4).tobytes()


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_few_texts_have_points_too(count: int) -> None:
    points = TfidfSvd().embed(TALK[:count])
    assert points.shape[0] == count
    assert np.isfinite(points).all()


def test_no_more_dimensions_than_asked_for() -> None:
    assert TfidfSvd(dimensions=3).embed(TALK).shape[1] == 3


def test_inflected_forms_lie_near_each_other() -> None:
    points = TfidfSvd().embed(["am o programare"] * 2 + ["sunt programări"] * 2 + ["plouă afară"] * 2 + TALK)
    assert points[0] @ points[2] > points[0] @ points[4]


@pytest.mark.parametrize("texts", [[], ["", ""], ["?", "!"]])
def test_texts_without_words_are_an_error_and_not_a_point(texts: list[str]) -> None:
    with pytest.raises(AnalysisError, match="no words to compare"):
        TfidfSvd().embed(texts)


def test_it_comes_through_the_door_for_embedders() -> None:
    assert plugins.load("tlc.embedders", "tfidf") is TfidfSvd
