"""Who took part: ids that are no names, and consents that are no unless they are yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from itertools import product
from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.model import GROUP_KINDS, ROLES, VOICES, Consent, Group, Participant

Explained = Callable[..., None]
ALL = Consent(analyse=True, quote=True, publish=True, training=True, archive=True)


def person(**fields: Any) -> Participant:
    return Participant(**{"id": "P07", "role": "community", **fields})


def test_what_was_not_asked_is_a_no() -> None:
    no = Consent(analyse=False, quote=False, publish=False, training=False, archive=False, date=None)
    assert Consent() == no
    assert not no.is_any


@pytest.mark.parametrize("use", ["analyse", "quote", "publish", "training", "archive"])
def test_one_yes_is_a_consent_to_something_and_to_nothing_else(use: str) -> None:
    consent = Consent(**{use: True})  # type: ignore[arg-type]
    assert consent.is_any
    assert sum([consent.analyse, consent.quote, consent.publish, consent.training, consent.archive]) == 1


@pytest.mark.parametrize(("analyse", "quote", "publish"), [*product([True, False], repeat=3)])
def test_a_quote_is_published_only_with_all_three_consents(analyse: bool, quote: bool, publish: bool) -> None:
    consent = Consent(analyse=analyse, quote=quote, publish=publish)
    assert consent.may_publish is (analyse and quote and publish)


def test_training_alone_publishes_nothing() -> None:
    assert not Consent(training=True).may_publish


@pytest.mark.parametrize(("role", "counts"), [(role, role in ("community", "professional")) for role in ROLES])
def test_participants_count_and_researchers_do_not(role: str, counts: bool) -> None:
    assert person(role=role).counts is counts


def test_voices_are_roles() -> None:
    assert set(VOICES) <= set(ROLES)


@pytest.mark.parametrize(
    ("consent", "withdrawn", "may"),
    [(ALL, False, True), (Consent(analyse=True), False, True), (Consent(), False, False), (ALL, True, False)],
)
def test_words_are_coded_with_consent_and_only_while_they_stay(consent: Consent, withdrawn: bool, may: bool) -> None:
    assert person(consent=consent, withdrawn=withdrawn).may_analyse is may


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({"consent": ALL}, True),
        ({"consent": ALL, "role": "professional"}, True),
        ({"consent": ALL, "role": "facilitator"}, False),
        ({"consent": ALL, "role": "interpreter"}, False),
        ({"consent": ALL, "withdrawn": True}, False),
        ({"consent": Consent(analyse=True, quote=True)}, False),
        ({"consent": Consent(quote=True, publish=True)}, False),
        ({}, False),
    ],
)
def test_only_a_participant_who_agreed_and_stayed_is_quoted(fields: dict[str, Any], may: bool) -> None:
    assert person(**fields).may_quote is may


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({"consent": ALL}, True),
        ({"consent": Consent(analyse=True, archive=True)}, True),
        ({"consent": Consent(archive=True)}, False),
        ({"consent": Consent(analyse=True, quote=True, publish=True, training=True)}, False),
        ({"consent": ALL, "withdrawn": True}, False),
        ({"consent": ALL, "role": "facilitator"}, False),
    ],
)
def test_only_words_that_may_be_analysed_go_to_an_archive(fields: dict[str, Any], may: bool) -> None:
    assert person(**fields).may_archive is may


@pytest.mark.parametrize(
    ("role", "analyse", "withdrawn", "may"),
    [
        ("community", True, False, True),
        ("community", False, False, False),
        ("community", True, True, False),
        ("professional", False, False, False),
        ("facilitator", False, False, True),
        ("facilitator", True, True, False),
        ("interpreter", False, True, False),
        ("co_researcher", False, False, True),
    ],
)
def test_words_are_kept_of_those_who_agreed_and_of_researchers_unless_they_left(
    role: str, analyse: bool, withdrawn: bool, may: bool
) -> None:
    assert person(role=role, consent=Consent(analyse=analyse), withdrawn=withdrawn).may_keep is may


@pytest.mark.parametrize("name", ["P07", "p7", "R01", "T1", "7"])
def test_an_id_of_letters_and_digits_is_taken(name: str) -> None:
    assert person(id=name).id == name


@pytest.mark.parametrize("name", ["", " ", "P 07", "P07 ", "P-07", "P07:", "FG01/P07", "Pă7", "P\n7", "../P07"])
def test_an_id_with_anything_else_is_refused_and_not_repeated(name: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        person(id=name)
    explained(caught.value, what="A participant's id", hint="never names")


def test_a_name_in_place_of_an_id_is_not_in_the_message(canary: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        person(id=f"Maria {canary}")
    explained(caught.value, what="more than plain letters and digits", hint="P07")
    assert "Maria" not in str(caught.value)


@pytest.mark.parametrize("role", ["", "Community", "patient"])
def test_an_unknown_role_is_refused_with_those_there_are(role: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        person(role=role)
    explained(caught.value, what="P07 has an unknown role", hint="community, professional")


def test_traits_cannot_be_changed_from_outside() -> None:
    given = {"gender": "woman"}
    one = person(traits=given)
    given["gender"] = "man"
    assert one.traits["gender"] == "woman"
    with pytest.raises(TypeError):
        one.traits["gender"] = "man"  # type: ignore[index]


def test_a_participant_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        person().withdrawn = True  # type: ignore[misc]


def test_participants_with_the_same_fields_are_equal() -> None:
    assert person(traits={"a": "1"}) == person(traits={"a": "1"})


@pytest.mark.parametrize("kind", GROUP_KINDS)
def test_only_an_interview_is_one_person(kind: str) -> None:
    assert Group(id="FG01", kind=kind).is_interview is (kind == "interview")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "FG 01", "FG-01", "FG01.txt", "../FG01", "grupă1"])
def test_a_groups_id_becomes_a_file_name_and_holds_nothing_else(name: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        Group(id=name, kind="event")
    explained(caught.value, what="A group's id", hint="FG01")


@pytest.mark.parametrize("kind", ["", "Focus group", "survey"])
def test_an_unknown_kind_of_group_is_refused_with_those_there_are(kind: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        Group(id="FG01", kind=kind)  # type: ignore[arg-type]
    explained(caught.value, what="FG01 is of an unknown kind", hint="focus_group, interview")


def test_a_group_speaks_english_unless_it_says_otherwise() -> None:
    assert Group(id="FG01", kind="event").language == "en"
