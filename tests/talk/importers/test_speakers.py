"""What may be a speaker's label, and what is talk."""

from __future__ import annotations

import pytest

from tlc.talk.importers._speakers import accepted, fold, is_id_or_role, is_short, may_be_name


@pytest.mark.parametrize(
    "label",
    [
        "P01",
        "p01",
        "P 1",
        "R4",
        "FG01-P03",
        "HV2",
        "P01a",
        "I",
        "?",
        "???",
        "Participant 3",
        "participant",
        "Interviewer",
        "INTERVIEWER 2",
        "Speaker A",
        "Speaker - 2",
        "Community researcher",
        "Co-researcher",
        "Second interviewer",
        "Health visitor",
        "Family worker",
        "GP",
        "Midwife",
        "Unknown",
        "Unknown speaker",
        "P3 (via interpreter)",
        "P02 [?]",
        "P02?",
        "Vorbitor 2",
        "Moașă",
        "Participantă",
        "Cercetătoare",
        "Necunoscut",
    ],
)
def test_ids_and_roles_stand_on_their_own(label: str) -> None:
    assert is_id_or_role(label)


@pytest.mark.parametrize(
    "label",
    [
        "Ana",
        "In 2019",
        "at 8",
        "I said",
        "She",
        "The doctor",
        "My midwife",
        "and the GP",
        "COVID19",
        "Note",
        "Focus group 1 with the mothers",
        "unclear",
        "laughs",
        "",
    ],
)
def test_names_and_talk_are_neither_ids_nor_roles(label: str) -> None:
    assert not is_id_or_role(label)


@pytest.mark.parametrize(
    "label",
    [
        "Ana",
        "Ana Ionescu",
        "Graham, Ken (Contractor)",
        "Dr. Smith",
        "MARIA",
        "Ana-Maria Pop",
        "Șerban",
        "مريم",
        "Maria de la Cruz",
    ],
)
def test_a_name_may_be_a_label(label: str) -> None:
    assert may_be_name(label)


@pytest.mark.parametrize(
    "label",
    [
        "She said",
        "he",
        "Yes",
        "Da",
        "Note",
        "Notă",
        "https",
        "at 8:30",
        "What?!",
        "Well, I told him.",
        "and then",
        "de Ana",
        "Remember",
        "One Two Three Four Five Six Seven",
        "A name that is much longer than any name is",
        "123",
        "...",
        "<script>",
        "",
    ],
)
def test_talk_is_no_name(label: str) -> None:
    assert not may_be_name(label)


@pytest.mark.parametrize(
    ("label", "short"), [("P01", True), ("a b c d e f", True), ("a b c d e f g", False), (" ", False)]
)
def test_a_label_is_short(label: str, short: bool) -> None:
    assert is_short(label) is short


def test_a_label_has_at_most_sixty_three_characters() -> None:
    assert is_short("x" * 63)
    assert not is_short("x" * 64)


def test_labels_are_compared_without_case_and_accents() -> None:
    assert fold(" Moașă ") == fold("moasa") == "moasa"


def test_an_id_is_accepted_at_once_and_a_name_when_it_recurs() -> None:
    assert accepted(["P01", "Ana", "Ana", "Later"]) == {"P01", "Ana"}


def test_a_name_recurs_in_any_spelling() -> None:
    assert accepted(["Ana", "ANA"]) == {"Ana", "ANA"}


def test_what_is_never_a_label_is_not_one_when_it_recurs() -> None:
    assert accepted(["Note", "Note", "I said", "I said", "x" * 50, "x" * 50]) == frozenset()


def test_unknown_labels_pass_through_as_they_stand() -> None:
    assert accepted(["P02 [?]", "Xenia (daughter)", "Xenia (daughter)"]) == {"P02 [?]", "Xenia (daughter)"}
