"""A run written down: enough to repeat it, and nobody's sentence."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc.frames import TOPICS
from tlc.listen.topics.fit import Fitted
from tlc.listen.topics.record import FILES, audit, run_of, save
from tlc.model import TopicRun


@pytest.fixture(scope="module")
def made(things: Any) -> Fitted:
    found: Fitted = things.fitted(stop_words=("truly",), barred=("Quince",))
    return found


@pytest.fixture(scope="module")
def run(made: Fitted) -> TopicRun:
    return run_of(made)


def rows(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text(encoding="utf-8-sig").splitlines()


def test_a_run_tells_what_was_fitted(made: Fitted, run: TopicRun) -> None:
    assert run.topics == made.topics()
    assert (run.seed, run.documents, run.rest, run.weak) == (1, 48, 0, made.weak)
    assert run.corpus_digest == made.documents.digest
    assert dict(run.settings) == made.settings
    assert run.candidates == ()


def test_more_can_be_said_of_a_run(made: Fitted) -> None:
    assert run_of(made, topics=(), stability={"seeds": 0.5}).stability["seeds"] == 0.5
    assert run_of(made, topics=()).topics == ()


def test_the_same_run_gives_the_same_bytes(made: Fitted, run: TopicRun, things: Any, tmp_path: Path) -> None:
    save(made, run, tmp_path / "one")
    again = things.fitted(things.turns().sample(frac=1, random_state=5), stop_words=("truly",), barred=("Quince",))
    save(again, run_of(again), tmp_path / "two")
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(FILES)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_is_saved_holds_words_and_ids_and_no_sentence(
    made: Fitted, run: TopicRun, things: Any, tmp_path: Path
) -> None:
    save(made, run, tmp_path)
    saved = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.iterdir())
    assert "surname" in saved
    assert made.documents.frame["document"].iloc[0] in saved
    assert not [text for text in things.turns()["text"] if " ".join(text.split()[:3]) in saved]


def test_the_audit_says_what_it_takes_to_repeat_the_run(made: Fitted, run: TopicRun, tmp_path: Path) -> None:
    save(made, run, tmp_path)
    facts = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert facts["seed"] == 1
    assert facts["settings"]["stop_words"] == "truly"
    assert facts["corpus"] == {
        "digest": made.documents.digest,
        "documents": 48,
        "turns": 48,
        "set aside": {},
        "without a topic": 0,
    }
    assert facts["vectors"]["made by"] == "by-subject 1"
    assert len(facts["vectors"]["digest"]) == 64
    assert {"bertopic", "scikit-learn", "numpy", "tlc"} <= set(facts["made with"])
    assert facts["weak"]["below"] == 0.6


def test_names_on_the_roster_are_not_written_down(made: Fitted, run: TopicRun, tmp_path: Path) -> None:
    save(made, run, tmp_path)
    assert "quince" not in "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.iterdir()).casefold()


def test_other_vectors_have_another_digest(made: Fitted, run: TopicRun) -> None:
    moved = dataclasses.replace(made, vectors=made.vectors + np.float32(0.1))
    assert audit(moved, run)["vectors"]["digest"] != audit(made, run)["vectors"]["digest"]
    double = dataclasses.replace(made, vectors=made.vectors.astype(np.float64))
    assert audit(double, run)["vectors"]["digest"] == audit(made, run)["vectors"]["digest"]


def test_more_is_written_as_plain_values_and_what_is_undefined_as_null(made: Fitted, run: TopicRun) -> None:
    more = {"profile": {4: (np.float64(0.12345678), np.int64(3))}, "bootstrap": math.nan, "far": math.inf, "why": None}
    facts = audit(made, run, more=more)
    assert facts["profile"] == {"4": [0.123457, 3]}
    assert (facts["bootstrap"], facts["far"], facts["why"]) == (None, None, None)
    json.dumps(facts, allow_nan=False)


def test_every_turn_is_saved_with_its_topic_and_how_sure_that_is(made: Fitted, run: TopicRun, tmp_path: Path) -> None:
    save(made, run, tmp_path)
    head, *body = rows(tmp_path, "assignments.csv")
    assert head == "turn,topic,agreement,weak"
    assert [row.rsplit(",", 2)[0] for row in body] == [
        f"{turn},{topic.number}" for topic in run.topics for turn in topic.turns
    ]
    shares = dict(zip(made.documents.frame["document"], made.agreement, strict=True))
    for row in body:
        turn, _, share, weak = row.split(",")
        assert (share, weak) == (f"{shares[turn]:.2f}", "yes" if shares[turn] < 0.6 else "no")


def test_turns_stand_where_people_put_them_and_those_without_a_topic_at_nought(
    made: Fitted, run: TopicRun, tmp_path: Path
) -> None:
    moved = dataclasses.replace(run.topics[0], number=7)
    save(made, dataclasses.replace(run, topics=(moved,)), tmp_path)
    body = [row.split(",")[:2] for row in rows(tmp_path, "assignments.csv")[1:]]
    assert [turn for turn, number in body if number == "7"] == list(moved.turns)
    assert len([turn for turn, number in body if number == "0"]) == 36


def test_where_nothing_votes_the_share_is_an_empty_cell(made: Fitted, run: TopicRun, tmp_path: Path) -> None:
    save(dataclasses.replace(made, agreement=np.full(48, np.nan)), run, tmp_path)
    assert all(row.endswith(",,") for row in rows(tmp_path, "assignments.csv")[1:])


def test_topics_are_saved_with_an_empty_cell_for_what_is_unknown(made: Fitted, run: TopicRun, tmp_path: Path) -> None:
    save(made, run, tmp_path)
    head, first, *others = rows(tmp_path, "topics.csv")
    assert head == ",".join(TOPICS)
    cells = dict(zip(TOPICS, first.split(","), strict=True))
    assert (cells["topic"], cells["documents"], cells["uncoded"], cells["stability"]) == ("1", "12", "", "")
    assert len(others) == 3
