"""The documents are true: links lead somewhere, commands exist, examples run."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import tlc
from tlc.cli._main import VERBS

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")]
    if not any(part.startswith((".", "tlc-demo")) for part in path.relative_to(ROOT).parts)
)
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith(("http", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_a_page_is_a_verb(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", text, flags=re.DOTALL)
    for verb in re.findall(r"^tlc ([a-z-]+)", "\n".join(blocks), flags=re.MULTILINE):
        assert verb in VERBS or verb == "transcript", verb


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_tells_of_a_machine_or_a_package_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/home/|/root/|/work/|C:\\Users|pypi\.org|pythonhosted|/simple\b", text)


def test_the_readme_names_both_commands_with_their_windows_form() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("python3 run.py demo", "py run.py demo", "python3 run.py test", "py run.py test"):
        assert f"`{command}`" in text


def test_the_readme_calls_methods_that_the_study_has() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    for method in re.findall(r"study\.(\w+)\(", example):
        assert callable(getattr(tlc.Study, method))


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert tlc.__version__ == project
    assert f"version: {project}" in citation.replace('"', "")


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "room", sorted(path.name for path in (ROOT / "tlc").iterdir() if (path / "__init__.py").exists())
)
def test_the_architecture_names_every_room(room: str) -> None:
    assert f"`{room}/`" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_every_benchmark_is_on_the_page_of_benchmarks() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for script in (ROOT / "benchmarks").glob("*.py"):
        assert f"`{script.name}`" in page


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in content["cells"])
    assert "widgets" not in content["metadata"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once; whoever changes something in it takes a copy."""
    from tlc.cli import main

    folder = tmp_path_factory.mktemp("sample") / "tlc-demo"
    with pytest.raises(SystemExit) as done:
        main(["demo", str(folder)])
    assert not done.value.code
    return folder


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_from_top_to_bottom(notebook: Path, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "tlc-demo")
    folder = tmp_path / notebook.parent.relative_to(ROOT)
    folder.mkdir(parents=True)
    content = nbformat.read(notebook, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(content, timeout=300, kernel_name="python3", resources=resources).execute()
    shown = json.dumps(content)
    assert "Synthetic sample" in shown
    assert ("action-framework.html" in shown) == notebook.name.startswith("01_")
