"""What holds for every noun: nobody changes it, nobody misspells a field of it, nobody mixes up two of them."""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest

from tlc import model
from tlc.model import Code, Codebook, Coder, Group, Participant

NOUNS = [noun for noun in vars(model).values() if isinstance(noun, type) and is_dataclass(noun)]


@pytest.fixture
def codebook() -> Codebook:
    return Codebook(id="tiny", name="Tiny", version="1.0", codes=())


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_takes_its_fields_by_name_alone(noun: type[Any]) -> None:
    assert all(field.kw_only for field in fields(noun))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_is_frozen(noun: type[Any]) -> None:
    assert noun.__dataclass_params__.frozen


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun is not Codebook])
def test_a_noun_has_no_room_for_a_field_that_it_does_not_know(noun: type[Any]) -> None:
    assert "__dict__" not in dir(noun)


def test_a_codebook_cannot_be_changed_although_it_remembers_what_it_looked_up(codebook: Codebook) -> None:
    assert "access.hours" not in codebook
    with pytest.raises(FrozenInstanceError):
        codebook.version = "2.0"  # type: ignore[misc]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_text_that_nobody_gave_is_empty_or_one_of_a_few_words(noun: type[Any]) -> None:
    given = {field.default for field in fields(noun) if field.default is not MISSING and isinstance(field.default, str)}
    words = {"en", "accepted", "person", "deductive", "medium", "proposed", "codebook.toml", "in use", "topic"}
    assert given <= {"", *words}


def test_a_code_is_deductive_until_somebody_promotes_it() -> None:
    assert Code(id="hours", kind="barrier", label={"en": "Hours"}).origin == "deductive"


def test_a_codebook_is_in_english_unless_it_says_otherwise(codebook: Codebook) -> None:
    assert codebook.languages == ("en",)


@pytest.mark.parametrize(
    ("noun", "given"),
    [(Coder, ("asha", "Asha")), (Participant, ("P01", "community")), (Group, ("FG01", "event"))],
)
def test_fields_cannot_be_swapped_by_mistake(noun: type[Any], given: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        noun(*given)
