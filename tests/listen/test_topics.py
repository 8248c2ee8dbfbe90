"""Topics: candidate patterns, the same ones every time, those first that the codebook misses most."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tlc.errors import AnalysisError, MissingExtraError
from tlc.frames import CODINGS, TURNS, table
from tlc.listen import topics as module
from tlc.listen.topics import default_topics, fit, save
from tlc.model import TopicRun

RECORDS = [
    "my surname is spelled wrong on the computer and the letter went to nobody",
    "they wrote the surname first and now the computer has two of me",
    "the pharmacy could not find my surname on the computer",
    "one letter in the surname and the computer says I do not exist",
]
BUSES = [
    "the bus to the hospital takes an hour and costs four pounds",
    "we missed the bus and the hospital would not see us",
    "no bus goes to the hospital after six in the evening",
    "the bus driver knows the hospital is far and waits for us",
]
TEETH = [
    "the dentist wants sixty pounds before he looks at a tooth",
    "my tooth hurt for weeks because no dentist takes new people",
    "a dentist pulled the tooth and it was not the right one",
    "the dentist is too dear so the tooth stays in my mouth",
]
DAMP = [
    "the mould comes through the wall and the children cough",
    "our wall is black with mould whatever I wash it with",
    "the landlord painted over the mould and the wall is wet again",
    "mould on the wall, mould on the coats, and he asks for more rent",
]


def _row(number: int, text: str, **more: Any) -> tuple[Any, ...]:
    session = f"FG0{1 + number % 3}"
    facts = {"speaker": f"P{number % 5}", "role": "community", "language": "en"} | more
    name = f"{session}:{number + 1:04d}"
    return (name, session, session, number, facts["speaker"], facts["role"], facts["language"], text, None, None, None)


@pytest.fixture(scope="module")
def turns() -> pd.DataFrame:
    """Forty-eight turns about four things, by five people in three sessions."""
    said = [f"{text}, {word}" for text in RECORDS + BUSES + TEETH + DAMP for word in ("truly", "again", "sadly")]
    return table([_row(number, text) for number, text in enumerate(said)], TURNS)


@pytest.fixture(scope="module")
def codings(turns: pd.DataFrame) -> pd.DataFrame:
    """People coded every turn but those about records."""
    coded = turns[~turns["text"].str.contains("surname")]
    rows = [
        (f"asha-{turn}", turn, turn[:4], 0, 1, "access.travel", "asha", "person", "accepted", "t", "", "", False, "")
        for turn in coded["turn"]
    ]
    return table(rows, CODINGS)


@pytest.fixture(scope="module")
def run(turns: pd.DataFrame, codings: pd.DataFrame) -> TopicRun:
    return fit(turns, codings, seed=1, topics=4)


def test_turns_about_one_thing_make_one_topic(run: TopicRun, turns: pd.DataFrame) -> None:
    texts = turns.set_index("turn")["text"]
    for topic in run.topics:
        subjects = {
            word for turn in topic.turns for word in ("surname", "bus", "tooth", "mould") if word in texts[turn]
        }
        assert len(subjects) == 1


def test_every_document_has_exactly_one_topic(run: TopicRun) -> None:
    placed = [turn for topic in run.topics for turn in topic.turns]
    assert len(placed) == len(set(placed)) == run.documents == 48


def test_what_nobody_coded_comes_first(run: TopicRun) -> None:
    first = run.topics[0]
    assert "surname" in [word for word, _ in first.words]
    assert (first.number, first.uncoded) == (1, 1.0)
    assert first.gap == max(topic.gap for topic in run.topics)
    assert all(topic.uncoded == 0 for topic in run.topics[1:])


def test_a_topic_says_how_many_sessions_and_people_carry_it(run: TopicRun) -> None:
    assert all((topic.sessions, topic.speakers) == (3, 5) for topic in run.topics)
    assert run.emerging == run.topics


def test_the_order_of_files_cannot_matter(turns: pd.DataFrame, codings: pd.DataFrame, run: TopicRun) -> None:
    shuffled = turns.sample(frac=1, random_state=3)
    assert fit(shuffled, codings.sample(frac=1, random_state=4), seed=1, topics=4) == run


def test_the_same_run_gives_the_same_bytes(run: TopicRun, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        save(run, tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["assignments.csv", "run.toml", "topics.csv"]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_is_saved_holds_words_and_ids_and_no_sentence(run: TopicRun, turns: pd.DataFrame, tmp_path: Path) -> None:
    save(run, tmp_path)
    saved = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.iterdir())
    assert "surname" in saved
    assert turns["turn"].iloc[0] in saved
    assert not [text for text in turns["text"] if " ".join(text.split()[:3]) in saved]


def test_a_run_records_what_it_takes_to_repeat_it(run: TopicRun) -> None:
    assert run.seed == 1
    assert run.settings["engine"] == "BERTopic"
    assert run.settings["embedder"].startswith("tfidf")
    assert {"bertopic", "scikit-learn", "numpy", "tlc"} <= set(run.versions)
    assert len(run.corpus_digest) == 64


def test_other_words_have_another_digest(turns: pd.DataFrame, codings: pd.DataFrame, run: TopicRun) -> None:
    other = turns.assign(text=turns["text"].str.replace("hospital", "clinic"))
    assert fit(other, codings, seed=1, topics=4).corpus_digest != run.corpus_digest


def test_questions_back_channels_and_notes_make_no_topic(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    more = [
        _row(50, "what about the surname and the computer and the letter", role="facilitator", speaker="R01"),
        _row(51, "yes, exactly so"),
        _row(52, "[laughs] [inaudible] yes [overlapping talk of several people at once] yes"),
    ]
    extended = pd.concat([turns, table(more, TURNS)], ignore_index=True)
    assert fit(extended, codings, topics=4).documents == 48


def test_a_word_of_fewer_than_three_people_does_not_stand_for_a_topic(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    mine = turns["text"].where(turns["speaker"] != "P1", turns["text"] + " quince quince")
    words = {word for topic in fit(turns.assign(text=mine), codings, topics=4).topics for word, _ in topic.words}
    assert "quince" not in words
    assert "surname" in words


def test_words_can_be_left_out(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings, topics=4, stop_words=["surname"])
    assert "surname" not in {word for topic in run.topics for word, _ in topic.words}


def test_where_nobody_coded_anything_the_share_is_undefined(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings.iloc[:0], topics=4)
    assert all(math.isnan(topic.uncoded) for topic in run.topics)
    assert all(0 <= topic.gap <= 1 for topic in run.topics)


def test_turns_of_unknown_people_are_documents_and_no_speakers(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    unknown = turns.assign(speaker=table([(None,)] * len(turns), {"speaker": "str"})["speaker"], role=None)
    run = fit(unknown, codings, topics=4)
    assert (run.documents, {topic.speakers for topic in run.topics}) == (48, {0})
    assert run.emerging == ()


@pytest.mark.parametrize("count", [0, 1, 19])
def test_too_little_material_is_explained(turns: pd.DataFrame, codings: pd.DataFrame, count: int) -> None:
    with pytest.raises(AnalysisError, match=rf"There are {count} turns .* topics need 20"):
        fit(turns.head(count), codings)


def test_twenty_turns_are_enough(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    assert fit(turns.head(20), codings).documents == 20


@pytest.mark.parametrize("documents", [20, 50, 520, 5_000, 100_000])
def test_the_usual_number_of_topics_can_be_read_by_people(documents: int) -> None:
    assert 1 <= default_topics(documents) <= 40
    assert default_topics(documents) * 5 <= documents or default_topics(documents) == 1


def test_without_bertopic_the_way_to_install_it_is_told(
    turns: pd.DataFrame, codings: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str, *, purpose: str, install: str) -> None:
        raise MissingExtraError(f"The library '{name}' is not installed. It is needed for {purpose}.", hint=install)

    monkeypatch.setattr(module, "require", missing)
    with pytest.raises(MissingExtraError, match="bertopic") as caught:
        fit(turns, codings)
    assert "requirements.lock" in (caught.value.hint or "")


@pytest.fixture
def script(turns: pd.DataFrame, tmp_path: Path) -> Iterator[str]:
    """A program that fits topics in a process of its own."""
    turns.to_pickle(tmp_path / "turns.pkl")
    yield (
        "import pandas as pd, sys, warnings\nwarnings.simplefilter('error')\n"
        f"turns = pd.read_pickle({str(tmp_path / 'turns.pkl')!r})\n"
        "from tlc.frames import CODINGS, table\nfrom tlc.listen.topics import fit\n"
        "run = fit(turns, table([], CODINGS), topics=4)\n"
    )


def test_a_fit_loads_neither_torch_nor_umap(script: str) -> None:
    code = script + "print([m for m in ('torch', 'umap', 'numba', 'hdbscan', 'plotly') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not done.stderr


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_number_of_threads_changes_nothing(script: str, threads: str, run: TopicRun) -> None:
    code = script + "print([t.turns for t in sorted(run.topics, key=lambda t: t.turns)])"
    environment = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == str([topic.turns for topic in sorted(run.topics, key=lambda t: t.turns)])
