"""The benchmark on real talk reads spans as they were marked, knows chance, and finds the planted topic."""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tlc.frames import TURNS
from tlc.listen.embedders import choose

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "topics_talk.py"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "talk" / "qmsum_committee"
ABOUT = (
    "The bus to the village was late again and the driver drove past",
    "My letter from the clinic came back because the address was old",
)


@pytest.fixture(scope="module")
def talk(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    script = loaded(SCRIPT)
    # As much as shows that it works.
    script.SEEDS, script.DEALS = (1, 2), 20  # type: ignore[attr-defined]
    return script


def content(turns: int = 40) -> dict[str, Any]:
    """A meeting that talks of buses first, and then of letters."""
    half = turns // 2
    return {
        "topic_list": [
            {"topic": "Buses", "relevant_text_span": [["0", str(half - 1)]]},
            {"topic": "Letters", "relevant_text_span": [[str(half), str(turns - 1)]]},
        ],
        "meeting_transcripts": [
            {"speaker": f"Member {number % 5}", "content": f"{ABOUT[number >= half]}, {number} times."}
            for number in range(turns)
        ],
    }


def test_a_turn_in_one_topic_is_marked_and_one_in_several_or_none_is_not(talk: ModuleType) -> None:
    topics = [
        {"topic": "a", "relevant_text_span": [["0", "1"], ["6", "6"]]},
        {"topic": "b", "relevant_text_span": [["1", "3"]]},
    ]
    assert talk.spans(topics, 8).tolist() == [0, -1, 1, 1, -1, -1, 0, -1]


def test_a_meeting_becomes_turns_of_numbered_people(talk: ModuleType) -> None:
    meeting = talk.as_meeting("one", content())
    assert list(meeting.turns.columns) == list(TURNS)
    assert meeting.turns["turn"].tolist()[:2] == ["one:0001", "one:0002"]
    assert meeting.turns["speaker"].tolist()[:6] == ["P001", "P002", "P003", "P004", "P005", "P001"]
    assert meeting.marked.tolist() == [0] * 20 + [1] * 20


def test_meetings_of_a_folder_and_of_its_archive_come_once_each(talk: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(content(30)), encoding="utf-8")
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as archive:
        for name in ("a", "b"):
            data = json.dumps(content()).encode()
            member = tarfile.TarInfo(f"./{name}.json")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    found = list(talk.meetings(tmp_path))
    assert [one.name for one in found] == ["a", "b"]
    assert [len(one.turns) for one in found] == [40, 30]


def test_topics_that_follow_the_spans_score_one_and_chance_about_nothing(talk: ModuleType) -> None:
    marked = np.repeat([0, 1, 2, -1], 20)
    labels = np.repeat([5, 3, 1, 3], 20)
    assert talk.beside(labels, marked) == {"ari": 1, "nmi": 1}
    found = talk.chance(labels, marked)
    assert abs(found["ari dealt"]) < 0.1
    assert found["nmi dealt"] < 0.2
    assert found["beats moved"] > 0.9


def test_spans_that_are_moved_keep_more_by_chance_than_spans_that_are_dealt(talk: ModuleType) -> None:
    marked = np.repeat([0, 1], 30)
    found = talk.chance(np.repeat([0, 1, 2, 3, 4, 5], 10), marked)
    assert found["nmi moved"] > found["nmi dealt"] + 0.1


def test_labels_without_order_are_no_better_than_chance(talk: ModuleType) -> None:
    sides = np.tile([0, 1, 2], 20), np.repeat([0, 1], 30)
    assert talk.beside(*sides)["ari"] < 0.05
    assert talk.chance(*sides)["beats moved"] < 0.95


def test_joined_turns_share_the_label_of_their_document(talk: ModuleType) -> None:
    meeting = talk.as_meeting("one", content())
    import pandas as pd

    documents = pd.DataFrame({"turns": [("one:0021", "one:0022"), ("one:0003",)]})
    labels, marked = talk.of_turns(documents, np.array([7, 4]), meeting)
    assert labels.tolist() == [4, 7, 7]
    assert marked.tolist() == [0, 1, 1]


def test_a_meeting_with_two_subjects_is_parted_into_them(talk: ModuleType) -> None:
    laid = talk.lay([talk.as_meeting("one", content())], choose("tfidf"), unit="turn")
    (row,) = talk.one_by_one(laid, as_marked=True)
    assert row["topics"] == 2
    assert row["ari"] == pytest.approx(1)
    assert row["seeds"] == pytest.approx(1)
    assert row["left out"] == 0
    assert 0 <= row["weak"] <= 1


def test_all_meetings_at_once_are_looked_at_one_by_one(talk: ModuleType) -> None:
    found = [talk.as_meeting(name, content()) for name in ("one", "two")]
    rows = talk.all_at_once(talk.lay(found, choose("tfidf"), unit="turn"), choose("tfidf"), unit="turn")
    assert len(rows) == 2
    assert all(row["turns"] == 40 for row in rows)
    assert all(row["ari"] > row["ari dealt"] for row in rows)


def test_a_meeting_with_too_little_talk_is_left_out(talk: ModuleType) -> None:
    found = [talk.as_meeting("one", content()), talk.as_meeting("short", content(10))]
    assert [one.meeting.name for one in talk.lay(found, choose("tfidf"), unit="turn")] == ["one"]


def test_what_a_peer_leaves_out_is_told_and_not_hidden(talk: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fresh(python: str, *arguments: str) -> dict[str, Any]:
        assert python == "their-python"
        for folder in Path(arguments[-1]).iterdir():
            texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
            assert len(np.load(folder / "vectors.npy")) == len(texts)
            labels = np.array([-1 if "bus" in text else 0 for text in texts])
            for seed in talk.SEEDS:
                np.save(folder / f"labels-{seed}.npy", labels)
        return {}

    monkeypatch.setattr(talk, "fresh", fresh)
    laid = talk.lay([talk.as_meeting("one", content())], choose("tfidf"), unit="turn")
    (row,) = talk.by_peer(laid, "their-python")
    assert row["left out"] == 0.5
    assert row["topics"] == 1
    assert row["ari"] == 1, "what is left out is a topic of its own"
    assert "weak" not in row


def test_a_line_shows_means_and_how_many_meetings_are_above_chance(talk: ModuleType) -> None:
    rows = [dict.fromkeys(talk.COLUMNS, value) | {"beats moved": value} for value in (0.96, 0.5)]
    line = talk.line("each by itself", rows)
    assert line.count("0.73") == len(talk.COLUMNS)
    assert line.endswith("1 of 2")
    del rows[0]["weak"]
    assert " - " in talk.line("a peer", rows[:1])


def run(*topics: tuple[int, tuple[str, ...]], ranks: dict[int, int]) -> Any:
    made = tuple(SimpleNamespace(number=number, turns=turns) for number, turns in topics)
    emerging = tuple(SimpleNamespace(topic=topic, rank=rank) for topic, rank in ranks.items())
    return SimpleNamespace(topics=made, emerging=emerging)


def test_the_planted_topic_is_the_one_that_holds_most_of_the_planted_turns(talk: ModuleType) -> None:
    holds = (1, ("FG02:0001", "FG02:0014")), (2, ("FG02:0015", "FG03:0010", "FG01:0001"))
    told = talk.planted(run(*holds, ranks={1: 1, 2: 3}))
    assert told == "rank 3 of 2; its topic holds 2 of the 35 planted turns, 3 in all"


def test_a_planted_topic_that_is_no_candidate_is_told(talk: ModuleType) -> None:
    told = talk.planted(run((1, ("FG02:0014",)), ranks={}))
    assert told.startswith("no candidate; ")


def test_without_meetings_that_is_said(talk: ModuleType, tmp_path: Path) -> None:
    asked = argparse.Namespace(meetings=tmp_path / "none", embedder="tfidf", unit="turn", peer=None)
    assert "--meetings" in "".join(talk.of_meetings(asked))


def test_without_a_peer_that_is_said(talk: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(content()), encoding="utf-8")
    asked = argparse.Namespace(meetings=tmp_path, embedder="tfidf", unit="turn", peer=None)
    told = list(talk.of_meetings(asked))
    assert told[0].startswith("1 of 1 meetings, 40 documents")
    assert "default BERTopic was left out" in told[-1]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the committee meetings are not here")
def test_the_committee_meetings_are_read_with_their_spans(talk: ModuleType) -> None:
    found = list(talk.meetings(SHARED))
    assert len(found) == 36
    marked = np.concatenate([one.marked for one in found])
    assert (marked >= 0).mean() > 0.8
