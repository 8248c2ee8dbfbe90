"""Decisions done again: the same on the same fit, and on another as far as its topics are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlc.errors import TlcError
from tlc.listen.topics.decisions import Decision, replay

Make = Callable[..., Any]
FOUR = (range(1, 13), range(21, 31), range(41, 49), range(61, 67))


def test_without_decisions_topics_are_numbered_as_the_fit_has_them(team: Make) -> None:
    assert team([1, 2, 3], [4, 5]).topics() == {1: [1, 2, 3], 2: [4, 5]}


def test_a_name_stands_on_its_topic(team: Make) -> None:
    people = team(*FOUR)
    people.do("name", 3, value="No  ID ")
    assert {number: mark.name for number, mark in people.now.marks.items()} == {3: "No ID"}


def test_the_later_of_two_names_holds(team: Make) -> None:
    people = team(*FOUR)
    people.do("name", 3, value="No ID")
    people.do("name", 3, value="Asked for papers", by="ben")
    assert people.now.marks[3].name == "Asked for papers"


def test_a_merged_topic_has_the_smallest_number_and_all_the_votes(team: Make) -> None:
    people = team([1, 2], [3], [4])
    people.do("merge", 3, 1)
    assert people.topics() == {1: [1, 2, 4], 2: [3]}
    assert people.now.parted.numbers == (1, 2)
    assert people.now.parted.votes.sum(axis=1) == pytest.approx([1, 1, 1, 1])
    assert people.now.parted.votes[3, 0] == pytest.approx(0.9)


def test_what_is_merged_keeps_the_name_and_the_verdict_that_one_of_them_had(team: Make) -> None:
    people = team(*FOUR)
    people.do("name", 4, value="No ID")
    people.do("verdict", 4, value="new barrier", by="ben", why="six people said so")
    people.do("hide", 4)
    people.do("merge", 2, 4)
    mark = people.now.marks[2]
    assert (mark.name, mark.verdict, mark.by, mark.hidden) == ("No ID", "new barrier", "ben", False)


def test_the_first_part_of_a_split_keeps_the_number_and_others_get_the_next_free_ones(team: Make) -> None:
    people = team([1, 2, 3, 4], [5, 6])
    people.do("split", 1, value="2")
    assert people.topics() == {1: [1, 2], 2: [5, 6], 3: [3, 4]}


def test_turns_that_are_named_are_parted_off(team: Make) -> None:
    people = team([1, 2, 3, 4], [5, 6])
    people.do("split", 1, value="FG01:0001 FG01:0003")
    assert people.topics() == {1: [2, 4], 2: [5, 6], 3: [1, 3]}


def test_a_number_is_never_given_twice(team: Make) -> None:
    people = team([1, 2, 3, 4], [5, 6, 7])
    people.do("split", 1, value="2")
    people.do("merge", 1, 3)
    people.do("split", 2, value="FG01:0005")
    assert sorted(people.topics()) == [1, 2, 4]


def test_what_is_split_keeps_its_votes_whole(team: Make) -> None:
    people = team([1, 2, 3, 4], [5, 6])
    people.do("split", 1, value="2")
    votes = people.now.parted.votes
    assert votes.sum(axis=1) == pytest.approx([1] * 6)
    assert votes[3].tolist() == pytest.approx([0, 0.2, 0.8])


def test_hidden_and_artefact_are_out_until_they_are_shown(team: Make) -> None:
    people = team(*FOUR)
    people.do("hide", 1, why="small talk")
    people.do("artefact", 2, why="how the interpreter speaks")
    marks = people.now.marks
    assert [(marks[n].is_out, marks[n].why_out) for n in (1, 2)] == [
        (True, "small talk"),
        (True, "how the interpreter speaks"),
    ]
    assert len(people.topics()) == 4
    people.do("show", 2)
    assert not people.now.marks[2].is_out
    assert people.now.marks[2].why_out == ""


def test_a_verdict_tells_who_gave_it_and_why(team: Make) -> None:
    people = team(*FOUR)
    people.do("verdict", 2, value="part of access.hours", by="ben", why="the same desk")
    mark = people.now.marks[2]
    assert (mark.verdict, mark.by, mark.why) == ("part of access.hours", "ben", "the same desk")


def test_what_was_made_a_code_is_a_new_barrier(team: Make) -> None:
    people = team(*FOUR)
    people.do("promote", 2, value="access.no_id")
    assert (people.now.marks[2].verdict, people.now.marks[2].code) == ("new barrier", "access.no_id")


def test_undo_takes_back_a_merge_and_what_stood_on_it_stays_where_most_of_its_turns_are(team: Make) -> None:
    people = team(*FOUR)
    merge = people.do("merge", 1, 4)
    people.do("name", 1, value="Papers")
    people.do("undo", value=merge.id)
    assert people.topics() == {n: list(topic) for n, topic in enumerate(FOUR, 1)}
    assert people.now.marks[1].name == "Papers"


def test_undo_of_an_undo_brings_back(team: Make) -> None:
    people = team(*FOUR)
    people.do("name", 3, value="No ID")
    undo = people.do("undo", value="asha-1")
    assert not people.now.marks
    people.do("undo", value=undo.id, by="ben")
    assert people.now.marks[3].name == "No ID"


# After a refit


def test_a_name_follows_its_turns_to_another_number(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("name", 3, value="No ID")
    later = fitted(range(41, 60), range(1, 13), range(21, 31), range(61, 67))
    again = replay(later, people.decisions)
    assert {number: mark.name for number, mark in again.marks.items()} == {1: "No ID"}
    assert again.matched[0].share == 1


def test_two_topics_are_never_found_again_in_one(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("name", 1, value="Hours")
    people.do("name", 2, value="Letters")
    again = replay(fitted([*FOUR[0], *FOUR[1]], FOUR[2], FOUR[3]), people.decisions)
    assert [mark.name for mark in again.marks.values()] == ["Hours"]
    assert [one.why for one in again.unmatched] == ["Its turns stand in a topic that another one is found again in."]


def test_decisions_with_a_merge_between_them_do_not_share_a_topic_either(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("name", 1, value="Hours")
    people.do("merge", 3, 4)
    people.do("name", 2, value="Letters")
    again = replay(fitted([*FOUR[0], *FOUR[1]], FOUR[2], FOUR[3]), people.decisions)
    assert [mark.name for mark in again.marks.values() if mark.name] == ["Hours"]
    assert len(again.unmatched) == 1


def test_a_topic_that_fell_apart_is_not_found(team: Make, fitted: Make) -> None:
    people = team(range(1, 13), range(21, 31))
    people.do("name", 1, value="Hours")
    later = fitted([*range(1, 4), *range(21, 24)], [*range(4, 7), *range(24, 27)], [*range(7, 10), 27], range(10, 13))
    again = replay(later, people.decisions)
    assert not again.marks
    assert [one.why for one in again.unmatched] == ["Its turns stand in several topics now."]


def test_a_topic_of_which_no_turn_is_left_is_not_found(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("hide", 4)
    again = replay(fitted(*FOUR[:3]), people.decisions)
    assert [one.why for one in again.unmatched] == ["None of its turns is in any topic now."]


def test_a_merge_that_the_new_fit_has_made_by_itself_is_done(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("merge", 1, 2)
    again = replay(fitted([*FOUR[0], *FOUR[1]], FOUR[2]), people.decisions)
    assert [(one.topics, one.why) for one in again.found] == [((1,), "")]


def test_a_split_that_the_new_fit_has_made_by_itself_is_done(team: Make, fitted: Make) -> None:
    people = team(range(1, 21), range(31, 41))
    people.do("split", 1, value="2")
    people.do("name", 3, value="The second half")
    again = replay(fitted(range(1, 11), range(11, 21), range(31, 41)), people.decisions)
    assert not again.unmatched
    assert again.marks[2].name == "The second half"


def test_a_new_document_goes_to_the_part_that_is_nearest(team: Make, fitted: Make) -> None:
    people = team(range(1, 9), [20])
    people.do("split", 1, value="2")
    assert people.topics(fitted([*range(1, 10), 0], [20])) == {1: [0, 1, 2, 3, 4], 2: [20], 3: [5, 6, 7, 8, 9]}


def test_a_locked_topic_keeps_its_turns_and_its_name(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("name", 2, value="Letters")
    people.do("lock", 2)
    later = fitted([*range(1, 13), 29, 30], [*range(21, 29), 31, 41], range(42, 49), range(61, 67))
    again = replay(later, people.decisions)
    number = next(number for number, mark in again.marks.items() if mark.locked)
    assert set(FOUR[1]) <= set(people.topics(later)[number])
    assert (again.marks[number].name, again.marks[number].joined) == ("Letters", 2)
    assert again.parted.votes.sum(axis=1) == pytest.approx([1] * len(later.labels))


def test_a_locked_topic_of_which_the_fit_left_nothing_gets_a_number_of_its_own(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("lock", 4)
    later = fitted([*FOUR[0], 61, 62], [*FOUR[1], 63, 64], [*FOUR[2], 65, 66])
    assert people.topics(later) == {1: list(FOUR[0]), 2: list(FOUR[1]), 3: list(FOUR[2]), 4: list(FOUR[3])}


def test_a_topic_that_was_unlocked_follows_the_fit_again(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("lock", 2)
    people.do("unlock", 2)
    later = fitted([*FOUR[0], 30], range(21, 30), *FOUR[2:])
    assert people.topics(later)[2] == list(range(21, 30))
    assert not any(mark.locked for mark in replay(later, people.decisions).marks.values())


def test_documents_of_several_turns_are_found_by_any_of_them(team: Make, fitted: Make) -> None:
    people = team(*FOUR)
    people.do("name", 3, value="No ID")
    later = fitted(*FOUR)
    later.documents.frame["turns"] = [(turn, f"FG09:{turn[-4:]}") for (turn,) in later.documents.frame["turns"]]
    assert replay(later, people.decisions).marks[3].name == "No ID"


def test_a_rest_that_a_model_left_without_a_topic_stays_without(team: Make) -> None:
    people = team([1, 2], [3, 4], [5])
    people.fit.labels[people.fit.labels == 2] = -1
    people.do("merge", 1, 2)
    assert people.now.labels.tolist() == [1, 1, 1, 1, 0]
    assert people.topics() == {1: [1, 2, 3, 4]}


def test_a_decision_without_topics_is_told_and_stops_nothing(fitted: Make) -> None:
    empty = Decision(id="asha-1", at="2026-06-01T10:00:00Z", by="asha", what="name", value="x")
    assert [one.why for one in replay(fitted([1, 2], [3]), [empty]).found] == ["It names no topic."]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["name", "merge", "split", "hide", "show", "lock", "unlock", "artefact", "undo"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_on_the_same_fit_whatever_was_decided_is_found_again(team: Make, steps: list[tuple[str, int, int]]) -> None:
    people = team(*FOUR)
    for what, one, other in steps:
        numbers = sorted(people.topics())
        first, second = numbers[one % len(numbers)], numbers[other % len(numbers)]
        value = f"name {one}" if what == "name" else ""
        if what == "undo":
            value = people.decisions[one % len(people.decisions)].id if people.decisions else "nobody-1"
        chosen = {"merge": (first, second), "undo": ()}.get(what, (first,))
        try:
            people.do(what, *chosen, value=value)
        except TlcError:
            continue
        now = people.now
        assert sorted(turn for turns in people.topics().values() for turn in turns) == sorted(
            number for topic in FOUR for number in topic
        )
        assert now.parted.votes.sum(axis=1) == pytest.approx([1] * len(now.labels))
        if not any(done.what == "undo" for done in people.decisions):
            assert not now.unmatched
