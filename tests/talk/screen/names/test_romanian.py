"""Whether a text has Romanian in it, and what that changes."""

from __future__ import annotations

import pytest

from tlc.talk.screen._view import view_of
from tlc.talk.screen.names import Roster, find
from tlc.talk.screen.names._tokens import piece_of
from tlc.talk.screen.names._words import Sort, sort_of

ROMANIAN = (
    "Am fost acolo si nu m-a vazut nimeni.|am mers cu copilul|Spitalul din Cluj|La doctor de doua ori|Mulțumesc|"
    "MERGEM ȘI NOI|he said bună to me"
)
ENGLISH = (
    "So I was there on my own.|a cup of tea|Mr de Souza came|the la la land of it|AND SO THEY SAID NO|[P07] told me|"
    "the café was naïve||We had PE and then IT and so on."
)


@pytest.mark.parametrize("text", ROMANIAN.split("|"))
def test_a_text_with_romanian_in_it_is_known(text: str) -> None:
    assert piece_of(view_of(text), "").romanian


@pytest.mark.parametrize("text", ENGLISH.split("|"))
def test_a_text_without_romanian_is_known(text: str) -> None:
    assert not piece_of(view_of(text), "").romanian


def test_of_a_short_text_what_stands_before_it_tells_the_language() -> None:
    assert piece_of(view_of("Lacat rosu."), "am fost acolo si").romanian
    assert not piece_of(view_of("Lacat rosu."), "and so we went there").romanian
    assert not piece_of(view_of("And so we went home after that."), "am fost acolo si").romanian


def test_a_romanian_word_is_a_word_where_romanian_is_spoken() -> None:
    assert sort_of("zabranic") & Sort.WORD
    assert not sort_of("zabranic", romanian=False) & Sort.WORD


def levels(text: str, name: str) -> list[str]:
    return [hit.level for hit in find(view_of(text), roster=Roster([name])) if hit.rule.startswith("roster")]


def test_a_name_of_the_roster_that_is_a_romanian_word_blocks_in_english_talk() -> None:
    assert levels("so zabranic came.", "Zabranic") == ["block"]
    assert levels("So zabranic came to us.", "Zabranic") == ["block"]
    assert levels("atunci zabranicul era pus acolo", "Zabranic") == ["warn"]


def test_a_capital_on_a_romanian_word_in_english_talk_is_shown() -> None:
    shown = [hit.value for hit in find(view_of("and then I gave it to Zabranic again"))]
    assert shown == ["zabranic"]
