"""The language of terms: what may be written, what it comes to, and what is refused with advice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tlc.errors import CodebookError
from tlc.listen.rules import as_written, parse_term


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("wait", "Wait! He waits, I waited, waiting.", ["Wait", "waits", "waited", "waiting"]),
        ("wait", "The waiter awaits", []),
        ("waiting list", "on the waiting lists", ["waiting lists"]),
        ("waiting list", "waiting for a list", []),
        ('"was told"', "I was told; we were told", ["was told"]),
        ('"WAS told"', "I Was Told", ["Was Told"]),
        ("was told", "I was told; we were told, they tell", ["was told", "were told"]),
        ("interpret*", "interpreters reinterpret interpretation", ["interpreters", "interpretation"]),
        ("translat* app", "translation apps, a translate app, translating", ["translation apps", "translate app"]),
        ("app translat*", "the app translates", ["app translates"]),
        ('"letter* in romanian"', "letters in Romanian", ["letters in Romanian"]),
        ('"letter* in romanian"', "letters in Romanians", []),
        ("letter* that", "letters that. letter, that", ["letters that"]),
        ("a* b", "and so b", []),
        ("doctor|gp|nurse", "GPs and nurses, no doctoring", ["GPs", "nurses", "doctoring"]),
        ("see|call doctor|gp", "saw the GP, called doctors", ["called doctors"]),
        ("(waiting list|queue)", "queues, waiting lists", ["queues", "waiting lists"]),
        ("long (waiting list|queue)", "long queue, long waiting list", ["long queue", "long waiting list"]),
        ("(see|ring (my|the) doctor) now", "rang the doctor now", ["rang the doctor now"]),
        ('"a&e"|casualty', "A&E, casualty", ["A&E", "casualty"]),
        ("wait ~2 letter", "waited for a letter", ["waited for a letter"]),
        ("wait ~1 letter", "waited for a letter", []),
        ("wait ~1 letter", "the letter I waited for", ["letter I waited"]),
        ("wait ~5 letter", "a letter, wait, a letter", ["letter, wait", "wait, a letter"]),
        ("wait ~5 letter", "letter letter wait", ["letter wait"]),
        ("wait ~2 (letter|card for me)", "wait on a card for me", ["wait on a card for me"]),
        ("kind not (kind of|kinds of)", "kind of late, but kind", ["kind"]),
        ("kind not (kind of)", "kind of", []),
        ("kind ~3 nurse not (kind of)", "a kind of nurse, kind nurse", ["nurse, kind", "kind nurse"]),
        ("english is not", "English is not mine", ["English is not"]),
        ('do "not" (eat|drink)', "did not eat", ["did not eat"]),
        ("/gp.?s/", "GP's and gps", ["GP's", "gps"]),
        ("/a|b+/", "a bb", ["a", "bb"]),
        ("“was told”", "I was told", ["was told"]),
        ("\u2019til", "\u2018til now", ["\u2018til"]),
        ("ca*|cat sit", "cats sit, cat sat", ["cats sit", "cat sat"]),
    ],
)
def test_a_term_finds_what_its_language_says(
    term: str, text: str, expected: list[str], words: Callable[..., list[str]]
) -> None:
    assert words(text, term) == expected


@pytest.mark.parametrize(
    ("term", "canonical"),
    [
        ("  waiting   list ", "waiting list"),
        ("“was  told”", '"was told"'),
        ("doctor |gp| nurse", "doctor|gp|nurse"),
        ("( waiting list |queue )", "(waiting list|queue)"),
        ("wait ~5 letter NOT (letter of)", "wait ~5 letter not (letter of)"),
        ("Interpret*", "Interpret*"),
        ("/a b+/", "/a b+/"),
        ("s\u0326i", "\u0219i"),
    ],
)
def test_a_term_has_one_spelling(term: str, canonical: str) -> None:
    assert str(parse_term(term)) == canonical
    assert str(parse_term(canonical)) == canonical
    assert parse_term(term) == parse_term(canonical)


@pytest.mark.parametrize(
    ("term", "what"),
    [
        ("", "no words"),
        ("   ", "no words"),
        ('""', "between its quotation marks"),
        ('"was told', "no partner"),
        ("*", "does not end a word"),
        ("wait*ing", "does not end a word"),
        ("*ing", "does not end a word"),
        ("-", "no letters"),
        ("(waiting list", "not closed"),
        ("waiting list)", "goes wrong at ')'"),
        ("(a|)", "no words"),
        ("a|", "no words"),
        ("|a", "no words"),
        ("()", "no words"),
        ("wait ~ letter", "number from 1 to 50"),
        ("wait ~0 letter", "number from 1 to 50"),
        ("wait ~51 letter", "number from 1 to 50"),
        ("~5 letter", "no words"),
        ("wait ~5", "no words"),
        ("wait ~5 letter ~5 card", "more than one ~"),
        ("kind not (kind of) person", "goes wrong at 'person'"),
        ("kind not ()", "no words"),
        ("/abc", "does not end with a /"),
        ("//", "does not end with a /"),
        ("/(/", "cannot be read"),
        ("(" * 2000 + "list" + ")" * 2000, "too many brackets"),
        ("/" + "(" * 2000 + "list" + ")" * 2000 + "/", "cannot be read"),
        ("/a*/", "nothing at all"),
        ("|".join("(a|b c)" for _ in range(2)) + " (d|e f)" * 8, "too many alternatives"),
    ],
)
def test_what_is_not_a_term_is_refused_with_advice(term: str, what: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_term(term)
    assert what in caught.value.what
    assert caught.value.hint


def test_a_fault_names_the_code(words: Callable[..., list[str]]) -> None:
    with pytest.raises(CodebookError, match="Code 'code' has a term that cannot be used"):
        words("", "wait ~ letter")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("waiting list", '"waiting list"'),
        ("closed", '"closed"'),
        ("interpret*", "interpret*"),
        ("letter* in romanian", '"letter* in romanian"'),
        ("don\u2019t (trust)", '"don\'t (trust)"'),
        ('the "system"', '"the system"'),
    ],
)
def test_a_term_of_the_first_kind_stands_as_it_is_written(old: str, new: str) -> None:
    assert as_written(old) == new
    assert str(parse_term(new)) == new


def test_a_term_of_the_first_kind_finds_no_other_form(words: Callable[..., list[str]]) -> None:
    assert words("closed, close, closing", as_written("closed")) == ["closed"]


@given(some.text("ab* ~5|()\"'/not-é&.", max_size=20))
def test_whatever_is_written_is_read_or_refused_and_reads_back_as_itself(term: str) -> None:
    try:
        read = parse_term(term)
    except CodebookError as error:
        assert error.hint and not re.search("[\n]", error.what)
        return
    assert parse_term(str(read)) == read
