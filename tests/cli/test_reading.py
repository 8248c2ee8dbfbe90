"""The verbs that read what was coded: tables, JSON, and the words where they were asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import tlc
from tlc.cli import main

CODED = """turn,code,quote
FG01:0002,access.hours,closed after my shift
FG01:0003,access.registration,They asked for proof of address
FG01:0003,language.interpreter,there was no interpreter
IN01:0002,access.registration,
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def coded(tiny_study: tlc.Study) -> Path:
    table = tiny_study.path / "asha.csv"
    table.write_text(CODED, encoding="utf-8")
    tiny_study.import_codings(table, coder="asha")
    return tiny_study.path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], coded: Path) -> Run:
    """Run a verb on the coded study; its status, and what it printed."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([*map(str, arguments), "--study", str(coded)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def rows(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_a_matrix_is_printed_without_anybodys_words(run: Run, canary: str) -> None:
    status, out, _ = run("matrix")
    assert status == 0
    assert out.startswith("Framework matrix: 2 rows (group), 4 codes")
    assert "access.registration" in out
    assert canary not in out.casefold()
    assert "proof of address" not in out


def test_a_matrix_is_written_as_a_workbook_and_says_what_is_in_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    status, _, err = run("matrix", "--rows", "participant", "--code", "access", "--out", path)
    assert status == 0
    assert "It holds people's words" in err
    assert load_workbook(path).sheetnames == ["matrix", "quotes"]


def test_a_matrix_as_json_is_json_also_when_it_is_written(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("matrix", "--json", "--out", tmp_path / "matrix.xlsx")
    assert {"row", "code", "state", "passages"} <= set(rows(out)[0])


def test_a_matrix_is_not_written_over_something_else(run: Run, tmp_path: Path) -> None:
    status, out, err = run("matrix", "--out", tmp_path / "matrix.csv")
    assert (status, out) == (1, "")
    assert "matrix.csv: The matrix is saved as an Excel workbook." in err


def test_a_comparison_is_printed_with_small_counts_hidden(run: Run) -> None:
    status, out, _ = run("compare", "--by", "age_band", "--code", "access.hours")
    assert status == 0
    assert "not shown" in out
    assert "not shown;" not in out
    (shown,) = [row for row in rows(run("compare", "--json")[1]) if (row["theme"], row["value"]) == ("access", "FG01")]
    assert (shown["people"], shown["people_read"], shown["sessions"]) == (2, 2, 1)


def test_what_is_hidden_in_a_comparison_is_nothing_in_its_json(run: Run) -> None:
    shown = rows(run("compare", "--by", "age_band", "--code", "access.hours", "--json")[1])
    hidden = [row for row in shown if row["people"] is None]
    assert hidden
    assert {row["sessions"] for row in hidden} == {None}


def test_what_is_hidden_in_a_matrix_is_nothing_in_its_json(run: Run) -> None:
    shown = rows(run("matrix", "--json")[1])
    hidden = [row for row in shown if row["community"] is None or row["professionals"] is None]
    assert hidden
    assert {(row["state"], row["passages"], row["quotes"]) for row in hidden} == {("said", None, "")}


def test_a_wrong_name_is_not_answered_with_people(run: Run) -> None:
    _, _, err = run("compare", "--by", "shoe")
    assert "Use one of: group, community" in err
    assert "participant" not in err
    assert "participant" in run("matrix", "--rows", "shoe")[2]


def test_evidence_of_few_people_alone_is_printed_without_passages(run: Run) -> None:
    status, out, _ = run("evidence", "--json")
    assert status == 0
    shown = {row["theme"]: row for row in rows(out)}
    assert shown["access.hours"]["passages"] is None
    assert shown["access.hours"]["sessions"] == "not shown"
    assert "this table stays in the team" in run("evidence")[1]


def test_pairs_are_printed(run: Run) -> None:
    assert run("cooccurrence")[1].startswith("0 pairs")
    status, out, _ = run("cooccurrence", "--unit", "turn", "--json")
    assert status == 0
    assert [(row["first"], row["together"]) for row in rows(out)] == [("access.registration", 1)]


def test_saturation_is_printed_with_what_it_does_not_say(run: Run) -> None:
    status, out, _ = run("saturation", "--base", "1", "--run", "1", "--threshold", "0.1", "--seed", "3")
    assert status == 0
    assert out.startswith("Saturation was reached after 1 of 2 sessions (base 1, run 1, new information at most 10%)")
    assert "(seed 3)" in out
    assert "not that people had nothing more to say" in out


def test_sessions_can_be_named(run: Run) -> None:
    _, out, _ = run("saturation", "--base", "1", "--run", "1", "--session", "IN01", "--session", "FG01", "--json")
    told = json.loads(out)
    assert [(row["session"], row["new"]) for row in told["rows"]] == [("IN01", 1), ("FG01", 2)]


def test_saturation_as_json_holds_the_outcome_and_every_choice(run: Run) -> None:
    told = json.loads(
        run("saturation", "--base", "1", "--run", "1", "--codes", "deductive", "--seed", "3", "--json")[1]
    )
    assert {name: told[name] for name in ("reached", "base", "run", "threshold", "seed", "codes", "left_out")} == {
        "reached": 1,
        "base": 1,
        "run": 1,
        "threshold": 0.05,
        "seed": 3,
        "codes": "deductive",
        "left_out": [],
    }
    assert (told["deductive"], told["emerging"], told["other_orders"]["shuffles"]) == (3, 0, 1000)
    assert told["runs"] == [{"run": "2-2", "new": 0, "base_codes": 3, "ratio": 0.0}]
    assert len(told["choices"]) == 12
    assert told["choices"][0]["reached"] is None


def test_origins_that_the_codebook_does_not_have_are_named(run: Run) -> None:
    status, out, err = run("saturation", "--codes", "emerging")
    assert (status, out) == (1, "")
    assert err == "The codebook has no emerging codes.\nCount its deductive codes.\n"


def test_saturation_of_too_few_sessions_is_a_problem_explained(run: Run) -> None:
    status, out, err = run("saturation")
    assert (status, out) == (1, "")
    assert "2 sessions were coded, and base and run need 6" in err
    assert "Traceback" not in err


def test_words_are_printed_where_they_were_asked_for(run: Run, canary: str) -> None:
    status, out, _ = run("search", "zabranic")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].startswith("FG01:0002  P01")
    assert f"my shift. «{canary.capitalize()}»." in lines[0]
    assert lines[-1] == "Found in 2 of 2 sessions, 2 times."


def test_words_can_be_had_as_json(run: Run, canary: str) -> None:
    found = rows(run("search", canary, "--context", "1", "--json")[1])
    assert [(row["turn"], row["before"], row["match"].casefold()) for row in found] == [
        ("FG01:0002", "shift. ", canary),
        ("IN01:0002", "address. ", canary),
    ]


def test_a_pattern_can_be_searched_for(run: Run) -> None:
    assert run("search", r"proof\s+of", "--regex")[1].count("«proof of»") == 2
    status, out, err = run("search", "(", "--regex")
    assert (status, out) == (1, "")
    assert "cannot be read" in err


def test_nothing_found_is_no_problem(run: Run) -> None:
    assert run("search", "nowhere at all") == (0, "Found in 0 of 2 sessions, 0 times.\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("matrix", "--rows", "shoe"),
        ("matrix", "--code", "nothing"),
        ("compare", "--by", "shoe"),
        ("cooccurrence", "--code", "nothing"),
        ("search", " "),
        ("search", "x", "--context", "-1"),
        ("saturation", "--base", "0"),
        ("saturation", "--base", "1", "--run", "1", "--seed", "-1"),
    ],
)
def test_what_is_not_there_is_a_problem_explained(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert err.count("\n") == 2


@pytest.mark.parametrize("arguments", [("cooccurrence", "--unit", "page"), ("saturation", "--base", "x"), ("search",)])
def test_misuse_is_told_by_the_command_line(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2
