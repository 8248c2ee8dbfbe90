"""Topics are fitted again from other seeds, without documents and without sessions, and what stays is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.topics import stability as module
from tlc.listen.topics.refits import KINDS, Effort, Measure
from tlc.listen.topics.stability import Stability, in_words, stability

LITTLE = Effort(seeds=2, bootstraps=2, runs=20)


def around(*sizes: int, spread: float = 0.1, width: int = 12) -> NDArray[np.float64]:
    """Scatter vectors around directions at right angles."""
    draw = np.random.default_rng(4)
    corners = np.repeat(np.eye(width)[: len(sizes)], sizes, axis=0)
    return np.asarray(corners + spread * draw.normal(size=corners.shape))


@pytest.fixture
def clear() -> NDArray[np.float64]:
    return around(25, 20)


@pytest.fixture
def fog() -> NDArray[np.float64]:
    """Vectors without groups."""
    return np.random.default_rng(1).normal(size=(90, 20))


def groups(*sizes: int) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(sizes)), sizes)


def test_groups_far_apart_come_back_wholly(clear: NDArray[np.float64]) -> None:
    sessions = ["FG1", "FG2", "FG3"] * 15
    found = stability(clear, groups(25, 20), topics=2, seed=1, sessions=sessions, effort=LITTLE)
    assert found.whole == {"seeds": 1, "bootstrap": 1, "sessions": 1}
    assert found.of_label(1) == {"seeds": 1, "bootstrap": 1, "sessions": 1}
    assert tuple(found.measures) == KINDS


def test_what_holds_no_groups_does_not_come_back(fog: NDArray[np.float64]) -> None:
    found = stability(fog, np.arange(90) % 6, topics=6, seed=1, effort=LITTLE)
    assert found.whole["bootstrap"] < 0.6
    assert max(found.of_label(0).values()) < 0.5


def test_groups_that_a_session_held_apart_do_not_last_without_it() -> None:
    # Without the third session there are two groups, and the third that was asked for is cut out of them.
    vectors, labels = around(20, 20, 20), groups(20, 20, 20)
    sessions = ["FG1", "FG2"] * 20 + ["FG3"] * 20
    found = stability(vectors, labels, topics=3, seed=1, sessions=sessions, effort=LITTLE)
    assert found.measures["sessions"].shown < 0.95


def test_the_same_run_gives_the_same_figures(fog: NDArray[np.float64]) -> None:
    once, again, other = (
        stability(fog, np.arange(90) % 6, topics=6, seed=seed, effort=LITTLE).frame for seed in (1, 1, 2)
    )
    assert once.equals(again)
    assert not once.equals(other)


def test_nothing_that_was_given_is_changed(clear: NDArray[np.float64]) -> None:
    before, labels = clear.copy(), groups(25, 20)
    stability(clear, labels, topics=3, seed=1, effort=LITTLE)
    assert (clear == before).all()
    assert (labels == groups(25, 20)).all()


def test_without_sessions_leaving_them_out_is_undefined(clear: NDArray[np.float64]) -> None:
    found = stability(clear, groups(25, 20), topics=2, seed=1, effort=LITTLE)
    assert found.measures["sessions"].ari is None
    assert "one session" in found.sentences[2]
    assert "sessions" not in found.of_label(0)


def test_a_session_without_which_a_single_document_is_left_may_be_left_out(clear: NDArray[np.float64]) -> None:
    sessions = ["a", *"b" * (len(clear) - 1)]
    found = stability(clear, groups(25, 20), topics=2, seed=1, sessions=sessions, effort=LITTLE)
    assert "sessions left out" in found.sentences[2]


def test_with_one_topic_nothing_is_fitted_again(clear: NDArray[np.float64], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(module, "cluster")
    found = stability(clear, groups(45), topics=1, seed=1, sessions=list("ab" * 22 + "a"), effort=LITTLE)
    assert found.whole == {}
    assert all("only one topic" in sentence for sentence in found.sentences)
    assert found.frame["ari"].isna().all()


def test_vectors_that_are_all_equal_are_one_topic_and_say_so() -> None:
    found = stability(np.ones((30, 5)), groups(15, 15), topics=3, seed=1, effort=LITTLE)
    assert found.measures["seeds"].why == "no two fits found more than one group"
    assert found.of_label(0)["seeds"] == pytest.approx(0.5)


def test_of_many_documents_a_sample_stands_for_all_and_it_is_said(clear: NDArray[np.float64]) -> None:
    effort = Effort(seeds=2, bootstraps=2, runs=20, most=30)
    found = stability(clear, groups(25, 20), topics=2, seed=1, sessions=["a", "b", "c"] * 15, effort=effort)
    assert (found.documents, found.of) == (30, 45)
    assert found.whole == {"seeds": 1, "bootstrap": 1, "sessions": 1}
    assert found.sentences[-1].startswith("Of 45 documents 30, drawn by chance,")
    everything = stability(clear, groups(25, 20), topics=2, seed=1, effort=LITTLE)
    assert len(everything.sentences) == 3


@pytest.mark.parametrize(("labels", "sessions"), [(44, 0), (45, 44), (45, 46)])
def test_what_is_not_of_the_same_documents_is_refused(clear: NDArray[np.float64], labels: int, sessions: int) -> None:
    with pytest.raises(AnalysisError, match="not of the same documents"):
        stability(clear, groups(labels), topics=3, seed=1, sessions=["a"] * sessions)


def test_long_vectors_are_shortened_without_moving_points_towards_each_other() -> None:
    long = np.random.default_rng(3).normal(size=(60, 300))
    short = module.shortened(long)
    assert short.shape == (60, 100)

    def apart(points: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(((points[:, None] - points[None]) ** 2).sum(axis=2))

    # Sixty points span fifty-nine directions: nothing is lost.
    assert np.allclose(apart(long), apart(short))


def test_the_table_has_a_row_a_kind_and_says_what_is_missing() -> None:
    measures = {
        "seeds": Measure(kind="seeds", fits=2, ari=0.5, lowest=0.4, highest=0.6, shown=0.5, nmi=0.7, topics=(1,))
    }
    measures["bootstrap"] = Measure(kind="bootstrap", why="because")
    frame = Stability(measures=measures, documents=9, of=9, effort=LITTLE, seed=1).frame
    assert frame["kind"].tolist() == ["seeds", "bootstrap"]
    assert frame.loc[0, ["ari", "jaccard"]].tolist() == [0.5, 1]
    assert frame["ari"].dtype == "float64"
    assert frame["why"].tolist() == ["", "because"]


@pytest.mark.parametrize(
    ("share", "word"),
    [(1, "steady"), (0.75, "steady"), (0.749, "loose"), (0.6, "loose"), (0.599, "unsteady"), (0, "unsteady")],
)
def test_the_words_change_where_the_source_says(share: float, word: str) -> None:
    assert in_words(share) == word
