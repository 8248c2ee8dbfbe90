"""A code's fields on their way to the page and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import CodebookError, StudyError
from tlc.lab.code.code_fields import cleaned, code_id, fields_of, languages_of, merged_lines, values_of
from tlc.model import Code

LINES = st.lists(st.sampled_from("abcdef"), unique=True)
HOURS = Code(
    id="access.hours",
    kind="barrier",
    label={"en": "Hours", "ro": "Program"},
    brief="Closed.",
    examples=("It was closed.",),
    terms={"en": ("closed", "late"), "pl": ("zamknięte",)},
    polarity="assertion",
)


def test_every_language_of_a_code_is_laid_out_beside_those_of_the_study() -> None:
    fields = fields_of(HOURS, ("en", "uk"))
    assert {name for name in fields if name.startswith("terms.")} == {"terms.en", "terms.uk", "terms.ro", "terms.pl"}
    assert (fields["terms.uk"], fields["label.uk"], fields["terms.pl"]) == ([], "", ["zamknięte"])
    assert (fields["polarity"], fields["examples"]) == ("assertion", ["It was closed."])


def test_what_is_laid_out_makes_the_same_code_again() -> None:
    given_back = values_of(cleaned(fields_of(HOURS, ())))
    for name in ("brief", "definition", "include", "exclude", "examples", "polarity"):
        assert given_back[name] == getattr(HOURS, name)
    assert {language: text for language, text in given_back["label"].items() if text} == HOURS.label
    assert {language: terms for language, terms in given_back["terms"].items() if terms} == HOURS.terms


def test_lines_are_cleaned_and_terms_are_kept_once() -> None:
    found = cleaned({"terms.en": [" closed ", "", "closed", 7, "a\u200bb"], "examples": ["One.", "One."]})
    assert found == {"terms.en": ["closed", "ab"], "examples": ["One.", "One."]}


def test_a_definition_keeps_its_lines_and_a_name_does_not() -> None:
    found = cleaned({"definition": " One.\r\nTwo. ", "label.en": "One\nname"})
    assert found == {"definition": "One.\nTwo.", "label.en": "One name"}


@pytest.mark.parametrize("said", [None, "fields", ["brief"], 7])
def test_no_fields_are_no_fields(said: object) -> None:
    assert cleaned(said) == {}


@pytest.mark.parametrize("field", ["id", "aliases", "label", "terms", "brief.en", "terms.", "label.EN", "terms.en.x"])
def test_a_field_that_the_page_does_not_offer_is_refused(field: str) -> None:
    with pytest.raises(StudyError, match="a field that a code does not have"):
        cleaned({field: "x"})


def test_what_is_too_long_is_refused_without_its_words() -> None:
    with pytest.raises(CodebookError) as refused:
        cleaned({"terms.en": ["short", "quince " * 100]})
    assert refused.value.what.startswith("Line 2 is longer")
    assert "quince" not in str(refused.value)


def test_languages_are_those_of_labels_and_terms() -> None:
    assert languages_of(["label.en", "terms.ro", "brief"]) == ["en", "ro"]


# Two people's lines


@given(LINES, LINES)
def test_where_nobody_else_wrote_my_lines_stand_as_i_wrote_them(before: list[str], mine: list[str]) -> None:
    assert merged_lines(before, mine, before) == mine


@given(LINES, LINES)
def test_where_i_wrote_nothing_theirs_stand(before: list[str], theirs: list[str]) -> None:
    assert merged_lines(before, before, theirs) == theirs


@given(LINES, LINES, LINES)
def test_what_either_added_is_there_and_what_either_took_out_is_gone(
    before: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merged_lines(before, mine, theirs)
    added = (set(mine) | set(theirs)) - set(before)
    stayed = set(before) & set(mine) & set(theirs)
    assert set(merged) == added | stayed
    assert len(merged) == len(set(merged))


# Ids


@pytest.mark.parametrize(
    ("label", "parent", "expected"),
    [
        ("Letters nobody can read", "language", "language.letters_nobody_can_read"),
        ("Frică de uși", None, "frica_de_usi"),
        ("24 hours a day", "access", "access.code_24_hours_a_day"),
        ("Нет", None, "code"),
    ],
)
def test_an_id_is_made_of_the_label(label: str, parent: str | None, expected: str) -> None:
    assert code_id(label, parent, ()) == expected


@given(st.text(max_size=120))
def test_any_label_gives_an_id_that_a_code_may_have(label: str) -> None:
    name = code_id(label, "access", ())
    assert re.fullmatch(r"access\.[a-z][a-z0-9_]*", name)
    assert Code(id=name, kind="barrier", label={"en": "x"}).id == name


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert code_id("Hours", None, ("hours", "hours_2")) == "hours_3"
