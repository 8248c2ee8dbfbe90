"""The command line: every verb, its exit code, and no traceback whatever comes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import tlc
from tlc.cli import main
from tlc.cli._main import VERBS
from tlc.model import Problem


@dataclass
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process."""

    def call(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), printed.out, printed.err)

    return call


def test_help_names_every_verb(run: Callable[..., Ran]) -> None:
    done = run("--help")
    assert done.status == 0
    assert all(verb in done.out for verb in VERBS)


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_and_is_in_the_readme(run: Callable[..., Ran], verb: str) -> None:
    assert run(verb, "--help").status == 0
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"(tlc|run\.py) {verb}\b", readme)


def test_every_verb_has_its_own_file() -> None:
    folder = Path(__file__).parents[2] / "tlc" / "cli"
    places = [*folder.glob("*.py"), *(path.parent for path in folder.glob("*/__init__.py"))]
    files = {path.stem.replace("_", "-") for path in places if not path.name.startswith("_")}
    assert files == set(VERBS)


def test_the_version_is_told(run: Callable[..., Ran]) -> None:
    assert tlc.__version__ in run("--version").out


def test_a_verb_that_is_not_there_is_misuse(run: Callable[..., Ran]) -> None:
    done = run("nonsense")
    assert done.status == 2
    assert "No such command" in done.err


def test_a_folder_that_is_no_study_is_a_problem_explained(run: Callable[..., Ran], tmp_path: Path) -> None:
    done = run("check", "--study", tmp_path)
    assert done.status == 1
    assert done.err.count("\n") == 2
    assert "not a study" in done.err
    assert "Traceback" not in done.err


def test_a_new_study_can_be_checked_at_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine", "--title", "Ours").status == 0
    done = run("check", "--study", tmp_path / "mine")
    assert done.status == 0
    assert done.out == "No problems found.\n"


def test_a_new_study_does_not_overwrite_anything(run: Callable[..., Ran], study_folder: Path) -> None:
    before = sorted(path.name for path in study_folder.iterdir())
    done = run("new", study_folder)
    assert done.status == 1
    assert "not empty" in done.err
    assert sorted(path.name for path in study_folder.iterdir()) == before


def test_adding_a_folder_tells_what_became_of_each_file(run: Callable[..., Ran], checked_folder: Path) -> None:
    done = run("add", checked_folder / "sessions", "--study", checked_folder)
    assert done.status == 0
    assert "FG01.txt: brought in as FG01, 5 turns" in done.out
    assert "2 of 2 files are in." in done.out


@pytest.fixture
def mixed_folder(study_folder: Path, canary: str, let_through: Callable[..., None]) -> Path:
    """A checked folder with a good file, an unreadable, an empty one, one with an unknown speaker, and a duplicate."""
    groups = study_folder / "groups.csv"
    rows = "".join(f"FG0{number},focus_group,,2026-05,en,,R01\n" for number in (2, 3, 4, 5))
    groups.write_text(groups.read_text(encoding="utf-8") + rows, encoding="utf-8")
    sessions = study_folder / "sessions"
    (sessions / "FG02.docx").write_bytes(b"this is no Word file \x00\xff")
    (sessions / "FG03.txt").write_bytes(b"")
    (sessions / "FG04.txt").write_text(
        f"R01: Hello.\nMaria Ionescu: {canary}.\nMaria Ionescu: Yes.\n", encoding="utf-8"
    )
    (sessions / "FG05.txt").write_text((sessions / "FG01.txt").read_text("utf-8").replace("P0", "P0"), encoding="utf-8")
    let_through(tlc.open(study_folder), [sessions])
    return study_folder


def test_bad_files_get_one_clear_line_each_and_good_ones_come_in(run: Callable[..., Ran], mixed_folder: Path) -> None:
    done = run("add", mixed_folder / "sessions", "--study", mixed_folder)
    assert done.status == 1
    lines = done.err.splitlines()
    assert len(lines) == 4
    for name, line in zip(("FG02.docx", "FG03.txt", "FG04.txt", "FG05.txt"), lines, strict=True):
        assert line.startswith(f"! {name}")
    assert "2 of 6 files are in." in done.out
    assert sorted(path.name for path in (mixed_folder / "transcripts").iterdir()) == ["FG01.txt", "IN01.txt"]


