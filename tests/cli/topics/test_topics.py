"""``tlc topics``: the table of topics, and its options."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tlc.cli.topics import VERBS, command

Run = Callable[..., tuple[int, str, str]]


def test_topics_are_printed_with_what_they_can_be_relied_on_for(run: Run) -> None:
    status, out, err = run("topics", "--topics", "4")
    assert (status, err) == (0, "")
    assert out.startswith("4 topics\n")
    assert "seed 1" in out
    assert "Agreement is the share of runs" in out
    assert "weak" in out
    assert "Stability was not measured." not in out
    assert out.splitlines()[-1] == "Here: tlc topics turns 1, and tlc topics emerging."


def test_nobodys_sentence_is_printed(run: Run) -> None:
    out = run("topics", "--topics", "4", "--no-stability")[1]
    assert "scares me" not in out
    assert "lantern" in out, "a word that three people said may stand for a topic"


def test_without_stability_that_is_said(run: Run) -> None:
    # Of a run whose record knows it from before it would be told.
    out = run("topics", "--topics", "4", "--seed", "77", "--no-stability")[1]
    assert "Stability was not measured." in out


def test_the_table_is_printed_as_json(run: Run) -> None:
    rows = json.loads(run("topics", "--topics", "4", "--no-stability", "--json")[1])  # and nothing beside it
    assert [row["topic"] for row in rows] == [1, 2, 3, 4]
    assert sum(row["documents"] for row in rows) == 54
    assert {"words", "people", "sessions", "agreement"} <= set(rows[0])


def test_the_same_seed_prints_the_same(run: Run) -> None:
    assert run("topics", "--seed", "3", "--no-stability") == run("topics", "--seed", "3", "--no-stability")


def test_the_audit_file_lies_beside_the_run(run: Run, folder: Path) -> None:
    run("topics", "--seed", "5", "--no-stability")
    (path,) = (folder / "topics").glob("*seed-5*/run.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["seed"] == 5
    assert "lantern" not in path.read_text(encoding="utf-8")


def test_every_option_reaches_the_study(run: Run, asked: list[dict[str, Any]]) -> None:
    fit = ("--seed", "7", "--topics", "9", "--embedder", "wordllama", "--engine", "bertopic-default")
    status, _, err = run("topics", *fit, "--unit", "speaker", "--language", "ro", "--mixed", "--no-stability")
    assert status == 1
    assert "Look at what was asked." in err
    assert asked == [
        {
            "seed": 7,
            "topics": 9,
            "embedder": "wordllama",
            "engine": "bertopic-default",
            "unit": "speaker",
            "language": "ro",
            "mixed": True,
            "stability": False,
        }
    ]


def test_what_is_not_given_is_left_to_the_study(run: Run, asked: list[dict[str, Any]]) -> None:
    run("topics")
    assert asked[0] == {
        "seed": 1,
        "topics": None,
        "embedder": "",
        "engine": "bertopic",
        "unit": "turn",
        "language": "",
        "mixed": False,
        "stability": True,
    }


@pytest.mark.parametrize("wrong", [("--topics", "0"), ("--unit", "word"), ("--engine", "lda"), ("--seed", "x")])
def test_an_option_that_cannot_be_is_misuse(run: Run, asked: list[dict[str, Any]], wrong: tuple[str, str]) -> None:
    assert run("topics", *wrong)[0] == 2
    assert not asked


def test_an_option_before_the_verb_is_not_lost_in_silence(run: Run, asked: list[dict[str, Any]]) -> None:
    status, _, err = run("topics", "--seed", "2", "emerging")
    assert status == 2
    assert "tlc topics emerging ..." in err
    assert not asked


def test_too_few_topics_are_explained(run: Run) -> None:
    status, out, err = run("topics", "--embedder", "no-such-embedder")
    assert (status, out) == (1, "")
    assert "no-such-embedder" in err


def test_a_study_with_too_little_talk_is_told_so(tiny_study: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from tlc.cli import main

    with pytest.raises(SystemExit) as stopped:
        main(["topics", "--study", str(tiny_study.path)])
    assert stopped.value.code == 1
    assert "oo little to model" in capsys.readouterr().err


def test_the_help_names_every_verb_and_loads_none() -> None:
    shown = CliRunner().invoke(command, ["--help"]).output
    for verb in VERBS:
        assert f"  {verb} " in shown


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_of_its_own(verb: str) -> None:
    shown = CliRunner().invoke(command, [verb, "--help"])
    assert shown.exit_code == 0
    assert "--study" in shown.output


def test_a_verb_that_is_not_there_is_misuse(run: Run) -> None:
    assert run("topics", "nothing")[0] == 2
