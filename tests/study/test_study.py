"""Study: the facade that people hold, in a script and in a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import tlc
from tlc.errors import CodingError, DriftError, StudyError
from tlc.frames import CODINGS, TURNS
from tlc.listen.exchange.spreadsheet import write_spreadsheet
from tlc.model import Coding, Span

CODED = """turn,code,quote,memo,serious
FG01:0002,access.hours,closed after my shift,,
IN01:0002,access.registration,,,yes
"""


@pytest.fixture
def coded_study(tiny_study: tlc.Study) -> tlc.Study:
    """The tiny study with two codings of Asha."""
    table = tiny_study.path / "asha.csv"
    table.write_text(CODED, encoding="utf-8")
    assert not len(tiny_study.import_codings(table, coder="asha"))
    return tiny_study


def test_a_folder_without_a_study_file_is_not_a_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="not a study") as caught:
        tlc.open(tmp_path)
    assert "tlc new" in str(caught.value)


def test_opening_a_study_does_not_read_its_transcripts(study_folder: Path) -> None:
    (study_folder / "transcripts").mkdir()
    (study_folder / "transcripts" / "FG01.txt").write_text("nonsense", encoding="utf-8")
    assert tlc.open(study_folder).settings.title == "A tiny study"


def test_turns_are_a_table_of_declared_columns(tiny_study: tlc.Study) -> None:
    assert list(tiny_study.turns.columns) == list(TURNS)
    assert len(tiny_study.turns) == 7


def test_a_study_without_codings_has_an_empty_table_of_them(tiny_study: tlc.Study) -> None:
    assert list(tiny_study.codings.columns) == list(CODINGS)
    assert tiny_study.codings.empty


def test_one_file_can_be_added_without_putting_it_in_a_list(checked_folder: Path) -> None:
    study = tlc.open(checked_folder)
    outcomes = study.add(str(checked_folder / "sessions" / "FG01.txt"))
    assert [outcome.name for outcome in outcomes] == ["FG01.txt"]
    assert list(study.transcripts) == ["FG01"]


def test_adding_the_same_folder_again_changes_nothing(tiny_study: tlc.Study) -> None:
    before = {path.name: path.read_bytes() for path in (tiny_study.path / "transcripts").iterdir()}
    outcomes = tiny_study.add(tiny_study.path / "sessions")
    assert all(outcome.already for outcome in outcomes)
    assert {path.name: path.read_bytes() for path in (tiny_study.path / "transcripts").iterdir()} == before


def test_what_was_added_is_seen_without_opening_the_study_again(checked_folder: Path) -> None:
    study = tlc.open(checked_folder)
    assert not study.transcripts
    study.add(checked_folder / "sessions")
    assert sorted(study.transcripts) == ["FG01", "IN01"]


def test_rules_suggest_and_nothing_is_evidence(tiny_study: tlc.Study) -> None:
    assert len(tiny_study.tag()) >= 3
    assert set(tiny_study.codings["status"]) == {"suggested"}
    assert len(tiny_study.evidence()) == 0


def test_facilitators_questions_are_not_tagged(tiny_study: tlc.Study) -> None:
    tagged = {mark.span.turn for mark in tiny_study.tag()}
    assert not tagged & {"FG01:0001", "FG01:0004", "IN01:0001"}


def test_every_hit_behind_the_suggestions_can_be_looked_at(tiny_study: tlc.Study) -> None:
    suggested = tiny_study.tag()
    assert set(suggested.hits["turn"]) == {mark.span.turn for mark in suggested}
    assert {"code", "term", "words", "sense", "cue", "folded", "aside"} <= set(suggested.hits)


def test_turns_that_the_rules_cannot_read_are_told(tiny_study: tlc.Study) -> None:
    assert "passed over" not in tiny_study.tag().note
    file = tiny_study.path / tiny_study.settings.codebook
    file.write_text(file.read_text(encoding="utf-8").replace("terms.en", "terms.pl"), encoding="utf-8")
    assert "Turns in en were passed over" in tlc.open(tiny_study.path).tag().note


def test_tagging_twice_leaves_one_set_of_suggestions(tiny_study: tlc.Study) -> None:
    first = {mark.id for mark in tiny_study.tag()}
    assert {mark.id for mark in tiny_study.tag()} == first
    assert len(tiny_study.codings) == len(first)


def test_tagging_leaves_peoples_codings_alone(coded_study: tlc.Study) -> None:
    before = coded_study.codings
    coded_study.tag()
    people = coded_study.codings.query("kind == 'person'").reset_index(drop=True)
    pd.testing.assert_frame_equal(people, before)


def test_suggestions_can_be_gone_through_in_a_table_and_taken_in(tiny_study: tlc.Study) -> None:
    table = tiny_study.path / "asha.csv"
    suggested = tiny_study.tag(table=table)
    problems = tiny_study.import_codings(table, coder="asha")
    assert not len(problems)
    codings = tiny_study.codings
    accepted = codings[codings["coder"] == "asha"]
    assert list(accepted["status"].unique()) == ["accepted"]
    assert {mark.quote for mark in suggested} == set(accepted["quote"])
    assert len(tiny_study.evidence()) > 0


def test_a_table_that_somebody_may_be_working_in_is_not_overwritten(tiny_study: tlc.Study) -> None:
    table = tiny_study.path / "asha.csv"
    table.write_text("my work", encoding="utf-8")
    with pytest.raises(CodingError, match="there already") as caught:
        tiny_study.tag(table=table)
    assert "no work is lost" in str(caught.value)
    assert table.read_text(encoding="utf-8") == "my work"
    assert tiny_study.codings.empty


def test_a_quote_that_a_spreadsheet_would_run_comes_back_as_it_was_said(
    tiny_study: tlc.Study, let_through: Callable[..., None]
) -> None:
    session = tiny_study.path / "sessions" / "FG01.txt"
    session.write_text(session.read_text(encoding="utf-8") + "P01: -closed again.\n", encoding="utf-8")
    (tiny_study.path / "transcripts" / "FG01.txt").unlink()
    study = tlc.open(tiny_study.path)
    let_through(study, session)
    study.add(session)
    table = study.path / "ben.csv"
    turn = study.transcripts["FG01"].turns[-1]
    span = Span(turn=turn.id, start=0, end=7)
    mark = Coding(id="x", span=span, code="access.hours", coder="rules", quote="-closed", made_at="")
    write_spreadsheet(table, [mark])
    assert "'-closed" in table.read_text(encoding="utf-8")
    assert not len(study.import_codings(table, coder="ben"))
    assert list(study.codings["quote"]) == ["-closed"]


def test_importing_codings_again_takes_in_none_twice(coded_study: tlc.Study) -> None:
    again = coded_study.import_codings(coded_study.path / "asha.csv", coder="asha")
    assert "0 codings of Asha taken in, 2 were there already." in again.note
    assert len(coded_study.codings) == 2


def test_sessions_that_were_read_to_their_end_are_finished_with_their_codings(coded_study: tlc.Study) -> None:
    table = coded_study.path / "asha.csv"
    assert coded_study.finished == frozenset()
    assert "2 sessions are finished." in coded_study.import_codings(table, coder="asha", finished=True).note
    assert coded_study.finished == {"FG01", "IN01"}
    before = coded_study.kept[0].number
    coded_study.import_codings(table, coder="asha", finished=True)
    assert coded_study.kept[0].number == before, "what is finished is not finished again"


def test_no_session_is_finished_while_rows_are_missing(coded_study: tlc.Study) -> None:
    table = coded_study.path / "asha.csv"
    table.write_text(f"{CODED}FG01:0003,access.hours,words that nobody said,,\n", encoding="utf-8")
    taken = coded_study.import_codings(table, coder="asha", finished=True)
    assert len(taken) == 1
    assert "No session is called finished" in taken.note
    assert coded_study.finished == frozenset()


def test_codings_that_moved_with_a_corrected_transcript_are_known_again(
    coded_study: tlc.Study, let_through: Callable[..., None]
) -> None:
    folder = coded_study.path
    session, table = folder / "sessions" / "FG01.txt", folder / "asha.csv"
    session.write_text(f"R01: Sit down.\n{session.read_text(encoding='utf-8')}", encoding="utf-8", newline="")
    let_through(coded_study, [session])
    assert coded_study.add(session, replace=True).items[0].problem is None
    moved = re.sub(r"FG01:(\d+)", lambda turn: f"FG01:{int(turn[1]) + 1:04d}", table.read_text(encoding="utf-8"))
    table.write_text(moved, encoding="utf-8", newline="")

    again = tlc.open(folder).import_codings(table, coder="asha")
    assert not len(again)
    assert "0 codings of Asha taken in, 2 were there already." in again.note


def test_evidence_counts_what_people_accepted(coded_study: tlc.Study) -> None:
    held = {one.theme: one for one in coded_study.evidence()}
    assert held["access.hours"].community == ("P01",)
    assert held["access.registration"].professionals == ("P03",)
    assert held["access"].sessions == ("FG01", "IN01")
    assert len(held["access.registration"].serious) == 1


def test_a_coding_by_an_older_name_of_its_code_follows_the_code(coded_study: tlc.Study) -> None:
    book = coded_study.path / "codebook.toml"
    text = book.read_text(encoding="utf-8")
    text = text.replace('id = "access.hours"', 'id = "access.opening"\naliases = ["access.hours"]')
    book.write_text(text, encoding="utf-8")
    study = tlc.open(coded_study.path)
    assert set(study.codings["code"]) == {"access.opening", "access.registration"}
    assert not [problem for problem in study.check() if problem.severity == "error"]


def test_words_changed_under_a_coding_stop_the_reading(
    coded_study: tlc.Study, let_through: Callable[..., None]
) -> None:
    session = coded_study.path / "sessions" / "FG01.txt"
    session.write_text(session.read_text(encoding="utf-8").replace("closed after", "shut after"), encoding="utf-8")
    (coded_study.path / "transcripts" / "FG01.txt").unlink()
    study = tlc.open(coded_study.path)
    let_through(study, session)
    study.add(session)
    with pytest.raises(DriftError, match="1 codings no longer fit the words of FG01"):
        _ = study.codings
    assert any("no longer fit" in problem.what for problem in study.check())


def test_an_edited_transcript_is_noticed(tiny_study: tlc.Study) -> None:
    path = tiny_study.path / "transcripts" / "FG01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("closed", "open"), encoding="utf-8")
    problems = tlc.open(tiny_study.path).check()
    assert any("changed after it was imported" in problem.what for problem in problems)


def test_one_unreadable_table_does_not_hide_the_other_problems(tiny_study: tlc.Study) -> None:
    (tiny_study.path / "actions.csv").write_text("nothing,here\n1,2\n", encoding="utf-8")
    study_file = tiny_study.path / "study.toml"
    study_file.write_text(
        study_file.read_text(encoding="utf-8").replace("participants = 3", "participants = 9"), "utf-8"
    )
    found = [problem.what for problem in tlc.open(tiny_study.path).check()]
    assert any("no column 'action'" in what for what in found)
    assert any("expects 9 participants, and 3 are listed" in what for what in found)


def test_a_report_is_refused_while_words_of_somebody_who_left_are_there(coded_study: tlc.Study) -> None:
    people = coded_study.path / "participants.csv"
    text = people.read_text(encoding="utf-8").replace("consent_training\n", "consent_training,withdrawn\n")
    people.write_text(
        text.replace("P01,FG01,community,ro,18-29,yes,yes,yes,yes", "P01,FG01,community,ro,18-29,yes,yes,yes,yes,yes"),
        "utf-8",
    )
    with pytest.raises(StudyError, match="P01 left the study"):
        tlc.open(coded_study.path).report()
    assert not (coded_study.path / "reports").exists()


def test_withdrawing_and_bringing_the_session_in_again_clears_the_way(coded_study: tlc.Study) -> None:
    people = coded_study.path / "participants.csv"
    text = people.read_text(encoding="utf-8").replace("consent_training\n", "consent_training,withdrawn\n")
    people.write_text(
        text.replace("P02,FG01,community,ro,30-44,yes,yes,no,no", "P02,FG01,community,ro,30-44,yes,yes,no,no,yes"),
        "utf-8",
    )
    (coded_study.path / "transcripts" / "FG01.txt").unlink()
    study = tlc.open(coded_study.path)
    study.add(study.path / "sessions")
    assert study.transcripts["FG01"].turns[2].text == "[withdrawn]"
    assert not [problem for problem in study.check() if problem.severity == "error"]


def test_a_study_too_small_for_topics_still_has_a_report(coded_study: tlc.Study) -> None:
    page = coded_study.report().read_text(encoding="utf-8")
    assert "This report has no topics." in page


def test_a_report_goes_where_one_says(coded_study: tlc.Study, tmp_path: Path) -> None:
    path = coded_study.report(tmp_path / "elsewhere" / "page.html")
    assert path == tmp_path / "elsewhere" / "page.html"
    assert path.is_file()
    assert path.with_name("page-trace.csv").is_file()


def test_the_card_sums_the_study_up(coded_study: tlc.Study) -> None:
    shown = repr(coded_study)
    assert "A tiny study" in shown
    assert "1 focus groups, 1 interviews" in shown
    assert "2 codings" in shown
    assert "synthetic" in shown


def test_the_card_shows_what_is_wrong_and_does_not_break(study_folder: Path) -> None:
    (study_folder / "participants.csv").write_text("participant,role\n", encoding="utf-8")
    study = tlc.open(study_folder)
    assert "no column 'consent_analyse'" in repr(study)
    assert "consent_analyse" in study._repr_html_()


def test_the_card_escapes_what_people_typed(study_folder: Path) -> None:
    path = study_folder / "study.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("A tiny study", "<b>A&B</b>"), encoding="utf-8")
    shown = tlc.open(study_folder)._repr_html_()
    assert "<b>A" not in shown
    assert "&lt;b&gt;A&amp;B&lt;/b&gt;" in shown
