"""``tlc code``: one notebook for one coder, never overwritten, and JupyterLab opened on it."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from nbclient import NotebookClient

import tlc
from tlc.cli._main import tlc as commands
from tlc.errors import TlcError

Run = Callable[..., Result]


@pytest.fixture
def surroundings() -> dict[str, str]:
    """The variables with which JupyterLab would have been started."""
    return {}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str]) -> list[list[str]]:
    """The commands that would have been started."""
    calls: list[list[str]] = []
    monkeypatch.setattr(
        "tlc.cli.code.subprocess.call", lambda words, env: calls.append([*words]) or surroundings.update(env) or 0
    )
    return calls


@pytest.fixture
def folder(tiny_study: tlc.Study, tmp_path: Path) -> Path:
    """The tiny study in a shared folder whose name holds spaces."""
    shared = tmp_path / "Shared drive (team)" / "our study"
    shutil.copytree(tiny_study.path, shared)
    return shared


@pytest.fixture
def run(started: list[list[str]]) -> Run:
    del started

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(commands, ["code", *map(str, arguments)], standalone_mode=False)

    return call


def source(folder: Path, name: str = "asha") -> str:
    content = json.loads((folder / f"code_{name}.ipynb").read_text(encoding="utf-8"))
    (cell,) = content["cells"]
    return "".join(cell["source"])


def test_a_notebook_of_one_cell_is_made_and_opened(run: Run, folder: Path, started: list[list[str]]) -> None:
    done = run("--coder", "asha", "--study", folder)
    assert done.return_value == 0
    assert source(folder).endswith("import tlc\n\ntlc.open(\".\").code(coder='asha')")
    (words,) = started
    assert words[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={folder.resolve()}" in words, "one argument, however many spaces it holds"
    assert words[-1] == "--LabApp.default_url=/doc/tree/code_asha.ipynb"
    assert "Shift and Enter" in done.output


def test_nothing_is_looked_up_on_the_internet(run: Run, folder: Path, started: list[list[str]]) -> None:
    run("--coder", "asha", "--study", folder)
    flags = " ".join(started[0])
    assert "news_url=None" in flags
    assert "NeverCheckForUpdate" in flags
    assert "extension_manager=readonly" in flags


def test_nobody_is_asked_about_news(
    run: Run, folder: Path, surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "somebody's own")
    run("--coder", "asha", "--study", folder)
    ours, theirs = surroundings["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    settings = json.loads((Path(ours) / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert settings == {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    assert theirs == "somebody's own"
    assert surroundings["PATH"] == os.environ["PATH"]


def test_jupyterlab_knows_the_settings_that_keep_it_quiet(run: Run, folder: Path, started: list[list[str]]) -> None:
    run("--coder", "asha", "--study", folder)
    done = subprocess.run([*started[0], "--show-config-json"], capture_output=True, text=True, check=True)
    settings = json.loads(done.stdout)["LabApp"]
    assert settings["news_url"] is None or settings["news_url"] == "None"
    assert settings["default_url"] == "/doc/tree/code_asha.ipynb"
    assert settings["check_for_updates_class"] == "jupyterlab.NeverCheckForUpdate"
    assert "unrecognized" not in done.stderr.casefold()


def test_the_notebook_is_one_that_runs_and_shows_the_page(run: Run, folder: Path, canary: str) -> None:
    run("--coder", "asha", "--study", folder)
    path = folder / "code_asha.ipynb"
    content = nbformat.read(path, as_version=4)
    nbformat.validate(content)
    NotebookClient(content, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    shown = json.dumps(content)
    assert "CodeWidget: asha, 0 codings, 2 sessions" in shown
    assert canary not in shown.casefold()


def test_a_notebook_that_is_there_is_never_overwritten(run: Run, folder: Path, started: list[list[str]]) -> None:
    path = folder / "code_asha.ipynb"
    path.write_text("what somebody made of it", encoding="utf-8")
    done = run("--coder", "asha", "--study", folder, "--language", "ro")
    assert path.read_text("utf-8") == "what somebody made of it"
    assert "is left as it is" in done.output
    assert len(started) == 1


def test_without_opening_the_command_is_said_as_it_is_typed(run: Run, folder: Path, started: list[list[str]]) -> None:
    done = run("--coder", "asha", "--study", folder, "--no-open")
    assert started == []
    path = (folder / "code_asha.ipynb").resolve()
    assert path.exists()
    assert f'"--ServerApp.root_dir={path.parent}"' in done.output
    assert "-m jupyterlab" in done.output


def test_two_coders_have_a_notebook_each(run: Run, folder: Path) -> None:
    run("--coder", "asha", "--study", folder)
    run("--coder", "ben", "--study", folder, "--name", "Ben O'Neill", "--language", "ro")
    call = ast.parse(source(folder, "ben")).body[-1]
    assert ast.unparse(call) == """tlc.open('.').code(coder='ben', name="Ben O'Neill", language='ro')"""
    assert (folder / "code_asha.ipynb").exists()


def test_people_who_agree_get_a_notebook_too(run: Run, folder: Path) -> None:
    study = tlc.open(folder)
    for name in ("asha", "ben"):
        table = folder / f"{name}.csv"
        table.write_text("turn,code,quote\nFG01:0002,access.hours,closed\n", encoding="utf-8")
        study.import_codings(table, coder=name)
    given = ("--between", "asha", "--between", "ben", "--by", "asha")
    run("--coder", "agreed", *given, "--study", folder)
    assert "code(coder='agreed', between=('asha', 'ben'), by='asha')" in source(folder, "agreed")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (("--coder", "rules"), "a machine's name"),
        (("--coder", "Asha K"), "not usable as a file name"),
        (("--coder", "../asha"), "not usable as a file name"),
        (("--coder", "asha", "--language", "fr"), "no texts in that language"),
    ],
)
def test_what_stands_in_the_way_is_said_before_anything_is_written(
    run: Run, folder: Path, given: tuple[str, ...], what: str, started: list[list[str]]
) -> None:
    done = run(*given, "--study", folder)
    assert isinstance(done.exception, TlcError)
    assert what in str(done.exception)
    assert not list(folder.rglob("*.ipynb"))
    assert started == []


def test_a_study_without_transcripts_has_nothing_to_code(run: Run, study_folder: Path) -> None:
    done = run("--coder", "asha", "--study", study_folder)
    assert "Nothing has been brought in" in str(done.exception)
    assert not list(study_folder.rglob("*.ipynb"))


def test_it_must_be_said_who_codes(run: Run, folder: Path) -> None:
    done = run("--study", folder)
    assert "Missing parameter: coder" in str(done.exception)
