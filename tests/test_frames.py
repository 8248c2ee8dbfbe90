"""Nouns become tables with declared columns, also where there is nothing to lay out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pytest

from tlc.frames import (
    CANDIDATES,
    CODINGS,
    GROUPS,
    PARTICIPANTS,
    TOPICS,
    TURNS,
    candidates_frame,
    codings_frame,
    groups_frame,
    participants_frame,
    table,
    topics_frame,
    turns_frame,
)
from tlc.model import RULES, Candidate, Coder, Coding, Group, Participant, Span, Topic, Transcript

MakeTranscript = Callable[..., Transcript]
ASHA = Coder(id="asha", name="Asha")
P01 = Participant(id="P01", role="community", group="FG01", language="ro", traits={"age_band": "18-29"})
R01 = Participant(id="R01", role="facilitator")


def coding(turn: str = "FG01:0001", coder: str = "asha", quote: str = "Closed", start: int = 0) -> Coding:
    span = Span(turn=turn, start=start, end=start + len(quote))
    return Coding(id="a1", span=span, code="access.hours", coder=coder, quote=quote, made_at="2026-06-01T10:00:00Z")


def assert_declared(frame: pd.DataFrame, columns: Mapping[str, str]) -> None:
    assert {name: str(frame[name].dtype) for name in columns} == dict(columns)


@pytest.mark.parametrize("columns", [TURNS, CODINGS, PARTICIPANTS, GROUPS, TOPICS])
def test_an_empty_table_has_its_columns_and_their_kinds(columns: Mapping[str, str]) -> None:
    frame = table([], columns)
    assert list(frame.columns) == list(columns)
    assert_declared(frame, columns)


@pytest.mark.parametrize(
    ("frame", "columns"),
    [
        (turns_frame([], []), TURNS),
        (codings_frame([], []), CODINGS),
        (participants_frame([]), PARTICIPANTS),
        (groups_frame([]), GROUPS),
        (topics_frame([]), TOPICS),
        (candidates_frame([]), CANDIDATES),
    ],
)
def test_nothing_is_laid_out_as_an_empty_table(frame: pd.DataFrame, columns: Mapping[str, str]) -> None:
    assert len(frame) == 0
    assert_declared(frame, columns)


def test_a_table_takes_any_rows_once() -> None:
    frame = table(iter([("P01", "community", "FG01", "ro", False)]), PARTICIPANTS)
    assert frame.loc[0, "participant"] == "P01"


def test_a_turn_is_one_row(a_transcript: MakeTranscript) -> None:
    said = ("P01", "Closed.", {"original": "Închis.", "original_language": "ro", "seconds": 1.5})
    frame = turns_frame([a_transcript(said)], [P01])
    assert frame.to_dict("records") == [
        {
            "turn": "FG01:0001",
            "transcript": "FG01",
            "group": "FG01",
            "number": 1,
            "speaker": "P01",
            "role": "community",
            "language": "en",
            "text": "Closed.",
            "original": "Închis.",
            "original_language": "ro",
            "seconds": 1.5,
        }
    ]


def test_turns_keep_the_order_given(a_transcript: MakeTranscript) -> None:
    second, first = a_transcript(("P01", "a"), name="FG02"), a_transcript(("P01", "b"), ("R01", "c"))
    assert list(turns_frame([second, first], [])["turn"]) == ["FG02:0001", "FG01:0001", "FG01:0002"]


def test_a_transcript_of_a_group_with_another_name_shows_both(a_transcript: MakeTranscript) -> None:
    frame = turns_frame([a_transcript(("P01", "a"), name="FG01b", group="FG01")], [])
    assert (frame.loc[0, "transcript"], frame.loc[0, "group"]) == ("FG01b", "FG01")


@pytest.mark.parametrize("column", ["speaker", "role", "original", "original_language", "seconds"])
def test_what_is_not_known_is_missing_and_not_the_word_none(a_transcript: MakeTranscript, column: str) -> None:
    frame = turns_frame([a_transcript((None, "Yes."), ("P01", "No."))], [P01])
    assert bool(frame[column].isna()[0])


def test_a_speaker_whom_nobody_listed_has_no_role(a_transcript: MakeTranscript) -> None:
    frame = turns_frame([a_transcript(("P99", "Yes."), ("R01", "Why?"))], [P01, R01])
    assert frame["role"].isna().tolist() == [True, False]
    assert frame.loc[1, "role"] == "facilitator"


def test_turns_have_their_declared_kinds(a_transcript: MakeTranscript) -> None:
    assert_declared(turns_frame([a_transcript(("P01", "a"), (None, "b"))], [P01]), TURNS)


def test_a_coding_is_one_row() -> None:
    frame = codings_frame([replace(coding(), prompted=True)], [ASHA])
    assert frame.to_dict("records") == [
        {
            "coding": "a1",
            "turn": "FG01:0001",
            "transcript": "FG01",
            "start": 0,
            "end": 6,
            "code": "access.hours",
            "coder": "asha",
            "kind": "person",
            "status": "accepted",
            "quote": "Closed",
            "memo": "",
            "because": "",
            "decided": "",
            "prompted": True,
            "independent": True,
            "serious": False,
            "made_at": "2026-06-01T10:00:00Z",
        }
    ]
    assert_declared(frame, CODINGS)


def test_where_the_coder_did_not_say_whether_it_was_prompted_it_is_missing() -> None:
    assert codings_frame([coding(), replace(coding(), prompted=False)], [ASHA])["prompted"].tolist() == [pd.NA, False]


def test_overlapping_codings_of_two_coders_are_two_rows() -> None:
    frame = codings_frame([coding(), coding(coder="rules", quote="osed aft", start=2)], [ASHA, RULES])
    assert frame["kind"].tolist() == ["person", "rules"]
    assert frame[["start", "end"]].to_numpy().tolist() == [[0, 6], [2, 10]]


def test_a_coding_of_a_coder_whom_nobody_listed_is_not_passed_off_as_a_persons() -> None:
    with pytest.raises(KeyError):
        codings_frame([coding(coder="ben")], [ASHA])


def test_a_participant_is_one_row_with_traits_in_their_own_columns() -> None:
    frame = participants_frame([P01, R01])
    assert list(frame.columns) == ["participant", "role", "group", "language", "withdrawn", "age_band"]
    assert frame.iloc[0].tolist() == ["P01", "community", "FG01", "ro", False, "18-29"]


def test_what_is_not_known_of_a_participant_is_missing() -> None:
    frame = participants_frame([P01, R01])
    assert frame.loc[1, ["group", "language", "age_band"]].isna().all()


def test_traits_stand_in_alphabetical_order() -> None:
    people = [
        Participant(id="P02", role="community", traits={"gender": "man"}),
        Participant(id="P03", role="community", traits={"age_band": "60 and over"}),
    ]
    assert list(participants_frame(people).columns[-2:]) == ["age_band", "gender"]


def test_participants_may_come_from_a_generator() -> None:
    assert participants_frame(person for person in (P01, R01))["age_band"].isna().tolist() == [False, True]


def test_somebody_who_left_is_marked() -> None:
    gone = Participant(id="P04", role="community", withdrawn=True)
    assert participants_frame([P01, gone])["withdrawn"].tolist() == [False, True]


def test_a_group_is_one_row() -> None:
    group = Group(id="FG01", kind="focus_group", label="women", community="Roma", month="2026-05", translation="team")
    frame = groups_frame([group])
    assert frame.to_dict("records") == [
        {
            "group": "FG01",
            "kind": "focus_group",
            "label": "women",
            "community": "Roma",
            "month": "2026-05",
            "language": "en",
            "translation": "team",
        }
    ]
    assert_declared(frame, GROUPS)


def test_a_topic_is_one_row_of_words_and_counts() -> None:
    topic = Topic(
        number=1,
        words=(("surname", 0.4), ("letter", 0.2)),
        turns=("FG01:0002", "FG01:0001"),
        documents=2,
        sessions=1,
        groups=1,
        speakers=2,
        agreement=0.75,
        weak=0.5,
        name="Not found",
        locked=True,
        artefact=True,
        stability={"seeds": 0.9, "sessions": 0.4},
    )
    frame = topics_frame([topic])
    (row,) = frame.drop(columns="uncoded").to_dict("records")
    assert (row.pop("name"), row.pop("words"), row.pop("language")) == ("Not found", "surname letter", "")
    assert (row.pop("marks"), row.pop("stability")) == ("locked artefact", 0.4)
    counts = {"topic": 1, "documents": 2, "turns": 2, "sessions": 1, "groups": 1, "speakers": 2}
    assert row == counts | {"agreement": 0.75, "weak": 0.5}
    assert bool(frame["uncoded"].isna()[0])
    assert_declared(frame, TOPICS)


def test_a_stability_that_nobody_measured_is_missing() -> None:
    topic = Topic(number=1, words=(), turns=(), documents=0, sessions=0, groups=0, speakers=0)
    assert bool(topics_frame([topic])["stability"].isna()[0])


def test_a_candidate_is_one_row_without_its_sentence_and_quotes() -> None:
    found = Candidate(topic=4, rank=1, gap=92.5, sessions=6, speakers=9, nearest="a.b", sentence="s", quotes=("t",))
    frame = candidates_frame([found])
    (row,) = frame.to_dict("records")
    assert (row["topic"], row["rank"], row["gap"], row["nearest"], row["verdict"]) == (4, 1, 92.5, "a.b", "")
    assert not {"sentence", "quotes"} & set(row)
    assert_declared(frame, CANDIDATES)
