"""Standards of reporting: their items are all there, and only data answer them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tlc.change.report.facts import ReportFacts, ReportingItem
from tlc.change.report.gather.reporting import TO_ANSWER
from tlc.frames import turns_frame
from tlc.model import Contrary, Involvement, Participant, Rating, Settings, Transcript

Facts = Callable[..., ReportFacts]
SETTINGS = {"title": "T", "min_cell": 2}


def items(facts: ReportFacts) -> dict[tuple[str, int], ReportingItem]:
    return {(one.standard, one.number): one for one in facts.reporting}


def test_every_item_of_every_standard_stands_there_once_and_in_order(facts: Facts) -> None:
    expected = [("COREQ", n) for n in range(1, 33)] + [("SRQR", n) for n in range(1, 22)]
    assert [(one.standard, one.number) for one in facts().reporting] == expected + [("GRIPP2", n) for n in range(1, 6)]
    assert all(one.item for one in facts().reporting)


def test_an_item_is_answered_or_left_to_the_team_and_never_both(facts: Facts) -> None:
    for one in facts().reporting:
        assert one.answered is (one.answer != TO_ANSWER)
        assert one.answer


# What only a person can answer, and what is answered only where it was logged.
# The town of a study is not the room in which a group met.
ALWAYS_OPEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20, 23, 30]


def everything(everybody: tuple[Participant, ...], a_rating: Callable[..., Rating]) -> dict[str, Any]:
    """All that a study can have: whatever is still open then is always open."""
    contrary = (Contrary(theme="access.hours", turn="FG02:0001", by="asha", reason="r"),)
    filled = {"place": "Northwick", "aim": "To hear.", "ethics": "Approved.", "period": "June", "reviewed": "in July"}
    return {
        "settings": Settings(**SETTINGS, **filled),  # type: ignore[arg-type]
        "people": tuple(replace(one, traits={"age_band": "old"}) for one in everybody),
        "involvement": (
            Involvement(date="2026-09", kind="member_check", with_whom="two groups", what_changed="A word."),
            Involvement(date="2026-10", kind="decision", decided="A desk."),
        ),
        "ratings": {"access.hours": a_rating(contrary=contrary, searched="asha")},
        "saturation": (("1", 2, 2),),
        "saturation_note": "After 1 of 3 sessions.",
    }


def test_what_only_a_person_can_answer_stays_open_whatever_the_study_holds(
    facts: Facts, everybody: tuple[Participant, ...], a_rating: Callable[..., Rating]
) -> None:
    found = items(facts(**everything(everybody, a_rating)))
    assert [n for (standard, n), one in found.items() if standard == "COREQ" and not one.answered] == [
        *ALWAYS_OPEN[:-2],
        21,
        *ALWAYS_OPEN[-2:],
    ]
    assert found["COREQ", 28].answer == "Findings were taken back: 2026-09 two groups."
    assert found["GRIPP2", 3].answer == "October\xa02026: A desk. A word."
    assert found["GRIPP2", 2].answer.startswith("1 round,")


@pytest.mark.parametrize(("title", "answered"), [("What people told us", False), ("A qualitative study", True)])
def test_a_title_is_answered_where_it_says_what_kind_of_study_it_is(facts: Facts, title: str, answered: bool) -> None:
    settings = Settings(title=title, min_cell=2, ethics="Approved.")
    found = items(facts(settings=settings))
    assert found["SRQR", 1].answered is answered
    assert found["SRQR", 9].answer == "Approved. What each person agreed to is on record."


def test_almost_nothing_is_answered_for_a_study_that_says_nothing(facts: Facts) -> None:
    found = items(facts())
    for key in (("COREQ", 14), ("COREQ", 22), ("COREQ", 28), ("SRQR", 4), ("SRQR", 9), ("GRIPP2", 2), ("GRIPP2", 3)):
        assert not found[key].answered


def test_that_participants_gave_feedback_is_said_only_where_it_was_logged(facts: Facts) -> None:
    other = Involvement(date="2026-09", kind="co_development", what_changed="A word.")
    assert not items(facts(involvement=(other,)))["COREQ", 28].answered
    assert items(facts(settings=Settings(**SETTINGS, reviewed="in July")))["COREQ", 28].answer == (  # type: ignore[arg-type]
        "Findings were taken back: in July."
    )


def with_times(transcripts: tuple[Transcript, ...], *last: float | None) -> tuple[Transcript, ...]:
    return tuple(
        replace(one, turns=(*one.turns[:-1], replace(one.turns[-1], seconds=seconds)))
        for one, seconds in zip(transcripts, last, strict=True)
    )


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        ((1800.0, 3540.0, 600.0, 900.0), "10 to 59 minutes, by the last time in each transcript."),
        ((1800.0, 3540.0, 600.0, None), TO_ANSWER),
    ],
)
def test_how_long_sessions_lasted_is_said_only_where_all_have_times(
    facts: Facts,
    everybody: tuple[Participant, ...],
    transcripts: tuple[Transcript, ...],
    last: tuple[float | None, ...],
    answer: str,
) -> None:
    turns = turns_frame(with_times(transcripts, *last), everybody)
    assert items(facts(turns=turns))["COREQ", 21].answer == answer


def test_figures_of_the_items_are_those_of_the_report(facts: Facts) -> None:
    found = facts()
    assert items(found)["COREQ", 24].answer == "2 people coded."
    assert items(found)["COREQ", 25].answer == "4 codes under 3 headings: A small codebook, version 1.2."
    assert items(found)["COREQ", 26].answer == "4 codes were set before the talk; 0 came from it."
    assert items(found)["COREQ", 27].answer == "tlc 0.1.0."
    assert items(found)["COREQ", 31].answer.startswith("4 themes")


def test_an_answer_hides_small_counts_as_the_report_does(facts: Facts) -> None:
    assert "People who took part: 7" not in items(facts(min_cell=9))["COREQ", 12].answer
    assert "People who took part: 7" in items(facts(min_cell=1))["COREQ", 12].answer
