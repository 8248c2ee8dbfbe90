"""What covers each document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tlc.listen.emerging import Evidence, evidence_of
from tlc.model import Code, Codebook


def made(by_hand: Any, frame: pd.DataFrame, codings: pd.DataFrame | None = None, **more: Any) -> Evidence:
    facts: dict[str, Any] = {"codebook": by_hand.BOOK, "embed": by_hand.embed} | more
    marks = by_hand.codings() if codings is None else codings
    return evidence_of(by_hand.fitted(frame), frame, marks, facts.pop("codebook"), **facts)


def covered(found: Evidence, code: str, *, strongly: bool = False) -> list[int]:
    values = found.strong if strongly else found.covered
    return np.flatnonzero(values[:, found.codes.index(code)]).tolist()


SAID = ["a surname", "the bus", "the tooth", "no name", "the bus fare", "buses", "nothing", "the bus", "teeth"]


def test_where_nobody_has_read_terms_decide(by_hand: Any) -> None:
    found = made(by_hand, by_hand.turns(SAID))
    assert covered(found, "all.bus") == [1, 4, 5, 7]
    assert not found.read.any()


def test_two_different_terms_of_one_code_are_a_strong_cue_and_one_said_twice_is_not(by_hand: Any) -> None:
    found = made(by_hand, by_hand.turns([*SAID[:3], "the bus, the bus", *SAID[4:]]))
    assert covered(found, "all.bus", strongly=True) == [4]


def test_where_people_have_read_what_they_coded_decides(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    found = made(by_hand, frame, by_hand.codings((frame["turn"][8], "all.bus")))
    # All are read up to the last coded turn of their own session: here FG03, rows 6 to 8.
    assert np.flatnonzero(found.read).tolist() == [6, 7, 8]
    assert covered(found, "all.bus") == [1, 4, 5, 8]
    assert covered(found, "all.bus", strongly=True) == [4, 8]


def test_what_comes_after_the_last_coded_turn_of_a_session_is_not_read(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    found = made(by_hand, frame, by_hand.codings((frame["turn"][6], "all.tooth")))
    assert np.flatnonzero(found.read).tolist() == [6]
    assert covered(found, "all.bus") == [1, 4, 5, 7]


def test_who_says_what_was_read_is_believed(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    found = made(by_hand, frame, read={frame["turn"][1], frame["turn"][7]})
    assert np.flatnonzero(found.read).tolist() == [1, 7]
    assert covered(found, "all.bus") == [4, 5]


def test_a_suggestion_that_a_person_rejected_covers_nothing(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    rejected = by_hand.codings((frame["turn"][4], "all.bus"), status="rejected")
    assert covered(made(by_hand, frame, rejected), "all.bus") == [1, 5, 7]


def test_what_machines_marked_is_not_read_and_adds_nothing(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    marks = by_hand.codings((frame["turn"][0], "all.bus"), kind="model", status="suggested")
    found = made(by_hand, frame, marks)
    assert not found.read.any()
    assert covered(found, "all.bus") == [1, 4, 5, 7]


def test_an_older_name_of_a_code_is_the_code(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    assert 0 in covered(made(by_hand, frame, by_hand.codings((frame["turn"][0], "OLD01"))), "all.tooth")


def test_a_code_that_only_a_coder_proposed_covers_what_they_coded_and_has_no_definition(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    found = made(by_hand, frame, by_hand.codings((frame["turn"][0], "proposed.asha_names")))
    assert found.codes == ("all.bus", "all.tooth", "proposed.asha_names")
    assert covered(found, "proposed.asha_names") == [0]
    assert np.isnan(found.definitions[:, 2]).all()


def test_an_assertion_that_is_denied_covers_nothing(by_hand: Any) -> None:
    denied = Code(id="late", kind="barrier", label={"en": "Late"}, terms={"en": ("late",)}, polarity="assertion")
    book = Codebook(id="b", name="B", version="1", codes=(denied,))
    said = ["the bus was late", "the bus was not late", *SAID[2:]]
    assert covered(made(by_hand, by_hand.turns(said), codebook=book), "late") == [0]


def test_definitions_and_quotes_have_their_places_among_the_documents(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    found = made(by_hand, frame, by_hand.codings((frame["turn"][7], "all.bus"), quote="the bus"))
    assert found.definitions[:, 0].tolist() == [0, 1, 0, 0, 1, 1, 0, 1, 0]
    assert found.definitions[:, 1].tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert found.quotes[:, 0].tolist() == [0, 1, 0, 0, 1, 1, 0, 1, 0]
    assert np.isnan(found.quotes[:, 1]).all()


def test_texts_are_placed_in_one_call_and_each_only_once(by_hand: Any) -> None:
    calls: list[list[str]] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        calls.append(list(texts))
        return by_hand.embed(texts)

    frame = by_hand.turns(SAID)
    made(by_hand, frame, by_hand.codings((frame["turn"][1], "all.bus"), (frame["turn"][7], "all.bus")), embed=embed)
    assert calls == [["Bus.", "Teeth. A tooth and who mends it.", "the bus"]]


def test_without_codes_and_codings_nothing_is_placed(by_hand: Any) -> None:
    def embed(texts: Sequence[str]) -> np.ndarray:
        raise AssertionError(len(texts))

    found = made(by_hand, by_hand.turns(SAID), codebook=Codebook(id="b", name="B", version="1", codes=()), embed=embed)
    assert found.codes == ()
    assert found.definitions.shape == (9, 0)


def test_a_document_of_joined_turns_is_covered_by_what_stands_on_any_of_them(by_hand: Any) -> None:
    frame = by_hand.turns(SAID)
    fit = by_hand.fitted(frame)
    fit.documents.frame.at[0, "turns"] = (frame["turn"][0], "FG01:0099")
    found = evidence_of(fit, frame, by_hand.codings(("FG01:0099", "all.tooth")), by_hand.BOOK, embed=by_hand.embed)
    assert 0 in covered(found, "all.tooth")
