"""What coders are compared on, and what is left out and said."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tlc.errors import AnalysisError
from tlc.listen.agree.material import Told, gather, of_people

Make = Callable[..., pd.DataFrame]


def finished(*sessions: tuple[str, str]) -> Told:
    return Told(finished=frozenset(sessions))


@pytest.fixture
def said(turns: Make) -> pd.DataFrame:
    return turns(
        ("FG01", "facilitator", "How is it?"),
        ("FG01", "community", "It is shut."),
        ("FG01", "community", ""),
        ("FG01", None, "Yes."),
        ("FG01", "interpreter", "She says yes."),
        ("FG02", "community", "I waited."),
        ("IN01", "professional", "They wait."),
        ("IN02", "professional", "  "),
    )


def test_a_session_counts_if_both_coded_it_and_the_others_are_named(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "access.hours"),
        ("ben", "FG01:0004", 0, 3, "access.hours"),
        ("asha", "FG02:0001", 0, 3, "access.waits"),
    )
    found = gather(said, marks, ("asha", "ben"))
    assert found.sessions == (("FG01", ("asha", "ben")),)
    assert found.left.sessions == (("FG02", ("asha",)), ("IN01", ()), ("IN02", ()))
    assert list(found.codings["transcript"]) == ["FG01", "FG01"]


def test_of_three_coders_two_are_enough_for_a_session(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"),
        ("ben", "FG01:0004", 0, 3, "a.a"),
        ("ben", "FG02:0001", 0, 3, "a.a"),
        ("cara", "FG02:0001", 0, 3, "a.a"),
        ("cara", "IN01:0001", 0, 3, "a.a"),
    )
    found = gather(said, marks, ("asha", "ben", "cara"))
    assert found.sessions == (("FG01", ("asha", "ben")), ("FG02", ("ben", "cara")))
    assert found.left.sessions == (("IN01", ("cara",)), ("IN02", ()))


def test_a_session_that_a_coder_finished_without_finding_anything_counts(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"), ("ben", "FG01:0002", 0, 5, "a.a"), ("asha", "FG02:0001", 0, 3, "a.a")
    )
    found = gather(said, marks, ("asha", "ben"), told=finished(("ben", "FG01"), ("ben", "FG02"), ("zoe", "IN01")))
    assert [session for session, _ in found.sessions] == ["FG01", "FG02"]


def test_of_a_coder_who_finishes_sessions_one_that_is_only_begun_does_not_count(
    said: pd.DataFrame, codings: Make
) -> None:
    marks = codings(*((who, turn, 0, 3, "a.a") for who in ("asha", "ben") for turn in ("FG01:0002", "FG02:0001")))
    found = gather(said, marks, ("asha", "ben"), told=finished(("ben", "FG02")))
    assert found.sessions == (("FG02", ("asha", "ben")),)
    assert ("FG01", ("asha",)) in found.left.sessions


def test_a_turn_that_a_coder_has_not_come_to_in_the_queue_is_no_answer(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"), ("asha", "FG02:0001", 0, 3, "a.a"), ("ben", "FG01:0004", 0, 3, "b.b")
    )
    found = gather(said, marks, ("asha", "ben"), told=Told(read=frozenset({("ben", "FG01:0004")})))
    assert list(found.turns["turn"]) == ["FG01:0004"]
    assert found.who == (("asha", "ben"),)
    assert list(found.codings["coding"]) == ["ben-3"]
    assert (found.left.unread, found.left.codings) == (1, 1)
    assert found.sessions == (("FG01", ("asha", "ben")),)
    assert found.left.sessions[0] == ("FG02", ("asha",))


def test_what_a_coder_who_says_what_they_read_merely_coded_does_not_count(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(*((who, turn, 0, 3, "a.a") for who in ("asha", "ben") for turn in ("FG01:0002", "FG01:0004")))
    found = gather(said, marks, ("asha", "ben"), told=Told(read=frozenset({("ben", "FG01:0004")})))
    assert list(found.turns["turn"]) == ["FG01:0004"]
    assert found.left.codings == 2


def test_a_session_that_a_coder_finished_counts_whole_beside_turns_that_they_read(
    said: pd.DataFrame, codings: Make
) -> None:
    marks = codings(*((who, turn, 0, 3, "a.a") for who in ("asha", "ben") for turn in ("FG01:0002", "FG02:0001")))
    told = Told(finished=frozenset({("ben", "FG01")}), read=frozenset({("ben", "IN01:0001"), ("asha", "IN01:0001")}))
    found = gather(said, marks, ("asha", "ben"), told=told)
    assert found.sessions == (("IN01", ("asha", "ben")),)
    both = gather(said, marks, ("asha", "ben"), told=Told(told.finished | {("asha", "FG01")}, told.read))
    assert list(both.turns["turn"]) == ["FG01:0002", "FG01:0004", "IN01:0001"]


def test_of_three_coders_each_turn_counts_for_those_who_read_it(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(*((who, "FG01:0002", 0, 5, "a.a") for who in ("asha", "ben", "cara")))
    found = gather(said, marks, ("asha", "ben", "cara"), told=Told(read=frozenset({("cara", "FG01:0004")})))
    assert dict(zip(found.turns["turn"], found.who, strict=True)) == {
        "FG01:0002": ("asha", "ben"),
        "FG01:0004": ("asha", "ben", "cara"),
    }
    assert list(found.codings["coder"]) == ["asha", "ben"]


def test_turns_of_those_who_ask_and_empty_turns_are_left_out_and_counted(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG01:0001", 0, 3, "a.a"), ("ben", "FG01:0002", 0, 5, "a.a"))
    found = gather(said, marks, ("asha", "ben"))
    assert list(found.turns["turn"]) == ["FG01:0002", "FG01:0004"]
    assert (found.left.asking, found.left.empty, found.left.codings) == (2, 1, 1)
    assert list(found.codings["coder"]) == ["ben"]


def test_turns_of_those_who_ask_count_where_they_are_asked_for(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG01:0001", 0, 3, "a.a"), ("ben", "FG01:0002", 0, 5, "a.a"))
    found = gather(said, marks, ("asha", "ben"), facilitators=True)
    assert list(found.turns["turn"]) == ["FG01:0001", "FG01:0002", "FG01:0004", "FG01:0005"]
    assert (found.left.asking, found.left.empty, found.left.codings) == (0, 1, 0)


def test_a_code_that_one_coder_proposed_is_left_out_and_named(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "proposed.asha_lifts"),
        ("asha", "FG01:0002", 0, 5, "b.b"),
        ("ben", "FG01:0002", 0, 5, "a.a"),
    )
    found = gather(said, marks, ("asha", "ben"))
    assert found.codes == ("a.a", "b.b")
    assert found.left.proposed == ("proposed.asha_lifts",)
    assert len(found.codings) == 2


def test_a_proposed_code_that_is_asked_for_is_compared(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "proposed.asha_lifts"), ("ben", "FG01:0002", 0, 5, "proposed.asha_lifts")
    )
    found = gather(said, marks, ("asha", "ben"), codes=["proposed.asha_lifts", "a.a"])
    assert found.codes == ("proposed.asha_lifts", "a.a")
    assert found.left.proposed == ()


def test_only_what_people_accepted_is_compared(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"),
        ("asha", "FG01:0002", 0, 3, "b.b", {"status": "rejected"}),
        ("ben", "FG01:0002", 0, 5, "a.a"),
        ("rules", "FG01:0002", 0, 5, "c.c", {"kind": "rules", "status": "suggested"}),
    )
    found = gather(said, marks, ("asha", "ben"))
    assert found.codes == ("a.a",)
    assert len(found.codings) == 2


def test_what_was_agreed_can_be_set_against_one_coder(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG01:0002", 0, 5, "a.a"), ("agreed", "FG01:0002", 0, 5, "a.a", {"kind": "agreed"}))
    assert len(gather(said, marks, ("asha", "agreed")).codings) == 2


@pytest.mark.parametrize("coders", [(), ("asha",), ("asha", "asha")])
def test_agreement_needs_two_different_coders(said: pd.DataFrame, codings: Make, coders: tuple[str, ...]) -> None:
    marks = codings(("asha", "FG01:0002", 0, 5, "a.a"))
    with pytest.raises(AnalysisError, match="two different coders") as caught:
        gather(said, marks, coders)
    assert "asha ben" in (caught.value.hint or "")


def test_somebody_who_has_coded_nothing_is_named_with_those_who_have(codings: Make) -> None:
    marks = codings(("asha", "FG01:0002", 0, 5, "a.a"), ("zoe", "FG01:0002", 0, 5, "a.a", {"status": "rejected"}))
    with pytest.raises(AnalysisError, match="'zoe' has coded nothing yet") as caught:
        of_people(marks, ("asha", "zoe"))
    assert caught.value.hint == "Those who have: asha."


def test_where_nobody_has_coded_anything_that_is_said(codings: Make) -> None:
    with pytest.raises(AnalysisError) as caught:
        of_people(codings(), ("asha", "ben"))
    assert caught.value.hint == "Nobody has coded anything yet."


@pytest.mark.parametrize("kind", ["rules", "model"])
def test_a_machine_is_no_coder(codings: Make, kind: str) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"), ("robot", "FG01:0002", 0, 5, "a.a", {"kind": kind, "status": "accepted"})
    )
    with pytest.raises(AnalysisError, match="'robot' is no person"):
        of_people(marks, ("asha", "robot"))


def test_coders_without_a_session_in_common_are_told_so(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(("asha", "FG01:0002", 0, 5, "a.a"), ("ben", "FG02:0001", 0, 5, "a.a"))
    with pytest.raises(AnalysisError, match="No session was coded by both asha and ben"):
        gather(said, marks, ("asha", "ben"))


def test_three_coders_without_a_session_in_common_are_told_so(said: pd.DataFrame, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0002", 0, 5, "a.a"), ("ben", "FG02:0001", 0, 5, "a.a"), ("cara", "IN01:0001", 0, 4, "a.a")
    )
    with pytest.raises(AnalysisError, match="No session was coded by two of asha, ben, cara"):
        gather(said, marks, ("asha", "ben", "cara"))
