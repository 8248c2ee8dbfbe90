"""Every character of a file is kept or set aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTurn
from tlc.talk.importers._account import MOST_LINES, Aside, balanced, characters, no_words, not_too_many, words_of


def aside_of(**counts: int) -> Aside:
    aside = Aside()
    for kind, count in counts.items():
        aside.count(kind, count)
    return aside


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t\u00a0\u2003", 0),
        ("Da, așa e.", 8),
        ("s\u0326i", 2),  # an accent of its own is no character of its own
        ("a\u0001b\ufeffc", 3),  # control characters are no characters
        ("one\u2028two", 6),
        ("🏠", 1),
    ],
)
def test_characters_are_what_is_not_white_space(text: str, count: int) -> None:
    assert characters(text) == count


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)
def test_the_short_way_of_counting_agrees_with_the_long_one(text: str) -> None:
    assert characters(text) == len("".join(normalise(text).split()))


def test_text_may_be_utf_16_with_its_mark() -> None:
    assert words_of("înțeleg".encode("utf-16"), name="a.txt") == "înțeleg"


def test_text_comes_normalised() -> None:
    assert words_of(b"\xef\xbb\xbfone\r\ntwo", name="a.txt") == "one\ntwo"


def test_text_in_another_encoding_is_refused(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        words_of("P01: zăbranic".encode("cp1250"), name="a.txt")
    explained(caught.value, what="not in UTF-8", where="a.txt", hint="save it again as UTF-8")


def test_utf_16_without_its_mark_loses_no_letter() -> None:
    # ș is 0x19 0x02 there: two control characters, which would vanish without a word.
    assert words_of("Da, ș zabranic".encode("utf-16-le"), name="a.txt") == "Da, ș zabranic"


def test_words_may_be_in_an_encoding_that_a_person_names() -> None:
    assert words_of("Da, aşa.".encode("cp1250"), name="a.txt", encoding="cp1250") == "Da, aşa."


def test_unseen_characters_are_taken_out_of_a_text_and_counted() -> None:
    aside = Aside()
    assert (
        words_of("P0\u200b1: Za\u202era\x01 \r\n\x0c👩🏽\u200d⚕️".encode(), name="a.txt", aside=aside)
        == "P01: Zara \n\n👩🏽\u200d⚕️"
    )
    assert aside.counts == {"unseen characters": 3}


def test_unseen_characters_are_taken_out_of_turns_of_any_importer() -> None:
    turn = RawTurn(label="P\u200b01", text="Za\u200bra", number=1, original="D\u200ba.", original_language="ro")
    raw = balanced([turn], read=9, aside=Aside(), unit="row", name="a.csv")
    assert (raw.turns[0].label, raw.turns[0].text, raw.turns[0].original) == ("P01", "Zara", "Da.")
    assert raw.account.aside == {"unseen characters": 2}


@pytest.mark.parametrize("data", [b"", b" \r\n \t", b"\xef\xbb\xbf"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        words_of(data, name="a.txt")


def test_the_error_for_no_words_says_what_to_do(explained: Callable[..., None]) -> None:
    explained(no_words("a.txt"), what="The file holds no words.", where="a.txt", hint="not empty")


def test_an_account_counts_words_and_originals() -> None:
    turn = RawTurn(label="P01", text="Yes.", number=1, original="Da.", original_language="ro")
    raw = balanced([turn], read=10, aside=aside_of(labels=3, times=0), unit="row", name="a.csv")
    assert raw.account.kept == 7
    assert raw.account.aside == {"labels": 3}
    assert raw.account.balances
    assert raw.unit == "row"


def test_a_file_in_which_nobody_speaks_is_refused() -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        balanced([], read=4, aside=aside_of(headings=4), unit="line", name="a.txt")


def test_an_importer_that_loses_words_imports_nothing(explained: Callable[..., None]) -> None:
    turn = RawTurn(label="P01", text="zăbranic", number=1)
    with pytest.raises(TranscriptError) as caught:
        balanced([turn], read=20, aside=aside_of(labels=4), unit="line", name="a.txt")
    explained(caught.value, what="Of 20 characters in the file, 12 are", where="a.txt", hint="report it")


def test_words_set_aside_are_counted_and_kept() -> None:
    aside = Aside()
    aside.add("headings", "Group one")
    aside.add("headings", "  ")
    assert aside.counts == {"headings": 8}
    assert [(one.kind, one.text) for one in aside.texts] == [("headings", "Group one")]


def test_words_mentioned_are_kept_without_being_counted() -> None:
    aside = Aside()
    aside.mention("properties", "Zara")
    assert not aside.counts
    assert aside.texts[0].text == "Zara"


def test_runs_that_adjoin_are_one_text_until_something_stands_between() -> None:
    aside = Aside()
    for piece in ("Za", "ra"):
        aside.join("hidden", piece)
    aside.part()
    aside.join("hidden", "Quill")
    aside.join("deleted", "gone")
    assert [one.text for one in aside.texts] == ["Zara", "Quill", "gone"]
    assert aside.counts == {"hidden": 9, "deleted": 4}


def test_taking_over_keeps_counts_and_words_of_both() -> None:
    one, other = aside_of(times=3), aside_of(times=4)
    other.add("headings", "Group")
    one.take(other)
    assert one.counts == {"times": 7, "headings": 5}
    assert one.texts[0].text == "Group"


def test_what_was_set_aside_reaches_the_transcript() -> None:
    aside = aside_of()
    aside.add("headings", "Group")
    raw = balanced([RawTurn(label=None, text="Yes.", number=1)], read=9, aside=aside, unit="line", name="a.txt")
    assert raw.beside == tuple(aside.texts)


def test_a_file_with_more_lines_than_a_session_has_is_refused(explained: Callable[..., None]) -> None:
    not_too_many(MOST_LINES, name="FG01.txt")
    with pytest.raises(TranscriptError) as error:
        not_too_many(MOST_LINES + 1, name="FG01.txt")
    explained(error.value, what="50001 lines", where="FG01.txt", hint="one for each session")
