"""The benchmark of topics compares what it says, on the documents it says, and prints what came out."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "topics_quality.py"
GROUPS = np.repeat(["bus", "tooth"], 12)
TEXTS = [f"the {word} and the {word} of {word} number {place}" for place, word in enumerate(GROUPS)]
VECTORS = np.repeat(np.eye(4)[:2], 12, axis=0) + 0.05 * np.random.default_rng(1).normal(size=(24, 4))


@pytest.fixture(scope="module")
def bench(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


def exact(texts: Sequence[str], *_: object) -> tuple[Any, list[list[str]]]:
    """A method that finds both groups each time."""
    return np.array([int("tooth" in text) for text in texts]), [["bus", "number"], ["tooth", "number"]]


def fickle(texts: Sequence[str], *given: Any) -> tuple[Any, list[list[str]]]:
    """A method that finds something else each time, and leaves some documents over."""
    return np.random.default_rng(given[-1]).integers(-1, 3, size=len(texts)), [["bus"]]


def test_a_method_that_finds_the_groups_scores_one_in_all(bench: ModuleType) -> None:
    found = bench.quality(exact, TEXTS, VECTORS, GROUPS, topics=2)
    assert (found["groups"], found["seeds"], found["parts"]) == (1, 1, 1)
    assert (found["topics"], found["left over"]) == (2, 0)
    assert found["CPU s"] >= 0


def test_a_method_that_finds_something_else_each_time_scores_about_nought(bench: ModuleType) -> None:
    found = bench.quality(fickle, TEXTS, VECTORS, GROUPS, topics=2)
    assert max(abs(found[name]) for name in ("groups", "seeds", "parts")) < 0.3
    assert 0 < found["left over"] < 0.6
    assert found["topics"] == 3


def test_ours_finds_groups_that_nobody_can_mix_up_and_their_words(bench: ModuleType) -> None:
    labels, words = bench.ours(TEXTS, VECTORS, 2, 1)
    assert bench.likeness([labels, (GROUPS == "tooth").astype(int)]) == 1
    assert sorted(topic[0] for topic in words) == ["bus", "tooth"]


def test_likeness_is_the_mean_over_pairs(bench: ModuleType) -> None:
    one, other = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert bench.likeness([one, one, one]) == 1
    assert bench.likeness([one, one, other]) == pytest.approx((1 + 2 * -0.5) / 3)
    assert math.isnan(bench.likeness([one]))


def test_what_was_left_over_is_a_group_of_its_own(bench: ModuleType) -> None:
    left, kept = np.array([-1, -1, 0, 0]), np.array([1, 1, 0, 0])
    assert bench.likeness([left, kept]) == 1


def test_documents_are_drawn_from_the_groups_once_each(bench: ModuleType) -> None:
    groups = np.array(["a", "b", "c"] * 20)
    taken = bench.drawn(groups, 30, ("a", "b"), 1)
    assert len(set(taken.tolist())) == 30
    assert set(groups[taken]) == {"a", "b"}
    assert len(bench.drawn(groups, 100, ("a",), 1)) == 20
    assert taken.tolist() != bench.drawn(groups, 30, ("a", "b"), 2).tolist()


def test_coherence_and_diversity_are_means_over_numbers_and_seeds(bench: ModuleType) -> None:
    found = bench.wording(exact, TEXTS, VECTORS, GROUPS, numbers=[2, 3], seeds=2)
    assert found["diversity"] == 0.75
    assert found["seeds"] == found["groups"] == 1
    assert -0.2 < found["NPMI"] < 0.2


def test_a_table_has_a_row_for_each_and_three_digits(bench: ModuleType) -> None:
    assert bench.table([{"n": 150, "method": "tlc", "groups": 0.5}]).splitlines() == [
        "| n | method | groups |",
        "| --- | --- | --- |",
        "| 150 | tlc | 0.500 |",
    ]


def test_without_its_libraries_default_bertopic_is_left_out_and_it_is_said(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "find_spec", lambda name: None if name == "hdbscan" else object())
    assert list(bench.methods()) == ["tlc"]
    assert "is not measured" in capsys.readouterr().out
    monkeypatch.setattr(bench, "find_spec", lambda _: object())
    assert list(bench.methods()) == ["tlc", "default BERTopic"]


def test_vectors_that_were_made_before_are_taken(bench: ModuleType, tmp_path: Path) -> None:
    np.save(tmp_path / "posts.npy", VECTORS)
    assert (bench.embedded("none", [], tmp_path / "posts.npy", tmp_path) == VECTORS).all()
    assert bench.embedded("tfidf", TEXTS, None, tmp_path).shape[0] == len(TEXTS)


def test_texts_that_are_not_there_are_explained(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "POSTS", tmp_path / "none.jsonl")
    monkeypatch.setattr(sys, "argv", ["topics_quality.py", "posts"])
    with pytest.raises(SystemExit, match="not part of tlc"):
        bench.main()
