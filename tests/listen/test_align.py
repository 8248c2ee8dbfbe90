"""Two versions of a transcript side by side: pairs that there is one way to make, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen._align import Gap, Sides, Words, paired, telling
from tlc.model import Turn, turn_id

BUS, DOOR, FORM = "The bus was late again.", "The door was shut by then.", "They want a form for it."


def turns(*said: str, speakers: str = "") -> tuple[Turn, ...]:
    who = speakers or "1" * len(said)
    return tuple(
        Turn(id=turn_id("FG01", n), speaker=f"P0{voice}", text=text, language="en")
        for n, (text, voice) in enumerate(zip(said, who, strict=True), start=1)
    )


def same(old: tuple[Turn, ...], new: tuple[Turn, ...]) -> dict[int, int]:
    return Sides(old, new).same


letters = st.lists(st.sampled_from("abcd"), max_size=12)


@given(letters, letters)
def test_pairs_are_equal_and_run_in_the_same_order(old: list[str], new: list[str]) -> None:
    pairs = paired(old, new)
    assert all(old[a] == new[b] for a, b in pairs.items())
    assert list(pairs.values()) == sorted(set(pairs.values()))


@given(letters)
def test_what_did_not_change_is_paired_as_it_stands(items: list[str]) -> None:
    assert paired(items, items) == {n: n for n in range(len(items))}


@given(letters, letters)
def test_it_does_not_matter_which_side_is_the_old_one(old: list[str], new: list[str]) -> None:
    # A pair in the one direction is never contradicted in the other.
    back = paired(new, old)
    assert all(back.get(b, a) == a for a, b in paired(old, new).items())


@pytest.mark.parametrize(("old", "new"), [("a", "aa"), ("aa", "a"), ("aba", "a"), ("ab", "ba")])
def test_what_can_be_paired_in_two_ways_is_not_paired(old: str, new: str) -> None:
    assert paired(old, new) == {}


def test_turns_that_stay_are_paired_around_those_that_come_and_go() -> None:
    old = turns(BUS, "And you?", DOOR, FORM)
    new = turns("Good morning to all of you.", BUS, DOOR, "Nobody told us about it.", FORM)
    assert same(old, new) == {0: 1, 2: 2, 3: 4}
    assert Sides(old, new).gaps == (Gap(0, 0, 0, 1), Gap(1, 2, 2, 2), Gap(3, 3, 3, 4))


def test_a_turn_given_to_another_speaker_is_the_same_turn() -> None:
    assert same(turns(BUS, DOOR), turns(BUS, DOOR, speakers="12")) == {0: 0, 1: 1}


def test_who_speaks_tells_between_turns_of_the_same_words() -> None:
    assert same(turns("Yes.", speakers="2"), turns("Yes.", "Yes.", speakers="12")) == {0: 1}


def test_of_two_equal_turns_nobody_says_which_is_the_old_one() -> None:
    assert same(turns(BUS, "Yes.", DOOR), turns(BUS, "Yes.", "Yes.", DOOR)) == {0: 0, 2: 3}


def test_a_short_turn_does_not_keep_long_ones_apart() -> None:
    # Paired by order alone, three times "Yes." would be worth more than the two turns that mean something.
    old = turns(BUS, DOOR, "Yes.", "Yes.", "Yes.")
    new = turns("Yes.", "Yes.", "Yes.", BUS, DOOR)
    assert same(old, new) == {0: 3, 1: 4}


def test_turns_that_changed_places_are_known_by_their_words() -> None:
    assert same(turns(BUS, DOOR, FORM), turns(FORM, BUS, DOOR)) == {0: 1, 1: 2, 2: 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Short, and so not known by its words.
        ((BUS, DOOR, "Yes."), ("Yes.", BUS, DOOR)),
        # Said twice on one side.
        ((BUS, DOOR, FORM), (FORM, BUS, DOOR, FORM[:-1], FORM)),
        ((FORM, FORM, BUS, DOOR), (BUS, DOOR, FORM)),
    ],
)
def test_turns_that_changed_places_and_are_not_unique_are_left(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    pairs = same(turns(*old), turns(*new))
    assert {turns(*old)[a].text for a in pairs} - {FORM} == {BUS, DOOR}


def test_gaps_hold_every_turn_that_was_changed_once() -> None:
    sides = Sides(turns(BUS, DOOR, FORM), turns(BUS + " Yes.", DOOR, FORM + " No."))
    assert sides.gaps == (Gap(0, 1, 0, 1), Gap(2, 3, 2, 3))


def test_the_same_transcript_has_no_gaps() -> None:
    sides = Sides(turns(BUS, "Yes.", "Yes.", DOOR), turns(BUS, "Yes.", "Yes.", DOOR))
    assert sides.gaps == ()
    assert sides.same == {0: 0, 1: 1, 2: 2, 3: 3}


def test_words_are_paired_without_capitals_and_across_turns() -> None:
    sides = Sides(turns("the bus was late, and the door shut"), turns("The bus was late.", "And the door shut."))
    words = Words(sides, sides.gaps[0])
    pairs = {
        (words.old[a].start, words.new[b].turn, words.new[b].start) for a, b in words.pairs.items() if words.old[a].end
    }
    assert {(0, 0, 0), (4, 0, 4), (12, 0, 12), (18, 1, 0), (31, 1, 13)} <= pairs


def test_an_inserted_turn_has_tokens_of_its_own() -> None:
    sides = Sides(turns(BUS), turns(BUS, "No."))
    words = Words(sides, sides.gaps[0])
    assert [token.key for token in words.old] == [("end",)]
    assert [token.key for token in words.new] == [("speaker", "P01"), "no", ".", ("end",)]


def test_a_token_tells_where_it_stands() -> None:
    sides = Sides(turns("Doctor's, 🙂!"), ())
    tokens = Words(sides, sides.gaps[0]).old
    assert [sides.old[0].text[one.start : one.end] for one in tokens] == ["", "Doctor", "'", "s", ",", "🙂", "!", ""]


@pytest.mark.parametrize(("text", "is_telling"), [("", False), ("They sent us", False), ("They sent us away", True)])
def test_four_words_tell_where_one_is(text: str, is_telling: bool) -> None:
    assert telling(text) == is_telling
