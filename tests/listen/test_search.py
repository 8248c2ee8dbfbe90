"""Search: words in their context, in any language, whatever their capitals and accents."""

from __future__ import annotations

import unicodedata
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import AnalysisError
from tlc.frames import turns_frame
from tlc.listen import search as module
from tlc.listen.search import Found, plain, search
from tlc.model import Participant, Source, Transcript, Turn, turn_id


def turns(*texts: str, **more: Any) -> pd.DataFrame:
    said = tuple(
        Turn(id=turn_id("FG01", number), speaker="P1", text=text, language="ro", **more)
        for number, text in enumerate(texts, 1)
    )
    source = Source(name="FG01.txt", importer="txt", version="0.1.0", digest="")
    transcript = Transcript(id="FG01", group="FG01", source=source, turns=said)
    return turns_frame([transcript], [Participant(id="P1", role="community")])


def matches(text: str, query: str, **more: Any) -> list[str]:
    return [found.match for found in search(turns(text), query, **more)]


# The view


@given(st.text())
def test_the_view_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_stay_what_they_are(text: str) -> None:
    assert plain(text) == text.lower().replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ȘŞșş ȚŢțţ", "ssss tttt"),  # comma below, and cedilla
        ("ĂÂÎăâî", "aaiaai"),
        ("„Ștefan” «da» “so”", '"stefan" "da" "so"'),
        ("O’Neill – it‘s", "o'neill - it's"),
        ("Łódź Đorđe øre İı", "lodz dorde ore ii"),
        ("Ἀθήνας", "αθηνασ"),  # both sigmas are one letter
        ("Ａ１²", "a12"),
        ("straße", "straße"),  # two letters would shift what follows
        ("가각 ﬁne", "가각 ﬁne"),
        ("🙂👩‍⚕️", "🙂👩‍⚕️"),
        ("Один", "один"),
        ("عَرَبِيّ", "ع\u0300ر\u0300ب\u0300ي\u0300"),
    ],
)
def test_letters_are_shown_without_their_marks(text: str, seen: str) -> None:
    assert plain(text) == seen


# What is found


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Nu știu.", "stiu"),
        ("Nu stiu.", "știu"),
        ("Nu ştiu.", "știu"),
        ("NU ȘTIU.", "nu știu"),
        ("nu\nștiu", "nu stiu"),
        ("nu   știu", "nu știu"),
        ("Nu s\u0327tiu", "stiu"),
        ("Nu știu.", unicodedata.normalize("NFD", "știu")),
        ("x\u030ctra", "xtra"),  # a mark that no letter is made with
        ("it’s closed", "it's"),
        ("„spital”", '"spital"'),
        ("What? (yes) [no] a.b*", "a.b*"),
        ("👩‍⚕️ și 🙂", "si"),
        ("यह हिन्दी है", "हिन्दी"),
        ("היה סגור", "סגור"),
        ("12–14", "12-14"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, query: str) -> None:
    assert len(matches(text, query)) == 1


@pytest.mark.parametrize(("text", "query"), [("closed", "open"), ("ab", "a b"), ("यह हिन्दी है", "हन्द"), ("a", "aa")])
def test_other_words_are_not_found(text: str, query: str) -> None:
    assert matches(text, query) == []


def test_a_part_of_a_word_is_found() -> None:
    assert matches("An interpreter; no interpretation.", "interpret") == ["interpret", "interpret"]


def test_what_is_found_is_the_text_as_it_stands() -> None:
    assert matches("Nu ȘTIU, s\u0327tiu", "stiu") == ["ȘTIU", "s\u0327tiu"]


