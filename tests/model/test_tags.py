"""Tags have one id each, however the sources spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import StudyError
from tlc.model.tags import CLINICAL_AREAS, INCLUSION_GROUPS, OTHER, tag_id, tag_words


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("homelessness", "homelessness"),
        ("People who experience homelessness", "homelessness"),
        ("drug and alcohol dependence", "drug_and_alcohol_dependence"),
        ("Drug/alcohol dependence", "drug_and_alcohol_dependence"),
        ("vulnerable migrants", "vulnerable_migrants_and_refugees"),
        ("Vulnerable migrants and refugees", "vulnerable_migrants_and_refugees"),
        ("Gypsy, Roma and Traveller communities", "gypsy_roma_traveller"),
        ("Gypsy, Roma, Traveller", "gypsy_roma_traveller"),
        ("people in contact with the justice system", "justice_contact"),
        ("victims of modern slavery", "modern_slavery"),
        ("modern slavery", "modern_slavery"),
        ("Sex workers", "sex_workers"),
        ("other socially excluded groups", "other"),
        ("Other marginalised groups", "other"),
        ("OTHER:  people who  live on boats", "other: people who live on boats"),
    ],
)
def test_every_spelling_of_the_sources_has_one_id(given: str, name: str) -> None:
    assert tag_id(given, INCLUSION_GROUPS) == name


def test_the_list_holds_seven_groups_and_other_and_five_clinical_areas() -> None:
    assert (len(INCLUSION_GROUPS), len(CLINICAL_AREAS)) == (8, 5)
    assert OTHER in INCLUSION_GROUPS


@pytest.mark.parametrize("known", [INCLUSION_GROUPS, CLINICAL_AREAS])
def test_an_id_and_its_words_stand_for_themselves(known: dict[str, str]) -> None:
    for name, words in known.items():
        assert tag_id(name, known) == tag_id(words.upper(), known) == name
        assert tag_words(name, known) == words


@pytest.mark.parametrize("given", ["", "students", "other:", "homelessness: some"])
def test_what_is_in_no_list_is_refused_and_not_repeated(given: str) -> None:
    with pytest.raises(StudyError) as caught:
        tag_id(given, INCLUSION_GROUPS)
    assert "students" not in str(caught.value)


def test_there_is_no_other_clinical_area() -> None:
    with pytest.raises(StudyError):
        tag_id("other: teeth", CLINICAL_AREAS)
    with pytest.raises(StudyError):
        # A group is no clinical area, though both lists know other spellings.
        tag_id("refugees", CLINICAL_AREAS)


def test_what_somebody_wrote_after_other_is_what_is_printed() -> None:
    assert tag_words("other: people who live on boats", INCLUSION_GROUPS) == "people who live on boats"


@given(st.text(max_size=30))
def test_a_tag_read_twice_is_the_same(given: str) -> None:
    try:
        once = tag_id(given, INCLUSION_GROUPS)
    except StudyError:
        return
    assert tag_id(once, INCLUSION_GROUPS) == once
