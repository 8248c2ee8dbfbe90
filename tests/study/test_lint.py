"""Trying terms and proposing new ones in a study: figures for everybody, words of the study only where asked for."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

import tlc
from tlc.cli._main import tlc as command
from tlc.listen.codings import Finish, Journal, Read
from tlc.model import Coder
from tlc.study._lint import turns_read

OFF_TOPIC = "P01: It is closed on Sunday, closed on Monday, closed, closed and closed.\nP02: The shop is closed.\n"


@pytest.fixture
def study(tiny_study: tlc.Study) -> tlc.Study:
    return tiny_study


@pytest.fixture
def control(tmp_path: Path) -> Path:
    path = tmp_path / "control.txt"
    path.write_text(OFF_TOPIC, encoding="utf-8")
    return path


def run(study: tlc.Study, *arguments: str) -> str:
    done = CliRunner().invoke(command, ["codebook", *arguments, "--study", str(study.path)], catch_exceptions=False)
    assert done.exit_code in (0, None), done.output
    return done.output


def test_terms_are_counted_here_and_off_topic(study: tlc.Study, control: Path) -> None:
    table = study.codes.lint([control], language="en")
    closed = next(use for use in table if "closed" in use.term)
    assert (closed.here, closed.control) == (1, 6)
    row = table.frame[table.frame["term"] == closed.term].iloc[0]
    assert row["look"] == "off topic as often as here"
    assert math.isnan(row["precision"])
    assert table.files == 1


def test_words_of_the_study_are_shown_only_where_asked_for(study: tlc.Study, control: Path, canary: str) -> None:
    quiet = study.codes.lint([control], language="en")
    assert canary not in (repr(quiet) + quiet._repr_html_() + quiet.frame.to_string()).casefold()
    assert "my shift" not in quiet.advice(99).replace("after my shift", "")
    loud = study.codes.lint([control], language="en", examples=True)
    assert "here: ..." in loud.advice(99)
    assert "here: ..." not in quiet.advice(99)


def test_the_table_is_escaped_for_a_notebook(study: tlc.Study, tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text("P01: <b>closed</b> closed closed closed closed closed\nP02: so\n", encoding="utf-8")
    assert "<b>closed" not in study.codes.lint([path], language="en")._repr_html_()


def test_without_control_talk_it_says_so(study: tlc.Study) -> None:
    assert "No control talk was read" in study.codes.lint().note


def test_the_verb_takes_many_files_names_those_it_cannot_read_and_goes_on(study: tlc.Study, control: Path) -> None:
    missing = control.with_name("missing.txt")
    said = run(study, "lint", "--control", str(control), str(missing), "--language", "en")
    assert "missing.txt: " in said
    assert "off topic: ..." in said
    assert "want a look" in said or "wants a look" in said


def test_the_verb_gives_json(study: tlc.Study, control: Path) -> None:
    rows = json.loads(run(study, "lint", "--control", str(control), "--language", "en", "--json"))
    assert {row["control"] for row in rows if "closed" in row["term"]} == {6}


def test_a_turn_is_read_by_itself_or_with_the_session_that_somebody_finished(study: tlc.Study) -> None:
    Journal(study.path / "codings", Coder(id="asha", name="Asha")).do(Finish("FG01", yes=True), Read("IN01:0002"))
    read = turns_read(tlc.open(study.path))
    assert read["asha"] == {turn for turn in study.turns["turn"] if turn.startswith("FG01")} | {"IN01:0002"}


def test_terms_are_proposed_and_nothing_is_changed(study: tlc.Study) -> None:
    before = study.codes.path.read_bytes()
    assert len(study.codes.propose_terms()) == 0
    assert "0 terms proposed" in run(study, "terms")
    assert study.codes.path.read_bytes() == before
