"""Quotes: nobody who did not agree to it, nobody who could be recognised, and not always the same people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.evidence import passages
from tlc.change.report.quotes import Quoter, _with_coders
from tlc.model import Consent, Group, Note, Participant, Transcript

YES = Consent(analyse=True, quote=True, publish=True)
WORDS = "I went there at eight and it was closed."
UNSAID = "kingfisher"

Make = Callable[..., Quoter]


def person(name: str, group: str | None = "FG01", role: str = "community", **more: Any) -> Participant:
    return Participant(id=name, role=role, group=group, **({"consent": YES} | more))  # type: ignore[arg-type]


def marks(*rows: tuple[str, int, int] | tuple[str, int, int, str]) -> pd.DataFrame:
    filled = [(*row, "asha")[:4] for row in rows]
    return pd.DataFrame(filled, columns=["turn", "start", "end", "coder"])


@pytest.fixture
def quoter(a_transcript: Callable[..., Transcript]) -> Make:
    """Make a quoter for sessions of (speaker, words) pairs; without people, two who agreed to everything."""

    def make(*people: Participant, min_cell: int = 2, **sessions: tuple[tuple[Any, ...], ...]) -> Quoter:
        members = people or (person("P1", language="ro"), person("P2", language="ro"))
        said = sessions or {"FG01": (("P1", WORDS), ("P2", WORDS))}
        transcripts = [a_transcript(*turns, name=name) for name, turns in said.items()]
        labels = {"FG01": "women who clean", "FG02": "men who build"}
        return Quoter(
            turns={turn.id: turn for transcript in transcripts for turn in transcript.turns},
            people={member.id: member for member in members},
            groups={name: Group(id=name, kind="focus_group", label=label) for name, label in labels.items()},
            min_cell=min_cell,
        )

    return make


def whole(quoter: Quoter, *names: str) -> pd.DataFrame:
    return marks(*((name, 0, len(quoter.turns[name].text)) for name in names or quoter.turns))


REFUSALS = {
    "no consent to publish": {"consent": replace(YES, publish=False)},
    "no consent to be quoted": {"consent": replace(YES, quote=False)},
    "no consent to analysis": {"consent": replace(YES, analyse=False)},
    "asked nothing": {"consent": Consent()},
    "withdrawn": {"withdrawn": True},
    "facilitator": {"role": "facilitator"},
    "interpreter": {"role": "interpreter"},
    "co-researcher": {"role": "co_researcher"},
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS.keys())
def test_nobody_is_quoted_who_may_not_be(quoter: Make, refusal: dict[str, Any]) -> None:
    one = quoter(person("P1", **refusal), FG01=(("P1", UNSAID),))
    assert one.choose(whole(one)) == ((), 1)
    assert one.examples(one.turns) == ()
    assert one.trace == {}


@pytest.mark.parametrize("speaker", [None, "P99"])
def test_nobody_is_quoted_who_is_not_known(quoter: Make, speaker: str | None) -> None:
    one = quoter(person("P1"), FG01=((speaker, UNSAID),))
    assert one.choose(whole(one)) == ((), 1)
    assert one.examples(one.turns) == ()


def test_somebody_who_agreed_is_quoted_with_a_number(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS),))
    (quote,), withheld = one.choose(whole(one))
    assert (quote.text, quote.language, quote.reference) == (WORDS, "en", "Q1")
    assert (quote.original, quote.original_language) == (None, None)
    assert withheld == 0


def test_what_is_withheld_is_counted_in_passages(quoter: Make) -> None:
    one = quoter(person("P1"), person("P2", withdrawn=True), FG01=(("P1", WORDS), ("P2", WORDS), (None, WORDS)))
    twice_coded = marks(("FG01:0001", 0, 10), ("FG01:0002", 0, 10), ("FG01:0002", 5, 12, "ben"), ("FG01:0003", 0, 4))
    quotes, withheld = one.choose(twice_coded)
    assert (len(quotes), withheld) == (1, 2)


def test_without_passages_there_is_nothing_to_quote(quoter: Make) -> None:
    assert quoter().choose(marks()) == ((), 0)
    assert quoter().examples([]) == ()


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (0, len(WORDS), WORDS),
        (0, 12, "I went there [...]"),
        (13, 21, "[...] at eight [...]"),
        (26, len(WORDS), "[...] it was closed."),
        (12, 22, "[...] at eight [...]"),
    ],
)
def test_a_cut_is_shown_where_something_is_left_out(quoter: Make, start: int, end: int, text: str) -> None:
    (quote,), _ = quoter().choose(marks(("FG01:0001", start, end)))
    assert quote.text == text


def test_passages_of_two_coders_are_quoted_as_one(quoter: Make) -> None:
    (quote,), _ = quoter().choose(marks(("FG01:0001", 0, 12), ("FG01:0001", 7, 21, "ben")))
    assert quote.text == "I went there at eight [...]"


# Who it was


def test_a_quote_names_voice_and_group_and_no_id(quoter: Make) -> None:
    (quote, *_), _ = quoter().choose(whole(quoter()))
    assert quote.by == "Community participant, women who clean"


@pytest.mark.parametrize(("members", "named"), [(1, False), (4, False), (5, True), (6, True)])
def test_a_group_is_named_only_if_it_is_large_enough(quoter: Make, members: int, named: bool) -> None:
    people = [person(f"P{number}") for number in range(1, members + 1)]
    one = quoter(*people, min_cell=5, FG01=(("P1", WORDS),))
    (quote,), _ = one.choose(whole(one))
    assert ("women who clean" in quote.by) is named


def test_facilitators_do_not_make_a_group_large(quoter: Make) -> None:
    people = (person("P1"), person("R1", role="facilitator"), person("P2", "FG02"))
    one = quoter(*people, FG01=(("P1", WORDS),))
    (quote,), _ = one.choose(whole(one))
    assert quote.by == "Community participant"


def test_members_of_another_group_do_not_make_a_group_large(quoter: Make) -> None:
    one = quoter(person("P1"), person("P2", "FG02"), person("P3", "FG02"), FG01=(("P1", WORDS),))
    (quote,), _ = one.choose(whole(one))
    assert quote.by == "Community participant"


def test_the_one_professional_in_a_group_of_others_is_not_placed_in_it(quoter: Make) -> None:
    nurse = person("P3", role="professional")
    one = quoter(person("P1"), person("P2"), nurse, FG01=(("P3", WORDS),))
    (quote,), _ = one.choose(whole(one))
    assert quote.by == "Participant"


@pytest.mark.parametrize("group", [None, "FG77"])
def test_somebody_of_no_known_group_is_only_a_voice(quoter: Make, group: str | None) -> None:
    one = quoter(person("P1", group), person("P2", group), FG01=(("P1", WORDS),))
    (quote,), _ = one.choose(whole(one))
    assert quote.by == "Community participant"


def test_a_group_without_a_label_is_not_named(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS),))
    bare = replace(one, groups={"FG01": Group(id="FG01", kind="focus_group")})
    (quote,), _ = bare.choose(whole(bare))
    assert quote.by == "Community participant"


# For which use

TRAIN = Consent(analyse=True, quote=True, training=True)


def test_for_training_those_are_quoted_who_agreed_to_that(quoter: Make) -> None:
    people = (person("P1", consent=TRAIN), person("P2"), person("P3", consent=replace(TRAIN, quote=False)))
    one = quoter(*people, FG01=(("P1", WORDS), ("P2", UNSAID), ("P3", UNSAID), (None, UNSAID)))
    pack = replace(one, use="training")
    quotes, withheld = pack.choose(whole(pack))
    assert ([quote.text for quote in quotes], withheld) == ([WORDS], 3)
    assert [quote.text for quote in pack.examples(pack.turns)] == [WORDS]


def test_who_agreed_to_training_alone_is_in_no_report(quoter: Make) -> None:
    one = quoter(person("P1", consent=TRAIN), FG01=(("P1", UNSAID),))
    assert one.choose(whole(one)) == ((), 1)


# Which


def test_quotes_are_spread_over_people(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS), ("P1", WORDS), ("P1", WORDS), ("P2", "Short.")))
    one.choose(whole(one), 2)
    assert list(one.trace.values()) == ["FG01:0001", "FG01:0004"]


def test_quotes_are_spread_over_sessions(quoter: Make) -> None:
    people = (person("P1"), person("P2"), person("P3", "FG02"))
    one = quoter(*people, FG01=(("P1", WORDS), ("P2", WORDS)), FG02=(("P3", "Short."),))
    one.choose(whole(one), 2)
    assert list(one.trace.values()) == ["FG01:0001", "FG02:0001"]


def test_without_anybody_new_the_same_person_is_quoted_again(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS), ("P1", WORDS)))
    quotes, _ = one.choose(whole(one))
    assert len(quotes) == 2


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_there_are_never_more_quotes_than_asked_for(quoter: Make, most: int) -> None:
    one = quoter(FG01=(("P1", WORDS),) * 9)
    quotes, withheld = one.choose(whole(one), most)
    assert (len(quotes), withheld) == (most, 0)


def test_three_passages_or_two_examples_are_quoted_where_nobody_says_how_many(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS),) * 9)
    assert (len(one.choose(whole(one))[0]), len(one.examples(one.turns))) == (3, 2)


def test_what_two_coders_marked_comes_before_what_one_did(quoter: Make) -> None:
    one = quoter()
    both = marks(("FG01:0001", 0, 40), ("FG01:0002", 0, 6), ("FG01:0002", 2, 12, "ben"))
    one.choose(both, 1)
    assert list(one.trace.values()) == ["FG01:0002"]


def test_the_same_coder_twice_is_still_one_coder(quoter: Make) -> None:
    one = quoter()
    one.choose(marks(("FG01:0001", 0, 40), ("FG01:0002", 0, 6), ("FG01:0002", 2, 12)), 1)
    assert list(one.trace.values()) == ["FG01:0001"]


def test_a_passage_of_a_good_length_comes_before_long_and_short_ones(quoter: Make) -> None:
    one = quoter(FG01=(("P1", "No."), ("P1", "word " * 36), ("P1", "word " * 120)))
    one.choose(whole(one), 1)
    assert list(one.trace.values()) == ["FG01:0002"]


def test_the_order_of_the_codings_makes_no_difference(quoter: Make) -> None:
    people = (person("P1"), person("P2"), person("P3", "FG02"))
    sessions = {"FG01": (("P1", WORDS), ("P2", WORDS), ("P1", "Yes.")), "FG02": (("P3", WORDS),)}
    chosen = []
    for backwards in (False, True):
        one = quoter(*people, **sessions)
        rows = whole(one)
        chosen.append((one.choose(rows[::-1] if backwards else rows), dict(one.trace)))
    assert chosen[0] == chosen[1]


@given(
    st.lists(
        st.tuples(st.sampled_from(["FG01:0001", "FG01:0002"]), st.integers(0, 30), st.integers(1, 9)).map(
            lambda span: (span[0], span[1], span[1] + span[2])
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_passages_are_joined_as_the_evidence_joins_them(spans: list[tuple[str, int, int]], luck: Random) -> None:
    coders = [luck.choice(["asha", "ben"]) for _ in spans]
    rows = marks(*((*span, coder) for span, coder in zip(spans, coders, strict=True)))
    found = _with_coders(rows)
    assert list(found) == passages(rows)
    for (turn, start, end), number in found.items():
        inside = rows[(rows["turn"] == turn) & (rows["start"] < end) & (rows["end"] > start)]
        assert number == inside["coder"].nunique()


# Notes


def noted(*places: int, **more: Any) -> tuple[Any, ...]:
    return ("P1", WORDS, {"notes": tuple(Note(at=at, text="[inaudible]") for at in places), **more})


def test_a_quote_shows_the_notes_among_its_words(quoter: Make) -> None:
    one = quoter(FG01=(noted(7, 30),))
    (quote,), _ = one.choose(marks(("FG01:0001", 0, 12)))
    assert quote.text == "I went [inaudible] there [...]"


def test_an_original_shows_its_notes_too(quoter: Make) -> None:
    notes = (Note(at=3, text="[râde]"),)
    one = quoter(FG01=(noted(original="Era închis.", original_language="ro", original_notes=notes),))
    (quote,), _ = one.choose(marks(("FG01:0001", 0, 6)))
    assert quote.original == "Era [râde] închis."


def test_a_turn_of_notes_alone_is_no_example(quoter: Make) -> None:
    one = quoter(FG01=(("P1", "", {"notes": (Note(at=0, text="[pause]"),)}), ("P1", WORDS)))
    assert [quote.text for quote in one.examples(["FG01:0001", "FG01:0002"])] == [WORDS]


# Translations


def translated(words: str, original: str = "Era închis.") -> tuple[Any, ...]:
    return ("P1", words, {"original": original, "original_language": "ro"})


def test_a_translation_stands_whole_beside_its_original(quoter: Make) -> None:
    one = quoter(FG01=(translated(WORDS),))
    (quote,), _ = one.choose(marks(("FG01:0001", 0, 6)))
    assert (quote.text, quote.original, quote.original_language) == (WORDS, "Era închis.", "ro")


def test_two_passages_of_one_translation_are_quoted_once(quoter: Make) -> None:
    one = quoter(FG01=(translated(WORDS),))
    quotes, withheld = one.choose(marks(("FG01:0001", 0, 6), ("FG01:0001", 20, 30)))
    assert [quote.reference for quote in quotes] == ["Q1"]
    assert withheld == 0


def test_an_original_that_few_could_have_said_is_left_out_with_its_language(quoter: Make) -> None:
    # One of five speaks Polish: the words in Polish would say who it is.
    others = [person(f"P{number}", language="ro") for number in range(2, 6)]
    polish = ("P1", WORDS, {"original": "Było zamknięte.", "original_language": "pl"})
    one = quoter(person("P1", language="pl"), *others, min_cell=5, FG01=(polish, ("P2", WORDS)))
    (quote,), _ = one.choose(whole(one, "FG01:0001"))
    assert (quote.text, quote.original, quote.original_language) == (WORDS, None, None)


def test_an_original_stands_where_all_who_share_the_description_speak_its_language(quoter: Make) -> None:
    four = [person(f"P{number}", language="ro-RO") for number in range(1, 5)]
    one = quoter(*four, min_cell=5, FG01=(translated(WORDS), ("P2", WORDS)))
    (quote,), _ = one.choose(whole(one, "FG01:0001"))
    assert (quote.by, quote.original_language) == ("Participant", "ro")


def test_who_was_silent_counts_with_the_language_that_their_group_spoke(quoter: Make) -> None:
    one = quoter(person("P1"), person("P2"), FG01=(translated(WORDS), ("P2", WORDS)))
    assert one.choose(whole(one, "FG01:0001"))[0][0].original is None
    one.groups = {"FG01": Group(id="FG01", kind="focus_group", label="women who clean", spoken=("ro",))}
    one.__post_init__()
    assert one.choose(whole(one, "FG01:0001"))[0][0].original == "Era închis."


def test_a_very_long_translation_is_cut_and_leaves_its_original_out(quoter: Make) -> None:
    one = quoter(FG01=(translated("word " * 200),))
    (quote,), _ = one.choose(marks(("FG01:0001", 0, 9)))
    assert (quote.text, quote.original, quote.original_language) == ("word word [...]", None, None)


# Examples of a topic


def test_examples_are_whole_turns_in_the_order_given(quoter: Make) -> None:
    one = quoter()
    examples = one.examples(["FG01:0002", "FG01:0001"])
    assert [quote.text for quote in examples] == [WORDS, WORDS]
    assert list(one.trace.values()) == ["FG01:0002", "FG01:0001"]


def test_examples_pass_over_what_is_too_long_or_may_not_be_quoted(quoter: Make) -> None:
    people = (person("P1"), person("P2", withdrawn=True))
    one = quoter(*people, FG01=(("P2", UNSAID), ("P1", "word " * 141), ("P1", "Short.")))
    assert [quote.text for quote in one.examples(one.turns)] == ["Short."]


def test_examples_are_spread_over_people_and_never_more_than_asked_for(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS), ("P1", WORDS), ("P2", WORDS)))
    one.examples(one.turns)
    assert list(one.trace.values()) == ["FG01:0001", "FG01:0003"]


# Numbers


def test_a_passage_quoted_twice_keeps_its_number(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS),))
    (first,), _ = one.choose(whole(one))
    assert one.choose(whole(one))[0] == (first,)
    assert one.examples(one.turns) == (first,)
    assert one.trace == {"Q1": "FG01:0001"}


def test_different_words_of_one_turn_have_different_numbers(quoter: Make) -> None:
    one = quoter(FG01=(("P1", WORDS),))
    quotes, _ = one.choose(marks(("FG01:0001", 0, 6), ("FG01:0001", 20, 30)))
    assert sorted(quote.reference for quote in quotes) == ["Q1", "Q2"]
    assert one.trace == {"Q1": "FG01:0001", "Q2": "FG01:0001"}
