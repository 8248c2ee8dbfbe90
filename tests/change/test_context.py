"""What stands beside the findings: summed by hand, hidden where it is of few people, and never added to anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.context import (
    _of_route,
    beside_table,
    events_table,
    indicators_table,
    read_events,
    read_indicators,
    route_table,
    tags_of,
)
from tlc.errors import StudyError
from tlc.frames import codings_frame, turns_frame
from tlc.model import Codebook, Coder, Coding, Group, Participant, Settings, Span, Transcript
from tlc.model.context import Event

Explained = Callable[..., None]
SAID = "They wanted papers."


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str, name: str = "events.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def day(month: str, site: str = "Hostel A", **numbers: int) -> Event:
    return Event(site=site, month=month, numbers=numbers)


# Events


def test_events_are_read_with_their_numbers_and_without_their_notes(table: Callable[..., Path]) -> None:
    path = table("site,month,attendance,vaccinations,note", "Hostel A,2026-05,22,4,rain", "Hostel B,2026-06,,0,")
    assert read_events(path) == (
        day("2026-05", attendance=22, vaccinations=4),
        day("2026-06", "Hostel B", vaccinations=0),
    )


def test_a_study_without_events_or_figures_of_others_has_none(tmp_path: Path) -> None:
    assert read_events(tmp_path / "events.csv") == ()
    assert read_indicators(tmp_path / "indicators.csv") == ()
    assert (events_table([], 5), indicators_table([])) == (None, None)


@pytest.mark.parametrize(
    ("row", "what", "hint"),
    [
        (",2026-05,3", "The event has no site", "as it may be printed"),
        ("Hostel A,2026-05-02,3", "not of the form 2026-06", "A day tells too much"),
        ("Hostel A,,3", "not of the form 2026-06", "with an apostrophe"),
        ("Hostel A,2026-05,a few", "'attendance' holds something that is no whole number", "comes in as a file"),
        ("Hostel A,2026-05,-3", "no whole number", "Only numbers"),
        ("Hostel A,2026-05,3.5", "no whole number", "Only numbers"),
    ],
)
def test_what_is_wrong_with_an_event_is_explained_with_its_line(
    table: Callable[..., Path], row: str, what: str, hint: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_events(table("site,month,attendance", row))
    explained(caught.value, what=what, where="events.csv, line 2", hint=hint)
    assert "a few" not in str(caught.value)


@pytest.mark.parametrize(
    ("month", "quarter"), [("2026-01", 1), ("2026-03", 1), ("2026-04", 2), ("2026-09", 3), ("2026-12", 4)]
)
def test_a_month_belongs_to_its_quarter_of_the_calendar(month: str, quarter: int) -> None:
    assert day(month).quarter == (2026, quarter)


def test_events_are_summed_by_site_and_quarter_by_hand() -> None:
    shown = events_table(
        [
            day("2026-05", attendance=22, vaccinations=4),
            day("2026-06", attendance=9, vaccinations=3),
            day("2026-07", attendance=3, vaccinations=0),
            day("2026-05", "Hostel B", attendance=30),
        ],
        5,
    )
    assert shown is not None
    assert shown.columns == ("Site", "Quarter", "Events", "Attendance", "Vaccinations")
    assert shown.rows == (
        ("Hostel A", "April to June 2026", "2", "31", "7"),
        ("Hostel A", "July to September 2026", "1", "not shown", "not shown"),
        ("Hostel B", "April to June 2026", "1", "30", "not counted"),
    )


def test_a_small_part_of_those_who_came_cannot_be_subtracted_from_them() -> None:
    shown = events_table([day("2026-05", attendance=12, referrals=9, vaccinations=3, services=4)], 5)
    assert shown is not None
    assert shown.rows[0][3:] == ("not shown", "not shown", "not shown", "4")


def test_what_was_counted_on_some_days_only_is_not_summed() -> None:
    shown = events_table([day("2026-05", attendance=22), day("2026-06", vaccinations=9)], 5)
    assert shown is not None
    assert shown.rows[0][3:] == ("not counted each time", "not counted each time")


def test_how_many_services_there_were_is_no_count_of_people() -> None:
    shown = events_table([day("2026-05", attendance=2, services=3)], 5)
    assert shown is not None
    assert shown.rows[0][3:] == ("fewer than 5", "3")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(1, 10))
def test_no_small_attendance_is_printed(counts: list[int], min_cell: int) -> None:
    shown = events_table([day("2026-05", f"Site {n}", attendance=count) for n, count in enumerate(counts)], min_cell)
    assert shown is not None
    printed = [row[3] for row in shown.rows]
    assert all(int(cell) == 0 or int(cell) >= min_cell for cell in printed if cell.isdecimal())
    assert sum(not cell.isdecimal() for cell in printed) == sum(0 < count < min_cell for count in counts)


# Figures of others


def test_a_figure_of_others_comes_with_its_unit_period_and_source(table: Callable[..., Path]) -> None:
    head = "area,indicator,value,unit,period,source"
    path = table(head, "Testwick,Children vaccinated,71.2,%,2024/25,A profile", name="indicators.csv")
    shown = indicators_table(read_indicators(path))
    assert shown is not None
    assert shown.rows == (("Testwick", "Children vaccinated", "71.2 %", "2024/25", "A profile"),)
    assert "added to nothing" in shown.caption


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Testwick,Deaths,71,2024,", "The indicator has no source"),
        ("Testwick,Deaths,71,,Profile", "The indicator has no period"),
        ("Testwick,Deaths,,2024,Profile", "The indicator has no value"),
        (",Deaths,71,2024,Profile", "The indicator has no area"),
        ("Testwick,Deaths,many,2024,Profile", "The value holds no number"),
    ],
)
def test_a_figure_that_nobody_could_check_is_refused(
    table: Callable[..., Path], row: str, what: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_indicators(table("area,indicator,value,period,source", row, name="indicators.csv"))
    explained(caught.value, what=what, where="indicators.csv, line 2", hint=str(caught.value.hint))


def test_a_table_without_a_column_for_sources_is_refused(table: Callable[..., Path]) -> None:
    with pytest.raises(StudyError, match="no column 'source'"):
        read_indicators(table("area,indicator,value,period", "a,b,1,2024", name="indicators.csv"))


# Feedback by its route


GROUPS = (
    Group(id="FG01", kind="focus_group"),
    Group(id="PALS1", kind="feedback", route="PALS", community="Roma"),
    Group(id="PALS2", kind="feedback", route="pals", community="Roma"),
    Group(id="VCSE1", kind="feedback", route="VCSE"),
    Group(id="CARDS", kind="feedback"),
    Group(id="DAY1", kind="event"),
)


@pytest.fixture
def cards(a_transcript: Callable[..., Transcript]) -> Callable[..., tuple[pd.DataFrame, pd.DataFrame]]:
    """Turns of nobody known in each group, and the first so many of each coded with one code."""

    def make(coded: dict[str, tuple[int, int]], code: str = "access.papers", **more: Any) -> Any:
        turns = turns_frame([a_transcript(*[(None, SAID)] * size, name=name) for name, (_, size) in coded.items()], ())
        marks = [
            Coding(
                id=f"asha-{name}-{n}",
                span=Span(turn=f"{name}:{n:04}", start=0, end=4),
                code=code,
                coder="asha",
                quote="They",
                made_at="",
                **more,
            )
            for name, (count, _) in coded.items()
            for n in range(1, count + 1)
        ]
        return turns, codings_frame(marks, [Coder(id="asha", name="Asha")])

    return make


def test_comments_of_each_route_stand_apart_counted_by_hand(cards: Any, book: Codebook) -> None:
    frames = cards(
        {"FG01": (9, 9), "PALS1": (6, 12), "PALS2": (3, 9), "VCSE1": (2, 8), "CARDS": (0, 5), "DAY1": (7, 9)}
    )
    shown = route_table(frames, (), GROUPS, book, 5)
    assert shown is not None
    assert shown.columns == ("Theme", "PALS", "VCSE", "Events", "Not known")
    # At the event 7 of 9 said it, so what is hidden there is that 2 did not.
    assert shown.rows == (("Asked for papers", "9", "fewer than 5", "not shown", "0"),)


def test_what_only_sessions_hold_makes_no_table_of_routes(cards: Any, book: Codebook) -> None:
    assert route_table(cards({"FG01": (3, 3), "PALS1": (0, 4)}), (), GROUPS, book, 5) is None


def test_a_comment_coded_twice_is_one(cards: Any, book: Codebook) -> None:
    turns, marks = cards({"PALS1": (6, 12)})
    twice = pd.concat([marks, marks.assign(coding="ben-" + marks["coding"], start=2)])
    shown = route_table((turns, twice), (), GROUPS, book, 5)
    assert shown is not None
    assert shown.rows[0][1] == "6"


def test_what_machines_suggest_is_in_no_route(cards: Any, book: Codebook) -> None:
    assert route_table(cards({"PALS1": (6, 12)}, status="suggested"), (), GROUPS, book, 5) is None


def test_what_came_in_is_listed_by_kind_route_and_community(cards: Any) -> None:
    turns, _ = cards({"FG01": (0, 3), "PALS1": (0, 12), "PALS2": (0, 9), "VCSE1": (0, 3), "DAY1": (0, 6)})
    shown = beside_table(GROUPS, turns, 5)
    assert shown is not None
    assert shown.rows == (
        ("Event", "events", "not known", "1", "6"),
        ("Feedback", "PALS", "Roma", "2", "21"),
        ("Feedback", "VCSE", "not known", "1", "fewer than 5"),
        ("Feedback", "not known", "not known", "1", "0"),
    )
    assert beside_table(GROUPS[:1], turns, 5) is None


@given(count=st.integers(0, 30), more=st.integers(0, 30), min_cell=st.integers(2, 10))
def test_neither_few_who_wrote_it_nor_few_who_did_not_can_be_counted(count: int, more: int, min_cell: int) -> None:
    shown = _of_route(count, count + more, min_cell)
    if shown.isdecimal():
        assert int(shown) == count
        assert count == 0 or (count >= min_cell and more >= min_cell)
    else:
        assert shown in (f"fewer than {min_cell}", "not shown")


def test_a_card_of_somebody_who_withdrew_is_in_no_route(
    book: Codebook, a_transcript: Callable[..., Transcript]
) -> None:
    gone = Participant(id="W1", role="community", group="PALS1", withdrawn=True)
    turns = turns_frame([a_transcript(("W1", SAID), name="PALS1")], [gone])
    span = Span(turn="PALS1:0001", start=0, end=4)
    mark = Coding(id="asha-1", span=span, code="access.papers", coder="asha", quote="They", made_at="")
    marks = codings_frame([mark], [Coder(id="asha", name="Asha")])
    assert route_table((turns, marks), [gone], GROUPS, book, 2) is None


# Tags


def test_tags_are_told_in_words_and_only_those_that_were_given() -> None:
    settings = Settings(
        title="A", core20="unknown", plus_groups=("other: people on boats",), clinical_areas=("maternity",)
    )
    assert tags_of(settings) == (
        ("Core20", "unknown"),
        ("PLUS groups", "people on boats"),
        ("Clinical areas of Core20PLUS5", "maternity"),
    )
    assert tags_of(Settings(title="A")) == ()
