"""``tlc agree``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc.cli import main

ASHA = "turn,code,quote\nFG01:0002,access.hours,closed\nFG01:0003,language.interpreter,no interpreter\n"
BEN = "turn,code,quote\nFG01:0002,access.hours,closed after my shift\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tiny_study: tlc.Study, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tlc agree`` on the tiny study, which asha and ben have coded."""
    for coder, table in (("asha", ASHA), ("ben", BEN)):
        path = tiny_study.path / f"{coder}.csv"
        path.write_text(table, encoding="utf-8")
        tiny_study.import_codings(path, coder=coder)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["agree", *arguments, "--study", str(tiny_study.path)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def test_agree_prints_a_table_and_how_to_read_it(run: Run) -> None:
    status, out, _ = run("asha", "ben")
    assert status == 0
    assert out.startswith("Agreement of asha and ben, by turn")
    assert "FG01, coded by both asha and ben" in out
    assert "no proof" in out


def test_agree_prints_json_for_other_programs(run: Run) -> None:
    status, out, _ = run("asha", "ben", "--unit", "character", "--seed", "4", "--json")
    told = json.loads(out)
    rows = told["rows"]
    assert status == 0
    assert (told["unit"], told["seed"], told["resamples"], told["facilitators"]) == ("character", 4, 1000, False)
    assert told["sessions"] == {"FG01": ["asha", "ben"]}
    assert (told["codes_chosen"], told["coders"], told["codings"]) == (False, ["asha", "ben"], 3)
    left = {"asking": 2, "empty": 0, "unread": 0, "codings": 0, "proposed": []}
    assert told["left_out"] == {"sessions": {"IN01": []}, **left}
    assert [row["code"] for row in rows] == ["all codes", "access.hours", "language.interpreter"]
    assert rows[1]["marked by ben"] == len("closed after my shift")
    assert rows[1]["alpha_low"] is None


def test_agree_lists_the_passages_to_talk_through(run: Run) -> None:
    status, out, _ = run("asha", "ben", "--disagreements")
    assert status == 0
    assert "FG01:0003" in out
    assert "not coded" in out
    rows = json.loads(run("asha", "ben", "--disagreements", "--json")[1])
    assert rows == [
        {
            "turn": "FG01:0003",
            "code": "language.interpreter",
            "kind": "only one",
            "asha": "coded",
            "ben": "not coded",
        }
    ]


def test_agree_takes_some_codes_and_facilitators(run: Run) -> None:
    status, out, _ = run("--code", "language.interpreter", "--facilitators")
    assert status == 0
    assert "access.hours " not in out.partition("Compared")[0]
    assert "counted too" in out


def test_codes_that_were_not_asked_for_are_not_said_to_be_unused(run: Run) -> None:
    _, out, _ = run("asha", "ben", "--code", "language")
    assert "these codes" in out
    assert "nobody used it: language.card." in out
    assert "access." not in out


def test_json_holds_figures_unrounded(run: Run) -> None:
    rows = json.loads(run("asha", "ben", "--unit", "character", "--json")[1])["rows"]
    assert len(repr(rows[1]["percent"])) > 12


def test_a_seed_below_0_is_a_problem_explained(run: Run) -> None:
    status, out, err = run("asha", "ben", "--seed", "-1")
    assert (status, out) == (1, "")
    assert err.startswith("Seed and number of resamples cannot be below 0.\n")
    assert err.count("\n") == 2


def test_agree_says_who_has_not_coded(run: Run, canary: str) -> None:
    status, out, err = run("asha", "zoe")
    assert (status, out) == (1, "")
    assert "'zoe' has coded nothing yet" in err
    assert canary not in err.lower()


def test_an_unknown_unit_is_misuse(run: Run) -> None:
    assert run("asha", "ben", "--unit", "word")[0] == 2


def test_the_command_writes_nothing(run: Run, tiny_study: tlc.Study) -> None:
    before = _files(tiny_study.path)
    run("asha", "ben")
    assert _files(tiny_study.path) == before


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
