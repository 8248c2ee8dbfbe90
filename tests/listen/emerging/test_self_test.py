"""Hiding each code, to see whether the list of candidates finds it again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tlc.listen.emerging import Evidence, SelfTest, evidence_of, self_test
from tlc.listen.emerging.self_test import FURTHER_DOWN, NO_TOPIC, NOT_CARRIED, SELF_TEST, TOO_LITTLE


def known(by_hand: Any, **more: Any) -> Evidence:
    """Nobody has read: the terms of bus stand in topic 2, those of teeth in topic 3."""
    frame = more.pop("frame", by_hand.turns())
    codings = more.pop("codings", by_hand.codings())
    return evidence_of(by_hand.fitted(frame), frame, codings, by_hand.BOOK, embed=by_hand.embed)


def row(found: SelfTest, code: str) -> dict[str, Any]:
    (one,) = found.frame[found.frame["code"] == code].to_dict("records")
    return one


def test_each_code_has_a_row(by_hand: Any) -> None:
    found = self_test(by_hand.fitted(), known(by_hand))
    assert list(found.frame.columns) == list(SELF_TEST)
    assert found.frame["code"].tolist() == ["all.bus", "all.tooth"]
    assert (found.tested, found.back, found.candidates, found.seed) == (2, 2, 3, 7)


def test_a_code_that_is_hidden_comes_back_as_its_topic(by_hand: Any) -> None:
    one = row(self_test(by_hand.fitted(), known(by_hand)), "all.bus")
    assert (one["documents"], one["topic"], one["share"], one["back"]) == (12, 2, 1.0, True)
    # Topic 1, which no code ever covered, stands beside it.
    assert one["rank"] <= 2
    assert one["why"] == ""


def test_what_a_code_covers_is_what_people_coded_where_they_have_read(by_hand: Any) -> None:
    frame = by_hand.turns()
    marks = by_hand.codings(*((turn, "all.tooth") for turn in frame["turn"][0::3]))
    one = row(self_test(by_hand.fitted(), known(by_hand, codings=marks)), "all.tooth")
    assert one["topic"] == 1


def test_a_code_that_nearly_nobody_spoke_of_is_not_tried(by_hand: Any) -> None:
    said = ["the bus" if n < 4 else "the tooth" for n in range(36)]
    found = self_test(by_hand.fitted(), known(by_hand, frame=by_hand.turns(said)))
    one = row(found, "all.bus")
    assert one["documents"] == 4
    assert pd.isna(one["back"])
    assert one["why"] == TOO_LITTLE
    assert found.tested == 1
    assert "Of 1 more codes too little was said to try them." in found.sentence


def test_a_code_without_a_topic_of_its_own_is_missed(by_hand: Any) -> None:
    said = [f"the {'bus' if n % 9 < 3 else 'tooth'}" for n in range(36)]
    one = row(self_test(by_hand.fitted(), known(by_hand, frame=by_hand.turns(said))), "all.bus")
    assert (one["back"], one["why"]) == (False, NO_TOPIC)
    assert one["share"] == pytest.approx(1 / 3)


def test_a_topic_that_too_few_people_carry_is_no_way_back(by_hand: Any) -> None:
    frame = by_hand.turns()
    alone = frame.assign(speaker=["P1" if n % 3 == 1 else who for n, who in enumerate(frame["speaker"])])
    one = row(self_test(by_hand.fitted(alone), known(by_hand)), "all.bus")
    assert (one["back"], one["why"]) == (False, NOT_CARRIED)
    assert pd.isna(one["rank"])


def test_a_topic_that_stands_further_down_is_missed(by_hand: Any) -> None:
    # Eight topics; what is hidden stands on one whose documents many other codes cover.
    frame = by_hand.turns([f"turn number {n}" for n in range(72)])
    labels = np.arange(72) % 8
    covered = np.zeros((72, 2), dtype=bool)
    covered[labels == 7] = True
    evidence = Evidence(
        codes=("a", "b"),
        covered=covered,
        strong=covered,
        read=np.ones(72, dtype=bool),
        definitions=np.where(covered, 1.0, 0.0),
        quotes=np.full((72, 2), np.nan),
    )
    facts = {"labels": labels, "votes": np.eye(8)[labels], "words": ((("w", 0.1),),) * 8}
    one = row(self_test(by_hand.fitted(frame, **facts), evidence), "a")
    assert (one["back"], one["rank"], one["topic"], one["why"]) == (False, 8, 8, FURTHER_DOWN)


def test_the_sentence_says_it_all_with_an_interval_and_the_seed(by_hand: Any) -> None:
    assert self_test(by_hand.fitted(), known(by_hand)).sentence == (
        "Each of 2 codes was hidden in turn: 2 came back among the first 5 of 3 candidates (100 %, interval 34 to "
        "100 %). 0 have no topic of which they are half, and could not. By size alone 2 would have come "
        "back. Seed 7, formula 'gap 1'."
    )


def test_with_nothing_to_hide_it_says_so(by_hand: Any) -> None:
    found = self_test(by_hand.fitted(), known(by_hand, frame=by_hand.turns(["nothing"] * 36)))
    assert found.sentence.startswith("No code of this codebook was said in 5 documents or more")
    assert found.tested == 0


def test_the_interval_is_that_of_wilson() -> None:
    frame = pd.DataFrame({"back": [True] * 8 + [False] * 2, "why": ""}).astype({"back": "boolean"})
    low, high = SelfTest(frame=frame, seed=1, candidates=9).interval
    # Wilson's interval of 8 of 10, as in Newcombe (1998), Statistics in Medicine 17: formula of method 3.
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_a_topic_that_people_hid_is_no_way_back(by_hand: Any) -> None:
    from dataclasses import replace

    fit = by_hand.fitted()
    topics = [replace(topic, hidden=topic.number == 2) for topic in fit.topics()]
    assert row(self_test(fit, known(by_hand), topics=topics), "all.bus")["back"] is False
