"""A decision in the making is held against the topics that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.errors import AnalysisError, StudyError

Make = Callable[..., Any]


@pytest.fixture
def people(team: Make) -> Any:
    return team([1, 2, 3, 4], [5, 6, 7], [8, 9])


def test_it_has_the_turns_and_the_words_of_its_topics(people: Any) -> None:
    done = people.do("merge", 3, 2, why="  the same \n thing ")
    assert done.topics == (2, 3)
    assert [len(part) for part in done.turns] == [3, 2]
    assert "FG01:0008" in done.turns[1]
    assert (done.words, done.why) == ("word2 / word3", "the same thing")


def test_what_nobody_sees_is_not_written_down(people: Any) -> None:
    # A NUL made the log unreadable; a surrogate cannot be written; the others spoil a terminal.
    done = people.do("name", 1, value="No\x00 \u202eID\x1b \ud800", why="\x07asked \x7fat\u200b the desk")
    assert (done.value, done.why) == ("No ID", "asked at the desk")


def test_a_name_of_nothing_that_is_seen_is_empty(people: Any) -> None:
    with pytest.raises(StudyError, match="name is empty"):
        people.do("name", 1, value="\x00\u200b")


@pytest.mark.parametrize("what", ["merge", "split", "hide", "artefact", "verdict"])
def test_what_changes_a_topic_for_everybody_needs_a_reason(people: Any, what: str) -> None:
    topics = (1, 2) if what == "merge" else (1,)
    with pytest.raises(StudyError, match="needs a reason"):
        people.do(what, *topics, value="not a barrier" if what == "verdict" else "", why=" ")


def test_to_leave_it_undecided_needs_none(people: Any) -> None:
    people.do("verdict", 1, value="undecided", why="")
    assert people.now.marks[1].verdict == "undecided"


@pytest.mark.parametrize("value", ["", "a finding", "part of", "part of two codes", "New barrier"])
def test_a_verdict_is_one_of_four(people: Any, value: str) -> None:
    with pytest.raises(StudyError, match="no such verdict"):
        people.do("verdict", 1, value=value)


def test_a_name_holds_something(people: Any) -> None:
    with pytest.raises(StudyError, match="name is empty"):
        people.do("name", 1, value="  ")


def test_there_are_only_these_decisions(people: Any) -> None:
    with pytest.raises(StudyError, match="no such decision"):
        people.do("delete", 1)


@pytest.mark.parametrize(("what", "topics"), [("name", (9,)), ("merge", (1, 9)), ("hide", (0,))])
def test_a_topic_that_there_is_not_is_told(people: Any, what: str, topics: tuple[int, ...]) -> None:
    with pytest.raises(StudyError, match=f"no topic {topics[-1]}"):
        people.do(what, *topics, value="x")


def test_a_topic_that_was_merged_away_is_no_more(people: Any) -> None:
    people.do("merge", 1, 3)
    with pytest.raises(StudyError, match="no topic 3"):
        people.do("name", 3, value="x")


@pytest.mark.parametrize("topics", [(1,), (1, 1)])
def test_one_topic_cannot_be_merged(people: Any, topics: tuple[int, ...]) -> None:
    with pytest.raises(StudyError, match="Two topics or more"):
        people.do("merge", *topics)


@pytest.mark.parametrize("topics", [(), (1, 2)])
def test_other_decisions_are_about_one_topic(people: Any, topics: tuple[int, ...]) -> None:
    with pytest.raises(StudyError, match="about one topic"):
        people.do("hide", *topics)


@pytest.mark.parametrize(("what", "topics"), [("name", (1,)), ("merge", (1, 2)), ("split", (1,)), ("lock", (1,))])
def test_a_locked_topic_stays_as_it_is(people: Any, what: str, topics: tuple[int, ...]) -> None:
    people.do("lock", 1)
    with pytest.raises(StudyError, match="Topic 1 is locked"):
        people.do(what, *topics, value="x" if what == "name" else "")


def test_unlock_names_the_lock_that_it_takes_off(people: Any) -> None:
    lock = people.do("lock", 1)
    assert people.do("unlock", 1).value == lock.id
    with pytest.raises(StudyError, match="not locked"):
        people.do("unlock", 1)


def test_what_is_shown_is_not_shown_again(people: Any) -> None:
    with pytest.raises(StudyError, match="shown already"):
        people.do("show", 1)


@pytest.mark.parametrize("value", ["1", "0", "21", "99"])
def test_a_topic_is_split_into_a_few_parts(people: Any, value: str) -> None:
    with pytest.raises(StudyError, match="2 to 20 parts"):
        people.do("split", 1, value=value)


def test_a_topic_that_does_not_fall_apart_stays_whole(people: Any) -> None:
    people.part = lambda places, _: [0] * len(places)
    with pytest.raises(AnalysisError, match="does not fall into parts"):
        people.do("split", 1)


def test_all_turns_of_a_topic_cannot_be_parted_off(people: Any) -> None:
    with pytest.raises(AnalysisError, match="does not fall into parts"):
        people.do("split", 3, value="FG01:0008 FG01:0009")


def test_a_turn_of_another_topic_cannot_be_parted_off(people: Any) -> None:
    with pytest.raises(StudyError, match="1 of the turns") as error:
        people.do("split", 1, value="FG01:0001 FG01:0005")
    assert error.value.where == "FG01:0005"


def test_words_in_place_of_turns_are_in_no_message(people: Any, canary: str) -> None:
    with pytest.raises(StudyError) as error:
        people.do("split", 1, value=f"FG01:0001 {canary}")
    assert canary not in str(error.value)


def test_undo_names_a_decision_that_holds(people: Any) -> None:
    with pytest.raises(StudyError, match="no decision of this id"):
        people.do("undo", value="asha-1")
    people.do("hide", 1)
    people.do("undo", value="asha-1", by="ben")
    with pytest.raises(StudyError, match="undone already"):
        people.do("undo", value="asha-1")
    people.do("undo", value="ben-1")
    assert people.now.marks[1].hidden
    assert people.do("undo", value="asha-1").value == "asha-1"
