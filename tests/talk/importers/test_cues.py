"""Cues become turns: who speaks in them, and which of them belong together."""

from __future__ import annotations

import time

import pytest

from tlc.talk.importers._account import characters
from tlc.talk.importers._cue_file import Cue
from tlc.talk.importers._cues import talk_of_cues
from tlc.talk.importers._lines import Talk


def talk(*shown: str, at: tuple[float, ...] = ()) -> Talk:
    """Make turns of cues that begin every two seconds, or when ``at`` says, and last one second."""
    starts = at or tuple(2.0 * place for place in range(len(shown)))
    cues = [
        Cue(number=place + 1, start=start, end=start + 1, lines=tuple(text.split("\n")))
        for place, (text, start) in enumerate(zip(shown, starts, strict=True))
    ]
    made = talk_of_cues(cues)
    kept = sum(characters(turn.text) for turn in made.turns)
    assert sum(characters(text) for text in shown) == kept + sum(made.aside.counts.values()), "the account balances"
    return made


def said(made: Talk) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in made.turns]


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ("<v P01>Yes.</v>", "P01"),
        ("<v P01>Yes.", "P01"),
        ("<v.loud P01>Yes.</v>", "P01"),
        ("<v Ana Ionescu>Yes.</v>", "Ana Ionescu"),
        ("<v Graham, Ken (Contractor)>Yes.</v>", "Graham, Ken (Contractor)"),
        ("<v Carlos F&#225;bregas>Yes.</v>", "Carlos Fábregas"),
        ("<v A &amp; B>Yes.</v>", "A & B"),
        ("<v >Yes.</v>", None),
        ("<v>Yes.</v>", None),
        ("P01: Yes.", "P01"),
        ("P01:Yes.", "P01"),
        ("[P01] Yes.", "P01"),
        ("Yes.", None),
    ],
)
def test_a_cue_tells_who_speaks(shown: str, label: str | None) -> None:
    assert said(talk(shown)) == [(label, "Yes.")]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("Morning &amp; welcome.", "Morning & welcome."),
        ("caf&#233; &#xE9;", "café é"),
        ("s&#x326;i", "și"),
        ("A &lt; B", "A < B"),
        ("one&nbsp;two", "one two"),
        ("AT&T and R&D;", "AT&T and R&D;"),
        ("<i>Yes</i>, <b>always</b>.", "Yes, always."),
        ("<c.yellow>Yes.</c>", "Yes."),
        ("<00:00:01.500>Yes.", "Yes."),
        ('<font color="red">Yes.</font>', "Yes."),
        ("{\\an8}Yes.", "Yes."),
        ("I was <laughs> so angry <3 and A<B", "I was <laughs> so angry <3 and A<B"),
        ("wrapped\nlines\n  join", "wrapped lines join"),
    ],
)
def test_markup_goes_and_words_stay(shown: str, text: str) -> None:
    assert talk(shown).turns[0].text == text


def test_markup_is_counted() -> None:
    aside = talk("<v P01>A &amp; <i>B</i></v>").aside.counts
    # The tags without the label, and the four characters that "&amp;" is longer than "&".
    assert (aside["labels"], aside["markup"]) == (3, 3 + 4 + 7 + 4)


def test_one_cue_may_hold_two_voices() -> None:
    assert said(talk("<v P01>Yes.</v> <v P02>No.</v>")) == [("P01", "Yes."), ("P02", "No.")]
    assert said(talk("<v P01>Yes. <v P02>No.")) == [("P01", "Yes."), ("P02", "No.")]


def test_words_outside_the_voice_tags_are_nobodys() -> None:
    assert said(talk("Hm. <v P01>Yes.</v> Mm.")) == [(None, "Hm."), ("P01", "Yes."), (None, "Mm.")]


def test_a_voice_may_go_over_two_lines() -> None:
    assert said(talk("<v P01>Yes,\nalways.</v>")) == [("P01", "Yes, always.")]


def test_cues_of_one_speaker_within_five_seconds_are_one_turn() -> None:
    made = talk("<v P01>Yes,</v>", "<v P01>always.</v>", at=(0, 6))
    assert said(made) == [("P01", "Yes, always.")]
    assert (made.turns[0].seconds, made.turns[0].number) == (0, 1)


def test_after_a_longer_silence_a_turn_begins() -> None:
    assert said(talk("<v P01>Yes,</v>", "<v P01>always.</v>", at=(0, 6.1))) == [("P01", "Yes,"), ("P01", "always.")]


