"""Feedback and events in a study: coded as any words, found by a search, and in no count of sessions or people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tlc
from tlc.errors import AnalysisError
from tlc.study._sources import (
    check_sources,
    context_of,
    events_of,
    evidence_of,
    transcripts_beside,
    turns_of_sessions,
)

TALKING = Path(__file__).parents[1] / "cli" / "topics" / "talking.py"
CARDS = "route,text\nPALS,They asked for a fee at the desk.\nPALS,No interpreter came again.\n"
DAY = "Date,Site,Feedback\n,Hostel,The nurse was kind at the fair.\n"
CODED = """turn,code,quote
FG01:0002,access.hours,closed after my shift
IN01:0002,access.registration,
PALS1:0001,access.registration,They asked for a fee
PALS1:0002,language.interpreter,No interpreter came
DAY1:0001,access.hours,kind
"""


def pass_gate(study: tlc.Study, files: list[Path]) -> None:
    """Leave out whatever stands beside the words, and keep these."""
    review = study.review(files, by="asha")
    while review.open:
        item = review.open[0]
        review.decide(item.id, item.choices[-1], reason="invented" if item.choices[-1] == "keep" else "")


@pytest.fixture
def with_cards(tiny_study: tlc.Study) -> tlc.Study:
    """The tiny study with a file of feedback and one of an event, all of it coded by Asha."""
    folder = tiny_study.path
    groups = (folder / "groups.csv").read_text(encoding="utf-8").rstrip("\n")
    head, *rows = groups.split("\n")
    width = head.count(",")
    rows += [f"PALS1,feedback{',' * (width - 1)}", f"DAY1,event{',' * (width - 1)}"]
    (folder / "groups.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    cards = {"PALS1.csv": CARDS, "DAY1.csv": DAY}
    for name, text in cards.items():
        (folder / "sessions" / name).write_text(text, encoding="utf-8")
    study = tlc.open(folder)
    files = [folder / "sessions" / name for name in cards]
    pass_gate(study, files)
    study.add(files)
    (folder / "asha.csv").write_text(CODED, encoding="utf-8")
    assert not len(study.import_codings(folder / "asha.csv", coder="asha"))
    return study


def test_cards_and_health_days_come_in_as_turns_of_nobody_known(with_cards: tlc.Study) -> None:
    assert transcripts_beside(with_cards) == {"PALS1", "DAY1"}
    turns = [turn for name in ("PALS1", "DAY1") for turn in with_cards.transcripts[name].turns]
    assert [turn.text for turn in turns] == [
        "They asked for a fee at the desk.",
        "No interpreter came again.",
        "The nurse was kind at the fair.",
    ]
    assert {turn.speaker for turn in turns} == {None}
    assert set(turns_of_sessions(with_cards)["transcript"]) == {"FG01", "IN01"}


def test_evidence_of_a_study_holds_cards_beside_its_sessions(with_cards: tlc.Study) -> None:
    held = evidence_of(with_cards)
    registration, hours = held["access.registration"], held["access.hours"]
    assert (registration.sessions, registration.sessions_read, registration.feedback) == (("IN01",), 2, ("PALS1",))
    assert (hours.sessions, hours.events, hours.events_read, hours.feedback_read) == (("FG01",), ("DAY1",), 1, 1)
    assert held["language.interpreter"].sessions == ()
    assert held["language.interpreter"].found
    shown = with_cards.evidence().frame.set_index("theme")
    assert list(shown.loc["access.registration", ["events", "feedback"]]) == ["0 of 1", "1 of 1"]


def test_a_search_looks_through_cards_and_counts_them_apart(with_cards: tlc.Study) -> None:
    assert with_cards.search("interpreter").title == (
        "Found in 1 of 2 sessions and 1 of 2 files of events and feedback, 2 times"
    )


def test_the_matrix_has_rows_for_cards_only_where_nothing_else_is_in_them(with_cards: tlc.Study) -> None:
    assert {"PALS1", "DAY1", "FG01"} <= set(with_cards.matrix().result.cases)
    assert set(with_cards.matrix(rows="kind").result.cases) == {"focus_group", "interview"}
    assert set(with_cards.matrix(rows="month").result.cases) == {"2026-05", "2026-06"}
    assert "speaker not known" not in with_cards.matrix(rows="role").result.cases


def test_cards_are_no_sessions_of_a_saturation(with_cards: tlc.Study) -> None:
    assert with_cards.saturation(base=1, run=1).result.sessions == ("FG01", "IN01")
    with pytest.raises(AnalysisError, match="one that nobody has coded"):
        with_cards.saturation(base=1, run=1, order=["FG01", "PALS1"])


def test_what_stands_together_on_cards_is_in_no_count_of_sessions(with_cards: tlc.Study) -> None:
    more = "turn,code,quote\nPALS1:0001,language.interpreter,They asked for a fee\n"
    (with_cards.path / "more.csv").write_text(more, encoding="utf-8")
    with_cards.import_codings(with_cards.path / "more.csv", coder="asha")
    pairs = with_cards.cooccurrence().result
    assert not [one for one in pairs.pairs if "PALS1" in one.sessions]


def test_cards_make_no_topics(
    loaded: Callable[[Path], ModuleType], lay_study: Callable[[Path], Path], tmp_path: Path
) -> None:
    folder = loaded(TALKING).lay(lay_study(tmp_path / "tiny"))
    groups = folder / "groups.csv"
    groups.write_text(groups.read_text(encoding="utf-8").replace("IN01,interview", "IN01,feedback"), encoding="utf-8")
    run = tlc.open(folder).topics(stability=False)
    assert {turn.partition(":")[0] for topic in run.run.topics for turn in topic.turns} == {
        "FG01",
        "FG01B",
        "FG01C",
        "FG01D",
    }
    assert {one.sessions_in_all for one in run.run.emerging} <= {4}


def test_what_came_in_beside_the_sessions_is_laid_out_for_the_report(with_cards: tlc.Study) -> None:
    (with_cards.path / "events.csv").write_text("site,month,attendance\nHostel,2026-05,22\n", encoding="utf-8")
    beside, routes, events = events_of(with_cards)
    assert [row[0] for row in beside.rows] == ["Event", "Feedback"]
    assert routes.columns == ("Theme", "Events", "Not known")
    assert events.rows == (("Hostel", "April to June 2026", "1", "22"),)


def test_a_study_of_sessions_alone_has_nothing_beside_them(tiny_study: tlc.Study) -> None:
    assert (events_of(tiny_study), context_of(tiny_study), check_sources(tiny_study)) == ((), None, ())


def test_figures_of_others_stand_apart(tiny_study: tlc.Study) -> None:
    row = "area,indicator,value,period,source\nTestwick,Deaths,71.2,2024,A profile\n"
    (tiny_study.path / "indicators.csv").write_text(row, encoding="utf-8")
    shown = context_of(tiny_study)
    assert shown is not None
    assert shown.rows == (("Testwick", "Deaths", "71.2", "2024", "A profile"),)


def test_both_tables_are_checked_though_the_first_is_wrong(tiny_study: tlc.Study) -> None:
    (tiny_study.path / "events.csv").write_text("site,month\nHostel,May\n", encoding="utf-8")
    (tiny_study.path / "indicators.csv").write_text("area\nTestwick\n", encoding="utf-8")
    assert ["not of the form" in str(one) or "no column" in str(one) for one in check_sources(tiny_study)] == [True] * 2
    assert {problem.severity for problem in tiny_study.check()} >= {"error"}


def test_what_the_team_answered_of_itself_stands_beside_the_sessions(tiny_study: tlc.Study) -> None:
    (tiny_study.path / "audit.csv").write_text("section,answer,themes\nStaff,yes,access\n", encoding="utf-8")
    (tiny_study.path / "roadmap.csv").write_text("step,what,rating\n7,,begun\n", encoding="utf-8")
    audit, roadmap = events_of(tiny_study)
    assert audit.rows == (("Staff", "yes", "Getting in"),)
    assert (len(roadmap.rows), roadmap.rows[6][2]) == (7, "begun")
    assert check_sources(tiny_study) == ()
    (tiny_study.path / "roadmap.csv").write_text("step,what,rating\n9,,begun\n", encoding="utf-8")
    assert len(check_sources(tiny_study)) == 1
