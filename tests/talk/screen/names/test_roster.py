"""The roster: a real name is found in every form, and a name that is a word only where it is meant."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.names import Roster, find

VARIANTS = Path(__file__).parents[5] / "shared" / "data" / "pii" / "names" / "roster_variants.csv"
GOALS = {"exact": 1, "upper": 1, "no_diacritics": 1, "cedilla": 1, "possessive": 1, "lower": 0.9}
GOALS |= {"ro_genitive": 0.87, "typo1": 0.87, "typo2": 0.5}
ROSTER = Roster(["Ștefania Lăcătuș", "Will Little", "Petru Dobre", "Rachael O'Neill", "Ana-Maria van Dijk"])


def levels(text: str, roster: Roster = ROSTER) -> list[tuple[str, str]]:
    hits = find(view_of(text), roster=roster)
    return [(text[hit.start : hit.end], hit.level) for hit in hits if hit.rule.startswith("roster")]


FORMS = (
    "Ștefania|Ştefania|Stefania|stefania|ȘTEFANIA|Ștefania's|Ștefaniei|Stefnia|Ștefania Lăcătuș|Petrului|"
    "lui Petru|petrule|Rachel|O\u2019Neill|Dijk|S\u0327tefania|Do\u200bbre"
)


@pytest.mark.parametrize("name", FORMS.split("|"))
def test_a_name_of_the_roster_blocks_in_every_form(name: str) -> None:
    text = f"and then {name} came"
    assert [level for _, level in levels(text)] == ["block"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so I told Will about it", [("Will", "block")]),
        ("Will you come?", [("Will", "warn")]),
        ("will you wait a little", []),
        ("then will little came", [("will little", "block")]),
        ("WILL YOU COME HOME NOW", [("WILL", "warn")]),
        ("and Will, Ștefania said", [("Will", "block"), ("Ștefania", "block")]),
    ],
)
def test_a_name_that_is_a_word_blocks_only_where_it_is_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert levels(text) == expected


def test_a_full_name_is_one_hit_and_has_one_value() -> None:
    (hit,) = find(view_of("and Ştefania Lăcătuş's mother"), roster=ROSTER)
    assert (hit.value, hit.kind, hit.level) == ("stefania lacatus", "name", "block")


def test_a_title_says_that_a_name_of_the_roster_is_staff() -> None:
    (hit,) = find(view_of("and Doctor Dobre came"), roster=ROSTER)
    assert (hit.kind, hit.level, hit.rule) == ("staff_name", "block", "roster.exact")


@pytest.mark.parametrize(
    "text", ["and van and de", "so they call us", "right, alrighty", "the doctor needs it", "A. and M."]
)
def test_words_that_are_only_like_a_name_are_left(text: str) -> None:
    assert levels(text) == []


def test_the_roster_never_shows_its_names() -> None:
    assert repr(ROSTER) == str(ROSTER) == "Roster(11 words)"


def test_an_empty_roster_finds_nothing() -> None:
    assert levels("and then Maria came", Roster(["", "J.", "  "])) == []


@settings(max_examples=100, deadline=None)
@given(name=st.text("abcdefgijlmnoprstuvzăâîșț", min_size=4, max_size=12).map(str.title))
def test_any_name_blocks_with_a_capital_inside_a_sentence(name: str) -> None:
    assert levels(f"so I told {name} about it", Roster([name])) == [(name, "block")]


def test_the_variants_that_were_measured_are_found_as_often_as_was_asked() -> None:
    if not VARIANTS.is_file():
        pytest.skip("the shared variants of names are not beside this copy")
    rows = list(csv.DictReader(VARIANTS.read_text(encoding="utf-8").splitlines()))
    roster = Roster(row["roster_name"] for row in rows)
    every, seen = Counter[str](), Counter[str]()
    for row in rows:
        every[row["variant_kind"]] += 1
        seen[row["variant_kind"]] += bool(levels(f"and then {row['variant']} came back", roster))
    assert {kind for kind, goal in GOALS.items() if seen[kind] < goal * every[kind]} == set()


def test_a_roster_folds_its_names_as_texts_are_folded() -> None:
    assert Roster(["Łukasz"]).match(folded("ŁUKASZ")) is not None


def test_of_many_words_those_that_may_be_names_of_the_roster_are_given_as_they_are_written() -> None:
    written = {"ȘTEFANIA", "Ștefaniei", "dobre's", "Rachel", "house", "don't", "x", "de"}
    for _ in range(2):  # the second time from memory
        assert ROSTER.named(written) == {"ȘTEFANIA", "Ștefaniei", "dobre's", "Rachel"}


def test_what_is_remembered_of_one_language_is_not_taken_for_the_other() -> None:
    roster = Roster(["Zabranic"])
    assert [roster.match("zabranic", romanian).plain for romanian in (True, False, True)] == [1, 0, 1]  # type: ignore[union-attr]


SAID = ("Ștefania's", "and", "Will", "O\u2019Neill", "dobre", "DIJK", "[P07]", "house", ", ", ". ")


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.sampled_from(SAID)))
def test_a_roster_that_has_seen_much_finds_what_a_new_one_finds(words: list[str]) -> None:
    text = " ".join(words)
    names = ["Ștefania Lăcătuș", "Will Little", "Petru Dobre", "Rachael O'Neill", "Ana-Maria van Dijk"]
    assert levels(text) == levels(text, Roster(names))
