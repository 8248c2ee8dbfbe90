"""Whose words are whose: runs that only one person said are found in whatever way they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.model import Turn, turn_id
from tlc.talk.withdraw import Words, words_of
from tlc.talk.withdraw._words import RUN

SAID = "My grandmother keeps the blue heron feather behind the stove."


def said(*pairs: tuple[str | None, str], original: str | None = None) -> list[Turn]:
    more = {"original": original, "original_language": "ro"} if original else {}
    return [
        Turn(id=turn_id("FG01", n), speaker=who, text=text, language="en", **(more if n == 1 else {}))  # type: ignore[arg-type]
        for n, (who, text) in enumerate(pairs, start=1)
    ]


def words(*pairs: tuple[str | None, str], original: str | None = None) -> Words:
    return words_of("P07", said(*pairs, original=original))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SAID, 5),
        (f"“{SAID.upper()}”", 5),
        ("keeps the blue heron\n   feather, behind", 1),
        ('{"quote": "keeps the blue heron feather behind"}', 1),
        ("the blue heron feather behind", 0),
        ("a heron behind the stove keeps my blue feather", 0),
        ("", 0),
        ("keeps the blue he-\n  ron feather behind", 1),
        ("keeps the blue heron fea\u00adther be\u200bhind", 1),
        ("1 keeps 2 the 3 blue 4 heron 5 feather 6 behind", 1),
        ("1 keeps 2 the 3 blue 4 heron 5 feather 6", 0),
        ("keeps%20the%20blue%20heron%20feather%20behind", 0),
    ],
)
def test_runs_of_six_words_are_counted_however_they_are_punctuated(text: str, found: int) -> None:
    assert words(("P07", SAID)).count_in(text) == found


def test_numbers_that_they_said_are_words_of_theirs() -> None:
    theirs = words(("P07", "It was 1999 and 12 of us left."))
    assert theirs.count_in("was 1999 and 12 of us") == 1
    assert theirs.count_in("was 1998 and 12 of us") == 0


def test_a_text_holds_their_words_in_another_form_too() -> None:
    theirs = words(("P07", SAID))
    assert theirs.are_in("keeps%20the%20blue%20heron%20feather%20behind")
    assert not theirs.are_in("keeps%20the%20blue%20heron")


@pytest.mark.parametrize(
    "copy", ["şi ţine minte acum", "si tine minte acum", "ȘI ȚINE MINTE ACUM", "s\u0326i t\u0327ine minte acum"]
)
@pytest.mark.parametrize("turn", ["Și ține minte acum.", "Si tine minte acum."])
def test_letters_are_the_same_with_a_comma_a_cedilla_or_nothing(turn: str, copy: str) -> None:
    assert words(("P07", turn)).count_in(copy) == 1


def test_what_another_said_without_accents_is_not_theirs_alone() -> None:
    assert not words(("P07", "Și ține minte acum."), ("P02", "si tine minte acum"))


@pytest.mark.parametrize(("turn", "found"), [("Yes, exactly.", 0), ("My son's epilepsy.", 1), ("I have no papers", 1)])
def test_a_short_turn_is_looked_for_as_a_whole_from_three_words_on(turn: str, found: int) -> None:
    assert words(("P07", turn)).count_in(f"she said {turn} and left") == found


def test_what_another_said_too_is_not_theirs_alone() -> None:
    both = words(("P07", SAID), ("P02", f"Well, {SAID}"), (None, "I have no papers"), ("P07", "I have no papers."))
    assert not both
    assert both.count_in(SAID) == 0


def test_what_another_said_in_part_leaves_the_rest_theirs() -> None:
    part = words(("P07", SAID), ("P02", "keeps the blue heron feather behind"))
    assert part.count_in(SAID) == 4


def test_originals_are_looked_for_as_well_as_translations() -> None:
    both = words(("P07", SAID), original="Bunica ține pana de stârc după sobă mereu.")
    assert both.count_in("ține pana de stârc după sobă") == 1


def test_placeholders_are_nobodys_words() -> None:
    assert not words(("P07", "[withdrawn]"), ("P07", "[not for analysis]"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "form", [SAID + " Și?", "My grandmother keeps the blue heron feather behind the stove. \\u0218i?"]
)
def test_whole_turns_are_found_among_other_bytes(encoding: str, form: str) -> None:
    theirs = words(("P07", SAID + "\nȘi?"), ("P02", "No."))
    assert theirs.count_bytes(b"\0\x07" + form.encode(encoding) + b"\0") == 1
    assert theirs.count_bytes(b"\0\x07nothing of theirs\0") == 0


def test_words_are_not_in_their_own_name() -> None:
    assert repr(words(("P07", SAID))) == "Words(1 turns)"


@given(st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=30), st.integers(0, 25))
def test_a_run_is_found_in_any_text_that_holds_it(before: list[str], place: int) -> None:
    turn = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]
    theirs = words(("P07", " ".join(turn)))
    start = place % (len(turn) - RUN + 1)
    assert theirs.count_in(" ".join([*before, *turn[start : start + RUN], *before])) == 1
    assert theirs.count_in(" ".join([*before, *turn[start : start + RUN - 1], *before])) == 0
