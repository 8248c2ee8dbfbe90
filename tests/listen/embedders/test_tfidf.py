"""Texts as points: near when about the same thing, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from tlc import plugins
from tlc.errors import AnalysisError
from tlc.listen.embedders import Embedder, TfidfSvd
from tlc.listen.embedders import tfidf as module

TALK = [
    "They spelled my surname wrong at the surgery.",
    "The spelling of my surname is wrong in the computer.",
    "My prescription came under another surname, spelled short.",
    "Two buses, and the second bus is always late.",
    "The bus to the hospital is late every day.",
    "I wait for a late bus every day.",
    "There is mould on the wall of the bedroom.",
    "The damp wall, the mould, the landlord does nothing.",
    "Our landlord painted over the mould again.",
]


@pytest.fixture(scope="module")
def points() -> Any:
    return TfidfSvd().embed(TALK)


def test_each_text_is_a_point_of_length_one(points: Any) -> None:
    assert points.shape[0] == len(TALK)
    assert points.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), 1, atol=1e-5)


def test_the_nearest_text_is_about_the_same_thing(points: Any) -> None:
    nearness = points @ points.T - 2 * np.eye(len(TALK))
    assert [int(near) // 3 for near in nearness.argmax(axis=1)] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_a_word_stands_near_its_other_forms() -> None:
    filler = [f"nothing to do with it number {n}" for n in range(9)]
    forms = TfidfSvd().embed(["programare la doctor", "programări multe", "bilete de tren", *filler])
    assert forms[0] @ forms[1] > forms[0] @ forms[2]


def test_the_same_texts_give_the_same_bytes(points: Any) -> None:
    assert TfidfSvd().embed(TALK).tobytes() == points.tobytes()


def test_what_was_learnt_is_used_again_for_the_same_texts_and_for_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[int] = []
    learn = module._learn
    monkeypatch.setattr(module, "_learn", lambda key, texts, most: learnt.append(len(texts)) or learn(key, texts, most))
    monkeypatch.setattr(module, "_last", [])
    first = TfidfSvd().embed(TALK)
    _, beside = TfidfSvd().embed_beside(TALK, ["a late bus"])
    _, again = TfidfSvd().embed_beside(TALK, ["a late bus"])
    assert (learnt, beside.tobytes()) == ([9], again.tobytes())
    TfidfSvd().embed(TALK[::-1])
    TfidfSvd(dimensions=3).embed(TALK[::-1])
    assert learnt == [9, 9, 9]
    assert TfidfSvd().embed(TALK).tobytes() == first.tobytes()


def test_whoever_changes_points_changes_those_of_nobody_else(points: Any) -> None:
    TfidfSvd().embed(TALK)[:] = 0
    assert TfidfSvd().embed(TALK).tobytes() == points.tobytes()


def test_what_would_fill_the_memory_is_not_kept(monkeypatch: pytest.MonkeyPatch, points: Any) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 10)
    monkeypatch.setattr(module, "_last", [])
    assert TfidfSvd().embed(TALK).tobytes() == points.tobytes()
    assert module._last == []


def test_the_number_of_processors_changes_nothing() -> None:
    code = (
        "import hashlib; from tlc.listen.embedders.tfidf import TfidfSvd;"
        "talk = [f'{a} {b} {c}' for a in ('bus', 'late', 'rain') for b in ('wall', 'damp', 'home') for c in 'xyzuvw'];"
        "print(hashlib.sha256(TfidfSvd().embed(talk * 9).tobytes()).hexdigest())"
    )

    def digest(threads: str) -> str:
        limits = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        done = subprocess.run([sys.executable, "-c", code], env=limits, capture_output=True, text=True, check=True)
        return done.stdout

    assert digest("1") == digest("4")


def test_dimensions_are_no_more_than_asked_for_and_no_more_than_there_can_be() -> None:
    assert TfidfSvd(dimensions=3).embed(TALK).shape == (9, 3)
    assert TfidfSvd().embed(TALK).shape == (9, 8)


@pytest.mark.parametrize(
    "texts",
    [
        ["one text alone"],
        ["the same again"] * 20,
        ["word"] * 20,
        ["every", "text", "holds", "another", "word"] * 4,
        ["something to say", ""] * 10,
    ],
)
def test_small_and_repetitive_collections_have_points_too(texts: list[str]) -> None:
    points = TfidfSvd().embed(texts)
    assert points.shape[0] == len(texts)
    assert np.isfinite(points).all()


def test_texts_that_are_the_same_are_at_the_same_place() -> None:
    points = TfidfSvd().embed(["the bus is late", "the wall is damp", "who asked for my name"] * 10)
    np.testing.assert_allclose(points[0], points[3], atol=1e-5)


@pytest.mark.parametrize("texts", [[], [""] * 20, ["  ", "\n"], ["a", "b"]])
def test_texts_without_words_are_an_error_that_says_so(texts: list[str], explained: Any) -> None:
    with pytest.raises(AnalysisError) as caught:
        TfidfSvd().embed(texts)
    explained(caught.value, what="no words to compare", hint="withdrawn")


def test_it_comes_in_through_the_door_for_extensions() -> None:
    embedder: Embedder = plugins.load("tlc.embedders", "tfidf")()
    assert (embedder.name, embedder.revision) == ("tfidf", "1")
