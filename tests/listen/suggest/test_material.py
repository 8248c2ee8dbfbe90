"""Which turns can be coded, and which question came before each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tlc.frames import turns_frame
from tlc.listen.suggest.material import Material, material
from tlc.model import Participant, Transcript


def test_turns_of_facilitators_are_context(words: Material) -> None:
    assert "FG01:0001" not in words.turns
    assert "IN01:0001" not in words.turns


def test_whoever_asks_is_known_by_the_table_and_not_by_the_label(a_transcript: Callable[..., Transcript]) -> None:
    said = (("INT1", "What is it like?"), ("R1", "Slow."))
    people = (Participant(id="INT1", role="community"), Participant(id="R1", role="interpreter"))
    analyse = list(turns_frame([a_transcript(*said)], people)["role"])
    found = material(turns_frame([a_transcript(*said)], people))
    assert analyse == ["community", "interpreter"]
    assert found.turns == ("FG01:0001",)


def test_people_who_left_or_whose_words_may_not_be_analysed_are_left_out(words: Material) -> None:
    assert {"FG01:0005", "FG02:0003"} & set(words.turns) == set()


def test_without_the_table_of_people_only_roles_count(small: Any) -> None:
    assert {"FG01:0005", "FG02:0003"} <= set(material(small.turns).turns)


def test_turns_of_people_unknown_are_kept(words: Material) -> None:
    assert {"FG01:0004", "IN01:0003"} <= set(words.turns)


def test_each_turn_knows_the_question_that_came_before_it(words: Material) -> None:
    asked = dict(zip(words.turns, words.questions, strict=True))
    assert asked["FG01:0002"] == asked["FG01:0006"] == "Is it closed when you come?"
    assert asked["IN01:0002"] == "What do you see?"


def test_no_question_comes_over_from_another_session(words: Material) -> None:
    assert dict(zip(words.turns, words.questions, strict=True))["FG02:0001"] == ""


def test_the_nearest_question_counts(a_transcript: Callable[..., Transcript]) -> None:
    said = (("R1", "First?"), ("P1", "Yes."), ("R1", "Second?"), ("P1", "No."))
    people = (Participant(id="R1", role="facilitator"),)
    assert material(turns_frame([a_transcript(*said)], people)).questions == ("First?", "Second?")


def test_a_turn_without_words_is_left_out(a_transcript: Callable[..., Transcript]) -> None:
    said = (("P1", "[withdrawn]"), ("P1", "[not for analysis]"), ("P1", "It was [long]."), ("P1", " "))
    assert material(turns_frame([a_transcript(*said)], ())).turns == ("FG01:0003",)


def test_a_study_without_turns_has_no_material(small: Any) -> None:
    found = material(small.turns[:0])
    assert (len(found), found.rows) == (0, {})


def test_rows_are_in_the_order_of_the_turns(words: Material) -> None:
    assert [words.rows[turn] for turn in words.turns] == list(range(len(words)))
    assert words.sessions[words.rows["FG02:0001"]] == "FG02"


def test_no_words_are_in_its_repr(words: Material) -> None:
    assert "closed" not in repr(words).lower()
