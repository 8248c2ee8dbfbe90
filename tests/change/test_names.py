"""Names that stand as something else, and words that people do not want to be called by."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.disclosure import Shown
from tlc.change.names import check_words, parted, with_names
from tlc.change.report.facts import ActionFacts, Quote, TopicFacts
from tlc.errors import StudyError
from tlc.model import Settings

NAMES = ("Bury Park surgery = a GP surgery", "Bury Park = a part of the town", "St Mary's = a hospital")


def quote(text: str, **more: Any) -> Quote:
    return Quote(text=text, language="en", by="Participant, women of Bury Park", reference="Q1", **more)


def written(text: str, names: tuple[str, ...] = NAMES) -> str:
    topic = TopicFacts(number=1, words=(text,), turns=1, sessions=1, speakers=Shown("7", 7), uncoded="", quotes=())
    return with_names(topic, names).words[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met in Bury Park.", "We met in a part of the town."),
        ("The Bury Park Surgery was closed.", "The a GP surgery was closed."),
        ("BURY-PARK, bury  park", "a part of the town, a part of the town"),
        ("Bury Park's library", "a part of the town's library"),
        ("St Mary’s and st mary's", "a hospital and a hospital"),
        ("Buryparker, Bury Parks and Albury Park", "Buryparker, Bury Parks and Albury Park"),
        ("Bury. Park.", "Bury. Park."),
        ("", ""),
    ],
)
def test_a_name_stands_as_something_else_however_it_is_written(text: str, expected: str) -> None:
    assert written(text) == expected


def test_in_a_quote_what_was_not_said_stands_in_brackets() -> None:
    changed = with_names(quote("At Bury Park.", original="La Bury Park.", original_language="ro"), NAMES)
    assert (changed.text, changed.original) == ("At [a part of the town].", "La [a part of the town].")
    assert changed.by == "Participant, women of [a part of the town]"


def test_names_are_replaced_however_deep_they_stand() -> None:
    quotes = (quote("At Bury Park."),)
    topic = TopicFacts(
        number=3, words=("bury park", "bus"), turns=1, sessions=1, speakers=Shown("7", 7), uncoded="", quotes=quotes
    )
    changed = with_names((topic, ("Bury Park", 5)), NAMES)
    assert "Bury" not in str(changed)
    assert changed[1] == ("a part of the town", 5)
    assert changed[0].number == 3


def test_ids_and_anchors_stay_so_that_links_hold() -> None:
    texts: dict[str, Any] = dict.fromkeys(
        ("partners", "horizon", "by_when", "measure", "baseline", "target", "data", "status", "source"), ""
    )
    action = ActionFacts(
        id="luton",
        what="Luton",
        because=(("luton", "Luton", "found in Luton"),),
        principles=(),
        owner="Luton",
        missing=(),
        **texts,
    )
    changed = with_names(action, ["Luton = the town"])
    assert changed.id == "luton"
    assert changed.because == (("luton", "the town", "found in the town"),)
    assert (changed.what, changed.owner) == ("the town", "the town")


def test_without_names_nothing_is_touched() -> None:
    one = quote("At Bury Park.")
    assert with_names(one, ()) is one


def test_a_letter_that_only_looks_alike_in_capitals_does_no_harm() -> None:
    assert written("LıDO and Lido", ("Lido = a pool",)).endswith("a pool")


@pytest.mark.parametrize("entry", ["Bury Park", "Bury Park =", "= a town", ""])
def test_an_entry_that_says_only_half_is_refused_by_its_number(entry: str) -> None:
    with pytest.raises(StudyError, match="Entry 2 of 'names'") as error:
        with_names(quote("At Bury Park."), [NAMES[0], entry])
    assert "Bury" not in str(error.value)


def test_the_first_equals_sign_parts_an_entry() -> None:
    assert parted(["a = b = c"], "names") == (("a", "b = c"),)


@given(st.text(max_size=60), st.lists(st.text("abc -'", min_size=1, max_size=6), max_size=3))
def test_any_text_and_names_come_through(text: str, names: list[str]) -> None:
    entries = tuple(f"{name} = x" for name in names if name.strip())
    once = written(text, entries)
    assert isinstance(once, str)
    assert entries or once == text


# Words that are avoided

SETTINGS = Settings(
    title="T",
    preferred=("Roma people", "Roma community"),
    avoided=("Gypsy = Roma people", "hard to reach", "immigrant"),
    group_names=("Gypsy Council",),
)


def places(*texts: str, settings: Settings = SETTINGS) -> list[str]:
    return [str(one) for one in check_words([(f"line {number}", text) for number, text in enumerate(texts)], settings)]


@pytest.mark.parametrize(
    "text",
    [
        "The Gypsy community said so.",
        "gypsies came",
        "A GYPSY’S home",
        "Hard-to-reach groups",
        "hard to  reach",
        "immigrants",
        "the gypsy-friendly surgery",
    ],
)
def test_an_avoided_word_is_found_however_it_is_written(text: str) -> None:
    assert len(places(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gypsy, Roma and Traveller people were asked.",
        "The Gypsy, Roma and Traveller History Month",
        "Gypsy Roma Traveller",
        "The Gypsy Council came.",
        "They were called “gypsy” at the desk.",
        'They were called "gypsies".',
        "«Gypsy», she was called",
        "It was said: ‘you gypsies’ and no more.",
        "Roma people came.",
        "immigration, reaching hard",
        "",
    ],
)
def test_official_names_and_quotations_pass(text: str) -> None:
    assert places(text) == []


def test_a_warning_says_where_and_what_to_write_instead() -> None:
    (problem,) = check_words([("actions.csv, action LU1", "Ask the Gypsy women.")], SETTINGS)
    assert problem.severity == "warning"
    assert str(problem) == (
        "actions.csv, action LU1: 'Gypsy' is a word that the study avoids. Write 'Roma people' instead."
    )


def test_without_a_word_to_write_instead_the_preferred_ones_are_named() -> None:
    (problem,) = places("immigrants")
    assert problem.endswith("Write what they prefer: Roma people, Roma community.")
    alone = dataclasses.replace(SETTINGS, preferred=())
    assert places("immigrants", settings=alone)[0].endswith("Write what they call themselves.")


def test_a_word_is_told_once_a_place_and_every_word_and_place_of_its_own() -> None:
    assert len(places("Gypsy and gypsy", "gypsies who are hard to reach")) == 3


def test_a_study_that_avoids_nothing_is_told_nothing() -> None:
    assert places("Gypsy", settings=Settings(title="T")) == []
    assert places("Gypsy", settings=Settings(title="T", avoided=("", " = x"))) == []


def test_a_warning_holds_nothing_of_the_text(canary: str) -> None:
    assert canary not in places(f"The Gypsy {canary} said so.")[0]
