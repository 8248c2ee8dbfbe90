"""A coding says who found what in which words, and machines only suggest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from tlc.errors import CodingError
from tlc.model import CODER_KINDS, PROPOSED, RULES, STATUSES, Coder, Coding, Proposal, Span, proposal_id

Explained = Callable[..., None]


def coding(**fields: Any) -> Coding:
    made = {"id": "a1", "code": "access.hours", "coder": "asha", "made_at": "2026-06-01T10:00:00Z"}
    words = {"span": Span(turn="FG01:0003", start=0, end=6), "quote": "Closed"}
    return Coding(**{**made, **words, **fields})


@pytest.mark.parametrize("name", ["asha", "a", "asha_2", "asha-twin", "a" * 40])
def test_a_coders_id_can_be_a_file_name(name: str) -> None:
    assert Coder(id=name, name="Asha").id == name


@pytest.mark.parametrize(
    "name", ["", "Asha", "asha b", "1asha", "_asha", "așa", "../asha", "asha.sqlite", "a" * 41, "asha\n"]
)
def test_a_coders_id_that_cannot_be_a_file_name_is_refused(name: str, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Coder(id=name, name="Asha")
    explained(caught.value, what="not usable as a file name", hint="lower-case letters")


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9", "com0"])
def test_a_coders_id_is_no_device_of_windows(name: str, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Coder(id=name, name="Asha")
    explained(caught.value, what="Windows keeps it for a device", hint="Choose another")


@pytest.mark.parametrize("name", ["con-k", "conny", "auxilia", "com", "com12", "nula"])
def test_a_coders_id_may_begin_as_a_device_of_windows_does(name: str) -> None:
    assert Coder(id=name, name="Con").id == name


def test_an_unknown_kind_of_coder_is_refused(explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Coder(id="asha", name="Asha", kind="robot")  # type: ignore[arg-type]
    explained(caught.value, what="'asha' is of an unknown kind", hint="person, rules, model, agreed")


@pytest.mark.parametrize("kind", CODER_KINDS)
def test_rules_and_models_are_machines_and_people_are_not(kind: str) -> None:
    assert Coder(id="a", name="A", kind=kind).is_machine is (kind in {"rules", "model"})  # type: ignore[arg-type]


def test_a_coder_is_a_person_unless_it_says_otherwise() -> None:
    assert Coder(id="asha", name="Asha").kind == "person"


def test_the_rules_are_a_machine() -> None:
    assert RULES.is_machine


@pytest.mark.parametrize("status", STATUSES)
def test_a_coding_has_one_of_three_statuses(status: str) -> None:
    assert coding(status=status).status == status


@pytest.mark.parametrize("status", ["", "Accepted", "maybe"])
def test_an_unknown_status_is_refused(status: str, canary: str, explained: Explained) -> None:
    span = Span(turn="FG01:0003", start=0, end=len(canary))
    with pytest.raises(CodingError) as caught:
        coding(span=span, quote=canary, status=status, memo=canary)
    explained(caught.value, what="unknown status", where="FG01:0003", hint="suggested, accepted, rejected")


@pytest.mark.parametrize("change", [-1, 1])
def test_a_quote_is_exactly_as_long_as_its_span(change: int, canary: str, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        coding(span=Span(turn="FG01:0003", start=4, end=4 + len(canary) + change), quote=canary)
    explained(caught.value, what="not as long as its span", where="FG01:0003")


def test_a_quotes_length_is_counted_in_code_points() -> None:
    assert coding(span=Span(turn="FG01:0003", start=0, end=4), quote="👩🏽și").quote == "👩🏽și"


def test_a_coding_is_accepted_and_not_serious_unless_it_says_otherwise() -> None:
    assert (coding().status, coding().serious, coding().memo, coding().because) == ("accepted", False, "", "")


def test_two_coders_may_mark_the_same_words() -> None:
    assert coding(coder="ben") != coding()
    assert coding(coder="ben").span == coding().span


def test_a_coding_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        coding().status = "rejected"  # type: ignore[misc]


def test_a_proposed_code_stands_under_its_own_heading_and_is_emerging() -> None:
    code = Proposal(id="proposed.asha_lifts", coder="asha", label="Lifturi", language="ro", made_at="now").code
    assert (code.parent, code.origin, code.kind) == (PROPOSED, "emerging", "barrier")
    assert dict(code.label) == {"en": "Lifturi", "ro": "Lifturi"}


def test_a_proposal_without_a_name_is_refused(explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        Proposal(id="proposed.a", coder="asha", label="  ", made_at="now")
    explained(caught.value, what="no name", hint="Say in a few words")


@pytest.mark.parametrize("label", ["Frică de uși", "家", "x" * 300, "---", "🚪 doors"])
def test_a_proposed_codes_id_is_plain_and_a_codes_id(label: str) -> None:
    name = proposal_id("ben-2", label)
    assert Proposal(id=name, coder="ben-2", label=label, made_at="now").code.id == name
    assert name.isascii()


def test_two_proposals_of_one_name_have_two_ids() -> None:
    first = proposal_id("asha", "Lifts")
    second = proposal_id("asha", "lifts!", {first})
    assert (first, second) == ("proposed.asha_lifts", "proposed.asha_lifts_2")
    assert proposal_id("asha", "Lifts", {first, second}) == "proposed.asha_lifts_3"
