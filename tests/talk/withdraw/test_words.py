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
    ],
)
def test_runs_of_six_words_are_counted_however_they_are_punctuated(text: str, found: int) -> None:
    assert words(("P07", SAID)).count_in(text) == found


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
