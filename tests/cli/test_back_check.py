"""``tlc back-check``: a table to fill in, and what came of it; nobody's words on the screen."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

import tlc
from tlc.cli.back_check import command
from tlc.study._sources import check_sources, checked_of

TABLE = "Speaker,Română,English\nP01,Gemul de gutui e în pod.,The quince jelly is in the attic.\nP02,Nu.,Never again.\n"
WORDS = ("quince", "gutui", "Never again")


@pytest.fixture
def translated(study_folder: Path) -> tlc.Study:
    """The tiny study with one session that has translations."""
    (study_folder / "sessions" / "FG01.txt").unlink()
    (study_folder / "sessions" / "FG01.csv").write_text(TABLE, encoding="utf-8")
    study = tlc.open(study_folder)
    files = [study_folder / "sessions" / "FG01.csv"]
    review = study.review(files, by="asha")
    while review.open:
        review.decide(review.open[0].id, review.open[0].choices[-1], reason="invented")
    study.add(files)
    return study


def run(study: tlc.Study, *arguments: str) -> str:
    done = CliRunner().invoke(command, [*arguments, "--study", str(study.path)])
    assert done.exit_code == 0, done.output
    assert not any(word in done.output for word in WORDS)
    return done.output


def test_a_table_is_drawn_filled_in_and_read_back(translated: tlc.Study) -> None:
    assert "2 turns have a translation, and none was drawn yet" in run(translated)
    assert "Fill in back-check/asha.csv" in run(translated, "--by", "asha", "--share", "100")
    assert "2 of 2 translated turns were drawn, and nobody has checked" in run(translated)
    path = translated.path / "back-check" / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",,,", ",yes,,"), encoding="utf-8-sig")
    assert "checked 2 and found 2 right" in run(translated)
    assert checked_of(translated) in run(translated)


def test_changed_words_are_told_and_are_a_warning_of_the_check(translated: tlc.Study) -> None:
    translated.back_check("asha", share=100)
    path = translated.path / "back-check" / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("attic", "cellar"), encoding="utf-8-sig")
    assert "1 rows are about words that have changed since" in run(translated)
    (problem,) = check_sources(translated)
    assert (problem.severity, problem.where) == ("warning", "back-check")


def test_the_table_is_offered_when_one_of_its_people_leaves(translated: tlc.Study) -> None:
    path = translated.back_check("asha", share=100)
    done = translated.withdraw("P01", dry_run=True)
    assert path in [place.path for place in (*done.deleted, *done.left)]
    translated.withdraw("P01", confirm=True)
    assert not path.exists()


def test_the_table_is_written_for_a_spreadsheet(translated: tlc.Study) -> None:
    rows = list(csv.DictReader(translated.back_check("asha", share=100).read_text(encoding="utf-8-sig").splitlines()))
    assert [row["turn"] for row in rows] == ["FG01:0001", "FG01:0002"]
