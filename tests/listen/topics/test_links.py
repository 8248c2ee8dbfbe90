"""Codes on topics: what people accepted, and rules where nobody has read; and topics of two runs that codes link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tlc.frames import codings_frame
from tlc.listen.topics.links import CodesOn, Standing, codes_on, links, standing_marks
from tlc.model import RULES

HERE = Path(__file__).parent


@pytest.fixture
def talk(small: Any, loaded: Callable[[Path], Any]) -> Any:
    return loaded(HERE / "sorted_talk.py").Sorted(small)


@pytest.fixture
def framed(small: Any) -> Callable[..., pd.DataFrame]:
    return lambda *marks: codings_frame(marks, (*small.coders, RULES))


def a_standing(topic: int, code: str, documents: int, of: int) -> Standing:
    return Standing(topic=topic, code=code, documents=documents, of=of, people=(), sessions=(), by_people=True)


def a_run(sizes: dict[int, int], *standings: Standing) -> CodesOn:
    return CodesOn(standings=standings, sizes=sizes)


# Which codings count


def test_where_people_have_read_their_codings_count_and_elsewhere_the_rules(small: Any, framed: Any) -> None:
    marks = framed(
        small.mark("FG01:0002", "closed", "access.hours"),
        small.mark("FG01:0003", "papers", "access.papers", coder="rules", status="suggested"),
        small.mark("FG02:0001", "papers", "access.papers", coder="rules", status="suggested"),
        small.mark("FG02:0002", "papers", "access.papers", coder="rules", status="rejected"),
    )
    assert list(standing_marks(marks)["turn"]) == ["FG01:0002", "FG02:0001"]


def test_what_a_person_was_only_shown_or_rejected_does_not_count(small: Any, framed: Any) -> None:
    marks = framed(small.mark("FG01:0002", "closed", "access.hours", status="rejected"))
    assert standing_marks(marks).empty


# Codes on topics


def test_a_code_is_counted_by_documents_people_and_sessions(talk: Any, small: Any, framed: Any) -> None:
    marks = framed(
        small.mark("FG01:0003", "papers", "access.papers"),
        small.mark("FG01:0003", "letter", "access.papers"),
        small.mark("FG01:0006", "Papers", "access.papers", coder="ben"),
        small.mark("FG01:0002", "closed", "access.hours"),
        small.mark("FG01:0004", "closed", "access.hours"),
    )
    codes = codes_on(talk.documents, talk.numbers, marks)
    hours, papers = codes.standings
    assert (hours.topic, hours.code, hours.documents, hours.of, hours.people) == (1, "access.hours", 2, 4, ("P1",))
    assert (papers.topic, papers.documents, papers.of) == (2, 2, 3)
    assert (papers.people, papers.sessions) == (("P2", "P3"), ("FG01",))
    assert papers.by_people
    assert codes.sizes == {1: 4, 2: 3}


def test_codes_on_the_rest_are_on_no_topic(talk: Any, small: Any, framed: Any) -> None:
    marks = framed(small.mark("IN01:0003", "Closed", "access.hours"))
    assert codes_on(talk.documents, talk.numbers, marks).standings == ()


def test_what_only_rules_say_is_told_from_what_people_say(talk: Any, small: Any, framed: Any) -> None:
    marks = framed(small.mark("FG02:0002", "papers", "access.papers", coder="rules", status="suggested"))
    assert [one.by_people for one in codes_on(talk.documents, talk.numbers, marks).standings] == [False]


def test_a_joined_document_holds_what_stands_on_any_of_its_turns(talk: Any, small: Any, framed: Any) -> None:
    documents = talk.documents.assign(turns=[("FG01:0002", "FG01:0004"), *talk.documents["turns"][1:]])
    marks = framed(small.mark("FG01:0004", "closed", "access.hours"))
    assert codes_on(documents, talk.numbers, marks).standings[0].documents == 2


def test_the_commonest_code_of_a_topic_comes_first(talk: Any, small: Any, framed: Any) -> None:
    marks = framed(
        small.mark("FG01:0003", "letter", "language.letters"),
        small.mark("FG01:0003", "papers", "access.papers"),
        small.mark("FG02:0002", "papers", "access.papers"),
    )
    assert [one.code for one in codes_on(talk.documents, talk.numbers, marks).standings] == [
        "access.papers",
        "language.letters",
    ]


# Links


def test_topics_on_which_the_same_codes_stand_are_linked() -> None:
    english = a_run({1: 10, 2: 10}, a_standing(1, "papers", 8, 10), a_standing(2, "hours", 9, 10))
    romanian = a_run({1: 5, 2: 5}, a_standing(1, "hours", 4, 5), a_standing(2, "papers", 5, 5))
    assert [(link.first, link.second, link.codes) for link in links(english, romanian)] == [
        (1, 2, ("papers",)),
        (2, 1, ("hours",)),
    ]
    assert all(link.likeness == 1 for link in links(english, romanian))


def test_a_code_that_stands_everywhere_links_nothing() -> None:
    one = a_run({1: 4, 2: 4}, a_standing(1, "any", 2, 4), a_standing(2, "any", 2, 4), a_standing(1, "papers", 3, 4))
    other = a_run({1: 4, 2: 4}, a_standing(1, "any", 1, 4), a_standing(2, "any", 1, 4), a_standing(2, "hours", 3, 4))
    assert links(one, other) == ()


def test_topics_without_a_code_count_for_what_is_usual() -> None:
    # "any" stands on half of topic 1, and of the run on a tenth: without topic 2 it would be no more than usual.
    one = a_run({1: 2, 2: 8}, a_standing(1, "any", 1, 2))
    assert [link.codes for link in links(one, one)] == [("any",)]


def test_a_run_of_one_topic_can_be_linked_too() -> None:
    one = a_run({1: 4}, a_standing(1, "papers", 2, 4))
    assert [link.likeness for link in links(one, one)] == [1]


def test_the_likeness_is_the_cosine_of_what_is_beyond_the_usual() -> None:
    one = a_run({1: 10, 2: 10}, a_standing(1, "a", 8, 10), a_standing(1, "b", 6, 10))
    other = a_run({1: 10, 2: 10}, a_standing(1, "a", 10, 10))
    above = np.array([0.8 - 0.4, 0.6 - 0.3])
    assert links(one, other)[0].likeness == pytest.approx(above[0] / np.linalg.norm(above), abs=1e-6)


def test_a_link_names_the_codes_that_make_it_and_not_more_than_three() -> None:
    standings = [a_standing(1, code, many, 20) for code, many in zip("abcd", (4, 8, 16, 12), strict=True)]
    run = a_run({1: 20, 2: 20}, *standings)
    assert links(run, run)[0].codes == ("c", "d", "b")


def test_nothing_coded_is_linked_to_nothing() -> None:
    assert links(a_run({1: 3}), a_run({1: 4})) == ()
