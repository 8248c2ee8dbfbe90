"""Marks that nobody said are parted from the words, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.model.note import with_notes
from tlc.talk.importers import RawTurn, txt
from tlc.talk.importers._account import characters
from tlc.talk.importers._notes import is_note, parted, without_notes

MARKS = """[laughs]|(laughter)|[Inaudible.]|[inaudible 00:12:03]|[pause]|(long pause)|[pause 3 sec]|[crosstalk]
|[overlapping]|[coughs]|*sighs*|**laughs**|((laughs))|[[laughs]]|[music]|[silence]|<laughs>|{laughs}|[LAUGHS]|[râde]
|[neinteligibil]|[pauză]|(vorbesc toți)|[everybody laughs]|[râsete]|(toți râd)|[se râde]|[pauză lungă]|<UNIN/>|<UNSURE>
|</UNSURE>|[INAUDIBLE_SPEECH]|[cross-talk and laughter]|[unclear]|[?]|[clears throat]|[nu se aude]|[laughs/coughs]
|[zgomot de fundal]|[oftează]|[plânge]"""
WORDS = """[GP surgery 1]|[the centre]|(my cousin)|[Maria laughs]|[P01]|[withdrawn]|[not for analysis]|*only*|*music*
|<3|(?)|[street 1]|(over there)|(a long time)|[hospital 1]|[]|()|[ ]|(from the group)|[laughs at Maria]|(two minutes)
|[12:30]|[plans]|[home town]|[00:12:03]|[name redacted]"""


@pytest.mark.parametrize("mark", MARKS.replace("\n", "").split("|"))
def test_a_mark_is_a_note(mark: str) -> None:
    assert is_note(mark)
    text, notes = parted(f"I saw {mark} there.")
    assert (text, [note.text for note in notes]) == ("I saw there.", [mark])


@pytest.mark.parametrize("mark", WORDS.replace("\n", "").split("|"))
def test_other_words_in_brackets_stay_with_the_words(mark: str) -> None:
    assert parted(f"I saw {mark} there.") == (f"I saw {mark} there.", ())


@pytest.mark.parametrize(
    ("said", "words", "places"),
    [
        ("I [laughs] went", "I went", [1]),
        ("wor[laughs]ds", "wor ds", [3]),
        ("I went [laughs].", "I went.", [6]),
        ("I went. [laughs]", "I went.", [7]),
        ("[laughs] I went.", "I went.", [0]),
        ("[laughs]", "", [0]),
        ("[laughs] [pause]", "", [0, 0]),
        ("[laughs][pause] yes", "yes", [0, 0]),
        ("I [laughs] [pause] went", "I went", [1, 1]),
        ("one\n[laughs]\ntwo", "one\ntwo", [4]),
        ("one\n[laughs] two", "one\ntwo", [4]),
        ("one [laughs]\ntwo", "one\ntwo", [3]),
        ("one\n[laughs]", "one", [3]),
        ("it is <UNSURE>closed</UNSURE>, yes", "it is closed, yes", [5, 12]),
        ("I  went", "I  went", []),
        ("I [laughs] ... went", "I ... went", [1]),
        ("(yes [laughs])", "(yes)", [4]),
        ("[laughs]*sighs* yes", "yes", [0, 0]),
        ("( (laughs) )", "( )", [1]),
        ("[inaudible] ...but", "...but", [0]),
        ("I((laughs)))", "I((laughs)))", []),
    ],
)
def test_notes_leave_single_spaces_and_never_join_words(said: str, words: str, places: list[int]) -> None:
    text, notes = parted(said)
    assert text == words
    assert [note.at for note in notes] == places


PIECES = st.lists(
    st.sampled_from(["I", "went", " ", " ", "\n", ", ", ".", "“", "(", ")", "*", "\u0301", "[", "]"])
    | st.sampled_from(["[laughs]", "(pauză)", "*sighs*", "((laughs))", "[GP surgery 1]", "<UNIN/>", "[?]"]),
    max_size=12,
).map(lambda pieces: normalise("".join(pieces)).strip())


@given(PIECES)
@settings(deadline=None, max_examples=400)
def test_no_character_is_lost_between_words_and_notes(said: str) -> None:
    text, notes = parted(said)
    assert characters(text) + sum(characters(note.text) for note in notes) == characters(said)


@given(PIECES)
@settings(deadline=None, max_examples=400)
def test_what_is_shown_parts_into_the_same_words(said: str) -> None:
    text, notes = parted(said)
    again, marks = parted(with_notes(text, notes))
    assert (again.split(), [mark.text for mark in marks]) == (text.split(), [note.text for note in notes])


@given(PIECES)
@settings(deadline=None, max_examples=400)
def test_notes_stand_inside_their_words_and_in_order(said: str) -> None:
    text, notes = parted(said)
    places = [note.at for note in notes]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_notes_of_a_text_and_of_its_original_are_kept_apart() -> None:
    heard = RawTurn(label="P01", text="Yes [laughs].", number=1, original="[râde] Da.", original_language="ro")
    (turn,) = without_notes([heard])
    assert (turn.text, turn.original) == ("Yes.", "Da.")
    assert [(note.at, note.text) for note in turn.notes] == [(3, "[laughs]")]
    assert [(note.at, note.text) for note in turn.original_notes] == [(0, "[râde]")]


def test_an_account_counts_turns_and_notes() -> None:
    raw = txt.read(b"P01: Yes [laughs].\nP02: [pause]\nP01: No.\n", name="a.txt")
    assert (raw.account.turns, raw.account.notes) == (3, 2)
    assert raw.account.aside == {"labels": 12, "notes": 15}
    assert [turn.text for turn in raw.turns] == ["Yes.", "", "No."]


def test_many_brackets_take_no_longer_than_their_length() -> None:
    text = "[" * 100_000 + "(*<{" * 100_000
    assert parted(text) == (text, ())
