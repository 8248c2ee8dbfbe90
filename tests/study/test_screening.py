"""Screening a plan against a study: a sheet, answers, a result, and nothing that anybody said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import tlc
from tlc.cli import main
from tlc.errors import AnalysisError, StudyError, TranscriptError
from tlc.model import COMPONENTS

CODED = """turn,code,quote
FG01:0002,access.hours,closed after my shift
FG01:0003,language.interpreter,there was no interpreter
IN01:0002,access.registration,
"""
PLAN = """Access plan
We will book an interpreter for every visit.
When we are closed, a second practice is open.
No interpreter, no visit: staff are told.
Nobody is asked for papers. Closed days are announced.
Closed means closed.
Closed again.
"""


@pytest.fixture(scope="module")
def made() -> list[Path]:
    """Where the study lies, once it is made: each test has a copy of its own."""
    return []


@pytest.fixture
def study(
    made: list[Path],
    lay_study: Callable[[Path], Path],
    let_through: Callable[..., None],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
) -> tlc.Study:
    """The tiny study: of three themes, a person is fairly sure of two."""
    if not made:
        folder = lay_study(tmp_path_factory.mktemp("made") / "tiny")
        first = tlc.open(folder)
        let_through(first, [folder / "sessions"])
        first.add([folder / "sessions"])
        (folder / "asha.csv").write_text(CODED, encoding="utf-8")
        first.import_codings(folder / "asha.csv", coder="asha")
        for theme, concern in (("access.hours", "minor"), ("language.interpreter", "moderate")):
            for component in COMPONENTS:
                chosen = concern if component == "methods" else "none"
                first.rate(theme, component, chosen, by="asha", reason="invented")
        made.append(folder)
    return tlc.open(shutil.copytree(made[0], tmp_path / "tiny"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Access plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def sheet_of(study: tlc.Study) -> Path:
    return study.path / "screened-plans" / "Access plan.xlsx"


def answer(study: tlc.Study, *answers: str, evidence: str = "line 3") -> None:
    book = openpyxl.load_workbook(sheet_of(study))
    for number, given in enumerate(answers, 2):
        book["screening"].cell(number, 5).value = given
        book["screening"].cell(number, 6).value = evidence
    book.save(sheet_of(study))


def test_every_theme_rated_moderate_or_high_is_there_once_and_no_other(study: tlc.Study, plan: Path) -> None:
    found = study.screen(plan)
    assert [(row.theme, row.rating) for row in found] == [
        ("access.hours", "High"),
        ("language.interpreter", "Moderate"),
    ]


def test_the_first_time_there_is_a_sheet_and_no_result(study: tlc.Study, plan: Path) -> None:
    found = study.screen(plan)
    assert [path.name for path in sorted((study.path / "screened-plans").iterdir())] == ["Access plan.xlsx"]
    assert set(found.frame["answer"]) == {"not screened"}
    assert "INCOMPLETE: 2 of 2" in found.note
    assert str(sheet_of(study)) in found.note


def test_places_are_paragraphs_of_the_plan_that_hold_terms_of_the_theme(study: tlc.Study, plan: Path) -> None:
    hours, interpreter = study.screen(plan)
    assert interpreter.places == "paragraph 4: No interpreter, no visit: staff are told."
    assert hours.places.split("\n") == [
        "paragraph 3: When we are closed, a second practice is ...",
        "paragraph 5: Nobody is asked for papers. Closed days are ...",
        "paragraph 6: Closed means closed.",
        "also in 7",
    ]


def test_a_plan_without_any_term_leaves_every_theme_to_be_answered(study: tlc.Study, tmp_path: Path) -> None:
    (tmp_path / "Access plan.txt").write_text("Nothing of the kind.", encoding="utf-8")
    found = study.screen(tmp_path / "Access plan.txt")
    assert {row.places for row in found} == {"no term of it found"}
    assert len(found) == 2


def test_answers_are_read_and_the_result_is_marked_until_all_are_there(study: tlc.Study, plan: Path) -> None:
    study.screen(plan)
    answer(study, "addressed")
    half = study.screen(plan, by="asha")
    assert [(row.state, row.by) for row in half] == [("addressed", "asha"), ("not screened", "")]
    assert "INCOMPLETE: 1 of 2" in half.note
    assert sheet_of(study).with_suffix(".docx").exists()
    answer(study, "addressed", "not")
    assert "Complete: every theme has an answer." in study.screen(plan, by="ben").note
    assert [row.by for row in study.screen(plan)] == ["asha", "ben"]


def test_a_sheet_that_says_it_all_already_is_not_written_again(study: tlc.Study, plan: Path) -> None:
    study.screen(plan)
    answer(study, "addressed")
    before = sheet_of(study).read_bytes()
    study.screen(plan)
    assert sheet_of(study).read_bytes() == before


def test_a_changed_plan_says_so_and_asks_for_its_answers_again(study: tlc.Study, plan: Path) -> None:
    study.screen(plan)
    answer(study, "addressed", "not")
    assert "Complete" in study.screen(plan).note
    plan.write_text(PLAN + "Another line.\n", encoding="utf-8")
    found = study.screen(plan)
    assert "The plan has changed since the sheet was made: 2 answers are to be looked at again." in found.note
    assert "INCOMPLETE: 2 of 2" in found.note
    assert [row.earlier for row in study.screen(plan)] == [True, True]


def test_an_answer_that_there_is_not_is_named_by_its_row_and_nothing_is_written(study: tlc.Study, plan: Path) -> None:
    study.screen(plan)
    answer(study, "addressed", "maybe")
    before = sheet_of(study).read_bytes()
    with pytest.raises(StudyError) as refused:
        study.screen(plan)
    assert refused.value.where == (sheet_of(study), 3)
    assert sheet_of(study).read_bytes() == before
    assert not sheet_of(study).with_suffix(".docx").exists()


def test_a_theme_that_lost_its_rating_keeps_its_answer_beneath(study: tlc.Study, plan: Path) -> None:
    study.screen(plan)
    answer(study, "addressed", "not")
    for component in ("methods", "relevance"):
        study.rate("language.interpreter", component, "serious", by="asha", reason="invented")
    found = tlc.open(study.path).screen(plan)
    assert [row.theme for row in found] == ["access.hours"]
    assert "with answers that are kept: 1" in found.note
    last = list(openpyxl.load_workbook(sheet_of(study))["screening"].iter_rows(values_only=True))[-1]
    assert (last[4], last[9]) == ("not", "language.interpreter")


def test_what_a_rule_proposes_and_nobody_confirmed_is_told_apart(study: tlc.Study, plan: Path) -> None:
    study.rate("access.registration", "adequacy", "none", by="asha", reason="invented")
    study.rate("access.registration", "relevance", "none", by="asha", reason="invented")
    study.rate("access.registration", "methods", "none", by="asha", reason="invented")
    ratings = {row.theme: row.rating for row in tlc.open(study.path).screen(plan)}
    assert ratings["access.registration"] == "High (proposed, not confirmed)"


def test_nothing_is_rated_so_there_is_nothing_to_hold_a_plan_against(tiny_study: tlc.Study, plan: Path) -> None:
    with pytest.raises(AnalysisError, match="No theme is rated moderate or high"):
        tiny_study.screen(plan)
    assert not (tiny_study.path / "screened-plans").exists()


def test_a_plan_that_is_not_there_or_in_a_language_without_terms_is_a_plain_error(study: tlc.Study, plan: Path) -> None:
    with pytest.raises(TranscriptError, match="cannot be opened"):
        study.screen(plan.with_name("other.txt"))
    with pytest.raises(StudyError, match="no terms in the language 'pl'"):
        study.screen(plan, language="pl")
    with pytest.raises(StudyError, match="short name that the team knows"):
        study.screen(plan, by="Mrs Asha")


def test_the_verb_prints_themes_and_files_and_nobodys_words(
    study: tlc.Study, plan: Path, capsys: pytest.CaptureFixture[str], canary: str
) -> None:
    arguments = ["screen", str(plan), "--by", "asha", "--study", str(study.path)]
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    printed = capsys.readouterr().out
    assert not stopped.value.code
    assert "Access plan.txt, held against 2 themes" in printed
    with pytest.raises(SystemExit):
        main([*arguments, "--json"])
    assert [row["answer"] for row in json.loads(capsys.readouterr().out)] == ["not screened"] * 2
    texts = [str(cell) for row in openpyxl.load_workbook(sheet_of(study))["screening"].values for cell in row]
    for words in (canary, "after my shift", "FG01", "P01"):
        assert words.casefold() not in f"{printed} {texts}".casefold()