@given(st.text(min_size=1), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    kept = normalise(text)
    assume(kept)
    start = data.draw(st.integers(0, len(kept) - 1))
    piece = kept[start : data.draw(st.integers(start + 1, len(kept)))]
    turn = turns("x").assign(text=kept)
    assume(any(plain(unicodedata.normalize("NFC", word)).replace("\u0300", "") for word in piece.split()))
    found = search(turn, piece)
    assert all(kept[one.start : one.end] == one.match for one in found)
    # A piece may begin in the middle of a letter and its marks, and then say another letter.
    if unicodedata.normalize("NFC", piece) == piece and not unicodedata.combining(piece[0]):
        assert any(one.start <= start + len(piece) and one.end > start for one in found)


def test_places_are_code_points_of_the_text() -> None:
    (found,) = search(turns("🙂🇷🇴 Și doctorul"), "doctor")
    assert (found.start, found.end) == (7, 13)
    assert "🙂🇷🇴 Și doctorul"[found.start : found.end] == "doctor"


def test_where_it_stands_is_told(small: Any) -> None:
    found = search(small.turns, "noon")
    assert [(one.turn, one.transcript, one.speaker, one.language, one.where) for one in found] == [
        ("IN01:0003", "IN01", "P9", "en", "text")
    ]


def test_an_unknown_speaker_is_none(small: Any) -> None:
    assert [one.speaker for one in search(small.turns, "Always closed")] == [None]


def test_text_and_original_are_both_looked_through() -> None:
    frame = turns("The hospital.", original="La spital, la spital.", original_language="ro")
    both = search(frame, "spital")
    assert [(one.where, one.language, one.start) for one in both] == [
        ("text", "ro", 6),
        ("original", "ro", 3),
        ("original", "ro", 14),
    ]
    assert [one.where for one in search(frame, "spital", where="text")] == ["text"]
    assert [one.where for one in search(frame, "spital", where="original")] == ["original", "original"]


def test_empty_turns_hold_nothing() -> None:
    frame = turns("x").assign(text="")
    assert search(frame, "x") == ()


def test_an_empty_study_holds_nothing(small: Any) -> None:
    assert search(small.turns[:0], "closed") == ()


# The words around it


def test_words_around_it_are_given_as_they_stand() -> None:
    (found,) = search(turns("One two three four, five six seven."), "four", words=2)
    assert (found.before, found.match, found.after) == ("two three ", "four", ", five")


@given(st.text(alphabet="ab \n,x", max_size=60), st.integers(0, 4))
def test_what_is_around_it_is_the_text_as_it_stands(text: str, words: int) -> None:
    said = normalise(text)
    for found in search(turns("x").assign(text=said), "x", words=words):
        before, after = (part.replace("\n", " ") for part in (said[: found.start], said[found.end :]))
        assert before.endswith(found.before)
        assert after.startswith(found.after)
        assert len(found.before.split()) == min(words, len(before.split()))
        assert len(found.after.split()) == min(words, len(after.split()))


def test_the_rest_of_a_word_is_beside_it() -> None:
    (found,) = search(turns("A reinterpreted word"), "interpret", words=1)
    assert (found.before, found.after) == ("re", "ed")


def test_no_words_around_it_can_be_asked_for() -> None:
    (found,) = search(turns("One two three"), "two", words=0)
    assert (found.before, found.after) == ("", "")


def test_line_breaks_around_it_are_spaces() -> None:
    (found,) = search(turns("One\ntwo\nthree"), "two", words=3)
    assert (found.before, found.after) == ("One ", " three")


def test_a_very_long_turn_does_not_make_a_very_long_context() -> None:
    (found,) = search(turns("a" * 50_000 + "needle" + "b" * 50_000), "needle", words=3)
    assert max(len(found.before), len(found.after)) <= 160


def test_what_it_shows_of_itself_is_nobodys_words(canary: str) -> None:
    (found,) = search(turns(f"Before {canary} after"), canary)
    assert canary not in repr(found)
    assert "Before" not in repr(found)
    assert isinstance(found, Found)
    assert found.match == canary


# Patterns


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"interpret\w+", ["interpreter"]),
        (r"ȘI\b", ["și"]),
        (r"\Bter\S\S", ["terpr"]),  # capitals after a backslash keep their meaning
        (r"[a-z]+\?", ["interpreter?"]),
        (r"doctor|spital", ["Spital"]),
        (r"x*", []),
        (r"\p{Lu}\w+", ["și", "interpreter", "Spital"]),
    ],
)
def test_a_pattern_is_held_against_words_without_accents(pattern: str, found: list[str]) -> None:
    assert matches("și interpreter? Spital", pattern, regex=True) == found


@pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", "(?P<x>a)(?P<x", "\\"])
def test_a_pattern_that_cannot_be_read_is_explained_and_not_repeated(pattern: str) -> None:
    with pytest.raises(AnalysisError, match="cannot be read") as caught:
        matches("x", pattern, regex=True)
    assert caught.value.hint


def test_a_pattern_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.05)
    with pytest.raises(AnalysisError, match="too long"):
        matches("a" * 5000 + "!", r"(a|aa)+$", regex=True)


@pytest.mark.parametrize("query", ["", "   ", "\u0301", "\n"])
def test_nothing_cannot_be_searched_for(query: str) -> None:
    with pytest.raises(AnalysisError, match="nothing to search for"):
        matches("x", query)


def test_a_side_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="where to look"):
        search(turns("x"), "x", where="nowhere")  # type: ignore[arg-type]


def test_the_signs_of_patterns_are_plain_signs_without_asking_for_a_pattern() -> None:
    assert matches("Why? (a+b)", "(a+b)") == ["(a+b)"]


def test_fewer_than_no_words_on_each_side_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="fewer than 0 words"):
        search(turns("closed"), "closed", words=-1)
    assert search(turns("It was closed."), "closed", words=0)[0].before == ""
