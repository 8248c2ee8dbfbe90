"""Why a machine suggests a code, taken apart: chance, words, and where these stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.lab.code.reasons import Reason, reason, short, words_of
from tlc.model import Coding, Span


def made(because: str) -> Coding:
    span = Span(turn="FG01:0003", start=0, end=6)
    return Coding(id="a", span=span, code="a.b", coder="model", quote="Closed", made_at="now", because=because)


def lit(text: str, by: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text, [Reason("model", by, 50)])]


@pytest.mark.parametrize(
    ("because", "chance", "text"),
    [
        ("72 in 100; goes by: 'letter', term 'gp'", 72, "'letter', term 'gp'"),
        ("0 in 100", 0, ""),
        ("100 in 100", 100, ""),
        ("999 in 100", 100, ""),
        (" 7 in 100; goes by: 'a; goes by: b'", 7, "'a; goes by: b'"),
        ("said by somebody", None, "said by somebody"),
        ("", None, ""),
    ],
)
def test_a_models_reason_is_a_chance_and_words(because: str, chance: int | None, text: str) -> None:
    assert reason(made(because), "model") == Reason("model", text, chance)


def test_what_the_rules_say_is_left_as_it_is() -> None:
    assert reason(made("72 in 100"), "rules") == Reason("rules", "72 in 100")


@pytest.mark.parametrize(
    ("text", "by", "found"),
    [
        ("The letter came.", "'letter'", ["letter"]),
        ("LETTER, letter", "'letter'", ["LETTER", "letter"]),
        ("The letters came.", "'letter'", ["letters"]),
        ("A letter and letters", "'letter'", ["letter"]),
        ("newsletter", "'letter'", []),
        ("gps and a gp", "'gp'", ["gp"]),
        ("gps", "'gp'", []),
        ("They didn't, did they?", "'didn't', 'they'", ["They", "didn't", "they"]),
        ("a waiting list, a list", "'waiting list', 'list'", ["waiting list", "list", "list"]),
        ("M-au trimis acasă", "'acasă'", ["acasă"]),
        ("an interpreter", "term 'interpreter', asked: letter", []),
        ("a (b) c", "'(b)'", ["(b)"]),
        ("nothing", "", []),
    ],
)
def test_the_words_are_found_as_whole_words(text: str, by: str, found: list[str]) -> None:
    assert sorted(lit(text, by)) == sorted(found)


def test_the_words_of_rules_are_not_sought() -> None:
    assert words_of("a letter", [Reason("rules", "'letter'")]) == []


@given(st.text(max_size=60), st.lists(st.text("ab'( ,*", min_size=1, max_size=6), max_size=4))
def test_places_lie_in_the_text_in_order_and_none_twice(text: str, words: list[str]) -> None:
    by = ", ".join(f"'{word}'" for word in words)
    places = words_of(text, [Reason("model", by, 50)])
    assert places == sorted(set(places))
    assert all(0 <= start < end <= len(text) for start, end in places)


LONG = "ten|10|five minutes ~6 each|doctor|appointment|patient not (ten, minutes ago)"
CUT = "ten|10|five minutes ~6 each|doctor …"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            f"term '{LONG}' matched 'ten minutes'; negated by 'no'",
            f"term '{CUT}' matched 'ten minutes'; negated by 'no'",
        ),
        (f"term '{LONG}'; term 'wait'", f"term '{CUT}'; term 'wait'"),
        (f"'open', term '{LONG}', 'mouth'", f"'open', term '{CUT}', 'mouth'"),
        (
            f"the term '{LONG}' stands here; 'A' was coded",
            f"the term '{CUT}' stands here; 'A' was coded",
        ),
        (f"term '{'a' * 60}'", f"term '{'a' * 38} …'"),
        (f"term '{'a' * 40}'", f"term '{'a' * 40}'"),
        (f"'{LONG}'", f"'{LONG}'"),
        ("", ""),
    ],
)
def test_long_terms_are_shortened_and_nothing_else(text: str, shown: str) -> None:
    assert short(text) == shown


def test_a_reason_on_the_page_has_short_terms() -> None:
    assert reason(made(f"72 in 100; goes by: 'open', term '{LONG}'"), "model").text == f"'open', term '{CUT}'"
    assert reason(made(f"term '{LONG}'"), "rules").text == f"term '{CUT}'"
