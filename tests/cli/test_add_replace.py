"""``tlc add --replace``: says what became of the codings, in ids and counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Abort
from click.testing import CliRunner, Result

import tlc
from tlc.cli.add import command
from tlc.listen.codings import add_codings, coding_id
from tlc.model import Coder, Coding, Span

ASHA = Coder(id="asha", name="Asha")
CORRECTED = """R01: Good morning.
R01: How is it at the doctor's here?
P01: It is closed after my shift. {canary}.
P02: They asked for prof of address, and there was no interpreter.
R01: What would help?
P01: Nothing.
"""


@pytest.fixture
def folder(tiny_study: tlc.Study, canary: str, let_through: Callable[..., None]) -> Path:
    codings = []
    for turn, words in (("FG01:0002", "closed"), ("FG01:0003", "proof of address"), ("FG01:0005", "A card")):
        start = tiny_study.turns_by_id[turn].text.index(words)
        span = Span(turn=turn, start=start, end=start + len(words))
        codings.append(
            Coding(
                id=coding_id("asha", span, "access.hours"),
                span=span,
                code="access.hours",
                coder="asha",
                quote=words,
                made_at="2026-06-01T10:00:00Z",
            )
        )
    add_codings(tiny_study.path / "codings", ASHA, codings)
    path = tiny_study.path / "sessions/FG01.txt"
    path.write_text(CORRECTED.format(canary=canary.capitalize()), encoding="utf-8")
    let_through(tiny_study, [path])
    return tiny_study.path


def run(folder: Path, *arguments: str) -> Result:
    given = [str(folder / "sessions/FG01.txt"), *arguments, "--study", str(folder)]
    return CliRunner().invoke(command, given, standalone_mode=False)


def test_without_the_option_it_is_refused_and_the_option_named(folder: Path) -> None:
    done = run(folder)
    assert done.return_value == 1
    assert "tlc add --replace" in done.output


def test_it_says_what_became_of_the_codings(folder: Path) -> None:
    done = run(folder, "--replace")
    assert done.return_value == 0
    assert "brought in as FG01, corrected, 6 turns" in done.output
    assert "0 codings kept their place, 1 moved with their words, 1 had their words corrected, 1 were set aside" in (
        done.output
    )


def test_it_lists_what_to_look_at_by_coder_turn_and_code(folder: Path) -> None:
    lines = [line.split() for line in run(folder, "--replace").output.splitlines()]
    assert ["words", "changed", "asha", "access.hours", "FG01:0003", "FG01:0004"] in lines
    assert any(line[:5] == ["set", "aside", "asha", "access.hours", "FG01:0005"] for line in lines)


def test_it_says_where_the_earlier_version_is_kept(folder: Path) -> None:
    done = run(folder, "--replace")
    (path,) = (folder / "transcripts/earlier").glob("*.txt")
    assert path.relative_to(folder).as_posix() in done.output


def test_it_says_what_to_make_anew(folder: Path) -> None:
    assert "tlc tag, tlc topics, tlc report" in run(folder, "--replace").output
    assert "tlc topics" not in run(folder, "--replace").output


def test_it_prints_nobodys_words(folder: Path, canary: str) -> None:
    output = run(folder, "--replace").output.casefold()
    assert not [word for word in (canary, "closed", "address", "a card", "nothing.") if word in output]


def test_done_again_there_is_nothing_to_do(folder: Path) -> None:
    run(folder, "--replace")
    done = run(folder, "--replace")
    assert done.return_value == 0
    assert "already there, nothing to do" in done.output


def test_what_an_earlier_run_began_is_finished_and_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tlc.study._replacing._follow", stopped)
    assert isinstance(run(folder, "--replace").exception, Abort | KeyboardInterrupt)
    monkeypatch.undo()
    done = run(folder, "--replace")
    assert "codings that did not follow yet do now" in done.output
    assert "1 were set aside" in done.output


def test_as_json_it_is_the_table_of_files(folder: Path) -> None:
    (row,) = json.loads(run(folder, "--replace", "--json").output)
    assert row["outcome"] == "brought in as FG01, corrected"
    assert "1 were set aside" in row["note"]
