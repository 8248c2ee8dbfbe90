"""Tables for other programs: every share accounted for, shared words only, and nobody's sentence."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tlc.errors import AnalysisError
from tlc.listen.topics.decisions.parted import Parted
from tlc.listen.topics.export import tables, word_tables, write_tables
from tlc.model import Topic

HERE = Path(__file__).parent
VOTES = np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [1.0, 0.0], [0.1, 0.9], [0.8, 0.2], [0.5, 0.5]])
PARTED = Parted(topic=np.array([1, 2, 1, 2, 1, 2, 1, 0]), numbers=(1, 2), votes=VOTES)
WORDS = ("after", "closed", "papers", "shift", "they", "wanted")


@pytest.fixture
def talk(small: Any, loaded: Callable[[Path], Any]) -> Any:
    return loaded(HERE / "sorted_talk.py").Sorted(small)


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    fields: dict[str, Any] = {"turns": (), "documents": 1, "sessions": 1, "groups": 1, "speakers": 1}
    return (
        Topic(number=1, words=(("closed", 0.4), ("shift", 0.2)), name="=Hours", **fields),
        Topic(number=2, words=(("papers", 0.5),), **fields),
    )


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# Tables


def test_each_document_has_a_row_in_both_tables_in_the_same_order(talk: Any, topics: Any, tmp_path: Path) -> None:
    laid_out = tables(talk.documents, PARTED, topics)
    write_tables(tmp_path, laid_out)
    meta, shares = read(tmp_path / "documents.csv"), read(tmp_path / "theta.csv")
    assert meta[0] == ["row", "document", "transcript", "group", "speaker", "role", "language", "topic"]
    assert meta[1] == ["1", "FG01:0002", "FG01", "FG01", "P1", "community", "en", "1"]
    assert meta[3] == ["3", "FG01:0004", "FG01", "FG01", "", "", "en", "1"]
    assert [row[1] for row in meta[1:]] == [row[0] for row in shares[1:]]
    assert shares[0] == ["document", "topic_1", "topic_2"]
    assert shares[1] == ["FG01:0002", "0.9", "0.1"]


def test_words_of_topics_stand_with_their_weights_and_a_name_runs_nothing(
    talk: Any, topics: Any, tmp_path: Path
) -> None:
    write_tables(tmp_path, tables(talk.documents, PARTED, topics))
    rows = read(tmp_path / "words.csv")
    assert rows[1] == ["1", "'=Hours", "closed", "0.4"]
    assert [row[2] for row in rows[1:]] == ["closed", "shift", "papers"]


def test_the_same_run_gives_the_same_bytes_and_no_sentence(talk: Any, topics: Any, tmp_path: Path) -> None:
    def written(folder: str) -> dict[str, bytes]:
        laid_out = tables(talk.documents, PARTED, topics)
        laid_out |= word_tables(talk.documents, WORDS)
        return {path.name: path.read_bytes() for path in write_tables(tmp_path / folder, laid_out)}

    once = written("a")
    assert once == written("b")
    assert sorted(once) == ["documents.csv", "dtm.csv", "theta.csv", "vocab.csv", "words.csv"]
    assert not any(b"my shift" in held for held in once.values())


# Words


def test_only_words_that_three_people_said_in_two_sessions_are_given(talk: Any) -> None:
    # "closed" is said by P1, P4 and P6; "papers" by P2, P3, P4 and P5; "wanted" by P2, P4 and P5.
    found = word_tables(talk.documents, WORDS)
    assert [row[1] for row in found["vocab.csv"].rows] == ["closed", "papers", "they", "wanted"]


def test_words_outside_the_vocabulary_are_not_given(talk: Any) -> None:
    # Little words and names of people are not in it.
    found = word_tables(talk.documents, ["closed", "wanted"])
    assert [row[1] for row in found["vocab.csv"].rows] == ["closed", "wanted"]


def test_words_of_speakers_whom_nobody_knows_do_not_make_a_word_shared(talk: Any) -> None:
    unknown = talk.documents.assign(speaker=[None] * len(talk.documents))
    with pytest.raises(AnalysisError, match="3 known people"):
        word_tables(unknown, WORDS)


def test_a_document_has_its_words_once_and_by_their_places(talk: Any) -> None:
    found = word_tables(talk.documents, [word for word in WORDS if word != "they"])
    assert found["dtm.csv"].columns == ("row", "column", "document")
    # FG01:0002 says "closed" twice; nobody known says FG01:0004; FG02:0001 says all three.
    assert [cells[:2] for cells in found["dtm.csv"].rows] == [
        (1, 1),
        (2, 2),
        (2, 3),
        (3, 1),
        (4, 2),
        (5, 1),
        (5, 2),
        (5, 3),
        *[(6, 2), (6, 3), (7, 1), (8, 1)],
    ]
    assert list(found["vocab.csv"].rows) == [(1, "closed", 5), (2, "papers", 4), (3, "wanted", 3)]


def test_words_stand_beside_their_turn_so_that_they_are_found_when_somebody_leaves(talk: Any) -> None:
    names = list(talk.documents["document"])
    rows = word_tables(talk.documents, WORDS)["dtm.csv"].rows
    assert rows
    assert all(name == names[row - 1] for row, _, name in rows)


def test_a_word_of_one_session_is_not_shared_however_many_say_it() -> None:
    documents = pd.DataFrame({"text": ["bus", "bus", "bus"], "speaker": ["P1", "P2", "P3"], "transcript": ["A"] * 3})
    with pytest.raises(AnalysisError):
        word_tables(documents, ["bus"])


def test_where_no_word_is_shared_there_is_nothing_to_give(talk: Any) -> None:
    alone = talk.documents[talk.documents["transcript"] == "FG01"]
    with pytest.raises(AnalysisError, match="3 known people in 2 sessions"):
        word_tables(alone, WORDS)


def test_capitals_are_not_told_apart_and_letters_of_any_alphabet_are_words() -> None:
    said = ["Programările", "programările", "PROGRAMĂRILE 2"]
    documents = pd.DataFrame({"text": said, "speaker": ["P1", "P2", "P3"], "transcript": ["A", "A", "B"]})
    documents["document"] = ["A:0001", "A:0002", "B:0001"]
    assert word_tables(documents, ["programările"])["vocab.csv"].rows == [(1, "programările", 3)]
