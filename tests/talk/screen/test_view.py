"""One form of a text for every trick of Unicode, and the way back to where each letter stood."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen._view import folded, view_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("０７７００ ９００１２３", "07700 900123"),  # full width
        ("𝟎𝟕𝟕𝟎𝟎 900123", "07700 900123"),  # bold
        ("٠٧٧٠٠", "07700"),  # Arabic-Indic
        ("07700\u00a0900123", "07700 900123"),
        ("077\u200b00\u2060900\ufeff123", "07700900123"),
        ("077\u00ad00", "07700"),
        ("\u202e07700\u202c", "07700"),
        ("a\u034fb\u3164c\ufe0fd", "abcd"),
        ("a\nb\tc", "a b c"),
        ("a\x00b", "ab"),
        ("12\u201334\u201456\u221278", "12-34-56-78"),
        ("it\u2019s `so\u00b4", "it's 'so'"),
        ("s\u0326i", "și"),
        ("Ｊｏｈｎ\u200b Ｓｍｉｔｈ", "John Smith"),
        ("plain words", "plain words"),
        ("", ""),
    ],
)
def test_every_trick_of_unicode_is_seen_through(text: str, shown: str) -> None:
    assert view_of(text).text == shown


@pytest.mark.parametrize(
    ("text", "part", "stands"),
    [
        ("call 0\u200b7７00 now", "0770", "0\u200b7７0"),
        ("ș\u200bi da", "da", "da"),
        ("a s\u0326i b", "și", "s\u0326i"),
        ("x ﬁ y", "i", "ﬁ"),  # one letter of a ligature is the whole of it
        ("Ana\u2019s bag", "Ana's", "Ana\u2019s"),
        ("plain words", "words", "words"),
    ],
)
def test_a_place_in_the_view_leads_back_to_the_letters_it_was_made_from(text: str, part: str, stands: str) -> None:
    view = view_of(text)
    at = view.text.index(part)

    start, end = view.back(at, at + len(part))

    assert text[start:end] == stands


@given(st.text(max_size=60))
def test_places_never_go_back_and_never_leave_the_text(text: str) -> None:
    view = view_of(text)

    assert len(view.places) == len(view.text) + 1
    assert list(view.places) == sorted(view.places)
    assert view.places[-1] == len(text)
    for at in range(len(view.text)):
        start, end = view.back(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="abc șț0123-'", max_size=40))
def test_where_there_are_no_tricks_the_view_is_the_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)

    view = view_of(text)

    assert view.text == text
    assert all(view.back(at, at + 1) == (at, at + 1) for at in range(len(text)))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ștefan", "stefan"),
        ("Şerban", "serban"),
        ("ŁUKASZ", "lukasz"),
        ("Đorđe", "dorde"),
        ("Strauß", "strauss"),
        ("Søren", "soren"),
        ("O\u2019Neill", "o'neill"),
        ("I\u0307brahim", "ibrahim"),
    ],
)
def test_names_are_compared_without_accents_and_capitals(name: str, form: str) -> None:
    assert folded(name) == form


@given(text=st.text("ab -`\t\n\u0301\u200b\u00a0\u2026７ѓ[\x00", max_size=12))
def test_runs_of_plain_letters_are_seen_as_each_letter_by_itself(text: str) -> None:
    clusters = regex.findall(r".\p{M}*", text, regex.DOTALL)
    assert view_of(text + "\u2026").text == "".join(view_of(cluster).text for cluster in clusters) + "..."


@given(text=st.text("aB `\t\n'\r\x7f\x00", max_size=12))
def test_plain_text_is_seen_as_it_is_seen_beside_a_sign_that_is_not_plain(text: str) -> None:
    assert view_of(text).text + "\u0103" == view_of(text + "\u0103").text


@given(text=st.text("a\u0301\u200b\u2026\ufb01 ", min_size=1, max_size=12))
def test_a_span_ends_where_the_next_letter_stands(text: str) -> None:
    view = view_of(text)
    for start in range(len(view.text)):
        for end in range(start + 1, len(view.text) + 1):
            last = view.places[end - 1]
            assert view.back(start, end) == (view.places[start], min(place for place in view.places if place > last))


@given(text=st.text(max_size=20))
def test_folding_is_folding_letter_by_letter(text: str) -> None:
    assert folded(text) == "".join(folded(letter) for letter in text)