def test_another_speaker_begins_a_turn() -> None:
    made = talk("<v P01>Yes,</v>", "<v P02>No.</v>", "<v P01>always.</v>")
    assert [label for label, _ in said(made)] == ["P01", "P02", "P01"]


def test_cues_that_overlap_keep_the_order_of_their_beginnings() -> None:
    made = talk("<v P01>Yes.</v>", "<v P02>No.</v>", "<v P01>Well.</v>", at=(0, 3, 0.5))
    assert said(made) == [("P01", "Yes. Well."), ("P02", "No.")]


def test_cues_of_unknown_speakers_are_never_joined() -> None:
    assert said(talk("yes", "always")) == [(None, "yes"), (None, "always")]
    assert not talk("yes", "always").labelled


def test_a_name_in_a_cue_needs_to_recur() -> None:
    made = talk("Ana: a", "Ion: b", "Later: c", "Ana: d", "Ion: e")
    assert said(made) == [("Ana", "a"), ("Ion", "b"), (None, "Later: c"), ("Ana", "d"), ("Ion", "e")]


def test_where_nearly_every_cue_has_a_label_one_without_is_by_nobody_known() -> None:
    made = talk("P01: a", "P02: b", "P01: c", "d")
    assert said(made)[3] == (None, "d"), "three in four are enough"


def test_where_few_cues_have_a_label_it_holds_until_the_next() -> None:
    made = talk("P01: a", "b", "c", "P02: d", "e")
    assert said(made) == [("P01", "a b c"), ("P02", "d e")]


def test_a_label_does_not_hold_past_a_voice_tag() -> None:
    made = talk("P01: a", "b", "<v P02>c</v>", "d", "e")
    assert said(made) == [("P01", "a b"), ("P02", "c"), (None, "d"), (None, "e")]


def test_a_label_without_words_makes_no_turn() -> None:
    made = talk("P01:", "P02: no")
    assert said(made) == [("P02", "no")]
    assert made.aside.counts["labels"] == 8


def test_a_time_beside_a_label_is_set_aside() -> None:
    made = talk("[00:00:01] P01: yes")
    assert made.aside.counts["times"] == 10
    assert made.turns[0].seconds == 0, "the cue's own time counts"


@pytest.mark.parametrize("word", ["Notice", "Note", "NOTĂ", "Aviz"])
def test_a_notice_before_the_first_speaker_is_nobodys_talk(word: str) -> None:
    made = talk(f"{word}: invented words.", "P01: yes")
    assert said(made) == [("P01", "yes")]
    assert made.aside.counts["notices"] == characters(f"{word}: invented words.")


def test_a_note_in_the_middle_is_talk() -> None:
    made = talk("P01: yes", "Note: that was loud.", "P02: no")
    assert said(made)[0] == ("P01", "yes Note: that was loud.")


def test_a_notice_where_nobody_is_named_is_talk() -> None:
    assert said(talk("Notice: closed on Monday.", "yes")) == [(None, "Notice: closed on Monday."), (None, "yes")]


def test_no_cues_make_no_turns() -> None:
    assert talk().turns == ()


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        ("<v P01><c.Zara>Yes.</c></v>", ["<c.Zara"]),
        ("<v.Zara P01>Yes.</v>", ["<v.Zara"]),
        ("<v Zara></v><v P01>Yes.</v>", ["Zara"]),
        ("<v P01><b>Yes.</b></v>", []),
    ],
)
def test_names_in_markup_reach_the_gate(shown: str, texts: list[str]) -> None:
    assert [one.text for one in talk(shown).aside.texts] == texts


def test_joining_cues_takes_a_time_that_grows_with_them_and_not_with_their_square() -> None:
    cues = [Cue(number=1, start=place, end=place, lines=("<v P01>" + "zabranic " * 9,)) for place in range(30_000)]
    began = time.process_time()
    assert len(talk_of_cues(cues).turns) == 1
    assert time.process_time() - began < 5


def test_looking_for_notices_takes_a_time_that_grows_with_the_cues() -> None:
    shown = ("P01: Yes.", "No.", "Mm.") * 10_000
    cues = [Cue(number=1, start=place, end=place, lines=(text,)) for place, text in enumerate(shown)]
    began = time.process_time()
    assert len(talk_of_cues(cues).turns) == 1
    assert time.process_time() - began < 5
