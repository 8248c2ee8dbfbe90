"""Words of a text: which they are, what their place tells, and where sentences start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.names._tokens import Piece, Token, pattern_for, piece_of, surfaces, token_of, tokens


def piece(text: str, before: str = "") -> Piece:
    return piece_of(view_of(text), before)


def words(text: str, *, every: bool = True) -> list[str]:
    return [token.word for token in tokens(piece(text), every=every)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So Maria's son", ["so", "maria", "son"]),
        ("O'Neill and D’Arcy", ["o'neill", "and", "d'arcy"]),
        ("Ștefan, Ştefan; STEFAN", ["stefan", "stefan", "stefan"]),
        ("Mary-Jane", ["mary", "jane"]),
        ("don't I'm we've they're", []),
        ("I a b", []),
        ("P07 H1N1 x2 a_b", []),
        ("S\u0327tefan Ma\u0301ria", ["stefan", "maria"]),
        ("Łukasz Øyvind Đorđe", ["lukasz", "oyvind", "dorde"]),
        ("Иван Ελένη", ["иван", "ελενη"]),
        ("'Maria' \"Ion\" (Ana) <Eva>", ["maria", "ion", "ana", "eva"]),
        ("Ma\u200bria Ma\u00adria", ["maria", "maria"]),
        ("ＭＡＲＩＡ", ["maria"]),
        ("", []),
        ("12 34 !?", []),
    ],
)
def test_words_are_folded_and_stand_without_their_possessive(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so Maria told ion and ANA", ["maria", "ana"]),
        ("so Șerban told șerban", ["serban"]),
        ("iPhone and eBay", []),
        ("mary-Jane and Mary-jane", ["jane", "mary"]),
        ("so o'Neill and O'neill", ["neill", "o'neill"]),
    ],
)
def test_words_with_a_capital_are_those_that_begin_with_one(text: str, expected: list[str]) -> None:
    assert words(text, every=False) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Maria", Token(3, 8, "maria", True, False, False)),
        ("maria", Token(3, 8, "maria", False, False, False)),
        ("MARIA", Token(3, 8, "maria", True, True, False)),
        ("MARIA's", Token(3, 10, "maria", True, True, True)),
        ("Maria's", Token(3, 10, "maria", True, False, True)),
        ("Thomas'", Token(3, 10, "thomas", True, False, True)),
    ],
)
def test_a_word_says_how_it_is_written(surface: str, expected: Token) -> None:
    assert token_of(surface, 3) == expected


@pytest.mark.parametrize("surface", ["I", "a", "don't", "DON'T", "I'm"])
def test_single_letters_and_contractions_are_no_words(surface: str) -> None:
    assert token_of(surface, 0) is None


PLACEHOLDERS = "[name 1]|[GP surgery 12]|[P07]|[place of work 3]|[member of staff 2]|[children's home 4]|[XY1234]"
READ = "[Maria]|[name]|[inaudible]|[Maria 1]|[name 1 Maria]|[P07 Maria]|[name 12345]|[ABCD1]|(name 1)|[]"


@pytest.mark.parametrize("text", PLACEHOLDERS.split("|"))
def test_a_placeholder_is_covered(text: str) -> None:
    covered = piece(f"so {text} came")
    assert not any(letter.isalpha() for letter in covered.text[3 : 3 + len(text)])
    assert len(covered.text) == len(covered.plain) == len(covered.small) == len(text) + 8


@pytest.mark.parametrize("text", READ.split("|"))
def test_anything_else_in_brackets_is_read(text: str) -> None:
    assert piece(f"so {text} came").text == f"so {text} came"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Here", True),
        ("  Here", True),
        ("'Here", True),
        ("what? Here", True),
        ("no! Here", True),
        ("he said: Here", True),
        ("so; Here", True),
        ("so (Here", True),
        ("so “Here", True),
        ("so „Here", True),
        ("so [name 1]. Here", True),
        ("• Here", True),
        ("so\n Here", True),
        ("so\r\nHere", True),
        ("well -Here", True),
        ("well -- Here", True),
        ("well – Here", True),
        ("it. Here", True),
        ("o-o. Here", True),
        ("so Here", False),
        ("so, Here", False),
        ("so 'Here", False),
        ("Mrs. Here", False),
        ("st. Here", False),
        ("Prof. Here", False),
        ("d-na. Here", False),
        ("Sf. Here", False),
        ("A. B. Here", False),
        ("mary-Here", False),
        ("and 12 Here", False),
        ("and/Here", False),
    ],
)
def test_a_sentence_starts_after_what_ends_one(text: str, starts: bool) -> None:
    assert piece(text).starts_sentence(view_of(text).text.index("Here")) is starts


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("", True),
        ("   ", True),
        ("so.", True),
        ("so?  ", True),
        ("so\n", True),
        ("so -", True),
        ("he said: '", True),
        ("so", False),
        ("so,", False),
        ("and then ", False),
    ],
)
def test_at_the_very_start_what_stands_before_decides(before: str, starts: bool) -> None:
    assert piece("Here it is", before).starts_sentence(0) is starts


@pytest.mark.parametrize(
    ("text", "before", "casing"),
    [
        ("I'm here and I'll stay", "", "small"),
        ("I'm here with Maria", "", "mixed"),
        ("I AM HERE", "", "capital"),
        ("WE ARE at HOME NOW", "", "capital"),
        ("we are at HOME now", "", "mixed"),
        ("12 34", "", "small"),
        ("A", "", "mixed"),
        ("MARIA", "and so we went there", "mixed"),
        ("MARIA", "AND SO WE WENT THERE", "capital"),
        ("maria", "And so we went to Luton", "small"),
        ("and then she told me that again", "And so we went to Luton", "small"),
        ("[P07] came to us", "", "small"),
        ("ȘTEFAN A VENIT", "", "capital"),
    ],
)
def test_how_a_piece_is_cased_is_told_by_its_letters(text: str, before: str, casing: str) -> None:
    assert piece(text, before).casing == casing


@pytest.mark.parametrize("text", ["so Maria and maria's son", "așa a zis Șerban", ""])
def test_surfaces_are_the_words_as_they_are_written(text: str) -> None:
    assert surfaces(piece(text)) == {*text.split()}


def test_among_some_words_only_those_are_given() -> None:
    text = "so Maria and maria told Ion that Maria left"
    assert [token.start for token in tokens(piece(text), every=True, among={"Maria"})] == [3, 33]
    assert list(tokens(piece(text), every=True, among=set())) == []


def test_plain_letters_are_looked_for_in_the_quick_way_only_where_all_are_plain() -> None:
    assert pattern_for("abc", every=True) is not pattern_for("abcă", every=True)
    assert pattern_for("abc", every=True) is not pattern_for("abc", every=False)


@given(text=st.text("aZșȚ'.-[] 1\u0301\u200b\n", max_size=40))
def test_every_word_stands_where_it_says(text: str) -> None:
    made = piece(text)
    end = 0
    for token in tokens(made, every=True):
        assert end <= token.start < token.end <= len(made.text)
        surface = made.text[token.start : token.end]
        assert folded(surface).startswith(token.word)
        assert token.capital == surface[0].isupper()
        end = token.end


@given(text=st.text("aZșȚ.-[] 1", max_size=40))
def test_words_with_a_capital_are_among_all_words(text: str) -> None:
    made = piece(text)
    assert {*tokens(made, every=False)} <= {*tokens(made, every=True)}
    assert all(token.capital for token in tokens(made, every=False))


@given(text=st.text("aZșȚ'.-[] P01name\u0301\ufb01", max_size=40))
def test_the_forms_of_a_piece_are_equally_long(text: str) -> None:
    made = piece(text)
    assert len(made.text) == len(made.plain) == len(made.small)
