"""The view in which words are compared: as long as the text, with one sign for those that look alike."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tlc.listen.rules._view import LETTERS, ends, has_accents, view, without_accents, word_end


@given(some.text())
def test_the_view_is_as_long_as_the_text(text: str) -> None:
    assert len(view(text)) == len(text)
    assert len(without_accents(view(text))) == len(text)


def test_every_character_there_is_keeps_its_place() -> None:
    for start in range(0, sys.maxunicode + 1, 4096):
        text = "".join(map(chr, range(start, start + 4096)))
        assert len(view(text)) == len(without_accents(text)) == len(text)


@given(some.text("aA\u0130\u00df\u015f\u0163\u2019-\u2011 \n\u2014b"))
def test_seeing_a_view_again_changes_nothing(text: str) -> None:
    assert view(view(text)) == view(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ABC", "abc"),
        ("\u015ei \u0162ara", "\u0219i \u021bara"),
        ("don\u2019t \u201cgo\u201d", 'don\'t "go"'),
        ("a\nb\tc\u00a0d", "a b c d"),
        ("e\u2011mail, 9\u20135", "e-mail, 9-5"),
        ("the interpre- the nurse", "the interpre  the nurse"),
        ("interpre-- the -nurse", "interpre   the  nurse"),
        ("e-mail - here", "e-mail - here"),
        ("-a a- -", " a a  -"),
        ("a \u2014 b\u2014", "a \u2014 b\u2014"),
        ("\u0130I", "\u0130i"),
        ("\u0391\u03a3", "\u03b1\u03c2"),
    ],
)
def test_what_looks_alike_is_alike(text: str, seen: str) -> None:
    assert view(text) == seen


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\u00een\u021beleg \u0219i", "inteleg si"),
        ("ma\u0142y \u0111", "maly d"),
        ("\u0433\u0440\u0438\u0439", "\u0433\u0440\u0438\u0439"),
        ("\u00df \u00e6 5\u00d7\u00bd \ufb01", "\u00df \u00e6 5\u00d7\u00bd \ufb01"),
        ("plain", "plain"),
    ],
)
def test_accents_go_where_a_plain_letter_is_below(text: str, plain: str) -> None:
    assert without_accents(text)[: len(plain)] == plain or unicodedata.normalize("NFKD", text)[0] == plain[0]


def test_a_ligature_is_left_as_it_is() -> None:
    assert without_accents("\u00e6\u00df") == "\u00e6\u00df"


@pytest.mark.parametrize(
    ("text", "has"), [("caf\u00e9", True), ("5\u00d74 \u201cyes\u201d \u00a35", False), ("", False), ("\u0416", False)]
)
def test_who_writes_accents_is_known_by_one(text: str, has: bool) -> None:
    assert has_accents(text) is has


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("a", 1),
        ("\u0219", 1),
        ("7", 1),
        ("_", 1),
        ("\u093f", 1),
        ("'", 2),
        ("-", 0),
        (" ", 0),
        ("\0", 0),
        ("\u533b", 0),
    ],
)
def test_letters_are_known_from_signs(letter: str, kind: int) -> None:
    assert LETTERS[letter] == kind


@pytest.mark.parametrize(
    ("text", "place", "may"),
    [
        ("gp's", 2, True),
        ("can't", 3, False),
        ("can't", 5, True),
        ("can 'til", 3, True),
        ("it'the", 2, True),
        ("cannot", 3, False),
        ("m-au", 1, True),
        ("a.b", 1, True),
        ("end", 3, True),
    ],
)
def test_a_word_ends_before_a_sign_but_not_inside_cant(text: str, place: int, may: bool) -> None:
    assert ends(text, place) is may


@pytest.mark.parametrize(("text", "end"), [("words", 5), ("word's", 4), ("word-y", 4), ("w\u0219rd.", 4)])
def test_a_word_goes_on_while_there_are_letters(text: str, end: int) -> None:
    assert word_end(text, 1) == end
