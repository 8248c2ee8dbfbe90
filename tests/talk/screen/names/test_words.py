"""What is known about words: lists are whole, endings come off, sentences start where they start."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from faker.providers import person
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.names._endings import bare, inflected, is_contraction, stems
from tlc.talk.screen.names._tokens import piece_of, surfaces, tokens
from tlc.talk.screen.names._words import _FORENAMES, _SURNAMES, _WITHOUT_CAPITALS, Sort, lines, sort_of


@pytest.mark.parametrize("word", ["smith", "popescu", "fatima", "vasile", "zambila", "agnieszka", "ifeoma", "bridie"])
def test_names_of_many_countries_are_known(word: str) -> None:
    assert sort_of(word) & (Sort.FORENAME | Sort.SURNAME)


@pytest.mark.parametrize("word", ["waiting", "doctors", "copiilor", "spitalului", "asteptam"])
def test_words_are_known_in_their_inflections_and_without_accents(word: str) -> None:
    assert sort_of(word) & Sort.WORD


@pytest.mark.parametrize("word", ["romanian", "luton", "whatsapp", "bucuresti", "nhs", "ianuarie"])
def test_what_names_nobody_is_known(word: str) -> None:
    assert sort_of(word) & Sort.KNOWN


@pytest.mark.parametrize("word", ["trabalotsa", "qxzv", ""])
def test_what_no_list_holds_is_nothing(word: str) -> None:
    assert sort_of(word) == 0


@pytest.mark.parametrize("name", ["forenames.txt", "known.txt", "ordinary.txt", "ordinary_romanian.txt", "roles.txt"])
def test_a_shipped_list_has_lines_without_comments(name: str) -> None:
    found = list(lines(name))
    assert found
    assert not [line for line in found if "#" in line or not line.strip()]


def test_a_word_that_names_nobody_is_not_also_one_of_our_forenames() -> None:
    own = set(folded(" ".join(lines("forenames.txt"))).split())
    assert own & set(folded(" ".join(lines("known.txt"))).split()) == set()


@pytest.mark.parametrize(
    ("word", "base"),
    [("maria's", "maria"), ("thomas'", "thomas"), ("o'neill", "o'neill"), ("john'll", "john"), ("'", "'")],
)
def test_a_possessive_comes_off(word: str, base: str) -> None:
    assert bare(word) == base


def test_a_contraction_is_no_possessive() -> None:
    assert [is_contraction(word) for word in ("don't", "i'm", "they're", "we've", "dan's")] == [True] * 4 + [False]


@pytest.mark.parametrize("name", ["maria", "anca", "ion", "petru", "gheorghe", "stefan"])
def test_an_ending_that_is_put_on_comes_off_again(name: str) -> None:
    for form in inflected(name):
        if form.endswith(("lui", "ule")) or (form.endswith("ei") and name.endswith("a")):
            assert name in stems(form) or name.endswith("e")


def test_short_words_keep_their_letters() -> None:
    assert list(stems("lui")) == []
    assert list(stems("mei")) == []


@pytest.mark.parametrize(
    ("text", "casing"),
    [
        ("and so I said to her that I know", "small"),
        ("and so she said", "small"),
        ("AND SO SHE SAID", "capital"),
        ("And so she said to Maria", "mixed"),
        ("", "small"),
    ],
)
def test_a_piece_is_known_by_how_it_is_cased(text: str, casing: str) -> None:
    assert piece_of(view_of(text), "").casing == casing


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Here", True),
        ("So. Here", True),
        ("So, Here", False),
        ("so\nHere", True),
        ("so\u2026 Here", True),
        ('he said "Here', True),
        ("so - Here", True),
        ("Mary-Here", False),
        ("Dr. Here", False),
        ("J. Here", False),
    ],
)
def test_a_sentence_starts_where_it_starts(text: str, starts: bool) -> None:
    piece = piece_of(view_of(text), "")
    assert piece.starts_sentence(text.index("Here")) is starts


def test_a_placeholder_is_covered_letter_for_letter() -> None:
    text = "so [GP surgery 12] and [Maria]"
    piece = piece_of(view_of(text), "")
    assert len(piece.text) == len(text)
    assert [token.word for token in tokens(piece, every=True)] == ["so", "and", "maria"]


def test_the_lists_that_are_not_read_hold_nobody_who_is_written_with_a_capital() -> None:
    # One list has a title among its names.
    for module in pkgutil.iter_modules(person.__path__):
        if module.name.partition("_")[0] in _WITHOUT_CAPITALS:
            provider = import_module(f"{person.__name__}.{module.name}").Provider
            names = [name for listed in (*_FORENAMES, *_SURNAMES) for name in getattr(provider, listed, ())]
            assert sum(name != name.swapcase() for name in names) <= 1


@pytest.mark.parametrize("word", ["smith", "will", "copiilor", "londra", "trabalotsa"])
def test_without_romanian_a_word_is_never_more_than_with_it(word: str) -> None:
    assert sort_of(word, romanian=False) | sort_of(word) == sort_of(word)


def test_of_the_words_of_a_text_some_can_be_asked_for() -> None:
    piece = piece_of(view_of("so Maria and maria's son Maria"), "")
    assert surfaces(piece) == {"so", "Maria", "and", "maria's", "son"}
    assert [token.start for token in tokens(piece, every=True, among={"Maria", "son"})] == [3, 21, 25]


@given(text=st.text("aB'1_ -", max_size=12))
def test_plain_words_are_found_as_words_with_marks_are(text: str) -> None:
    for every in (True, False):
        plain = [token.word for token in tokens(piece_of(view_of(text), ""), every=every)]
        beside = [token.word for token in tokens(piece_of(view_of(text + " \u0103"), ""), every=every)]
        assert plain == beside
