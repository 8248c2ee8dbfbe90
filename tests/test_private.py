"""Nobody's words leak: a sentence is planted, everything is run, and every file and every printed line is searched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import tlc
from tlc.model.rating import COMPONENTS

# Said by somebody who did not agree to be quoted, and by somebody who withdrew.
UNQUOTED = "quince jelly in the attic"
GONE = "heron on the chimney"
PLACES_OF_SPEECH = (
    "transcripts/FG01.txt",
    "sessions/FG01.txt",
    "codings/asha.sqlite",
    "codings/rules.sqlite",
    "asha.csv",
)
FILLER = [
    "the bus to the clinic takes an hour and the driver smokes",
    "my tablets are in the green box beside the bread",
    "she asked for the appointment and they said call tomorrow",
    "the letter was long and nobody at home could read it",
    "at night the children cough because of the damp wall",
    "the pharmacist knows us and explains the medicine slowly",
]


@pytest.fixture(scope="module")
def planted(lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny study with the two sentences in it, and enough talk for topics."""
    study_folder = lay_study(tmp_path_factory.mktemp("planted") / "tiny")
    people = study_folder / "participants.csv"
    rows = people.read_text(encoding="utf-8").replace("consent_training\n", "consent_training,withdrawn\n")
    rows += "2026-05-04,P04,FG01,community,ro,18-29,yes,yes,yes,yes,yes\n"
    people.write_text(rows, encoding="utf-8")
    session = study_folder / "sessions" / "FG01.txt"
    talk = [f"P0{1 + number % 2}: {FILLER[number % 6]}, {number} times already." for number in range(48)]
    talk += [f"P02: We keep {UNQUOTED} and it was closed after my shift.", f"P04: There was a {GONE}, closed again."]
    session.write_text(session.read_text(encoding="utf-8") + "\n".join(talk) + "\n", encoding="utf-8")
    coded = f"turn,code,quote\nFG01:0054,access.hours,We keep {UNQUOTED} and it was closed\n"
    (study_folder / "asha.csv").write_text(coded, encoding="utf-8")
    (study_folder / "plan.txt").write_text("The desk stays open after shifts.\n", encoding="utf-8")
    return study_folder


@pytest.fixture(scope="module")
def printed(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything that the verbs print about the planted study."""
    commands = [
        ["check", planted / "sessions", "--by", "ben"],
        ["add", planted / "sessions"],
        ["import-codings", planted / "asha.csv", "--coder", "asha"],
        ["tag"],
        ["suggest", "--quality"],
        ["next", "--coder", "asha"],
        ["codebook", "check"],
        ["topics"],
        ["topics", "emerging"],
        ["topics", "name", "1", "The way there", "--by", "asha"],
        ["topics", "merge", "1", "2", "--by", "asha", "--why", "one thing"],
        ["topics", "promote", "1", "access.new", "--label", "New", "--by", "asha"],
        ["topics", "log"],
        ["evidence"],
        ["matrix"],
        ["compare"],
        ["cooccurrence", "--unit", "turn"],
        ["code", "--coder", "asha", "--no-open"],
        ["check"],
        ["rate"],
        *(["rate", "access.hours", part, "minor", "--by", "asha", "--why", "we heard it"] for part in COMPONENTS),
        ["actions", "suggest"],
        ["screen", planted / "plan.txt"],
        ["report"],
        ["export", "word"],
    ]
    out, own = "", os.environ | {"TLC_HOME": str(tmp_path_factory.mktemp("own"))}
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "tlc", *map(str, command), "--study", str(planted)],
            capture_output=True,
            text=True,
            check=False,
            env=own,
        )
        assert done.returncode == 0, done.stderr
        out += done.stdout + done.stderr
    return out


def files_that_hold(words: str, folder: Path) -> set[str]:
    encodings = [words.encode("utf-8"), words.encode("utf-16-le")]
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in encodings)
    }


def test_words_stand_where_speech_may_stand_and_nowhere_else(planted: Path, printed: str) -> None:
    assert UNQUOTED not in printed
    assert files_that_hold(UNQUOTED, planted) <= set(PLACES_OF_SPEECH)
    assert "transcripts/FG01.txt" in files_that_hold(UNQUOTED, planted), "the search must be able to find it"


def test_words_of_somebody_who_withdrew_stay_in_the_file_that_was_brought(planted: Path, printed: str) -> None:
    assert GONE not in printed
    assert files_that_hold(GONE, planted) == {"sessions/FG01.txt"}


def test_a_notebook_that_shows_everything_holds_nobodys_words(planted: Path, printed: str, tmp_path: Path) -> None:
    assert printed
    cells = [
        "import tlc",
        f"study = tlc.open({str(planted)!r})\nstudy",
        "study.check()",
        "study.tag()",
        "study.suggest()",
    ]
    cells += ["study.next(coder='asha')", "study.codes", "study.codes.check()"]
    cells += [
        "study.evidence()",
        "study.topics()",
        "study.topics().log()",
        "study.report()",
        "study.code(coder='asha')",
    ]
    cells += ["study.matrix()", "study.matrix().plot()", "study.compare()", "study.compare().plot()"]
    cells += ["study.ratings()", "study.rating('access.hours')", "study.plan.suggest()"]
    cells += ["study.cooccurrence(unit='turn')", "study.search('quince')", "study.search('quince').plot()"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    saved = json.dumps(notebook, ensure_ascii=False)
    assert "Evidence" in saved, "the results must be shown"
    for words in (UNQUOTED, GONE, *FILLER):
        assert words not in saved


def test_an_error_in_a_notebook_is_two_plain_lines(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import tlc\ntlc.open('nowhere')")])
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, allow_errors=True, kernel_name="python3", resources=resources).execute()
    (error,) = [output for output in notebook.cells[0].outputs if output.output_type == "error"]
    assert len(error.traceback) == 2
    assert "not a study" in error.traceback[0]
    assert "tlc new" in error.traceback[1]


def test_results_do_not_show_words_in_their_own_name(planted: Path, printed: str) -> None:
    assert printed
    study = tlc.open(planted)
    results = (
        study.tag(),
        study.suggest(),
        study.next(coder="asha"),
        study.evidence(),
        study.check(),
        study.topics(),
        study.topics().emerging,
        study.topics().log(),
        study.matrix(),
        study.compare(),
    )
    for result in (*results, study.cooccurrence(), study.search("quince")):
        assert UNQUOTED not in repr(result) + result._repr_html_()
