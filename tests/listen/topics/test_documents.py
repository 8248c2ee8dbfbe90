"""Documents: what of the talk a topic model reads, and why it leaves the rest aside."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.topics.documents import Documents, documents
from tlc.model import Consent, Participant

YES = Consent(analyse=True)
LONG = "we waited for the bus to the hospital all morning"


@pytest.fixture
def read(things: Any) -> Any:
    """Read the forty-eight turns and some more, numbered from 50 on."""

    def together(*more: tuple[str, dict[str, Any]], **choices: Any) -> Documents:
        rows = [things.row(50 + number, text, **facts) for number, (text, facts) in enumerate(more)]
        return documents(pd.concat([things.turns(), things.turns_of(*rows)], ignore_index=True), **choices)

    return together


def person(name: str, **fields: Any) -> Participant:
    return Participant(id=name, role="community", **({"consent": YES} | fields))


def test_each_turn_that_is_long_enough_is_a_document(read: Any) -> None:
    made = read()
    assert (len(made), made.unit, made.language, dict(made.aside)) == (48, "turn", "en", {})
    assert all(turns == (name,) for turns, name in zip(made.frame["turns"], made.frame["document"], strict=True))


@pytest.mark.parametrize(
    ("text", "facts", "why"),
    [
        (LONG, {"role": "facilitator", "speaker": "R01"}, "facilitators"),
        (LONG, {"role": "interpreter", "speaker": "R02"}, "facilitators"),
        ("Yes, exactly.", {}, "back-channel"),
        ("Yes, yes, yes, that is it, yes, exactly so", {}, "back-channel"),
        ("Da, da, exact, așa e bine, sigur da da", {"language": "ro"}, "other language"),
        ("the bus never came", {}, "short"),
        ("[laughs] [inaudible]", {}, "no words"),
        ("", {}, "no words"),
        ("... 12 30 !", {}, "no words"),
        ("am așteptat autobuzul toată dimineața la spital", {"language": "ro"}, "other language"),
        (LONG, {"speaker": "P77"}, "not to be analysed"),
        (LONG, {"speaker": "P78"}, "not to be analysed"),
    ],
)
def test_what_is_no_document_is_told(read: Any, text: str, facts: dict[str, Any], why: str) -> None:
    people = [person("P0"), person("P77", consent=Consent()), person("P78", withdrawn=True)]
    made = read((text, facts), people=people)
    assert len(made) == 48
    assert dict(made.aside) == {why: 1}


@pytest.mark.parametrize("facts", [{"speaker": None, "role": None}, {"role": "professional"}, {"speaker": "P99"}])
def test_words_of_others_are_documents(read: Any, facts: dict[str, Any]) -> None:
    assert len(read((LONG, facts), people=[person("P0")])) == 49


def test_notes_are_no_words(read: Any) -> None:
    made = read((f"[laughs] {LONG} [overlapping talk of several people at once]", {}))
    assert LONG in made.texts


def test_where_there_is_a_translation_it_is_read(things: Any) -> None:
    frame = things.turns().assign(original="unde este autobuzul spre spital azi", original_language="ro")
    assert documents(frame).texts == documents(things.turns()).texts


def test_order_of_turns_cannot_matter(things: Any) -> None:
    made, shuffled = documents(things.turns()), documents(things.turns().sample(frac=1, random_state=2))
    pd.testing.assert_frame_equal(made.frame, shuffled.frame)
    assert made.digest == shuffled.digest
    assert list(made.frame["key"]) == sorted(made.frame["key"])


def test_equal_texts_stand_in_the_order_of_their_ids(things: Any) -> None:
    made = documents(things.turns().assign(text=LONG).sample(frac=1, random_state=2))
    assert list(made.frame["document"]) == sorted(made.frame["document"])


def test_other_words_or_other_turns_have_another_digest(things: Any) -> None:
    frame = things.turns()
    digests = {
        documents(frame).digest,
        documents(frame.assign(text=frame["text"].str.replace("bus", "tram"))).digest,
        documents(frame.assign(turn="X" + frame["turn"])).digest,
    }
    assert len(digests) == 3


def test_what_is_given_is_not_changed(things: Any) -> None:
    frame = things.turns()
    before = frame.copy(deep=True)
    documents(frame, unit="speaker")
    pd.testing.assert_frame_equal(frame, before)


# Languages


def in_romanian(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    return frame.assign(language=["ro-RO"] * count + ["en-GB"] * (len(frame) - count))


def test_the_language_of_most_turns_is_taken_and_the_others_are_told(things: Any) -> None:
    made = documents(in_romanian(things.turns(), 20))
    assert (len(made), made.language, made.aside["other language"]) == (28, "en", 20)


def test_a_language_can_be_asked_for_by_its_tag(things: Any) -> None:
    for tag in ("ro", "RO-md"):
        assert (documents(in_romanian(things.turns(), 20), language=tag).language) == "ro"


def test_languages_are_mixed_only_when_asked_to(things: Any) -> None:
    made = documents(in_romanian(things.turns(), 20), mixed=True)
    assert (len(made), made.language, set(made.frame["language"])) == (48, "mixed", {"en", "ro"})
    assert documents(things.turns(), mixed=True).language == "en"


def test_a_language_that_nobody_speaks_is_too_little_to_model(things: Any) -> None:
    with pytest.raises(AnalysisError, match=r"There is too little to model: 0 turns .* Set aside: 48 other language"):
        documents(things.turns(), language="so")


# What one speaker says


def talk(things: Any, *said: tuple[str | None, str, str]) -> Documents:
    """Put some talk before what is there already; speaker, role, text."""
    rows = [
        things.row(number, text, speaker=who, role=role if who else None, session="AA1")
        for number, (who, role, text) in enumerate(said)
    ]
    return documents(pd.concat([things.turns(), things.turns_of(*rows)], ignore_index=True), unit="speaker")


def joined(made: Documents) -> list[tuple[str, ...]]:
    mine = made.frame[made.frame["transcript"] == "AA1"].sort_values("document")
    return [tuple(turn.removeprefix("AA1:000") for turn in turns) for turns in mine["turns"]]


SHORT, FEW = "we waited for the bus", "it was very cold there then"
C, F = "community", "facilitator"


def test_short_turns_of_one_speaker_are_joined(things: Any) -> None:
    made = talk(things, ("P1", C, SHORT), ("P1", C, FEW))
    assert joined(made) == [("1", "2")]
    assert f"{SHORT} {FEW}" in made.texts
    assert made.unit == "speaker"


@pytest.mark.parametrize(
    "between",
    [("P2", C, "Yes, exactly."), ("P2", C, "[laughs]"), ("R1", F, "And what happened then?"), ("R1", F, "Mhm.")],
)
def test_back_channels_and_short_questions_do_not_part_them(things: Any, between: tuple[str, str, str]) -> None:
    assert joined(talk(things, ("P1", C, SHORT), between, ("P1", C, FEW))) == [("1", "3")]


@pytest.mark.parametrize(
    "between", [("P2", C, "no the doctor never came to see"), ("R1", F, "Let us go on to the next question. " * 3)]
)
def test_what_somebody_else_says_parts_them(things: Any, between: tuple[str, str, str]) -> None:
    made = talk(things, ("P1", C, f"{SHORT} {SHORT}"), between, ("P1", C, FEW))
    assert [ids for ids in joined(made) if "2" not in ids] == [("1",), ("3",)]


def test_a_long_turn_is_not_made_longer(things: Any) -> None:
    assert joined(talk(things, ("P1", C, f"{SHORT} " * 5), ("P1", C, FEW))) == [("1",), ("2",)]


def test_people_whom_nobody_knows_are_not_taken_for_one(things: Any) -> None:
    assert joined(talk(things, (None, C, FEW), (None, C, FEW))) == [("1",), ("2",)]


def test_sessions_and_languages_are_not_joined(things: Any) -> None:
    rows = [
        things.row(1, FEW, session="AA1"),
        things.row(2, FEW, session="AA1", speaker="P1", language="ro"),
        things.row(3, FEW, session="AB1", speaker="P1"),
    ]
    frame = pd.concat([things.turns(), things.turns_of(*rows)], ignore_index=True)
    made = documents(frame, unit="speaker", mixed=True)
    assert {turns for turns in made.frame["turns"] if turns[0][:2] in ("AA", "AB")} == {
        ("AA1:0002",),
        ("AA1:0003",),
        ("AB1:0004",),
    }


def test_what_is_too_short_even_together_is_told(things: Any) -> None:
    made = talk(things, ("P1", C, "no bus"), ("P1", C, "at all"), ("P2", C, FEW))
    assert (joined(made), made.aside["short"]) == ([("3",)], 2)


# Too little, too much


@pytest.mark.parametrize("count", [0, 1, 19])
def test_too_little_is_explained(things: Any, explained: Any, count: int) -> None:
    with pytest.raises(AnalysisError) as caught:
        documents(things.turns().head(count))
    explained(caught.value, what=f"too little to model: {count} turns", hint="sooner read than modelled")


def test_an_error_holds_nobodys_words(things: Any, canary: str) -> None:
    few = things.turns().head(19).assign(text=lambda frame: frame["text"] + f" {canary}")
    with pytest.raises(AnalysisError) as caught:
        documents(few)
    assert canary not in str(caught.value) + str(caught.value.hint)


def test_twenty_are_enough_and_ten_thousand_words_are_not_too_many(things: Any) -> None:
    frame = things.turns().head(20)
    frame.loc[3, "text"] = "the bus never came " * 2500
    assert len(documents(frame)) == 20


def test_how_many_words_it_takes_can_be_chosen(things: Any) -> None:
    made = documents(things.turns(), min_words=13)
    assert len(made) == sum(len(text.split()) >= 13 for text in things.turns()["text"]) < 48
    assert made.aside["short"] == 48 - len(made)


def test_an_unknown_unit_is_refused(things: Any) -> None:
    with pytest.raises(AnalysisError, match="'turn'"):
        documents(things.turns(), unit="session")  # type: ignore[arg-type]


def test_documents_do_not_show_what_people_said(read: Any, canary: str) -> None:
    made = read((f"{LONG} {canary}", {}))
    assert repr(made) == "Documents(49 of a turn each, language en)"


SAID = st.sampled_from([LONG, SHORT, "yes", "", "[laughs]", f"{SHORT} {FEW}"])
WHO = st.sampled_from([("P1", C), ("P2", C), ("R1", F), (None, None)])


@settings(max_examples=40, deadline=None)
@given(
    said=st.lists(st.tuples(WHO, SAID, st.sampled_from(["en", "ro"])), max_size=12),
    unit=st.sampled_from(["turn", "speaker"]),
)
def test_every_turn_is_in_one_document_or_told(things: Any, said: list[Any], unit: Any) -> None:
    rows = [
        things.row(number, text, speaker=who, role=role, language=language, session="AA1")
        for number, ((who, role), text, language) in enumerate(said)
    ]
    made = documents(pd.concat([things.turns(), things.turns_of(*rows)], ignore_index=True), unit=unit)
    placed = [turn for turns in made.frame["turns"] for turn in turns]
    assert len(placed) == len(set(placed))
    assert len(placed) + sum(made.aside.values()) == 48 + len(said)
