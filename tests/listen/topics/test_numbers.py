"""Numbers of topics are tried side by side, and one is proposed with its reasons."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tlc.listen.topics import numbers as module
from tlc.listen.topics.numbers import GRID, Number, Profile, profile
from tlc.listen.topics.refits import Effort

LITTLE = Effort(bootstraps=2, runs=40)


def around(count: int, each: int, spread: float = 0.1) -> NDArray[np.float64]:
    """Scatter vectors around directions at right angles."""
    corners = np.repeat(np.eye(12)[:count], each, axis=0)
    return np.asarray(corners + spread * np.random.default_rng(4).normal(size=corners.shape))


def number(topics: int, stability: float | None, silhouette: float | None) -> Number:
    return Number(
        topics=topics, found=topics, stability=stability, lowest=stability, highest=stability, silhouette=silhouette
    )


def proposed(monkeypatch: pytest.MonkeyPatch, *tried: Number) -> Profile:
    """Propose from figures that are given, for the numbers of the grid in turn."""
    waiting = iter(tried)
    monkeypatch.setattr(module, "_tried", lambda *_, **__: next(waiting))
    return profile(around(4, 25), seed=1, most=GRID[len(tried) - 1])


@pytest.mark.parametrize("groups", [3, 5])
def test_the_number_of_groups_far_apart_is_proposed(groups: int) -> None:
    found = profile(around(groups, 20), seed=1, most=6, effort=LITTLE)
    assert found.proposal == groups
    best = next(one for one in found.numbers if one.topics == groups)
    assert best.stability == pytest.approx(1, abs=0.01)
    assert best.silhouette == max(one.silhouette for one in found.numbers)


def test_numbers_are_tried_up_to_what_is_asked_and_to_five_documents_a_topic() -> None:
    assert [one.topics for one in profile(around(4, 25), seed=1, most=5, effort=LITTLE).numbers] == [2, 3, 4, 5]
    assert [one.topics for one in profile(around(4, 7), seed=1, effort=LITTLE).numbers] == [2, 3, 4, 5]


def test_the_same_seed_gives_the_same_profile() -> None:
    fog = np.random.default_rng(1).normal(size=(60, 9))
    once, again, other = (profile(fog, seed=seed, most=5, effort=LITTLE).frame for seed in (1, 1, 2))
    assert once.equals(again)
    assert not once.equals(other)


def test_of_many_documents_a_sample_is_fitted() -> None:
    found = profile(around(4, 30), seed=1, most=5, effort=Effort(bootstraps=2, runs=40, most=80))
    assert (found.documents, found.of) == (80, 120)
    assert found.proposal == 4


def test_vectors_are_not_changed() -> None:
    vectors = around(3, 10)
    before = vectors.copy()
    profile(vectors, seed=1, most=3, effort=LITTLE)
    assert (vectors == before).all()


def test_two_large_groups_that_tell_nothing_do_not_win_by_stability_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = proposed(monkeypatch, number(2, 0.95, 0.04), number(3, 0.7, 0.095), number(4, 0.8, 0.1))
    assert found.proposal == 4
    assert found.nearly == (3, 4)


def test_of_numbers_that_stand_apart_alike_the_one_that_comes_back_most_is_proposed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert proposed(monkeypatch, number(2, 0.5, 0.1), number(3, 0.7, 0.095), number(4, 0.6, 0.1)).proposal == 3


def test_of_two_that_are_equal_the_smaller_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proposed(monkeypatch, number(2, 0.7, 0.1), number(3, 0.8, 0.1), number(4, 0.8, 0.1)).proposal == 3


def test_numbers_without_figures_are_never_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proposed(monkeypatch, number(2, None, 0.9), number(3, 0.1, 0.1), number(4, 0.9, None)).proposal == 3


@pytest.mark.parametrize(
    "vectors", [np.ones((40, 5)), np.zeros((40, 5)), around(3, 3), np.ones((1, 3)), np.ones((0, 3))]
)
def test_where_nothing_can_be_told_apart_nothing_is_proposed_and_it_is_said(vectors: NDArray[np.float64]) -> None:
    found = profile(vectors, seed=1, most=4, effort=LITTLE)
    assert found.proposal is None
    assert found.nearly == ()
    assert found.sentence.startswith("No number is proposed")
    assert not found.frame["proposed"].any()


def test_the_sentence_says_why_and_leaves_the_choice_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    said = proposed(monkeypatch, number(2, 0.9, 0.02), number(3, 0.81, 0.1), number(4, 0.7, 0.1)).sentence
    assert said.startswith("3 topics are proposed")
    assert "likeness 0.81" in said
    assert "silhouette 0.10" in said
    assert "From 3 to 4 topics stand apart about as clearly." in said
    assert "come back poorly" not in said
    assert "What they are for decides" in said


def test_the_sentence_warns_of_topics_that_do_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    said = proposed(monkeypatch, number(2, 0.2, 0.02), number(3, 0.4, 0.1)).sentence
    assert "come back poorly" in said
    assert "as clearly" not in said


def test_the_sentence_does_not_call_clear_what_hardly_stands_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    faint = proposed(monkeypatch, number(2, 0.8, 0.02), number(3, 0.7, 0.07), number(4, 0.6, 0.07)).sentence
    clear = proposed(monkeypatch, number(2, 0.8, 0.02), number(3, 0.7, 0.3), number(4, 0.9, 0.3)).sentence
    assert "nothing stands apart by itself" in faint
    assert "largest that was tried" not in faint
    assert "nothing stands apart" not in clear
    assert "4 topics are proposed" in clear
    assert "It is the largest that was tried." in clear


def test_the_table_has_a_row_a_number_and_marks_the_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = proposed(monkeypatch, number(2, None, None), number(3, 0.81, 0.1)).frame
    assert frame["topics"].tolist() == [2, 3]
    assert frame["stability"].dtype == "float64"
    assert frame["stability"].isna().tolist() == [True, False]
    assert frame["proposed"].tolist() == [False, True]
