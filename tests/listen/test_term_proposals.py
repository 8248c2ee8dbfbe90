"""Terms proposed from what people coded: typical, said by enough people, not covered yet, and nobody's name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.frames import CODINGS, table, turns_frame
from tlc.listen.term_proposals import TermProposal, log_odds_z, propose_terms
from tlc.model import Code, Codebook, Participant, Source, Transcript, Turn, turn_id

PEOPLE = [Participant(id=f"P{number}", role="community") for number in range(1, 9)] + [
    Participant(id="R1", role="facilitator")
]
OTHER = ("we talk of rain and trees", "football again on monday night", "soup with beans tastes fine")


def book(*terms: str, **more: Any) -> Codebook:
    codes = (
        Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": terms}, **more),
        Code(id="other", kind="barrier", label={"en": "Other"}),
    )
    return Codebook(id="tiny", name="Tiny", version="1", codes=codes)


def study(coded: list[tuple[str, str]], other: tuple[str, ...] = OTHER * 4) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two sessions; coded turns are (speaker, words), spread over both, and coded whole; the others are not."""
    transcripts, marks = [], []
    for place, session in enumerate(("FG01", "FG02")):
        mine = coded[place::2]
        said = [*mine, *(("P8", text) for text in other)]
        turns = tuple(
            Turn(id=turn_id(session, number), speaker=who, text=text, language="en")
            for number, (who, text) in enumerate(said, 1)
        )
        source = Source(name="x.txt", importer="txt", version="0", digest="")
        transcripts.append(Transcript(id=session, group=session, source=source, turns=turns))
        marks += [mark(turn.id, len(turn.text), turn.text) for turn in turns[: len(mine)]]
        marks.append(mark(turns[-1].id, 4, turns[-1].text[:4], code="other"))
    return turns_frame(transcripts, PEOPLE), table(marks, CODINGS)


def mark(turn: str, end: int, quote: str, **more: Any) -> tuple[Any, ...]:
    blank = dict.fromkeys(CODINGS, "") | {"prompted": None, "independent": True, "serious": False, "start": 0}
    place = {"coding": turn, "turn": turn, "transcript": turn[:4], "end": end, "quote": quote, "code": "hours"}
    row = blank | place | {"coder": "asha", "kind": "person", "status": "accepted"} | more
    return tuple(row[name] for name in CODINGS)


def terms(found: tuple[TermProposal, ...]) -> list[str]:
    return [one.term for one in found]


NIGHT = [(f"P{number}", f"the warehouse gate was locked, word{number}") for number in range(1, 5)]


def test_of_words_that_stand_in_the_same_passages_the_longest_phrase_is_proposed() -> None:
    found = propose_terms(*study(NIGHT), book())
    assert terms(found) == ["gate was locked", "warehouse gate"]
    first = found[0]
    assert (first.code, first.people, first.sessions, first.passages, first.beside) == ("hours", 4, 2, 4, 0)
    assert first.share == 1


@pytest.mark.parametrize(
    "coded",
    [
        [("P1", "the gate was locked"), ("P2", "the gate was locked")] * 3,  # two people
        [("P1", "the gate was locked"), ("P2", "soup")] * 3,
    ],
)
def test_what_few_people_said_is_not_proposed(coded: list[tuple[str, str]]) -> None:
    assert "gate" not in " ".join(terms(propose_terms(*study(coded), book())))


def test_what_was_said_in_one_session_is_not_proposed() -> None:
    turns, codings = study(NIGHT * 2)
    one = turns["transcript"] == "FG01"
    assert propose_terms(turns[one], codings[codings["transcript"] == "FG01"], book()) == ()


def test_what_is_said_as_often_elsewhere_is_not_proposed() -> None:
    other = ("the warehouse gate was locked",) * 6
    assert propose_terms(*study(NIGHT, other), book()) == ()


def test_what_a_term_finds_already_is_not_proposed() -> None:
    assert propose_terms(*study(NIGHT), book("gate")) == ()
    assert propose_terms(*study(NIGHT), book("soup"))


def test_a_term_is_tried_as_the_rules_will_find_it() -> None:
    # "locked" stands for all its forms: it would find "lock" in turns that nobody coded.
    coded = [(f"P{number}", f"it was locked, word{number}") for number in range(1, 5)]
    (found,) = propose_terms(*study(coded, (*OTHER * 4, "a lock on the shed")), book())
    assert (found.term, found.passages, found.beside) == ("locked", 4, 2)


def test_what_would_mostly_find_turns_that_nobody_coded_is_not_proposed() -> None:
    coded = [(f"P{number}", f"it was locked, word{number}") for number in range(1, 5)]
    assert propose_terms(*study(coded, (*OTHER * 4, *["a lock on the shed"] * 19)), book()) == ()


@pytest.mark.parametrize("word", ["don't", "it's", "the", "ok", "we"])
def test_words_that_say_nothing_are_not_proposed(word: str) -> None:
    coded = [(f"P{number}", f"{word} zebra{number}") for number in range(1, 7)]
    assert propose_terms(*study(coded), book()) == ()


def test_real_names_are_never_proposed() -> None:
    coded = [(f"P{number}", "and dobre, so") for number in range(1, 7)]
    assert "dobre" in terms(propose_terms(*study(coded), book()))
    assert "dobre" not in " ".join(terms(propose_terms(*study(coded), book(), names=["Ștefania Dobre"])))


def test_words_with_a_capital_inside_a_sentence_are_not_proposed() -> None:
    coded = [(f"P{number}", "we asked at Marsh Street") for number in range(1, 7)]
    assert not {"marsh", "street", "marsh street"} & set(terms(propose_terms(*study(coded), book())))


def test_what_stands_in_place_of_a_name_is_not_proposed() -> None:
    coded = [(f"P{number}", "at [surgery 1] zebra") for number in range(1, 7)]
    assert terms(propose_terms(*study(coded), book())) == ["zebra"]


def test_what_facilitators_say_is_not_counted() -> None:
    coded = [("R1", "the gate was locked")] * 6
    assert propose_terms(*study(coded), book()) == ()


def test_what_machines_suggest_counts_for_nothing() -> None:
    turns, codings = study(NIGHT)
    codings["kind"] = "rules"
    assert propose_terms(turns, codings, book()) == ()


def test_retired_codes_get_no_proposals() -> None:
    assert propose_terms(*study(NIGHT), book(status="retired")) == ()


def test_each_code_gets_no_more_than_asked_for() -> None:
    assert len(propose_terms(*study(NIGHT), book(), most=1)) == 1


def test_nothing_coded_gives_nothing() -> None:
    turns, codings = study(NIGHT)
    assert propose_terms(turns, codings[:0], book()) == ()


def test_the_measure_is_that_of_the_counts_with_a_half_added() -> None:
    # By hand: 8.5 / 2.5 over 20.5 / 80.5.
    ratio = np.log(8.5 / 2.5) - np.log(20.5 / 80.5)
    error = np.sqrt(1 / 8.5 + 1 / 2.5 + 1 / 20.5 + 1 / 80.5)
    assert log_odds_z(8, 10, 20, 100) == pytest.approx(ratio / error)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_measure_turns_its_sign_when_the_sides_are_exchanged(a: int, b: int, c: int, d: int) -> None:
    assert log_odds_z(a, a + b, c, c + d) == pytest.approx(-log_odds_z(c, c + d, a, a + b))
