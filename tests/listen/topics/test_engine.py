"""BERTopic with our parts inside: what its own documentation says can be done with a model works."""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tlc.listen.topics.engine import SMALLEST, cluster, runs_for
from tlc.listen.topics.fit import Fitted


@pytest.fixture(scope="module")
def made(things: Any) -> Fitted:
    found: Fitted = things.fitted()
    return found


@pytest.fixture
def model(made: Fitted) -> Any:
    """A model of one's own, to be changed."""
    return copy.deepcopy(made.bertopic)


def counts(model: Any) -> dict[int, int]:
    info = model.get_topic_info()
    return dict(zip(info["Topic"].tolist(), info["Count"].tolist(), strict=True))


def test_topics_are_told_with_our_words(model: Any, made: Fitted) -> None:
    info = model.get_topic_info()
    assert info["Count"].tolist() == [12, 12, 12, 12]
    assert info["Representation"].iloc[0] == [word for word, _ in made.words[0]]


def test_documents_are_told_with_their_agreement(model: Any, made: Fitted) -> None:
    info = model.get_document_info(made.documents.texts)
    assert info["Topic"].tolist() == made.labels.tolist()
    assert info["Probability"].tolist() == made.agreement.tolist()


def test_the_same_documents_are_placed_where_they_were(model: Any, made: Fitted) -> None:
    topics, _ = model.transform(made.documents.texts, made.vectors)
    assert topics == made.labels.tolist()


def test_topics_can_be_merged(model: Any, made: Fitted) -> None:
    model.merge_topics(made.documents.texts, [[0, 1]])
    assert counts(model) == {0: 24, 1: 12, 2: 12}
    both = {word for label in (0, 1) for word, _ in made.words[label]}
    assert {word for word, _ in model.get_topic(0)} & both
    topics, _ = model.transform(made.documents.texts, made.vectors)
    assert topics == model.topics_


def test_topics_can_be_reduced_in_number(model: Any, made: Fitted) -> None:
    model.reduce_topics(made.documents.texts, nr_topics=2)
    assert (len(counts(model)), sum(counts(model).values())) == (2, 48)


def test_topics_can_be_deleted(model: Any) -> None:
    model.delete_topics([1])
    assert counts(model)[-1] == 12


def test_topics_have_a_tree(model: Any, made: Fitted) -> None:
    assert len(model.hierarchical_topics(made.documents.texts)) == 3


@pytest.mark.parametrize("by", ["topics_per_class", "topics_over_time"])
def test_topics_can_be_counted_by_class_and_over_time(model: Any, made: Fitted, by: str) -> None:
    parts = [index % 2 for index in range(48)]
    table = getattr(model, by)(made.documents.texts, parts)
    assert table["Frequency"].sum() == 48


def test_shares_of_topics_can_be_sought_in_a_document(model: Any, made: Fitted) -> None:
    shares, _ = model.approximate_distribution(made.documents.texts)
    assert shares.shape == (48, 4)


@pytest.mark.parametrize("way", ["pickle", "safetensors"])
def test_a_model_can_be_saved_and_loaded(model: Any, made: Fitted, tmp_path: Path, way: str) -> None:
    if way == "safetensors":
        pytest.importorskip("safetensors", reason="safetensors is not installed")
    place = tmp_path / "model"
    model.save(str(place), serialization=way, save_ctfidf=True)
    loaded = type(model).load(str(place))
    assert [word for word, _ in loaded.get_topic(0)] == [word for word, _ in made.words[0]]
    topics, _ = loaded.transform(made.documents.texts, made.vectors)
    assert list(topics) == made.labels.tolist()


def test_what_bertopic_cannot_do_in_its_light_install_it_says(model: Any) -> None:
    if "plotly" not in sys.modules:
        with pytest.raises(ImportError, match="Plotly"):
            model.visualize_barchart()


# Clustering without BERTopic


def test_where_every_group_is_too_small_the_largest_are_kept() -> None:
    found = cluster(np.eye(3), topics=5, seed=1)
    assert sorted(found.labels.tolist()) == [0, 1, 2]
    assert found.votes.sum(axis=1) == pytest.approx(1)


def test_no_topic_has_fewer_than_five_documents() -> None:
    vectors = np.repeat(np.eye(4), [20, 12, 7, 3], axis=0)
    found = cluster(vectors, topics=4, seed=1)
    assert np.bincount(found.labels).min() >= SMALLEST
    assert found.labels.max() == 2


@pytest.mark.parametrize("count", [1, 20, 900, 3000, 100_000])
def test_runs_are_fewer_where_there_is_more_and_never_too_few(count: int) -> None:
    assert 20 <= runs_for(count + 1) <= runs_for(count) <= 100


# BERTopic as it comes


class FirstAxes:
    """Stands for UMAP, which is not installed here."""

    def __init__(self, *, n_components: int, random_state: int, **_: Any) -> None:
        self.kept, self.seed = n_components, random_state

    def fit_transform(self, vectors: Any, y: Any = None) -> Any:  # noqa: ARG002
        return np.asarray(vectors)[:, : self.kept]

    def fit(self, vectors: Any, y: Any = None) -> FirstAxes:  # noqa: ARG002
        return self

    def transform(self, vectors: Any) -> Any:
        return np.asarray(vectors)[:, : self.kept]


@pytest.fixture
def with_umap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from importlib.machinery import ModuleSpec

    umap = ModuleType("umap")
    umap.UMAP = FirstAxes  # type: ignore[attr-defined]
    umap.__spec__ = ModuleSpec("umap", None)
    monkeypatch.setitem(sys.modules, "umap", umap)
    hdbscan = ModuleType("hdbscan")
    hdbscan.HDBSCAN = SimpleNamespace  # type: ignore[attr-defined]
    hdbscan.__spec__ = ModuleSpec("hdbscan", None)
    monkeypatch.setitem(sys.modules, "hdbscan", hdbscan)
    yield


@pytest.mark.usefixtures("with_umap")
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_as_it_comes_what_it_leaves_over_has_no_topic_and_is_told(things: Any) -> None:
    import pandas as pd

    stray = [things.row(60 + number, f"{'la ' * (number + 7)} something else again") for number in range(3)]
    frame = pd.concat([things.turns(), things.turns_of(*stray)], ignore_index=True)
    made = things.fitted(frame, engine="bertopic-default", topics=None)
    assert made.settings["engine"] == "BERTopic as it comes"
    assert made.settings["topics"] == "as it finds"
    assert np.isnan(made.agreement).all()
    assert np.isnan(made.weak)
    assert made.rest == int((made.labels == -1).sum())
    assert sum(topic.documents for topic in made.topics()) + made.rest == 51
    assert made.votes[made.labels >= 0].sum(axis=1).tolist() == [1] * (51 - made.rest)
    assert made.bertopic.umap_model.seed == 1
