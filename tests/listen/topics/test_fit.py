"""A fitted topic model: each document in one topic, the same one every time."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tlc.errors import AnalysisError, MissingExtraError
from tlc.listen.topics.documents import documents
from tlc.listen.topics.fit import Fitted, Options, cluster, default_topics, fit, nearness, spread

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def made(things: Any) -> Fitted:
    return things.fitted()


def test_documents_about_one_thing_make_one_topic(made: Fitted, things: Any) -> None:
    assert sorted(things.subject(made, label) for label in range(4)) == sorted(things.SUBJECTS)


def test_names_that_may_be_no_keyword_are_not_shown_by_the_options_either() -> None:
    shown = repr(Options(seed=7, barred=("Zinaida",), stop_words=("Wexbourne",)))
    assert "seed=7" in shown
    assert "Zinaida" not in shown
    assert "Wexbourne" not in shown


def test_every_document_has_exactly_one_topic(made: Fitted, things: Any) -> None:
    placed = [turn for topic in made.topics() for turn in topic.turns]
    assert sorted(placed) == sorted(things.turns()["turn"])
    assert made.rest == 0


def test_topics_are_numbered_from_one_the_largest_first(things: Any) -> None:
    more = things.turns_of(*(things.row(50 + number, f"a bus that never came on day {number}") for number in range(6)))
    made = things.fitted(pd.concat([things.turns(), more], ignore_index=True))
    topics = made.topics()
    assert [topic.number for topic in topics] == [1, 2, 3, 4]
    assert [topic.documents for topic in topics] == [18, 12, 12, 12]
    assert things.subject(made, 0) == "bus"


def test_topics_of_one_size_stand_in_the_order_of_their_first_documents(made: Fitted) -> None:
    first = [int(np.flatnonzero(made.labels == label)[0]) for label in range(4)]
    assert first == sorted(first)


def test_the_topics_of_bertopic_are_ours_less_one(made: Fitted) -> None:
    assert made.bertopic.topics_ == made.labels.tolist()
    for topic in made.topics():
        shown = made.bertopic.get_topic(topic.number - 1)
        assert tuple(shown) == topic.words


def test_a_topic_says_who_carries_it(made: Fitted) -> None:
    assert all((topic.sessions, topic.groups, topic.speakers) == (3, 3, 5) for topic in made.topics())


def test_votes_are_shares_and_agreement_is_the_share_of_the_topic_that_won(made: Fitted) -> None:
    assert made.votes.sum(axis=1) == pytest.approx(1)
    assert made.agreement == pytest.approx(made.votes[np.arange(48), made.labels])
    assert all(topic.agreement > 0.7 and topic.weak < 0.2 for topic in made.topics())


def test_the_order_of_files_cannot_matter(made: Fitted, things: Any) -> None:
    again = things.fitted(things.turns().sample(frac=1, random_state=3))
    assert again.topics() == made.topics()
    assert again.documents.digest == made.documents.digest


def test_what_is_coded_cannot_matter_and_another_seed_is_recorded(made: Fitted, things: Any) -> None:
    assert made.options.seed == 1
    assert things.fitted(seed=7).options.seed == 7


def test_bertopic_finds_what_clustering_alone_finds(made: Fitted) -> None:
    alone = cluster(made.vectors, topics=4, seed=1, runs=made.options.runs)
    assert alone.labels.tolist() == made.labels.tolist()
    assert (alone.points == made.points).all()
    assert (alone.votes == made.votes).all()


def test_what_was_left_open_is_filled_in(made: Fitted, things: Any) -> None:
    chosen = things.fitted(topics=None).options
    assert (chosen.topics, chosen.runs) == (9, 100)
    assert made.settings["topics"] == "4"
    assert made.settings["engine"] == "BERTopic"
    assert made.settings["embedder"] == made.embedder == "by-subject 1"
    assert made.settings["runs"] == "100"


def test_versions_of_what_it_was_made_with_are_recorded(made: Fitted) -> None:
    assert {"bertopic", "scikit-learn", "numpy", "scipy", "pandas", "tlc"} == set(made.versions)


def test_words_can_be_left_out_and_names_on_the_roster_always_are(things: Any) -> None:
    made = things.fitted(stop_words=("surname",), barred=("Mould",))
    words = {word for topic in made.topics() for word, _ in topic.words}
    assert not {"surname", "mould"} & words
    assert "bus" in words
    assert "Mould" not in str(made.settings)


def test_no_word_that_is_left_out_is_anywhere_in_bertopic(things: Any) -> None:
    made = things.fitted(barred=("mould",))
    assert "mould" not in made.bertopic.vectorizer_model.get_feature_names_out()
    assert "mould" not in str(made.bertopic.get_topics())


def test_documents_of_nothing_but_little_words_have_topics_without_words(things: Any) -> None:
    frame = things.turns().assign(text=["and then it was not there", "so he did the same to me"] * 24)
    made = things.fitted(frame)
    assert {topic.words for topic in made.topics()} == {()}


def test_documents_that_are_all_the_same_are_one_topic(things: Any) -> None:
    made = things.fitted(things.turns().assign(text="the bus is late and nobody says why"))
    (topic,) = made.topics()
    assert (topic.documents, topic.agreement, topic.weak) == (48, 1.0, 0.0)


def test_vectors_without_a_direction_are_one_topic(things: Any) -> None:
    read = documents(things.turns())
    assert len(fit(read, np.zeros((48, 5)), options=Options(topics=4)).topics()) == 1


def test_one_topic_can_be_asked_for(things: Any) -> None:
    assert len(things.fitted(topics=1).topics()) == 1


@pytest.mark.parametrize("topics", [0, -3])
def test_less_than_one_topic_is_refused(topics: int, things: Any) -> None:
    with pytest.raises(AnalysisError, match="less than one"):
        things.fitted(topics=topics)


def test_an_unknown_engine_is_refused(things: Any) -> None:
    with pytest.raises(AnalysisError, match="engine is unknown"):
        things.fitted(engine="lda")


@pytest.mark.parametrize("vectors", [np.zeros((47, 3)), np.zeros(48), np.zeros((48, 2, 2))])
def test_one_vector_a_document_is_needed(vectors: Any, things: Any) -> None:
    with pytest.raises(AnalysisError, match="not one vector for each"):
        fit(documents(things.turns()), vectors)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_vectors_must_be_numbers(value: float, things: Any) -> None:
    read = documents(things.turns())
    vectors = things.vectors_of(read)
    vectors[3, 1] = value
    with pytest.raises(AnalysisError, match="hold no numbers"):
        fit(read, vectors)


@pytest.mark.parametrize("count", [20, 50, 520, 5_000, 100_000])
def test_the_usual_number_of_topics_can_be_read_by_people(count: int) -> None:
    assert 1 <= default_topics(count) <= 40
    assert default_topics(count) * 5 <= count or default_topics(count) == 1


def test_nearness_is_the_cosine_to_the_middle() -> None:
    points = np.array([[1.0, 0], [0, 1], [0, 1], [0, 0]])
    near = nearness(points, np.array([0, 0, 1, -1]))
    assert near[:3] == pytest.approx([math.sqrt(0.5), math.sqrt(0.5), 1])
    assert math.isnan(near[3])


# Typical turns


def part(*rows: tuple[str, str | None, float, float]) -> pd.DataFrame:
    """Documents of one topic: id, speaker, nearness, agreement; the session is in the id."""
    frame = pd.DataFrame(rows, columns=["document", "speaker", "nearness", "agreement"])
    return frame.assign(transcript=frame["document"].str[:1], turns=[(name,) for name in frame["document"]])


def order_of(frame: pd.DataFrame) -> list[str]:
    return [turn for (turn,) in spread(frame)]


def test_each_person_comes_before_anybodys_second_turn() -> None:
    frame = part(("A1", "P1", 0.9, 1), ("A2", "P1", 0.8, 1), ("A3", "P2", 0.1, 1))
    assert order_of(frame) == ["A1", "A3", "A2"]


def test_among_people_the_first_of_each_session_come_first() -> None:
    frame = part(("A1", "P1", 0.9, 1), ("A2", "P2", 0.8, 1), ("B1", "P3", 0.1, 1))
    assert order_of(frame) == ["A1", "B1", "A2"]


def test_what_stands_there_weakly_comes_last() -> None:
    frame = part(("A1", "P1", 0.9, 0.3), ("A2", "P2", 0.2, 0.9), ("B1", "P3", 0.1, 0.6))
    assert order_of(frame) == ["A2", "B1", "A1"]


def test_where_nobody_is_known_the_session_stands_for_the_person() -> None:
    frame = part(("A1", None, 0.9, 1), ("A2", None, 0.8, 1), ("B1", None, 0.1, 1))
    assert order_of(frame) == ["A1", "B1", "A2"]


# In a process of its own


@pytest.fixture
def script() -> Iterator[str]:
    """A program that fits topics."""
    yield (
        "import sys, warnings\nwarnings.simplefilter('error')\n"
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "from four_things import fitted\n"
        "made = fitted()\n"
    )


def test_a_fit_loads_neither_torch_nor_umap_nor_spacy(script: str) -> None:
    code = script + "print([m for m in ('torch', 'umap', 'numba', 'hdbscan', 'plotly', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not done.stderr


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_number_of_threads_changes_nothing(script: str, threads: str, made: Fitted) -> None:
    code = script + "print(made.votes.tobytes().hex(), [t.turns for t in made.topics()])"
    environment = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == f"{made.votes.tobytes().hex()} {[topic.turns for topic in made.topics()]}"


def test_a_fit_leaves_everybodys_warnings_as_they_were(script: str) -> None:
    # BERTopic would silence these for good.
    code = script + "print([kept for kept in warnings.filters if kept[2] in (FutureWarning, UserWarning)])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_bertopic_offers_with_spacy_is_still_there(script: str) -> None:
    code = script + "from bertopic.representation import PartOfSpeech\nprint(PartOfSpeech, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "<class 'bertopic.representation._pos.PartOfSpeech'> True"


def test_without_bertopic_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch, things: Any) -> None:
    monkeypatch.setitem(sys.modules, "bertopic", None)
    with pytest.raises(MissingExtraError, match="bertopic") as caught:
        things.fitted()
    assert "requirements.lock" in (caught.value.hint or "")


@pytest.mark.skipif(find_spec("umap") is not None, reason="UMAP is installed")
def test_bertopic_as_it_comes_says_what_it_needs(things: Any) -> None:
    with pytest.raises(MissingExtraError, match="'umap' is not installed, or not whole") as caught:
        things.fitted(engine="bertopic-default")
    assert "python -m pip install umap-learn hdbscan" in (caught.value.hint or "")
