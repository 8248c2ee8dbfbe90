"""The table of topics and its note: figures that may be shown, and everything that was set aside."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tlc.lab.topics.overview import labels_of, marks_of, notes_of, shown_table, topics_table
from tlc.model import Topic, TopicRun


def a_topic(number: int = 1, **more: Any) -> Topic:
    fields: dict[str, Any] = {"words": (("surname", 0.4), ("spelled", 0.3)), "turns": ("FG01:0002",)}
    fields |= {"documents": 12, "sessions": 4, "groups": 3, "speakers": 7, "agreement": 0.8, "weak": 0.1}
    return Topic(number=number, **(fields | more))


def a_run(*topics: Topic, **more: Any) -> TopicRun:
    fields: dict[str, Any] = {"seed": 7, "settings": {"language": "en", "embedder": "tfidf 1", "unit": "turn"}}
    fields |= {"versions": {}, "corpus_digest": "", "documents": 40, "weak": 0.17}
    return TopicRun(topics=topics, **(fields | more))


def note(run: TopicRun, *sentences: str, more: Any = ()) -> str:
    return "\n".join(notes_of(run, sentences, more))


def test_counts_that_go_with_too_few_people_are_missing() -> None:
    frame = topics_table([a_topic(speakers=4), a_topic(2)], 5)
    assert frame.loc[0, ["people", "sessions", "groups", "documents"]].isna().all()
    assert frame.loc[1, ["people", "sessions", "groups", "documents"]].tolist() == [7, 4, 3, 12]


def test_a_count_too_small_is_said_in_words() -> None:
    row = shown_table([a_topic(speakers=4)], 5).iloc[0]
    assert row[["people", "sessions", "groups"]].tolist() == ["fewer than 5", "not shown", "not shown"]


def test_people_whom_nobody_knows_are_not_none() -> None:
    assert shown_table([a_topic(speakers=0)], 5).iloc[0][["people", "sessions"]].tolist() == ["not known", "4"]
    assert topics_table([a_topic(speakers=0)], 5)["people"].isna().all()


def test_a_name_stands_before_the_words_and_no_word_is_said() -> None:
    shown = shown_table([a_topic(name="No ID"), a_topic(2), a_topic(3, words=())], 5)["name or words"]
    assert shown.tolist() == ["No ID (surname, spelled)", "surname, spelled", "(no word of its own)"]


def test_the_lowest_of_what_was_measured_is_its_stability() -> None:
    shown = shown_table([a_topic(stability={"seeds": 0.91, "bootstrap": 0.42}), a_topic(2)], 5)["stability"]
    assert shown.tolist() == ["0.42", "-"]
    frame = topics_table([a_topic(stability={"sessions": 0.5})], 5).iloc[0]
    assert (frame["without_sessions"], math.isnan(frame["seeds"])) == (0.5, True)


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({}, ""),
        ({"hidden": True, "locked": True}, "hidden; locked"),
        ({"artefact": True}, "artefact"),
        ({"weak": 0.5}, "50% weak"),
        ({"weak": 0.49}, ""),
        ({"weak": math.nan}, ""),
        ({"language": "ro"}, "nearly all in Romanian"),
    ],
)
def test_marks_say_what_is_to_be_known(fields: dict[str, Any], marks: str) -> None:
    assert marks_of(a_topic(**fields)) == marks


def test_labels_leave_out_what_people_took_out() -> None:
    assert labels_of([a_topic(1, name="No ID"), a_topic(2, hidden=True), a_topic(3, artefact=True)]) == {1: "1 No ID"}


# The note


def test_the_note_says_what_was_sorted_and_how_much_of_it_is_weak() -> None:
    told = note(a_run(a_topic()))
    assert "40 turns in English, in 1 topic: seed 7, tfidf 1." in told
    assert "17% of the documents are weak" in told


@pytest.mark.parametrize(("documents", "is_little"), [(20, True), (49, True), (50, False), (515, False)])
def test_of_few_documents_it_is_said_that_they_are_too_little_to_model(documents: int, is_little: bool) -> None:
    assert ("too little to model" in note(a_run(a_topic(), documents=documents))) == is_little


def test_a_run_over_several_languages_says_so() -> None:
    assert "40 turns in several languages, in 1 topic" in note(a_run(a_topic(), settings={"language": "mixed"}))


def test_joined_turns_are_not_called_turns_and_the_rest_is_told() -> None:
    told = note(a_run(a_topic(), settings={"unit": "speaker"}, rest=9))
    assert "40 pieces of talk, in 1 topic: seed 7. 9 of them are in no topic." in told


def test_an_engine_that_does_not_vote_says_nothing_of_weak_documents() -> None:
    told = note(a_run(a_topic(), weak=math.nan))
    assert "does not vote" in told
    assert "nan" not in told


def test_what_was_set_aside_is_told_with_the_reason_also_one_that_is_new() -> None:
    told = note(a_run(aside={"facilitators": 12, "other language": 30, "short": 0, "asleep": 2}))
    assert "Turns that were set aside: 30 in another language, 12 by facilitators and 2 asleep." in told


def test_stability_is_told_in_the_sentences_of_who_measured_it_or_in_figures_or_not_at_all() -> None:
    assert "Very steady." in note(a_run(stability={"seeds": 0.9}), "Very steady.")
    assert "0.90 with other seeds and 0.60 without some sessions." in note(
        a_run(stability={"seeds": 0.9, "sessions": 0.6})
    )
    assert "Stability was not measured." in note(a_run())


def test_what_became_of_decisions_and_what_was_taken_out_is_told() -> None:
    told = note(a_run(a_topic(5, hidden=True), a_topic(9, artefact=True)), more=["2 of 3 decisions hold."])
    assert "2 of 3 decisions hold." in told
    assert "Topics 5 and 9: taken out by people" in told
