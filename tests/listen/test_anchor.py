"""Codings on a corrected transcript: each with its words, in the one place where they stand, or set aside."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.anchor import anchor
from tlc.model import HOWS, Coding, Placing, Span, Turn, turn_id

Said = tuple[str, str]
OLD: tuple[Said, ...] = (
    ("R01", "How is it at the doctor's here?"),
    ("P01", "It is closed after my shift. They never open on a Saturday."),
    ("P02", "They asked for proof of address, and there was no interpreter."),
    ("P01", "Yes."),
    ("R01", "What would help?"),
    ("P02", "A card that says which language I speak, and a bus to the clinic."),
)


def turns(said: Sequence[Said]) -> tuple[Turn, ...]:
    return tuple(
        Turn(id=turn_id("FG01", n), speaker=who, text=text, language="en") for n, (who, text) in enumerate(said, 1)
    )


def mark(
    quote: str, *, code: str = "access.hours", coder: str = "asha", nth: int = 0, said: Sequence[Said] = OLD
) -> Coding:
    """Code the n-th place in which words stand."""
    places = [(turn, found.start()) for turn in turns(said) for found in re.finditer(re.escape(quote), turn.text)]
    turn, start = places[nth]
    span = Span(turn=turn.id, start=start, end=start + len(quote))
    name = f"{coder}-{turn.number}-{start}-{span.end}-{code}"
    return Coding(id=name, span=span, code=code, coder=coder, quote=quote, made_at="2026-06-01T10:00:00Z")


def corrected(*changes: tuple[int, Said | None], said: Sequence[Said] = OLD) -> list[Said]:
    """Replace turns by number, or take them out."""
    by_number = dict(changes)
    kept = [by_number.get(n, one) for n, one in enumerate(said, 1)]
    return [one for one in kept if one is not None]


def one(coding: Coding, new: Sequence[Said], old: Sequence[Said] = OLD) -> Placing:
    (placing,) = anchor([coding], turns(old), turns(new))
    assert (placing.coding, placing.coder, placing.code, placing.before) == (
        coding.id,
        coding.coder,
        coding.code,
        coding.span,
    )
    return placing


def words_at(placing: Placing, new: Sequence[Said]) -> str:
    assert placing.after is not None
    turn = next(turn for turn in turns(new) if turn.id == placing.after.turn)
    return placing.after.words(turn)


# Words that stayed as they were


def test_nothing_moves_when_nothing_was_changed() -> None:
    codings = [mark("closed"), mark("proof of address"), mark("Yes")]
    assert [placing.how for placing in anchor(codings, turns(OLD), turns(OLD))] == ["same place"] * 3


def test_a_coding_follows_its_turn() -> None:
    new = [("R01", "Good morning, everybody, and welcome."), *OLD]
    found = one(mark("proof of address"), new)
    assert (found.how, found.after) == ("moved", Span(turn="FG01:0004", start=15, end=31))


def test_a_turn_given_to_another_speaker_keeps_its_codings() -> None:
    assert one(mark("proof of address"), corrected((3, ("P01", OLD[2][1])))).how == "same place"


def test_a_coding_follows_its_words_within_a_turn() -> None:
    new = corrected((2, ("P01", "Well, it is closed after my late shift. They never open on a Saturday.")))
    found = one(mark("They never open"), new)
    assert (found.how, words_at(found, new), found.after) == (
        "moved",
        "They never open",
        Span(turn="FG01:0002", start=40, end=55),
    )


def test_words_before_a_correction_keep_their_place() -> None:
    new = corrected((2, ("P01", "It is closed after my shift. They never open on any Saturday.")))
    assert one(mark("closed after my shift"), new).how == "same place"


def test_a_coding_follows_its_words_into_the_half_of_a_parted_turn() -> None:
    new = [*OLD[:1], ("P01", "It is closed after my shift."), ("P02", "They never open on a Saturday."), *OLD[2:]]
    assert one(mark("closed after my shift"), new).after == Span(turn="FG01:0002", start=6, end=27)
    assert one(mark("never open on a Saturday"), new).after == Span(turn="FG01:0003", start=5, end=29)


def test_a_coding_follows_its_words_into_a_joined_turn() -> None:
    new = [*OLD[:1], ("P01", f"{OLD[1][1]} {OLD[2][1]}"), *OLD[3:]]
    found = one(mark("proof of address"), new)
    assert words_at(found, new) == "proof of address"
    assert found.after is not None
    assert found.after.turn == "FG01:0002"


def test_a_coding_follows_a_turn_that_changed_its_place() -> None:
    new = [OLD[5], *OLD[:5]]
    assert one(mark("which language"), new).after == Span(turn="FG01:0001", start=17, end=31)


def test_words_that_nobody_says_twice_are_found_far_away_in_a_turn_that_was_changed_too() -> None:
    new = [("P02", "Maybe they asked for proof of address there, the last time."), *OLD[:2], *OLD[3:]]
    found = one(mark("asked for proof of address"), new)
    assert (found.how, words_at(found, new)) == ("moved", "asked for proof of address")


def test_a_quote_is_known_by_any_word_of_which_it_is_known_where_it_is() -> None:
    # Its first word could be either "and".
    old = [("P01", "It was late for all of us."), ("P02", "And just finally from me, I am very pleased.")]
    new = [("P01", "It was late for all of them and"), ("P03", "And just finally from services, I am glad.")]
    found = one(mark("And just finally", said=old), new, old)
    assert found.after == Span(turn="FG01:0002", start=0, end=16)


def test_one_side_that_stayed_is_enough_to_know_a_few_words_by() -> None:
    end = " on the hill, where nobody answers the telephone"
    old = [("P01", f"bus bus desk{end} ever")]
    new = [("P01", f"the Desk was shut, so we called the desk{end} now")]
    assert one(mark("desk", said=old), new, old).after == Span(turn="FG01:0001", start=36, end=40)


def test_of_words_said_several_times_each_keeps_its_place() -> None:
    old = [("P01", "closed on Monday, closed on Tuesday, and closed at night")]
    new = [("P01", "so closed on Monday, closed each Tuesday, and closed at night")]
    for nth, start in enumerate((3, 21, 46)):
        found = one(mark("closed", nth=nth, said=old), new, old)
        assert found.after == Span(turn="FG01:0001", start=start, end=start + 6)


@pytest.mark.parametrize(
    "quote", ["losed aft", " closed", "shift. ", "It is closed after my shift. They never open on a Saturday."]
)
def test_a_quote_may_begin_and_end_anywhere(quote: str) -> None:
    new = [("R01", "Before that."), *corrected((2, ("P01", f"Well. {OLD[1][1]} No.")))]
    found = one(mark(quote), new)
    assert (found.how, words_at(found, new)) == ("moved", quote)


def test_emoji_and_accents_are_counted_as_they_are_kept() -> None:
    old = [("P01", "🙂 Și m-au întrebat de acte 👩🏽\u200d⚕️ la ghișeu.")]
    new = [("P01", "🙂🙂 Și ei m-au întrebat de acte 👩🏽\u200d⚕️ la ghișeu.")]
    found = one(mark("acte 👩🏽\u200d⚕️ la", said=old), new, old)
    assert words_at(found, new) == "acte 👩🏽\u200d⚕️ la"


# Words that were corrected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # In the middle, at the beginning, at the end, all of it.
        ("They asked for a proof of my address, and there was no interpreter.", "proof of my address"),
        ("They asked for prof of address, and there was no interpreter.", "prof of address"),
        ("They asked for proof of adress, and there was no interpreter.", "proof of adress"),
        ("They asked for prooof off adress, and there was no interpreter.", "prooof off adress"),
        ("They asked for proof of Address, and there was no interpreter.", "proof of Address"),
    ],
)
def test_a_corrected_quote_is_found_by_its_edges_and_listed(text: str, words: str) -> None:
    new = corrected((3, ("P02", text)))
    found = one(mark("proof of address"), new)
    assert (found.how, words_at(found, new)) == ("words changed", words)


def test_a_corrected_quote_may_fill_its_turn() -> None:
    old, new = [("P01", "Teh bus was laet.")], [("P01", "The bus was late.")]
    found = one(mark("Teh bus was laet.", said=old), new, old)
    assert (found.how, words_at(found, new)) == ("words changed", "The bus was late.")


# Words that cannot be placed


@pytest.mark.parametrize(
    ("quote", "new", "why"),
    [
        ("proof of address", corrected((3, None)), "gone"),
        ("proof of address", corrected((3, ("P02", "They asked for it, and there was no interpreter."))), "rewritten"),
        (
            "proof of address",
            corrected((3, ("P02", "They asked for a lot, and there was no interpreter."))),
            "rewritten",
        ),
        ("proof of address", corrected((3, ("P02", "[withdrawn]"))), "gone"),
        ("Yes", corrected((4, ("P02", "Yes, and no."))), "gone"),
    ],
)
def test_what_is_not_there_any_more_is_set_aside(quote: str, new: list[Said], why: str) -> None:
    found = one(mark(quote), new)
    assert (found.how, found.after, found.why) == ("set aside", None, why)


def test_a_quote_in_the_middle_of_which_a_turn_begins_is_set_aside() -> None:
    new = [*OLD[:2], ("P02", "They asked for proof"), ("R01", "of address, and there was no interpreter."), *OLD[3:]]
    assert one(mark("proof of address"), new).why == "parted"


def test_between_two_places_that_are_equally_good_nobody_guesses() -> None:
    found = one(mark("Yes"), [*OLD[:4], ("P01", "Yes."), *OLD[4:]])
    assert (found.after, found.why) == (None, "two places")


def test_what_stands_around_it_tells_between_two_places() -> None:
    old = [("P01", "We went to the clinic by bus and it was shut, so we walked home in the rain again.")]
    new = [
        ("P01", "By the bridge the clinic has stairs only."),
        ("P01", "Then we went to the clinic by a bus and it was shut, so we walked home in the rain again."),
    ]
    found = one(mark("the clinic", said=old), new, old)
    assert found.after == Span(turn="FG01:0002", start=16, end=26)


def test_a_few_words_are_not_put_into_the_mouth_of_somebody_else() -> None:
    old = [("P01", "Nothing of that kind."), ("P02", "No."), ("P01", "It was shut when we came.")]
    new = [("P01", "Nothing of that kind."), ("P01", "No, they never asked us."), ("P01", "It was shut when we came.")]
    assert one(mark("No", nth=1, said=old), new, old).why == "gone"


def test_two_codings_do_not_become_one() -> None:
    old = [("P01", "They took the big bus to the clinic on the hill.")]
    new = [("P01", "They took the bus to the clinic on the hill.")]
    codings = [mark("big bus to the clinic", said=old), mark("bus to the clinic", said=old)]
    first, second = anchor(codings, turns(old), turns(new))
    assert (second.how, first.how, first.why) == ("moved", "set aside", "doubled")


def test_other_codes_and_other_coders_may_mark_the_same_words() -> None:
    old = [("P01", "They took the big bus to the clinic on the hill.")]
    new = [("P01", "They took the bus to the clinic on the hill.")]
    codings = [mark("big bus to the clinic", said=old, code="c"), mark("bus to the clinic", said=old)]
    codings.append(mark("big bus to the clinic", said=old, coder="ben"))
    assert all(placing.after is not None for placing in anchor(codings, turns(old), turns(new)))


def test_a_coding_of_the_corrected_words_is_not_doubled() -> None:
    new = corrected((2, ("P01", "So it is closed after my shift. They never open on a Saturday.")))
    (found,) = anchor([mark("closed")], turns(OLD), turns(new), standing=[mark("closed", said=new)])
    assert found.why == "doubled"


@pytest.mark.parametrize(
    "coding",
    [
        replace(mark("closed"), quote="opened"),
        replace(mark("closed"), span=Span(turn="FG01:0009", start=6, end=12)),
        replace(mark("closed"), span=Span(turn="FG01:0004", start=6, end=12)),
    ],
)
def test_what_did_not_fit_before_is_not_placed(coding: Coding) -> None:
    assert one(coding, OLD).why == "strange"


@pytest.mark.parametrize("new", [[], [("P01", "Something else altogether, from another day and place.")]])
def test_of_another_transcript_everything_is_set_aside(new: list[Said]) -> None:
    assert {placing.how for placing in anchor([mark("closed"), mark("Yes")], turns(OLD), turns(new))} == {"set aside"}


def test_a_space_that_was_coded_alone_is_set_aside_when_its_turn_changes() -> None:
    coding = mark(" ", nth=8)
    found = one(coding, corrected((int(coding.span.turn[-1]), ("P01", "Something else."))))
    assert found.how == "set aside"


# Whatever is corrected

words = st.sampled_from(["bus", "door", "form", "late", "shut", "rain", "nurse", "desk", "yes", "no", "the", "a"])
texts = st.lists(words, min_size=1, max_size=9).map(" ".join)
talk = st.lists(st.tuples(st.sampled_from(["P01", "P02"]), texts), min_size=1, max_size=7)


def some_codings(draw: random.Random, said: Sequence[Said]) -> list[Coding]:
    found = []
    for turn in turns(said):
        start = draw.randrange(len(turn.text))
        end = draw.randrange(start + 1, len(turn.text) + 1)
        span = Span(turn=turn.id, start=start, end=end)
        quote, made_at = turn.text[start:end], "2026-06-01T10:00:00Z"
        found.append(Coding(id=f"{turn.id}-a", span=span, code="a", coder="asha", quote=quote, made_at=made_at))
    return found


@given(old=talk, new=talk, draw=st.randoms(use_true_random=False))
def test_what_is_placed_always_stands_under_its_words(old: list[Said], new: list[Said], draw: random.Random) -> None:
    codings = some_codings(draw, old)
    by_id = {turn.id: turn for turn in turns(new)}
    for coding, found in zip(codings, anchor(codings, turns(old), turns(new)), strict=True):
        assert found.how in HOWS
        assert (found.after is None) == (found.how == "set aside") == bool(found.why)
        if found.after is not None:
            assert (found.after.words(by_id[found.after.turn]) == coding.quote) == (found.how != "words changed")


@given(old=talk, new=talk, draw=st.randoms(use_true_random=False))
def test_done_again_nothing_moves(old: list[Said], new: list[Said], draw: random.Random) -> None:
    codings = some_codings(draw, old)
    by_id = {turn.id: turn for turn in turns(new)}
    placed = [
        replace(coding, span=found.after, quote=found.after.words(by_id[found.after.turn]))
        for coding, found in zip(codings, anchor(codings, turns(old), turns(new)), strict=True)
        if found.after is not None
    ]
    assert all(found.how == "same place" for found in anchor(placed, turns(new), turns(new)))


@given(
    said=st.lists(
        st.tuples(st.sampled_from(["P01", "P02"]), texts), min_size=2, max_size=9, unique_by=lambda one: one[1]
    ),
    draw=st.randoms(use_true_random=False),
)
def test_what_is_corrected_elsewhere_never_loses_a_coding(said: list[Said], draw: random.Random) -> None:
    # Each turn has a number of its own, as turns that say more than yes and no have words of their own.
    old = [(who, f"turn{n} {text}") for n, (who, text) in enumerate(said)]
    kept = draw.randrange(len(old))
    new: list[Said] = []
    for n, (who, text) in enumerate(old):
        choice = "as it was" if n == kept else draw.choice(["as it was", "gone", "other words", "parted", "more"])
        if choice in ("as it was", "more"):
            new.append((who, text))
        if choice == "more":
            new.append(("R01", f"and what about number {n}?"))
        if choice == "other words":
            new.append((who, f"{text} corrected".replace("the", "this")))
        if choice == "parted":
            new += [(who, text.split()[0]), ("P03", f"{text.partition(' ')[2]}.")]
    coding = some_codings(draw, old)[kept]
    found = one(coding, new, old)
    assert words_at(found, new) == coding.quote
    assert old[kept][1] in {turn.text for turn in turns(new) if found.after and turn.id == found.after.turn}