def test_the_line_of_a_bad_file_holds_neither_names_nor_words(
    run: Callable[..., Ran], mixed_folder: Path, canary: str
) -> None:
    done = run("add", mixed_folder / "sessions", "--study", mixed_folder)
    assert "Maria" not in done.out + done.err
    assert "Ionescu" not in done.out + done.err
    assert canary not in (done.out + done.err).casefold()


def test_a_group_can_be_said_for_a_file_named_otherwise(
    run: Callable[..., Ran], study_folder: Path, let_through: Callable[..., None]
) -> None:
    odd = (study_folder / "sessions" / "FG01.txt").rename(study_folder / "sessions" / "june.txt")
    let_through(tlc.open(study_folder), odd)
    assert run("add", odd, "--study", study_folder).status == 1
    assert run("add", odd, "--study", study_folder, "--group", "FG01").status == 0


def test_a_group_goes_with_one_file_only(run: Callable[..., Ran], study_folder: Path) -> None:
    assert run("add", "a.txt", "b.txt", "--group", "FG01", "--study", study_folder).status == 2


def test_tables_can_be_had_as_json(run: Callable[..., Ran], tiny_study: tlc.Study) -> None:
    rows = json.loads(run("tag", "--json", "--study", tiny_study.path).out)
    assert {"code", "label", "suggestions", "sessions"} == set(rows[0])
    assert json.loads(run("check", "--json", "--study", tiny_study.path).out) == []
    assert json.loads(run("evidence", "--json", "--study", tiny_study.path).out) == []
    assert len(json.loads(run("add", "--json", tiny_study.path / "sessions", "--study", tiny_study.path).out)) == 2


def test_codings_that_cannot_be_taken_in_are_named_by_line(run: Callable[..., Ran], tiny_study: tlc.Study) -> None:
    table = tiny_study.path / "ben.csv"
    table.write_text("turn,code,quote\nFG01:0002,access.hours,closed\nFG01:0099,access.hours,\n", encoding="utf-8")
    done = run("import-codings", table, "--coder", "ben", "--study", tiny_study.path)
    assert done.status == 1
    assert "ben.csv, line 3: There is no such turn." in done.err
    assert "1 codings of Ben taken in" in done.out


def test_too_little_material_for_topics_is_explained(run: Callable[..., Ran], tiny_study: tlc.Study) -> None:
    done = run("topics", "--study", tiny_study.path)
    assert done.status == 1
    assert "Traceback" not in done.err


def test_the_report_names_the_file_to_open(run: Callable[..., Ran], tiny_study: tlc.Study) -> None:
    done = run("report", "--study", tiny_study.path)
    assert done.status == 0
    assert Path(done.out.splitlines()[-1].strip()).is_file()


def test_something_unexpected_shows_two_lines_and_no_words(
    run: Callable[..., Ran], tiny_study: tlc.Study, monkeypatch: pytest.MonkeyPatch, canary: str
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError(canary)

    monkeypatch.setattr(tlc.Study, "check", fail)
    done = run("check", "--study", tiny_study.path)
    assert done.status == 1
    assert "RuntimeError in test_verbs.py" in done.err
    assert canary not in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("severities", "said"),
    [(("error", "warning"), "1 error, 1 warning."), (("warning", "warning"), "0 errors, 2 warnings.")],
)
def test_check_counts_what_it_found_in_good_grammar(
    run: Callable[..., Ran],
    tiny_study: tlc.Study,
    monkeypatch: pytest.MonkeyPatch,
    severities: tuple[str, ...],
    said: str,
) -> None:
    found = tuple(Problem(severity=one, what="Wrong.", where="x.csv") for one in severities)  # type: ignore[arg-type]
    monkeypatch.setattr(tlc.Study, "check", lambda _: found)
    assert run("check", "--study", tiny_study.path).out.splitlines()[-1] == said


def test_stopping_with_the_keyboard_is_calm(
    run: Callable[..., Ran], tiny_study: tlc.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tlc.Study, "check", stop)
    done = run("check", "--study", tiny_study.path)
    assert done.status == 130
    assert "Stopped" in done.err


def test_the_study_is_the_folder_one_stands_in(tiny_study: tlc.Study) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tlc", "check"], cwd=tiny_study.path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout == "No problems found.\n"


def test_the_demo_does_not_touch_a_folder_that_holds_something_else(
    run: Callable[..., Ran], study_folder: Path
) -> None:
    before = sorted(path.name for path in study_folder.iterdir())
    done = run("demo", study_folder)
    assert done.status == 1
    assert "does not touch it" in done.err
    assert sorted(path.name for path in study_folder.iterdir()) == before
