"""``tlc rate``: the table, one theme's reasons, and what a person says, one thing at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tlc
from tlc.cli._main import tlc as command
from tlc.errors import StudyError

HOURS = "access.hours"


@pytest.fixture
def folder(tiny_study: tlc.Study) -> Path:
    rows = "turn,code,quote\nFG01:0002,access.hours,closed after my shift\n"
    path = tiny_study.path / "asha.csv"
    path.write_text(rows, encoding="utf-8")
    run(tiny_study.path, "import-codings", str(path), "--coder", "asha")
    return tiny_study.path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--study", str(folder)])


def rate(folder: Path, *arguments: str) -> str:
    done = run(folder, "rate", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_without_a_theme_it_lists_them_all(folder: Path) -> None:
    shown = rate(folder)
    assert HOURS in shown
    assert "2 of 2 themes are not confirmed" in shown


def test_with_a_theme_it_gives_the_four_reasons(folder: Path) -> None:
    shown = rate(folder, HOURS)
    assert shown.count("(proposed)") == 4
    assert shown.startswith("Opening hours do not fit (access.hours): ")


def test_tables_come_as_json_too(folder: Path) -> None:
    assert json.loads(rate(folder, "--json"))[1]["theme"] == HOURS
    assert [row["component"] for row in json.loads(rate(folder, HOURS, "--json"))] == [
        "adequacy",
        "coherence",
        "methods",
        "relevance",
    ]


def test_a_person_confirms_changes_searches_and_points_and_sees_what_came_of_it(folder: Path) -> None:
    assert rate(folder, HOURS, "--confirm", "--by", "asha").count("(confirmed by asha)") == 4
    shown = rate(folder, HOURS, "adequacy", "moderate", "--by", "ben", "--why", "Rich in detail.")
    assert "moderate (changed by ben)\n    Rich in detail." in shown
    assert "FG01:0003" in rate(folder, HOURS, "--contrary", "FG01:0003", "--by", "ben", "--why", "It suited.")
    assert "FG01:0003" not in rate(folder, HOURS, "--not-contrary", "FG01:0003", "--by", "ben")
    assert "passages that speak against it: asha." in rate(folder, HOURS, "--searched", "--by", "asha")
    assert "none (confirmed by asha)" in rate(folder, HOURS, "coherence", "none", "--by", "asha")
    assert "moderate (changed by asha)\n    Rich in detail." in rate(
        folder, HOURS, "adequacy", "--confirm", "--by", "asha"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([HOURS, "--confirm"], "--by asha"),
        (["--confirm", "--by", "asha"], "which theme"),
        ([HOURS, "--confirm", "--searched", "--by", "asha"], "one thing at a time"),
        ([HOURS, "adequacy", "minor", "--confirm", "--by", "asha"], "one thing at a time"),
        ([HOURS, "adequacy", "--by", "asha"], "a concern, or --confirm"),
        ([HOURS, "adequacy", "--searched", "--by", "asha"], "A component stands with"),
        ([HOURS, "--by", "asha"], "Say what it is"),
    ],
)
def test_half_a_sentence_is_refused_and_nothing_is_written(study_folder: Path, arguments: list[str], said: str) -> None:
    done = run(study_folder, "rate", *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert not (study_folder / "plan").exists()


def test_what_cannot_be_said_is_explained(folder: Path) -> None:
    done = run(folder, "rate", HOURS, "adequacy", "none", "--by", "asha")
    assert isinstance(done.exception, StudyError)
    assert "needs a reason" in str(done.exception)
    assert isinstance(run(folder, "rate", "access.nothing").exception, StudyError)


def test_nothing_that_is_printed_holds_anybodys_words(folder: Path, canary: str) -> None:
    shown = rate(folder) + rate(folder, HOURS) + rate(folder, HOURS, "--confirm", "--by", "asha")
    assert canary not in shown.casefold()
    assert "after my shift" not in shown
