"""The codebook's rules: what they find, where, and how they say which term it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import CodebookError
from tlc.frames import TURNS, table
from tlc.listen.tag import tag, untagged_languages
from tlc.model import Code, Codebook, Coding

Rules = Callable[..., tuple[Coding, ...]]


def spoken(*said: Any) -> pd.DataFrame:
    """Turns of texts, or of (text, role, language)."""
    rows = []
    for number, one in enumerate(said, start=1):
        text, role, language = one if isinstance(one, tuple) else (one, "community", "en")
        rows.append((f"FG01:{number:04d}", "FG01", "FG01", number, "P01", role, language, text, None, None, None))
    return table(rows, TURNS)


def codebook(digest: str = "d", **terms: tuple[str, ...]) -> Codebook:
    """A codebook of codes with English terms; ``name__ro`` gives Romanian ones."""
    codes = []
    for name, words in terms.items():
        code, _, language = name.partition("__")
        codes.append(Code(id=code, kind="barrier", label={"en": code}, terms={language or "en": words}))
    return Codebook(id="b", name="B", version="1", codes=tuple(codes), digest=digest)


def found(text: Any, *terms: str, **more: Any) -> list[str]:
    book = codebook(hours=terms)
    return [mark.quote for mark in tag(spoken(text), book, made_at="2026-06-01T10:00:00Z", **more)]


@pytest.mark.parametrize(
    ("text", "term", "quote"),
    [
        ("It was Closed again.", "closed", "Closed"),
        ("The waiting list is long.", "waiting list", "waiting list"),
        ("No waiting  \n list here.", "waiting list", "waiting  \n list"),
        ("Two interpreters came.", "interpret*", "interpreters"),
        ("I don’t understand.", "don't understand", "don’t understand"),
        ("The interpre- the nurse came.", "nurse", "nurse"),
        ("She waited at home.The nurse came.", "nurse", "nurse"),
        ("They said “closed”.", "closed", "closed"),
        ("🙂 closed", "closed", "closed"),
    ],
)
def test_a_term_is_found_where_it_was_said(text: str, term: str, quote: str) -> None:
    assert found(text, term) == [quote]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("It was enclosed.", "closed"),
        ("Disclosed.", "closed"),
        ("The list is waiting.", "waiting list"),
        ("A kind of wait.", "waits"),
        ("Interrupted.", "interpret*"),
    ],
)
def test_a_term_matches_whole_words_in_its_order(text: str, term: str) -> None:
    assert found(text, term) == []


def test_romanian_letters_are_found_in_both_ways_of_writing() -> None:
    book = codebook(language__ro=("nu înțeleg", "programări*"))
    marks = tag(spoken(("Nu înţeleg nimic.", "community", "ro")), book, made_at="")
    assert [mark.quote for mark in marks] == ["Nu înţeleg"]


@pytest.mark.parametrize("role", ["facilitator", "interpreter", "co_researcher"])
def test_questions_and_translations_are_context(role: str) -> None:
    assert found(("Was it closed?", role, "en"), "closed") == []


@pytest.mark.parametrize("role", ["community", "professional", None])
def test_participants_and_unknown_speakers_are_tagged(role: str | None) -> None:
    assert found(("It was closed.", role, "en"), "closed") == ["closed"]


def test_whose_turns_are_context_can_be_said() -> None:
    assert found(("Was it closed?", "facilitator", "en"), "closed", roles_excluded=()) == ["closed"]


def test_a_term_of_another_language_is_not_sought() -> None:
    assert found(("closed", "community", "ro"), "closed") == []


@pytest.mark.parametrize("language", ["en-GB", "EN"])
def test_a_region_does_not_hide_a_language(language: str) -> None:
    assert found(("closed", "community", language), "closed") == ["closed"]


def test_a_language_that_spacy_does_not_know_is_still_searched() -> None:
    book = codebook(hours__rom=("phandlo",))
    assert [mark.quote for mark in tag(spoken(("Sas phandlo.", "community", "rom")), book, made_at="")] == ["phandlo"]


def test_languages_without_terms_are_named() -> None:
    turns = spoken("closed", ("zamknięte", "community", "pl"), ("chiuso", "facilitator", "it"))
    assert untagged_languages(turns, codebook(hours=("closed",))) == ("pl",)


def test_hits_of_one_code_that_overlap_or_touch_are_one_coding() -> None:
    (mark,) = tag(
        spoken("on the waiting list for months"), codebook(waits=("waiting list", "list for months")), made_at=""
    )
    assert mark.quote == "waiting list for months"
    assert mark.because == "term 'waiting list'; term 'list for months'"
    assert found("closed closed", "closed") == ["closed closed"]


def test_hits_of_one_code_with_words_between_stay_apart() -> None:
    assert found("closed and closed", "closed") == ["closed", "closed"]


def test_hits_of_two_codes_on_the_same_words_are_two_codings() -> None:
    marks = tag(spoken("no interpreter"), codebook(language=("interpreter",), access=("no interpreter",)), made_at="")
    assert [(mark.code, mark.quote) for mark in marks] == [("access", "no interpreter"), ("language", "interpreter")]


def test_a_coding_says_which_term_fired_and_what_a_star_matched() -> None:
    (mark,) = tag(spoken("two interpreters"), codebook(language=("interpret*",)), made_at="")
    assert mark.because == "term 'interpret*' matched 'interpreters'"


def test_rules_only_suggest() -> None:
    (mark,) = tag(spoken("closed"), codebook(hours=("closed",)), made_at="2026-06-01T10:00:00Z")
    assert (mark.status, mark.coder, mark.made_at) == ("suggested", "rules", "2026-06-01T10:00:00Z")


def test_the_same_words_and_codebook_give_the_same_ids() -> None:
    first, again = (tag(spoken("closed", "closed"), codebook(hours=("closed",)), made_at=time) for time in ("1", "2"))
    assert [mark.id for mark in first] == [mark.id for mark in again]
    other = tag(spoken("closed"), codebook("e", hours=("closed",)), made_at="")
    assert other[0].id != first[0].id


def test_codings_stand_in_the_order_of_the_talk() -> None:
    turns = spoken(("închis", "community", "ro"), "it was late and closed", "closed")
    book = codebook(hours=("closed",), late=("late",), shut__ro=("închis",))
    assert [(mark.span.turn[-1], mark.code) for mark in tag(turns, book, made_at="")] == [
        ("1", "shut"),
        ("2", "late"),
        ("2", "hours"),
        ("3", "hours"),
    ]


@pytest.mark.parametrize("term", ["", "*", "  ", "in*ter", "waiting *"])
def test_a_term_without_letters_is_refused_and_its_code_named(term: str) -> None:
    with pytest.raises(CodebookError, match="Code 'hours' has a term") as caught:
        found("closed", term)
    assert "interpret*" in (caught.value.hint or "")


def test_no_turns_give_no_codings() -> None:
    assert tag(spoken(), codebook(hours=("closed",)), made_at="") == ()


PIECES = st.sampled_from(
    ["closed", "Closed", "İ", "don’t", "știu", "ştiu", "🙂", "e\u0301", "\n", "  ", ".", "“", "-", "a"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_a_quote_is_always_the_words_under_its_span(pieces: list[str]) -> None:
    text = " ".join(pieces)
    book = codebook(hours=("closed", "don't", "clos*"), know=("știu",))
    for mark in tag(spoken(text), book, made_at=""):
        assert text[mark.span.start : mark.span.end] == mark.quote
        assert mark.quote.strip() == mark.quote


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6))
def test_every_time_a_term_is_said_is_found(times: int) -> None:
    assert len(found(" and ".join(["closed"] * times) or "open", "closed")) == times
