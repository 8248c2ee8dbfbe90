"""The list of candidates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tlc.listen.emerging import Evidence, candidates, evidence_of, uncoded
from tlc.listen.emerging.gap import WEIGHTS
from tlc.model import Candidate, Topic


def known(by_hand: Any, frame: pd.DataFrame | None = None, codings: pd.DataFrame | None = None) -> Evidence:
    frame = by_hand.turns() if frame is None else frame
    marks = by_hand.codings() if codings is None else codings
    return evidence_of(by_hand.fitted(frame), frame, marks, by_hand.BOOK, embed=by_hand.embed)


def found(by_hand: Any, frame: pd.DataFrame | None = None, **more: Any) -> tuple[Candidate, ...]:
    frame = by_hand.turns() if frame is None else frame
    codings, fit = more.pop("codings", None), more.pop("fit", None) or by_hand.fitted(frame)
    facts: dict[str, Any] = {"turns": frame, "people": by_hand.people(*by_hand.PEOPLE)} | more
    return candidates(fit, known(by_hand, frame, codings), **facts)


def test_what_the_codebook_misses_comes_first(by_hand: Any) -> None:
    assert found(by_hand)[0].topic == 1
    assert [one.rank for one in found(by_hand)] == [1, 2, 3]
    assert found(by_hand)[0].gap > found(by_hand)[1].gap >= found(by_hand)[2].gap


def test_a_candidate_tells_how_widely_it_is_carried(by_hand: Any) -> None:
    one = found(by_hand)[0]
    assert (one.sessions, one.sessions_in_all, one.groups, one.groups_in_all, one.speakers) == (3, 3, 3, 3, 6)
    assert one.agreement == 1


def test_the_parts_of_the_gap_are_told(by_hand: Any) -> None:
    assert set(found(by_hand)[0].parts) == set(WEIGHTS)


def test_the_sentence_says_it_in_plain_words(by_hand: Any) -> None:
    assert found(by_hand)[0].sentence == (
        "Said in 3 of 3 groups by 6 people; nobody has read it yet, and all of it holds no term of the codebook; "
        "nearest code: all.bus."
    )


def test_what_people_read_and_did_not_code_is_uncoded(by_hand: Any) -> None:
    turns = by_hand.turns()
    marks = by_hand.codings(*((turn, "all.tooth") for turn in turns["turn"][2::3]))
    first = found(by_hand, codings=marks)[0]
    assert first.uncoded == 1
    assert "all of it is uncoded" in first.sentence
    assert {one.topic: one.uncoded for one in found(by_hand, codings=marks)} == {1: 1.0, 2: 1.0, 3: 0.0}


def test_what_nobody_read_has_no_share_that_is_uncoded(by_hand: Any) -> None:
    assert all(np.isnan(one.uncoded) for one in found(by_hand))
    assert uncoded(known(by_hand), np.arange(36) % 3) == {}


def test_one_session_is_not_enough(by_hand: Any) -> None:
    turns = by_hand.turns()
    frame = turns.assign(transcript="FG01", group="FG01")
    assert found(by_hand, frame) == ()


def test_two_people_are_not_enough(by_hand: Any) -> None:
    turns = by_hand.turns()
    frame = turns.assign(speaker=["P1" if session == "FG01" else "P2" for session in turns["transcript"]])
    assert found(by_hand, frame) == ()


def test_where_nobody_knows_who_spoke_sessions_decide_and_it_is_said(by_hand: Any) -> None:
    turns = by_hand.turns()
    frame = turns.assign(speaker=pd.array([None] * len(turns), dtype="str"))
    one = found(by_hand, frame)[0]
    assert one.speakers == 0
    assert one.quotes == ()
    assert one.sentence.startswith("Said in 3 of 3 groups; who spoke is not known; ")


def test_people_whom_nobody_knows_are_told_of_beside_those_who_are_known(by_hand: Any) -> None:
    turns = by_hand.turns()
    frame = turns.assign(speaker=["P1" if n < 9 else None for n in range(len(turns))]).astype({"speaker": "str"})
    assert " by 1 people and by others whom nobody knows; " in found(by_hand, frame)[0].sentence


@pytest.mark.parametrize("made_of_it", ["hidden", "artefact"])
def test_what_people_put_aside_is_no_candidate_and_moves_no_other(by_hand: Any, made_of_it: str) -> None:
    topics = by_hand.fitted().topics()
    aside = [replace(topics[0], **{made_of_it: True}), *topics[1:]]
    assert [(one.topic, one.gap) for one in found(by_hand, topics=aside)] == [
        (one.topic, one.gap) for one in found(by_hand)[1:]
    ]


def test_topics_count_as_people_have_left_them(by_hand: Any) -> None:
    fit = by_hand.fitted()
    first, _, last = fit.topics()
    both = replace(last, number=2, documents=24)
    one, two = found(by_hand, topics=[first, both], numbers=np.where(fit.labels == 0, 1, 2))
    assert (one.topic, two.topic) == (1, 2)
    assert one.gap > two.gap


def test_documents_without_a_topic_belong_to_none(by_hand: Any) -> None:
    fit = by_hand.fitted()
    listed = found(by_hand, topics=fit.topics()[:2], numbers=np.where(fit.labels == 2, 0, fit.labels + 1))
    assert [one.topic for one in listed] == [1, 2]


def test_quotes_are_of_different_people_who_may_be_quoted(by_hand: Any) -> None:
    turns = by_hand.turns()
    one = found(by_hand, people=by_hand.people("P1", "P2", "P5"))[0]
    said = dict(zip(turns["turn"], turns["speaker"], strict=True))
    assert sorted(said[turn] for turn in one.quotes) == ["P1", "P2", "P5"]


def test_there_are_at_most_five_quotes_and_sessions_take_turns(by_hand: Any) -> None:
    one = found(by_hand)[0]
    assert len(one.quotes) == 5
    assert len({turn[:4] for turn in one.quotes[:3]}) == 3


def test_what_no_code_covers_is_quoted_before_what_one_does(by_hand: Any) -> None:
    turns = by_hand.turns()
    said = ["the bus and the surname" if n % 3 == 0 and n < 18 else text for n, text in enumerate(turns["text"])]
    frame = by_hand.turns(said)
    fit = by_hand.fitted(frame)
    (one,) = [one for one in found(by_hand, frame, fit=fit) if one.topic == 1]
    assert all(int(turn[-4:]) > 18 for turn in one.quotes)


def test_of_joined_turns_the_longest_is_quoted(by_hand: Any) -> None:
    turns = by_hand.turns()
    fit = by_hand.fitted()
    for row in range(0, 36, 3):
        fit.documents.frame.at[row, "turns"] = (turns["turn"][row], turns["turn"][row + 1])
    frame = turns.assign(text=[f"{text} and more" if n % 3 == 1 else text for n, text in enumerate(turns["text"])])
    one = next(one for one in found(by_hand, fit=fit, turns=frame) if one.topic == 1)
    assert all(int(turn[-4:]) % 3 == 2 for turn in one.quotes)


def test_documents_that_stand_there_weakly_are_quoted_last(by_hand: Any) -> None:
    weak = np.where(np.arange(36) < 18, 0.4, 1.0)
    one = found(by_hand, fit=by_hand.fitted(agreement=weak), people=by_hand.people("P1", "P2", "P3"))[0]
    assert all(int(turn[-4:]) > 18 for turn in one.quotes)


def test_the_same_words_give_the_same_candidates(by_hand: Any) -> None:
    assert str(found(by_hand)) == str(found(by_hand))


def test_a_topic_is_never_judged_by_the_machine(by_hand: Any) -> None:
    assert {(one.verdict, one.by, one.why) for one in found(by_hand)} == {("", "", "")}


def test_of_topics_that_are_missed_alike_the_one_with_the_smaller_number_comes_first(by_hand: Any) -> None:
    turns = by_hand.turns()
    topics = tuple(
        Topic(number=number, words=(), turns=(), documents=12, sessions=3, groups=3, speakers=6) for number in (9, 4, 7)
    )
    fit = by_hand.fitted(words=((), (), ()))
    nothing = Evidence(
        codes=(),
        covered=np.zeros((36, 0), dtype=bool),
        strong=np.zeros((36, 0), dtype=bool),
        read=np.zeros(36, dtype=bool),
        definitions=np.zeros((36, 0)),
        quotes=np.zeros((36, 0)),
    )
    numbers = np.array([9, 4, 7])[fit.labels]
    listed = candidates(fit, nothing, turns=turns, people=(), topics=topics, numbers=numbers)
    assert [one.topic for one in listed] == [4, 7, 9]
